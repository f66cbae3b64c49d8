package seal

import "encoding/binary"

// A rollback journal is headers of 512 bytes and records: the number of a page,
// the page, a checksum. Only a page is as long as a page, so that its length
// tells it from what surrounds it. The checksum adds up a byte in every 200 of
// the plain page to a random number in the header; it stays as it is, since a
// sealed database uses a journal only while it is made, before its log is on.
const mostPlain = 512

func (f *file) readJournal(p []byte, at int64) error {
	if err := f.readAt(p, at); err != nil || len(p) != pageSize {
		return err
	}
	page, err := f.recordAt(at)
	if err != nil {
		return err
	}
	if !f.sealer.open(p, kindJournal, page, at) {
		return ioError(resultBadData)
	}
	return nil
}

func (f *file) writeJournal(p []byte, at int64) error {
	if len(p) <= mostPlain {
		return f.writeAt(p, at)
	}
	if len(p) != pageSize {
		return errNotReserved
	}
	page, err := f.recordAt(at)
	if err != nil {
		return err
	}
	sealed := f.scratch[:pageSize]
	if err := f.sealer.seal(sealed, p, kindJournal, page, at); err != nil {
		return err
	}
	return f.writeAt(sealed, at)
}

// recordAt reads the number of the page whose record has the page at that offset.
func (f *file) recordAt(at int64) (uint32, error) {
	if at < 4 {
		return 0, errNotReserved
	}
	var n [4]byte
	err := f.readAt(n[:], at-4)
	return binary.BigEndian.Uint32(n[:]), err
}
