package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
)

// kind is what a file is for; it is part of what a page is sealed with.
type kind byte

const (
	kindDatabase kind = 'd'
	kindLog      kind = 'l'
	kindJournal  kind = 'j'
	kindGap      kind = 'g' // a page of a database that the file grew over
)

const (
	pageSize = 4096
	// reserved is how many bytes at the end of a page SQLite leaves to the
	// shim. In memory they are zero; on the disk they are the tag, the nonce
	// and four zeros.
	reserved  = 32
	usable    = pageSize - reserved
	tagSize   = 16
	nonceSize = 12
)

// file is a database, log or journal that SQLite has open. SQLite uses it from
// one thread at a time.
type file struct {
	device
	kind       kind
	sealer     *sealer
	fresh      bool        // a database that may still have no page
	wrote      bool        // of a log: whether a frame was written through this handle
	recovering func() bool // of a log: whether it is being read to see where it ends
	key        *Key        // that learns where a log ended early
	scratch    [frameSize]byte
}

// sealer seals and opens the pages of one database with its log and journal.
type sealer struct {
	pages  cipher.AEAD
	heads  cipher.Block // hides the checksums of frames in the log
	file   fileID
	random io.Reader
}

func newSealer(key []byte, id fileID) (*sealer, error) {
	pageKey, err := hkdf.Key(sha256.New, key, id[:], "waymark sealed page 1", 32)
	if err != nil {
		return nil, err
	}
	defer clear(pageKey)
	headKey, err := hkdf.Key(sha256.New, key, id[:], "waymark log frame 1", 32)
	if err != nil {
		return nil, err
	}
	defer clear(headKey)
	block, err := aes.NewCipher(pageKey)
	if err != nil {
		return nil, err
	}
	pages, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	heads, err := aes.NewCipher(headKey)
	return &sealer{pages: pages, heads: heads, file: id, random: rand.Reader}, err
}

// bound is what a page is tied to: its file, kind, number and, in a log or
// journal, its place.
type bound [16 + 1 + 4 + 8]byte

func (s *sealer) bound(k kind, page uint32, at int64) (b bound) {
	copy(b[:], s.file[:])
	b[16] = byte(k)
	binary.BigEndian.PutUint32(b[17:], page)
	binary.BigEndian.PutUint64(b[21:], uint64(at))
	return b
}

var errNotReserved = errors.New("seal: the page has no room for its seal")

// seal writes the sealed form of the page in plain to dst. It refuses a page
// that uses the bytes of the seal, and a first page that does not reserve them.
func (s *sealer) seal(dst, plain []byte, k kind, page uint32, at int64) error {
	for _, b := range plain[usable:pageSize] {
		if b != 0 {
			return errNotReserved
		}
	}
	if page == 1 && k != kindGap && (plain[20] != reserved || binary.BigEndian.Uint16(plain[16:]) != pageSize) {
		return errNotReserved
	}
	nonce := dst[usable+tagSize : usable+tagSize+nonceSize]
	if _, err := io.ReadFull(s.random, nonce); err != nil {
		return err
	}
	clear(dst[usable+tagSize+nonceSize : pageSize])
	b := s.bound(k, page, at)
	s.pages.Seal(dst[:0], nonce, plain[:usable], b[:])
	return nil
}

// open turns a sealed page into the plain one in place, with zeros where its
// seal was, and reports whether it is what was sealed under that number.
func (s *sealer) open(p []byte, k kind, page uint32, at int64) bool {
	b := s.bound(k, page, at)
	tail := p[usable+tagSize+nonceSize : pageSize]
	if binary.BigEndian.Uint32(tail) != 0 {
		clear(p[:pageSize])
		return false
	}
	_, err := s.pages.Open(p[:0], p[usable+tagSize:usable+tagSize+nonceSize], p[:usable+tagSize], b[:])
	if err != nil {
		clear(p[:pageSize])
		return false
	}
	clear(p[usable:pageSize])
	return true
}

func (f *file) read(p []byte, at int64) error {
	switch f.kind {
	case kindLog:
		return f.readLog(p, at)
	case kindJournal:
		return f.readJournal(p, at)
	}
	return f.readDatabase(p, at)
}

func (f *file) write(p []byte, at int64) error {
	var err error
	switch f.kind {
	case kindLog:
		err = f.writeLog(p, at)
	case kindJournal:
		err = f.writeJournal(p, at)
	default:
		err = f.writeDatabase(p, at)
	}
	if err != nil {
		var io ioError
		if !errors.As(err, &io) {
			return ioError(resultWriteErr)
		}
	}
	return err
}
