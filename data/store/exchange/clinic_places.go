package exchange

import (
	"database/sql"
	"errors"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
)

// clinicPC is a surgery whose PCs hold its clinics, or a partner whose PCs hold the
// records of its clients.
type clinicPC struct {
	name    string // in the name of its compartment; of a partner, that name
	surgery string // the surgery that this is now
	partner string // the partner that this is now; "" for a surgery
	since   int64
}

// recently is for how many days after an appointment the PC of a surgery keeps a
// person of another surgery, whose clocks may differ by a day.
const recently = 1

// placesOf lists the surgeries and partners whose PCs have to have a row, by the name
// of their compartment: none for a row that is not there.
func (w *work) placesOf(t *table, key string) ([]string, error) {
	desks, err := w.deskPlaces(t, key)
	if err != nil || !w.toPartners {
		return desks, err
	}
	partners, err := w.partnerPlaces(t, key)
	return append(desks, partners...), err
}

func (w *work) deskPlaces(t *table, key string) ([]string, error) {
	if !w.toDesks {
		return nil, nil
	}
	switch t.Name {
	case "client":
		return w.placesOfClient(key)
	case "appointment":
		return w.placesOfAppointment(key)
	case "appointment_state", "to_tell":
		parent, err := w.column("SELECT appointment_id FROM "+t.Name+" WHERE id = ?", key) // the name is our own
		if err != nil || parent == "" {
			return nil, err
		}
		return w.placesOfAppointment(parent)
	case "clash_kept":
		a, b, _ := strings.Cut(key, "\x1f")
		return w.placesOfBoth(t, key, a, b)
	case "clinic", "session_change", "absence", "presence":
		return w.placesOfClinic(t, key)
	case "conflict":
		return w.placesOfConflict(key)
	}
	return nil, nil
}

// column reads one text, "" if there is no such row or it is empty.
func (w *work) column(query string, args ...any) (text string, err error) {
	err = w.t.Value(store.OrNull(&text), query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return text, err
}

// compartmentsOf has the compartments of surgeries whose PCs are of the service.
func (w *work) compartmentsOf(surgeries []string) (list []string) {
	for _, c := range w.clinics {
		if c.partner == "" && slices.Contains(surgeries, c.surgery) {
			list = append(list, c.name)
		}
	}
	return list
}

func (w *work) collect(query string, args ...any) ([]string, error) {
	return store.Collect(w.t.Ctx, w.t, func(s *string) []any { return []any{store.OrNull(s)} }, query, args...)
}

// ofStaff finds the surgeries at which someone holds a clinic, or a session of one.
const ofStaff = ` SELECT k.surgery_id FROM x JOIN clinic k ON k.staff_id = x.staff_id
	UNION SELECT k.surgery_id FROM x JOIN session_change v ON v.staff_id = x.staff_id JOIN clinic k ON k.id = v.clinic_id`

// placesOfClinic is placesOf for what is of no client. Why someone is away, and what
// they said of it long ago, is not asked for.
func (w *work) placesOfClinic(t *table, key string) ([]string, error) {
	var query string
	args := []any{key}
	switch t.Name {
	case "clinic":
		query = "SELECT surgery_id FROM clinic WHERE id = ?"
	case "session_change":
		clinic, day, _ := strings.Cut(key, "\x1f")
		query, args = "SELECT k.surgery_id FROM session_change v JOIN clinic k ON k.id = v.clinic_id WHERE v.clinic_id = ? AND v.day = ?", []any{clinic, day}
	case "absence":
		query = "WITH x AS (SELECT staff_id FROM absence WHERE id = ?)" + ofStaff
	default:
		query = "WITH x AS (SELECT staff_id, surgery_id FROM presence WHERE id = ?)" + ofStaff + " UNION SELECT surgery_id FROM x"
	}
	surgeries, err := w.collect(query, args...)
	return w.compartmentsOf(surgeries), err
}

// placesOfAppointment is where it takes place: in a clinic, or someone was sent
// through there. Home visits and calls are nothing for a reception. Of a person of
// another surgery it is what is still to come.
func (w *work) placesOfAppointment(key string) ([]string, error) {
	var clinic, at, kind, client, of string
	var on data.Date
	err := w.t.Values(`SELECT coalesce(a.clinic_id, ''), coalesce(iif(a.clinic_id IS NULL, a.surgery_id, k.surgery_id), ''), a.kind, a.on_day,
		coalesce(a.client_id, ''), coalesce(c.surgery_id, '') FROM appointment a LEFT JOIN clinic k ON k.id = a.clinic_id
		LEFT JOIN client c ON c.id = a.client_id WHERE a.id = ?`, []any{key}, &clinic, &at, &kind, &on, &client, &of)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil || at == "" || clinic == "" && kind != "clinic" && kind != string(data.WalkIn) {
		return nil, err
	}
	places := w.compartmentsOf([]string{at})
	if w.holds == store.HoldsClinics || client == "" || of == at || len(places) == 0 {
		return places, nil
	}
	return w.whileGuest(key, clinic, on, places)
}

// whileGuest has those of some compartments that have an appointment of a person of
// another surgery. The clocks of devices differ: what one took back because its day
// has passed stays away, unless the appointment or its clinic has changed since.
func (w *work) whileGuest(key, clinic string, on data.Date, places []string) (list []string, err error) {
	t, today := w.tables["appointment"], w.t.Today()
	if on.Before(today.AddDays(-recently)) {
		return nil, nil
	}
	changed, err := w.newestOf(t, key)
	if err != nil {
		return nil, err
	}
	of, err := w.newestOf(w.tables["clinic"], clinic)
	if err != nil {
		return nil, err
	}
	for _, name := range places {
		h, err := w.handedTo(name, t, key)
		if err != nil {
			return nil, err
		}
		if h.live() || !on.Before(today) && (h == nil || max(changed, of) > h.at.clock) {
			list = append(list, name)
		}
	}
	return list, nil
}

// newestOf is the newest clock of a row, 0 if there is none.
func (w *work) newestOf(t *table, key string) (int64, error) {
	r, err := w.row(t, key)
	if err != nil || r == nil {
		return 0, err
	}
	return w.newest(r).clock, nil
}

// placesOfClient are their own surgery, and where they have an appointment.
func (w *work) placesOfClient(key string) ([]string, error) {
	of, err := w.column("SELECT surgery_id FROM client WHERE id = ?", key)
	if err != nil {
		return nil, err
	}
	list := w.compartmentsOf([]string{of})
	after := w.t.Today().AddDays(-recently)
	if w.holds == store.HoldsClinics {
		after = data.Date{}
	}
	ids, err := w.collect("SELECT id FROM appointment WHERE client_id = ? AND on_day >= ?", key, after.String())
	for _, id := range ids {
		places, err := w.placesOfAppointment(id)
		if err != nil {
			return nil, err
		}
		list = append(list, places...)
	}
	slices.Sort(list)
	return slices.Compact(list), err
}

// placesOfBoth are those that have two appointments.
func (w *work) placesOfBoth(t *table, key, a, b string) ([]string, error) {
	var there bool
	if err := w.t.Value(&there, "SELECT EXISTS (SELECT 1 FROM clash_kept WHERE a_id = ? AND b_id = ?)", a, b); err != nil || !there {
		return nil, err
	}
	one, err := w.placesOfAppointment(a)
	if err != nil {
		return nil, err
	}
	other, err := w.placesOfAppointment(b)
	return slices.DeleteFunc(one, func(name string) bool { return !slices.Contains(other, name) }), err
}

// placesOfConflict are those of the record that it is about.
func (w *work) placesOfConflict(key string) ([]string, error) {
	var client, record, row string
	err := w.t.Values("SELECT coalesce(client_id, ''), record, record_id FROM conflict WHERE id = ?", []any{key}, &client, &record, &row)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	of := w.tables[record]
	if err != nil || of == nil || record == "conflict" {
		return nil, err
	}
	if client != "" {
		return w.placesOfClient(client)
	}
	return w.deskPlaces(of, row)
}
