package offering

import (
	"context"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/store/lists"
)

// holidaysReach is within how many days of a holiday the follow-ups are whose
// due day may depend on it, whichever way the list of holidays runs there.
const holidaysReach = 31

// ReachHolidays applies a list of holidays that differs from the one the due
// days were last worked out with, as after an update that brought a newer list.
func (s *Offering) ReachHolidays(ctx context.Context) error {
	list, err := lists.HolidayList(ctx, s.db)
	if err != nil {
		return err
	}
	known, err := store.Collect(ctx, s.db, func(d *data.Date) []any { return []any{d} }, "SELECT day FROM holiday_known")
	if err != nil {
		return err
	}
	now := data.NewHolidays(list)
	before := make([]data.Holiday, 0, len(known))
	for _, day := range known {
		h, _ := now.On(day) // only days matter here: a title changes in Settings
		before = append(before, data.Holiday{On: day, Title: h.Title})
	}
	was := data.NewHolidays(before)
	if len(now.ChangedSince(was)) == 0 {
		return nil
	}
	return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error { return holidaysChanged(t, was, now) })
}

// holidaysChanged moves what was due by the rule, and keeps what the due days
// were worked out with.
func holidaysChanged(t *store.Tx, before, now *data.Holidays) error {
	changed := now.ChangedSince(before)
	if len(changed) == 0 {
		return nil
	}
	var added []data.Date
	for _, day := range changed {
		_, was := before.On(day)
		_, is := now.On(day)
		var err error
		switch {
		case is && !was:
			added = append(added, day)
			err = t.Derive("INSERT OR IGNORE INTO holiday_known (day) VALUES (?)", day)
		case was && !is:
			err = t.Derive("DELETE FROM holiday_known WHERE day = ?", day)
		}
		if err != nil {
			return err
		}
	}
	first, last := changed[0].AddDays(-holidaysReach), changed[len(changed)-1].AddDays(holidaysReach)
	open, err := store.Collect(t.Ctx, t, casework.ScanFollowUp, "SELECT "+casework.FollowUpColumns+
		" FROM follow_up f WHERE f.status = 'open' AND (f.due_on BETWEEN ?1 AND ?2 OR f.first_due BETWEEN ?1 AND ?2) ORDER BY f.id", first, last)
	if err != nil {
		return err
	}
	for i := range open {
		kept, err := t.Restricted(open[i].ClientID)
		if err != nil {
			return err
		}
		if kept {
			continue // as they asked; its day is agreed anew once that is lifted
		}
		if err := reworkFollowUp(t, &open[i], before, now); err != nil {
			return err
		}
	}
	for _, day := range added {
		if err := noteClashes(t, day); err != nil {
			return err
		}
	}
	return nil
}

// noteClashes notes what people have put on a day from today on that is now a
// holiday. What was due on it by the rule has moved before.
func noteClashes(t *store.Tx, day data.Date) error {
	if day.Before(t.Today()) {
		return nil
	}
	type row struct{ client, appointment, followUp data.ID }
	rows, err := store.Collect(t.Ctx, t, func(r *row) []any { return []any{&r.client, &r.appointment, &r.followUp} },
		`SELECT a.client_id, a.id, '' FROM appointment a WHERE a.on_day = ?1 AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL AND a.client_id IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM holiday_clash x WHERE x.appointment_id = a.id AND x.day = ?1 AND x.kept_at IS NULL)
		UNION ALL SELECT f.client_id, '', f.id FROM follow_up f WHERE f.due_on = ?1 AND f.status = 'open'
		AND NOT EXISTS (SELECT 1 FROM holiday_clash x WHERE x.follow_up_id = f.id AND x.day = ?1 AND x.kept_at IS NULL)
		ORDER BY 2, 3`, day)
	if err != nil {
		return err
	}
	for _, r := range rows {
		kept, err := t.Restricted(r.client)
		if err != nil {
			return err
		}
		if kept {
			continue
		}
		var id data.ID
		if err := t.Insert("holiday_clash", &id, &data.Stamp{}, r.client, []store.Field{
			{"client_id", r.client}, {"day", day}, {"appointment_id", store.Ref(r.appointment)}, {"follow_up_id", store.Ref(r.followUp)},
		}); err != nil {
			return err
		}
	}
	return nil
}

// reworkFollowUp moves one open follow-up if the rule says so, and notes that.
func reworkFollowUp(t *store.Tx, f *data.FollowUp, before, now *data.Holidays) error {
	tried, err := attempts(t.Ctx, t, f.ID)
	if err != nil {
		return err
	}
	moved := now.Rework(*f, tried, before, t.Today())
	if moved.DueOn == f.DueOn && moved.FirstDue == f.FirstDue && moved.MovedBecause == f.MovedBecause {
		return nil
	}
	if err := casework.SaveFollowUp(t, &moved); err != nil || moved.DueOn == f.DueOn {
		return err
	}
	// A second change before anyone has read of the first is told as one move.
	from, told, err := untold(t, f)
	if err != nil || told && from == moved.DueOn {
		return err // it is back where it was: nothing to tell
	}
	var id data.ID
	return t.Insert("holiday_move", &id, &data.Stamp{}, f.ClientID, []store.Field{
		{"follow_up_id", f.ID}, {"client_id", f.ClientID}, {"from_on", from}, {"to_on", moved.DueOn}, {"because", moved.MovedBecause},
	})
}

// untold returns from which day a follow-up has moved so far without anyone
// having read of it, and takes that notice away; told is true if there was one.
func untold(t *store.Tx, f *data.FollowUp) (from data.Date, told bool, err error) {
	type notice struct {
		id   data.ID
		from data.Date
	}
	unread, err := store.Collect(t.Ctx, t, func(n *notice) []any { return []any{&n.id, &n.from} },
		"SELECT id, from_on FROM holiday_move WHERE follow_up_id = ? AND read_at IS NULL ORDER BY created_at, id", f.ID)
	if err != nil || len(unread) == 0 {
		return f.DueOn, false, err
	}
	for _, n := range unread {
		if err := readMove(t, n.id, f.ClientID); err != nil {
			return from, false, err
		}
	}
	return unread[0].from, true, nil
}

func readMove(t *store.Tx, id, client data.ID) error {
	if err := t.Set("holiday_move", id, store.Field{"read_at", store.Instant(t.Now)}); err != nil {
		return err
	}
	return t.Audit("read", "holiday_move", id, client, "read_at")
}

// HolidayMoves lists the follow-ups that moved because the holidays changed and
// that no one has marked as read; prescriber may be empty for everyone's.
func (s *Offering) HolidayMoves(ctx context.Context, prescriber data.ID) ([]data.HolidayMove, error) {
	return store.Collect(ctx, s.db, func(m *data.HolidayMove) []any {
		return []any{&m.ID, &m.FollowUpID, &m.ClientID, &m.Client, &m.Service, &m.From, &m.To, &m.Because}
	}, `SELECT m.id, m.follow_up_id, m.client_id, trim(c.given_names || ' ' || c.family_name), v.name, m.from_on, m.to_on, m.because
		FROM holiday_move m JOIN follow_up f ON f.id = m.follow_up_id JOIN client c ON c.id = m.client_id
		JOIN prescription p ON p.id = f.prescription_id JOIN service v ON v.id = p.service_id
		WHERE m.read_at IS NULL AND `+casework.Lives("m.client_id")+` AND (? = '' OR f.staff_id = ?) ORDER BY m.to_on, m.from_on, c.sort_name, m.id`, prescriber, prescriber)
}

// ReadHolidayMoves marks moves as read, so that they are listed no more.
func (s *Offering) ReadHolidayMoves(ctx context.Context, moves []data.HolidayMove) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedFollowUp}, func(t *store.Tx) error {
		for _, m := range moves {
			if err := readMove(t, m.ID, m.ClientID); err != nil {
				return err
			}
		}
		return nil
	})
}

// HolidayClashes lists what a person had put on a day, from today on, before it
// became a holiday, and what no one has moved, cancelled or confirmed since:
// appointments, and follow-ups whose day someone chose. prescriber may be
// empty for everyone's.
func (s *Offering) HolidayClashes(ctx context.Context, today data.Date, prescriber data.ID) ([]data.HolidayClash, error) {
	holidays, err := s.lists.Holidays(ctx)
	if err != nil {
		return nil, err
	}
	type row struct {
		data.HolidayClash
		kind   data.ContactKind
		number int
	}
	rows, err := store.Collect(ctx, s.db, func(r *row) []any {
		return []any{&r.ID, &r.Holiday.On, &r.ClientID, &r.Client, &r.AppointmentID, store.OrNull(&r.kind), store.OrNull(&r.At), &r.FollowUpID, &r.number}
	}, `SELECT x.id, x.day, c.id, trim(c.given_names || ' ' || c.family_name),
		coalesce(a.id, ''), a.kind, a.at, coalesce(f.id, ''), coalesce(f.number, 0)
		FROM holiday_clash x JOIN holiday_known h ON h.day = x.day JOIN client c ON c.id = x.client_id
		LEFT JOIN appointment a ON a.id = x.appointment_id AND a.on_day = x.day AND a.state IN ('booked', 'arrived', 'in_room') AND a.removed_at IS NULL AND (?2 = '' OR a.staff_id = ?2)
		LEFT JOIN follow_up f ON f.id = x.follow_up_id AND f.due_on = x.day AND f.status = 'open' AND `+casework.Lives("f.client_id")+` AND (?2 = '' OR f.staff_id = ?2)
		WHERE x.kept_at IS NULL AND x.day >= ?1 AND (a.id IS NOT NULL OR f.id IS NOT NULL)
		ORDER BY x.day, a.at, c.sort_name, x.id`, today, prescriber)
	if err != nil {
		return nil, err
	}
	list := make([]data.HolidayClash, 0, len(rows))
	for _, r := range rows {
		if h, ok := holidays.On(r.Holiday.On); ok {
			r.Holiday = h
		}
		r.What = r.kind.Label()
		if r.FollowUpID != "" {
			r.What = data.FollowUpOrdinal(r.number)
		}
		list = append(list, r.HolidayClash)
	}
	return list, nil
}

// KeepOnHoliday notes that something stays on its day although that became a
// holiday, so that no one is asked about it again.
func (s *Offering) KeepOnHoliday(ctx context.Context, c data.HolidayClash) error {
	return s.db.WriteAbout(ctx, store.ChangedFollowUp, &c.ClientID, func(t *store.Tx) error {
		if err := t.Set("holiday_clash", c.ID, store.Field{"kept_at", store.Instant(t.Now)}); err != nil {
			return err
		}
		return t.Audit("keep", "holiday_clash", c.ID, c.ClientID, "kept_at")
	})
}
