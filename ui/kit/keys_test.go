package kit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

// keyboard types as the real driver does: every letter, digit and space comes as a
// key before it comes as a character, and both go to what has the focus by then.
func keyboard(w fyne.Window, text string) {
	for _, r := range text {
		name := fyne.KeyName(strings.ToUpper(string(r)))
		if r == ' ' {
			name = fyne.KeySpace
		}
		if f := w.Canvas().Focused(); f != nil && (r < unicode.MaxASCII) {
			f.TypedKey(&fyne.KeyEvent{Name: name})
		}
		if f := w.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

// clock sets the time between letters by hand.
func clock(t *testing.T) (wait func(time.Duration)) {
	t.Helper()
	at := time.Date(2026, 4, 7, 10, 0, 0, 0, time.UTC)
	t.Cleanup(kit.SetClock(func() time.Time { return at }))
	return func(d time.Duration) { at = at.Add(d) }
}

var reasons = []kit.Option{
	{ID: "age", Label: "Ageing well"}, {ID: "emp", Label: "Employability"}, {ID: "ben", Label: "Benefits"},
	{ID: "bef", Label: "Befriending / isolation"}, {ID: "mon", Label: "Money advice"}, {ID: "mot", Label: "Money today"},
	{ID: "e", Label: "Élan"}, {ID: "ob", Label: "O’Brien fund"}, {ID: "lo", Label: "Łódź club"},
}

func TestChoice_typedPrefix(t *testing.T) {
	cases := map[string]struct {
		from, typed, want string
	}{
		"two letters":                         {"", "bef", "bef"},
		"the beginning that two share":        {"", "be", "ben"},
		"whatever was chosen before":          {"bef", "be", "ben"},
		"case":                                {"", "BEF", "bef"},
		"a space within":                      {"", "money t", "mot"},
		"a space at the end changes nothing":  {"", "money ", "mon"},
		"a mark within":                       {"", "befriending i", "bef"},
		"accents that are not typed":          {"", "el", "e"},
		"accents that are typed":              {"", "él", "e"},
		"accents typed where there are none":  {"", "émp", "emp"},
		"an apostrophe left out":              {"", "obr", "ob"},
		"an apostrophe of the keyboard":       {"", "o'b", "ob"},
		"a letter from which no accent comes": {"", "lodz", "lo"},
		"a letter again goes round":           {"", "bb", "bef"},
		"and round":                           {"", "bbb", "ben"},
		"what begins no label stays":          {"", "bez", "ben"},
		"a space alone is none":               {"mon", "", "mon"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			clock(t)
			choice := kit.NewChoice("Reason", reasons, nil)
			w := kittest.Window(t, 400, 500, kit.VStack(0, choice))
			choice.SetSelected(c.from)
			choice.Focus()
			keyboard(w, c.typed)
			if got := choice.Selected(); got != c.want || kit.OverlayOpen(w) {
				t.Errorf("chose %q, want %q; list open: %v", got, c.want, kit.OverlayOpen(w))
			}

			list := kit.NewChoice("Reason", reasons, nil)
			w.SetContent(kit.VStack(0, list))
			list.SetSelected(c.from)
			list.Focus()
			keyboard(w, " ") // opens the list
			keyboard(w, c.typed)
			kittest.Press(w, fyne.KeyReturn)
			if got := list.Selected(); got != c.want {
				t.Errorf("in the open list chose %q, want %q", got, c.want)
			}
		})
	}
}

func TestChoice_aPauseBeginsAnew(t *testing.T) {
	wait := clock(t)
	choice := kit.NewChoice("Reason", reasons, nil)
	w := kittest.Window(t, 400, 500, kit.VStack(0, choice))
	choice.Focus()
	keyboard(w, "b")
	wait(900 * time.Millisecond)
	keyboard(w, "e")
	wait(900 * time.Millisecond)
	keyboard(w, "f")
	if got := choice.Selected(); got != "bef" {
		t.Fatalf("letters within a second of each other chose %q", got)
	}
	wait(1100 * time.Millisecond)
	keyboard(w, "m")
	if got := choice.Selected(); got != "mon" {
		t.Errorf("after a pause m chose %q", got)
	}
	wait(1100 * time.Millisecond)
	keyboard(w, " ")
	if !kit.OverlayOpen(w) {
		t.Error("after a pause a space does not open the list")
	}
}

func TestChoice_backspaceAndDelete(t *testing.T) {
	wait := clock(t)
	choice := kit.NewChoice("Reason", reasons, nil).AllowNone("Not recorded")
	w := kittest.Window(t, 400, 500, kit.VStack(0, choice))
	choice.Focus()
	keyboard(w, "bex")
	kittest.Press(w, fyne.KeyBackspace)
	keyboard(w, "f")
	if got := choice.Selected(); got != "bef" {
		t.Errorf("a letter taken back leaves %q", got)
	}
	wait(2 * time.Second)
	kittest.Press(w, fyne.KeyDelete)
	if got := choice.Selected(); got != "" {
		t.Errorf("Delete leaves %q", got)
	}
	firm := kit.NewChoice("Reason", reasons, nil)
	w.SetContent(firm)
	firm.SetSelected("bef")
	firm.Focus()
	kittest.Press(w, fyne.KeyDelete, fyne.KeyBackspace)
	if got := firm.Selected(); got != "bef" {
		t.Errorf("Delete took back a choice that has to be made: %q", got)
	}
}

func TestPicker_spaceOpensAndWordsFindWithoutAccents(t *testing.T) {
	picker := kit.NewPicker("Reason", reasons, nil)
	w := kittest.Window(t, 400, 500, kit.VStack(0, picker))
	picker.Focus()
	keyboard(w, " ")
	keyboard(w, "money tod")
	kittest.Press(w, fyne.KeyReturn)
	if picker.Selected() != "mot" {
		t.Errorf("picked %q", picker.Selected())
	}
	picker.Open()
	keyboard(w, "lodz")
	kittest.Press(w, fyne.KeyReturn)
	if picker.Selected() != "lo" {
		t.Errorf("picked %q", picker.Selected())
	}
}

func TestChoiceRow_tenIsTypedWithTwoKeys(t *testing.T) {
	wait := clock(t)
	numbers := strings.Fields("0 1 2 3 4 5 6 7 8 9 10")
	row := kit.NewChoiceRow("How confident?", numbers, nil)
	w := kittest.Window(t, 700, 200, kit.VStack(0, row))
	row.Focus()
	keyboard(w, "10")
	if got := row.Selected(); got != 10 {
		t.Errorf("10 chose %d", got)
	}
	wait(2 * time.Second)
	keyboard(w, "1")
	wait(2 * time.Second)
	keyboard(w, "0")
	if got := row.Selected(); got != 0 {
		t.Errorf("1, a pause and 0 chose %d", got)
	}
	wait(2 * time.Second)
	keyboard(w, "15")
	if got := row.Selected(); got != 5 {
		t.Errorf("15 chose %d, want the last digit", got)
	}
}

func TestChoiceRow_prefixSpaceEnterAndDelete(t *testing.T) {
	wait := clock(t)
	var told []int
	row := kit.NewChoiceRow("Outcome", []string{"Cancelled", "Came late", "Came", "Did not come"}, func(i int) { told = append(told, i) })
	w := kittest.Window(t, 700, 200, kit.VStack(0, row))
	for name, c := range map[string]struct {
		typed string
		keys  []fyne.KeyName
		want  int
	}{
		"a prefix":                    {"came l", nil, 1},
		"a letter":                    {"d", nil, 3},
		"a digit counts":              {"3", nil, 2},
		"a space chooses the ringed":  {" ", nil, 0},
		"Enter answers for no one":    {"", []fyne.KeyName{fyne.KeyReturn}, -1},
		"an arrow":                    {"", []fyne.KeyName{fyne.KeyEnd, fyne.KeyLeft}, 2},
		"Delete where it is required": {"d", []fyne.KeyName{fyne.KeyDelete}, 3},
	} {
		row.SetSelected(-1)
		wait(2 * time.Second)
		row.Focus()
		keyboard(w, c.typed)
		kittest.Press(w, c.keys...)
		if got := row.Selected(); got != c.want {
			t.Errorf("%s chose %d, want %d", name, got, c.want)
		}
	}
	taken := 0
	_ = row.AllowNone(func() { taken++ })
	row.SetSelected(3)
	kittest.Press(w, fyne.KeyDelete, fyne.KeyBackspace)
	if row.Selected() != -1 || taken != 1 {
		t.Errorf("after Delete %d is chosen, told %d times", row.Selected(), taken)
	}
	told = nil
	wait(2 * time.Second)
	keyboard(w, "  ")
	if !slices.Equal(told, []int{0}) || row.Selected() != 0 {
		t.Errorf("two spaces told %v and leave %d: a space must not take an answer back", told, row.Selected())
	}
}

func TestEnterInADialogIsItsMainButtonAndSpaceChooses(t *testing.T) {
	row, check := kit.NewChoiceRow("Outcome", []string{"Yes", "No"}, nil), kit.NewCheck("Large print", nil)
	done := 0
	w := kittest.Window(t, 700, 500, kit.VStack(0))
	kit.ShowForm(w, "What happened?", kit.VStack(8, row, check), "Save", func() bool { done++; return false })
	kittest.Press(w, fyne.KeyReturn)
	if row.Selected() != -1 || done != 1 {
		t.Fatalf("Enter chose %d and saved %d times", row.Selected(), done)
	}
	keyboard(w, " ")
	w.Canvas().FocusNext()
	keyboard(w, " ")
	kittest.Press(w, fyne.KeyReturn)
	if row.Selected() != 0 || !check.Checked || done != 2 {
		t.Errorf("chosen %d, checked %v, saved %d times", row.Selected(), check.Checked, done)
	}
}

// TestEnterInADialog_answersNoRequiredRow: it took the first answer, so that whoever
// pressed Enter through a form said what no one had chosen.
func TestEnterInADialog_answersNoRequiredRow(t *testing.T) {
	row := kit.NewChoiceRow("What they do", []string{"Prescriber", "Coordinator"}, nil)
	row.SetRequired(true)
	done := 0
	w := kittest.Window(t, 700, 500, kit.VStack(0))
	kit.ShowForm(w, "Add a person", kit.VStack(8, row), "Add", func() bool { done++; return false })
	kittest.Press(w, fyne.KeyReturn)
	if row.Selected() != -1 || done != 1 {
		t.Fatalf("Enter chose %d and tried to save %d times", row.Selected(), done)
	}
	keyboard(w, " ")
	kittest.Press(w, fyne.KeyReturn)
	if row.Selected() != 0 || done != 2 {
		t.Errorf("Space chose %d, and Enter saved %d times", row.Selected(), done)
	}
}

// TestEnterTwice_answersForNoOne: the first opened a list and the second took what was
// at its top.
func TestEnterTwice_answersForNoOne(t *testing.T) {
	choice, picker := kit.NewChoice("Why?", reasons, nil), kit.NewPicker("Reason", reasons, nil)
	w := kittest.Window(t, 400, 500, kit.VStack(0, choice, picker))
	choice.Focus()
	kittest.Press(w, fyne.KeyReturn, fyne.KeyReturn)
	if choice.Selected() != "" || kit.OverlayOpen(w) {
		t.Errorf("Enter twice chose %q, open %v", choice.Selected(), kit.OverlayOpen(w))
	}
	kittest.Press(w, fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn)
	if choice.Selected() != reasons[0].ID {
		t.Errorf("an arrow and Enter chose %q", choice.Selected())
	}
	picker.Focus()
	kittest.Press(w, fyne.KeyReturn, fyne.KeyReturn)
	if picker.Selected() != "" || kit.OverlayOpen(w) {
		t.Errorf("Enter twice picked %q, open %v", picker.Selected(), kit.OverlayOpen(w))
	}
	picker.SetSelected(reasons[2].ID)
	kittest.Press(w, fyne.KeyReturn, fyne.KeyReturn)
	if picker.Selected() != reasons[2].ID {
		t.Errorf("looking at the list changed the choice to %q", picker.Selected())
	}
}

// Looking through a long list with the wheel went to what then stood at its top.
func TestWheel_goesToNoOption(t *testing.T) {
	var many []kit.Option
	for i := range 30 {
		many = append(many, kit.Option{ID: fmt.Sprint(i), Label: fmt.Sprint("Surgery ", i)})
	}
	choice := kit.NewChoice("Surgery", many, nil)
	w := kittest.Window(t, 400, 500, kit.VStack(0, choice))
	choice.Focus()
	kittest.Press(w, fyne.KeyReturn)
	turned := false
	for _, over := range w.Canvas().Overlays().List() {
		for _, o := range test.LaidOutObjects(over) {
			if list, ok := o.(fyne.Scrollable); ok {
				list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -20)})
				turned = true
			}
		}
	}
	kittest.Press(w, fyne.KeyReturn)
	if !turned || choice.Selected() != "" {
		t.Errorf("the wheel was turned: %v, and Enter chose %q", turned, choice.Selected())
	}
}

func TestChips_spaceAndEnterSwitchAndArrowsMove(t *testing.T) {
	var chips []*kit.FilterChip
	var objects []fyne.CanvasObject
	for _, name := range []string{"Debt", "Damp", "Diet"} {
		chip := kit.NewFilterChip(name, false, nil)
		chips, objects = append(chips, chip), append(objects, chip)
	}
	w := kittest.Window(t, 500, 200, kit.Wrap(objects...))
	w.Canvas().Focus(chips[0])
	keyboard(w, " ")
	kittest.Press(w, fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyRight)
	keyboard(w, " ")
	if on := []bool{chips[0].On(), chips[1].On(), chips[2].On()}; !slices.Equal(on, []bool{true, false, true}) {
		t.Errorf("on: %v", on)
	}
}

func TestRows_spaceAndEnterChooseAndOpen(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn} {
		var opened []int
		rows := kit.NewRows(func() int { return 3 }, func() fyne.CanvasObject { return kit.NewText("", kit.Body) }, func(int, fyne.CanvasObject) {}, 40)
		rows.OnOpen = func(i int) { opened = append(opened, i) }
		w := kittest.Window(t, 400, 300, rows)
		rows.Focus()
		kittest.Press(w, key)
		if rows.Selected() != 0 || opened != nil {
			t.Errorf("%s without a selection selected %d and opened %v", key, rows.Selected(), opened)
		}
		kittest.Press(w, fyne.KeyDown, key)
		if !slices.Equal(opened, []int{1}) {
			t.Errorf("%s opened %v", key, opened)
		}
	}
}

func TestATextTypedAtAButtonPressesNothing(t *testing.T) {
	pressed := 0
	button := kit.Quiet("Clear", func() { pressed++ })
	chip := kit.NewFilterChip("Damp", false, func(bool) { pressed++ })
	check := kit.NewCheck("Large print", func(bool) { pressed++ })
	rows := kit.NewRows(func() int { return 3 }, func() fyne.CanvasObject { return kit.NewText("", kit.Body) }, func(int, fyne.CanvasObject) {}, 40)
	rows.OnSelect = func(int) { pressed++ }
	w := kittest.Window(t, 400, 300, kit.VStack(4, button, chip, check, kit.Fixed(100, 100, rows)))
	for _, o := range []fyne.Focusable{button, chip, check, rows} {
		w.Canvas().Focus(o)
		keyboard(w, "If it is the lady from last time")
		if pressed != 0 {
			t.Errorf("%T was pressed by the spaces in a text", o)
		}
		pressed = 0
		w.Canvas().Focus(nil)
		w.Canvas().Focus(o)
		keyboard(w, " ")
		if pressed != 1 {
			t.Errorf("%T was pressed %d times by a space", o, pressed)
		}
		pressed = 0
	}
}

func TestAside_isPassedByTab(t *testing.T) {
	pressed := 0
	first, last := kit.NewTextField("First"), kit.NewTextField("Last")
	aside := kit.NewAside("Not asked", func() { pressed++ })
	w := kittest.Window(t, 400, 300, kit.VStack(4, first, aside, last))
	first.Focus()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(last.Entry) {
		t.Errorf("Tab leads to %T", w.Canvas().Focused())
	}
	test.Tap(aside)
	if pressed != 1 {
		t.Error("a tap does not press it")
	}
}
