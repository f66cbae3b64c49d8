package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/reports/calendar"
)

// exportCalendar writes the calendar as iCalendar, from a year ago to a year
// ahead unless other days are asked for.
func exportCalendar(ctx context.Context, c *call) error {
	f, db := c.flags()
	var from, to dayFlag
	out := f.String("out", "", "the file to write: NAME.ics")
	names := f.Bool("names", false, "write full names, not initials")
	f.Var(&from, "from", "the first day")
	f.Var(&to, "to", "the last day")
	words, err := c.parse(f)
	if err != nil {
		return err
	}
	if len(words) != 1 || words[0] != "calendar" || !strings.EqualFold(filepath.Ext(*out), ".ics") {
		return wrongUse{"Say where to: “waymark export calendar --db FILE --out calendar.ics”. The name must end in .ics."}
	}
	s, err := c.lookAt(ctx, *db)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	today := data.SystemClock().Today()
	filter := agenda.Filter{From: today.AddMonths(-12), To: today.AddMonths(12), Changes: true}
	if !from.IsZero() {
		filter.From = from.Date
	}
	if !to.IsZero() {
		filter.To = to.Date
	}
	if filter.To.Before(filter.From) {
		return wrongUse{"The last day must not be before the first."}
	}
	a, err := s.Overview.Agenda(ctx, filter)
	if err != nil {
		return err
	}
	n, err := calendar.Write(ctx, *out, a, *names, time.Now().UTC().Truncate(time.Second))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.out, "%s from %s to %s written to %s.\n", data.Plural(n, "entry", "entries"), filter.From, filter.To, *out)
	return err
}
