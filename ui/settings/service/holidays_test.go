package service

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) holidayOn(iso string) (data.Holiday, bool) {
	d.T.Helper()
	h, err := d.Host.Lists.Holidays(d.Ctx())
	d.Must(err)
	return h.On(data.MustDate(iso))
}

func TestAHolidayIsAddedRenamedAndRemoved(t *testing.T) {
	d := newDesk(t)
	d.Open("Holidays")
	d.Sees("Listed up to Sun 31 Dec 2028", "Early May bank holiday")

	if at := d.Rows().Selected(); at < 10 || !strings.Contains(strings.Join(d.Texts(), "|"), "Mon 4 May 2026") {
		t.Errorf("day %d is selected, and the next one to come is not in view", at)
	}

	d.Press("Add day…")
	d.Type("31/2/26")
	d.Keys(fyne.KeyReturn)
	if !strings.Contains(strings.Join(d.Texts(), "|"), "Add day") || len(d.Host.Window.Canvas().Overlays().List()) == 0 {
		t.Fatal("a day that does not exist was taken")
	}
	d.Keys(fyne.KeyEscape)

	d.Press("Add day…")
	d.Type("14/4/26")
	d.Host.Window.Canvas().FocusNext()
	d.Type("Office  closed")
	d.Keys(fyne.KeyReturn)
	if h, ok := d.holidayOn("2026-04-14"); !ok || h.Title != "Office closed" {
		t.Fatalf("stored %+v %v", h, ok)
	}
	d.Sees("Tue 14 Apr 2026", "Added by the service")

	d.Press("Rename…")
	d.Keys(fyne.KeyEnd)
	d.Type(" for training")
	d.Keys(fyne.KeyReturn)
	if h, _ := d.holidayOn("2026-04-14"); h.Title != "Office closed for training" {
		t.Errorf("renamed to %q", h.Title)
	}

	d.Press("Add day…")
	d.Type("14/4/26")
	d.Keys(fyne.KeyReturn)
	d.Sees("already listed")
	d.Keys(fyne.KeyEscape)

	d.Press("Remove") // the one that was added is still selected
	d.Press("Remove") // in the question
	if _, ok := d.holidayOn("2026-04-14"); ok {
		t.Error("it is still a holiday")
	}
	if _, ok := d.holidayOn("2026-05-04"); !ok {
		t.Error("another day went with it")
	}
}

func TestEndOfTheHolidaysIsSaid(t *testing.T) {
	for _, c := range []struct{ last, today, want string }{
		{"2027-12-31", "2026-04-07", "Listed up to Fri 31 Dec 2027"},
		{"2027-12-31", "2028-01-03", "Add the bank holidays for 2028"},
	} {
		if got := endText(data.MustDate(c.last), data.MustDate(c.today)); !strings.Contains(got, c.want) {
			t.Errorf("%s on %s: %q", c.last, c.today, got)
		}
	}
	if got := endText(data.Date{}, data.MustDate("2026-04-07")); !strings.Contains(got, "No bank holidays are listed") {
		t.Errorf("no list: %q", got)
	}
}

func TestNation_isChosenAndThePublishedListIsLoaded(t *testing.T) {
	d := newDesk(t)
	d.Open("Holidays")
	if _, ok := d.holidayOn("2026-06-15"); ok {
		t.Fatal("15 June 2026 is a holiday in England")
	}
	choice, _ := uitest.Last(d.Desk, func(c *kit.Choice) bool { return c.Label() == "Bank holidays for" })
	choice.Choose(string(data.NationScotland))
	d.Sees("We use the bank holidays for Scotland.")
	if _, ok := d.holidayOn("2026-06-15"); !ok {
		t.Error("15 June 2026 is no holiday in Scotland")
	}

	wrong := filepath.Join(d.Dir, "wrong.json")
	d.Must(os.WriteFile(wrong, []byte(`{"scotland":{}}`), 0o600))
	d.Press("Load published list…")
	d.Sees("Save www.gov.uk/bank-holidays.json")
	d.Type(wrong)
	d.Keys(fyne.KeyReturn)
	d.Sees("This is not the bank holidays file of GOV.UK")
	d.Keys(fyne.KeyEscape)
	if _, ok := d.holidayOn("2026-06-15"); !ok {
		t.Error("a wrong file changed the list")
	}
}
