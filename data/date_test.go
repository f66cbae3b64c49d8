package data_test

import (
	"encoding/json"
	"testing"
	"testing/quick"
	"time"

	"waymark/data"
)

func day(iso string) data.Date { return data.MustDate(iso) }

func TestDateRefusesDaysThatDoNotExist(t *testing.T) {
	for _, c := range []data.Date{{2026, 2, 29}, {2026, 4, 31}, {2026, 13, 1}, {2026, 0, 1}, {2026, 1, 0}, {0, 1, 1}, {10000, 1, 1}} {
		if got, err := data.NewDate(c.Year, c.Month, c.Day); err == nil || !got.IsZero() {
			t.Errorf("NewDate(%d, %d, %d) = %v, %v, want an error", c.Year, c.Month, c.Day, got, err)
		}
	}
	if got, err := data.NewDate(2028, time.February, 29); err != nil || got != day("2028-02-29") {
		t.Errorf("NewDate of a leap day = %v, %v", got, err)
	}
}

func TestParseDateIsStrict(t *testing.T) {
	for _, s := range []string{"", "2026-4-7", "2026-04-07 ", "07/04/2026", "2026-02-30", "0000-01-01", "2026-04-07T00:00:00Z"} {
		if got, err := data.ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, got)
		}
	}
}

func TestDateAsText(t *testing.T) {
	d := day("2026-04-07")
	for got, want := range map[string]string{
		d.String(): "2026-04-07", d.Long(): "Tue 7 Apr 2026", d.Short(): "7 Apr 2026", d.Numeric(): "07/04/2026",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	var none data.Date
	if none.String()+none.Long()+none.Short()+none.Numeric() != "" {
		t.Error("a date that is not recorded is shown as something")
	}
}

func TestDateOfIsTheDayWhereTheTimeIs(t *testing.T) {
	summer := time.FixedZone("BST", 60*60)
	late := time.Date(2026, 7, 1, 0, 30, 0, 0, summer) // still 30 June in UTC
	if got := data.DateOf(late); got != day("2026-07-01") {
		t.Errorf("DateOf = %v", got)
	}
	clock := data.Clock(func() time.Time { return late.Add(1234567) })
	if got := clock.Today(); got != day("2026-07-01") {
		t.Errorf("Today = %v", got)
	}
	if got := clock.Now(); got.Location() != time.UTC || got.Nanosecond() != 1000000 || got.Day() != 30 {
		t.Errorf("Now = %v", got)
	}
}

func TestAddMonthsStaysInTheMonth(t *testing.T) {
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-12-15", 1, "2027-01-15"},
		{"2026-03-31", -1, "2026-02-28"}, {"2026-01-31", -2, "2025-11-30"}, {"2026-05-31", 0, "2026-05-31"},
	} {
		if got := day(c.from).AddMonths(c.n); got != day(c.want) {
			t.Errorf("%s and %d months = %v, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDateArithmeticHolds(t *testing.T) {
	start := day("1900-01-01")
	holds := func(at uint16, n int16) bool {
		d := start.AddDays(int(at))
		e := d.AddDays(int(n))
		back, err := data.ParseDate(e.String())
		return err == nil && back == e && e.Sub(d) == int(n) && e.AddDays(-int(n)) == d &&
			e.After(d) == (n > 0) && e.Before(d) == (n < 0) && d.Compare(e) == -e.Compare(d) &&
			int(e.Weekday()) == ((int(d.Weekday())+int(n))%7+7)%7
	}
	if err := quick.Check(holds, nil); err != nil {
		t.Error(err)
	}
	if got := day("9999-12-31").Sub(day("0001-01-01")); got != 3652058 {
		t.Errorf("the whole calendar is %d days", got)
	}
}

func TestUnrecordedDateStaysUnrecorded(t *testing.T) {
	var none data.Date
	if !none.AddDays(3).IsZero() || !none.AddMonths(3).IsZero() || none.Sub(day("2026-01-01")) != 0 || !none.Time().IsZero() {
		t.Error("something was counted from a date that is not recorded")
	}
	if !none.Before(day("0001-01-01")) {
		t.Error("a date that is not recorded should come first")
	}
}

func TestDateInJSONAndDatabase(t *testing.T) {
	for _, d := range []data.Date{{}, day("2026-04-07")} {
		written, err := json.Marshal(map[string]data.Date{"on": d})
		if err != nil {
			t.Fatal(err)
		}
		var read map[string]data.Date
		if err := json.Unmarshal(written, &read); err != nil || read["on"] != d {
			t.Errorf("%s reads back as %v, %v", written, read["on"], err)
		}
		stored, err := d.Value()
		if err != nil {
			t.Fatal(err)
		}
		back := day("1999-09-09")
		if err := back.Scan(stored); err != nil || back != d {
			t.Errorf("stored %v scans as %v, %v", stored, back, err)
		}
	}
	var d data.Date
	if err := d.Scan([]byte("2026-04-07")); err != nil || d != day("2026-04-07") {
		t.Errorf("bytes scan as %v, %v", d, err)
	}
	if d.Scan("07/04/2026") == nil || d.Scan(20260407) == nil {
		t.Error("what is no ISO date was scanned")
	}
	if d != day("2026-04-07") {
		t.Errorf("a failed scan left %v", d)
	}
	if _, err := (data.Date{Year: 2026, Month: 2, Day: 30}).Value(); err == nil {
		t.Error("30 February was given to the database")
	}
	if v, _ := (data.Date{}).Value(); v != nil {
		t.Errorf("a date that is not recorded is stored as %v", v)
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on string
		want     int
	}{
		{"1951-04-07", "2026-04-06", 74}, {"1951-04-07", "2026-04-07", 75}, {"1951-04-07", "2026-12-01", 75},
		{"1952-02-29", "2026-02-28", 73}, {"1952-02-29", "2026-03-01", 74}, {"1952-02-29", "2028-02-29", 76},
		{"2026-04-07", "2026-04-07", 0}, {"2026-04-08", "2026-04-07", -1},
	} {
		if got := data.Age(day(c.born), day(c.on)); got != c.want {
			t.Errorf("born %s, on %s: %d, want %d", c.born, c.on, got, c.want)
		}
	}
	if data.Age(data.Date{}, day("2026-04-07")) != -1 || data.Age(day("2026-04-07"), data.Date{}) != -1 {
		t.Error("an unknown date gives an age")
	}
}

func TestAgeBands(t *testing.T) {
	order := map[string]int{}
	for i, b := range data.AgeBands() {
		order[b] = i
	}
	if len(order) != 7 {
		t.Fatalf("bands %q", data.AgeBands())
	}
	for age, want := range map[int]string{
		-1: "Not recorded", 0: "Under 50", 49: "Under 50", 50: "50–59", 59: "50–59", 60: "60–69", 79: "70–79",
		89: "80–89", 90: "90 and over", 117: "90 and over",
	} {
		got := data.AgeBandOf(age)
		if _, listed := order[got]; got != want || !listed {
			t.Errorf("band of %d is %q, want %q", age, got, want)
		}
	}
}
