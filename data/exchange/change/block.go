package change

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
)

const (
	// blockSize is how long a block grows before the next begins.
	blockSize = 1 << 20
	// maxBlock is how long a block may be. One item can make it longer than blockSize.
	maxBlock = blockSize + 2*maxValue
)

// packer adds blocks to a Part: the length of a block, how long it is compressed,
// and its bytes.
type packer struct {
	out      []byte
	deflate  *flate.Writer
	squeezed bytes.Buffer
}

func (p *packer) add(block []byte) {
	p.squeezed.Reset()
	if p.deflate == nil {
		p.deflate, _ = flate.NewWriter(&p.squeezed, flate.DefaultCompression) // an error is only of another level
	} else {
		p.deflate.Reset(&p.squeezed)
	}
	_, _ = p.deflate.Write(block) // nothing fails on the way into memory
	_ = p.deflate.Close()
	p.out = binary.AppendUvarint(p.out, uint64(len(block)))
	p.out = binary.AppendUvarint(p.out, uint64(p.squeezed.Len()))
	p.out = append(p.out, p.squeezed.Bytes()...)
}

// unpacker reads the blocks of a Part, of which one is in memory at a time.
type unpacker struct {
	rest    reader
	inflate io.ReadCloser
	block   bytes.Buffer
}

// next returns the next block, which is the caller's until the one after; none at the
// end. A block that says less than it is, or more, is an error: the encoding may be
// anyone's.
func (u *unpacker) next() ([]byte, error) {
	size := u.rest.uint()
	if size == 0 {
		if u.rest.failed || len(u.rest.b) > 0 {
			return nil, errEncoding
		}
		return nil, nil
	}
	squeezed := u.rest.uint()
	if u.rest.failed || size > maxBlock || squeezed > uint64(len(u.rest.b)) {
		return nil, errEncoding
	}
	from := bytes.NewReader(u.rest.b[:squeezed])
	u.rest.b = u.rest.b[squeezed:]
	if u.inflate == nil {
		u.inflate = flate.NewReader(from)
	} else if err := u.inflate.(flate.Resetter).Reset(from, nil); err != nil {
		return nil, err
	}
	u.block.Reset()
	n, err := io.Copy(&u.block, io.LimitReader(u.inflate, int64(size)+1))
	if err != nil || n != int64(size) || from.Len() > 0 {
		return nil, errEncoding
	}
	return u.block.Bytes(), nil
}
