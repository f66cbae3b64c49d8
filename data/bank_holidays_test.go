package data

import (
	"strings"
	"testing"
	"time"
)

// easter is Easter Sunday by the Gregorian rule (Meeus, “Astronomical
// Algorithms”, 1991).
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month, day := (h+l-7*m+114)/31, (h+l-7*m+114)%31+1
	return Date{year, time.Month(month), day}
}

func monday(year int, month time.Month, last bool) Date {
	d := Date{year, month, 1}
	if last {
		for d = d.AddMonths(1).AddDays(-1); d.Weekday() != time.Monday; d = d.AddDays(-1) {
		}
		return d
	}
	for d.Weekday() != time.Monday {
		d = d.AddDays(1)
	}
	return d
}

// byLaw works the bank holidays of a nation out by rule: fixed days that fall on
// a weekend move to the next weekdays that are free (Banking and Financial
// Dealings Act 1971, and the standing proclamations).
func byLaw(n Nation, year int) map[Date]bool {
	days := map[Date]bool{}
	var moved []Date
	fixed := func(month time.Month, day int) {
		d := Date{year, month, day}
		if weekend(d) {
			moved = append(moved, d)
			return
		}
		days[d] = true
	}
	fixed(time.January, 1)
	days[easter(year).AddDays(-2)] = true
	days[monday(year, time.May, false)], days[monday(year, time.May, true)] = true, true
	if n == NationScotland {
		fixed(time.January, 2)
		days[monday(year, time.August, false)] = true
		fixed(time.November, 30)
	} else {
		days[easter(year).AddDays(1)] = true
		days[monday(year, time.August, true)] = true
	}
	if n == NationNorthernIreland {
		fixed(time.March, 17)
		fixed(time.July, 12)
	}
	fixed(time.December, 25)
	fixed(time.December, 26)
	for _, d := range moved {
		for weekend(d) || days[d] {
			d = d.AddDays(1)
		}
		days[d] = true
	}
	return days
}

func TestBankHolidays_areThoseOfTheLaw(t *testing.T) {
	worldCup := MustDate("2026-06-15")
	for _, n := range Nations() {
		list := BankHolidays(n.Value)
		got := map[Date]bool{}
		for _, h := range list {
			got[h.On] = true
			if h.Title == "" || !strings.Contains(h.Source, "GOV.UK") || weekend(h.On) {
				t.Errorf("%s: %+v", n.Label, h)
			}
		}
		if got[worldCup] != (n.Value == NationScotland) {
			t.Errorf("%s has 15 June 2026: %v", n.Label, got[worldCup])
		}
		delete(got, worldCup)
		for year := 2024; year <= 2028; year++ {
			for d := range byLaw(n.Value, year) {
				if !got[d] {
					t.Errorf("%s lacks %s", n.Label, d.Long())
				}
				delete(got, d)
			}
		}
		for d := range got {
			t.Errorf("%s has %s, which no rule gives", n.Label, d.Long())
		}
		if h := NewHolidays(list); h.FirstDay() != MustDate("2024-01-01") || h.LastDay() != MustDate("2028-12-31") {
			t.Errorf("%s runs from %s to %s", n.Label, h.FirstDay(), h.LastDay())
		}
	}
}

// Whatever the nation, a follow-up is never early and always on a working day,
// and the next holiday is never jumped over to a later day than the first free one.
func TestFollowUpDue_ofEveryNation(t *testing.T) {
	for _, n := range Nations() {
		h := NewHolidays(BankHolidays(n.Value))
		for d := MustDate("2024-01-01"); d.Before(MustDate("2028-12-01")); d = d.AddDays(1) {
			due, reason := h.FollowUpDue(d)
			planned := d.AddDays(FollowUpDays)
			if due.Before(planned) || !h.IsWorkingDay(due) || (due != planned) != (reason != "") {
				t.Fatalf("%s: from %s due %s because %q", n.Label, d, due, reason)
			}
			for between := planned; between.Before(due); between = between.AddDays(1) {
				if h.IsWorkingDay(between) {
					t.Fatalf("%s: from %s due %s, past the working day %s", n.Label, d, due, between)
				}
			}
		}
	}
}

func TestFollowUpDue_inScotlandAndNorthernIreland(t *testing.T) {
	for _, c := range []struct {
		nation    Nation
		from, due string
	}{
		{NationScotland, "2026-05-25", "2026-06-16"},        // the World Cup bank holiday
		{NationScotland, "2026-03-16", "2026-04-06"},        // Easter Monday is a working day
		{NationScotland, "2026-07-13", "2026-08-04"},        // the summer bank holiday is the first Monday
		{NationScotland, "2026-11-09", "2026-12-01"},        // St Andrew’s Day
		{NationScotland, "2027-12-14", "2028-01-05"},        // 4 January 2028 stands in for the 2nd
		{NationNorthernIreland, "2026-02-24", "2026-03-18"}, // St Patrick’s Day
		{NationNorthernIreland, "2026-06-22", "2026-07-14"}, // Orangemen’s Day
		{NationNorthernIreland, "2026-03-13", "2026-04-07"}, // Good Friday, as in England
		{NationEnglandWales, "2026-05-25", "2026-06-15"},
	} {
		if due, _ := NewHolidays(BankHolidays(c.nation)).FollowUpDue(MustDate(c.from)); due != MustDate(c.due) {
			t.Errorf("%s: from %s due %s, want %s", c.nation, c.from, due, c.due)
		}
	}
}

func TestParseBankHolidays_refusesWhatIsNotThePublishedFile(t *testing.T) {
	good := string(publishedHolidays)
	if all, err := ParseBankHolidays([]byte("\ufeff" + good)); err != nil || len(all) != 3 {
		t.Fatalf("the published form is refused: %v", err)
	}
	for name, body := range map[string]string{
		"empty":            "",
		"not JSON":         "<html>Bank holidays</html>",
		"a list":           `[{"date":"2026-01-01","title":"x"}]`,
		"no nation":        `{}`,
		"cut off":          good[:len(good)/2],
		"a nation missing": strings.Replace(good, `"scotland": {`, `"jersey": {`, 1),
		"another division": strings.Replace(good, `"division": "scotland"`, `"division": "wales"`, 1),
		"a wrong date":     strings.Replace(good, "2026-11-30", "2026-11-31", 1),
		"an empty date":    strings.Replace(good, "2026-11-30", "", 1),
		"no title":         strings.Replace(good, "St Andrew’s Day", " ", 1),
		"a day twice":      strings.Replace(good, "2026-11-30", "2026-12-25", 1),
		"two files":        good + good,
		"no days":          `{"england-and-wales":{"division":"england-and-wales","events":[]},"scotland":{"division":"scotland","events":[]},"northern-ireland":{"division":"northern-ireland","events":[]}}`,
	} {
		all, err := ParseBankHolidays([]byte(body))
		if CodeOf(err) != CodeInvalid {
			t.Errorf("%s: %d nations, %v", name, len(all), err)
		}
	}
}

func TestWithPublished_loadedYearsCount(t *testing.T) {
	embedded := BankHolidays(NationScotland)
	var loaded []Holiday
	for d := range byLaw(NationScotland, 2029) {
		loaded = append(loaded, Holiday{On: d, Title: "Loaded"})
	}
	for d := range byLaw(NationScotland, 2028) {
		if d != MustDate("2028-11-30") {
			loaded = append(loaded, Holiday{On: d, Title: "Loaded"})
		}
	}
	h := NewHolidays(WithPublished(embedded, loaded))
	if h.LastDay() != MustDate("2029-12-31") || h.FirstDay() != MustDate("2024-01-01") {
		t.Errorf("runs from %s to %s", h.FirstDay(), h.LastDay())
	}
	if !h.IsWorkingDay(MustDate("2028-11-30")) {
		t.Error("a day that the loaded list has not still counts")
	}
	if h.IsWorkingDay(MustDate("2026-06-15")) {
		t.Error("the days before the loaded list are gone")
	}
	if list := WithPublished(embedded, nil); len(list) != len(embedded) {
		t.Error("with nothing loaded the list differs")
	}
}

func FuzzParseBankHolidays(f *testing.F) {
	f.Add(publishedHolidays)
	f.Add([]byte(`{"scotland":{"division":"scotland","events":[{"date":"2026-01-01","title":"x"}]}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		all, err := ParseBankHolidays(body)
		if err != nil {
			return
		}
		for _, n := range Nations() {
			if NewHolidays(all[n.Value]).LastDay().IsZero() {
				t.Errorf("taken without a year for %s", n.Label)
			}
		}
	})
}
