package record

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// choose picks an option of the choice with that label.
func (d *desk) choose(label, option string) {
	d.T.Helper()
	c, ok := uitest.Last(d.Desk, func(c *kit.Choice) bool { return c.Label() == label })
	if !ok {
		d.T.Fatalf("there is no choice %q", label)
	}
	c.Focus()
	d.Type(option)
}

// fill types into the last field with that label.
func (d *desk) fill(label, text string) {
	d.T.Helper()
	f, ok := uitest.Last(d.Desk, func(f *kit.TextField) bool { return f.Label() == label })
	if !ok {
		d.T.Fatalf("there is no field %q", label)
	}
	f.Focus()
	d.Type(text)
}

func TestFlags_areAddedAndLiftedOnTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	p := d.open(person.ToRecord(c.ID)).(*recordPage)
	p.askFlag(data.Flag{})
	d.choose("Kind", "dog")
	d.fill("What to know", "Alsatian, in the yard")
	d.Press("Save flag")
	d.Sees("Enter how this is known")
	d.fill("How do we know?", "seen on the visit of 3 March")
	d.Press("Save flag")
	d.Sees("Dog: Alsatian, in the yard", "Set 7 Apr 2026 by Siân Prŷs-Okafor: seen on the visit of 3 March · review 7 Oct 2026")

	d.SetDay("2026-10-07")
	p.Reload()
	d.Sees("Review due · Dog: Alsatian, in the yard", "Renew or remove")
	d.Press("Renew")
	d.Press("Renew flag")
	d.SeesNot("Review due")
	d.Press("Remove")
	d.fill("Why are you removing it?", "the dog has gone")
	d.Press("Remove flag")
	d.Sees("No current flags.", "1 removed flag")
	d.Press("1 removed flag")
	d.Sees("removed 7 Oct 2026 by Siân Prŷs-Okafor: the dog has gone")
}

func TestFlags_anAlertIsShownAndCanBeTurnedIntoOne(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.Alert = "Two-person visits"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.open(person.ToRecord(c.ID))
	d.Sees("Two-person visits", "Alert on the record, without a review date")
	d.Press("Turn into a flag")
	d.choose("Kind", "two")
	d.fill("How do we know?", "told by the surgery")
	d.Press("Save flag")
	d.Sees("Two-person visits only: Two-person visits")
	if got := d.Record(c.ID).Client.Alert; got != "" {
		t.Errorf("the alert is still %q", got)
	}
}

func TestRecord_saysThatAClientIsYoungAndWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	c.BirthDate = data.MustDate("1980-01-01")
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.open(person.ToRecord(c.ID))
	d.Sees("Age 46, service from 50", "Not recorded yet: ")
	d.Must(d.Store.Lists.SetSetting(d.Ctx(), "minimum_age", "18"))
	d.Page.Reload()
	if strings.Contains(d.Text(), "service from") {
		t.Error("a client over the service's own age is called young")
	}
}
