package rule

import (
	"testing"

	"waymark/data"
)

func holidaysOf(t *testing.T, days ...string) *data.Holidays {
	t.Helper()
	var list []data.Holiday
	for _, d := range days {
		list = append(list, data.Holiday{On: data.MustDate(d), Title: "Holiday"})
	}
	return data.NewHolidays(list)
}

func TestRightsDue(t *testing.T) {
	h := holidaysOf(t, "2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28")
	on := func(day string) data.Date {
		if day == "" {
			return data.Date{}
		}
		return data.MustDate(day)
	}
	for _, c := range []struct {
		what, asked, identityAsked, identity, clarify, clarified, extended string
		due                                                                string
		waits                                                              data.RightsWait
	}{
		{what: "Saturday becomes Monday", asked: "2026-09-03", due: "2026-10-05"},
		{what: "a working day stays", asked: "2026-09-04", due: "2026-10-05"}, // 4 October is a Sunday
		{what: "a shorter month ends earlier", asked: "2026-01-31", due: "2026-03-02"},
		{what: "leap year", asked: "2028-01-31", due: "2028-02-29"},
		{what: "Easter", asked: "2026-03-03", due: "2026-04-07"},
		{what: "Christmas", asked: "2026-11-25", due: "2026-12-29"},
		{what: "asked who they are", asked: "2026-09-03", identityAsked: "2026-09-04", due: "", waits: data.WaitsForIdentity},
		{what: "known who they are", asked: "2026-09-03", identityAsked: "2026-09-04", identity: "2026-09-10", due: "2026-10-12"},
		{what: "asked what they mean", asked: "2026-09-03", clarify: "2026-09-07", waits: data.WaitsForMeaning},
		{what: "three days stopped", asked: "2026-09-03", clarify: "2026-09-07", clarified: "2026-09-10", due: "2026-10-06"},
		{what: "stopped only after it began", asked: "2026-09-03", identityAsked: "2026-09-03", identity: "2026-09-10", clarify: "2026-09-07",
			clarified: "2026-09-11", due: "2026-10-12"},
		{what: "answered before it began", asked: "2026-09-03", identityAsked: "2026-09-03", identity: "2026-09-10", clarify: "2026-09-04",
			clarified: "2026-09-07", due: "2026-10-12"},
		{what: "complex", asked: "2026-09-03", extended: "2026-09-20", due: "2026-12-03"},
	} {
		r := &data.RightsRequest{Kind: data.RightsAccess, AskedOn: on(c.asked), IdentityAskedOn: on(c.identityAsked), IdentityOn: on(c.identity),
			ClarifyOn: on(c.clarify), ClarifiedOn: on(c.clarified), ExtendedOn: on(c.extended)}
		got := RightsDue(r, h)
		if got.On != on(c.due) || got.Waits != c.waits {
			t.Errorf("%s: due %s (%s), want %s (%s)", c.what, got.On, got.Waits, c.due, c.waits)
		}
	}
}

// TestRightsDue_isAWorkingDayFromOneMonthOn walks every day of two years.
func TestRightsDue_isAWorkingDayFromOneMonthOn(t *testing.T) {
	h := holidaysOf(t, "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28")
	for day := data.MustDate("2026-01-01"); day.Year < 2028; day = day.AddDays(1) {
		r := &data.RightsRequest{Kind: data.RightsErasure, AskedOn: day}
		due := RightsDue(r, h)
		if !h.IsWorkingDay(due.On) || due.On.Before(due.Target) || due.Target.Sub(day) < 28 || due.Target.Sub(day) > 31 {
			t.Errorf("asked %s: %+v", day, due)
		}
		r.ExtendedOn = day
		if longer := RightsDue(r, h); !longer.On.After(due.On) || longer.Target.Sub(day) < 89 || longer.Target.Sub(day) > 92 {
			t.Errorf("asked %s, extended: %+v", day, longer)
		}
		r.Kind = data.RightsWithdrawal
		if at := RightsDue(r, h).On; at != day {
			t.Errorf("withdrawn %s: %s", day, at)
		}
	}
}
