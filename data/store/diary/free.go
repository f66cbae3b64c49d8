package diary

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store"
)

// firstLook is how many days NextFree looks ahead at first: mostly there is
// something free so soon. Each further look goes twice as far.
const firstLook = 14

// NextFree gives the first slots that can be booked, by day and time.
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
	var free []data.FreeSlot
	days := firstLook
	for from := f.From; len(free) < f.Limit && !from.After(f.Until); days *= 2 {
		to := from.AddDays(days - 1)
		if to.After(f.Until) {
			to = f.Until
		}
		found, err := freeBetween(ctx, q, b, f, from, to)
		if err != nil {
			return nil, err
		}
		free = append(free, found...)
		from = to.AddDays(1)
	}
	return free[:min(f.Limit, len(free))], nil
}

// freeBetween gives up to f.Limit free slots of some days.
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
	for i := 0; i < len(sessions) && (len(free) < f.Limit || sessions[i].Day == sessions[i-1].Day); i++ {
		v := &sessions[i]
		diary.Fill(v, taken[v.Day])
		for _, slot := range v.Slots {
			if slot.Free() && (v.Day != f.From || slot.At >= f.Now) {
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

// takenBetween reads no more of the appointments of some days than says whether
// a slot is taken.
func takenBetween(ctx context.Context, q store.Querier, from, to data.Date) (map[data.Date][]data.AppointmentRow, error) {
	byDay := map[data.Date][]data.AppointmentRow{}
	return byDay, store.Each(ctx, q, func(a *data.AppointmentRow) []any {
		return []any{&a.On, &a.At, &a.Minutes, &a.State, store.OrNull(&a.StaffID), store.OrNull(&a.ClinicID), &a.Kind}
	}, func(a *data.AppointmentRow) error {
		byDay[a.On] = append(byDay[a.On], *a)
		return nil
	}, `SELECT on_day, at, minutes, state, staff_id, clinic_id, kind FROM appointment
		WHERE on_day BETWEEN ? AND ? AND removed_at IS NULL AND state NOT IN ('cancelled', 'did_not_attend') AND at <> '' AND kind <> 'walk_in'
		ORDER BY on_day, at`, from, to)
}
