package record

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

func TestSheetFromTheRecordHoldsAllThatGoesOn(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	over := d.Chosen(c.ID, "Chair yoga", "2026-03-17")
	d.Must(d.Store.Offering.SetPrescriptionStatus(d.Ctx(), over.ID, data.StatusDidNotStart, uitest.Today, ""))
	d.open1(c)
	for range 2 { // the second goes beside the first, not over it
		d.Press("Print summary…")
		d.Keys(fyne.KeyReturn)
	}
	if filepath.Base(printer.Path) != "choices-2026-04-07 (2).pdf" {
		t.Errorf("written to %s", printer.Path)
	}
	if items := printer.Sheet.Items; len(items) != 1 || items[0].Service.Name != "Warm Homes" {
		t.Errorf("the sheet holds %+v", items)
	}
}

func TestSheetThatCannotBeMadeSaysWhy(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	d.open1(c)
	d.Press("Print summary…")
	folder := field[*kit.TextField](d, "Folder")
	folder.SetText("nowhere")
	d.Press("Create and open")
	d.Sees("could not save the file there")
	folder.SetText(d.Host.DocumentsDir)
	printer.Err = &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}
	d.Press("Create and open")
	d.Sees("could not save the file there")
	printer.Err = errors.New("no ink")
	d.Press("Create and open")
	d.Sees("Something went wrong")
	d.Host.OpenFile = func(string) error { return errors.New("no program") }
	printer.Err = nil
	d.Press("Create and open")
	d.Sees("The document is ready", "choices-2026-04-07.pdf")
	if len(d.Opened) != 0 {
		t.Errorf("opened %v", d.Opened)
	}
}

func TestNothingToPrintNoButton(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	over := d.Chosen(c.ID, "Chair yoga", "2026-03-17")
	d.Must(d.Store.Offering.SetPrescriptionStatus(d.Ctx(), over.ID, data.StatusCompleted, uitest.Today, ""))
	d.open1(c)
	d.SeesNot("Print summary")
}

func TestACallIsLoggedWithoutLeavingTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.open1(c)
	d.Press("Log a call")
	d.Press("Save")
	d.Sees("Choose what happened.") // else a voicemail counts as a contact
	d.Type("1")
	d.Keys(fyne.KeyReturn)
	d.Sees("Enter what was said")
	d.Type("The damp is worse.")
	d.Keys(fyne.KeyReturn)
	if kit.OverlayOpen(d.Window) {
		t.Fatal("Enter does not save")
	}
	d.Sees("The damp is worse.")
	list, err := d.Store.Casework.Contacts(d.Ctx(), data.ContactFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	if len(list) != 1 || list[0].Kind != "phone" || list[0].Outcome != data.ContactAttended || len(d.Went) != 0 {
		t.Errorf("stored %+v", list)
	}
	d.Press("Log a call")
	d.Keys(fyne.KeyReturn)
	d.Type("2")
	d.Keys(fyne.KeyReturn)
	list, err = d.Store.Casework.Contacts(d.Ctx(), data.ContactFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	if len(list) != 2 || list[0].Outcome == list[1].Outcome {
		t.Errorf("stored %+v", list)
	}
}

// TestACallKeepsWhatIsTypedAtOnce: the answers once stood before the line, so that a
// note with a 2 in it ticked “No answer”, and Enter stored the call without the note.
func TestACallKeepsWhatIsTypedAtOnce(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.open1(c)
	d.Press("Log a call")
	d.Type("Rang at 2, they cannot come on the 21st.")
	d.Keys(fyne.KeyReturn)
	d.Sees("Choose what happened.")
	d.Type("1")
	d.Keys(fyne.KeyReturn)
	list, err := d.Store.Casework.Contacts(d.Ctx(), data.ContactFilter{From: uitest.Today, To: uitest.Today})
	d.Must(err)
	if len(list) != 1 || list[0].Outcome != data.ContactAttended || list[0].Note != "Rang at 2, they cannot come on the 21st." {
		t.Errorf("stored %+v", list)
	}
}

func TestGapsStandOnTheRecordAndAreTakenBack(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.Offering.SaveGap(d.Ctx(), &data.Gap{ClientID: c.ID, ReasonID: d.Housing.ID, Area: "Birchington", Note: "damp surveyor"}))
	d.open1(c)
	d.Sees("Gaps: nothing suitable found", "7 Apr · Birchington · looked for “damp surveyor”")
	d.Press("Remove") // in the card
	if gaps, _ := d.Store.Offering.ClientGaps(d.Ctx(), c.ID); len(gaps) != 1 {
		t.Fatal("taken back without being asked")
	}
	d.Press("Remove") // in the dialog
	if gaps, _ := d.Store.Offering.ClientGaps(d.Ctx(), c.ID); len(gaps) != 0 {
		t.Errorf("left %+v", gaps)
	}
	d.SeesNot("Gaps: nothing suitable found")
}
