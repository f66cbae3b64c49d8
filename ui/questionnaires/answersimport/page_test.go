package answersimport

import (
	"fmt"
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

// desk is the import over a real database, and real files.
type desk struct {
	*uitest.Desk
	page *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{Desk: uitest.New(t)}
	d.Must(d.Store.AddStartingLists(d.Ctx()))
	d.page = New(d.Host, host.Route{Area: host.Questionnaires, View: host.ViewImportAnswers}).(*page)
	d.Show(d.page)
	return d
}

// list is a list of answers to WEMWBS: other headings and cells before its items,
// each person with one answer to all of them.
func list(heading string, rows ...string) string {
	var b strings.Builder
	b.WriteString(heading)
	for n := range 14 {
		fmt.Fprintf(&b, ",WEMWBS%d", n+1)
	}
	for _, row := range rows {
		cells, value, _ := strings.Cut(row, "|")
		b.WriteString("\n" + cells + strings.Repeat(","+value, 14))
	}
	return b.String() + "\n"
}

func (d *desk) open(text string) {
	d.T.Helper()
	path := filepath.Join(d.Dir, "answers.csv")
	d.Must(os.WriteFile(path, []byte(text), 0o600))
	d.page.choosing.which.SetSelected("wemwbs")
	d.page.choosing.path.SetText("")
	test.Type(d.page.choosing.path.Entry, path)
	d.PressStart("Open")
}

// answer chooses the answer with these words in the choice of that label.
func (d *desk) answer(label, words string) {
	d.T.Helper()
	for _, dec := range d.page.check.trial.decisions {
		for _, c := range dec.Choices {
			if c.Words != words || label != "" && dec.Sentence != label {
				continue
			}
			d.page.check.decide(dec.Key, c.Answer)
			return
		}
	}
	d.T.Fatalf("no %q to choose among %+v", words, d.page.check.trial.decisions)
}

func (d *desk) clients() int {
	d.T.Helper()
	_, n, err := d.Host.Casework.Clients(d.Ctx(), data.ClientFilter{})
	d.Must(err)
	return n
}

const twoPeople = "Client ref,Completed"

func TestAnswersAreCheckedConfirmedAndImported(t *testing.T) {
	d := newDesk(t)
	d.open(list(twoPeople, "QX-1,2026-01-05|2", "QX-1,2026-03-05|4", "QX-2,2026-01-06|3", "QX-3,2026-01-07|"))
	d.Sees("“Client ref” (by its heading)", "“Completed” (by its heading)", "columns for 14 of 14 questions", "3 questionnaires of 2 people. New clients: 2.",
		"All 4", "To check 0", "Not imported 1", "QX-1", "14 answers")
	if d.clients() != 0 {
		t.Fatal("the preview wrote")
	}
	d.page.check.choose(2)
	d.Sees("QX-3", "There is no answer in it.")
	d.PressStart("Import")
	d.Sees("Add 2 new clients?", "2 of 2 people in the list are not clients here yet")
	d.PressStart("Cancel")
	if d.clients() != 0 {
		t.Fatal("it wrote without being told to")
	}
	d.PressStart("Import")
	d.PressStart("Add and import")
	d.Sees("Answers of 2 people. New clients: 2.", "Complete questionnaires: 3.")
	if d.clients() != 2 {
		t.Errorf("%d clients", d.clients())
	}
	d.PressStart("Import another file")
	d.open(list(twoPeople, "QX-1,2026-01-05|2", "QX-9,2026-02-05|2"))
	d.Sees("Unchanged", "New clients: 1.")
	d.PressStart("Import")
	d.PressStart("Only those we know")
	d.Sees("Answers of 1 person. New clients: 0.")
	if d.clients() != 2 {
		t.Errorf("%d clients after an import of only those known", d.clients())
	}
}

func TestQuestionsAreAnsweredBeforeAnythingIsWritten(t *testing.T) {
	d := newDesk(t)
	d.open(list("Respondent ID,Collector ID,End Date,Client ref", "1,9,02/03/2026 10:00 AM,A|2", "2,9,03/04/2026 11:00 AM,B|3", "3,9,04/04/2026 1:00 PM,C|3"))
	d.Sees("1 question to answer first", "can be read with the day or the month first")
	if got := d.page.check.trial.all[1].set.AnsweredOn; got != data.MustDate("2026-03-04") {
		t.Errorf("the preview reads %s", got)
	}
	d.answer("", "The day is first, like 07/04/2026")
	d.SeesNot("to answer first")
	d.Sees("In dates the day is first: you chose it.")
	if got := d.page.check.trial.all[1].set.AnsweredOn; got != data.MustDate("2026-04-03") {
		t.Errorf("as chosen: %s", got)
	}
	found := false // the answer can still be changed
	d.Each(func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Choice); ok && c.Label() == "Your answer" {
			found = true
			c.Choose(`{"days": "month_first"}`)
		}
	})
	if got := d.page.check.trial.all[1].set.AnsweredOn; !found || got != data.MustDate("2026-03-04") {
		t.Errorf("changed again: %s", got)
	}
}

// The check came up with the focus nowhere, so that a keyboard began at the rail.
func TestCheckBeginsAtWhatWaits(t *testing.T) {
	d := newDesk(t)
	d.open(list("Respondent ID,Collector ID,End Date,Client ref", "1,9,02/03/2026 10:00 AM,A|2", "2,9,03/04/2026 11:00 AM,B|3", "3,9,04/04/2026 1:00 PM,C|3"))
	in := func(label string) bool { // whether there is such a choice, which then has the focus
		field, ok := uitest.Last(d.Desk, func(c *kit.Choice) bool { return c.Label() == label })
		if ok {
			field.Focus()
		}
		return ok
	}
	was := d.Focused()
	if was == nil || !in("Answer") || d.Focused() != was {
		t.Errorf("the focus is on %T", was)
	}
	d.answer("", "The day is first, like 07/04/2026")
	if was = d.Focused(); was == nil || !in("Your answer") || d.Focused() != was {
		t.Errorf("after the answer it is on %T", was)
	}
	d = newDesk(t)
	d.open(list("Client ref,Completed,Wave", "A,2026-01-05,1|2", "B,2026-01-06,1|3"))
	if d.Focused() != fyne.Focusable(d.Button("Import")) {
		t.Errorf("with nothing to answer it is on %T", d.Focused())
	}
}

func TestColumnsAreChanged(t *testing.T) {
	d := newDesk(t)
	d.open(list("Client ref,Sheet no,Completed", "A,P1,2026-01-05|2", "B,P2,2026-01-06|3"))
	if got := d.page.check.trial.all[0].set.Person.Reference; got != "A" {
		t.Fatalf("the person is %q", got)
	}
	d.answer("Person’s code", "Sheet no")
	d.Sees("“Sheet no” (you chose it)")
	if got := d.page.check.trial.all[0].set.Person.Reference; got != "P1" {
		t.Errorf("as chosen: %q", got)
	}
	d.answer("Date of the answers", "Client ref") // holds no days
	if d.page.check.trial == nil || d.page.at != atCheck {
		t.Error("a choice that does not work loses the list")
	}
}

func TestListWithoutDatesTakesOneDate(t *testing.T) {
	d := newDesk(t)
	d.open(list("Client ref", "A|2", "B|3"))
	d.Sees("When: no column says.", "Date of answers without one")
	d.page.check.day.SetText("05/03/2026")
	d.PressStart("Use this date")
	d.PressStart("Import")
	d.PressStart("Add and import")
	rows, err := d.Host.Measure.RecentResponses(d.Ctx(), 5)
	d.Must(err)
	if len(rows) != 2 || rows[0].AnsweredOn != data.MustDate("2026-03-05") {
		t.Errorf("%+v", rows)
	}
}

func TestWhatCannotBeReadIsSaidBesideTheFile(t *testing.T) {
	d := newDesk(t)
	d.PressStart("Open")
	if d.page.choosing.which.Error() == "" {
		t.Error("no questionnaire, without a word")
	}
	d.open("Name,Colour\nA,red\nB,blue\n")
	if got := d.page.choosing.path.Error(); !strings.Contains(got, "were not found") || strings.Contains(got, "--") {
		t.Errorf("%q", got)
	}
	if d.page.at != atFile || d.page.choosing.path.Text() == "" {
		t.Error("what was typed is gone")
	}
}

func TestEveryStepFitsASmallWindow(t *testing.T) {
	d := newDesk(t)
	fits := func() {
		t.Helper()
		if m := d.page.Content().MinSize(); m.Width > 828 || m.Height > 600 {
			t.Errorf("step %d needs %v", d.page.at, m)
		}
	}
	d.Host.Window.Resize(fyne.NewSize(828, 600))
	fits()
	d.open(list(strings.Repeat("a very long heading ", 8)+",Completed", strings.Repeat("Wolfeschlegelsteinhausen ", 7)+",2026-01-05|2", "B,2026-01-06|9"))
	fits()
	d.PressStart("Import")
	d.PressStart("Add and import")
	fits()
}
