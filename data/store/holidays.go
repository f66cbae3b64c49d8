package store

import (
	"context"
	"slices"

	"waymark/data"
)

// Holidays gives the bank holidays that hold for this service: the embedded
// list of England and Wales with the service's own changes.
func (s *Store) Holidays(ctx context.Context) (*data.Holidays, error) {
	s.mu.Lock()
	known := s.holidays
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	list, err := s.HolidayList(ctx)
	if err != nil {
		return nil, err
	}
	h := data.NewHolidays(list)
	s.mu.Lock()
	s.holidays = h
	s.mu.Unlock()
	return h, nil
}

// HolidayList lists the same days for Settings, in order.
func (s *Store) HolidayList(ctx context.Context) ([]data.Holiday, error) {
	return holidayList(ctx, s.reader)
}

func holidayList(ctx context.Context, q querier) ([]data.Holiday, error) {
	type change struct {
		data.Holiday
		removed bool
	}
	changes, err := collect(ctx, q, func(c *change) []any { return []any{&c.On, &c.Title, &c.removed} },
		"SELECT day, title, removed FROM holiday ORDER BY day")
	if err != nil {
		return nil, err
	}
	byDay := map[data.Date]change{}
	for _, c := range changes {
		c.Source = "added by the service"
		byDay[c.On] = c
	}
	var list []data.Holiday
	for _, h := range data.EnglandAndWales() {
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

// AddHoliday adds a day on which no follow-up falls due, or renames one. What
// was due on it is moved; HolidayMoves and HolidayClashes then list what moved
// and what somebody has to look at.
func (s *Store) AddHoliday(ctx context.Context, h data.Holiday) error {
	h.Title = data.Tidy(h.Title)
	var errs data.FieldErrors
	if h.On.IsZero() {
		errs = append(errs, data.FieldError{Field: "On", Sentence: "Enter the day."})
	}
	if h.Title == "" {
		errs = append(errs, data.FieldError{Field: "Title", Sentence: "Enter what the day is, for example “Office closed”."})
	}
	if errs != nil {
		return errs
	}
	return s.changeHoliday(ctx, h.On, h.Title, false)
}

// RemoveHoliday removes a day from the list. What had been moved past it comes
// back, except to a day that is past by now.
func (s *Store) RemoveHoliday(ctx context.Context, day data.Date) error {
	return s.changeHoliday(ctx, day, "", true)
}

func (s *Store) changeHoliday(ctx context.Context, day data.Date, title string, removed bool) error {
	err := s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		before, err := holidayList(t.ctx, t)
		if err != nil {
			return err
		}
		if err := t.put("holiday", []any{day}, field{"title", title}, field{"removed", removed}); err != nil {
			return err
		}
		if err := t.audit("change", "holiday", data.ID(day.String()), "", "removed"); err != nil {
			return err
		}
		after, err := holidayList(t.ctx, t)
		if err != nil {
			return err
		}
		return t.holidaysChanged(data.NewHolidays(before), data.NewHolidays(after))
	})
	if err == nil {
		s.announce(Change{Kind: ChangedClient}) // follow-ups of several may have moved
	}
	return err
}

func sortHolidays(list []data.Holiday) {
	slices.SortFunc(list, func(a, b data.Holiday) int { return a.On.Compare(b.On) })
}
