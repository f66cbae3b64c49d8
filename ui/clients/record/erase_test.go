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
	d.pick(p, "Delete this person’s record…")
	d.Sees("Delete the record of Siân Prŷs-Okafor", "still contain this record")
	name := field[*kit.TextField](d, "To confirm, type “Prŷs-Okafor”")
	name.SetText("Okafor")
	d.Keys(fyne.KeyReturn)
	d.Sees("The name does not match. Nothing has been deleted.")
	if len(d.All()) != 2 {
		t.Fatal("erased without the name")
	}
	name.SetText(" prys okafor")
	d.Press("Delete record")
	d.WentTo(host.Route{Area: host.Clients})
	d.Sees("1 record is deleted for good", backup, "until ", "Save certificate…", "Remove from backups")
	if left := d.All(); len(left) != 1 || left[0].ID != other.ID {
		t.Errorf("left: %+v", left)
	}
	if _, err := d.Store.Overview.Record(d.Ctx(), c.ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("the record: %v", err)
	}
}
