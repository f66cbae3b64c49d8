package seal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/url"
	"os"
	"strconv"
)

// sumSize is how many bytes at the end of a page of a plain database its check
// value takes.
const sumSize = 8

// sum is what the check value of a page says.
type sum int

const (
	sumWrong   sum = iota // of another page: something else changed this one
	sumRight              // the page is as it was written
	sumMissing            // the page has none: another program copied the whole database
)

// QueryPlain has a plain database that is made by VACUUM INTO keep check values.
func QueryPlain(q url.Values) {
	q.Set("vfs", plainName)
	q.Set("reserve", strconv.Itoa(sumSize))
	q.Set("sums", "1")
}

// Pages is what the check values of a plain database say of its pages.
type Pages struct {
	Kept    bool // pages have check values
	Wrong   int  // how many are not as they were written
	Missing int  // how many have none
}

// ErrPage says that a page of a plain database is not as it was written.
var ErrPage = errors.New("seal: a page is not as it was written")

// HasSums reports whether the pages of the plain database at path have check values.
// It is an ErrPage if the first page has one and does not say so.
func HasSums(path string) (kept bool, err error) {
	err = withHeader(path, false, func(d device) error {
		page, err := firstPage(d)
		kept = err == nil && page[20] == sumSize
		return err
	})
	return kept, err
}

// firstPage returns the first page of a plain database, or an ErrPage; see HasSums.
func firstPage(d device) ([]byte, error) {
	head := make([]byte, sizesLength)
	if err := d.readAt(head, 0); err != nil {
		return nil, err
	}
	size := int(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 1 << 16
	}
	if !bytes.HasPrefix(head, []byte(plainOpening)) || size < 512 || size&(size-1) != 0 {
		return nil, ioError(resultNotADB)
	}
	page := make([]byte, size)
	if err := d.readAt(page, 0); err != nil {
		return nil, err
	}
	if sumDenied(page) {
		return nil, ErrPage
	}
	return page, nil
}

// attempts is how often a page is read before it counts as wrong: another
// connection may be writing it.
const attempts = 5

// CheckPages reads every page of the plain database at path. What is still in its
// log is not looked at.
func CheckPages(path string) (result Pages, err error) {
	err = withHeader(path, false, func(d device) error {
		page, err := firstPage(d)
		if short(err) {
			return nil // no page yet
		}
		if errors.Is(err, ErrPage) {
			result = Pages{Kept: true, Wrong: 1}
			return nil
		}
		if err != nil || page[20] != sumSize {
			return err
		}
		result.Kept = true
		size, err := d.size()
		if err != nil {
			return err
		}
		for at := int64(0); at+int64(len(page)) <= size; at += int64(len(page)) {
			if at == plainLock {
				continue // SQLite's lock bytes: there is no page
			}
			found, err := pageAt(d, page, at)
			if err != nil {
				return err
			}
			result.count(found)
		}
		return nil
	})
	return result, err
}

// plainLock is where a plain database has SQLite's lock bytes.
const plainLock = 0x40000000

func pageAt(d device, page []byte, at int64) (found sum, err error) {
	for range attempts {
		if err := d.readAt(page, at); err != nil {
			return sumWrong, err
		}
		if found = sumOf(page); found != sumWrong {
			break
		}
	}
	return found, nil
}

func (p *Pages) count(found sum) {
	switch found {
	case sumWrong:
		p.Wrong++
	case sumMissing:
		p.Missing++
	}
}

// CreatePlain writes the first page of a plain database with check values to the
// file at path, which is missing or empty. uri is the file as an SQLite URI
// without a query.
func CreatePlain(path, uri string) error {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	q := url.Values{}
	q.Set("vfs", plainName)
	return writeFirst(firstPlain, uri+"?"+q.Encode(), withLog)
}
