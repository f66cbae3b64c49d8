package change

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/google/uuid"
)

// Part is an encoded list of changes whose header was read.
type Part struct {
	// Version is that of the sender's database.
	Version int
	// Tables are the columns that the sender has.
	Tables []Table
	format int
	items  []byte
}

// ErrNewer says that a newer program encoded a Part.
var ErrNewer = errors.New("a list of changes that a newer version wrote")

// Read reads the header of a Part. The error is ErrNewer if only a newer program can
// read it.
func Read(b []byte) (*Part, error) {
	r := &reader{b: b}
	p := &Part{format: r.small()}
	if p.format > Format {
		return nil, ErrNewer
	}
	p.Version = r.small()
	for range r.count(2) {
		t := Table{Number: r.small()}
		for range r.count(2) {
			g := Group{ID: r.byte()}
			for range r.count(1) {
				g.Columns = append(g.Columns, r.text())
			}
			t.Groups = append(t.Groups, g)
		}
		p.Tables = append(p.Tables, t)
	}
	if r.failed || p.format < 1 {
		return nil, errEncoding
	}
	p.items = r.b
	return p, nil
}

// Visitor is what Each hands the items of a Part to. A nil function skips its kind.
// A Row and its cells are those of the visitor only until the next item.
type Visitor struct {
	Row  func(*Row) error
	Gone func(Gone) error
	Same func(Same) error
}

// Each hands over the items in their order. An error of the encoding may come
// after some were handed over, so the caller undoes these.
func (p *Part) Each(v Visitor) error {
	names := []string{""}
	if p.format == 1 { // one list that is not compressed, with its own end
		return eachItem(p.items, true, &names, v)
	}
	u := &unpacker{rest: reader{b: p.items}}
	for {
		block, err := u.next()
		if err != nil || block == nil {
			return err
		}
		if err := eachItem(block, false, &names, v); err != nil {
			return err
		}
	}
}

// eachItem hands over the items of a block. names are the devices so far, by number.
func eachItem(block []byte, ends bool, names *[]string, v Visitor) error {
	r := &reader{b: block, devices: *names}
	defer func() { *names = r.devices }()
	var row Row
	for ends || len(r.b) > 0 {
		kind := r.byte()
		if kind == itemEnd {
			if r.failed || len(r.b) > 0 || !ends {
				return errEncoding
			}
			return nil
		}
		hand := r.item(kind, &row, v)
		if r.failed {
			return errEncoding
		}
		if hand == nil {
			continue
		}
		if err := hand(); err != nil {
			return err
		}
	}
	return nil
}

// item reads an item, and returns what hands it over; nil if no one wants it.
func (r *reader) item(kind byte, row *Row, v Visitor) (hand func() error) {
	switch kind {
	case itemDevice:
		r.devices = append(r.devices, r.text())
	case itemRow:
		if r.row(row); v.Row != nil {
			return func() error { return v.Row(row) }
		}
	case itemGone:
		g := Gone{Table: r.small(), Key: r.key()}
		how := r.byte()
		g.Erased, g.Left, g.Clock, g.Device = how == goneErased, how == goneLeft, r.int(), r.device()
		if v.Gone != nil {
			return func() error { return v.Gone(g) }
		}
	case itemSame:
		s := Same{Table: r.small(), Gone: r.key(), Kept: r.key()}
		if v.Same != nil {
			return func() error { return v.Same(s) }
		}
	default:
		r.failed = true
	}
	return nil
}

// reader reads an encoding that anyone may have written: no length is believed
// that is more than what is left.
type reader struct {
	b       []byte
	failed  bool
	devices []string // by number
}

// device reads the number of a device that was named before.
func (r *reader) device() string {
	n := r.uint()
	if n >= uint64(len(r.devices)) {
		r.failed = true
		return ""
	}
	return r.devices[n]
}

func (r *reader) row(row *Row) {
	row.Table, row.Key = r.small(), r.key()
	row.Cells = row.Cells[:0]
	for range r.count(4) {
		row.Cells = append(row.Cells, Cell{Group: r.byte(), Clock: r.int(), Device: r.device(), Values: r.values()})
	}
}

func (r *reader) uint() uint64 {
	n, size := binary.Uvarint(r.b)
	return n * uint64(r.advance(size))
}

func (r *reader) int() int64 {
	n, size := binary.Varint(r.b)
	return n * int64(r.advance(size))
}

// advance passes size bytes and returns 1, or 0 if the number before them is not one.
func (r *reader) advance(size int) int {
	if size <= 0 {
		r.failed = true
		r.b = nil
		return 0
	}
	r.b = r.b[size:]
	return 1
}

// small reads a number that fits in 31 bits.
func (r *reader) small() int {
	n := r.uint()
	if n > math.MaxInt32 {
		r.failed = true
		return 0
	}
	return int(n)
}

// count reads how many things follow, each of at least size bytes.
func (r *reader) count(size int) int {
	n := r.uint()
	if r.failed || n > uint64(len(r.b)/size) {
		r.failed = true
		return 0
	}
	return int(n)
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.failed = true
		return itemEnd
	}
	b := r.b[0]
	r.b = r.b[1:]
	return b
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.b)) || n > maxValue {
		r.failed = true
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) text() string { return string(r.bytes(r.uint())) }

func (r *reader) key() string {
	n := r.uint()
	if n == 0 {
		return r.uuid()
	}
	return string(r.bytes(n - 1))
}

func (r *reader) uuid() string {
	id, err := uuid.FromBytes(r.bytes(16))
	if err != nil {
		r.failed = true
		return ""
	}
	return id.String()
}

func (r *reader) values() []any {
	n := r.count(1)
	values := make([]any, 0, n)
	for range n {
		values = append(values, r.value())
	}
	return values
}

func (r *reader) value() any {
	switch r.byte() {
	case valueNil:
		return nil
	case valueInt:
		return r.int()
	case valueFloat:
		if b := r.bytes(8); !r.failed {
			return math.Float64frombits(binary.BigEndian.Uint64(b))
		}
		return nil
	case valueText:
		return r.text()
	case valueBlob:
		return append([]byte{}, r.bytes(r.uint())...)
	case valueUUID:
		return r.uuid()
	}
	r.failed = true
	return nil
}
