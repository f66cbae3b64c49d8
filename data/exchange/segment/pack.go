package segment

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packer is one way to compress blocks. Its functions may be called by several
// goroutines at a time.
type packer struct {
	// pack appends what a block is compressed to to a slice.
	pack func(to, plain []byte) []byte
	// unpack returns the block of that size; an error is ErrDamaged.
	unpack func(packed []byte, size int) ([]byte, error)
}

// zstandard is the packing of seeds for devices that can read it. In time it is to
// DEFLATE as one to three, and what it makes is smaller.
const zstandard = "zstd"

// packers are the ways by what Seed.Packing says. All are quick rather than small: a
// seed is read once or twice.
var packers = map[string]*packer{
	"":        {pack: deflate, unpack: inflate},
	zstandard: {pack: toZstd, unpack: fromZstd},
}

// deflaters are kept: one takes more memory than a block.
var deflaters = sync.Pool{New: func() any {
	c, _ := flate.NewWriter(nil, flate.BestSpeed) // an error is only of another level
	return c
}}

func deflate(to, plain []byte) []byte {
	w := bytes.NewBuffer(to)
	c := deflaters.Get().(*flate.Writer)
	c.Reset(w)
	_, _ = c.Write(plain) // nothing fails on the way into memory
	_ = c.Close()
	deflaters.Put(c)
	return w.Bytes()
}

func inflate(packed []byte, size int) ([]byte, error) {
	plain := make([]byte, size)
	c := flate.NewReader(bytes.NewReader(packed))
	if _, err := io.ReadFull(c, plain); err != nil {
		return nil, unopened(err)
	}
	if n, err := c.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return nil, ErrDamaged
	}
	return plain, nil
}

// The options are right, so there are no errors.
var (
	zstdWriter = sync.OnceValue(func() *zstd.Encoder {
		w, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(blockSize))
		return w
	})
	zstdReader = sync.OnceValue(func() *zstd.Decoder {
		r, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(blockSize), zstd.WithDecoderMaxWindow(blockSize))
		return r
	})
)

func toZstd(to, plain []byte) []byte { return zstdWriter().EncodeAll(plain, to) }

func fromZstd(packed []byte, size int) ([]byte, error) {
	plain, err := zstdReader().DecodeAll(packed, make([]byte, 0, size))
	if err != nil || len(plain) != size {
		return nil, ErrDamaged
	}
	return plain, nil
}
