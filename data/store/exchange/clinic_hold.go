package exchange

import (
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

// holdClinics does what follows if other surgeries have PCs than before, or further
// PCs: one that is new to a surgery gets everything anew.
func holdClinics(t *store.Tx, before string, now []change.Clinic) error {
	if before == clinicsText(now) {
		return nil
	}
	w, err := begin(t)
	if err != nil {
		return err
	}
	if err := w.fold(); err != nil {
		return err
	}
	if w.atPlace() {
		err = w.keepOnly()
	} else {
		err = w.beginClinics(clinicsOf(before), now)
	}
	if err != nil {
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

// beginClinics forgets what surgeries had whose PCs are others now: what was given
// since a PC was let in stays known, for it has that.
func (w *work) beginClinics(before, now []change.Clinic) error {
	for _, c := range before {
		if !slices.ContainsFunc(now, func(n change.Clinic) bool { return n.Surgery == c.Surgery }) {
			if err := w.t.Derive("DELETE FROM clinic_held WHERE surgery = ?", c.Surgery); err != nil {
				return err
			}
		}
	}
	var fresh []change.Clinic
	for _, c := range now {
		if slices.Contains(before, c) {
			continue
		}
		fresh = append(fresh, c)
		if err := w.t.Derive("DELETE FROM clinic_held WHERE surgery = ? AND clock < ? AND gone = 0", c.Surgery, c.Since<<16); err != nil {
			return err
		}
	}
	for _, t := range w.inOrder() {
		if slices.ContainsFunc(fresh, func(c change.Clinic) bool { return isGiven(c.Surgery, t) }) {
			if err := w.t.Derive("INSERT OR IGNORE INTO clinic_due (tbl, row) SELECT tbl, row FROM exchange_row WHERE tbl = ?", t.Number); err != nil {
				return err
			}
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
