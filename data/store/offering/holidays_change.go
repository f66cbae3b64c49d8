package offering

import (
	"context"
	"waymark/data"
	"waymark/data/store"
)

// AddHoliday adds a day on which no follow-up falls due, or renames one. What
// was due on it is moved; HolidayMoves and HolidayClashes then list what moved
// and what someone has to look at.
func (s *Offering) AddHoliday(ctx context.Context, h data.Holiday) error {
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
func (s *Offering) RemoveHoliday(ctx context.Context, day data.Date) error {
	return s.changeHoliday(ctx, day, "", true)
}

func (s *Offering) changeHoliday(ctx context.Context, day data.Date, title string, removed bool) error {
	return s.changeHolidays(ctx, func(t *store.Tx) error {
		if err := t.Put("holiday", []any{day}, store.Field{"title", title}, store.Field{"removed", removed}); err != nil {
			return err
		}
		return t.Audit("change", "holiday", data.ID(day.String()), "", "removed")
	})
}
