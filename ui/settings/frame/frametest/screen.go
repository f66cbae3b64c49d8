// Package frametest is what tests of the parts of the settings share: the parts of a
// room on a page of their own, over a real database.
package frametest

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
	"waymark/ui/uitest"
)

// Screen is a page of the settings over a database with the starting lists.
type Screen struct {
	*uitest.Desk
	page *frame.Page // the one that was opened last
	make func(h *host.Host) *frame.Page
}

// New makes a screen whose pages are made by make.
func New(t *testing.T, make func(h *host.Host) *frame.Page) *Screen {
	t.Helper()
	d := &Screen{Desk: uitest.New(t), make: make}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	return d
}

// Of makes a screen whose page has the parts of a room, each open to everyone.
func Of(t *testing.T, parts func(h *host.Host, p *frame.Page) []*frame.Part) *Screen {
	t.Helper()
	return New(t, func(h *host.Host) *frame.Page {
		p := frame.New(h)
		var places []frame.Place
		for _, part := range parts(h, p) {
			places = append(places, frame.Place{Part: part, Needs: access.OwnSeat})
		}
		p.Fill([]frame.Group{{Heading: "The room", Places: places}}, nil)
		return p
	})
}

// Open shows a new page with the part of that title, gone to by the keyboard.
func (d *Screen) Open(title string) *frame.Page {
	d.T.Helper()
	d.page = d.make(d.Host)
	d.Show(d.page)
	d.TurnTo(title)
	return d.page
}

// TurnTo goes to the part of that title by the keyboard.
func (d *Screen) TurnTo(title string) {
	d.T.Helper()
	i := slices.IndexFunc(d.page.Parts(), func(s frame.Place) bool { return s.Title == title })
	if i < 0 {
		d.T.Fatalf("there is no part %q", title)
	}
	d.Host.Window.Canvas().Focus(d.page.FirstFocus())
	d.Keys(fyne.KeyHome)
	for range i {
		d.Keys(fyne.KeyDown)
	}
}

// Rows is the list of the part that is open.
func (d *Screen) Rows() *kit.Rows {
	d.T.Helper()
	found, ok := uitest.Last(d.Desk, func(r *kit.Rows) bool { return r != d.page.FirstFocus() })
	if !ok {
		d.T.Fatal("there is no list")
	}
	return found
}

// Pick selects the n-th row of the part's list by the keyboard.
func (d *Screen) Pick(n int) {
	d.T.Helper()
	d.Rows().Focus()
	d.Keys(fyne.KeyHome)
	for range n {
		d.Keys(fyne.KeyDown)
	}
}

// Field is the text field with a label.
func (d *Screen) Field(label string) *kit.TextField {
	d.T.Helper()
	found, ok := uitest.Last(d.Desk, func(f *kit.TextField) bool { return f.Label() == label })
	if !ok {
		d.T.Fatalf("there is no field %q", label)
	}
	return found
}

// Choice is the choice with a label that is shown, nil for none.
func (d *Screen) Choice(label string) *kit.Choice {
	found, _ := uitest.Last(d.Desk, func(c *kit.Choice) bool { return c.Label() == label })
	return found
}

// Setting is the value that is stored under a key.
func (d *Screen) Setting(key string) string {
	d.T.Helper()
	v, err := d.Host.Lists.Setting(d.Ctx(), key)
	d.Must(err)
	return v
}

// Person stores a member of staff, who may have left.
func (d *Screen) Person(name string, role data.Role, left bool) data.Staff {
	d.T.Helper()
	s := data.Staff{Name: name, Role: role, Retired: left}
	d.Must(d.Host.Lists.SaveStaff(d.Ctx(), &s))
	return s
}
