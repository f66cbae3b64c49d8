package openreferral

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/csv"
	"hash"
	"hash/crc32"
	"io"
)

// tableWriter writes one table, and keeps it packed in memory: a zip takes one
// file after the other, while a service goes into all of them.
type tableWriter struct {
	name   string
	header []string
	packed bytes.Buffer
	packer *flate.Writer
	sum    hash.Hash32
	size   uint64
	lines  *csv.Writer
}

func newTable(name string, header []string) (*tableWriter, error) {
	t := &tableWriter{name: name, header: header, sum: crc32.NewIEEE()}
	var err error
	if t.packer, err = flate.NewWriter(&t.packed, flate.BestSpeed); err != nil {
		return nil, err
	}
	t.lines = csv.NewWriter(t)
	return t, t.lines.Write(header)
}

// Write packs bytes of the table.
func (t *tableWriter) Write(p []byte) (int, error) {
	t.size += uint64(len(p))
	_, _ = t.sum.Write(p) // a hash never fails
	return t.packer.Write(p)
}

// add writes one line, with cells guarded that a spreadsheet would run.
func (t *tableWriter) add(cells ...string) error {
	for i := range cells {
		cells[i] = guard(cells[i])
	}
	return t.lines.Write(cells)
}

// putInto ends the table and puts it into a zip.
func (t *tableWriter) putInto(z *zip.Writer) error {
	t.lines.Flush()
	if err := t.lines.Error(); err != nil {
		return err
	}
	if err := t.packer.Close(); err != nil {
		return err
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: t.name + ".csv", Method: zip.Deflate, CRC32: t.sum.Sum32(),
		CompressedSize64: uint64(t.packed.Len()), UncompressedSize64: t.size})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, &t.packed)
	return err
}
