package exchange

import (
	"cmp"
	"context"
	"slices"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// Gather encodes what this device changed after a cursor. What others changed is
// theirs to send. The same rows may come again after a failure: applying them twice
// changes nothing.
func (s *Exchange) Gather(ctx context.Context, after Cursor) (out Outgoing, err error) {
	out, news, err := s.gathered(ctx, int64(after))
	if err != nil || !news {
		return out, err
	}
	return out, s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		return t.Derive("UPDATE exchange_state SET sent = max(sent, ?)", int64(out.Cursor))
	})
}

// Snapshot encodes everything, so that a new device needs nothing of the past. Every
// change in it names the device that it came from.
func (s *Exchange) Snapshot(ctx context.Context) (out Outgoing, err error) {
	out, _, err = s.gathered(ctx, everything)
	return out, err
}

// gathered encodes the changes after a clock; news says that some are later than what was
// ever sent. The encoding may take long. It reads the database as it is once all is ready,
// so that no one who saves something meanwhile waits for it.
func (s *Exchange) gathered(ctx context.Context, after int64) (out Outgoing, news bool, err error) {
	if err := s.HandOut(ctx, nil); err != nil {
		return out, false, err
	}
	p := handOutSome()
	for more := true; more && err == nil; {
		if err := ctx.Err(); err != nil {
			return out, false, err
		}
		err = s.db.WriteAndLook(ctx, func(t *store.Tx) error {
			w, err := begin(t)
			if err != nil {
				return err
			}
			if more, err = w.ready(after, p); err != nil {
				return err
			}
			return w.end()
		}, func(t *store.Tx) error {
			if more {
				return nil
			}
			w, err := begin(t)
			if err != nil {
				return err
			}
			news = w.state.sent < w.state.own
			out, err = w.gather(after, ctx.Err)
			return err
		})
	}
	return out, news, err
}

// ready brings the clocks up to what was typed, and works out what surgeries and partners
// are given. more says that there is more of that than this transaction may do.
func (w *work) ready(after int64, p *handingOut) (more bool, err error) {
	if more, err := w.foldWithFacts(p); err != nil || more {
		return more, err
	}
	if err := w.restamp(p.stamped); err != nil {
		return false, err
	}
	if more, err = w.handOut(p); err != nil || more {
		return more, err
	}
	w.state.handed = max(w.state.handed, after)
	if err := w.part(); err != nil {
		return false, err
	}
	return false, w.flush()
}

// everything is a cursor before all changes of all devices.
const everything = -1

// sending encodes the changes after a clock, for each compartment.
type sending struct {
	*work
	after   int64
	writers map[string]*change.Writer
	out     Outgoing
	ended   func() error // whether to go on
}

// spare lets go of the rows that are held, once there are many, unless the meeting was
// stopped.
func (s *sending) spare() error {
	if err := s.ended(); err != nil {
		return err
	}
	return s.work.spare()
}

// since is a condition on a column of changes, mine, that were made here after the clock.
// In a snapshot are those of all devices.
func (s *sending) since() string {
	if s.after == everything {
		return "?1 < 0"
	}
	return "mine > 0 AND mine > ?1" // the first has SQLite use the index
}

func (w *work) gather(after int64, ended func() error) (Outgoing, error) {
	s := &sending{work: w, after: after, writers: map[string]*change.Writer{}, ended: ended}
	s.out = Outgoing{Cursor: Cursor(w.state.own), Clock: max(w.state.own, w.state.met), Parts: map[string][]byte{}}
	if err := s.gone(); err != nil {
		return s.out, err
	}
	if err := s.sames(); err != nil {
		return s.out, err
	}
	if err := s.allRows(); err != nil {
		return s.out, err
	}
	if err := s.held(); err != nil {
		return s.out, err
	}
	if err := s.clinicRows(); err != nil {
		return s.out, err
	}
	for name, w := range s.writers {
		if !s.mayHave(name) {
			continue // a conflict, which stays here
		}
		s.out.Parts[name] = w.Bytes()
		s.out.Changes += w.Items()
	}
	return s.out, nil
}

// writer returns the part of a compartment.
func (s *sending) writer(name string) *change.Writer {
	w := s.writers[name]
	if w == nil {
		w = change.NewWriter(store.LatestVersion(), s.dictionaryOf(name))
		s.writers[name] = w
	}
	return w
}

// sender is the name of a device in what is sent: "" for this one, whose segment
// says it, but not in a snapshot, which any device may write.
func (s *sending) sender(device int) string {
	if device == self && s.after != everything {
		return ""
	}
	return s.devices[device]
}

func (s *sending) gone() error {
	type gone struct {
		table, device int
		row           any
		erased        bool
		clock         int64
	}
	return store.Each(s.t.Ctx, s.t, func(g *gone) []any { return []any{&g.table, &g.row, &g.erased, &g.clock, &g.device} }, func(g *gone) error {
		t := s.byNumber[g.table]
		if t == nil || s.after != everything && g.device != self {
			return nil
		}
		key := store.KeyText(g.row)
		if hash, ok := g.row.([]byte); ok && g.erased {
			key = string(hash)
		}
		if g.erased && t.Name == "client" {
			s.out.Erasures++
		}
		also, err := s.partnersToldOf(t, g.erased, key)
		if err != nil {
			return err
		}
		for _, to := range append(s.writersFor(t, g.erased), also...) {
			to.Gone(change.Gone{Table: g.table, Key: key, Erased: g.erased, Clock: g.clock, Device: s.sender(g.device)})
		}
		return nil
	}, "SELECT tbl, row, erased, clock, device FROM exchange_gone WHERE "+s.since()+" ORDER BY clock, tbl, row", s.after)
}

func (s *sending) sames() error {
	type same struct {
		table      int
		gone, kept any
	}
	return store.Each(s.t.Ctx, s.t, func(x *same) []any { return []any{&x.table, &x.gone, &x.kept} }, func(x *same) error {
		if t := s.byNumber[x.table]; t != nil {
			also, err := s.partnersToldOf(t, false, store.KeyText(x.gone), store.KeyText(x.kept))
			if err != nil {
				return err
			}
			for _, to := range append(s.writersFor(t, t.Name == "client"), also...) {
				to.Same(change.Same{Table: x.table, Gone: store.KeyText(x.gone), Kept: store.KeyText(x.kept)})
			}
		}
		return nil
	}, "SELECT tbl, gone_id, kept_id FROM exchange_same WHERE "+s.since()+" ORDER BY tbl, gone_id", s.after)
}

// allRows writes the rows, those that others name first, and closed episodes before
// open ones, so that no order has two open ones of a client.
func (s *sending) allRows() error {
	byTable := map[int][]string{}
	if s.after != everything {
		keys, err := s.mineAfter(s.after)
		if err != nil {
			return err
		}
		for _, k := range keys {
			byTable[k.table] = append(byTable[k.table], k.key)
		}
	}
	for _, t := range s.inOrder() {
		list, err := byTable[t.Number], error(nil)
		if s.after == everything {
			list, err = s.keysOf(t)
		}
		if t.Name == "episode" && err == nil {
			list, err = s.closedFirst(list)
		}
		if err != nil {
			return err
		}
		for _, key := range list {
			if err := s.oneRow(t, key); err != nil {
				return err
			}
			if err := s.spare(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sending) closedFirst(keys []string) ([]string, error) {
	open := map[string]bool{}
	for _, key := range keys {
		var is bool
		if err := s.t.Value(&is, "SELECT EXISTS (SELECT 1 FROM episode WHERE id = ? AND status <> 'closed')", key); err != nil {
			return nil, err
		}
		open[key] = is
	}
	slices.SortStableFunc(keys, func(a, b string) int {
		return cmp.Compare(number(open[a]), number(open[b]))
	})
	return keys, nil
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (s *sending) oneRow(t *table, key string) error {
	r, err := s.row(t, key)
	if err != nil || r == nil {
		return err
	}
	values, err := s.values(t, key)
	if err != nil || values == nil {
		return err
	}
	out := s.changedOf(t, key, r, values)
	switch {
	case t.compartment() == string(Lists):
	case s.holds == store.HoldsClinics:
		return s.deskRow(t, key, out)
	case s.holds == store.HoldsPartner:
		return s.partnerRow(t, key, out)
	}
	if len(out.Cells) > 0 {
		s.writer(t.compartment()).Row(out)
	}
	return nil
}

// changedOf has the cells of a row that are sent.
func (s *sending) changedOf(t *table, key string, r *rowState, values map[uint8][]any) *change.Row {
	back := r.cell(alive)
	whole := s.after == everything || back.device == self && back.clock > s.after
	out := change.Row{Table: t.Number, Key: key}
	for i := range t.groups {
		g := &t.groups[i]
		c := r.cell(g.id)
		if c.clock < 0 || !whole && !s.ours(c) {
			continue
		}
		out.Cells = append(out.Cells, change.Cell{Group: g.id, Clock: c.clock, Device: s.sender(c.device), Values: values[g.id]})
	}
	if back.clock >= 0 && whole {
		out.Cells = append(out.Cells, change.Cell{Group: alive, Clock: back.clock, Device: s.sender(back.device)})
	}
	return &out
}

// ours reports whether this device changed a group since the last sending.
func (s *sending) ours(c cell) bool {
	return c.device == self && (c.own > s.after || c.own == 0)
}

// values reads a row by its groups; nil if there is no such row.
func (w *work) values(t *table, key string) (map[uint8][]any, error) {
	var names []string
	for i := range t.groups {
		names = append(names, t.groups[i].columns...)
	}
	if len(names) == 0 { // a key says it all
		names = t.Key
	}
	all, err := w.t.RowOf(t.Name, t.Key, names, t.keyValues(key)...)
	if err != nil || all == nil {
		return nil, err
	}
	byGroup := make(map[uint8][]any, len(t.groups))
	n := 0
	for i := range t.groups {
		g := &t.groups[i]
		of := slices.Clone(all[n : n+len(g.columns)])
		n += len(g.columns)
		for _, p := range g.parts {
			list, err := w.partsOf(t.parts[p], key)
			if err != nil {
				return nil, err
			}
			of = append(of, change.AppendValues([]byte{}, list))
		}
		byGroup[g.id] = of
	}
	return byGroup, nil
}

// held hands on, in a snapshot, what waits here for rows that have not come.
func (s *sending) held() error {
	if s.after != everything || len(s.waiting) == 0 {
		return nil
	}
	for _, t := range s.inOrder() {
		for k := range s.waiting {
			if k.table != t.Number {
				continue
			}
			cells, err := s.waitingCells(t, k.key)
			if err != nil {
				return err
			}
			out := change.Row{Table: t.Number, Key: k.key}
			for _, c := range cells {
				out.Cells = append(out.Cells, change.Cell{Group: c.group.id, Clock: c.cell.clock, Device: s.sender(c.cell.device), Values: c.values})
			}
			s.writer(t.compartment()).Row(&out)
		}
	}
	return nil
}
