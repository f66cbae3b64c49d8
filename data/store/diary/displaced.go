package diary

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// displacing runs fn, which changes when clinics take place or who is away, and
// notes everyone whose appointment fitted before and does not fit now. Whoever
// is seen by another prescriber from now on is noted too. Who fits again need not
// be told.
func (s *Diary) displacing(ctx context.Context, because string, fn func(*store.Tx) error) ([]data.AppointmentRow, error) {
	var ids []data.ID
	err := s.write(ctx, func(t *store.Tx) error {
		before, err := misfits(t)
		if err != nil {
			return err
		}
		if err := fn(t); err != nil {
			return err
		}
		after, err := misfits(t)
		if err != nil {
			return err
		}
		ids, err = tellAbout(t, because, before, after)
		return err
	})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows := make([]data.AppointmentRow, 0, len(ids))
	for _, id := range ids {
		row, err := store.One(ctx, s.db, scanRow, rowSelect+" AND a.id = ?", id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, *row)
	}
	s.hide(rows)
	return rows, nil
}

// misfit is an appointment to come that does not fit as it was booked: its
// session does not take place then, or by another prescriber, or its prescriber
// is away.
type misfit struct {
	data.Appointment
	sees data.ID // who holds the session now; "" if it does not take place then
}

// misfits lists the misfits from today on, by day and time.
func misfits(t *store.Tx) ([]misfit, error) {
	coming, err := store.Collect(t.Ctx, t, casework.ScanAppointment, "SELECT "+casework.AppointmentColumns+` FROM appointment a
		WHERE a.on_day >= ? AND a.state IN ('held', 'booked', 'arrived') AND a.removed_at IS NULL ORDER BY a.on_day, a.at, a.id`, t.Today())
	if err != nil || len(coming) == 0 {
		return nil, err
	}
	b, err := readBookIn(t, coming[0].On, coming[len(coming)-1].On)
	if err != nil {
		return nil, err
	}
	var list []misfit
	for _, a := range coming {
		m := misfit{Appointment: a}
		if a.ClinicID == "" {
			if b.away(&a) != nil {
				list = append(list, m)
			}
			continue
		}
		v, err := b.session(a.ClinicID, a.On)
		if err != nil {
			return nil, err
		}
		holds := v != nil && v.Holds(a.At, a.Minutes)
		if holds && v.StaffID == a.StaffID {
			continue
		}
		if holds {
			m.sees = v.StaffID
		}
		list = append(list, m)
	}
	return list, nil
}

// tellAbout notes whom the misfits that are new concern, and gives those whom
// another prescriber sees now to that prescriber. It returns their appointments.
func tellAbout(t *store.Tx, because string, before, after []misfit) ([]data.ID, error) {
	was := map[data.ID]bool{}
	for i := range before {
		was[before[i].ID] = before[i].sees == ""
	}
	var ids []data.ID
	for i := range after {
		m := &after[i]
		known := was[m.ID]
		delete(was, m.ID)
		if known && m.sees == "" {
			continue
		}
		if m.sees != "" {
			m.StaffID = m.sees
			if err := casework.SaveAppointment(t, &m.Appointment, m.State, ""); err != nil {
				return nil, err
			}
		}
		if m.ClientID == "" {
			continue
		}
		ids = append(ids, m.ID)
		if err := tell(t, &m.Appointment, because); err != nil {
			return nil, err
		}
	}
	for id := range was { // these fit again
		if err := casework.NothingToTell(t, id); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// tell notes that someone is to be told; once is enough.
func tell(t *store.Tx, a *data.Appointment, because string) error {
	if err := casework.NothingToTell(t, a.ID); err != nil {
		return err
	}
	var id data.ID
	return t.Insert("to_tell", &id, &data.Stamp{}, a.ClientID, []store.Field{
		{"client_id", a.ClientID}, {"appointment_id", a.ID}, {"because", because}, {"how", ""},
	})
}

// ToTell returns the people who have to be told that their appointment cannot stay
// as it was booked, by the day of the appointment.
func (s *Diary) ToTell(ctx context.Context) ([]data.ToTell, error) {
	list, err := store.Collect(ctx, s.db, func(v *data.ToTell) []any {
		return append([]any{&v.ID, &v.Because, store.At(&v.Since)}, scanRow(&v.Appointment)...)
	}, "SELECT tt.id, tt.because, tt.created_at, r.* FROM to_tell tt CROSS JOIN ("+rowSelect+`) r ON r.id = tt.appointment_id
		WHERE tt.told_at IS NULL AND tt.removed_at IS NULL ORDER BY r.on_day, r.at, tt.id`)
	for i := range list {
		one := []data.AppointmentRow{list[i].Appointment}
		s.hide(one)
		list[i].Appointment = one[0]
	}
	return list, err
}

// Told notes that someone was told, and how, such as "Phone".
func (s *Diary) Told(ctx context.Context, id data.ID, how string) error {
	var client data.ID
	return s.writeAbout(ctx, &client, func(t *store.Tx) error {
		if err := t.Value(&client, "SELECT client_id FROM to_tell WHERE id = ?", id); err != nil {
			return err
		}
		return t.Update("to_tell", id, &data.Stamp{}, client, []store.Field{{"told_at", store.Instant(t.Now)}, {"how", data.Tidy(how)}})
	})
}
