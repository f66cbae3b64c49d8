package record

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func (d *desk) agrees(client data.ID, kind data.ConsentKind) {
	d.T.Helper()
	d.Must(d.Store.Casework.AddConsent(d.Ctx(), &data.Consent{ClientID: client, Kind: kind, Given: true, On: uitest.Today, How: "in_person"}))
}

func (d *desk) tick(label string) {
	d.T.Helper()
	box, ok := uitest.Last(d.Desk, func(c *kit.Check) bool { return c.Text == label })
	if !ok {
		d.T.Fatalf("no box %q", label)
	}
	box.SetChecked(true)
}

func TestLetterToAService_onlyWithConsentAndWhatIsTicked(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	c.Phone = "07700 900123"
	d.Must(d.Store.Casework.SaveClient(d.Ctx(), c))
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	d.open1(c)
	d.Sees("To do", "Contact Warm Homes")
	d.Press("Letter…")
	d.Sees("No one has recorded that the client agrees to be named")
	d.Press("Create and record")
	if printer.Path != "" {
		t.Fatal("a letter was written without consent")
	}
	d.Press("Cancel")
	d.agrees(c.ID, data.ConsentOrganisation)
	d.Press("Letter…")
	d.SeesNot("Phone: 07700 900123")
	d.tick("Phone number")
	d.Sees("Phone: 07700 900123")
	d.Press("Create and record")
	if kit.OverlayOpen(d.Window) || len(printer.Written) != 1 || !strings.Contains(printer.Written[0].Plain(), "07700 900123") {
		t.Fatalf("written: %+v", printer.Written)
	}
	if name := filepath.Base(printer.Path); name != "referral-2026-04-07.pdf" {
		t.Errorf("the file is called %s", name)
	}
	d.Sees("Referral letter: Warm Homes", "Made, not handed over")
	sent, err := d.Store.Letters.Sent(d.Ctx(), c.ID)
	d.Must(err)
	if len(sent) != 1 || !strings.Contains(sent[0].Body, "07700 900123") {
		t.Errorf("%+v", sent)
	}
}

func TestMessageToTheSurgery_isMadeAndHandedOver(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	d.agrees(c.ID, data.ConsentSurgery)
	page := d.open1(c)
	page.writeToSurgery()
	d.Sees("Not tested against it", "Why referred")
	d.Press("Create and record")
	if len(printer.Written) != 1 || strings.Contains(printer.Written[0].Plain(), "aligned") {
		t.Fatalf("written: %+v", printer.Written)
	}
	d.Sees("Message to the surgery: ", "Made, not handed over")
	d.Press("Open")
	d.Press("Save")
	d.Sees("Say how it was handed over")
	how := field[*kit.Choice](d, "How did you send it?")
	how.Choose("By post")
	d.Press("Save")
	d.Sees("By post, 7 Apr 2026")
}

// TestALetterThatWasNeverSentLeavesTheRecord: one that was made by mistake stood there
// for good.
func TestALetterThatWasNeverSentLeavesTheRecord(t *testing.T) {
	d := newDesk(t)
	d.Printer()
	c := d.Harold()
	d.agrees(c.ID, data.ConsentSurgery)
	page := d.open1(c)
	page.writeToSurgery()
	d.Press("Create and record")
	d.Press("Open")
	d.Press("It was never sent…")
	d.Press("Remove letter")
	sent, err := d.Store.Letters.Sent(d.Ctx(), c.ID)
	d.Must(err)
	if page.Reload(); len(sent) != 0 || kit.OverlayOpen(d.Window) {
		t.Errorf("still recorded: %+v", sent)
	}
	d.SeesNot("Made, not handed over")
}

func TestLetterThatIsNotRecordedLeavesNoFile(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	d.agrees(c.ID, data.ConsentSurgery)
	page := d.open1(c)
	page.writeToSurgery()
	d.Must(d.Store.Close())
	d.Press("Create and record")
	if !kit.OverlayOpen(d.Window) {
		t.Error("it was not recorded, and the dialog is gone")
	}
	if files, _ := os.ReadDir(d.Host.DocumentsDir); len(files) > 0 && printer.Path != "" {
		t.Errorf("left %v", files)
	}
}
