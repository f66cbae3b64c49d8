package settings

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

func TestPartsLeadToTheirPart(t *testing.T) {
	d := uitest.New(t)
	parts := Parts(d.Host)
	if len(parts) < 25 {
		t.Fatalf("only %d parts", len(parts))
	}
	for i, part := range parts {
		if p := New(d.Host, part.Route).(*page); p.open != i {
			t.Errorf("%q opens part %d, not %d", part.Title, p.open, i)
		}
	}
}

// The list has a heading above each group of parts, unless only a few are shown.
func TestSettings_theListHasHeadingsThatAreNeverSelected(t *testing.T) {
	d := newDesk(t)
	p := d.open("You and the service")
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
	if headings != 5 {
		t.Errorf("%d headings", headings)
	}
	d.Keys(fyne.KeyHome)
	seen := []string{p.sections[p.open].title}
	for range len(p.sections) - 1 {
		d.Keys(fyne.KeyDown)
		seen = append(seen, p.sections[p.open].title)
	}
	if len(slices.Compact(slices.Sorted(slices.Values(seen)))) != len(p.sections) {
		t.Errorf("the arrow keys came to %q", seen)
	}
	for range len(p.sections) {
		d.Keys(fyne.KeyUp)
	}
	if p.open != 0 || p.rows.Selected() != 1 {
		t.Errorf("up leads to part %d in row %d", p.open, p.rows.Selected())
	}
}

// A volunteer may set little: so few parts need no headings, and none stands alone.
func TestSettings_fewPartsHaveNoHeadings(t *testing.T) {
	d := newDesk(t)
	d.Store.Session.SignIn(access.Identity{Person: d.Store.Session.Person(), Role: access.Volunteer})
	p := New(d.Host, host.Route{Area: host.Settings}).(*page)
	var titles []string
	for _, l := range p.lines {
		if l.heading != "" {
			t.Errorf("%q stands above %d parts", l.heading, len(p.sections))
			continue
		}
		titles = append(titles, p.sections[l.section].title)
	}
	if want := []string{"Roles", "Appearance"}; !slices.Equal(titles, want) {
		t.Errorf("a volunteer is shown %q, want %q", titles, want)
	}
}
