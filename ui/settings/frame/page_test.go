package frame

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// grouped shows a page of some groups, each with as many parts, the last of which
// only who runs the service may change.
func grouped(d *uitest.Desk, groups, parts int) *Page {
	p := New(d.Host)
	var list []Group
	for g := range groups {
		group := Group{Heading: fmt.Sprintf("Group %d", g+1)}
		for n := range parts {
			title := fmt.Sprintf("Part %d.%d", g+1, n+1)
			part := &Part{Title: title, View: kit.NewText("This is "+title, kit.Body),
				Load: func(context.Context) (func(), error) { return func() {}, nil }}
			group.Places = append(group.Places, Place{Part: part, Needs: access.OwnSeat})
		}
		if g == groups-1 {
			for i := range group.Places {
				group.Places[i].Needs = access.RunService
			}
		}
		list = append(list, group)
	}
	p.Fill(list, nil)
	d.Show(p)
	return p
}

// The list has a heading above each group of parts, unless only a few are shown.
func TestPage_theListHasHeadingsThatAreNeverSelected(t *testing.T) {
	d := uitest.New(t)
	p := grouped(d, 3, 3)
	headings := 0
	for i, l := range p.lines {
		if l.heading == "" {
			continue
		}
		headings++
		if i == len(p.lines)-1 || p.lines[i+1].heading != "" {
			t.Errorf("nothing stands under %q", l.heading)
		}
	}
	if headings != 3 {
		t.Errorf("%d headings", headings)
	}
	d.Host.Window.Canvas().Focus(p.FirstFocus())
	d.Keys(fyne.KeyHome)
	seen := []string{p.parts[p.open].Title}
	for range len(p.parts) - 1 {
		d.Keys(fyne.KeyDown)
		seen = append(seen, p.parts[p.open].Title)
		d.Sees("This is " + p.parts[p.open].Title)
	}
	if len(slices.Compact(slices.Sorted(slices.Values(seen)))) != len(p.parts) {
		t.Errorf("the arrow keys came to %q", seen)
	}
	for range len(p.parts) {
		d.Keys(fyne.KeyUp)
	}
	if p.open != 0 || p.rows.Selected() != 1 {
		t.Errorf("up leads to part %d in row %d", p.open, p.rows.Selected())
	}
}

// Few parts need no headings, and none stands above nothing.
func TestPage_fewPartsHaveNoHeadings(t *testing.T) {
	d := uitest.New(t)
	d.Store.Session.SignIn(access.Identity{Person: d.Store.Session.Person(), Role: access.Volunteer})
	few, many := grouped(d, 3, 2), grouped(d, 4, 4)
	for _, l := range few.lines {
		if l.heading != "" {
			t.Errorf("%q stands above %d parts", l.heading, len(few.parts))
		}
	}
	if last := many.lines[len(many.lines)-1]; last.heading != "" || len(many.parts) != 12 {
		t.Errorf("%d parts, and last %q", len(many.parts), last.heading)
	}
}

// A change among the devices is news for the part that shows them alone.
func TestPage_onlyAPartThatMeetsHearsOfDevices(t *testing.T) {
	d := uitest.New(t)
	p := grouped(d, 1, 2)
	p.parts[1].Met = func() {}
	changed := store.Change{Kind: store.ChangedDevices}
	if p.Shows(changed) {
		t.Error("a part that shows no devices is read again")
	}
	if p.choose(1); !p.Shows(changed) {
		t.Error("the part that shows them is not")
	}
}
