package record

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// buttons are the names of those that are shown.
func buttons(d *desk) []string {
	var names []string
	d.Each(func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok {
			names = append(names, b.Text())
		}
	})
	return names
}

// TestRecord_offersNothingWhileItsUseIsRestricted: each of these led to a form whose
// last button then said that nothing was saved.
func TestRecord_offersNothingWhileItsUseIsRestricted(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Chosen(c.ID, "Walking group", "2026-04-01")
	p := d.open(person.ToRecord(c.ID)).(*recordPage)
	before := buttons(d)
	for _, name := range []string{"Offer services", "Record a contact", "Questionnaire", "Log a call", "Edit details", "Change", "Edit"} {
		if !slices.Contains(before, name) {
			t.Errorf("%q is not offered on a record that may be used: %q", name, before)
		}
	}
	d.Must(d.Store.Rights.Save(d.Ctx(), &data.RightsRequest{ClientID: c.ID, Kind: data.RightsRestriction, AskedOn: d.Host.Today(), AskedHow: "letter"}))
	p.Reload()
	d.Sees("Use is restricted since")
	if left := buttons(d); slices.ContainsFunc(left, func(name string) bool {
		return !slices.Contains([]string{"Clients", "More", "Open Rights", "Show to client"}, name)
	}) {
		t.Errorf("still offered: %q", left)
	}
	var items []string
	for _, item := range p.menuItems() {
		if !item.IsSeparator {
			items = append(items, item.Label)
		}
	}
	if got := strings.Join(items, ", "); got != "Withdraw a consent…, Rights, Delete this person’s record…" {
		t.Errorf("the menu offers %s", got)
	}
}
