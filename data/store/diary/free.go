package diary

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store"
)

// firstLook is how many days NextFree looks ahead at first: mostly there is
// something free so soon. If there is not, it looks at all the rest.
const firstLook = 28

// NextFree returns the first slots that can be booked, by day and time.
func (s *Diary) NextFree(ctx context.Context, f data.FreeFilter) ([]data.FreeSlot, error) {
	f = filled(f)
	b, err := s.readBook(ctx, f.From, f.Until)
	if err != nil {
		return nil, err
	}
	return nextFree(ctx, s.db, b, f)
}

// filled is a filter without blanks.
func filled(f data.FreeFilter) data.FreeFilter {
	if f.Until.IsZero() {
		f.Until = f.From.AddMonths(12)
	}
	f.Limit = max(f.Limit, 1)
	return f
}

func nextFree(ctx context.Context, q store.Querier, b *book, f data.FreeFilter) ([]data.FreeSlot, error) {
	if len(b.clinics) == 0 {
		return nil, nil
	}
	soon := f.From.AddDays(firstLook - 1)
	if soon.After(f.Until) {
		soon = f.Until
	}
	free, err := freeBetween(ctx, q, b, f, f.From, soon)
	if err != nil || len(free) >= f.Limit || soon == f.Until {
		return free, err
	}
	f.Limit -= len(free)
	later, err := freeBetween(ctx, q, b, f, soon.AddDays(1), f.Until)
	return append(free, later...), err
}

// freeBetween returns up to f.Limit free slots of some days.
func freeBetween(ctx context.Context, q store.Querier, b *book, f data.FreeFilter, from, to data.Date) ([]data.FreeSlot, error) {
	sessions, err := b.sessions(data.SessionFilter{From: from, To: to, SurgeryID: f.SurgeryID, StaffID: f.StaffID})
	if err != nil || len(sessions) == 0 {
		return nil, err
	}
	taken, err := takenBetween(ctx, q, from, to)
	if err != nil {
		return nil, err
	}
	var free []data.FreeSlot
	var day data.Date
	var ofDay []diary.Busy
	for i := range sessions {
		v := &sessions[i]
		if v.Day != day {
			if len(free) >= f.Limit {
				break
			}
			day, ofDay = v.Day, taken[v.Day.String()]
		}
		for _, slot := range diary.Free(v, ofDay) {
			if v.Day != f.From || slot.At >= f.Now {
				free = append(free, data.FreeSlot{ClinicID: v.ClinicID, Day: v.Day, At: slot.At, Minutes: slot.Minutes,
					SurgeryID: v.SurgeryID, Surgery: v.Surgery, StaffID: v.StaffID, Staff: v.Staff, Room: v.Room})
			}
		}
	}
	slices.SortStableFunc(free, func(x, y data.FreeSlot) int {
		if c := x.Day.Compare(y.Day); c != 0 {
			return c
		}
		return data.MinuteOf(x.At) - data.MinuteOf(y.At)
	})
	return free[:min(f.Limit, len(free))], nil
}

// takenBetween reads what is taken, by day. It reads into plain strings: a year has
// thousands of rows, and every further step counts.
func takenBetween(ctx context.Context, q store.Querier, from, to data.Date) (map[string][]diary.Busy, error) {
	type row struct {
		day, at, staff, clinic string
		minutes                int
	}
	byDay := map[string][]diary.Busy{}
	var last row
	var ofDay []diary.Busy
	err := store.Each(ctx, q, func(r *row) []any { return []any{&r.day, &r.at, &r.minutes, &r.staff, &r.clinic} }, func(r *row) error {
		if r.day != last.day {
			byDay[last.day], ofDay = ofDay, nil
		}
		last = *r
		from := data.MinuteOf(r.at)
		ofDay = append(ofDay, diary.Busy{From: from, To: from + max(r.minutes, 1), Clinic: data.ID(r.clinic), Staff: data.ID(r.staff)})
		return nil
	}, takenSQL, from.String(), to.String())
	byDay[last.day] = ofDay
	return byDay, err
}

// takenSQL reads no more of the appointments of some days than says whether a slot
// is taken; see Appointment.Occupies.
const takenSQL = `SELECT on_day, at, minutes, coalesce(staff_id, ''), coalesce(clinic_id, '') FROM appointment
	WHERE on_day BETWEEN ? AND ? AND removed_at IS NULL AND state NOT IN ('cancelled', 'did_not_attend') AND at <> '' AND kind <> 'walk_in'
	ORDER BY on_day, at`
