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

// AddHoliday adds a day on which no follow-up falls due, or renames one.
func (s *Store) AddHoliday(ctx context.Context, h data.Holiday) error {
	h.Title = data.Tidy(h.Title)
	var errs data.FieldErrors
	if h.On.IsZero() {
		errs = append(errs, data.FieldError{Field: "On", Sentence: "Please give the day."})
	}
	if h.Title == "" {
		errs = append(errs, data.FieldError{Field: "Title", Sentence: "Please say what the day is, such as “Office closed”."})
	}
	if errs != nil {
		return errs
	}
	return s.changeHoliday(ctx, h.On, h.Title, false)
}

// RemoveHoliday takes a day out of the list. Due days that were moved past it
// stay where they are.
func (s *Store) RemoveHoliday(ctx context.Context, day data.Date) error {
	return s.changeHoliday(ctx, day, "", true)
}

func (s *Store) changeHoliday(ctx context.Context, day data.Date, title string, removed bool) error {
	return s.write(ctx, Change{Kind: ChangedSettings}, func(t *tx) error {
		if err := t.put("holiday", []any{day}, field{"title", title}, field{"removed", removed}); err != nil {
			return err
		}
		return t.audit("change", "holiday", data.ID(day.String()), "", "removed")
	})
}

func sortHolidays(list []data.Holiday) {
	slices.SortFunc(list, func(a, b data.Holiday) int { return a.On.Compare(b.On) })
}
