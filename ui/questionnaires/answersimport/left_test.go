package answersimport

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
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

// A list whose answers are other words was refused with a sentence that spoke of
// files for the command.
func TestWordsThatAreNoAnswers_areExplainedInTheWindow(t *testing.T) {
	d := newDesk(t)
	var rows []string
	for n, word := range []string{"Jamais", "Rarement", "Parfois", "Souvent", "Toujours", "Jamais", "Rarement", "Parfois", "Souvent", "Toujours", "Jamais", "Rarement", "Parfois", "Souvent", "Toujours"} {
		rows = append(rows, "P"+data.Count(n+1)+",2026-01-05|"+word)
	}
	d.open(list(twoPeople, rows...))
	d.Sees("5 questions to answer first", "“Jamais” stands in many cells (42) and is no answer of WEMWBS. What does it mean?")
	for word, means := range map[string]string{"Jamais": "1: None of the time", "Rarement": "2: Rarely", "Parfois": "3: Some of the time", "Souvent": "4: Often", "Toujours": "5: All of the time"} {
		d.choose("values."+word, means)
	}
	d.SeesNot("to answer first")
	d.Sees("15 questionnaires of 15 people")
	if got := d.page.check.trial.all[3].set.Answers; len(got) != 14 || got[1] != 4 {
		t.Errorf("%v", got)
	}
}

// A workbook that unpacks to far more than it is, and a quote that never ends, are
// said beside the file within moments.
func TestHostileFiles_areSaidBesideTheFile(t *testing.T) {
	d := newDesk(t)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, size := range map[string]int{"[Content_Types].xml": 1, "xl/workbook.xml": 100 << 20} {
		w, err := z.Create(name)
		d.Must(err)
		_, err = io.CopyN(w, zeros{}, int64(size))
		d.Must(err)
	}
	d.Must(z.Close())
	for says, text := range map[string]string{"damaged|200 times": packed.String(), "were not found": "Name,Colour\nA,\"" + strings.Repeat("red and more\n", 300_000)} {
		d.page.show(atFile)
		d.open(text)
		got := d.page.choosing.path.Error()
		if ok := slices.ContainsFunc(strings.Split(says, "|"), func(part string) bool { return strings.Contains(got, part) }); !ok || strings.Contains(got, "--") || d.page.at != atFile {
			t.Errorf("%q, want %q", got, says)
		}
	}
}

// zeros never ends.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
