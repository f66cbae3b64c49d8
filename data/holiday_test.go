package data_test

import (
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

var englandAndWales = data.NewHolidays(data.EnglandAndWales())

func TestEmbeddedHolidays(t *testing.T) {
	list := data.EnglandAndWales()
	perYear := map[int]int{}
	for i, h := range list {
		perYear[h.On.Year]++
		if h.Title == "" || !strings.Contains(h.Source, "GOV.UK") {
			t.Errorf("%v has no title or no source: %+v", h.On, h)
		}
		if i > 0 && !h.On.After(list[i-1].On) {
			t.Errorf("%v is not after the one before it", h.On)
		}
		if englandAndWales.IsWorkingDay(h.On) {
			t.Errorf("%v is a working day", h.On)
		}
	}
	for year := 2024; year <= 2028; year++ {
		if perYear[year] != 8 {
			t.Errorf("%d has %d bank holidays, want 8", year, perYear[year])
		}
	}
	if len(list) != 40 || englandAndWales.FirstDay() != day("2024-01-01") || englandAndWales.LastDay() != day("2028-12-31") {
		t.Errorf("%d holidays from %v to %v", len(list), englandAndWales.FirstDay(), englandAndWales.LastDay())
	}
	list[0].Title = "changed"
	if data.EnglandAndWales()[0].Title == "changed" {
		t.Error("a caller can change the embedded list")
	}
}

// The worked dates of the field.
func TestFollowUpDue(t *testing.T) {
	for _, c := range []struct{ from, due, reason string }{
		{"2026-03-13", "2026-04-07", "moved past Good Friday, the weekend and Easter Monday"},
		{"2026-03-16", "2026-04-07", "moved past Easter Monday"},
		{"2026-04-13", "2026-05-05", "moved past Early May bank holiday"},
		{"2026-12-04", "2026-12-29", "moved past Christmas Day, the weekend and Boxing Day (substitute day)"},
		{"2026-12-07", "2026-12-29", "moved past Boxing Day (substitute day)"},
		{"2026-06-01", "2026-06-22", ""},
		{"2026-06-06", "2026-06-29", "moved past the weekend"},
		{"2026-06-07", "2026-06-29", "moved past the weekend"},
		{"2027-12-03", "2027-12-24", ""},
	} {
		due, reason := englandAndWales.FollowUpDue(day(c.from))
		if due != day(c.due) || reason != c.reason {
			t.Errorf("from %s: %v, %q, want %s, %q", c.from, due, reason, c.due, c.reason)
		}
	}
}

func TestFollowUpDueSaysWhereTheListEnds(t *testing.T) {
	due, reason := englandAndWales.FollowUpDue(day("2028-12-16")) // 6 Jan 2029 is a Saturday
	if due != day("2029-01-08") || reason != "moved past the weekend; the list of bank holidays runs from 1 Jan 2024 and ends on 31 Dec 2028, so check this day" {
		t.Errorf("%v, %q", due, reason)
	}
	due, reason = data.NewHolidays(nil).FollowUpDue(day("2026-03-16"))
	if due != day("2026-04-06") || !strings.Contains(reason, "no list of bank holidays") {
		t.Errorf("with no list: %v, %q", due, reason)
	}
	if due, reason = englandAndWales.FollowUpDue(data.Date{}); !due.IsZero() || reason != "" {
		t.Errorf("from no date: %v, %q", due, reason)
	}
}

func TestFollowUpDueIsNeverEarlyAndAlwaysWorked(t *testing.T) {
	for d := day("2024-01-01"); d.Before(day("2027-12-01")); d = d.AddDays(1) {
		due, reason := englandAndWales.FollowUpDue(d)
		late := due.Sub(d) - data.FollowUpDays
		if late < 0 || late > 4 || !englandAndWales.IsWorkingDay(due) || (late > 0) != (reason != "") {
			t.Errorf("from %v: %v, %q", d.Long(), due.Long(), reason)
		}
	}
}

func TestAttemptSoonest(t *testing.T) {
	for from, want := range map[string]string{
		"2026-06-01": "2026-06-03", "2026-06-05": "2026-06-09", "2026-06-06": "2026-06-09",
		"2026-04-02": "2026-04-08", "2026-12-24": "2026-12-30",
	} {
		if got := englandAndWales.AttemptSoonest(day(from)); got != day(want) {
			t.Errorf("after %s: %v, want %s", from, got, want)
		}
	}
}

func TestHolidaysAServiceEdited(t *testing.T) {
	list := data.EnglandAndWales()
	own := data.Holiday{On: day("2026-06-22"), Title: "Team day", Source: "our own"}
	// when the service adds a day, and one more in a year that is not listed
	h := data.NewHolidays(append(slices.Clone(list), own, data.Holiday{On: day("2029-01-01"), Title: "New Year’s Day"}, own, data.Holiday{Title: "no date"}))
	// then the follow-up moves past it, and the added year does not count as covered
	if due, reason := h.FollowUpDue(day("2026-06-01")); due != day("2026-06-23") || reason != "moved past Team day" {
		t.Errorf("%v, %q", due, reason)
	}
	if got, ok := h.On(day("2026-06-22")); !ok || got != own {
		t.Errorf("On = %+v, %v", got, ok)
	}
	if _, ok := h.On(data.Date{}); ok {
		t.Error("a holiday without a date was kept")
	}
	if h.LastDay() != day("2028-12-31") || h.Covers(day("2029-01-01")) || !h.Covers(day("2028-12-31")) || h.Covers(day("2023-12-31")) {
		t.Errorf("covers up to %v", h.LastDay())
	}
	if h.NextWorkingDay(day("2029-01-01")) != day("2029-01-02") {
		t.Error("a holiday beyond the covered years is not kept")
	}
	// when a year in the middle is taken out, what is covered ends before it
	gap := data.NewHolidays(slices.DeleteFunc(list, func(h data.Holiday) bool { return h.On.Year == 2026 }))
	if gap.LastDay() != day("2025-12-31") {
		t.Errorf("with a gap: covers up to %v", gap.LastDay())
	}
}
