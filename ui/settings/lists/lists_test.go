package lists

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

func (d *desk) surgeryNames(withRetired bool) []string {
	d.T.Helper()
	list, err := d.Host.Lists.Surgeries(d.Ctx(), withRetired)
	d.Must(err)
	var names []string
	for _, s := range list {
		names = append(names, s.Name+"/"+s.Town)
	}
	return names
}

func TestASurgeryIsAddedChangedRetiredAndBroughtBack(t *testing.T) {
	d := newDesk(t)
	d.Open("Surgeries")
	d.Sees("No surgeries yet")

	d.Press("Add a surgery…")
	d.Type(" Birchington   Medical Centre")
	d.Keys(fyne.KeyReturn)
	d.Press("Add a surgery…")
	d.Type("birchington medical centre")
	d.Keys(fyne.KeyReturn)
	d.Sees("This name is already in use") // and the dialog is still open, with what was typed
	if !kit.OverlayOpen(d.Host.Window) {
		t.Fatal("the dialog closed although nothing was stored")
	}
	d.Keys(fyne.KeyEscape)
	if got := d.surgeryNames(true); !slices.Equal(got, []string{"Birchington Medical Centre/"}) {
		t.Fatalf("stored %q", got)
	}

	d.Rows().Focus()
	d.Keys(fyne.KeyReturn)
	d.Host.Window.Canvas().FocusNext()
	d.Type("Birchington")
	d.Keys(fyne.KeyReturn)
	if got := d.surgeryNames(false); !slices.Equal(got, []string{"Birchington Medical Centre/Birchington"}) {
		t.Fatalf("after the change %q", got)
	}

	d.Press("Retire")
	if got := d.surgeryNames(false); len(got) != 0 {
		t.Errorf("still offered: %q", got)
	}
	d.Sees("no longer shown on forms", "Retired", "Restore")
	d.Press("Restore")
	if got := d.surgeryNames(false); len(got) != 1 {
		t.Errorf("after it was brought back: %q", got)
	}
}

func TestAPersonNeedsANameAndARole(t *testing.T) {
	d := newDesk(t)
	d.Open("Staff")
	d.Press("Add a person…")
	d.Keys(fyne.KeyReturn)
	d.Sees("Enter the person’s name.", "Choose what this person does.")
	d.Type("Zoë O’Brien")
	d.Host.Window.Canvas().FocusNext()
	d.Keys(fyne.KeyRight)
	d.Keys(fyne.KeyReturn)
	list, err := d.Host.Lists.Staff(d.Ctx(), false)
	d.Must(err)
	if len(list) != 1 || list[0].Name != "Zoë O’Brien" || list[0].Role != data.RolePrescriber {
		t.Errorf("stored %+v", list)
	}
}

func TestWhoUsesThePCCannotHaveLeft(t *testing.T) {
	d := newDesk(t)
	sian := d.Person("Siân Prŷs-Okafor", data.RolePrescriber, false)
	d.Host.Session.SwitchTo(sian.ID)
	d.Open("Staff")
	d.Sees("uses this PC")
	d.Press("Mark as left")
	d.Sees("Choose someone else")
	list, err := d.Host.Lists.Staff(d.Ctx(), false)
	d.Must(err)
	if len(list) != 1 {
		t.Error("the one who uses the PC has left")
	}
	d.Host.Session.SwitchTo("")
	d.Press("Mark as left")
	if list, err = d.Host.Lists.Staff(d.Ctx(), false); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestASecondPressWaitsForTheFirst(t *testing.T) {
	d := newDesk(t)
	d.Open("Reasons")
	before := d.reasonNames()
	d.Pick(1)
	at := d.Host.Background
	var waiting []func(context.Context) func()
	d.Host.Background = func(work func(context.Context) func()) { waiting = append(waiting, work) }
	d.Press("Move down")
	d.Press("Move up") // while the first is being stored
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		at(next)
	}
	d.Host.Background = at
	want := slices.Clone(before)
	want[1], want[2] = want[2], want[1]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Errorf("after two quick presses %q, want %q", got, want)
	}
	d.Sees("is now number 3")
	d.Press("Move down") // and it can be pressed again
	want[2], want[3] = want[3], want[2]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Errorf("after a third press %q, want %q", got, want)
	}
}

func (d *desk) reasonNames() []string {
	d.T.Helper()
	list, err := d.Host.Lists.Reasons(d.Ctx(), false)
	d.Must(err)
	var names []string
	for _, r := range list {
		names = append(names, r.Name)
	}
	return names
}

func TestReasonsChangeTheirOrder(t *testing.T) {
	d := newDesk(t)
	d.Open("Reasons")
	before := d.reasonNames()
	d.Pick(1)
	d.Press("Move up")
	want := slices.Clone(before)
	want[0], want[1] = want[1], want[0]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Fatalf("order %q, want %q", got, want)
	}
	d.Press("Move up") // it is the first: nothing happens
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Fatalf("the first moved up: %q", got)
	}
	d.Press("Move down") // the selection has gone with it
	if got := d.reasonNames(); !slices.Equal(got, before) {
		t.Fatalf("order %q, want %q", got, before)
	}
	// A retired one keeps its place in history and leaves the order whole.
	d.Press("Retire")
	d.Pick(len(before) - 2)
	d.Press("Move up")
	got := d.reasonNames()
	if len(got) != len(before)-1 || slices.Contains(got, before[1]) || got[len(got)-2] != before[len(before)-1] {
		t.Errorf("after one was retired: %q of %q", got, before)
	}
}
