package settings

import (
	"testing"

	"waymark/data"
)

func TestRestore_saysWhatWouldBeLost(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pett"}))
	var restored string
	d.Host.Restore = func(from string) { restored = from }
	backup, err := d.Host.BackupNow(d.Ctx())
	d.Must(err)

	d.open("Data and backups")
	d.pick(0)
	d.Press("Restore…")
	d.Sees("This backup holds 1 client")
	d.Sees("Nothing was saved since this backup, so nothing is lost.")
	d.Press("Cancel")
	if restored != "" {
		t.Fatal("restored without a yes")
	}

	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Ellis"}))
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Okafor"}))
	d.Press("Restore…")
	d.Sees("This backup holds 1 client")
	d.Sees("you lose what was added, changed or removed since: 2 clients.")
	d.Press("Restore")
	if restored != backup {
		t.Errorf("restored %q, and not %q", restored, backup)
	}
}

func TestRestore_isNotOfferedWithoutAProgramAround(t *testing.T) {
	d := newDesk(t)
	d.open("Data and backups")
	d.SeesNot("Restore…")
}
