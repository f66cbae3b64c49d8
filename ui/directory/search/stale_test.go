package search

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/uitest"
)

// TestUncheckedServicesAreOneLine: a council's list that no one has checked is one
// sentence and a filter, not a mark on every row.
func TestUncheckedServicesAreOneLine(t *testing.T) {
	d := uitest.NewServices(t)
	d.Add(data.Service{Name: "Art"}, data.Service{Name: "Bowls"}, data.Service{Name: "Choir", LastChecked: data.MustDate("2026-04-01")},
		data.Service{Name: "Dance", Room: data.Full})
	p := New(d.Host, "").(*listPage)
	p.finder.pause, p.finder.countPause = 0, 0
	d.Show(p)
	d.Sees("3 services have not been checked for over 90 days.")
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
	d.SeesNot("have not been checked for over")
}
