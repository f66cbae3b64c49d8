package settings

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

func (d *desk) surgeryNames(withRetired bool) []string {
	d.t.Helper()
	list, err := d.h.Store.Surgeries(d.ctx(), withRetired)
	d.must(err)
	var names []string
	for _, s := range list {
		names = append(names, s.Name+"/"+s.Town)
	}
	return names
}

func TestASurgeryIsAddedChangedRetiredAndBroughtBack(t *testing.T) {
	d := newDesk(t)
	d.open("Surgeries")
	d.sees("No surgeries yet")

	d.press("Add a surgery")
	d.typed(" Birchington   Medical Centre")
	d.keys(fyne.KeyReturn)
	d.press("Add a surgery")
	d.typed("birchington medical centre")
	d.keys(fyne.KeyReturn)
	d.sees("There is one of this name already") // and the dialog is still open, with what was typed
	if !kit.OverlayOpen(d.h.Window) {
		t.Fatal("the dialog closed although nothing was stored")
	}
	d.keys(fyne.KeyEscape)
	if got := d.surgeryNames(true); !slices.Equal(got, []string{"Birchington Medical Centre/"}) {
		t.Fatalf("stored %q", got)
	}

	d.rows().Focus()
	d.keys(fyne.KeyReturn)
	d.h.Window.Canvas().FocusNext()
	d.typed("Birchington")
	d.keys(fyne.KeyReturn)
	if got := d.surgeryNames(false); !slices.Equal(got, []string{"Birchington Medical Centre/Birchington"}) {
		t.Fatalf("after the change %q", got)
	}

	d.press("Retire")
	if got := d.surgeryNames(false); len(got) != 0 {
		t.Errorf("still offered: %q", got)
	}
	d.sees("no longer offered", "Retired", "Bring back")
	d.press("Bring back")
	if got := d.surgeryNames(false); len(got) != 1 {
		t.Errorf("after it was brought back: %q", got)
	}
}

func TestAPersonNeedsANameAndARole(t *testing.T) {
	d := newDesk(t)
	d.open("Staff")
	d.press("Add a person")
	d.keys(fyne.KeyReturn)
	d.sees("Please give the person's name.", "Please choose what this person does.")
	d.typed("Zoë O’Brien")
	d.h.Window.Canvas().FocusNext()
	d.keys(fyne.KeyRight)
	d.keys(fyne.KeyReturn)
	list, err := d.h.Store.Staff(d.ctx(), false)
	d.must(err)
	if len(list) != 1 || list[0].Name != "Zoë O’Brien" || list[0].Role != data.RolePrescriber {
		t.Errorf("stored %+v", list)
	}
}

func TestWhoUsesThePCCannotHaveLeft(t *testing.T) {
	d := newDesk(t)
	sian := d.person("Siân Prŷs-Okafor", data.RolePrescriber, false)
	d.h.Store.SetActor(sian.ID)
	d.open("Staff")
	d.sees("uses this PC")
	d.press("Has left")
	d.sees("First choose somebody else")
	list, err := d.h.Store.Staff(d.ctx(), false)
	d.must(err)
	if len(list) != 1 {
		t.Error("the one who uses the PC has left")
	}
	d.h.Store.SetActor("")
	d.press("Has left")
	if list, err = d.h.Store.Staff(d.ctx(), false); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestASecondPressWaitsForTheFirst(t *testing.T) {
	d := newDesk(t)
	d.open("Reasons")
	before := d.reasonNames()
	d.pick(1)
	at := d.h.Background
	var waiting []func(context.Context) func()
	d.h.Background = func(work func(context.Context) func()) { waiting = append(waiting, work) }
	d.press("Move down")
	d.press("Move up") // while the first is being stored
	for len(waiting) > 0 {
		next := waiting[0]
		waiting = waiting[1:]
		at(next)
	}
	d.h.Background = at
	want := slices.Clone(before)
	want[1], want[2] = want[2], want[1]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Errorf("after two quick presses %q, want %q", got, want)
	}
	d.sees("now stands in place 3")
	d.press("Move down") // and it can be pressed again
	want[2], want[3] = want[3], want[2]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Errorf("after a third press %q, want %q", got, want)
	}
}

func (d *desk) reasonNames() []string {
	d.t.Helper()
	list, err := d.h.Store.Reasons(d.ctx(), false)
	d.must(err)
	var names []string
	for _, r := range list {
		names = append(names, r.Name)
	}
	return names
}

func TestReasonsChangeTheirOrder(t *testing.T) {
	d := newDesk(t)
	d.open("Reasons")
	before := d.reasonNames()
	d.pick(1)
	d.press("Move up")
	want := slices.Clone(before)
	want[0], want[1] = want[1], want[0]
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Fatalf("order %q, want %q", got, want)
	}
	d.press("Move up") // it is the first: nothing happens
	if got := d.reasonNames(); !slices.Equal(got, want) {
		t.Fatalf("the first moved up: %q", got)
	}
	d.press("Move down") // the selection has gone with it
	if got := d.reasonNames(); !slices.Equal(got, before) {
		t.Fatalf("order %q, want %q", got, before)
	}
	// A retired one keeps its place in history and leaves the order whole.
	d.press("Retire")
	d.pick(len(before) - 2)
	d.press("Move up")
	got := d.reasonNames()
	if len(got) != len(before)-1 || slices.Contains(got, before[1]) || got[len(got)-2] != before[len(before)-1] {
		t.Errorf("after one was retired: %q of %q", got, before)
	}
}
