package exchange

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"waymark/data/store"
)

// SeedIn is a seed that another device made for this one.
type SeedIn struct {
	Device string // that made it
	Number int64  // of the segment that tells of it
	Pages  io.Reader
}

// BeginFrom puts the records of a seed in the place of those that this device has, in
// one transaction. What it has of its own comes in again by rows, and what belongs to
// it alone stays. Done again it changes nothing.
//
// Rows are as its maker had them: each was looked at by the rules of records when it
// got there, and who made the seed was checked. Here the file is checked whole, and
// that what rows name is there.
func (s *Exchange) BeginFrom(ctx context.Context, in SeedIn) (sum Summary, err error) {
	var done bool
	if err := s.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM exchange_heard WHERE device = ? AND number = ?)", in.Device, in.Number).
		Scan(&done); err != nil || done {
		return sum, store.Problem(err)
	}
	if in.Pages == nil {
		return sum, damaged(io.ErrUnexpectedEOF)
	}
	seed, err := s.db.ReceiveSeed(ctx, in.Pages)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, seed.Close()) }()
	err = s.db.TakeSeed(ctx, seed, func(t *store.Tx, fill func(store.SeedPlan) error) error {
		w, err := begin(t)
		if err != nil {
			return err
		}
		if sum, err = w.beginFrom(in, fill); err != nil {
			return err
		}
		return t.Audit("exchange", "database", "", "", "")
	})
	return sum, err
}

// beginFrom is BeginFrom within a transaction. w is what this device had.
func (w *work) beginFrom(in SeedIn, fill func(store.SeedPlan) error) (sum Summary, err error) {
	if w.holds != store.HoldsAll {
		return sum, notBegun()
	}
	if err := w.fold(); err != nil {
		return sum, err
	}
	if err := w.flush(); err != nil {
		return sum, err
	}
	if err := w.isFor(in); err != nil {
		return sum, err
	}
	own, err := w.ownRows()
	if err != nil {
		return sum, err
	}
	before := w.devices
	if err := w.fillFrom(fill); err != nil {
		return sum, err
	}
	if w, err = w.afterSeed(before[self]); err != nil {
		return sum, err
	}
	if _, err := w.t.DeriveResult("INSERT OR IGNORE INTO exchange_heard (device, number) VALUES (?, ?)", in.Device, in.Number); err != nil {
		return sum, err
	}
	if err := w.t.Value(&sum.Added, "SELECT count(*) FROM exchange_row"); err != nil {
		return sum, err
	}
	if err := w.addOwn(own, before); err != nil {
		return sum, err
	}
	if err := w.forgetElsewhere(); err != nil { // of whom was erased while this device was away
		return sum, err
	}
	if err := w.derive(); err != nil {
		return sum, err
	}
	for _, t := range w.tables {
		w.touched.kinds[kindOf(t)] = true
	}
	w.tell()
	sum.Settled, sum.Asks = w.summary.Settled, w.summary.Asks
	return sum, w.end()
}

// isFor makes sure that a seed is of the device that is said to have made it, and of
// a time at which this one was not known.
func (w *work) isFor(in SeedIn) error {
	var ofMaker, ofMine bool
	if err := w.t.Values("SELECT EXISTS (SELECT 1 FROM seed.exchange_device WHERE device = ?), EXISTS (SELECT 1 FROM seed.exchange_device WHERE device = ? OR number = ?)",
		[]any{in.Device, w.devices[self], self}, &ofMaker, &ofMine); err != nil {
		return err
	}
	if !ofMaker || ofMine {
		return damaged(errors.New("the seed is not for this device"))
	}
	return nil
}

// fillFrom has the rows of the seed take the place of those that were here.
func (w *work) fillFrom(fill func(store.SeedPlan) error) error {
	plan := store.SeedPlan{Take: map[string]string{}, Keep: map[string]string{"setting": "key IN ('" + strings.Join(ownedKeys, "', '") + "')"}}
	for name := range seeded(0) {
		if name != "exchange_state" { // this device has one
			plan.Take[name] = ""
		}
	}
	return fill(plan)
}

// afterSeed is the work of this device, me, with what came with the seed.
func (w *work) afterSeed(me string) (*work, error) {
	if err := w.t.Derive("INSERT INTO exchange_device (number, device) VALUES (?, ?)", self, me); err != nil {
		return nil, err
	}
	w, err := begin(w.t)
	if err != nil {
		return nil, err
	}
	var own, met, clock int64
	s := &w.state
	if err := w.t.Values("SELECT own, met, clock, looked FROM seed.exchange_state", nil, &own, &met, &clock, &s.looked); err != nil {
		return nil, damaged(err)
	}
	s.met, s.clock = max(s.met, own, met), max(s.clock, clock)
	w.from, w.byHand = me, true
	w.t.SetClock(max(s.own, s.met, s.clock) + 1)
	return w, nil
}

// ownRow is a row that this device had before it began from a seed.
type ownRow struct {
	table string
	key   string
	cells []incoming
	mine  int64
}

// ownRows reads what this device has itself: the lists that it began with, who works
// at it, and whatever was typed before it was let in.
func (w *work) ownRows() (list []ownRow, err error) {
	for _, t := range w.inOrder() {
		keys, err := w.keysOf(t)
		if err != nil {
			return nil, err
		}
		for _, key := range keys {
			r, err := w.row(t, key)
			if err != nil {
				return nil, err
			}
			if r == nil {
				continue // it stays on this device
			}
			values, err := w.values(t, key)
			if err != nil {
				return nil, err
			}
			o := ownRow{table: t.Name, key: key, mine: r.mine}
			for i := range t.groups {
				g := &t.groups[i]
				if c := r.cell(g.id); c.clock >= 0 {
					o.cells = append(o.cells, incoming{group: g, cell: c, values: slices.Clone(values[g.id])})
				}
			}
			list = append(list, o)
		}
	}
	return list, nil
}

// addOwn adds rows that this device had before. before are the devices as they were
// numbered then.
func (w *work) addOwn(list []ownRow, before []string) error {
	var added []ownRow
	for _, o := range list {
		t := w.tables[o.table]
		for i := range o.cells {
			c := &o.cells[i]
			var err error
			if c.cell.device, err = w.device(before[c.cell.device]); err != nil {
				return err
			}
			c.group = t.byGroup[c.group.id]
			w.redirect(t, c)
		}
		same, err := w.isInSeed(t, o)
		if err != nil {
			return err
		}
		if same {
			continue
		}
		added = append(added, o)
		if err := w.applyRow(t, o.key, o.cells); err != nil {
			return err
		}
		if err := w.spare(); err != nil {
			return err
		}
	}
	if err := w.retry(); err != nil { // one may name another that came after it
		return err
	}
	for _, o := range added {
		if err := w.stillToSend(w.tables[o.table], o); err != nil {
			return err
		}
		if err := w.spare(); err != nil {
			return err
		}
	}
	return nil
}

// stillToSend notes that what this device typed it still has to send.
func (w *work) stillToSend(t *table, o ownRow) error {
	r, err := w.row(t, w.canonical(t, o.key))
	if err != nil || r == nil || !r.isOwn() {
		return err
	}
	if r.mine < o.mine {
		r.mine, r.dirty = o.mine, true
	}
	// What is handed over counts as handed over up to this clock: a row beyond it would
	// be sent again at every meeting.
	w.state.own = max(w.state.own, r.mine)
	return nil
}

// isInSeed reports whether the seed has a row alike: every database makes those of the
// lists that a service begins with, and no one needs to hear of them again.
func (w *work) isInSeed(t *table, o ownRow) (bool, error) {
	if slices.ContainsFunc(o.cells, func(c incoming) bool { return c.cell.clock > 0 }) {
		return false, nil
	}
	values, err := w.values(t, o.key)
	if err != nil || values == nil {
		return false, err
	}
	for _, c := range o.cells {
		if c.group.id < alive && !sameWhere(values[c.group.id], c.values) {
			return false, nil
		}
	}
	return true, nil
}

// isOwn reports whether this device wrote some of a row last.
func (r *rowState) isOwn() bool {
	own := r.device == self
	for _, c := range r.cells {
		own = own || c.device == self
	}
	return own
}

// errNamed says that a row names one that is not here, where SQLite does not look at that.
var errNamed = errors.New("a row names one that is not there")

// namesMissing reports whether a row was not written because it names one that is not here.
func namesMissing(err error) bool { return store.IsForeignKey(err) || errors.Is(err, errNamed) }

// namedAreHere returns an errNamed if the key or the cells of a row name one that is
// not here.
func (w *work) namedAreHere(t *table, key string, cells []incoming) error {
	if !w.byHand {
		return nil
	}
	lacks, err := w.keyLacksNamed(t, key)
	if err == nil && !lacks {
		lacks, err = w.lacksNamed(t, cells)
	}
	if err == nil && lacks {
		err = errNamed
	}
	return err
}

// keyLacksNamed looks at what the key of a row names: the change of a session is known
// by its clinic.
func (w *work) keyLacksNamed(t *table, key string) (bool, error) {
	for i, id := range t.keyValues(key) {
		parent, named := t.refers[t.Key[i]]
		if !named {
			continue
		}
		if there, err := w.isThere(parent, id); err != nil || !there {
			return true, err
		}
	}
	return false, nil
}

func (w *work) lacksNamed(t *table, cells []incoming) (bool, error) {
	for _, c := range cells {
		for i, column := range c.group.columns {
			parent, named := t.refers[column]
			_, soft := t.soft[column]
			if !named || soft || c.values[i] == nil || isMissing(c.values[i]) {
				continue
			}
			if there, err := w.isThere(parent, c.values[i]); err != nil || !there {
				return true, err
			}
		}
		for i, name := range c.group.parts {
			if lacks, err := w.lacksPart(t.parts[name], c.values[len(c.group.columns)+i]); err != nil || lacks {
				return true, err
			}
		}
	}
	return false, nil
}

func (w *work) lacksPart(p part, encoded any) (bool, error) {
	if p.of == "" {
		return false, nil
	}
	pairs, err := pairsOf(encoded)
	for _, pair := range pairs {
		if err != nil {
			break
		}
		var there bool
		if there, err = w.isThere(p.of, pair.([]any)[0]); !there {
			return true, err
		}
	}
	return false, err
}

func (w *work) isThere(table string, id any) (there bool, err error) {
	err = w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM "+table+" WHERE id = ?)", id) // names are our own
	return there, err
}
