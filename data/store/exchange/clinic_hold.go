package exchange

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// clinicsText is how the state of the exchange keeps surgeries and partners.
func clinicsText(list []change.Clinic) string {
	words := make([]string, len(list))
	for i, c := range list {
		words[i] = fmt.Sprintf("%s@%d", c.Surgery, c.Since)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

func clinicsOf(text string) (list []change.Clinic) {
	for _, word := range strings.Fields(text) {
		surgery, since, _ := strings.Cut(word, "@")
		n, err := strconv.ParseInt(since, 10, 64)
		if err == nil {
			list = append(list, change.Clinic{Surgery: surgery, Since: n})
		}
	}
	return list
}

// holdClinics does what follows on the PC of a surgery or partner if it is given other ones.
func holdClinics(t *store.Tx, before string, now []change.Clinic) error {
	if before == clinicsText(now) {
		return nil
	}
	w, err := begin(t)
	if err != nil || !w.atPlace() {
		return err
	}
	if err := w.fold(); err != nil {
		return err
	}
	if err := w.keepOnly(); err != nil {
		return err
	}
	return w.end()
}

// keepOnly has the PC of a surgery or partner let go of what is of those that it had.
func (w *work) keepOnly() error {
	for _, t := range w.inOrder() {
		if !w.inPlaces(t) {
			continue
		}
		keys, err := w.keysOf(t)
		if err != nil {
			return err
		}
		for _, key := range keys {
			places, err := w.placesOf(t, key)
			if err == nil && len(places) == 0 {
				err = w.leaves(t, key)
			}
			if err != nil {
				return err
			}
		}
	}
	return w.part()
}

// seeTo does what follows if other surgeries and partners have PCs than before, or further
// PCs: what those had that have none any more is forgotten, and one with a new PC gets
// everything anew. What was given since that PC was let in stays known, for it has that.
// Of the rest it stays known that the other PCs have the row, which may have to be taken
// back from them. It is done piece by piece, before anything else follows from it: what a
// program that ends on the way forgot too soon is only given again.
func (s *Exchange) seeTo(ctx context.Context, before, now []change.Clinic) error {
	for _, c := range before {
		if !slices.ContainsFunc(now, func(n change.Clinic) bool { return n.Surgery == c.Surgery }) {
			if err := s.eachRange(ctx, "clinic_held", func(t *store.Tx, rows string, ends []any) error {
				return t.Derive("DELETE FROM clinic_held WHERE surgery = ? AND "+rows, append([]any{c.Surgery}, ends...)...)
			}); err != nil {
				return err
			}
		}
	}
	fresh := slices.DeleteFunc(slices.Clone(now), func(c change.Clinic) bool { return slices.Contains(before, c) })
	for _, c := range fresh {
		if err := s.eachRange(ctx, "clinic_held", func(t *store.Tx, rows string, ends []any) error {
			return t.Derive("UPDATE clinic_held SET has = ? WHERE surgery = ? AND gone = 0 AND clock < ? AND "+rows,
				append([]any{packed(&rowState{clock: -1}), c.Surgery, c.Since << 16}, ends...)...)
		}); err != nil {
			return err
		}
	}
	return s.giveAll(ctx, fresh)
}

// giveAll has all rows looked at that surgeries and partners are given.
func (s *Exchange) giveAll(ctx context.Context, places []change.Clinic) error {
	if len(places) == 0 {
		return nil
	}
	var numbers []string
	if err := s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		refers, err := store.Refers(t.Ctx, t)
		if err != nil {
			return err
		}
		tables, _ := tablesOf(refers)
		for _, t := range tables {
			if slices.ContainsFunc(places, func(c change.Clinic) bool { return isGiven(c.Surgery, t) }) {
				numbers = append(numbers, strconv.Itoa(t.Number))
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return s.eachRange(ctx, "exchange_row", func(t *store.Tx, rows string, ends []any) error {
		return t.Derive("INSERT OR IGNORE INTO clinic_due (tbl, row) SELECT tbl, row FROM exchange_row WHERE tbl IN ("+strings.Join(numbers, ", ")+") AND "+rows, ends...)
	})
}

// eachRange has one write after another do something about some of the rows of a table, in
// the order of their keys: rows is a condition that finds them, ends its values.
func (s *Exchange) eachRange(ctx context.Context, table string, do func(t *store.Tx, rows string, ends []any) error) error {
	var from, to any = 0, nil // no key of a row is a number, and all come after one
	for more := true; more; from = to {
		if err := s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
			err := t.Value(&to, "SELECT row FROM "+table+" WHERE row > ? ORDER BY row LIMIT 1 OFFSET ?", from, 20*atOnce) // the name is our own
			if more = err == nil; more {
				return do(t, "row > ? AND row <= ?", []any{from, to})
			}
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			return do(t, "row > ?", []any{from})
		}); err != nil {
			return err
		}
	}
	return nil
}

// isGiven reports whether a surgery or partner is given rows of a table.
func isGiven(place string, t *table) bool {
	if isPartner(place) {
		return t.ofPartners()
	}
	return t.comes()
}

// mayHave reports whether this device holds a compartment.
func (w *work) mayHave(compartment string) bool {
	switch w.holds {
	case store.HoldsAll:
		return true
	case store.HoldsFigures:
		return compartment == string(Lists) || compartment == string(Figures)
	case store.HoldsPartner:
		if compartment == string(Figures) {
			return true // it saves reports, which all have to know
		}
	}
	place, is := placeOf(compartment)
	return compartment == string(Lists) || is && slices.ContainsFunc(w.clinics, func(c clinicPC) bool { return c.name == place })
}

// readClinics reads the surgeries and partners of the state of the exchange.
func (w *work) readClinics(text string) {
	w.clinics, w.toDesks, w.toPartners = nil, false, false
	for _, c := range clinicsOf(text) {
		if partner, is := strings.CutPrefix(c.Surgery, partnerPart); is {
			w.toPartners = true
			w.clinics = append(w.clinics, clinicPC{name: c.Surgery, partner: w.canonical(w.tables["partner"], partner), since: c.Since})
			continue
		}
		w.toDesks = true
		w.clinics = append(w.clinics, clinicPC{name: c.Surgery, surgery: w.canonical(w.tables["surgery"], c.Surgery), since: c.Since})
	}
}

// partGroups has groups of columns that were one until now keep the clocks that they had
// together, once.
func (w *work) partGroups(parted bool) error {
	if parted {
		return nil
	}
	for name, were := range map[string][]string{"appointment": {"state", "why", "contact_id"}, "session_change": {"state", "why"}} {
		t := w.tables[name]
		keys, err := w.keysOf(t)
		if err != nil {
			return err
		}
		for _, key := range keys {
			r, err := w.row(t, key)
			if err != nil {
				return err
			}
			if r == nil {
				continue
			}
			if c, is := r.cells[t.ofCol[were[0]]]; is {
				for _, column := range were[1:] {
					r.set(t.ofCol[column], c)
				}
			}
			if err := w.spare(); err != nil {
				return err
			}
		}
	}
	if err := w.flush(); err != nil {
		return err
	}
	return w.t.Derive("UPDATE exchange_state SET parted = 1")
}
