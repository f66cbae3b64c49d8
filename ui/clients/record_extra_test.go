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
	d.h.Documents = p
	d.h.DocumentsDir = filepath.Join(d.t.TempDir(), "papers")
	d.h.OpenFile = func(path string) error { *opened = append(*opened, path); return nil }
	return p, opened
}

func TestSheetOfASittingIsPrintedAndOpened(t *testing.T) {
	d := newDesk(t)
	printer, opened := d.printer()
	c := d.harold()
	d.chosen(c.ID, "Chosen before", "2026-03-17")
	d.service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.say("1")
	p.Save()
	d.met('1')
	d.press("Print the sheet")
	test.Tap(find[*kit.Check](d))
	d.press("Make and open")
	want := filepath.Join(d.h.DocumentsDir, "choices-2026-04-07.pdf")
	if len(*opened) != 1 || (*opened)[0] != want || !printer.large {
		t.Fatalf("opened %v, large print %v", *opened, printer.large)
	}
	if items := printer.sheet.Items; len(items) != 1 || items[0].Service.Name != "Warm Homes" || items[0].Slip == "" {
		t.Errorf("the sheet holds %+v", items)
	}
	if kit.OverlayOpen(d.window) {
		t.Error("the dialog stays")
	}
}

// find is the only object of a type that can be seen.
func find[T fyne.CanvasObject](d *desk) T {
	d.t.Helper()
	var found T
	n := 0
	d.walk(func(o fyne.CanvasObject) {
		if f, is := o.(T); is {
			found = f
			n++
		}
	})
	if n != 1 {
		d.t.Fatalf("%d objects of this type, want one", n)
	}
	return found
}

func TestSheetFromTheRecordHoldsAllThatGoesOn(t *testing.T) {
	d := newDesk(t)
	printer, _ := d.printer()
	c := d.harold()
	d.chosen(c.ID, "Warm Homes", "2026-03-17")
	over := d.chosen(c.ID, "Chair yoga", "2026-03-17")
	d.must(d.store.SetPrescriptionStatus(d.ctx(), over.ID, data.StatusDidNotStart, deskToday, ""))
	d.open1(c)
	for range 2 { // the second goes beside the first, not over it
		d.press("Print choices…")
		d.keys(fyne.KeyReturn)
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
	c := d.harold()
	d.chosen(c.ID, "Warm Homes", "2026-03-17")
	d.open1(c)
	d.press("Print choices…")
	folder := field[*kit.TextField](d, "Folder")
	folder.SetText("nowhere")
	d.press("Make and open")
	d.sees("could not be written there")
	folder.SetText(d.h.DocumentsDir)
	printer.err = &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}
	d.press("Make and open")
	d.sees("could not be written there")
	printer.err = errors.New("no ink")
	d.press("Make and open")
	d.sees("Something went wrong")
	d.h.OpenFile = func(string) error { return errors.New("no program") }
	printer.err = nil
	d.press("Make and open")
	d.sees("The sheet is ready", "choices-2026-04-07.pdf")
	if len(*opened) != 0 {
		t.Errorf("opened %v", *opened)
	}
}

func TestNothingToPrintNoButton(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	over := d.chosen(c.ID, "Chair yoga", "2026-03-17")
	d.must(d.store.SetPrescriptionStatus(d.ctx(), over.ID, data.StatusCompleted, deskToday, ""))
	d.open1(c)
	d.seesNot("Print choices")
}

func TestACallIsLoggedWithoutLeavingTheRecord(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.open1(c)
	d.press("Log a call")
	d.keys(fyne.KeyReturn)
	d.sees("Please say in a few words")
	d.say("The damp is worse.")
	d.keys(fyne.KeyReturn)
	if kit.OverlayOpen(d.window) {
		t.Fatal("Enter does not save")
	}
	d.sees("The damp is worse.")
	list, err := d.store.Contacts(d.ctx(), data.ContactFilter{From: deskToday, To: deskToday})
	d.must(err)
	if len(list) != 1 || list[0].Kind != "phone" || list[0].Outcome != data.ContactAttended || len(d.went) != 0 {
		t.Errorf("stored %+v", list)
	}
	d.press("Log a call")
	d.tab(1)
	d.say("2")
	d.keys(fyne.KeyReturn)
	list, err = d.store.Contacts(d.ctx(), data.ContactFilter{From: deskToday, To: deskToday})
	d.must(err)
	if len(list) != 2 || list[0].Outcome == list[1].Outcome {
		t.Errorf("stored %+v", list)
	}
}

func TestGapsStandOnTheRecordAndAreTakenBack(t *testing.T) {
	d := newDesk(t)
	c := d.harold()
	d.must(d.store.SaveGap(d.ctx(), &data.Gap{ClientID: c.ID, ReasonID: d.housing.ID, Area: "Birchington", Note: "damp surveyor"}))
	d.open1(c)
	d.sees("Nothing suitable found", "7 Apr · Birchington · looked for “damp surveyor”")
	d.press("Take back") // in the card
	if gaps, _ := d.store.ClientGaps(d.ctx(), c.ID); len(gaps) != 1 {
		t.Fatal("taken back without being asked")
	}
	d.press("Take back") // in the dialog
	if gaps, _ := d.store.ClientGaps(d.ctx(), c.ID); len(gaps) != 0 {
		t.Errorf("left %+v", gaps)
	}
	d.seesNot("Nothing suitable found")
}
