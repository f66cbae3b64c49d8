package exchange

import (
	"slices"
	"strings"

	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// seesToClinics reports whether this device gives surgeries and partners what is theirs.
func (w *work) seesToClinics() bool { return w.holds == store.HoldsAll && len(w.clinics) > 0 }

// hangs lists for each table which rows go where its own go.
var hangs = map[string][][2]string{
	"client": {{"appointment", "SELECT id FROM appointment WHERE client_id = ?"}, {"conflict", "SELECT id FROM conflict WHERE client_id = ?"}},
	"appointment": {{"appointment_state", "SELECT id FROM appointment_state WHERE appointment_id = ?"},
		{"to_tell", "SELECT id FROM to_tell WHERE appointment_id = ?"},
		{"clash_kept", "SELECT a_id || char(31) || b_id FROM clash_kept WHERE a_id = ?1 OR b_id = ?1"},
		{"client", "SELECT client_id FROM appointment WHERE id = ? AND client_id IS NOT NULL"}},
	"clinic": {{"session_change", "SELECT clinic_id || char(31) || day FROM session_change WHERE clinic_id = ?"},
		{"appointment", "SELECT id FROM appointment WHERE clinic_id = ?"},
		{"absence", "SELECT id FROM absence WHERE staff_id = (SELECT staff_id FROM clinic WHERE id = ?)"},
		{"presence", "SELECT id FROM presence WHERE staff_id = (SELECT staff_id FROM clinic WHERE id = ?)"}},
	"session_change": {{"absence", "SELECT id FROM absence WHERE staff_id = (SELECT staff_id FROM session_change WHERE clinic_id || char(31) || day = ?)"},
		{"presence", "SELECT id FROM presence WHERE staff_id = (SELECT staff_id FROM session_change WHERE clinic_id || char(31) || day = ?)"}},
}

func (h *handing) hanging(t *table, key string) error {
	if !h.toDesks {
		return nil
	}
	for _, on := range hangs[t.Name] {
		keys, err := h.collect(on[1], key)
		if err != nil {
			return err
		}
		h.add(h.tables[on[0]], keys...)
	}
	return nil
}

// hand notes what each surgery and partner has to be given of a row, or that it is
// taken back. moved says that a partner gets the row, or loses it.
func (w *work) hand(t *table, key string) (moved bool, err error) {
	places, err := w.placesOf(t, key)
	if err != nil {
		return false, err
	}
	var r *rowState
	if len(places) > 0 {
		if r, err = w.row(t, key); err != nil {
			return false, err
		}
	}
	for _, c := range w.clinics {
		if !inPlace(c.name, t) {
			continue
		}
		changed, err := w.handTo(c, t, key, r, r != nil && slices.Contains(places, c.name))
		if err != nil {
			return false, err
		}
		moved = moved || changed && c.partner != ""
	}
	return moved, nil
}

// handTo is hand for one surgery or partner. changed says that it gets or loses the row.
func (w *work) handTo(c clinicPC, t *table, key string, r *rowState, here bool) (changed bool, err error) {
	h, err := w.handedTo(c.name, t, key)
	if err != nil {
		return false, err
	}
	changed = here != h.live()
	if !here {
		if !h.live() {
			return false, nil
		}
		clock := w.tick()
		return true, w.putHanded(c.name, t, key, &handed{at: cell{clock: clock}, gone: true, mine: clock})
	}
	if c.partner == "" && !t.comes() {
		return false, nil
	}
	want, err := w.wanted(c.name, t, key, r)
	if err != nil || h.live() && !w.lacks(h, want) {
		return false, err
	}
	var had *rowState
	if h.live() {
		had = h.has
	}
	clock := w.tick()
	return changed, w.putHanded(c.name, t, key, &handed{at: cell{clock: clock}, mine: clock, has: w.hasOf(c.name, t, had, want)})
}

// clinicRows writes what surgeries are given and what is taken back from them.
func (s *sending) clinicRows() error {
	if !s.seesToClinics() {
		return nil
	}
	type row struct {
		surgery       string
		table, device int
		key           any
		clock         int64
		gone          int
	}
	list, err := store.Collect(s.t.Ctx, s.t, func(r *row) []any { return []any{&r.surgery, &r.table, &r.key, &r.clock, &r.device, &r.gone} },
		"SELECT surgery, tbl, row, clock, device, gone FROM clinic_held WHERE "+s.since(), s.after)
	if err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b row) int { return s.order(a.table) - s.order(b.table) })
	for _, r := range list {
		t := s.byNumber[r.table]
		if t == nil || !slices.ContainsFunc(s.clinics, func(c clinicPC) bool { return c.name == r.surgery }) {
			continue
		}
		to, key, at := s.writer(partOf(r.surgery)), store.KeyText(r.key), cell{clock: r.clock, device: r.device}
		if r.gone == goneErased {
			if hash, ok := r.key.([]byte); ok && s.after != everything { // a snapshot has all of them
				to.Gone(change.Gone{Table: t.Number, Key: string(hash), Erased: true})
			}
			continue
		}
		if r.gone > 0 {
			to.Gone(change.Gone{Table: t.Number, Key: key, Left: true, Clock: at.clock, Device: s.sender(at.device)})
			continue
		}
		if err := s.giveRow(r.surgery, to, t, key, at); err != nil {
			return err
		}
		if err := s.spare(); err != nil {
			return err
		}
	}
	return nil
}

// giveRow writes all that a surgery or partner is given of a row.
func (s *sending) giveRow(place string, to *change.Writer, t *table, key string, at cell) error {
	r, err := s.row(t, key)
	if err != nil || r == nil {
		return err
	}
	want, err := s.wanted(place, t, key, r)
	if err != nil {
		return err
	}
	values, err := s.values(t, key)
	if err != nil || values == nil || !isPartner(place) && !t.comes() {
		return err
	}
	out := change.Row{Table: t.Number, Key: key}
	for i := range t.groups {
		g := &t.groups[i]
		if c, is := want[g.id]; is {
			out.Cells = append(out.Cells, change.Cell{Group: g.id, Clock: c.clock, Device: s.sender(c.device), Values: values[g.id]})
		}
	}
	out.Cells = append(out.Cells, change.Cell{Group: entered, Clock: at.clock, Device: s.sender(at.device)})
	to.Row(&out)
	return nil
}

// deskRow writes what the PC of a surgery changed of a row.
func (s *sending) deskRow(t *table, key string, out *change.Row) error {
	places, err := s.placesOf(t, key)
	if err != nil {
		return err
	}
	if len(places) == 0 { // nothing that was typed waits for ever
		for _, c := range s.clinics {
			places = append(places, c.name)
		}
	}
	out.Cells = slices.DeleteFunc(out.Cells, func(c change.Cell) bool { return t.byGroup[c.Group].way == noWay && c.Group != alive })
	for _, name := range places {
		if len(out.Cells) > 0 {
			s.writer(clinicPart + name).Row(out)
		}
	}
	return nil
}

// goneErased is the state of a row of clinic_held of someone whom another device
// erased, which may not have known of this surgery.
const goneErased = 2

// passErasure has surgeries and partners erase whom another device erased: mine is 0.
func (w *work) passErasure(table int, hash []byte, mine int64) error {
	t := w.byNumber[table]
	if mine > 0 || t == nil || !w.seesToClinics() {
		return nil
	}
	for _, c := range w.clinics {
		if !inPlace(c.name, t) {
			continue
		}
		clock := w.tick()
		if err := w.t.Derive("INSERT OR REPLACE INTO clinic_held (surgery, tbl, row, clock, device, gone, mine) VALUES (?, ?, ?, ?, 0, ?, ?)",
			c.name, table, hash, clock, goneErased, clock); err != nil {
			return err
		}
	}
	return nil
}

// writersFor are the parts that say of a row that it is gone or became another; told
// says that surgeries are told.
func (s *sending) writersFor(t *table, told bool) []*change.Writer {
	var list []*change.Writer
	if s.holds == store.HoldsPartner {
		return s.writersOfPartner(t)
	}
	if s.holds != store.HoldsClinics || t.compartment() == string(Lists) {
		list = append(list, s.writer(t.compartment()))
	}
	if t.atDesk() && (told || s.holds == store.HoldsClinics) {
		for _, c := range s.clinics {
			if c.partner == "" {
				list = append(list, s.writer(clinicPart+c.name))
			}
		}
	}
	return list
}

// dictionaryOf is what the part of a compartment says of its tables.
func (w *work) dictionaryOf(compartment string) (list []change.Table) {
	for _, t := range w.inOrder() {
		switch {
		case isPartner(compartment):
			if t.ofPartners() {
				list = append(list, t.dictionary())
			}
		case strings.HasPrefix(compartment, clinicPart):
			if t.atDesk() {
				list = append(list, t.deskDictionary())
			}
		case t.compartment() == compartment:
			list = append(list, t.dictionary())
		}
	}
	return list
}

// followDesks records the contacts that came of appointments of which a reception
// said what came of them: its PC holds none.
func (w *work) followDesks() error {
	if w.holds != store.HoldsAll {
		return nil
	}
	keys, err := store.Collect(w.t.Ctx, w.t, func(k *any) []any { return []any{k} }, "SELECT row FROM clinic_follow")
	if err != nil || len(keys) == 0 {
		return err
	}
	for _, key := range keys {
		later, err := casework.FollowDesk(w.t, keyID(key))
		if err == nil && !later {
			err = w.t.Derive("DELETE FROM clinic_follow WHERE row = ?", key)
		}
		if err != nil {
			return err
		}
	}
	w.t.Also(store.Change{Kind: store.ChangedContact})
	return nil
}
