package settings

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// desk is the settings over a real database with the starting lists.
type desk struct {
	*uitest.Desk
	page *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Desk: uitest.New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	return d
}

// open shows the page with the section of that title, gone to by the keyboard.
func (d *desk) open(title string) *page {
	d.T.Helper()
	d.page = New(d.Host, host.Route{Area: host.Settings}).(*page)
	d.Show(d.page)
	d.turnTo(title)
	return d.page
}

func (d *desk) turnTo(title string) {
	d.T.Helper()
	i := slices.IndexFunc(d.page.sections, func(s *section) bool { return s.title == title })
	if i < 0 {
		d.T.Fatalf("there is no section %q", title)
	}
	d.Host.Window.Canvas().Focus(d.page.FirstFocus())
	d.Keys(fyne.KeyHome)
	for range i {
		d.Keys(fyne.KeyDown)
	}
}

// rows is the list of the section that is open.
func (d *desk) rows() *kit.Rows {
	d.T.Helper()
	var found *kit.Rows
	d.Each(func(o fyne.CanvasObject) {
		if r, ok := o.(*kit.Rows); ok && r != d.page.rows {
			found = r
		}
	})
	if found == nil {
		d.T.Fatal("there is no list")
	}
	return found
}

// pick selects the n-th row of the section's list by the keyboard.
func (d *desk) pick(n int) {
	d.T.Helper()
	d.rows().Focus()
	d.Keys(fyne.KeyHome)
	for range n {
		d.Keys(fyne.KeyDown)
	}
}

func (d *desk) setting(key string) string {
	d.T.Helper()
	v, err := d.Host.Lists.Setting(d.Ctx(), key)
	d.Must(err)
	return v
}

func (d *desk) person(name string, role data.Role, left bool) data.Staff {
	d.T.Helper()
	s := data.Staff{Name: name, Role: role, Retired: left}
	d.Must(d.Host.Lists.SaveStaff(d.Ctx(), &s))
	return s
}
