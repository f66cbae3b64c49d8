package answersimport

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/ui/host"
)

// choose gives the column of a decision another answer, as its field does.
func (d *desk) choose(key, words string) {
	d.T.Helper()
	for _, dec := range d.page.check.trial.decisions {
		for _, c := range dec.Choices {
			if dec.Key == key && c.Words == words {
				d.page.check.decide(key, c.Answer)
				return
			}
		}
	}
	d.T.Fatalf("no %q for %s", words, key)
}

func TestColumn_setToNone(t *testing.T) {
	d := newDesk(t)
	d.open(list("Client ref,Completed", "A,2026-01-05|2", "B,2026-01-06|3"))
	d.choose("date", "No column")
	d.Sees("When: no column says.", "Date of answers without one")
	d.choose("items.3", "No column")
	d.Sees("columns for 13 of 14 questions")
	if got := d.page.check.trial.all[0].set; len(got.Answers) != 13 || !got.AnsweredOn.IsZero() {
		t.Errorf("%+v", got)
	}
	d.choose("items.3", "WEMWBS3")
	d.Sees("columns for 14 of 14 questions")
}

var french = []string{"Optimiste", "Utile", "Calme", "Autres", "Forces", "Soucis", "Clair", "Content", "Proche", "Confiant", "Choix", "Entoure", "Curieux", "Gai"}

func TestListInOtherWords_isMappedInTheWindow(t *testing.T) {
	d := newDesk(t)
	heading, row := "Code,Jour", "P1,2026-01-05"
	for _, name := range french {
		heading, row = heading+","+name, row+",3"
	}
	d.open(heading + "\n" + row + "\n" + strings.Replace(row, "P1", "P2", 1) + "\n")
	d.Sees("The columns of the 14 questions of WEMWBS were not found. Choose the column of each question below.", "1 question to answer first")
	d.choose("person", "Code")
	d.choose("date", "Jour")
	d.Sees("1 question to answer first")
	for n, name := range french {
		d.choose("items."+data.Count(n+1), name)
	}
	d.Sees("columns for 14 of 14 questions", "2 questionnaires of 2 people")
	d.PressStart("Import")
	d.PressStart("Add and import")
	rows, err := d.Host.Measure.RecentResponses(d.Ctx(), 5)
	d.Must(err)
	if len(rows) != 2 || rows[0].AnsweredOn != data.MustDate("2026-01-05") {
		t.Errorf("%+v", rows)
	}
}

func TestRowsNotImported_areKeptAndSaved(t *testing.T) {
	d := newDesk(t)
	d.open(list("Client ref,Completed", "A,2026-01-05|2", "=B,2026-01-06|9", "C,2026-01-07|7", "D,2026-01-08|"))
	d.PressStart("Import")
	d.PressStart("Add and import")
	d.Sees("1 row has answers that could not be imported. It is in the list to work through.")
	rows, n, err := d.Host.Moving.LeftOvers(d.Ctx(), "", 5)
	d.Must(err)
	if n != 1 || rows[0].At.Row != 4 || rows[0].Source != "answers.csv" {
		t.Errorf("%+v", rows)
	}
	folder := t.TempDir()
	d.page.writeLeft(d.page.done.asked, d.page.done.left, folder)
	d.Sees("Saved “Rows not imported.csv” in")
	body, err := os.ReadFile(filepath.Join(folder, leftFile))
	d.Must(err)
	lines := strings.Split(strings.TrimSpace(string(body)), "\r\n")
	if len(lines) != 4 || !strings.HasSuffix(lines[0], ",WEMWBS14,Row in the list,Why it was not imported") ||
		!strings.HasPrefix(lines[1], "'=B,2026-01-06,9,") || !strings.HasPrefix(lines[2], "C,2026-01-07,7,") || !strings.HasSuffix(lines[2], ",4,None of its answers is on the scale.") {
		t.Fatalf("%q", lines)
	}
	for i, line := range lines { // put right
		lines[i] = strings.ReplaceAll(line, ",7", ",4")
	}
	d.PressStart("Import another file")
	d.open(strings.Join(lines, "\n"))
	d.Sees("1 questionnaire of 1 person. New clients: 1.", "=B")
	d.PressStart("Import")
	d.PressStart("Add and import")
	d.page.done.show()
	went := host.Route{}
	d.Host.Go = func(r host.Route) { went = r }
	d.page.done.result.ToWorkThrough = 1
	d.page.done.show()
	d.PressStart("Work through list")
	if went.View != host.ViewImportClients || went.Record != host.LeftView {
		t.Errorf("went to %+v", went)
	}
}
