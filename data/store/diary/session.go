package diary

import (
	"cmp"
	"context"
	"slices"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store"
)

// Sessions returns the sessions that f asks for with their slots and appointments,
// by day and time. One that a holiday or an absence takes away is among them only
// if someone is booked into it.
func (s *Diary) Sessions(ctx context.Context, f data.SessionFilter) ([]data.Session, error) {
	b, err := s.readBook(ctx, f.From, f.To)
	if err != nil {
		return nil, err
	}
	rows, err := rowsOf(ctx, s.db, data.AppointmentFilter{From: f.From, To: f.To})
	if err != nil {
		return nil, err
	}
	s.hide(rows)
	ofDay := map[data.Date][]data.AppointmentRow{}
	for _, a := range rows {
		ofDay[a.On] = append(ofDay[a.On], a)
	}
	list, err := b.sessions(f)
	if err != nil {
		return nil, err
	}
	kept := list[:0]
	for _, v := range list {
		diary.Fill(&v, ofDay[v.Day])
		if v.State != data.SessionOff || slices.ContainsFunc(v.Others, func(a data.AppointmentRow) bool { return a.State.Open() }) {
			kept = append(kept, v)
		}
	}
	return kept, nil
}

// book is what sessions are worked out from.
type book struct {
	clinics []data.ClinicRow
	names   map[data.ID]string // of staff
	plan    diary.Plan
}

// readBook reads the book of some days. The holidays are read once and kept.
func (s *Diary) readBook(ctx context.Context, from, to data.Date) (*book, error) {
	free, err := store.Keep(s.db, "holidays", store.ChangedLists, func() (*data.Holidays, error) { return holidays(ctx, s.db) })
	if err != nil {
		return nil, err
	}
	return readBook(ctx, s.db, free, from, to)
}

// readBookIn reads the book of some days within a transaction.
func readBookIn(t *store.Tx, from, to data.Date) (*book, error) {
	free, err := holidays(t.Ctx, t)
	if err != nil {
		return nil, err
	}
	return readBook(t.Ctx, t, free, from, to)
}

func readBook(ctx context.Context, q store.Querier, free *data.Holidays, from, to data.Date) (*book, error) {
	b := &book{names: map[data.ID]string{}, plan: diary.Plan{Holidays: free}}
	var err error
	if b.clinics, err = clinics(ctx, q); err != nil {
		return nil, err
	}
	if b.plan.Changes, err = changes(ctx, q, from, to); err != nil {
		return nil, err
	}
	away, err := absences(ctx, q, from, to)
	if err != nil {
		return nil, err
	}
	for i := range away {
		b.plan.Absences = append(b.plan.Absences, away[i].Absence)
	}
	type named struct {
		id   data.ID
		name string
	}
	staff, err := store.Collect(ctx, q, func(n *named) []any { return []any{&n.id, &n.name} }, "SELECT id, name FROM staff")
	for _, n := range staff {
		b.names[n.id] = n.name
	}
	return b, err
}

// sessions works out the sessions that f asks for, without slots.
func (b *book) sessions(f data.SessionFilter) ([]data.Session, error) {
	var list []data.Session
	for i := range b.clinics {
		c := &b.clinics[i]
		if f.SurgeryID != "" && c.SurgeryID != f.SurgeryID || f.ClinicID != "" && c.ID != f.ClinicID {
			continue
		}
		found, err := diary.Sessions(&c.Clinic, f.From, f.To, &b.plan)
		if err != nil {
			return nil, err
		}
		for _, v := range found {
			if f.StaffID != "" && v.StaffID != f.StaffID {
				continue
			}
			v.Surgery, v.Staff = c.Surgery, b.names[v.StaffID]
			list = append(list, v)
		}
	}
	slices.SortStableFunc(list, func(x, y data.Session) int {
		return cmp.Or(x.Day.Compare(y.Day), cmp.Compare(x.Starts, y.Starts), cmp.Compare(x.Surgery, y.Surgery), cmp.Compare(x.ClinicID, y.ClinicID))
	})
	return list, nil
}

// session is the session of a clinic on a day, nil if there is none.
func (b *book) session(clinic data.ID, day data.Date) (*data.Session, error) {
	list, err := b.sessions(data.SessionFilter{From: day, To: day, ClinicID: clinic})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// away is the absence of a member of staff that an appointment falls into.
func (b *book) away(a *data.Appointment) *data.Absence {
	for i := range b.plan.Absences {
		x := &b.plan.Absences[i]
		from, to, ok := x.On(a.On)
		if !ok || a.StaffID == "" || x.StaffID != a.StaffID {
			continue
		}
		at := data.MinuteOf(a.At)
		if a.At == "" && from == 0 && to == data.MinuteOf("23:59")+1 || a.At != "" && at < to && from < at+max(a.Minutes, 1) {
			return x
		}
	}
	return nil
}
