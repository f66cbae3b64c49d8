package exchange

import (
	"encoding/binary"
	"errors"
)

// rowState is what is known of the clocks of one row.
type rowState struct {
	clock  int64
	device int
	cells  map[uint8]cell // of groups that differ
	mine   int64
	dirty  bool
}

// cell is the clock of one group. own is the newest clock that this device gave it.
type cell struct {
	clock  int64
	device int
	own    int64
}

// alive is the group of no columns that says that a removed row came back.
const alive = 253

// self is the number of this device.
const self = 0

func (r *rowState) cell(group uint8) cell {
	if c, ok := r.cells[group]; ok {
		return c
	}
	if group == alive || group == entered {
		return cell{clock: -1}
	}
	c := cell{clock: r.clock, device: r.device}
	if r.device == self {
		c.own = r.clock
	}
	return c
}

func (r *rowState) set(group uint8, c cell) {
	if r.cells == nil {
		r.cells = map[uint8]cell{}
	}
	r.cells[group] = c
	r.dirty = true
}

// newest is the newest of the clocks of a row.
func (w *work) newest(r *rowState) cell {
	n := cell{clock: r.clock, device: r.device}
	for _, c := range r.cells {
		if w.newer(c, n) {
			n = c
		}
	}
	return n
}

// newer reports whether one change wins over another.
func (w *work) newer(a, b cell) bool {
	if a.clock != b.clock {
		return a.clock > b.clock
	}
	return a.device != b.device && w.devices[a.device] > w.devices[b.device]
}

func writeCells(r *rowState) []byte {
	var b []byte
	for group, c := range r.cells {
		b = append(b, group)
		b = binary.AppendVarint(b, c.clock)
		b = binary.AppendUvarint(b, uint64(c.device))
		b = binary.AppendVarint(b, c.own)
	}
	return b
}

func readCells(b []byte) (map[uint8]cell, error) {
	if len(b) == 0 {
		return nil, nil
	}
	cells := map[uint8]cell{}
	for len(b) > 0 {
		group := b[0]
		b = b[1:]
		clock, n := binary.Varint(b)
		if n <= 0 {
			return nil, errCells
		}
		device, m := binary.Uvarint(b[n:])
		if m <= 0 {
			return nil, errCells
		}
		own, o := binary.Varint(b[n+m:])
		if o <= 0 {
			return nil, errCells
		}
		cells[group] = cell{clock, int(device), own}
		b = b[n+m+o:]
	}
	return cells, nil
}

var errCells = errors.New("the clocks of a row cannot be read")
