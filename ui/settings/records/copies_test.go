package records

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/ui/kit"
)

func TestACopyIsMadeAndListed(t *testing.T) {
	d := newDesk(t)
	d.Open("Data and backups")
	d.Sees("No backups yet", filepath.Join(d.Dir, "waymark.db"))
	d.Press("Back up now")
	d.Sees("Newest", "waymark-2026-04-07")
	made, err := d.Host.Copies()
	d.Must(err)
	if len(made) != 1 {
		t.Fatalf("copies %q", made)
	}
	d.Sees("Backup saved and checked: " + made[0])
	copied, err := office.Open(d.Ctx(), made[0], store.Options{ReadOnly: true})
	d.Must(err)
	t.Cleanup(func() { _ = copied.Close() })
	reasons, err := copied.Lists.Reasons(d.Ctx(), false)
	if err != nil || len(reasons) != 8 {
		t.Errorf("the copy holds %d reasons, %v", len(reasons), err)
	}
	d.Now = d.Now.Add(time.Minute)
	d.Press("Back up now")
	if made, err = d.Host.Copies(); err != nil || len(made) != 2 {
		t.Errorf("copies %q %v", made, err)
	}

	d.Press("Open folder")
	d.Press("Open backups folder")
	if len(d.Opened) != 2 || d.Opened[0] != d.Dir || d.Opened[1] != d.Host.CopiesDir() {
		t.Errorf("opened %q", d.Opened)
	}
	d.Host.OpenFile = func(string) error { return errors.New("no program") }
	d.Press("Open folder")
	d.Sees("You can find it at " + d.Dir)
}

func TestTheCopyMadeLastStandsFirst(t *testing.T) {
	d := newDesk(t)
	daily, err := d.Host.DailyCopy(d.Ctx())
	d.Must(err)
	earlier := time.Now().Add(-time.Hour)
	d.Must(os.Chtimes(daily, earlier, earlier))
	d.Open("Data and backups")
	d.Press("Back up now")
	made, err := d.Host.Copies()
	d.Must(err)
	row := kit.NewRowText()
	for i, want := range []bool{true, false} {
		d.copies.fill(i, row)
		newest := len(row.Data().Chips) == 1
		if ofDay := strings.Contains(row.Data().Secondary, filepath.Base(daily)+" "); newest != want || ofDay == want {
			t.Errorf("row %d is %+v, of %q", i, row.Data(), made)
		}
	}
}

func TestACopyThatFailsIsSaid(t *testing.T) {
	d := newDesk(t)
	d.Open("Data and backups")
	d.Must(writeFile(d.Host.CopiesDir()))
	d.Press("Back up now")
	d.Sees("no copy was taken", "Back up now", "Where your data is stored")
	d.SeesNot("Making a backup")
}

// writeFile puts a file where a folder belongs.
func writeFile(path string) error { return os.WriteFile(path, []byte("x"), 0o600) }
