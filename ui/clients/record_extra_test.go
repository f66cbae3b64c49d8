package clients

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// paper keeps the sheets that were asked for, in place of writing PDFs.
type paper struct {
	host.Documents
	path  string
	sheet *data.OfferSheet
	large bool
	err   error
}

func (p *paper) OfferSheet(_ context.Context, path string, sheet *data.OfferSheet, large bool) error {
	p.path, p.sheet, p.large = path, sheet, large
	if p.err != nil {
		return p.err
	}
	return os.WriteFile(path, []byte("%PDF"), 0o600)
}

// printer gives the desk a folder and paper; opened is filled with what was
// opened.
func (d *desk) printer() (p *paper, opened *[]string) {
	p, opened = &paper{}, &[]string{}
	d.Host.Documents = p
	d.Host.DocumentsDir = filepath.Join(d.T.TempDir(), "papers")
	d.Host.OpenFile = func(path string) error { *opened = append(*opened, path); return nil }
	return p, opened
}

func TestSheetOfASittingIsPrintedAndOpened(t *testing.T) {
	d := newDesk(t)
	printer, opened := d.printer()
	c := d.Harold()
	d.Chosen(c.ID, "Chosen before", "2026-03-17")
	d.service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.say("1")
	p.Save()
	d.Met('1')
	d.Press("Print the sheet")
	test.Tap(find[*kit.Check](d))
	d.Press("Make and open")
	want := filepath.Join(d.Host.DocumentsDir, "choices-2026-04-07.pdf")
	if len(*opened) != 1 || (*opened)[0] != want || !printer.large {
		t.Fatalf("opened %v, large print %v", *opened, printer.large)
	}
	if items := printer.sheet.Items; len(items) != 1 || items[0].Service.Name != "Warm Homes" || items[0].Slip == "" {
		t.Errorf("the sheet holds %+v", items)
	}
	if kit.OverlayOpen(d.Window) {
		t.Error("the dialog stays")
	}
}

// find is the only object of a type that can be seen.
func find[T fyne.CanvasObject](d *desk) T {
	d.T.Helper()
	var found T
	n := 0
	d.Each(func(o fyne.CanvasObject) {
		if f, is := o.(T); is {
			found = f
			n++
		}
	})
	if n != 1 {
		d.T.Fatalf("%d objects of this type, want one", n)
	}
	return found
}

func TestSheetFromTheRecordHoldsAllThatGoesOn(t *testing.T) {
	d := newDesk(t)
	printer, _ := d.printer()
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	over := d.Chosen(c.ID, "Chair yoga", "2026-03-17")
	d.Must(d.Store.SetPrescriptionStatus(d.Ctx(), over.ID, data.StatusDidNotStart, deskToday, ""))
	d.open1(c)
	for range 2 { // the second goes beside the first, not over it
		d.Press("Print choices…")
		d.Keys(fyne.KeyReturn)
	}
	if filepath.Base(printer.path) != "choices-2026-04-07 (2).pdf" {
		t.Errorf("written to %s", printer.path)
	}
	if items := printer.sheet.Items; len(items) != 1 || items[0].Service.Name != "Warm Homes" {
		t.Errorf("the sheet holds %+v", items)
	}
}

func TestSheetThatCannotBeMadeSaysWhy(t *testing.T) {
	d := newDesk(t)
	printer, opened := d.printer()
	c := d.Harold()
	d.Chosen(c.ID, "Warm Homes", "2026-03-17")
	d.open1(c)
	d.Press("Print choices…")
	folder := field[*kit.TextField](d, "Folder")
	folder.SetText("nowhere")
	d.Press("Make and open")
	d.Sees("could not be written there")
	folder.SetText(d.Host.DocumentsDir)
	printer.err = &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}
	d.Press("Make and open")
	d.Sees("could not be written there")
	printer.err = errors.New("no ink")
	d.Press("Make and open")
	d.Sees("Something went wrong")
	d.Host.OpenFile = func(string) error { return errors.New("no program") }
	printer.err = nil
	d.Press("Make and open")
	d.Sees("The sheet is ready", "choices-2026-04-07.pdf")
	if len(*opened) != 0 {
		t.Errorf("opened %v", *opened)
	}
}

func TestNothingToPrintNoButton(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	over := d.Chosen(c.ID, "Chair yoga", "2026-03-17")
	d.Must(d.Store.SetPrescriptionStatus(d.Ctx(), over.ID, data.StatusCompleted, deskToday, ""))
	d.open1(c)
	d.SeesNot("Print choices")
}

func TestACallIsLoggedWithoutLeavingTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.open1(c)
	d.Press("Log a call")
	d.Keys(fyne.KeyReturn)
	d.Sees("Please say in a few words")
	d.say("The damp is worse.")
	d.Keys(fyne.KeyReturn)
	if kit.OverlayOpen(d.Window) {
		t.Fatal("Enter does not save")
	}
	d.Sees("The damp is worse.")
	list, err := d.Store.Contacts(d.Ctx(), data.ContactFilter{From: deskToday, To: deskToday})
	d.Must(err)
	if len(list) != 1 || list[0].Kind != "phone" || list[0].Outcome != data.ContactAttended || len(d.Went) != 0 {
		t.Errorf("stored %+v", list)
	}
	d.Press("Log a call")
	d.tab(1)
	d.say("2")
	d.Keys(fyne.KeyReturn)
	list, err = d.Store.Contacts(d.Ctx(), data.ContactFilter{From: deskToday, To: deskToday})
	d.Must(err)
	if len(list) != 2 || list[0].Outcome == list[1].Outcome {
		t.Errorf("stored %+v", list)
	}
}

func TestGapsStandOnTheRecordAndAreTakenBack(t *testing.T) {
	d := newDesk(t)
	c := d.Harold()
	d.Must(d.Store.SaveGap(d.Ctx(), &data.Gap{ClientID: c.ID, ReasonID: d.Housing.ID, Area: "Birchington", Note: "damp surveyor"}))
	d.open1(c)
	d.Sees("Nothing suitable found", "7 Apr · Birchington · looked for “damp surveyor”")
	d.Press("Take back") // in the card
	if gaps, _ := d.Store.ClientGaps(d.Ctx(), c.ID); len(gaps) != 1 {
		t.Fatal("taken back without being asked")
	}
	d.Press("Take back") // in the dialog
	if gaps, _ := d.Store.ClientGaps(d.Ctx(), c.ID); len(gaps) != 0 {
		t.Errorf("left %+v", gaps)
	}
	d.SeesNot("Nothing suitable found")
}
