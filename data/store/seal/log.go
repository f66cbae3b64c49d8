package seal

import (
	"bytes"
	"crypto/aes"
	"encoding/binary"
)

// A log is a header, then frames: each a head with the number of a page, the
// size of the database after a commit, two salts and a running checksum, then
// the page. The header and the first eight bytes of a head stay as they are;
// the salts and the checksum are one block, which is enciphered: the checksum
// of a plain page would tell of its content.
const (
	logHeader = 32
	headSize  = 24
	hidden    = 8 // where the enciphered block of a head begins
	frameSize = headSize + pageSize
)

// frame says where in the log at is: the offset of its frame, and how far into it.
func frame(at int64) (start int64, within int) {
	within = int((at - logHeader) % frameSize)
	return at - int64(within), within
}

// tweak makes the block of a head depend on its place.
func (s *sealer) tweak(head []byte, start int64) (t [aes.BlockSize]byte) {
	copy(t[8:], head[:4])
	binary.BigEndian.PutUint64(t[:], uint64(start))
	s.heads.Encrypt(t[:], t[:])
	return t
}

func (s *sealer) hide(head []byte, start int64) {
	t := s.tweak(head, start)
	block := head[hidden:headSize]
	xor(block, t[:])
	s.heads.Encrypt(block, block)
	xor(block, t[:])
}

func (s *sealer) show(head []byte, start int64) {
	t := s.tweak(head, start)
	block := head[hidden:headSize]
	xor(block, t[:])
	s.heads.Decrypt(block, block)
	xor(block, t[:])
}

// PlainLog reports whether the log at path is one that was not sealed: then its
// first frame shows the salts of the header. Of a rollback journal it cannot be
// told, and is taken to be so.
func PlainLog(path string) (plain bool, err error) {
	err = withHeader(path, false, func(d device) error {
		var p [logHeader + headSize]byte
		if err := d.readAt(p[:], 0); err != nil && !short(err) {
			return err
		}
		isLog := binary.BigEndian.Uint32(p[:])&^1 == 0x377f0682
		plain = !isLog || bytes.Equal(p[16:24], p[logHeader+8:logHeader+16])
		return nil
	})
	return plain, err
}

func xor(a, b []byte) {
	for i := range a {
		a[i] ^= b[i]
	}
}

func (f *file) readLog(p []byte, at int64) error {
	if at < logHeader {
		if at+int64(len(p)) > logHeader {
			return ioError(resultReadError)
		}
		return f.readAt(p, at)
	}
	start, within := frame(at)
	switch {
	case within == 0 && len(p) == frameSize:
		return f.readFrame(p, start)
	case within == headSize && len(p) <= pageSize:
		whole := f.scratch[:]
		if err := f.readAt(whole, start); short(err) {
			clear(p)
			return ioError(resultBadData)
		} else if err != nil {
			return err
		}
		page := whole[headSize:]
		if !f.sealer.open(page, kindLog, binary.BigEndian.Uint32(whole), start) {
			clear(p)
			return ioError(resultBadData)
		}
		copy(p, page)
		return nil
	case within+len(p) <= headSize:
		head := f.scratch[:headSize]
		if err := f.readAt(head, start); err != nil {
			return err
		}
		f.sealer.show(head, start)
		copy(p, head[within:])
		return nil
	}
	return ioError(resultReadError)
}

// readFrame reads a whole frame. SQLite does that to find where a log ends
// after a crash, where a frame that does not open is one that was never
// finished: it is given as zeros, which SQLite takes for the end. It also does
// that to write a head again; then it is an error.
func (f *file) readFrame(p []byte, start int64) error {
	if err := f.readAt(p, start); err != nil {
		return err
	}
	if f.sealer.open(p[headSize:], kindLog, binary.BigEndian.Uint32(p), start) {
		f.sealer.show(p[:headSize], start)
		return nil
	}
	clear(p)
	if f.recovering == nil || !f.recovering() {
		return ioError(resultBadData)
	}
	f.key.endedEarly.Store(true)
	return nil
}

func (f *file) writeLog(p []byte, at int64) error {
	if at == 0 && len(p) == logHeader {
		if binary.BigEndian.Uint32(p[8:]) != pageSize {
			return errNotReserved
		}
		return f.writeAt(p, 0)
	}
	start, within := frame(at)
	out := f.scratch[:]
	switch {
	case at < logHeader:
		return errNotReserved
	case within == 0 && len(p) == headSize:
		copy(out, p)
		f.sealer.hide(out[:headSize], start)
		f.wrote = true
		return f.writeAt(out[:headSize], start)
	case within == headSize && len(p) == pageSize:
		// The number is the one in the file: SQLite writes a page again in its
		// place after it ran out of memory for pages.
		head := out[:4]
		if err := f.readAt(head, start); err != nil {
			return err
		}
		page := binary.BigEndian.Uint32(head)
		if err := f.sealer.seal(out[:pageSize], p, kindLog, page, start); err != nil {
			return err
		}
		f.wrote = true
		return f.writeAt(out[:pageSize], at)
	}
	return errNotReserved
}
