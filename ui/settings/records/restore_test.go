package records

import (
	"testing"

	"waymark/data"
	"waymark/data/store"
)

func TestRestore_saysWhatWouldBeLost(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pett"}))
	var restored string
	d.Host.Restore = func(from string) { restored = from }
	backup, err := d.Host.BackupNow(d.Ctx())
	d.Must(err)

	d.Open("Data and backups")
	d.Pick(0)
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
	d.Open("Data and backups")
	d.SeesNot("Restore…")
}

// A backup opens with the passphrase of when it was made, which is asked for until it
// is right.
func TestRestore_asksForThePassphraseOfABackup(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Casework.SaveClient(d.Ctx(), &data.Client{FamilyName: "Pett"}))
	var restored string
	d.Host.Restore = func(from string) { restored = from }
	backup, err := d.Host.BackupNow(d.Ctx())
	d.Must(err)
	passphrase, err := store.NewPassphrase([]byte("harbour velvet thimble"))
	d.Must(err)
	key, err := store.Protect(d.Ctx(), backup, store.Options{}, store.NewSlot{Secret: passphrase})
	d.Must(err)
	key.Close()

	d.Open("Data and backups")
	d.Pick(0)
	d.Press("Restore…")
	d.Sees("This backup is protected")
	d.Field("Passphrase or recovery words of this backup").SetText("another passphrase")
	d.Press("Open")
	d.Sees("This backup is protected", "passphrase")
	d.SeesNot("Restore this backup?")
	d.Field("Passphrase or recovery words of this backup").SetText("harbour velvet thimble")
	d.Press("Open")
	d.Sees("This backup holds 1 client")
	d.Press("Restore")
	if restored != backup {
		t.Errorf("restored %q, and not %q", restored, backup)
	}
}
