package main

import (
	"context"

	"waymark/data/agenda"
	"waymark/reports/calendar"
	"waymark/ui/host"
)

// Week implements host.Documents.
func (documents) Week(ctx context.Context, path string, a *agenda.Agenda, o host.WeekSheet) error {
	return calendar.WriteWeek(ctx, path, a, calendar.WeekOptions{Whose: o.Title, Names: o.Names, Now: o.Now})
}
