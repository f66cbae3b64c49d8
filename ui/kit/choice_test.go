package kit_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

var surgeries = []kit.Option{
	{ID: "b", Label: "Birchington Medical Centre", Note: "CT7"},
	{ID: "m", Label: "Minster Surgery"},
	{ID: "w", Label: "Westgate Surgery", Note: "CT8"},
}

func TestChoiceByKeyboard(t *testing.T) {
	var told []string
	choice := kit.NewChoice("Surgery", surgeries, func(id string) { told = append(told, id) }).AllowNone("Not recorded")
	w := kittest.Window(t, 400, 400, kit.VStack(0, choice))
	choice.Focus()
	kittest.Write(w, "w")                           // letters jump
	kittest.Press(w, fyne.KeyUp)                    // one back
	kittest.Press(w, fyne.KeySpace, fyne.KeyUp)     // the list opens on what is chosen
	kittest.Press(w, fyne.KeyReturn)                // and chooses
	kittest.Press(w, fyne.KeySpace, fyne.KeyEscape) // leaving changes nothing
	if want := []string{"w", "m", "b"}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	kittest.Press(w, fyne.KeyUp)
	if choice.Selected() != "" {
		t.Errorf("no choice is not offered first: %q", choice.Selected())
	}
	choice.Disable()
	kittest.Press(w, fyne.KeyDown)
	if choice.Selected() != "" {
		t.Error("a disabled choice was changed")
	}
}

func TestChoiceSetSelectedTellsNobody(t *testing.T) {
	choice := kit.NewChoice("Surgery", surgeries, func(string) { t.Error("told") })
	kittest.Window(t, 400, 100, choice)
	choice.SetSelected("m")
	choice.SetOptions(surgeries[:1])
	if choice.Selected() != "" {
		t.Errorf("%q stays chosen though it is gone", choice.Selected())
	}
}

func TestPickerFindsAsTyped(t *testing.T) {
	picked := ""
	picker := kit.NewPicker("Surgery", surgeries, func(id string) { picked = id })
	w := kittest.Window(t, 400, 400, kit.VStack(0, picker))
	picker.Focus()
	kittest.Write(w, "surg") // typing opens the list
	if !kit.OverlayOpen(w) || picker.Entry.Text != "surg" {
		t.Fatalf("open %v, typed %q", kit.OverlayOpen(w), picker.Entry.Text)
	}
	kittest.Press(w, fyne.KeyDown, fyne.KeyReturn)
	if picked != "w" || picker.Selected() != "w" {
		t.Errorf("picked %q, want the second surgery found", picked)
	}
	if kit.OverlayOpen(w) {
		t.Error("the list stays open")
	}
	picker.Open()
	kittest.Write(w, "zzz")
	kittest.Press(w, fyne.KeyReturn)
	if picker.Selected() != "w" {
		t.Error("Enter on nothing found changed the choice")
	}
	if !kit.OverlayOpen(w) || picker.Entry.Text != "zzz" {
		t.Error("Enter on nothing found takes what was typed away")
	}
	kittest.Press(w, fyne.KeyEscape)
	if kit.OverlayOpen(w) {
		t.Error("Escape does not close the list")
	}
}

func TestPickerOwnSearchAndNone(t *testing.T) {
	picker := kit.NewPicker("Service", nil, nil).AllowNone("None")
	picker.Search = func(query string) []kit.Option {
		return []kit.Option{{ID: "x-" + query, Label: "Found " + query}}
	}
	w := kittest.Window(t, 400, 400, kit.VStack(0, picker))
	picker.Open()
	kittest.Write(w, "debt")
	kittest.Press(w, fyne.KeyReturn)
	if picker.Selected() != "x-debt" {
		t.Fatalf("picked %q", picker.Selected())
	}
	picker.Open()
	kittest.Press(w, fyne.KeyDown, fyne.KeyReturn)
	if picker.Selected() != "" {
		t.Errorf("none is not offered first: %q", picker.Selected())
	}
}

func TestChoiceRowByDigitsArrowsAndTap(t *testing.T) {
	var numbers []string
	for i := range 11 {
		numbers = append(numbers, fmt.Sprint(i))
	}
	var told []int
	row := kit.NewChoiceRow("How confident?", numbers, func(i int) { told = append(told, i) })
	w := kittest.Window(t, 600, 200, kit.VStack(0, row))
	if row.Selected() != -1 {
		t.Fatal("something is chosen before anyone chose")
	}
	row.Focus()
	kittest.Write(w, "4")
	kittest.Press(w, fyne.KeyRight, fyne.KeyEnd, fyne.KeyHome)
	kittest.Write(w, "10")
	if want := []int{4, 5, 10, 0, 1, 10}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	row.Disable()
	kittest.Write(w, "3")
	if row.Selected() != 10 {
		t.Error("a disabled row was changed")
	}
}

func TestSegmentedTellsOnlyThePersonsChange(t *testing.T) {
	var told []int
	s := kit.NewSegmented([]string{"Month", "Week"}, 0, func(i int) { told = append(told, i) })
	kittest.Window(t, 300, 60, s)
	s.SetSelected(1)
	s.Tap(0)
	s.Tap(0)
	if !reflect.DeepEqual(told, []int{0}) || s.Selected() != 0 {
		t.Errorf("told %v, selected %d", told, s.Selected())
	}
}

// tabs presses Tab as the real driver does: what accepts it gets it as a key.
func tabs(w fyne.Window) {
	if f, ok := w.Canvas().Focused().(fyne.Tabbable); ok && f.AcceptsTab() {
		kittest.Press(w, fyne.KeyTab)
		return
	}
	w.Canvas().FocusNext()
}

// TestTab_leavesAnOpenList: it did nothing, so that who opened a list with the
// keyboard had to close it before they could go on.
func TestTab_leavesAnOpenList(t *testing.T) {
	choice := kit.NewChoice("Surgery", surgeries, nil).AllowNone("Not recorded")
	picker := kit.NewPicker("Practice", surgeries, nil).AllowNone("Not recorded")
	next := kit.NewTextField("Town")
	w := kittest.Window(t, 400, 400, kit.VStack(0, choice, picker, next))
	choice.Focus()
	kittest.Press(w, fyne.KeyReturn, fyne.KeyDown)
	tabs(w)
	if kit.OverlayOpen(w) || choice.Selected() != surgeries[0].ID {
		t.Errorf("open %v, chosen %q, want what the keyboard went to", kit.OverlayOpen(w), choice.Selected())
	}
	kittest.Press(w, fyne.KeyReturn)
	kittest.Write(w, "surg")
	tabs(w)
	if picker.Selected() != "m" || w.Canvas().Focused() != fyne.Focusable(next.Entry) {
		t.Errorf("chosen %q, the keyboard is on %T", picker.Selected(), w.Canvas().Focused())
	}
	picker.Open()
	tabs(w)
	if kit.OverlayOpen(w) || picker.Selected() != "m" {
		t.Errorf("a list that was only looked at: open %v, chosen %q", kit.OverlayOpen(w), picker.Selected())
	}
}

// TestChoice_showsAnOptionThatIsEmpty: a setting that was left as it is said “Choose…”.
func TestChoice_showsAnOptionThatIsEmpty(t *testing.T) {
	choice := kit.NewChoice("Staff", []kit.Option{{ID: "", Label: "Leave them out"}, {ID: "yes", Label: "Include them"}}, nil)
	kittest.Window(t, 400, 100, choice)
	if got := kittest.Words(choice); !strings.Contains(got, "Leave them out") {
		t.Errorf("the choice says %q", got)
	}
	_ = choice.AllowNone("Not recorded")
	if got := kittest.Words(choice); !strings.Contains(got, "Not recorded") {
		t.Errorf("the choice says %q", got)
	}
}
