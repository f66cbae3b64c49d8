package seal

import (
	"errors"
	"net/url"
	"os"
)

// This file has the pages of a sealed database go from one file to another without
// SQLite, such as on their way to another PC. No program may have the file open.

// PageSize is how long a page of a sealed database is.
const PageSize = pageSize

// CreateEmpty makes a sealed database at path that only key opens: it has no slots.
// It has its first page, and no log. uri is the file as an SQLite URI without a query.
func CreateEmpty(path, uri string, key *Key) error {
	if err := create(path, key, &header{key: key.id}); err != nil {
		return err
	}
	q := url.Values{}
	key.QueryNew(q)
	return writeFirst(firstSealed, uri+"?"+q.Encode(), withoutLog)
}

// ReadPages hands the pages of the sealed file at path over, in their order. A page
// is the caller's until do returns.
func ReadPages(path string, key *Key, do func(page []byte) error) error {
	return withHeader(path, false, func(d device) error {
		s, err := key.sealerOf(d)
		if err != nil {
			return err
		}
		size, err := d.size()
		if err != nil {
			return err
		}
		page := make([]byte, pageSize)
		for i := range pagesIn(size) {
			if err := d.readAt(page, place(i)*pageSize); err != nil {
				return err
			}
			if err := s.openAny(page, uint32(i+1)); err != nil {
				return err
			}
			if err := do(page); err != nil {
				return err
			}
		}
		return nil
	})
}

// openAny opens a page that SQLite wrote, or one that the file grew over: SQLite never
// writes the page that begins at the first gigabyte of a database.
func (s *sealer) openAny(page []byte, number uint32) error {
	var sealed [pageSize]byte
	copy(sealed[:], page)
	if s.open(page, kindDatabase, number, 0) {
		return nil
	}
	if copy(page, sealed[:]); s.open(page, kindGap, number, 0) {
		return nil
	}
	return ErrPage
}

// PageWriter writes a new sealed file page by page.
type PageWriter struct {
	file   *os.File
	sealer *sealer
	pages  int64
	held   []byte // pages that are not written yet
	at     int64  // where they begin
}

// mostHeld is how many bytes are written at a time.
const mostHeld = 256 * pageSize

// CreatePages begins a sealed file at path that only key opens.
func CreatePages(path string, key *Key) (w *PageWriter, err error) {
	if err := create(path, key, &header{key: key.id}); err != nil {
		return nil, err
	}
	w = &PageWriter{held: make([]byte, 0, mostHeld)}
	if err := withHeader(path, false, func(d device) error {
		w.sealer, err = key.sealerOf(d)
		return err
	}); err != nil {
		return nil, err
	}
	w.file, err = os.OpenFile(path, os.O_WRONLY, 0o600)
	return w, err
}

// Add writes the next page. It is an ErrPage if the page has no room for its seal.
func (w *PageWriter) Add(page []byte) error {
	if len(page) != pageSize {
		return ErrPage
	}
	at := place(w.pages) * pageSize
	if len(w.held) == mostHeld || len(w.held) > 0 && w.at+int64(len(w.held)) != at {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if len(w.held) == 0 {
		w.at = at
	}
	w.pages++
	n := len(w.held)
	w.held = w.held[:n+pageSize]
	err := w.sealer.seal(w.held[n:], page, kindDatabase, uint32(w.pages), 0)
	if errors.Is(err, errNotReserved) {
		return ErrPage
	}
	return err
}

func (w *PageWriter) flush() error {
	_, err := w.file.WriteAt(w.held, w.at)
	w.held = w.held[:0]
	return err
}

// Close ends the file, which is not on the disk for sure.
func (w *PageWriter) Close() error { return errors.Join(w.flush(), w.file.Close()) }
