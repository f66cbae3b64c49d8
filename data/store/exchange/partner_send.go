package exchange

import (
	"slices"

	"waymark/data/exchange/change"
	"waymark/data/store"
)

// byPartner lists for each table which rows go where its own go, beside all that name
// the client.
var byPartner = map[string][][2]string{
	"client": {{"appointment_state", "SELECT s.id FROM appointment_state s JOIN appointment a ON a.id = s.appointment_id WHERE a.client_id = ?"},
		{"clinic", "SELECT DISTINCT clinic_id FROM appointment WHERE client_id = ? AND clinic_id IS NOT NULL"},
		{"client_import", "SELECT import_id FROM client_origin WHERE client_id = ?1 UNION SELECT import_id FROM left_over WHERE client_id = ?1"}},
	"appointment": {{"appointment_state", "SELECT id FROM appointment_state WHERE appointment_id = ?"},
		{"clash_kept", "SELECT a_id || char(31) || b_id FROM clash_kept WHERE a_id = ?1 OR b_id = ?1"},
		{"clinic", "SELECT clinic_id FROM appointment WHERE id = ? AND clinic_id IS NOT NULL"}},
	"clinic":        {{"session_change", "SELECT clinic_id || char(31) || day FROM session_change WHERE clinic_id = ?"}},
	"handed":        {{"frozen", "SELECT frozen_id FROM handed WHERE id = ?"}},
	"client_origin": {{"client_import", "SELECT import_id FROM client_origin WHERE id = ?"}},
	"left_over":     {{"client_import", "SELECT import_id FROM left_over WHERE id = ?"}},
	"surgery": {{"client", "SELECT id FROM client WHERE surgery_id = ?"}, {"clinic", "SELECT id FROM clinic WHERE surgery_id = ?"},
		{"presence", "SELECT id FROM presence WHERE surgery_id = ?"}, {"appointment", "SELECT id FROM appointment WHERE client_id IS NULL AND surgery_id = ?"},
		{"frozen", "SELECT id FROM frozen WHERE surgery_id = ?"}, {"learnt", "SELECT id FROM learnt WHERE surgery_id = ?"}},
	"staff": {{"client", "SELECT id FROM client WHERE surgery_id IS NULL AND (prescriber_id = ?1 OR prescriber_id IS NULL AND created_by = ?1)"},
		{"clinic", "SELECT id FROM clinic WHERE staff_id = ?1 OR created_by = ?1"}, {"absence", "SELECT id FROM absence WHERE staff_id = ?1 OR created_by = ?1"},
		{"presence", "SELECT id FROM presence WHERE staff_id = ?"}, {"appointment", "SELECT id FROM appointment WHERE client_id IS NULL AND (staff_id = ?1 OR created_by = ?1)"}},
	"partner": {{"surgery", "SELECT id FROM surgery WHERE partner_id = ?"}, {"staff", "SELECT id FROM staff WHERE partner_id = ?"},
		{"frozen", "SELECT id FROM frozen WHERE partner_id = ?"}, {"learnt", "SELECT id FROM learnt WHERE partner_id = ?"}},
}

// hangingOfPartner adds the rows of which has to be looked again because a partner gets
// a row or loses it, or because a list says something else of whose someone is.
func (h *handing) hangingOfPartner(t *table, key string, moved bool) error {
	if !h.toPartners || !moved && !slices.Contains(saysWhose, t.Name) {
		return nil
	}
	return h.goingWith(t, key, func(of *table, keys []string) error {
		h.add(of, keys...)
		return nil
	})
}

// goingWith hands over the rows of other tables that go where a row goes.
func (w *work) goingWith(t *table, key string, do func(of *table, keys []string) error) error {
	with := func(of *table, query string) error {
		keys, err := w.collect(query, key)
		if err != nil {
			return err
		}
		return do(of, keys)
	}
	for _, on := range byPartner[t.Name] {
		if err := with(w.tables[on[0]], on[1]); err != nil {
			return err
		}
	}
	for _, of := range w.inOrder() {
		query := ""
		switch {
		case t.Name == "client" && of.client && of.ofPartners():
			query = "SELECT id FROM " + of.Name + " WHERE client_id = ?" // the name is our own
		case t.Name == "staff" && slices.Contains(byMaker, of.Name):
			query = "SELECT id FROM " + of.Name + " WHERE created_by = ?"
		default:
			continue
		}
		if err := with(of, query); err != nil {
			return err
		}
	}
	return nil
}

// movedByOthers has what hangs on a row looked at, because another device gave it to a
// partner or took it back: that one may not have had all of it.
func (w *work) movedByOthers(place string, t *table, key string) error {
	if !isPartner(place) {
		return nil
	}
	return w.goingWith(t, key, func(of *table, keys []string) error {
		for _, k := range keys {
			if err := w.isDue(of, k); err != nil {
				return err
			}
		}
		return nil
	})
}

// byMaker are further tables of which some rows are with the partner of who added them.
var byMaker = columns("gap left_over client_import frozen learnt picture erasure_certificate")

// partnerRow writes what the PC of a partner changed of a row. What is about reports goes
// to the devices that hold figures too.
func (s *sending) partnerRow(t *table, key string, out *change.Row) error {
	if !t.ofPartners() || len(out.Cells) == 0 {
		return nil
	}
	for _, to := range s.writersOfPartner(t) {
		to.Row(out)
	}
	return nil
}

// writersOfPartner are the parts in which the PC of a partner says something of a row: a
// row that is not its partner's any more is too, so that nothing that was typed waits.
func (s *sending) writersOfPartner(t *table) (list []*change.Writer) {
	if name := t.compartment(); name != string(Casework) && !t.workedOut {
		list = append(list, s.writer(name))
	}
	if !t.ofPartners() {
		return list
	}
	for _, c := range s.clinics {
		list = append(list, s.writer(c.name))
	}
	return list
}

// partnersToldOf are the parts of the partners that are told of rows which were removed,
// or are one: those that had one of them. Of whom was erased all are told.
func (s *sending) partnersToldOf(t *table, erased bool, keys ...string) (list []*change.Writer, err error) {
	if s.holds != store.HoldsAll || !t.ofPartners() {
		return nil, nil
	}
	for _, c := range s.clinics {
		had := erased
		for _, key := range keys {
			if c.partner == "" || had {
				break
			}
			h, err := s.handedTo(c.name, t, key)
			if err != nil {
				return nil, err
			}
			had = h != nil
		}
		if c.partner != "" && had {
			list = append(list, s.writer(c.name))
		}
	}
	return list, nil
}
