package search

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// TestUncheckedServicesAreOneLine: a council's list that no one has checked is one
// sentence and a filter, not a mark on every row.
func TestUncheckedServicesAreOneLine(t *testing.T) {
	d := uitest.NewServices(t)
	d.Add(data.Service{Name: "Art"}, data.Service{Name: "Bowls"}, data.Service{Name: "Choir", LastChecked: data.MustDate("2026-04-01")},
		data.Service{Name: "Dance", Room: data.Full})
	p := New(d.Host, host.Route{}).(*listPage)
	p.finder.pause, p.finder.countPause = 0, 0
	d.Show(p)
	d.Sees("3 services have not been checked in the last 90 days.")
	for i := range p.found {
		if chip, ok := stateChip(&p.found[i]); ok != (p.found[i].Name == "Dance") || strings.Contains(chip.Text, "hecked") {
			t.Errorf("%s has the mark %q", p.found[i].Name, chip.Text)
		}
	}
	d.SeesNot(notChecked)
	d.Press("Show them")
	if len(p.found) != 3 {
		t.Errorf("%d shown", len(p.found))
	}
	d.Sees(notChecked)
	for _, v := range p.found {
		d.Must(d.Store.Directory.MarkServiceChecked(d.Ctx(), v.ID, d.Host.Today(), ""))
	}
	d.SeesNot("checked in the last")
}

// A volunteer, who may not change the directory, was offered to check its details.
func TestUncheckedServices_areCheckedByWhoeverMay(t *testing.T) {
	d := uitest.NewServices(t)
	d.Add(data.Service{Name: "Art"})
	d.Store.Session.SignIn(access.Identity{Person: "vera", Role: access.Volunteer})
	p := New(d.Host, host.Route{}).(*listPage)
	p.finder.pause, p.finder.countPause = 0, 0
	d.Show(p)
	d.Sees("1 service has not been checked in the last 90 days.", "Show them")
	d.SeesNot("Check details")
	empty := uitest.NewServices(t)
	empty.Store.Session.SignIn(access.Identity{Person: "vera", Role: access.Volunteer})
	empty.Show(New(empty.Host, host.Route{}))
	empty.Sees("Ask a manager to add services")
	empty.SeesNot("Import")
}

// TestShortWindow_filtersMakeRoomForServices: with large text in a small window the
// filters and notices covered the services. Now those that are off are among the
// further filters, and work from there.
func TestShortWindow_filtersMakeRoomForServices(t *testing.T) {
	d := uitest.NewServices(t)
	d.Add(data.Service{Name: "Art", Cost: "Free"}, data.Service{Name: "Bowls", Room: data.HasRoom})
	p := New(d.Host, host.Route{}).(*listPage)
	p.finder.pause, p.finder.countPause = 0, 0
	d.Show(p)
	d.Sees("Has places")
	d.Window.Resize(fyne.NewSize(1024, 400))
	d.SeesNot("Has places")
	test.Tap(p.facets.panel)
	d.Sees("Has places")
	for _, o := range p.facets.toggles {
		if o.name == "Has places" {
			test.Tap(o.chip)
		}
	}
	if len(p.found) != 1 || p.found[0].Name != "Bowls" {
		t.Fatalf("found %+v", p.found)
	}
	d.Window.Resize(fyne.NewSize(1024, 700))
	d.Sees("Has places")
	if !p.facets.narrows() || p.facets.more.toggles.Visible() {
		t.Error("the filter did not stay on in its row")
	}
}
