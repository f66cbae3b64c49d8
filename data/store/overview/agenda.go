package overview

import (
	"context"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/store"
)

// mostEntries is how many entries of a kind a calendar reads: more than any
// service has in the six weeks that a screen shows.
const mostEntries = 20000

// Agenda reads what stands in a calendar from one day to another, both inclusive,
// and which follow-ups are overdue, whatever the days.
func (s *Overview) Agenda(ctx context.Context, f agenda.Filter) (*agenda.Agenda, error) {
	in := agenda.Sources{Filter: f, Today: s.db.Today()}
	for _, read := range []func(context.Context, *agenda.Sources) error{s.agendaLists, s.agendaClinics, s.agendaClients, s.agendaSurgery, s.agendaChanges} {
		if err := read(ctx, &in); err != nil {
			return nil, err
		}
	}
	return agenda.Compose(in), nil
}

func (s *Overview) agendaLists(ctx context.Context, in *agenda.Sources) (err error) {
	if in.Holidays, err = s.lists.Holidays(ctx); err != nil {
		return err
	}
	if in.Staff, err = s.lists.Staff(ctx, false); err != nil {
		return err
	}
	in.Surgeries, err = s.lists.Surgeries(ctx, false)
	return err
}

func (s *Overview) agendaClinics(ctx context.Context, in *agenda.Sources) (err error) {
	f := in.Filter
	if in.Sessions, err = s.diary.Sessions(ctx, data.SessionFilter{From: f.From, To: f.To, SurgeryID: f.SurgeryID, StaffID: f.Prescriber}); err != nil {
		return err
	}
	if in.Absences, err = s.diary.Absences(ctx, f.From, f.To); err != nil {
		return err
	}
	if f.Prescriber != "" {
		in.Absences = slices.DeleteFunc(in.Absences, func(a data.AbsenceRow) bool { return a.StaffID != f.Prescriber })
	}
	if in.ToTell, err = s.diary.ToTell(ctx); err != nil {
		return err
	}
	in.Appointments, err = s.diary.Appointments(ctx, data.AppointmentFilter{From: f.From, To: f.To, StaffID: f.Prescriber,
		Cancelled: true, Limit: mostEntries})
	return err
}

func (s *Overview) agendaClients(ctx context.Context, in *agenda.Sources) (err error) {
	f := in.Filter
	if in.FollowUps, err = s.offering.FollowUps(ctx, data.FollowUpFilter{From: f.From, To: f.To, Prescriber: f.Prescriber, SurgeryID: f.SurgeryID, Limit: mostEntries}); err != nil {
		return err
	}
	if in.Overdue, err = s.offering.FollowUps(ctx, data.FollowUpFilter{To: in.Today.AddDays(-1), OpenOnly: true, Prescriber: f.Prescriber, SurgeryID: f.SurgeryID, Limit: mostEntries}); err != nil {
		return err
	}
	in.Contacts, err = s.casework.Contacts(ctx, data.ContactFilter{From: f.From, To: f.To, Prescriber: f.Prescriber, SurgeryID: f.SurgeryID, Limit: mostEntries})
	return err
}

// agendaSurgery leaves out appointments of other surgeries: an appointment
// belongs to the surgery where it is, or else to that of its client. It also
// finds where the clients live who are visited.
func (s *Overview) agendaSurgery(ctx context.Context, in *agenda.Sources) error {
	type home struct {
		id, surgery   data.ID
		address, town string
		postcode      string
	}
	homes, err := store.Collect(ctx, s.db, func(h *home) []any {
		return []any{&h.id, store.OrNull(&h.surgery), &h.address, &h.town, &h.postcode}
	}, `SELECT c.id, c.surgery_id, c.address, c.town, c.postcode FROM client c WHERE c.id IN
		(SELECT a.client_id FROM appointment a WHERE a.on_day BETWEEN ? AND ? AND a.removed_at IS NULL AND a.clinic_id IS NULL)`, in.Filter.From, in.Filter.To)
	if err != nil {
		return err
	}
	in.Addresses = map[data.ID]string{}
	surgeries := map[data.ID]data.ID{}
	for _, h := range homes {
		in.Addresses[h.id] = strings.Join(slices.DeleteFunc([]string{h.address, h.town, h.postcode}, func(part string) bool { return part == "" }), ", ")
		surgeries[h.id] = h.surgery
	}
	if wanted := in.Filter.SurgeryID; wanted != "" {
		in.Appointments = slices.DeleteFunc(in.Appointments, func(r data.AppointmentRow) bool {
			at := r.SurgeryID
			if at == "" {
				at = surgeries[r.ClientID]
			}
			return at != wanted
		})
	}
	return nil
}

// agendaChanges counts how often each session was changed, by itself or with its
// clinic, where that is wanted.
func (s *Overview) agendaChanges(ctx context.Context, in *agenda.Sources) error {
	if !in.Filter.Changes {
		return nil
	}
	ofClinic, err := store.ChangeCounts(ctx, s.db, "clinic")
	if err != nil {
		return err
	}
	ofSession, err := store.ChangeCounts(ctx, s.db, "session_change")
	if err != nil {
		return err
	}
	last, err := s.lastChanges(ctx, in.Filter)
	if err != nil {
		return err
	}
	away, lastAway, err := s.daysOffChanges(ctx)
	if err != nil {
		return err
	}
	in.SessionChanges = map[string]agenda.Revision{}
	for i := range in.Sessions {
		v := &in.Sessions[i]
		e := agenda.Entry{Kind: agenda.Clinic, ID: v.ClinicID, Day: v.Day}
		own := string(v.ClinicID) + "\x1f" + v.Day.String()
		r := agenda.Revision{Count: ofClinic[string(v.ClinicID)] + away, Last: last[string(v.ClinicID)]}
		for _, key := range []string{string(v.StaffID), v.Day.String()} {
			if at := lastAway[key]; at.After(r.Last) {
				r.Last = at
			}
		}
		if at, changed := last[own]; changed {
			r.Count += 1 + ofSession[own] // making the change is one
			if at.After(r.Last) {
				r.Last = at
			}
		}
		in.SessionChanges[e.Key()] = r
	}
	return nil
}

// daysOffChanges counts how often leave and holidays were changed, all together: a
// session that is off, and on again once the leave is shorter or someone else
// takes it, must never count less than before. last is by the ID of who is away,
// and by the day of a holiday.
func (s *Overview) daysOffChanges(ctx context.Context) (n int, last map[string]time.Time, err error) {
	type change struct {
		key string
		at  time.Time
	}
	rows, err := store.Collect(ctx, s.db, func(c *change) []any { return []any{&c.key, store.At(&c.at)} },
		"SELECT staff_id, updated_at FROM absence UNION ALL SELECT day, updated_at FROM holiday")
	if err != nil {
		return 0, nil, err
	}
	n, last = len(rows), make(map[string]time.Time, len(rows))
	for _, r := range rows {
		if r.at.After(last[r.key]) {
			last[r.key] = r.at
		}
	}
	for _, table := range []string{"absence", "holiday"} {
		changes, err := store.ChangeCounts(ctx, s.db, table)
		if err != nil {
			return 0, nil, err
		}
		for _, c := range changes {
			n += c
		}
	}
	return n, last, nil
}

// lastChanges finds when clinics and their sessions were changed last, by key.
func (s *Overview) lastChanges(ctx context.Context, f agenda.Filter) (map[string]time.Time, error) {
	type change struct {
		key string
		at  time.Time
	}
	rows, err := store.Collect(ctx, s.db, func(c *change) []any { return []any{&c.key, store.At(&c.at)} },
		`SELECT id, updated_at FROM clinic UNION ALL
		SELECT clinic_id || char(31) || day, updated_at FROM session_change WHERE day BETWEEN ? AND ?`, f.From, f.To)
	last := make(map[string]time.Time, len(rows))
	for _, r := range rows {
		last[r.key] = r.at
	}
	return last, err
}
