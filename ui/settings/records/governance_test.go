package records

import (
	"testing"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestGovernance_saysWhatIsSoAndTakesTheServicesOwnWords(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pett"}))
	d.Open("Governance")
	d.Sees("1 client, the first added on", "Not written yet. Enter it under “In your own words”.", "No one signs in to this database", "Off. This file is plain")
	d.SeesNot("Pett")
	d.Press("In your own words…")
	basis, ok := uitest.Last(d.Desk, func(f *kit.TextField) bool { return f.Label() == "Lawful basis" })
	if !ok {
		t.Fatal("there is no field for the lawful basis")
	}
	basis.SetText("A public task.\nArticle 9(2)(h).")
	d.Press("Save")
	d.Sees("A public task.")
	own, err := d.Host.Governance.OwnWords(d.Ctx())
	d.Must(err)
	if own.Basis != "A public task.\nArticle 9(2)(h)." {
		t.Errorf("%q", own.Basis)
	}
	printer := d.Printer()
	d.Press("Save as PDF…")
	d.Press("Save and open")
	if printer.Said == nil || printer.Said.Title != "What we hold and why" {
		t.Errorf("printed %+v", printer.Said)
	}
}
