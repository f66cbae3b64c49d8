package bound

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
)

// The limits of a zip file, which a workbook is as well.
const (
	zipDirectory = 4 << 20  // bytes of its table of contents
	zipTrusted   = 32 << 20 // bytes that a file within may unpack to, however well it is packed
	zipRatio     = 200      // times that a larger file within may be packed; lists are 5 to 20 times
	zipUnpacked  = 2 << 30  // bytes that a file within may unpack to
)

var errDirectory = errors.New("the table of contents of the zip is too long")

// Zip is an open zip file.
type Zip struct {
	*zip.Reader
	file *os.File
}

// OpenZip opens a zip file. Its table of contents may be 4 MB long, which is
// about 30,000 files.
func OpenZip(path string) (*Zip, error) {
	f, err := os.Open(path) // the user's own file
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close() // nothing was read
		return nil, err
	}
	counted := &directory{src: f, left: zipDirectory}
	z, err := zip.NewReader(counted, info.Size())
	if err != nil {
		_ = f.Close() // nothing was written
		if counted.left < 0 {
			return nil, refuse("This zip or workbook has a table of contents longer than 4 MB, which is more than 30,000 files. Unpack it and choose the list inside.")
		}
		return nil, err
	}
	counted.open = true
	return &Zip{z, f}, nil
}

// Close closes the file.
func (z *Zip) Close() error { return z.file.Close() }

// directory lets no more than so many bytes be read while a zip is opened.
type directory struct {
	src  io.ReaderAt
	left int64
	open bool
}

// ReadAt reads from the file.
func (d *directory) ReadAt(p []byte, at int64) (int, error) {
	if !d.open {
		if d.left -= int64(len(p)); d.left < 0 {
			return 0, errDirectory
		}
	}
	return d.src.ReadAt(p, at)
}

// CheckUnpacked refuses a file within a zip that unpacks to far more than it is
// packed, or than any list has. What a zip says of a size holds: its reader ends
// where the file is longer.
func CheckUnpacked(f *zip.FileHeader) error {
	size, packed := f.UncompressedSize64, max(f.CompressedSize64, 1)
	switch {
	case size > zipUnpacked:
		return refuse("This zip or workbook unpacks to more than 2 GB. Split the list, or save it as CSV.")
	case size > zipTrusted && size/packed > zipRatio:
		return refuse(fmt.Sprintf("A part of this zip or workbook is %d MB unpacked, more than 200 times what it is packed. Real lists are not like that. "+
			"Open it in Excel, copy the rows into a new workbook, and import that.", size>>20))
	}
	return nil
}
