package kit_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

func TestParseDay(t *testing.T) {
	rule := kit.DayRule{Today: today()}
	past := kit.DayRule{Today: today(), Past: true}
	for _, c := range []struct {
		text string
		rule kit.DayRule
		want string // dd/mm/yyyy, or "" for blank, or part of the sentence after "!"
	}{
		{"", rule, ""},
		{"   ", rule, ""},
		{"07/04/2026", rule, "07/04/2026"},
		{"7/4/26", rule, "07/04/2026"},
		{"7.4.2026", rule, "07/04/2026"},
		{"7-4-26", rule, "07/04/2026"},
		{"7 apr 2026", rule, "07/04/2026"},
		{"7th April 2026", rule, "07/04/2026"},
		{"April 7, 2026", rule, "07/04/2026"},
		{"7 April", rule, "07/04/2026"},
		{"7/4", rule, "07/04/2026"},
		{"3 of sept 2026", rule, "03/09/2026"},
		{"Tue 7 Apr 2026", rule, "07/04/2026"},
		{"2026-04-07", rule, "07/04/2026"},
		{"2026/4/7", rule, "07/04/2026"},
		{"070426", rule, "07/04/2026"},
		{"07042026", rule, "07/04/2026"},
		{"today", rule, "07/04/2026"},
		{" Tomorrow ", rule, "08/04/2026"},
		{"yesterday", rule, "06/04/2026"},
		{"+14", rule, "21/04/2026"},
		{"+3w", rule, "28/04/2026"},
		{"- 1 month", rule, "07/03/2026"},
		{"29/2/2024", rule, "29/02/2024"},
		{"3/6/38", past, "03/06/1938"},
		{"3/6/38", rule, "03/06/2038"},
		{"3/6/47", rule, "03/06/1947"},
		{"7/4/26", past, "07/04/2026"},
		{"8/4/26", past, "08/04/1926"},
		{"8 April", past, "08/04/2025"},
		{"29/2/2025", rule, "!February 2025 has 28 days"},
		{"31/4/2026", rule, "!April 2026 has 30 days"},
		{"0/4/2026", rule, "!has 30 days"},
		{"04/13/2026", rule, "!day first"},
		{"Mon 7 Apr 2026", rule, "!is a Tuesday"},
		{"7/4/202", rule, "!four digits"},
		{"7/4/0026", rule, "!cannot be right"},
		{"+9999m", rule, "!cannot be right"},
		{"soon", rule, "!not a date"},
		{"7", rule, "!not a date"},
		{"1/2/3/4", rule, "!not a date"},
		{"٧/٤/٢٠٢٦", rule, "!not a date"},
	} {
		day, err := kit.ParseDay(c.text, c.rule)
		if want, wrong := strings.CutPrefix(c.want, "!"); wrong {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: got %v and error %v, want a sentence with %q", c.text, day, err, want)
			}
			if day != (kit.Day{}) {
				t.Errorf("%q: a wrong date came with the day %v", c.text, day)
			}
			continue
		}
		if err != nil || day.String() != c.want {
			t.Errorf("%q: got %q and error %v, want %q", c.text, day, err, c.want)
		}
	}
}

func FuzzParseDay(f *testing.F) {
	for _, seed := range []string{"7/4/26", "7 apr", "+14", "2026-04-07", "31/02/38", "of of", "\xff/1/1", "0", "-9999w"} {
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, text string, past bool) {
		day, err := kit.ParseDay(text, kit.DayRule{Today: today(), Past: past})
		switch {
		case err != nil && !day.IsZero():
			t.Errorf("%q gives both a day and an error", text)
		case err == nil && !day.IsZero() && !day.Valid():
			t.Errorf("%q gives a day that does not exist: %v", text, day)
		case err == nil && !day.IsZero():
			again, err := kit.ParseDay(day.String(), kit.DayRule{Today: today(), Past: past})
			if err != nil || again != day {
				t.Errorf("%q gives %v, which is read back as %v, %v", text, day, again, err)
			}
		}
	})
}

func TestDayArithmetic(t *testing.T) {
	if got := (kit.Day{Year: 2026, Month: 1, Day: 31}).AddMonths(1); got != (kit.Day{Year: 2026, Month: 2, Day: 28}) {
		t.Errorf("31 January and a month is %v", got)
	}
	if got := (kit.Day{Year: 2026, Month: 3, Day: 31}).AddMonths(-13); got != (kit.Day{Year: 2025, Month: 2, Day: 28}) {
		t.Errorf("31 March and 13 months back is %v", got)
	}
	if got := today().AddDays(-7).Long(); got != "Tue 31 Mar 2026" {
		t.Errorf("a week back is %q", got)
	}
	if got := kit.DayOf(time.Date(2026, 4, 7, 23, 59, 0, 0, time.UTC)); got != today() {
		t.Errorf("DayOf gives %v", got)
	}
}

func TestDateFieldNeverKeepsAnOlderValue(t *testing.T) {
	field := kit.NewDateField("Due", today)
	w := window(t, 300, 120, field)
	field.SetValue(today())
	field.Focus()
	press(w, fyne.KeyEnd)
	write(w, "x")
	if day, err := field.Value(); err == nil || !day.IsZero() {
		t.Errorf("unreadable text has the value %v, %v", day, err)
	}
	w.Canvas().Unfocus()
	if field.Error() == "" || field.Text() != "07/04/2026x" {
		t.Errorf("error %q, text %q; want a sentence and what was typed", field.Error(), field.Text())
	}
}

func TestDateFieldBlankIsAllowedUnlessRequired(t *testing.T) {
	field := kit.NewDateField("Due", today)
	window(t, 300, 120, field)
	if day, err := field.Value(); err != nil || !day.IsZero() {
		t.Errorf("blank is %v, %v", day, err)
	}
	field.SetRequired(true)
	if _, err := field.Value(); err == nil {
		t.Error("a required date may be blank")
	}
}

func TestDateFieldKeysAndTidying(t *testing.T) {
	var last kit.Day
	field := kit.NewDateField("Due", today)
	field.OnChanged = func(d kit.Day, _ error) { last = d }
	w := window(t, 300, 120, field)
	field.Focus()
	press(w, fyne.KeyUp) // blank: today
	press(w, fyne.KeyUp, fyne.KeyPageDown)
	if want := (kit.Day{Year: 2026, Month: 3, Day: 8}); last != want {
		t.Errorf("the keys lead to %v, want %v", last, want)
	}
	field.SetText("+14")
	w.Canvas().Unfocus()
	if field.Text() != "21/04/2026" {
		t.Errorf("leaving the field writes %q", field.Text())
	}
}

func TestDateFieldReaches1938InThreeTapsFromTheCalendar(t *testing.T) {
	field := kit.NewDateField("Born", today)
	field.Past = true
	w := window(t, 600, 500, kit.VStack(0, field))
	field.Focus()
	press(w, fyne.KeyF4)
	if !kit.OverlayOpen(w) {
		t.Fatal("F4 does not open the calendar")
	}
	test.Tap(findButton(t, w.Canvas().Overlays().Top(), "2026"))
	press(w, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // from the 2020s, ninth of twelve, to the 1930s
	press(w, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)       // from 1936 to 1938
	findButton(t, w.Canvas().Overlays().Top(), "1938")
	press(w, fyne.KeyReturn)
	if field.Text() != "07/04/1938" {
		t.Errorf("the calendar writes %q", field.Text())
	}
	field.OpenCalendar()
	press(w, fyne.KeyEscape)
	if kit.OverlayOpen(w) {
		t.Error("Escape does not close the calendar")
	}
	if w.Canvas().Focused() != fyne.Focusable(field.Entry) {
		t.Error("the focus does not go back to the field")
	}
}

func findButton(t *testing.T, root fyne.CanvasObject, text string) *kit.Button {
	t.Helper()
	for _, o := range test.LaidOutObjects(root) {
		if b, ok := o.(*kit.Button); ok && b.Text() == text {
			return b
		}
	}
	t.Fatalf("no button %q", text)
	return nil
}
