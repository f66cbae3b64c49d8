package seal

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// commitSize is where a frame says, if it ends a transaction, how many pages the
// database has.
const commitSize = 4

// LogEndsEarly reports whether the log of a plain database has saves in it that SQLite
// will not read, because something before them is not as it was written, or ends in the
// middle of a frame. SQLite takes both for the end of the log and says nothing. No
// program may have the database open.
//
// Frames of a transaction that was given up may lie behind the last save with the same
// salts; none of them ends a transaction.
func LogEndsEarly(path string) (early bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { _ = f.Close() }()
	in := bufio.NewReaderSize(f, 1<<16)
	var header [logHeader]byte
	if _, err := io.ReadFull(in, header[:]); err != nil {
		return false, ended(err)
	}
	magic, size := binary.BigEndian.Uint32(header[:]), binary.BigEndian.Uint32(header[8:])
	sum := logSum{order: binary.LittleEndian}
	if magic&1 == 1 {
		sum.order = binary.BigEndian
	}
	sum.add(header[:24])
	if magic&^1 != 0x377f0682 || size < 512 || size > 1<<16 || !sum.is(header[24:]) {
		_, err := in.Peek(1)
		return err == nil, nil // none of it is read
	}
	return sum.follow(in, header[16:24], make([]byte, headSize+int(size)))
}

// follow reads the frames of a log with the given salts.
func (c *logSum) follow(in io.Reader, salts, p []byte) (early bool, err error) {
	whole := true
	for {
		n, err := io.ReadFull(in, p)
		ours := n >= 16 && bytes.Equal(p[8:16], salts)
		switch {
		case err != nil:
			return ours && whole, ended(err)
		case !ours:
			whole = false
			continue // of an earlier log, unless one of ours follows
		}
		if whole {
			c.add(p[:8])
			c.add(p[headSize:])
			whole = c.is(p[16:24])
		}
		if !whole && binary.BigEndian.Uint32(p[commitSize:]) != 0 {
			return true, nil
		}
	}
}

// ended is err, unless it only says that there is no more.
func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// logSum is the running checksum of a log.
type logSum struct {
	order binary.ByteOrder
	a, b  uint32
}

func (c *logSum) add(p []byte) {
	for at := 0; at+8 <= len(p); at += 8 {
		c.a += c.order.Uint32(p[at:]) + c.b
		c.b += c.order.Uint32(p[at+4:]) + c.a
	}
}

func (c *logSum) is(p []byte) bool {
	return c.a == binary.BigEndian.Uint32(p) && c.b == binary.BigEndian.Uint32(p[4:])
}
