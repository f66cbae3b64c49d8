package kit_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

// readDay stands for the reader that the screens hand in: it knows full dates
// and “+” with a number of days.
func readDay(text string) (kit.Day, error) {
	if text == "" {
		return kit.Day{}, nil
	}
	if days, err := strconv.Atoi(strings.TrimPrefix(text, "+")); err == nil && text[0] == '+' {
		return today().AddDays(days), nil
	}
	at, err := time.Parse("02/01/2006", text)
	if err != nil {
		return kit.Day{}, errors.New("not a date")
	}
	return kit.DayOf(at), nil
}

func TestDay_addsDaysAndMonths(t *testing.T) {
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
	field := kit.NewDateField("Due", today, readDay)
	w := kittest.Window(t, 300, 120, field)
	field.SetValue(today())
	field.Focus()
	kittest.Press(w, fyne.KeyEnd)
	kittest.Write(w, "x")
	if day, err := field.Value(); err == nil || !day.IsZero() {
		t.Errorf("unreadable text has the value %v, %v", day, err)
	}
	w.Canvas().Unfocus()
	if field.Error() == "" || field.Text() != "07/04/2026x" {
		t.Errorf("error %q, text %q; want a sentence and what was typed", field.Error(), field.Text())
	}
}

func TestDateFieldBlankIsAllowedUnlessRequired(t *testing.T) {
	field := kit.NewDateField("Due", today, readDay)
	kittest.Window(t, 300, 120, field)
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
	field := kit.NewDateField("Due", today, readDay)
	field.OnChanged = func(d kit.Day, _ error) { last = d }
	w := kittest.Window(t, 300, 120, field)
	field.Focus()
	kittest.Press(w, fyne.KeyUp) // blank: today
	kittest.Press(w, fyne.KeyUp, fyne.KeyPageDown)
	if want := (kit.Day{Year: 2026, Month: 3, Day: 8}); last != want {
		t.Errorf("the keys lead to %v, want %v", last, want)
	}
	field.SetText("+14")
	w.Canvas().Unfocus()
	if field.Text() != "21/04/2026" {
		t.Errorf("leaving the field writes %q", field.Text())
	}
}

func TestDateField_typingAfterTabReplacesTheDate(t *testing.T) {
	field := kit.NewDateField("Received on", today, readDay)
	field.SetValue(kit.Day{Year: 2026, Month: 11, Day: 29})
	before := kit.NewTextField("Referred by")
	w := kittest.Window(t, 400, 300, kit.VStack(0, before, field))
	before.Focus()
	w.Canvas().FocusNext()
	keyboard(w, "20/11/2026")
	if got := field.Text(); got != "20/11/2026" {
		t.Errorf("the field says %q", got)
	}
}

// Someone selected what they had searched for, emptied it with Escape, typed
// "ash" and was shown those who match "sh".
func TestSearch_keepsTheFirstLetterAfterEscape(t *testing.T) {
	said := ""
	search := kit.NewSearch("Any part of a name", func(text string) { said = text })
	w := kittest.Window(t, 400, 60, search)
	w.Canvas().Focus(search)
	keyboard(w, "birch")
	search.TypedShortcut(&fyne.ShortcutSelectAll{})
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	keyboard(w, "ash")
	if said != "ash" || search.Text != "ash" {
		t.Errorf("searched for %q, the field says %q", said, search.Text)
	}
}

// A date that an arrow key had changed was still selected where the one before had
// been, and the first digits typed after it were lost.
func TestDateField_typingAfterAnArrowReplacesTheDate(t *testing.T) {
	field := kit.NewDateField("Received on", today, readDay)
	w := kittest.Window(t, 400, 300, field)
	for _, was := range []kit.Day{{}, {Year: 2026, Month: 11, Day: 29}} {
		field.SetValue(was)
		field.Focus()
		field.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
		keyboard(w, "6/4/2026")
		if got := field.Text(); got != "6/4/2026" {
			t.Errorf("after %v the field says %q", was, got)
		}
		w.Canvas().Unfocus()
	}
}

func TestDateFieldShowsWithItsWeekdayWhatItUnderstands(t *testing.T) {
	field := kit.NewDateField("Due", today, readDay)
	w := kittest.Window(t, 300, 120, field)
	for _, c := range []struct{ text, want string }{
		{"+14", "Tue 21 Apr 2026"}, {"soon", ""}, {"08/04/2026", "Wed 8 Apr 2026"}, {"", ""},
	} {
		field.Entry.SetText("") // as a person who types over it
		field.Focus()
		kittest.Write(w, c.text)
		if got := field.Understood(); got != c.want {
			t.Errorf("%q shows %q while it is typed, want %q", c.text, got, c.want)
		}
		w.Canvas().Unfocus()
		if got := field.Understood(); got != c.want {
			t.Errorf("%q shows %q once the field is left, want %q", c.text, got, c.want)
		}
	}
	field.SetValue(today())
	if got := field.Understood(); got != "Tue 7 Apr 2026" {
		t.Errorf("a date set by the screen shows %q", got)
	}
}

func TestDateFieldReaches1938InThreeTapsFromTheCalendar(t *testing.T) {
	field := kit.NewDateField("Born", today, readDay)
	w := kittest.Window(t, 600, 500, kit.VStack(0, field))
	field.Focus()
	kittest.Press(w, fyne.KeyF4)
	if !kit.OverlayOpen(w) {
		t.Fatal("F4 does not open the calendar")
	}
	test.Tap(findButton(t, w.Canvas().Overlays().Top(), "2026"))
	kittest.Press(w, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // from the 2020s, ninth of twelve, to the 1930s
	kittest.Press(w, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)       // from 1936 to 1938
	findButton(t, w.Canvas().Overlays().Top(), "1938")
	kittest.Press(w, fyne.KeyReturn)
	if field.Text() != "07/04/1938" {
		t.Errorf("the calendar writes %q", field.Text())
	}
	field.OpenCalendar()
	kittest.Press(w, fyne.KeyEscape)
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
