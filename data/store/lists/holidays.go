package lists

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/store"
)

// Holidays returns the bank holidays that hold for this service: the list of its
// nation, as it came with the program or was loaded since, with its own changes.
func (s *Lists) Holidays(ctx context.Context) (*data.Holidays, error) {
	return store.Keep(s.db, "holidays", store.ChangedLists, func() (*data.Holidays, error) {
		list, err := s.HolidayList(ctx)
		if err != nil {
			return nil, err
		}
		return data.NewHolidays(list), nil
	})
}

// HolidayList lists the same days for Settings, in order.
func (s *Lists) HolidayList(ctx context.Context) ([]data.Holiday, error) {
	return HolidayList(ctx, s.db)
}

// HolidayList reads the days for Settings, in order.
func HolidayList(ctx context.Context, q store.Querier) ([]data.Holiday, error) {
	type change struct {
		data.Holiday
		removed bool
	}
	changes, err := store.Collect(ctx, q, func(c *change) []any { return []any{&c.On, &c.Title, &c.removed} },
		"SELECT day, title, removed FROM holiday ORDER BY day")
	if err != nil {
		return nil, err
	}
	byDay := map[data.Date]change{}
	for _, c := range changes {
		c.Source = "added by the service"
		byDay[c.On] = c
	}
	n, err := nation(ctx, q)
	if err != nil {
		return nil, err
	}
	base, _, err := bankHolidays(ctx, q, n)
	if err != nil {
		return nil, err
	}
	var list []data.Holiday
	for _, h := range base {
		if c, ok := byDay[h.On]; ok {
			delete(byDay, h.On)
			if c.removed {
				continue
			}
			h = c.Holiday
		}
		list = append(list, h)
	}
	for _, c := range byDay {
		if !c.removed {
			list = append(list, c.Holiday)
		}
	}
	sortHolidays(list)
	return list, nil
}

func sortHolidays(list []data.Holiday) {
	slices.SortFunc(list, func(a, b data.Holiday) int { return a.On.Compare(b.On) })
}
