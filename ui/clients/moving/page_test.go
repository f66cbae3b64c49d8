package moving

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

const list = `Ref,Name,DOB,Referral date,GP
1,Adaeze Obi,14/02/1958,04/03/2024,Westbrk
2,Kwabena Mensah,72,05/03/2024,Westbrook Surgery
3,Li Wei Chen,03/05/1949,06/03/2024,Westbrook Surgery
4,Li Chen,03/05/1949,07/03/2024,Westbrook Surgery
`

// desk is the import of people over a real database, and real files.
type desk struct {
	*uitest.Desk
	page *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Desk: uitest.New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	d.Must(d.Store.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Westbrook Surgery"}))
	d.page = New(d.Host, host.Route{Area: host.Clients, View: host.ViewImportClients}).(*page)
	d.Show(d.page)
	return d
}

func (d *desk) open(text string) {
	d.T.Helper()
	path := filepath.Join(d.Dir, "caseload.csv")
	d.Must(os.WriteFile(path, []byte(text), 0o600))
	d.page.start.path.SetText("")
	test.Type(d.page.start.path.Entry, path)
	d.PressStart("Open list")
}

// says fails unless a text is on the page.
func (d *desk) says(want string) {
	d.T.Helper()
	if all := strings.Join(d.Texts(), "\n"); !strings.Contains(all, want) {
		d.T.Fatalf("the page does not say %q: %s", want, all)
	}
}

// answer gives the answer at an index to the question that is shown.
func (d *desk) answer(i int) {
	d.T.Helper()
	w := d.page.shown.(*work)
	a := w.asks[w.asked]
	if len(a.Table) > 0 {
		d.PressStart("Use these")
		return
	}
	d.page.answer(a.Answers[i].Map, w.asked)
}

func TestImport_throughItsQuestions(t *testing.T) {
	d := newDesk(t)
	d.open(list)
	d.says("Import clients: 3 questions left")
	w := d.page.shown.(*work)
	for len(w.asks) > 0 {
		d.answer(0)
		w = d.page.shown.(*work)
	}
	d.says("Import clients: 1 question left")
	d.says("They have the same date of birth and a similar name")
	d.PressStart("Different")
	d.says("4 rows: 4 new clients")
	d.PressStart("Import clients")
	d.says("Imported from caseload")
	rows, _, err := d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{})
	d.Must(err)
	if len(rows) != 4 {
		t.Fatalf("%d clients, want 4", len(rows))
	}
	d.PressStart("Work through list")
	d.says("Kwabena Mensah · row 3 · DOB")
	d.PressStart("Mark as done")
	d.says("Nothing to work through")
	d.PressStart("Undo")
	d.says("Kwabena Mensah · row 3 · DOB")
	d.PressStart("Back to imports")
	d.says("4 new clients")
	d.page.askUndo(d.page.start.imports[0].ID, "caseload", 4)
	d.PressStart("Undo import")
	if rows, _, err = d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{}); err != nil || len(rows) != 0 {
		t.Errorf("%d clients after the undo, %v", len(rows), err)
	}
}

func TestImport_nothingIsChosenForAPerson(t *testing.T) {
	d := newDesk(t)
	d.open(strings.ReplaceAll(list, "Westbrk", "Westbrook Surgery"))
	d.PressStart("Use this answer") // disabled: it does nothing
	if w := d.page.shown.(*work); len(w.asks) != 1 {
		t.Errorf("%d questions, want one", len(w.asks))
	}
	d.PressStart("Import clients: 2 questions left")
	if rows, _, _ := d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{}); len(rows) != 0 {
		t.Error("clients were imported with questions open")
	}
}

func TestImport_aFileThatIsNoListIsSaidBesideTheField(t *testing.T) {
	d := newDesk(t)
	d.page.start.path.SetText(filepath.Join(d.Dir, "none.csv"))
	d.PressStart("Open list")
	d.says("The file has been moved or deleted. Choose it again.")
	d.open("Colour,Size\nred,4\n")
	d.says("No column with names")
}

// Whoever stopped a long list was told that it failed, or nothing at all, and saw no
// progress meanwhile.
func TestImport_stoppedAtAnyTimeSavesNothing(t *testing.T) {
	d := newDesk(t)
	d.Hold()
	d.open(list)
	d.says("Reading the list")
	d.PressStart("Stop")
	d.Release()
	d.says("Stopped. Nothing was imported.")

	d.PressStart("Open list")
	for w := d.page.shown.(*work); len(w.asks) > 0; w = d.page.shown.(*work) {
		d.answer(0)
	}
	d.Hold()
	d.PressStart("Different")
	d.says("Comparing people")
	d.PressStart("Stop")
	d.Release()
	d.says("Stopped. Nothing was imported.")
	d.says("Import clients: 1 question left")
	d.PressStart("Different")
	d.Hold()
	d.PressStart("Import clients")
	d.SeesNot("Cancel import") // it left the import going on
	d.PressStart("Stop")
	d.Release()
	d.says("Stopped. Nothing was imported.")
	d.says("Cancel import")
	d.PressStart("Import clients")
	d.says("Imported from caseload")

	imports, err := d.Host.Moving.Imports(d.Ctx())
	d.Must(err)
	d.page.askUndo(imports[0].ID, "caseload", 4)
	d.Hold()
	d.PressStart("Undo import")
	d.PressStart("Stop")
	d.Release()
	d.says("Stopped. The import was not undone.")
	if rows, _, err := d.Store.Casework.Clients(d.Ctx(), data.ClientFilter{}); err != nil || len(rows) != 4 {
		t.Errorf("%d clients, want 4; %v", len(rows), err)
	}
}

// Dates that exist only with the month first decided their column, and no one could
// say in the window that they are slips.
func TestImport_theOrderOfDatesIsChangedWithTheColumn(t *testing.T) {
	d := newDesk(t)
	d.open("Ref,Name,Referral date\n1,Adaeze Obi,03/04/2024\n2,Kwabena Mensah,03/31/2024\n")
	d.says("Mon 4 Mar 2024")
	w := d.page.shown.(*work)
	w.changeColumn(2)
	d.says("Dates in numbers")
	var order *kit.Choice
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Choice); ok {
			order = c
		}
	})
	if order == nil || order.Selected() != "month_first" {
		t.Fatalf("the order of the dates is not shown: %v", d.Texts())
	}
	order.Choose("day_first")
	d.PressStart("Change")
	d.says("Wed 3 Apr 2024")
	d.says("1 to work through")
}
