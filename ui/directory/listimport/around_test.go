package listimport

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"waymark/data"
)

func TestListToLookAtIsSavedWhole(t *testing.T) {
	d := newDesk(t)
	d.open(d.file("clubs.csv", clubs+"5,,No one again,,,\n"))
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.PressStart("Save list of 3 to check…")
	d.PressStart("Save")
	path := filepath.Join(d.Dir, "To check, clubs, 2026-04-07.csv")
	d.Sees("3 rows saved to " + path)
	body, err := os.ReadFile(path)
	d.Must(err)
	lines := strings.Split(strings.TrimSpace(string(body)), "\r\n")
	if len(lines) != 4 || lines[0] != "file,row,id,name,outcome,reason" || !strings.HasPrefix(lines[1], "clubs.csv,4,") {
		t.Errorf("the list is %q", lines)
	}
	d.PressStart("Save list of 3 to check…")
	d.PressStart("Save")
	d.Sees("A file with this name already exists")
}

func TestWhatCannotBeReadIsSaidBesideTheField(t *testing.T) {
	d := newDesk(t)
	d.PressStart("Open")
	if d.page.choosing.path.Error() == "" {
		t.Error("no file was opened without a word")
	}
	d.open(filepath.Join(d.Dir, "missing.csv"))
	d.step("File")
	if d.page.choosing.path.Error() == "" || d.page.choosing.path.Text() == "" {
		t.Error("a missing file is opened without a word, or what was typed is gone")
	}
	d.open(d.file("heads.csv", "Name,Phone,Postcode\n"))
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.step("Columns")
	d.Sees("There is no service in this file.")
}

func TestSheetOfAWorkbookIsChosen(t *testing.T) {
	d := newDesk(t)
	book := excelize.NewFile()
	_, err := book.NewSheet("Clubs")
	d.Must(err)
	for cell, text := range map[string]string{"Sheet1!A1": "Note", "Sheet1!B1": "By", "Sheet1!A2": "Not the list", "Sheet1!B2": "Sam",
		"Clubs!A1": "Name", "Clubs!B1": "Phone", "Clubs!A2": "Choir", "Clubs!B2": "01843 555 201"} {
		sheet, at, _ := strings.Cut(cell, "!")
		d.Must(book.SetCellStr(sheet, at, text))
	}
	path := filepath.Join(d.Dir, "clubs.xlsx")
	d.Must(book.SaveAs(path))
	d.open(path)
	if d.page.reading.encoding.Visible() || !d.page.reading.sheet.Visible() {
		t.Error("a workbook is asked about its characters, or not about its sheet")
	}
	d.page.reading.sheet.Choose("Sheet1")
	d.Sees("Not the list")
	d.page.reading.sheet.Choose("Clubs")
	d.Sees("Choir")
	d.SeesNot("Not the list")
	d.PressStart("Next: columns")
	d.PressStart("Next: changes")
	d.PressStart("Import 1 service")
	if got := d.found(); !slices.Equal(got, []string{"Choir"}) {
		t.Errorf("in the directory: %q", got)
	}
}

func TestAllByTheKeyboard(t *testing.T) {
	d := newDesk(t)
	canvas := d.Host.Window.Canvas()
	canvas.Focus(d.page.FirstFocus())
	key := func(name fyne.KeyName) { canvas.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	for _, r := range d.file("clubs.csv", clubs) {
		canvas.Focused().TypedRune(r)
	}
	key(fyne.KeyReturn)
	d.step("File settings")
	key(fyne.KeyReturn)
	d.step("Columns")
	key(fyne.KeyReturn)
	d.step("Changes")
	d.Sees("Row 2 of clubs.csv · id 1", "Music Trust")
	key(fyne.KeyDown)
	d.Sees("Row 3 of clubs.csv · id 2", "Learning Hub")
	for range 3 { // to the detail, the list to save, and back
		canvas.FocusNext()
	}
	key(fyne.KeyReturn)
	d.step("Columns")
}

func TestWhatCannotBeListedIsSaid(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Host.Close())
	d.page.Reload()
	d.Sees("Try again")
}

func TestDroppedFileIsOpened(t *testing.T) {
	d := newDesk(t)
	d.page.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(d.file("clubs.csv", clubs))})
	d.step("File settings")
	d.page.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(d.file("other.csv", clubs))})
	if filepath.Base(d.page.opened.path) != "clubs.csv" {
		t.Error("a file that was dropped later took the place of the opened one")
	}
}

func TestPostcodesAreTakenIn(t *testing.T) {
	d := newDesk(t)
	d.Sees("No list yet")
	l := d.page.choosing.places
	d.PressStart("Import postcodes")
	if l.path.Error() == "" {
		t.Error("no list was taken without a word")
	}
	test.Type(l.path.Entry, d.file("places.csv", "postcode,latitude,longitude\nCT9 1AA,51.38,1.38\nCT9 1AB,51.39,1.39\nGIR 0AA,,\n"))
	d.Holding = true
	d.PressStart("Import postcodes")
	d.PressStart("Stop")
	d.Release()
	d.Sees("Stopped. The postcodes have not changed.", "No list yet")
	d.PressStart("Import postcodes")
	d.Sees("2 postcodes imported. 1 row has no location and was not imported.", "2 postcodes imported.")
	if n, err := d.Host.Directory.PostcodeCount(d.Ctx()); err != nil || n != 2 {
		t.Errorf("%d postcodes, %v", n, err)
	}
}

func TestEveryStepFitsASmallWindow(t *testing.T) {
	d := newDesk(t)
	fits := func() {
		t.Helper()
		if m := d.page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
			t.Errorf("%s needs %v", d.page.line.Text(), m)
		}
	}
	d.Host.Window.Resize(fyne.NewSize(828, 600))
	fits()
	long := strings.Repeat("a very long heading ", 8)
	d.open(d.file(strings.Repeat("long", 40)+".csv", "Id,Name,"+long+",Email\n1,"+strings.Repeat("Wolfeschlegelsteinhausen ", 7)+",x,\n2,Walk,y,no address at all\n3,,z,\n"))
	fits()
	d.PressStart("Next: columns")
	fits()
	d.PressStart("Next: changes")
	fits()
	d.PressStart("Import")
	fits()
}

func TestKeptRowsAreBounded(t *testing.T) {
	k := newKept()
	for i := range 3 * keptRows {
		row := &data.ImportRow{At: data.Place{Row: i}, Outcome: data.OutcomeNew, Written: data.OutcomeNew, Changes: []data.FieldChange{{Kept: true}}}
		k.await(&data.SourceEntry{At: row.At})
		k.row(row)
	}
	if len(k.waiting) != 0 {
		t.Errorf("%d entries wait for their rows", len(k.waiting))
	}
	if len(k.outcomes[data.OutcomeNew]) != keptRows || len(k.differing) != keptRows || len(k.entries) != keptEntries {
		t.Errorf("kept %d rows, %d differing, %d entries", len(k.outcomes[data.OutcomeNew]), len(k.differing), len(k.entries))
	}
}
