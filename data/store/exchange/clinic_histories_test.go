package exchange_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/exchange/change"
	"waymark/data/store"
)

// openDesks lets in one to three PCs of surgeries, which begin from what the others
// sent. The others learn of them one after the other.
func (h *history) openDesks() {
	h.t.Helper()
	for range 3 {
		for _, do := range moreDeeds() {
			if do.name == "save a clinic" || do.name == "book in a clinic" {
				h.do(h.devices[0], do)
			}
		}
		h.belong(h.devices[0])
	}
	since := h.day.UnixMilli() - int64(4*24*3600*1000) // by a clock that may be wrong
	for range 1 + h.rng.IntN(3) {
		d := h.join()
		d.wrong = h.devices[0].wrong
		d.now = h.at(d)
		h.applied[d.name] = map[string][]bool{}
		var err error
		d.surgery, err = h.any(h.devices[0], "SELECT id FROM surgery")
		must(h.t, err)
		d.since = since
		h.holdsOwn(d)
		h.desks = append(h.desks, d)
	}
	h.seeToDesks()
	h.send(h.devices[0])
	for _, d := range h.desks {
		h.hearAll(d)
	}
}

// holdsOwn tells the PC of a surgery whose it is, as every meeting does.
func (h *history) holdsOwn(d *device) {
	own := []change.Clinic{{Surgery: string(d.surgery), Since: d.since}}
	must(h.t, d.Exchange.Hold(ctx, change.Holding{Kind: change.HoldsClinics, Clinics: own}))
	h.note(d, "is the PC of "+string(d.surgery))
}

// seeToDesks tells the devices that hold everything which surgeries have PCs.
func (h *history) seeToDesks() {
	since := map[data.ID]int64{}
	for _, d := range h.desks {
		since[d.surgery] = max(since[d.surgery], d.since)
	}
	h.clinics = nil
	for _, surgery := range slices.Sorted(maps.Keys(since)) {
		h.clinics = append(h.clinics, change.Clinic{Surgery: string(surgery), Since: since[surgery]})
	}
	h.holding.Clinics = h.clinics
	h.seeTo()
}

// giveOther has the PC of a surgery be that of another one from now on, which it is given
// whole, whatever the clocks of those say that gave it to others.
func (h *history) giveOther() {
	h.t.Helper()
	if len(h.desks) == 0 {
		return
	}
	d := h.desks[h.rng.IntN(len(h.desks))]
	var err error
	d.surgery, err = h.any(h.devices[0], "SELECT id FROM surgery")
	must(h.t, err)
	d.since = h.day.UnixMilli() + int64(4*24*3600*1000)
	h.holdsOwn(d)
	h.seeToDesks()
}

// belong has a client belong to a surgery.
func (h *history) belong(d *device) {
	id, err := h.any(d, "SELECT id FROM client")
	if err != nil {
		return
	}
	c, err := d.Casework.Client(ctx, id)
	must(h.t, err)
	c.SurgeryID, err = h.any(d, "SELECT id FROM surgery")
	must(h.t, err)
	_ = d.Casework.SaveClientAsAnother(ctx, c) // of some the use is restricted
}

// workAtDesk does one thing that the reception of a surgery does.
func (h *history) workAtDesk(d *device) {
	surgery, err := h.any(d, "SELECT id FROM surgery WHERE id = ?", h.surgeryOf(d, d.surgery))
	if err != nil {
		return // the lists have not come yet
	}
	d.Session.StandIn(surgery)
	defer d.Session.StaffAt("")
	h.some(d, append(deskDeeds(), furtherDeskDeeds()...))
}

func deskDeeds() []deed {
	return []deed{
		{"book someone new", func(h *history, d *device) error {
			slots, err := d.Desk.NextFree(ctx, data.FreeFilter{From: h.today(d), Limit: 3})
			if err != nil || len(slots) == 0 {
				return errNothing
			}
			v := slots[h.rng.IntN(len(slots))]
			_, err = d.Desk.BookNew(ctx, h.patient(), &data.Appointment{Kind: "clinic", ClinicID: v.ClinicID, On: v.Day, At: v.At, Note: h.text()})
			return err
		}},
		{"book someone known", func(h *history, d *device) error {
			client, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			slots, err := d.Desk.NextFree(ctx, data.FreeFilter{From: h.today(d), Limit: 3})
			if err != nil || len(slots) == 0 {
				return errNothing
			}
			v := slots[h.rng.IntN(len(slots))]
			return d.Desk.Book(ctx, &data.Appointment{ClientID: client, Kind: "clinic", ClinicID: v.ClinicID, On: v.Day, At: v.At})
		}},
		{"send through", func(h *history, d *device) error {
			staff, err := h.any(d, "SELECT id FROM staff")
			if err != nil {
				return err
			}
			a := &data.Appointment{SurgeryID: d.Session.Surgery(), StaffID: staff}
			if a.ClientID, err = h.any(d, "SELECT id FROM client"); err != nil || h.rng.IntN(2) == 0 {
				a.ClientID = ""
				return d.Desk.SendThrough(ctx, h.patient(), a)
			}
			return d.Desk.SendThrough(ctx, nil, a)
		}},
		{"mark", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND client_id IS NOT NULL")
			if err != nil {
				return err
			}
			return d.Desk.Mark(ctx, id, data.AppointmentStates()[h.rng.IntN(len(data.AppointmentStates()))].Value)
		}},
		{"cancel", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM appointment WHERE removed_at IS NULL AND state = 'booked'")
			if err != nil {
				return err
			}
			return d.Desk.Cancel(ctx, id, h.text())
		}},
		{"change a session", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM clinic WHERE removed_at IS NULL")
			if err != nil {
				return err
			}
			_, err = d.Desk.ChangeSession(ctx, data.SessionChange{ClinicID: id, Day: h.today(d).AddDays(h.rng.IntN(9)), State: data.SessionState(h.word("on", "cancelled")), Why: h.text()})
			return err
		}},
		{"correct a phone number", func(h *history, d *device) error {
			id, err := h.any(d, "SELECT id FROM client")
			if err != nil {
				return err
			}
			return d.correctPhone(id, h.word("", "01632 960008", "01632 960009"))
		}},
	}
}

// correctPhone changes a number as a form of the reception does.
func (d *device) correctPhone(client data.ID, phone string) error {
	return d.For(d.Session, "desk").Write(ctx, store.Change{}, func(t *store.Tx) error {
		return t.Update("client", client, &data.Stamp{}, client, []store.Field{{Column: "phone", Value: phone}})
	})
}

// heldAtDesk are the columns that the PC of a surgery is given, by table: written
// here once more, so that a change of the register is seen.
var heldAtDesk = map[string]string{
	"client":            "id given_names family_name known_as birth_date phone other_phone surgery_id prescriber_id",
	"clinic":            "id surgery_id staff_id room rule from_on until_on starts_at ends_at slot_minutes breaks removed_at",
	"session_change":    "clinic_id day state staff_id room starts_at ends_at",
	"absence":           "id staff_id from_on to_on from_at to_at removed_at",
	"appointment":       "id clinic_id client_id kind on_day at minutes staff_id surgery_id state state_at by_surgery removed_at",
	"appointment_state": "id appointment_id client_id state at",
	"presence":          "id staff_id surgery_id state on_day at back_at",
	"clash_kept":        "a_id b_id",
	"to_tell":           "id client_id appointment_id told_at how removed_at",
}

// typedAtDesk are columns that it may have where its reception typed them.
var typedAtDesk = map[string]string{"appointment": "note sent_by why", "session_change": "why", "appointment_state": "why", "to_tell": "because"}

const ofStamps = "created_at created_by updated_at updated_by"

// linesOf has the held columns of each row, with its key.
func (h *history) linesOf(d *device, table, columns string) map[string]string {
	h.t.Helper()
	all := map[string]string{}
	names := strings.Fields(columns)
	rows, err := reader(d).QueryContext(ctx, "SELECT "+strings.Join(names, ", ")+" FROM "+table)
	must(h.t, err)
	defer func() { must(h.t, rows.Close()) }()
	for rows.Next() {
		values, dest := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			dest[i] = &values[i]
		}
		must(h.t, rows.Scan(dest...))
		key := fmt.Sprint(values[0])
		if !strings.HasPrefix(columns, "id ") {
			key += fmt.Sprint(values[1])
		}
		all[key] = fmt.Sprint(values...)
	}
	must(h.t, rows.Err())
	return all
}

// surgeryOf is what a surgery is on a device: it may have become another.
func (h *history) surgeryOf(d *device, id data.ID) string {
	own := ""
	must(h.t, store.Each(ctx, reader(d), func(k *[]byte) []any { return []any{k} }, func(k *[]byte) error {
		own = store.KeyText(*k)
		return nil
	}, "WITH RECURSIVE b(id) AS (SELECT ? UNION SELECT kept_id FROM exchange_same JOIN b ON gone_id = b.id) SELECT id FROM b", store.KeyOf(id)))
	return own
}

// desksAgree fails if the PC of a surgery has other records than the devices that hold
// everything, lacks some, or has more than it may.
func (h *history) desksAgree() {
	h.t.Helper()
	for _, d := range h.desks {
		h.deskAgrees(d, h.surgeryOf(h.devices[0], d.surgery))
	}
}

// mustHave finds the rows that the PC of a surgery has to have: of people of other
// surgeries, whose days may have passed by some clock, what it has is checked only.
var mustHave = map[string]string{
	"client":         "SELECT id FROM client WHERE surgery_id = ?1",
	"clinic":         "SELECT id FROM clinic WHERE surgery_id = ?1",
	"session_change": "SELECT clinic_id || day FROM session_change WHERE clinic_id IN (SELECT id FROM clinic WHERE surgery_id = ?1)",
	"absence":        "SELECT id FROM absence WHERE staff_id IN (SELECT staff_id FROM clinic WHERE surgery_id = ?1)",
	"appointment": `SELECT a.id FROM appointment a JOIN client c ON c.id = a.client_id WHERE c.surgery_id = ?1 AND
		(a.clinic_id IN (SELECT id FROM clinic WHERE surgery_id = ?1) OR a.clinic_id IS NULL AND a.surgery_id = ?1 AND a.kind IN ('clinic', 'walk_in'))`,
	"appointment_state": `SELECT s.id FROM appointment_state s JOIN appointment a ON a.id = s.appointment_id JOIN client c ON c.id = a.client_id WHERE c.surgery_id = ?1 AND
		(a.clinic_id IN (SELECT id FROM clinic WHERE surgery_id = ?1) OR a.clinic_id IS NULL AND a.surgery_id = ?1 AND a.kind IN ('clinic', 'walk_in'))`,
}

// mayHave finds the rows that it may have.
var mayHave = map[string]string{
	"client": `SELECT id FROM client WHERE surgery_id = ?1 UNION SELECT client_id FROM appointment a
		WHERE (a.clinic_id IN (SELECT id FROM clinic WHERE surgery_id = ?1) OR a.clinic_id IS NULL AND a.surgery_id = ?1) AND a.on_day > '2026-04-01'`,
	"clinic": "SELECT id FROM clinic WHERE surgery_id = ?1",
	"appointment": `SELECT a.id FROM appointment a WHERE (a.clinic_id IN (SELECT id FROM clinic WHERE surgery_id = ?1) OR a.clinic_id IS NULL AND a.surgery_id = ?1)
		AND (a.kind IN ('clinic', 'walk_in') OR a.clinic_id IS NOT NULL)`,
}

func (h *history) deskAgrees(d *device, own string) {
	full := h.devices[0]
	for table, columns := range heldAtDesk {
		theirs, here := h.linesOf(full, table, columns), h.linesOf(d, table, columns)
		for key, line := range here {
			if theirs[key] != line {
				h.t.Errorf("%s has of %s\n  %s\nnot\n  %s", d.name, table, line, theirs[key])
			}
		}
		keys := func(query string) []string {
			list, err := store.Collect(ctx, reader(full), func(k *string) []any { return []any{store.OrNull(k)} }, query, own)
			must(h.t, err)
			return list
		}
		if query := mustHave[table]; query != "" {
			for _, key := range keys(query) {
				if here[key] == "" {
					h.t.Errorf("%s lacks of %s %s", d.name, table, theirs[key])
				}
			}
		}
		if query := mayHave[table]; query != "" {
			may := keys(query)
			for key, line := range here {
				if !slices.Contains(may, key) {
					h.t.Errorf("%s has of %s what is not its own: %s", d.name, table, line)
				}
			}
		}
		h.nothingElse(d, table, columns+" "+typedAtDesk[table]+" "+ofStamps+" seq search_text sort_name")
	}
	must(h.t, store.ForeignKeysHold(ctx, reader(d)))
	for _, table := range []string{"episode", "referral", "need", "contact", "response", "answer", "score", "offer", "prescription", "consent", "flag", "task", "letter", "visit", "exchange_waiting", "clinic_leaving"} {
		var n int
		must(h.t, reader(d).QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n))
		if n > 0 {
			h.t.Errorf("%s has %d rows of %s", d.name, n, table)
		}
	}
}

// nothingElse fails if a column that the PC of a surgery does not hold is not empty.
func (h *history) nothingElse(d *device, table, columns string) {
	h.t.Helper()
	names, err := store.Collect(ctx, reader(d), func(c *string) []any { return []any{c} }, "SELECT name FROM pragma_table_info(?)", table)
	must(h.t, err)
	for _, c := range names {
		if slices.Contains(strings.Fields(columns), c) {
			continue
		}
		var n int
		must(h.t, reader(d).QueryRowContext(ctx, "SELECT count(*) FROM "+table+" WHERE "+c+" IS NOT NULL AND "+c+" NOT IN ('', 0)").Scan(&n))
		if n > 0 {
			h.t.Errorf("%s has %d values of %s.%s", d.name, n, table, c)
		}
	}
}
