package exchange

import (
	"context"
	"math"

	"waymark/data/store"
)

// A PC that was just let in for a surgery or a partner is given most of what there is, and
// a surgery that goes to another partner takes all of its clients along. What everyone is
// to be given is worked out in pieces, each in a transaction of its own, so that whoever
// saves something at this PC waits for one of them at most. What has still to be looked at
// stands in clinic_due: a program that ends on the way goes on from there.

// atOnce is at how many rows one transaction looks.
var atOnce = 2000

// mostSeen is of how many rows it is known at most that they were looked at.
const mostSeen = 500_000

// handingOut is what one transaction leaves to the next.
type handingOut struct {
	usual, limit int
	// seen is true for rows that were looked at, and false for those that are still to
	// be. It is forgotten once someone else writes, for any row may have changed then.
	seen    map[rowKey]bool
	writes  int   // how many there will have been if no one else writes
	stuck   bool  // the last transaction left as much as it found
	stamped int64 // up to which clock nothing has to be stamped again
	done    int   // how many rows that were due were looked at
	facts   int64 // up to which client person_facts were worked out
}

// handOutSome begins to hand out in pieces, handOutAll in one.
func handOutSome() *handingOut {
	return &handingOut{usual: atOnce, limit: atOnce, seen: map[rowKey]bool{}}
}

func handOutAll() *handingOut {
	return &handingOut{usual: math.MaxInt, limit: math.MaxInt, seen: map[rowKey]bool{}}
}

// goOn begins with the next piece. Where rows hang on one another, and someone writes
// between all of the pieces, a piece must be large enough to come to an end of them.
func (p *handingOut) goOn(t *store.Tx) {
	before := t.WritesBefore()
	others := before != p.writes
	p.writes = before + 1
	if others || len(p.seen) > mostSeen {
		clear(p.seen)
	}
	if others && p.stuck {
		p.limit *= 2
	} else {
		p.limit = p.usual
	}
}

// HandOut works out what surgeries and partners are to be given, and what is to be taken
// back from them, if that is much; the rest Gather does. progress, which may be nil, is
// told at how many rows it has looked, and of about how many.
func (s *Exchange) HandOut(ctx context.Context, progress func(done, of int)) error {
	var of int
	if err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM clinic_due").Scan(&of); err != nil || of < atOnce/2 {
		return store.Problem(err)
	}
	p := handOutSome()
	for more := true; more; {
		if err := s.db.Write(ctx, store.Change{}, func(t *store.Tx) (err error) {
			more, err = handOutPiece(t, p)
			return err
		}); err != nil {
			return err
		}
		if progress != nil {
			progress(min(p.done, of), of)
		}
	}
	return nil
}

func handOutPiece(t *store.Tx, p *handingOut) (more bool, err error) {
	w, err := begin(t)
	if err != nil {
		return false, err
	}
	if err := w.fold(); err != nil {
		return false, err
	}
	if err := w.restamp(p.stamped); err != nil {
		return false, err
	}
	if more, err = w.handOut(p); err != nil {
		return false, err
	}
	return more, w.end()
}

// handOut works out a piece of what surgeries and partners have to be given, and what has
// to be taken back, before changes are gathered. more says that there is more of it.
func (w *work) handOut(p *handingOut) (more bool, err error) {
	if !w.seesToClinics() {
		return false, nil
	}
	p.goOn(w.t)
	looked := w.state.looked
	if err := w.passDays(); err != nil {
		return false, err
	}
	if w.state.looked != looked {
		clear(p.seen) // appointments that were looked at have passed since
	}
	if err := w.flush(); err != nil {
		return false, err
	}
	w.partnerOf = map[string]string{}
	defer func() { w.partnerOf = nil }()
	h := handing{work: w, handingOut: p}
	due, err := h.due()
	if err != nil {
		return false, err
	}
	left, err := h.all()
	p.stuck = left >= due
	p.stamped = w.state.own
	if err != nil || left > 0 {
		return left > 0, err
	}
	err = w.t.Value(&more, "SELECT EXISTS (SELECT 1 FROM clinic_due)")
	return more, err
}

// passDays has the appointments looked at that have passed since the last time.
func (w *work) passDays() error {
	today := w.t.Today()
	if w.state.looked == today.String() {
		return nil
	}
	t := w.tables["appointment"]
	ids, err := w.collect("SELECT id FROM appointment WHERE on_day >= date(?, '-3 days') AND on_day <= ?", w.state.looked, today.String())
	for _, id := range ids {
		if err == nil {
			err = w.isDue(t, id)
		}
	}
	w.state.looked = today.String()
	return err
}

// handing goes through rows that changed and those that hang on them.
type handing struct {
	*work
	*handingOut
	list  []rowKey
	roots int // how many rows of the list were due
}

// due begins with rows that are due. It leaves room for those that hang on them, and
// returns how many there were.
func (h *handing) due() (n int, err error) {
	type due struct {
		table int
		row   any
	}
	list, err := store.Collect(h.t.Ctx, h.t, func(d *due) []any { return []any{&d.table, &d.row} },
		"SELECT tbl, row FROM clinic_due ORDER BY row, tbl LIMIT ?", h.limit/2+1)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	last := list[len(list)-1]
	if err := h.t.Derive("DELETE FROM clinic_due WHERE (row, tbl) <= (?, ?)", last.row, last.table); err != nil {
		return 0, err
	}
	h.done += len(list)
	for _, d := range list {
		t := h.byNumber[d.table]
		if t == nil {
			continue
		}
		if k := (rowKey{d.table, store.KeyText(d.row)}); !h.seen[k] && h.watches(t) {
			h.seen[k] = false
			h.list = append(h.list, k)
		}
	}
	h.roots = len(h.list)
	return len(list), nil
}

// add has rows looked at that hang on another, unless they were or will be.
func (h *handing) add(t *table, keys ...string) {
	for _, key := range keys {
		k := rowKey{t.Number, key}
		if _, known := h.seen[k]; !known && h.watches(t) {
			h.seen[k] = false
			h.list = append(h.list, k)
		}
	}
}

// all looks at the rows, and puts back those that are too many. It returns how many rows
// are due that were not.
func (h *handing) all() (left int, err error) {
	for i := 0; i < len(h.list); i++ {
		if i == h.limit {
			return h.putBack(h.list[i:])
		}
		k := h.list[i]
		t := h.byNumber[k.table]
		h.seen[k] = true
		if i >= h.roots { // it may be due as well
			if err := h.t.Derive("DELETE FROM clinic_due WHERE row = ? AND tbl = ?", store.KeyOf(k.key), k.table); err != nil {
				return 0, err
			}
		}
		moved, err := h.hand(t, k.key)
		if err != nil {
			return 0, err
		}
		if err := h.hanging(t, k.key); err != nil {
			return 0, err
		}
		if err := h.hangingOfPartner(t, k.key, moved); err != nil {
			return 0, err
		}
		if err := h.spare(); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

func (h *handing) putBack(list []rowKey) (left int, err error) {
	for _, k := range list {
		result, err := h.t.DeriveResult("INSERT OR IGNORE INTO clinic_due (tbl, row) VALUES (?, ?)", k.table, store.KeyOf(k.key))
		if err != nil {
			return 0, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return 0, err
		}
		left += int(n)
	}
	return left, nil
}
