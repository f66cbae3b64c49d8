package desk

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/clienttext"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// rowOf is what a desk may know of an appointment. Its notes are left out unless
// a surgery typed them, or they are for the prescriber.
func rowOf(a *data.AppointmentRow, prescriber bool) data.DeskRow {
	r := data.DeskRow{ID: a.ID, ClientID: a.ClientID, Client: a.Client, BirthDate: a.BirthDate, Phone: a.Phone, ClinicID: a.ClinicID,
		SurgeryID: a.SurgeryID, Surgery: a.Surgery, StaffID: a.StaffID, Staff: a.Staff, Room: a.Room, On: a.On, At: a.At, Minutes: a.Minutes,
		WalkIn: a.Kind == data.WalkIn, State: a.State, StateAt: a.StateAt, Clash: a.Clash}
	if a.BySurgery || prescriber {
		r.Note, r.SentBy = a.Note, a.SentBy
	}
	return r
}

func rowsOf(list []data.AppointmentRow, prescriber bool) []data.DeskRow {
	rows := make([]data.DeskRow, 0, len(list))
	for i := range list {
		if a := &list[i]; a.Kind == data.WalkIn || clinical(a) {
			rows = append(rows, rowOf(a, prescriber))
		}
	}
	return rows
}

// clinical reports whether an appointment takes place at a surgery. Home visits
// and calls are not the desk's business.
func clinical(a *data.AppointmentRow) bool { return a.ClinicID != "" || a.Kind == "clinic" }

func sessionOf(v *data.Session, prescriber bool) data.DeskSession {
	s := data.DeskSession{ClinicID: v.ClinicID, Day: v.Day, SurgeryID: v.SurgeryID, Surgery: v.Surgery, StaffID: v.StaffID, Staff: v.Staff,
		Room: v.Room, Starts: v.Starts, Ends: v.Ends, State: v.State, Others: rowsOf(v.Others, prescriber)}
	if v.State == data.SessionOff {
		s.Why = v.Why
		for _, kind := range data.AbsenceKinds() {
			if kind.Label == v.Why {
				s.Why = "away that day"
			}
		}
	}
	for i := range v.Slots {
		slot := &v.Slots[i]
		s.Slots = append(s.Slots, data.DeskSlot{At: slot.At, Minutes: slot.Minutes, Free: slot.Free(), Rows: rowsOf(slot.Appointments, prescriber)})
	}
	return s
}

// Clinics returns the clinics of a surgery from one day to another, by day and
// time. An empty surgery asks for all of them, which only staff may.
func (s *Desk) Clinics(ctx context.Context, surgery data.ID, from, to data.Date) ([]data.DeskSession, error) {
	if err := s.at(ctx, surgery); err != nil {
		return nil, err
	}
	list, err := s.diary.Sessions(ctx, data.SessionFilter{From: from, To: to, SurgeryID: surgery})
	if err != nil {
		return nil, err
	}
	sessions := make([]data.DeskSession, len(list))
	for i := range list {
		sessions[i] = sessionOf(&list[i], false)
	}
	return sessions, nil
}

// Day returns everything that a surgery's desk shows of a day. Appointments there
// outside any clinic, such as someone sent through when none is on, stand in a
// session of their own without hours.
func (s *Desk) Day(ctx context.Context, surgery data.ID, day data.Date) (*data.DeskDay, error) {
	d := &data.DeskDay{Day: day}
	var err error
	if d.Sessions, err = s.Clinics(ctx, surgery, day, day); err != nil {
		return nil, err
	}
	if err := s.db.QueryRowContext(ctx, "SELECT coalesce((SELECT name FROM surgery WHERE id = ?), '')", surgery).Scan(&d.Surgery); err != nil {
		return nil, store.Problem(err)
	}
	if d.Presence, err = s.presence(ctx, d); err != nil {
		return nil, err
	}
	rows, err := s.diary.Appointments(ctx, data.AppointmentFilter{From: day, To: day, SurgeryID: surgery})
	if err != nil {
		return nil, err
	}
	if loose := outside(d.Sessions, rowsOf(rows, false)); len(loose) > 0 {
		d.Sessions = append(d.Sessions, data.DeskSession{Day: day, SurgeryID: surgery, Surgery: d.Surgery, StaffID: loose[0].StaffID,
			Staff: loose[0].Staff, State: data.SessionOn, Others: loose})
	}
	return d, nil
}

// presence reads what the prescribers of the day said last. What they said
// elsewhere counts too: who is away is away from here.
func (s *Desk) presence(ctx context.Context, d *data.DeskDay) ([]data.Presence, error) {
	all, err := s.diary.Presence(ctx, "", d.Day)
	if err != nil {
		return nil, err
	}
	here := all[:0]
	for _, p := range all {
		if slices.ContainsFunc(d.Sessions, func(v data.DeskSession) bool { return v.StaffID == p.StaffID }) {
			here = append(here, p)
		}
	}
	return here, nil
}

// NextFree returns the first slots that can be booked, in any surgery whose clinics
// this PC holds: they name no one but the prescriber.
func (s *Desk) NextFree(ctx context.Context, f data.FreeFilter) ([]data.FreeSlot, error) {
	if err := s.db.HoldsSurgery(ctx, f.SurgeryID); err != nil {
		return nil, err
	}
	return s.diary.NextFree(ctx, f)
}

// ChangeSession cancels, shortens or moves one session, or gives it to another
// prescriber, and returns who must be told.
func (s *Desk) ChangeSession(ctx context.Context, c data.SessionChange) ([]data.DeskRow, error) {
	if err := s.ours(ctx, c.ClinicID); err != nil {
		return nil, err
	}
	rows, err := s.diary.ChangeSession(ctx, c)
	return rowsOf(rows, false), err
}

// ToTell returns the people of a surgery's clinics who must be told that their
// appointment cannot stay as it was booked.
func (s *Desk) ToTell(ctx context.Context, surgery data.ID) ([]data.DeskTell, error) {
	if err := s.at(ctx, surgery); err != nil {
		return nil, err
	}
	all, err := s.diary.ToTell(ctx)
	var list []data.DeskTell
	for i := range all {
		if a := &all[i].Appointment; a.SurgeryID == surgery && clinical(a) {
			list = append(list, data.DeskTell{ID: all[i].ID, Row: rowOf(a, false)})
		}
	}
	return list, err
}

// Told notes that someone was told, and how, such as "Phone".
func (s *Desk) Told(ctx context.Context, id data.ID, how string) error {
	if s.session.Role() == access.Reception {
		var appointment data.ID
		if err := s.db.QueryRowContext(ctx, "SELECT appointment_id FROM to_tell WHERE id = ?", id).Scan(&appointment); err != nil {
			return store.Problem(err)
		}
		if err := s.mine(ctx, appointment); err != nil {
			return err
		}
	}
	return s.diary.Told(ctx, id, how)
}

// Prescribers returns the names of those who can hold a clinic.
func (s *Desk) Prescribers(ctx context.Context) ([]data.Staff, error) {
	return store.Collect(ctx, s.db, func(v *data.Staff) []any { return []any{&v.ID, &v.Name, &v.Role} },
		"SELECT id, name, role FROM staff WHERE retired = 0 AND role <> ? ORDER BY name_fold", data.RoleReception)
}

// Card returns what is printed on the appointment card of one appointment.
// The language is the one that its client reads; nil for English.
func (s *Desk) Card(ctx context.Context, id data.ID) (*data.AppointmentCard, *clienttext.Language, error) {
	if err := s.mine(ctx, id); err != nil {
		return nil, nil, err
	}
	a, err := s.diary.Appointment(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	c := &data.AppointmentCard{Client: a.Client, On: a.On, At: a.At, Minutes: a.Minutes, Surgery: a.Surgery, Room: a.Room, Staff: a.Staff}
	err = s.db.QueryRowContext(ctx, `SELECT coalesce((SELECT town FROM surgery WHERE id = ?1), ''),
		coalesce((SELECT value FROM setting WHERE key = 'service_name'), ''), coalesce((SELECT value FROM setting WHERE key = 'service_phone'), '')`,
		a.SurgeryID).Scan(&c.Town, &c.Service, &c.ServicePhone)
	if err != nil {
		return nil, nil, store.Problem(err)
	}
	if strings.Contains(data.Tidy(c.Surgery), c.Town) {
		c.Town = ""
	}
	var reads, speaks string
	if err := s.db.QueryRowContext(ctx, "SELECT reads, language FROM client WHERE id = ?", a.ClientID).Scan(&reads, &speaks); err != nil {
		return nil, nil, store.Problem(err)
	}
	in, err := lists.LanguageOf(ctx, s.db, reads, speaks)
	return c, in, err
}
