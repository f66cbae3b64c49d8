package settings

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/kit"
)

func (d *desk) holidayOn(iso string) (data.Holiday, bool) {
	d.t.Helper()
	h, err := d.h.Store.Holidays(d.ctx())
	d.must(err)
	return h.On(data.MustDate(iso))
}

func TestAHolidayIsAddedRenamedAndRemoved(t *testing.T) {
	d := newDesk(t)
	d.open("Holidays")
	d.sees("known up to Fri 31 Dec 2027", "Early May bank holiday")

	if at := d.rows().Selected(); at < 10 || !strings.Contains(strings.Join(d.texts(), "|"), "Mon 4 May 2026") {
		t.Errorf("day %d is selected, and the next one to come is not in view", at)
	}

	d.press("Add a day")
	d.typed("31/2/26")
	d.keys(fyne.KeyReturn)
	if !strings.Contains(strings.Join(d.texts(), "|"), "Add a day") || len(d.h.Window.Canvas().Overlays().List()) == 0 {
		t.Fatal("a day that does not exist was taken")
	}
	d.keys(fyne.KeyEscape)

	d.press("Add a day")
	d.typed("14/4/26")
	d.h.Window.Canvas().FocusNext()
	d.typed("Office  closed")
	d.keys(fyne.KeyReturn)
	if h, ok := d.holidayOn("2026-04-14"); !ok || h.Title != "Office closed" {
		t.Fatalf("stored %+v %v", h, ok)
	}
	d.sees("Tue 14 Apr 2026", "Added by the service")

	d.press("Rename")
	d.keys(fyne.KeyEnd)
	d.typed(" for training")
	d.keys(fyne.KeyReturn)
	if h, _ := d.holidayOn("2026-04-14"); h.Title != "Office closed for training" {
		t.Errorf("renamed to %q", h.Title)
	}

	d.press("Add a day")
	d.typed("14/4/26")
	d.keys(fyne.KeyReturn)
	d.sees("listed already")
	d.keys(fyne.KeyEscape)

	d.press("Remove") // the one that was added is still selected
	d.press("Remove") // in the question
	if _, ok := d.holidayOn("2026-04-14"); ok {
		t.Error("it is still a holiday")
	}
	if _, ok := d.holidayOn("2026-05-04"); !ok {
		t.Error("another day went with it")
	}
}

func TestEndOfTheHolidaysIsSaid(t *testing.T) {
	for _, c := range []struct{ last, today, want string }{
		{"2027-12-31", "2026-04-07", "known up to Fri 31 Dec 2027"},
		{"2027-12-31", "2028-01-03", "Please add the bank holidays of 2028"},
	} {
		if got := endText(data.MustDate(c.last), data.MustDate(c.today)); !strings.Contains(got, c.want) {
			t.Errorf("%s on %s: %q", c.last, c.today, got)
		}
	}
	if got := endText(data.Date{}, data.MustDate("2026-04-07")); !strings.Contains(got, "not known") {
		t.Errorf("no list: %q", got)
	}
}

func TestACopyIsMadeAndListed(t *testing.T) {
	d := newDesk(t)
	d.open("Data and copies")
	d.sees("No copy yet", filepath.Join(d.dir, "waymark.db"))
	d.press("Make a copy now")
	d.sees("Newest", "waymark-2026-04-07")
	made, err := d.h.Store.Copies()
	d.must(err)
	if len(made) != 1 {
		t.Fatalf("copies %q", made)
	}
	d.sees("A copy was made and checked: " + made[0])
	copied, err := store.Open(d.ctx(), made[0], store.Options{ReadOnly: true})
	d.must(err)
	t.Cleanup(func() { _ = copied.Close() })
	reasons, err := copied.Reasons(d.ctx(), false)
	if err != nil || len(reasons) != 8 {
		t.Errorf("the copy holds %d reasons, %v", len(reasons), err)
	}
	d.now = d.now.Add(time.Minute)
	d.press("Make a copy now")
	if made, err = d.h.Store.Copies(); err != nil || len(made) != 2 {
		t.Errorf("copies %q %v", made, err)
	}

	d.press("Open the folder")
	d.press("Open the folder of the copies")
	if len(d.opened) != 2 || d.opened[0] != d.dir || d.opened[1] != d.h.Store.CopiesDir() {
		t.Errorf("opened %q", d.opened)
	}
	d.h.OpenFile = func(string) error { return errors.New("no program") }
	d.press("Open the folder")
	d.sees("It is at " + d.dir)
}

func TestTheCopyMadeLastStandsFirst(t *testing.T) {
	d := newDesk(t)
	daily, err := d.h.Store.DailyCopy(d.ctx())
	d.must(err)
	earlier := time.Now().Add(-time.Hour)
	d.must(os.Chtimes(daily, earlier, earlier))
	d.open("Data and copies")
	d.press("Make a copy now")
	made, err := d.h.Store.Copies()
	d.must(err)
	row := kit.NewRowText()
	for i, want := range []bool{true, false} {
		d.page.copies.fill(i, row)
		newest := len(row.Data().Chips) == 1
		if ofDay := strings.Contains(row.Data().Secondary, filepath.Base(daily)+" "); newest != want || ofDay == want {
			t.Errorf("row %d is %+v, of %q", i, row.Data(), made)
		}
	}
}

func TestACopyThatFailsIsSaid(t *testing.T) {
	d := newDesk(t)
	d.open("Data and copies")
	d.must(writeFile(d.h.Store.CopiesDir()))
	d.press("Make a copy now")
	d.sees("no copy was taken", "Make a copy now", "Where the records are")
	d.seesNot("Making a copy")
}

// writeFile puts a file where a folder belongs.
func writeFile(path string) error { return os.WriteFile(path, []byte("x"), 0o600) }
