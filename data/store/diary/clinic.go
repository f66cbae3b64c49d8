package diary

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store"
	"waymark/data/store/lists"
)

// breaks reads and writes the breaks of a clinic as their text.
type breaks struct{ to *[]data.ClinicBreak }

// Scan implements sql.Scanner.
func (b breaks) Scan(src any) error {
	text, _ := src.(string)
	list, err := data.ParseBreaks(text)
	*b.to = list
	return err
}

func scanClinic(c *data.ClinicRow) []any {
	return append([]any{&c.ID, &c.SurgeryID, &c.StaffID, &c.Room, &c.Rule, &c.From, &c.Until, &c.Starts, &c.Ends, &c.SlotMinutes,
		breaks{&c.Breaks}, &c.Note, &c.Surgery, &c.Staff}, store.StampDest(&c.Stamp)...)
}

const clinicSelect = `SELECT k.id, k.surgery_id, k.staff_id, k.room, k.rule, k.from_on, k.until_on, k.starts_at, k.ends_at, k.slot_minutes,
	k.breaks, k.note, su.name, st.name, k.created_at, k.created_by, k.updated_at, k.updated_by
	FROM clinic k JOIN surgery su ON su.id = k.surgery_id JOIN staff st ON st.id = k.staff_id WHERE k.removed_at IS NULL`

// Clinics returns every clinic that was not removed, by surgery and time; those
// that have ended too.
func (s *Diary) Clinics(ctx context.Context) ([]data.ClinicRow, error) {
	rows, err := clinics(ctx, s.db)
	if s.guarded() {
		for i := range rows {
			rows[i].Note = ""
		}
	}
	return rows, err
}

func clinics(ctx context.Context, q store.Querier) ([]data.ClinicRow, error) {
	return store.Collect(ctx, q, scanClinic, clinicSelect+" ORDER BY su.name_fold, k.rule, k.starts_at, k.id")
}

// SaveClinic adds a clinic (empty ID) or changes one, and returns the
// appointments that no longer fit into it: these people are to be told. A clinic at
// a time at which the same person has another one is not saved (FieldErrors).
func (s *Diary) SaveClinic(ctx context.Context, c *data.Clinic) ([]data.AppointmentRow, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return s.displacing(ctx, "The clinic changed", func(t *store.Tx) error {
		if err := noOverlap(t, c); err != nil {
			return err
		}
		return SaveClinic(t, c)
	})
}

// noOverlap returns a FieldErrors if whose clinic it is has another one at the same
// time, from today on.
func noOverlap(t *store.Tx, c *data.Clinic) error {
	list, err := clinics(t.Ctx, t)
	if err != nil {
		return err
	}
	for i := range list {
		other := &list[i]
		if other.ID == c.ID || other.StaffID != c.StaffID {
			continue
		}
		day, err := diary.Overlap(c, &other.Clinic, t.Today())
		if err != nil {
			return err
		}
		if !day.IsZero() {
			return data.FieldErrors{{Field: "Starts", Sentence: fmt.Sprintf("%s has a clinic at %s then, on %s from %s to %s. Choose another time, day or person.",
				other.Staff, other.Surgery, day.Long(), data.Hour(other.Starts), data.Hour(other.Ends))}}
		}
	}
	return nil
}

// SaveClinic writes a clinic within a transaction.
func SaveClinic(t *store.Tx, c *data.Clinic) error {
	return t.Save("clinic", &c.ID, &c.Stamp, "", []store.Field{
		{"surgery_id", c.SurgeryID}, {"staff_id", c.StaffID}, {"room", c.Room}, {"rule", c.Rule}, {"from_on", c.From}, {"until_on", c.Until},
		{"starts_at", c.Starts}, {"ends_at", c.Ends}, {"slot_minutes", c.SlotMinutes}, {"breaks", data.BreaksText(c.Breaks)}, {"note", c.Note},
	})
}

// RemoveClinic ends a clinic before a day, or removes it where it has not begun
// by then. Sessions before the day stay. It returns the appointments of that day
// and later: these people are to be told.
func (s *Diary) RemoveClinic(ctx context.Context, id data.ID, from data.Date) ([]data.AppointmentRow, error) {
	return s.displacing(ctx, "The clinic has ended", func(t *store.Tx) error {
		var began data.Date
		if err := t.Value(&began, "SELECT from_on FROM clinic WHERE id = ? AND removed_at IS NULL", id); err != nil {
			return err
		}
		if !from.After(began) {
			return t.Update("clinic", id, &data.Stamp{}, "", []store.Field{{"removed_at", store.Instant(t.Now)}})
		}
		return t.Update("clinic", id, &data.Stamp{}, "", []store.Field{{"until_on", from.AddDays(-1)}})
	})
}

// ChangeSession cancels a session, changes it or adds one, and returns the
// appointments in it that cannot stay as they were booked: these people are to be
// told. Their appointments stay until someone moves or cancels them.
func (s *Diary) ChangeSession(ctx context.Context, c data.SessionChange) ([]data.AppointmentRow, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	role, err := lists.RoleName(ctx, s.db)
	if err != nil {
		return nil, err
	}
	because := fmt.Sprintf("The %s or the hours of the session changed", role.One)
	if c.State == data.SessionCancelled {
		because = "The session is cancelled"
	}
	if c.Why != "" {
		because += ": " + c.Why
	}
	return s.displacing(ctx, because, func(t *store.Tx) error {
		var there bool
		if err := t.Value(&there, "SELECT 1 FROM clinic WHERE id = ? AND removed_at IS NULL", c.ClinicID); err != nil {
			return err
		}
		if err := t.Put("session_change", []any{c.ClinicID, c.Day}, []store.Field{
			{"state", c.State}, {"staff_id", store.Ref(c.StaffID)}, {"room", c.Room}, {"starts_at", c.Starts}, {"ends_at", c.Ends}, {"why", c.Why},
		}...); err != nil {
			return err
		}
		return t.Audit("change", "session_change", c.ClinicID, "", "state")
	})
}

func changes(ctx context.Context, q store.Querier, from, to data.Date) ([]data.SessionChange, error) {
	return store.Collect(ctx, q, func(c *data.SessionChange) []any {
		return []any{&c.ClinicID, &c.Day, &c.State, store.OrNull(&c.StaffID), &c.Room, &c.Starts, &c.Ends, &c.Why}
	}, "SELECT clinic_id, day, state, staff_id, room, starts_at, ends_at, why FROM session_change WHERE day BETWEEN ? AND ? ORDER BY day, clinic_id", from, to)
}

// SaveAbsence adds an absence (empty ID) or changes one, and returns the
// appointments that fall into it: these people are to be told.
func (s *Diary) SaveAbsence(ctx context.Context, a *data.Absence) ([]data.AppointmentRow, error) {
	if err := a.Validate(); err != nil {
		return nil, err
	}
	because, err := s.away(ctx)
	if err != nil {
		return nil, err
	}
	return s.displacing(ctx, because, func(t *store.Tx) error { return SaveAbsence(t, a) })
}

// away says that a prescriber is away, as why an appointment cannot stay.
func (s *Diary) away(ctx context.Context) (string, error) {
	role, err := lists.RoleName(ctx, s.db)
	return fmt.Sprintf("The %s is away", role.One), err
}

// SaveAbsence writes an absence within a transaction.
func SaveAbsence(t *store.Tx, a *data.Absence) error {
	return t.Save("absence", &a.ID, &a.Stamp, "", []store.Field{
		{"staff_id", a.StaffID}, {"from_on", a.From}, {"to_on", a.To}, {"from_at", a.FromAt}, {"to_at", a.ToAt}, {"kind", a.Kind}, {"note", a.Note},
	})
}

// RemoveAbsence takes an absence back.
func (s *Diary) RemoveAbsence(ctx context.Context, id data.ID) error {
	because, err := s.away(ctx)
	if err != nil {
		return err
	}
	_, err = s.displacing(ctx, because, func(t *store.Tx) error {
		return t.Update("absence", id, &data.Stamp{}, "", []store.Field{{"removed_at", store.Instant(t.Now)}})
	})
	return err
}

// Absences returns the absences that touch the days from one to another, in order.
func (s *Diary) Absences(ctx context.Context, from, to data.Date) ([]data.AbsenceRow, error) {
	rows, err := absences(ctx, s.db, from, to)
	if s.guarded() {
		for i := range rows {
			rows[i].Note = ""
		}
	}
	return rows, err
}

func absences(ctx context.Context, q store.Querier, from, to data.Date) ([]data.AbsenceRow, error) {
	return store.Collect(ctx, q, func(a *data.AbsenceRow) []any {
		return append([]any{&a.ID, &a.StaffID, &a.From, &a.To, &a.FromAt, &a.ToAt, &a.Kind, &a.Note, &a.Staff}, store.StampDest(&a.Stamp)...)
	}, `SELECT a.id, a.staff_id, a.from_on, a.to_on, a.from_at, a.to_at, a.kind, a.note, st.name, a.created_at, a.created_by, a.updated_at, a.updated_by
		FROM absence a JOIN staff st ON st.id = a.staff_id WHERE a.to_on >= ? AND a.from_on <= ? AND a.removed_at IS NULL ORDER BY a.from_on, a.from_at, a.id`, from, to)
}
