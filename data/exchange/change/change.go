// Package change implements what the devices of a service send one another: the
// rows that changed, with the clock of each group of columns, the rows that are
// gone, and the rows that are one. It has no dependency on the database.
//
// A Part is encoded as a header and a list of items in compressed blocks, each small
// on its own, so that neither writer nor reader need hold the whole: the records of
// 100,000 clients are a gigabyte. The header names the columns, because the sender
// may run an older version of Waymark that has fewer of them.
package change

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/google/uuid"
)

// Format is the version of the encoding. A reader knows it and those before it.
const Format = 2

// Groups of columns that every table has, beside those of its own columns.
const (
	// Born is the group of created_at and created_by.
	Born = 254
	// Stamped is the group of updated_at and updated_by.
	Stamped = 255
)

// Table names the columns of one table as a Part has them.
type Table struct {
	Number int
	Groups []Group
}

// Group is columns of which one device's values win together.
type Group struct {
	ID      uint8
	Columns []string
}

// Row is what changed of one row.
type Row struct {
	Table int    // its number
	Key   string // a UUID as text, or the columns of a longer key with "\x1f" between them
	Cells []Cell
}

// Cell is one group of columns with the clock and device of its last change.
type Cell struct {
	Group  uint8
	Clock  int64
	Device string // "" is the sender
	Values []any  // in the order of the group's columns: nil, int64, float64, string or []byte
}

// Gone is a row that was removed. Of one that was erased, Key is a keyed hash of
// 16 bytes.
type Gone struct {
	Table  int
	Key    string
	Erased bool
	// Left says that the row is still there, and that the devices of a surgery let go
	// of it.
	Left   bool
	Clock  int64
	Device string // "" is the sender
}

// Same says that two rows stand for one thing. The row with the lower key stays.
type Same struct {
	Table      int
	Gone, Kept string
}

// Value limits how large one value may be in bytes: a photo has 2 MB at most.
const maxValue = 64 << 20

var errEncoding = errors.New("not a list of changes that this version can read")

// Writer encodes a Part.
type Writer struct {
	buf     []byte // the header, then the block that is being filled
	packed  packer
	devices map[string]uint64
	items   int
}

const (
	itemEnd = iota
	itemRow
	itemGone
	itemSame
	itemDevice
)

// NewWriter begins a Part. version is that of the sender's database.
func NewWriter(version int, tables []Table) *Writer {
	w := &Writer{devices: map[string]uint64{"": 0}}
	w.uint(Format)
	w.uint(uint64(version))
	w.uint(uint64(len(tables)))
	for _, t := range tables {
		w.uint(uint64(t.Number))
		w.uint(uint64(len(t.Groups)))
		for _, g := range t.Groups {
			w.buf = append(w.buf, g.ID)
			w.uint(uint64(len(g.Columns)))
			for _, c := range g.Columns {
				w.text(c)
			}
		}
	}
	w.packed.out, w.buf = w.buf, nil
	return w
}

// Items is how many items were added.
func (w *Writer) Items() int { return w.items }

// Bytes ends the Part and returns it.
func (w *Writer) Bytes() []byte {
	w.pack()
	return append(w.packed.out, 0)
}

// room begins another block when this one is full.
func (w *Writer) room() {
	if len(w.buf) >= blockSize {
		w.pack()
	}
}

// pack ends the block that is being filled.
func (w *Writer) pack() {
	if len(w.buf) > 0 {
		w.packed.add(w.buf)
		w.buf = w.buf[:0]
	}
}

// Row adds a row.
func (w *Writer) Row(r *Row) {
	w.room()
	for _, c := range r.Cells {
		w.device(c.Device)
	}
	w.item(itemRow, r.Table, r.Key)
	w.uint(uint64(len(r.Cells)))
	for _, c := range r.Cells {
		w.buf = append(w.buf, c.Group)
		w.int(c.Clock)
		w.uint(w.devices[c.Device])
		w.uint(uint64(len(c.Values)))
		for _, v := range c.Values {
			w.buf = AppendValue(w.buf, v)
		}
	}
}

// Gone adds a row that was removed or erased.
func (w *Writer) Gone(g Gone) {
	w.room()
	w.device(g.Device)
	w.item(itemGone, g.Table, g.Key)
	w.buf = append(w.buf, g.how())
	w.int(g.Clock)
	w.uint(w.devices[g.Device])
}

// Same adds two rows that are one.
func (w *Writer) Same(s Same) {
	w.room()
	w.item(itemSame, s.Table, s.Gone)
	w.key(s.Kept)
}

// How a row went, as it is encoded.
const (
	goneRemoved = iota
	goneErased
	goneLeft
)

func (g *Gone) how() byte {
	switch {
	case g.Erased:
		return goneErased
	case g.Left:
		return goneLeft
	}
	return goneRemoved
}

// item begins an item. No item is in two blocks.
func (w *Writer) item(kind byte, table int, key string) {
	w.items++
	w.buf = append(w.buf, kind)
	w.uint(uint64(table))
	w.key(key)
}

// device numbers a device before its first use.
func (w *Writer) device(name string) {
	if _, known := w.devices[name]; !known {
		w.devices[name] = uint64(len(w.devices))
		w.buf = append(w.buf, itemDevice)
		w.text(name)
	}
}

func (w *Writer) uint(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *Writer) int(n int64)   { w.buf = binary.AppendVarint(w.buf, n) }

func (w *Writer) text(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// key writes a UUID as its 16 bytes after a 0, and any other key after its length
// and 1.
func (w *Writer) key(key string) {
	if id, ok := uuidOf(key); ok {
		w.buf = append(append(w.buf, 0), id[:]...)
		return
	}
	w.uint(uint64(len(key)) + 1)
	w.buf = append(w.buf, key...)
}

func uuidOf(key string) (uuid.UUID, bool) {
	if len(key) != 36 {
		return uuid.UUID{}, false
	}
	id, err := uuid.Parse(key)
	return id, err == nil && id.String() == key
}

const (
	valueNil = iota
	valueInt
	valueFloat
	valueText
	valueBlob
	valueUUID
)

// AppendValue appends the encoding of a value: nil, int64, float64, string or
// []byte. Any other type panics.
func AppendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, valueNil)
	case int64:
		return binary.AppendVarint(append(b, valueInt), v)
	case float64:
		return binary.BigEndian.AppendUint64(append(b, valueFloat), math.Float64bits(v))
	case string:
		if id, ok := uuidOf(v); ok {
			return append(append(b, valueUUID), id[:]...)
		}
		return append(binary.AppendUvarint(append(b, valueText), uint64(len(v))), v...)
	case []byte:
		return append(binary.AppendUvarint(append(b, valueBlob), uint64(len(v))), v...)
	}
	panic("change: a value that SQLite does not have")
}

// AppendValues appends the encoding of some values and of how many there are.
func AppendValues(b []byte, values []any) []byte {
	b = binary.AppendUvarint(b, uint64(len(values)))
	for _, v := range values {
		b = AppendValue(b, v)
	}
	return b
}

// Values reads what AppendValues wrote, and nothing after it.
func Values(b []byte) ([]any, error) {
	r := &reader{b: b}
	values := r.values()
	if r.failed || len(r.b) > 0 {
		return nil, errEncoding
	}
	return values, nil
}
