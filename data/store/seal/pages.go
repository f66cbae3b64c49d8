package seal

// lockPage is the page of the file that has SQLite's lock bytes. Locks are
// mandatory on Windows, so that nothing may be stored there. It is a variable
// for tests, which cannot all write a gigabyte.
var lockPage int64 = 0x40000000 / pageSize

// place returns which page of the file has page i of the database, both from 0.
func place(i int64) int64 {
	p := i + headerPages
	if p >= lockPage {
		p++
	}
	return p
}

// pagesIn returns how many pages of the database are whole in a file of that size.
func pagesIn(size int64) int64 {
	n := size / pageSize
	if n > lockPage {
		n--
	}
	return max(0, n-headerPages)
}

func (f *file) pageCount() (int64, error) {
	size, err := f.size()
	return pagesIn(size), err
}

// length is the size of the file as SQLite sees it.
func (f *file) length() (int64, error) {
	if f.kind != kindDatabase {
		return f.size()
	}
	n, err := f.pageCount()
	return n * pageSize, err
}

// resize cuts the file off.
func (f *file) resize(size int64) error {
	if f.kind != kindDatabase {
		return f.truncate(size)
	}
	n := (size + pageSize - 1) / pageSize
	if n == 0 {
		return f.truncate(headerPages * pageSize)
	}
	return f.truncate((place(n-1) + 1) * pageSize)
}

func (f *file) readDatabase(p []byte, at int64) error {
	i, within := at/pageSize, int(at%pageSize)
	if within+len(p) > pageSize {
		return ioError(resultReadError)
	}
	page := f.scratch[:pageSize]
	if len(p) == pageSize {
		page = p
	}
	err := f.readAt(page, place(i)*pageSize)
	if short(err) {
		clear(p)
		return f.beyond()
	}
	if err != nil {
		return err
	}
	if !f.sealer.open(page, kindDatabase, uint32(i+1), 0) {
		clear(p)
		if at == 0 && len(p) == sizesLength {
			copy(p, sizes[:])
			return nil
		}
		return ioError(resultBadData)
	}
	if len(p) < pageSize {
		copy(p, page[within:])
	}
	return nil
}

// Before SQLite looks at a log or journal it reads these bytes for the sizes of
// pages and of their seals alone, which are always the same. A first page that a
// power cut tore must not keep it from recovering that page.
const sizesLength = 100

var sizes = [...]byte{16: pageSize >> 8, 17: pageSize & 0xff, 20: reserved}

// beyond is the answer to reading after the end. SQLite takes a short read for
// a page of zeros, which is right only while there is no page at all: it writes
// every page, also one that was freed (secure_delete), before it reads it.
func (f *file) beyond() error {
	if n, err := f.pageCount(); err != nil {
		return err
	} else if n == 0 && f.fresh {
		return ioError(resultShortRead)
	}
	return ioError(resultBadData)
}

func (f *file) writeDatabase(p []byte, at int64) error {
	i := at / pageSize
	if at%pageSize != 0 || len(p) != pageSize {
		return errNotReserved
	}
	sealed := f.scratch[:pageSize]
	count, err := f.pageCount()
	if err != nil {
		return err
	}
	for gap := count; gap < i; gap++ {
		var zeros [pageSize]byte
		if err := f.sealer.seal(sealed, zeros[:], kindGap, uint32(gap+1), 0); err != nil {
			return err
		}
		if err := f.writeAt(sealed, place(gap)*pageSize); err != nil {
			return err
		}
	}
	if err := f.sealer.seal(sealed, p, kindDatabase, uint32(i+1), 0); err != nil {
		return err
	}
	return f.writeAt(sealed, place(i)*pageSize)
}
