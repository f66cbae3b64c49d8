package lists

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestPartners_aSurgeryBelongsToOneOnceThereIsOne(t *testing.T) {
	d := newDesk(t)
	d.Open("Surgeries")
	d.Press("Add a surgery…")
	d.Type("Hill Surgery")
	if d.Choice("Partner") != nil {
		t.Error("a service of one organisation is asked for a partner")
	}
	d.Keys(fyne.KeyReturn)

	d.Open("Partners")
	d.Sees("One organisation needs none.")
	d.Press("Add a partner…")
	d.Type("Thanet Mind")
	d.Keys(fyne.KeyReturn)

	d.Open("Surgeries")
	d.Rows().Focus()
	d.Keys(fyne.KeyReturn)
	list, err := d.Host.Lists.Partners(d.Ctx(), false)
	d.Must(err)
	field := d.Choice("Partner")
	if len(list) != 1 || field == nil {
		t.Fatalf("%d partners, the field is %v", len(list), field)
	}
	field.Choose(string(list[0].ID))
	d.Press("Save")
	d.Sees("Thanet Mind")
	surgeries, err := d.Host.Lists.Surgeries(d.Ctx(), false)
	d.Must(err)
	if surgeries[0].PartnerID != list[0].ID {
		t.Errorf("stored %+v", surgeries)
	}
	d.Open("Partners")
	d.Press("Retire")
	d.Sees("Surgeries or staff still belong to this partner.")
}
