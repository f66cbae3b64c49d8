package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"sync"
)

// Parts of the workbook that this package treats by name.
const (
	contentTypes = "[Content_Types].xml"
	endOfTypes   = "</Types>"
	endOfSheet   = "</worksheet>"
)

const (
	longPart  = 1 << 20 // bytes from which a part is packed as it arrives
	shortPart = 1200    // bytes under which packing takes longer than it saves
)

// inserted is what goes into a part before its closing tag.
type inserted struct{ end, text string }

// part is one file in the archive.
type part struct {
	inserted
	header  zip.FileHeader
	body    func() string // what the part says, unless it is written
	pending []byte        // what has come and is not packed yet
	packed  bytes.Buffer
	packer  *flate.Writer // nil until something is packed
}

// packers are kept, because a new one takes longer than packing most parts.
// They pack quickly rather than tightly.
var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(io.Discard, flate.BestSpeed)
	if err != nil {
		panic(err) // there is such a level
	}
	return w
}}

func newPart(name string, before inserted) *part {
	return &part{header: zip.FileHeader{Name: name, Method: zip.Deflate}, inserted: before}
}

// Write takes the next bytes of a part. A long part is packed as it comes, but
// for as much as its closing tag is long, so that no sheet is held whole.
func (p *part) Write(b []byte) (int, error) {
	p.pending = append(p.pending, b...)
	ready := len(p.pending) - len(p.end)
	if ready < longPart {
		return len(b), nil
	}
	err := p.pack(p.pending[:ready])
	p.pending = append(p.pending[:0], p.pending[ready:]...)
	return len(b), err
}

func (p *part) pack(b []byte) error {
	if p.packer == nil {
		p.packer = packers.Get().(*flate.Writer)
		p.packer.Reset(&p.packed)
	}
	p.count(b)
	_, err := p.packer.Write(b)
	return err
}

func (p *part) count(b []byte) {
	p.header.CRC32 = crc32.Update(p.header.CRC32, crc32.IEEETable, b)
	p.header.UncompressedSize64 += uint64(len(b))
}

// finish ends a part.
func (p *part) finish() error {
	if p.body != nil {
		p.pending = []byte(p.body())
	}
	if before, ok := bytes.CutSuffix(p.pending, []byte(p.end)); ok && p.text != "" {
		p.pending = append(append(append([]byte(nil), before...), p.text...), p.end...)
	}
	if p.packer == nil && len(p.pending) < shortPart {
		p.header.Method = zip.Store
		p.count(p.pending)
		p.packed.Write(p.pending)
		return nil
	}
	if err := p.pack(p.pending); err != nil {
		return err
	}
	p.pending = nil
	err := p.packer.Close()
	packers.Put(p.packer)
	p.packer = nil
	return err
}
