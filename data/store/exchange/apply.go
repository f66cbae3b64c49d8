package exchange

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// Apply applies what another device changed, in one transaction: all of it or
// nothing. It may come twice, late and in any order.
func (s *Exchange) Apply(ctx context.Context, in Incoming) (summary Summary, err error) {
	parts, err := readParts(in)
	if err != nil {
		return summary, err
	}
	err = s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		w, err := begin(t)
		if err != nil {
			return err
		}
		if err := w.fold(); err != nil {
			return err
		}
		w.from = in.Device
		if w.again, err = w.heard(in); err != nil {
			return err
		}
		if in.Device != w.devices[self] {
			w.state.met = max(w.state.met, in.Clock)
		}
		t.SetClock(max(w.state.own, w.state.met, w.state.clock) + 1)
		if err := w.apply(parts); err != nil {
			return err
		}
		if err := w.derive(); err != nil {
			return fmt.Errorf("work out what follows: %w", err)
		}
		summary = w.summary
		if summary.touched() {
			if err := t.Audit("exchange", "database", "", "", ""); err != nil {
				return err
			}
			w.tell()
		}
		return w.end()
	})
	return summary, err
}

func (s Summary) touched() bool {
	return s.Added+s.Changed+s.Removed+s.Erased+s.Settled+s.Asks > 0
}

// heard notes a segment, and reports whether it was applied before: then what is
// older in it was seen when newer things were typed.
func (w *work) heard(in Incoming) (bool, error) {
	if in.Number == 0 {
		return false, nil
	}
	result, err := w.t.DeriveResult("INSERT OR IGNORE INTO exchange_heard (device, number) VALUES (?, ?)", in.Device, in.Number)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 0, err
}

// readParts reads the headers of what came, the lists first, since what is in the
// others names them.
func readParts(in Incoming) ([]*namedPart, error) {
	names := make([]string, 0, len(in.Parts))
	for name := range in.Parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if n := number(a != string(Lists)) - number(b != string(Lists)); n != 0 {
			return n
		}
		return slices.Compare([]string{a}, []string{b})
	})
	var parts []*namedPart
	for _, name := range names {
		p, err := change.Read(in.Parts[name])
		if err != nil && !errors.Is(err, change.ErrNewer) {
			return nil, damaged(err)
		}
		if err != nil || p.Version > store.LatestVersion() {
			return nil, data.NewProblem(data.CodeNewer, "Another PC of your service has a newer Waymark. Update Waymark on this PC, then its changes arrive.")
		}
		parts = append(parts, &namedPart{p, name})
	}
	return parts, nil
}

// namedPart is the part of a compartment.
type namedPart struct {
	*change.Part
	name string
}

func damaged(cause error) error {
	return &data.Problem{Code: data.CodeDamaged, Cause: cause,
		Sentence: "What another PC sent cannot be read, so nothing of it was applied. Your records are as they were."}
}

// apply applies the parts: first what was erased, then which rows are one, then
// what was removed, then the rows.
func (w *work) apply(parts []*namedPart) error {
	gone, err := w.readGone(parts)
	if err != nil {
		return fmt.Errorf("erase: %w", err)
	}
	if err := w.applySame(parts); err != nil {
		return err
	}
	if err := w.applyGone(gone); err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	if err := w.removedByPartners(parts); err != nil {
		return err
	}
	if err := w.takeBack(parts); err != nil {
		return fmt.Errorf("take back: %w", err)
	}
	for _, p := range parts {
		tables := w.translate(p.Tables)
		place, ofPlace := placeOf(p.name)
		if err := p.Each(change.Visitor{Row: func(r *change.Row) error {
			t := w.byNumber[r.Table]
			if t == nil || tables[r.Table] == nil {
				return damaged(errTable)
			}
			cells, err := w.cells(t, r, tables[r.Table])
			if err != nil {
				return err
			}
			if ofPlace {
				err = w.takeClinic(place, t, r.Key, cells)
			} else {
				err = w.applyRow(t, r.Key, cells)
			}
			if err != nil {
				return fmt.Errorf("apply a row of %s: %w", t.Name, err)
			}
			return w.spare()
		}}); err != nil {
			return err
		}
	}
	if err := w.retry(); err != nil {
		return fmt.Errorf("apply what waited: %w", err)
	}
	if err := w.loseAgain(); err != nil {
		return err
	}
	return w.part()
}

// applySame makes rows one that others found to be. The PC of a surgery finds no such,
// and is told of clients.
func (w *work) applySame(parts []*namedPart) error {
	for _, p := range parts {
		place, ofPlace := placeOf(p.name)
		ofSurgery := ofPlace && !isPartner(place)
		if err := p.Each(change.Visitor{Same: func(s change.Same) error {
			if t := w.byNumber[s.Table]; t != nil && (!ofSurgery || w.holds == store.HoldsClinics && t.Name == "client") {
				if err := w.becomeOne(t, s.Gone, s.Kept, 0); err != nil {
					return fmt.Errorf("make one of two rows of %s: %w", t.Name, err)
				}
			}
			return nil
		}}); err != nil {
			return err
		}
	}
	return nil
}

// readGone reads the whole of the parts once, so that nothing is applied of what
// ends too soon. It erases who was erased, and returns what was removed.
func (w *work) readGone(parts []*namedPart) (gone []change.Gone, err error) {
	var erased bool
	for _, p := range parts {
		var failed error
		if err := p.Each(change.Visitor{Gone: func(g change.Gone) error {
			if !w.mayGo(p, &g) {
				return nil
			}
			if !g.Erased {
				gone = append(gone, g)
				return nil
			}
			var news bool
			news, failed = w.applyErased(g)
			erased = erased || news
			return failed
		}}); failed != nil {
			return nil, failed
		} else if err != nil {
			return nil, damaged(err)
		}
	}
	if erased {
		err = w.erasePeople()
	}
	return gone, err
}

// translation says where the columns of a sender's groups are in the groups here.
type translation map[uint8][]place

// place is a column of a group here; a nil group is a column that is not here.
type place struct {
	group *group
	n     int
}

func (w *work) translate(tables []change.Table) map[int]translation {
	all := map[int]translation{}
	for _, theirs := range tables {
		t := w.byNumber[theirs.Number]
		if t == nil {
			continue
		}
		of := translation{alive: nil}
		for _, g := range theirs.Groups {
			places := make([]place, len(g.Columns))
			for i, column := range g.Columns {
				places[i] = t.place(column)
			}
			of[g.ID] = places
		}
		all[theirs.Number] = of
	}
	return all
}

func (t *table) place(column string) place {
	for i := range t.groups {
		if n := slices.Index(t.groups[i].names, column); n >= 0 {
			return place{&t.groups[i], n}
		}
	}
	return place{}
}

// cells has the cells of a row in the groups of this program. Columns that an older
// program does not have are absent: the value is noValue.
func (w *work) cells(t *table, r *change.Row, of translation) ([]incoming, error) {
	list := make([]incoming, 0, len(r.Cells))
	for _, c := range r.Cells {
		device, err := w.device(w.named(c.Device))
		if err != nil {
			return nil, err
		}
		clock := cell{clock: c.Clock, device: device}
		if c.Group == alive || c.Group == entered {
			list = append(list, incoming{t.byGroup[c.Group], clock, nil})
			continue
		}
		places, known := of[c.Group]
		if !known || len(places) != len(c.Values) {
			return nil, damaged(errTable)
		}
		for i, p := range places {
			if p.group == nil {
				continue
			}
			n := slices.IndexFunc(list, func(in incoming) bool { return in.group == p.group })
			if n < 0 {
				n = len(list)
				list = append(list, incoming{p.group, clock, blank(len(p.group.names))})
			}
			list[n].values[p.n] = c.Values[i]
		}
	}
	for i := range list {
		w.redirect(t, &list[i])
	}
	return list, nil
}

// named is the name of a device in what came: "" is the sender.
func (w *work) named(device string) string {
	if device == "" {
		return w.from
	}
	return device
}

// missing is the value of a column that the sender does not have.
type missing struct{}

func blank(n int) []any {
	values := make([]any, n)
	for i := range values {
		values[i] = missing{}
	}
	return values
}

func isMissing(v any) bool { _, is := v.(missing); return is }
