package messages

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/uitest"
)

// newDesk has a surgery with a client who agreed and one who was not asked, both
// seen in March.
func newDesk(t *testing.T) (*uitest.Desk, *uitest.Sheets, data.ID) {
	t.Helper()
	d := uitest.New(t)
	printer := d.Printer()
	v := data.Surgery{Name: "Westgate Surgery"}
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &v))
	var told data.ID
	for _, name := range []string{"Ann", "Bea"} {
		c := data.Client{GivenNames: name, FamilyName: "Stone", SurgeryID: v.ID, NHSNumber: map[string]string{"Ann": "9434765919"}[name]}
		d.Must(d.Store.Casework.SaveClient(d.Ctx(), &c))
		d.Must(d.Store.Casework.SaveContact(d.Ctx(), &data.Contact{ClientID: c.ID, Kind: "clinic", Outcome: data.ContactAttended, On: data.MustDate("2026-03-10")}))
		if name == "Ann" {
			told = c.ID
			d.Must(d.Store.Casework.AddConsent(d.Ctx(), &data.Consent{ClientID: c.ID, Kind: data.ConsentSurgery, Given: true, On: data.MustDate("2026-03-10"), How: "phone"}))
		}
	}
	return d, printer, told
}

func open(d *uitest.Desk) *page {
	p := New(d.Host, host.Route{}).(*page)
	d.Show(p)
	return p
}

func TestMessages_areWrittenAndRecorded(t *testing.T) {
	d, printer, told := newDesk(t)
	p := open(d)
	d.Sees("1 letter, 1 line for the practice to enter, 1 client left out", "Ann Stone", "Social prescribing: Ann Stone", "Follows the national standard for messages to GPs. Not tested against it.")
	p.which.Tap(1)
	d.Sees("Bea Stone", "Not asked yet whether we may share with the surgery")
	d.Press("Create letters and list…")
	d.Press("Create and record")
	if len(printer.Written) != 1 || len(printer.Rows) != 1 || filepath.Base(printer.Path) != "surgery-2026-03-01-2026-03-31.pdf" {
		t.Errorf("%+v %+v %s", printer.Written, printer.Rows, printer.Path)
	}
	d.Sees("The letters are ready")
	sent, err := d.Store.Letters.Sent(d.Ctx(), told)
	d.Must(err)
	if len(sent) != 1 || sent[0].Occasion != data.OccasionFirst || !sent[0].HandedOn.IsZero() {
		t.Errorf("%+v", sent)
	}
	if len(p.batch.Messages) != 0 {
		t.Error("told, and to be told again")
	}
	d.Press("OK")
	p.again.SetChecked(true)
	if len(p.batch.Messages) != 1 {
		t.Error("asked for again, and not there")
	}
}

func TestMessages_thatCannotBeWrittenAreNotRecorded(t *testing.T) {
	d, printer, told := newDesk(t)
	open(d)
	printer.Err = errors.New("no ink")
	d.Press("Create letters and list…")
	d.Press("Create and record")
	d.Sees("Something went wrong")
	sent, err := d.Store.Letters.Sent(d.Ctx(), told)
	d.Must(err)
	if files, _ := os.ReadDir(d.Host.DocumentsDir); len(sent) != 0 || len(files) != 0 {
		t.Errorf("recorded %+v, left %v", sent, files)
	}
}

func TestMessages_sayWhatToDoFirst(t *testing.T) {
	d := uitest.New(t)
	open(d)
	d.Sees("No surgeries yet")
}

func TestMessages_fitTheSmallestWindow(t *testing.T) {
	d, _, _ := newDesk(t)
	d.Fits(open(d))
}
