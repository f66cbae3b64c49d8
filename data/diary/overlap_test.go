package diary

import (
	"testing"

	"waymark/data"
)

func TestOverlap(t *testing.T) {
	at := func(every int, day data.Weekday, from, until, starts, ends string) data.Clinic {
		c := data.Clinic{Rule: data.WeeklyRule(every, day), From: data.MustDate(from), Starts: starts, Ends: ends, SlotMinutes: 30}
		if until != "" {
			c.Until = data.MustDate(until)
		}
		return c
	}
	tuesdays := at(1, data.Tuesday, "2026-03-03", "", "09:00", "13:00")
	for name, c := range map[string]struct {
		other data.Clinic
		want  string
	}{
		"the same time":            {at(1, data.Tuesday, "2026-03-03", "", "09:00", "13:00"), "2026-04-07"},
		"a part of it":             {at(1, data.Tuesday, "2026-03-03", "", "12:30", "17:00"), "2026-04-07"},
		"right after":              {at(1, data.Tuesday, "2026-03-03", "", "13:00", "17:00"), ""},
		"right before":             {at(1, data.Tuesday, "2026-03-03", "", "08:00", "09:00"), ""},
		"another day":              {at(1, data.Wednesday, "2026-03-03", "", "09:00", "13:00"), ""},
		"every third week":         {at(3, data.Tuesday, "2026-03-17", "", "10:00", "11:00"), "2026-04-07"},
		"later":                    {at(1, data.Tuesday, "2026-09-01", "", "10:00", "11:00"), "2026-09-01"},
		"over already":             {at(1, data.Tuesday, "2026-03-03", "2026-04-01", "09:00", "13:00"), ""},
		"over before today’s week": {at(1, data.Tuesday, "2026-03-03", "2026-04-06", "09:00", "13:00"), ""},
	} {
		today := data.MustDate("2026-04-02")
		for _, pair := range [][2]*data.Clinic{{&tuesdays, &c.other}, {&c.other, &tuesdays}} {
			day, err := Overlap(pair[0], pair[1], today)
			got := ""
			if !day.IsZero() {
				got = day.String()
			}
			if err != nil || got != c.want {
				t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
			}
		}
	}
	odd, even := at(2, data.Monday, "2026-04-06", "", "09:00", "12:00"), at(2, data.Monday, "2026-04-13", "", "09:00", "12:00")
	if day, err := Overlap(&odd, &even, data.MustDate("2026-04-02")); err != nil || !day.IsZero() {
		t.Errorf("alternate weeks meet on %s, %v", day, err)
	}
}
