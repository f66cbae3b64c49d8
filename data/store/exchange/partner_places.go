package exchange

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// whose is SQL for the partner of what has a surgery and a member of staff, as
// data.PartnerOf says.
func whose(surgery, staff string) string {
	return "CASE WHEN " + surgery + " IS NOT NULL THEN (SELECT partner_id FROM surgery WHERE id = " + surgery +
		") ELSE (SELECT partner_id FROM staff WHERE id = " + staff + ") END"
}

// madeBy is SQL for the partner of whoever added a row.
func madeBy(row string) string {
	return "(SELECT partner_id FROM staff WHERE id = " + row + ".created_by)"
}

// ofClient is SQL for the partner of a client. Someone who has neither a surgery nor a
// prescriber yet stays with the partner whose staff added them. Anyone else without a
// partner is on the PCs that hold all records, and on no partner's: no one has said
// which partner answers for them.
func ofClient(row string) string {
	return "CASE WHEN " + row + ".surgery_id IS NULL AND " + row + ".prescriber_id IS NULL THEN " + madeBy(row) +
		" ELSE " + whose(row+".surgery_id", row+".prescriber_id") + " END"
}

// ownersOf finds the partners that have a row of a table about no one client, or about
// one only at times.
var ownersOf = map[string]string{
	"client": "SELECT " + ofClient("c") + " FROM client c WHERE c.id = ?1",
	"appointment": "SELECT CASE WHEN a.client_id IS NOT NULL THEN " + ofClient("c") + " ELSE coalesce(" +
		whose("coalesce(k.surgery_id, a.surgery_id)", "coalesce(a.staff_id, k.staff_id)") + ", " + madeBy("a") +
		") END FROM appointment a LEFT JOIN client c ON c.id = a.client_id LEFT JOIN clinic k ON k.id = a.clinic_id WHERE a.id = ?1",
	// A clinic of one partner is with another too that has an appointment in it.
	"clinic": "SELECT coalesce(" + whose("k.surgery_id", "k.staff_id") + ", " + madeBy("k") + ") FROM clinic k WHERE k.id = ?1 UNION SELECT " + ofClient("c") +
		" FROM appointment a JOIN client c ON c.id = a.client_id WHERE a.clinic_id = ?1",
	"absence":  "SELECT coalesce(s.partner_id, " + madeBy("a") + ") FROM absence a JOIN staff s ON s.id = a.staff_id WHERE a.id = ?1",
	"presence": "SELECT s.partner_id FROM presence p JOIN staff s ON s.id = p.staff_id WHERE p.id = ?1 UNION SELECT v.partner_id FROM presence p JOIN surgery v ON v.id = p.surgery_id WHERE p.id = ?1",
	"client_import": "SELECT " + madeBy("i") + " FROM client_import i WHERE i.id = ?1 UNION SELECT " + ofClient("c") +
		" FROM client_origin o JOIN client c ON c.id = o.client_id WHERE o.import_id = ?1 UNION SELECT CASE WHEN c.id IS NULL THEN " + madeBy("l") + " ELSE " + ofClient("c") +
		" END FROM left_over l LEFT JOIN client c ON c.id = l.client_id WHERE l.import_id = ?1",
	"frozen":              "SELECT " + ofReport("r") + " FROM frozen r WHERE r.id = ?1",
	"learnt":              "SELECT " + ofReport("r") + " FROM learnt r WHERE r.id = ?1",
	"picture":             "SELECT " + madeBy("p") + " FROM picture p WHERE p.id = ?1",
	"erasure_certificate": "SELECT " + madeBy("e") + " FROM erasure_certificate e WHERE e.id = ?1",
}

// ofReport is SQL for the partner that a report, or a text of one, is about.
func ofReport(row string) string {
	return "CASE WHEN " + row + ".surgery_id <> '' THEN (SELECT partner_id FROM surgery WHERE id = " + row + ".surgery_id) WHEN " + row +
		".partner_id <> '' THEN " + row + ".partner_id ELSE " + madeBy(row) + " END"
}

// everyPartner are queries that are true of a row which every partner has. Reports that
// were handed over are among them: new ones are protected against them, whoever makes them.
var everyPartner = map[string]string{
	"comparator":    "SELECT EXISTS (SELECT 1 FROM comparator WHERE id = ?)",
	"report_reader": "SELECT EXISTS (SELECT 1 FROM report_reader WHERE id = ?)",
	"handed":        "SELECT EXISTS (SELECT 1 FROM handed WHERE id = ?)",
	"frozen":        "SELECT EXISTS (SELECT 1 FROM handed WHERE frozen_id = ?)",
}

// partnerPlaces lists the partners whose PCs have to have a row.
func (w *work) partnerPlaces(t *table, key string) ([]string, error) {
	if !t.ofPartners() {
		return nil, nil
	}
	owners, every, err := w.owners(t, key)
	var list []string
	for _, c := range w.clinics {
		if c.partner != "" && (every || slices.Contains(owners, c.partner)) {
			list = append(list, c.name)
		}
	}
	return list, err
}

// owners are the partners that have to have a row; every says that all have.
func (w *work) owners(t *table, key string) (list []string, every bool, err error) {
	if query := everyPartner[t.Name]; query != "" {
		if err := w.t.Value(&every, query, key); err != nil || every || t.Name != "frozen" {
			return nil, every, err
		}
	}
	switch t.Name {
	case "client":
		list, err = w.ownerOfClient(key)
		return list, false, err
	case "appointment_state":
		return w.ownersOfParent("appointment", "SELECT appointment_id FROM appointment_state WHERE id = ?", key)
	case "session_change":
		clinic, day, _ := strings.Cut(key, "\x1f")
		return w.ownersOfParent("clinic", "SELECT clinic_id FROM session_change WHERE clinic_id = ? AND day = ?", clinic, day)
	case "clash_kept":
		list, err = w.ownersOfBoth(key)
		return list, false, err
	case "conflict":
		return w.ownersOfConflict(key)
	}
	if query := ownersOf[t.Name]; query != "" {
		list, err = w.collect(query, key)
		return list, false, err
	}
	list, err = w.ownersByClient(t, key)
	return list, false, err
}

// ownerOfClient is the partner of a client. It is asked for every row of theirs.
func (w *work) ownerOfClient(key string) ([]string, error) {
	if partner, known := w.partnerOf[key]; known {
		return []string{partner}, nil
	}
	list, err := w.collect(ownersOf["client"], key)
	if err == nil && len(list) == 1 && w.partnerOf != nil {
		w.partnerOf[key] = list[0]
	}
	return list, err
}

// ownersOfParent are those of the row that another hangs on.
func (w *work) ownersOfParent(parent, query string, args ...any) ([]string, bool, error) {
	key, err := w.column(query, args...)
	if err != nil || key == "" {
		return nil, false, err
	}
	return w.owners(w.tables[parent], key)
}

// ownersOfBoth are those that have two appointments.
func (w *work) ownersOfBoth(key string) ([]string, error) {
	a, b, _ := strings.Cut(key, "\x1f")
	var there bool
	if err := w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM clash_kept WHERE a_id = ? AND b_id = ?)", a, b); err != nil || !there {
		return nil, err
	}
	one, err := w.collect(ownersOf["appointment"], a)
	if err != nil {
		return nil, err
	}
	other, err := w.collect(ownersOf["appointment"], b)
	return slices.DeleteFunc(one, func(p string) bool { return !slices.Contains(other, p) }), err
}

// ownersOfConflict are those of the record that it is about. What was said of a list
// every partner may know.
func (w *work) ownersOfConflict(key string) ([]string, bool, error) {
	var client, record, row string
	err := w.t.Values("SELECT coalesce(client_id, ''), record, record_id FROM conflict WHERE id = ?", []any{key}, &client, &record, &row)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	of := w.tables[record]
	switch {
	case err != nil || of == nil || record == "conflict":
		return nil, false, err
	case client != "":
		list, err := w.ownerOfClient(client)
		return list, false, err
	case of.compartment() == string(Lists):
		return nil, true, nil
	}
	return w.owners(of, row)
}

// ownersByClient are those of a row that names a client; where it names none, of whoever
// added it.
func (w *work) ownersByClient(t *table, key string) ([]string, error) {
	if !t.client {
		return nil, nil
	}
	var client, by string
	err := w.t.Values("SELECT coalesce(client_id, ''), coalesce("+madeBy("r")+", '') FROM "+t.Name+" r WHERE id = ?", []any{key}, &client, &by) // the name is our own
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, err
	case client == "":
		return []string{by}, nil
	}
	return w.ownerOfClient(client)
}
