package diary

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

func scanRow(r *data.AppointmentRow) []any {
	return append(casework.ScanAppointment(&r.Appointment), &r.Client, &r.BirthDate, &r.Phone, &r.Surgery, &r.Staff, &r.Room, &r.New, &r.Sequence)
}

const rowSelect = "SELECT " + casework.AppointmentColumns + `, coalesce(trim(c.given_names || ' ' || c.family_name), ''), c.birth_date, coalesce(c.phone, ''),
	coalesce(su.name, ''), coalesce(st.name, ''), coalesce(nullif(x.room, ''), k.room, ''),
	c.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM episode e WHERE e.client_id = c.id),
	max(0, (SELECT count(*) FROM appointment_state n WHERE n.appointment_id = a.id) - 1)
	FROM appointment a LEFT JOIN client c ON c.id = a.client_id LEFT JOIN surgery su ON su.id = a.surgery_id LEFT JOIN staff st ON st.id = a.staff_id
	LEFT JOIN clinic k ON k.id = a.clinic_id LEFT JOIN session_change x ON x.clinic_id = a.clinic_id AND x.day = a.on_day
	WHERE a.removed_at IS NULL`

const rowOrder = " ORDER BY a.on_day, a.at, a.id"

// Appointments returns the appointments that f asks for, by day and time. Those
// that collide with another of the list, and that no one has decided to leave so,
// are marked.
func (s *Diary) Appointments(ctx context.Context, f data.AppointmentFilter) ([]data.AppointmentRow, error) {
	rows, err := rowsOf(ctx, s.db, f)
	s.hide(rows)
	return s.own(rows), err
}

// own leaves out, for someone who sees only some clients, the time that others have
// taken: it says that they are busy, and is nothing to list.
func (s *Diary) own(rows []data.AppointmentRow) []data.AppointmentRow {
	if !s.db.Narrowed() {
		return rows
	}
	return slices.DeleteFunc(rows, func(r data.AppointmentRow) bool { return r.ClientID == "" && r.StaffID != s.db.Actor() })
}

func rowsOf(ctx context.Context, q store.Querier, f data.AppointmentFilter) ([]data.AppointmentRow, error) {
	var where strings.Builder
	var args []any
	add := func(condition string, value any) {
		where.WriteString(" AND " + condition)
		args = append(args, value)
	}
	if !f.From.IsZero() {
		add("a.on_day >= ?", f.From)
	}
	if !f.To.IsZero() {
		add("a.on_day <= ?", f.To)
	}
	for _, by := range []struct {
		column string
		id     data.ID
	}{{"a.surgery_id", f.SurgeryID}, {"a.staff_id", f.StaffID}, {"a.client_id", f.ClientID}, {"a.clinic_id", f.ClinicID}} {
		if by.id != "" {
			add(by.column+" = ?", by.id)
		}
	}
	if !f.Cancelled {
		where.WriteString(" AND a.state <> 'cancelled'")
	}
	if f.Limit <= 0 {
		f.Limit = 5000
	}
	rows, err := store.Collect(ctx, q, scanRow, rowSelect+where.String()+rowOrder+" LIMIT ?", append(args, f.Limit)...)
	if err != nil {
		return nil, err
	}
	return rows, markClashes(ctx, q, rows)
}

// markClashes marks the rows that collide with one another.
func markClashes(ctx context.Context, q store.Querier, rows []data.AppointmentRow) error {
	pairs := data.Clashes(rows)
	if len(pairs) == 0 {
		return nil
	}
	kept, err := keptClashes(ctx, q)
	if err != nil {
		return err
	}
	clashing := map[data.ID]bool{}
	for _, p := range pairs {
		if !kept[pairOf(p.A.ID, p.B.ID)] {
			clashing[p.A.ID], clashing[p.B.ID] = true, true
		}
	}
	for i := range rows {
		rows[i].Clash = clashing[rows[i].ID]
	}
	return nil
}

// Appointment reads one appointment, a cancelled one too; CodeNotFound when there
// is none.
func (s *Diary) Appointment(ctx context.Context, id data.ID) (*data.AppointmentRow, error) {
	row, err := store.One(ctx, s.db, scanRow, rowSelect+" AND a.id = ?", id)
	if err != nil {
		return nil, err
	}
	ofDay, err := rowsOf(ctx, s.db, data.AppointmentFilter{From: row.On, To: row.On})
	if err != nil {
		return nil, err
	}
	if same := byID(ofDay, id, func(r *data.AppointmentRow) data.ID { return r.ID }); same != nil {
		row = same
	}
	one := []data.AppointmentRow{*row}
	s.hide(one)
	return &one[0], nil
}

// Unsettled returns the appointments before a day of which no one has said what came
// of them, the latest day first; staff may be empty for everyone's.
func (s *Diary) Unsettled(ctx context.Context, today data.Date, staff data.ID) ([]data.AppointmentRow, error) {
	rows, err := store.Collect(ctx, s.db, scanRow, rowSelect+` AND a.state IN ('booked', 'arrived', 'in_room') AND a.on_day < ?1 AND (?2 = '' OR a.staff_id = ?2)
		ORDER BY a.on_day DESC, a.at, a.id LIMIT 500`, today, staff)
	s.hide(rows)
	if s.db.Narrowed() { // whoever does not see whose it was cannot say what came of it
		rows = slices.DeleteFunc(rows, func(r data.AppointmentRow) bool { return r.ClientID == "" })
	}
	return rows, err
}

// Clashes returns the pairs of appointments from one day to another that collide
// and that no one has decided to leave so.
func (s *Diary) Clashes(ctx context.Context, from, to data.Date) ([]data.Clash, error) {
	rows, err := rowsOf(ctx, s.db, data.AppointmentFilter{From: from, To: to, Limit: 100_000})
	if err != nil {
		return nil, err
	}
	s.hide(rows)
	pairs := data.Clashes(rows)
	if len(pairs) == 0 {
		return nil, nil
	}
	kept, err := keptClashes(ctx, s.db)
	if err != nil {
		return nil, err
	}
	open := pairs[:0]
	for _, p := range pairs {
		if !kept[pairOf(p.A.ID, p.B.ID)] {
			open = append(open, p)
		}
	}
	return open, nil
}

type pair struct{ a, b data.ID }

func pairOf(a, b data.ID) pair { return pair{min(a, b), max(a, b)} }

func keptClashes(ctx context.Context, q store.Querier) (map[pair]bool, error) {
	kept := map[pair]bool{}
	return kept, store.Each(ctx, q, func(p *pair) []any { return []any{&p.a, &p.b} },
		func(p *pair) error { kept[*p] = true; return nil }, "SELECT a_id, b_id FROM clash_kept")
}

// KeepClash notes that two appointments stay although they collide. It is for whoever
// sees the client of one of them.
func (s *Diary) KeepClash(ctx context.Context, a, b data.ID, note string) error {
	p := pairOf(a, b)
	return s.write(ctx, func(t *store.Tx) error {
		if err := t.MayChange("appointment", a); err != nil && t.MayChange("appointment", b) != nil {
			return err
		}
		if err := t.Put("clash_kept", []any{p.a, p.b}, store.Field{"note", data.TidyNote(note)}); err != nil {
			return err
		}
		return t.Audit("keep", "clash_kept", p.a, "", "note")
	})
}
