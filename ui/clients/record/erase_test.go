package record

import (
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// A person is erased only when their name was typed, whatever its accents.
func TestErasingAsksForTheName(t *testing.T) {
	d := newDesk(t)
	c := d.Named("Siân", "Prŷs-Okafor")
	other := d.Harold()
	backup, err := d.Store.BackupNow(d.Ctx())
	if err != nil {
		t.Fatal(err)
	}
	p := d.open1(c)
	d.pick(p, "Erase for good…")
	d.Sees("Erase Siân Prŷs-Okafor for good", "still hold them")
	name := field[*kit.TextField](d, "To go on, type “Prŷs-Okafor”")
	name.SetText("Okafor")
	d.Keys(fyne.KeyReturn)
	d.Sees("This is not their name. Nothing was erased.")
	if len(d.All()) != 2 {
		t.Fatal("erased without the name")
	}
	name.SetText(" prys okafor")
	d.Press("Erase")
	d.WentTo(host.Route{Area: host.Clients})
	d.Sees("What still holds the erased person", backup)
	if left := d.All(); len(left) != 1 || left[0].ID != other.ID {
		t.Errorf("left: %+v", left)
	}
	if _, err := d.Store.Overview.Record(d.Ctx(), c.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("the record: %v", err)
	}
}
