package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wideAnswers is made up: four people before and after, one of them with a gap.
const wideAnswers = `Ref,pre_1,pre_2,pre_3,pre_4,pre_5,pre_6,pre_7,pre_8,pre_9,pre_10,pre_11,pre_12,pre_13,pre_14,post_1,post_2,post_3,post_4,post_5,post_6,post_7,post_8,post_9,post_10,post_11,post_12,post_13,post_14
QX-1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,3,3,3,3,3
QX-2,3,3,3,3,3,3,3,3,3,3,3,3,3,3,4,4,4,4,4,4,4,4,4,4,4,4,4,4
QX-3,1,1,1,1,1,1,1,1,1,1,1,1,1,1,5,5,5,5,5,5,5,5,5,5,5,5,5,5
QX-4,4,4,4,4,4,NA,4,4,4,4,4,4,4,4,,,,,,,,,,,,,,
`

type importedAnswers struct {
	Read, New, Changed, Unchanged, Skipped, Doubtful, Empty, People, Complete, Incomplete int
	PeopleNew                                                                             int `json:"people_new"`
	Missing                                                                               []struct{ Item, N int }
	Measures                                                                              []struct {
		Measure, Stage     string
		Complete           int
		Mean, SD, Min, Max *float64
	}
	Notes []string
}

func answersJSON(t *testing.T, args ...string) (r importedAnswers) {
	t.Helper()
	code, out, errout := callProgram(t, append([]string{"import", "responses", "--json"}, args...)...)
	if code != exitOK {
		t.Fatalf("import: %d, %s", code, errout)
	}
	if strings.Contains(out, "QX-") {
		t.Errorf("it says whose answers they are: %s", out)
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if r.New+r.Changed+r.Unchanged+r.Skipped+r.Doubtful != r.Read {
		t.Errorf("the parts do not add up to %d: %s", r.Read, out)
	}
	return r
}

// longOf writes the wide list with one row for each questionnaire.
func longOf(wide string) string {
	lines := strings.Split(strings.TrimSpace(wide), "\n")
	b := "Client,Time," + strings.Join(strings.Split("WEMWBS1,WEMWBS2,WEMWBS3,WEMWBS4,WEMWBS5,WEMWBS6,WEMWBS7,WEMWBS8,WEMWBS9,WEMWBS10,WEMWBS11,WEMWBS12,WEMWBS13,WEMWBS14", ","), ",") + "\n"
	for _, line := range lines[1:] {
		cells := strings.Split(line, ",")
		b += cells[0] + ",pre," + strings.Join(cells[1:15], ",") + "\n" + cells[0] + ",post," + strings.Join(cells[15:], ",") + "\n"
	}
	return b
}

func TestAnswersAreImportedIntoAFreshDatabase(t *testing.T) {
	db, wide := filepath.Join(t.TempDir(), "waymark.db"), writeFile(t, "answers.csv", wideAnswers)
	args := []string{"--db", db, "--instrument", "wemwbs", "--answered-on", "2025-05-06"}
	tried := answersJSON(t, append(args, "--dry-run", wide)...)
	if _, err := os.Stat(db); !os.IsNotExist(err) {
		t.Errorf("trying made a database: %v", err)
	}
	r := answersJSON(t, append(args, wide)...)
	if fmt.Sprint(tried.New, tried.Skipped) != fmt.Sprint(r.New, r.Skipped) || r.Read != 8 || r.New != 7 || r.Skipped != 1 || r.Empty != 1 ||
		r.People != 4 || r.PeopleNew != 4 || r.Complete != 6 || r.Incomplete != 1 || r.Missing[5].N != 1 || len(r.Notes) != 2 {
		t.Errorf("tried %+v, took %+v", tried, r)
	}
	want := map[string][2]float64{ // complete, mean; the short one from its table: 14→15.32 21→19.25 7→7, 28→25.03 35→35
		"wemwbs baseline": {3, 28}, "wemwbs follow_up": {3, 56}, "wemwbs all": {6, 42},
		"swemwbs baseline": {3, (15.32 + 19.25 + 7) / 3}, "swemwbs follow_up": {3, (19.25 + 25.03 + 35) / 3}, "swemwbs all": {6, (15.32 + 19.25 + 7 + 19.25 + 25.03 + 35) / 6},
	}
	for _, m := range r.Measures {
		w, ok := want[m.Measure+" "+m.Stage]
		if !ok || float64(m.Complete) != w[0] || m.Mean == nil || math.Abs(*m.Mean-w[1]) > 1e-9 {
			t.Errorf("%+v, want %v", m, w)
		}
		delete(want, m.Measure+" "+m.Stage)
		if m.Measure+m.Stage == "wemwbsbaseline" && (*m.SD != 14 || *m.Min != 14 || *m.Max != 42) {
			t.Errorf("%v %v %v", *m.SD, *m.Min, *m.Max)
		}
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
	if again := answersJSON(t, "--db", db, "--instrument", "wemwbs", writeFile(t, "long.csv", longOf(wideAnswers))); again.Unchanged != 7 || again.Skipped != 1 || again.PeopleNew != 0 {
		t.Errorf("its long form: %+v", again)
	}
	code, out, _ := callProgram(t, append(append([]string{"import", "responses"}, args...), wide)...)
	if code != exitOK || !strings.Contains(out, "7 unchanged") || !strings.Contains(out, "mean 28.00, standard deviation 14.00, from 14 to 42") || strings.Contains(out, "QX-") {
		t.Errorf("in words: %d, %s", code, out)
	}
}

func TestAnswersThatCannotBeImportedAreRefusedInOneSentence(t *testing.T) {
	db := filepath.Join(t.TempDir(), "waymark.db")
	wide := writeFile(t, "answers.csv", wideAnswers)
	broken := writeFile(t, "broken.xlsx", "PK\x03\x04 this is no workbook")
	list := writeFile(t, "list.csv", "Name,Town\nCafé,Margate\n")
	for _, c := range []struct {
		code int
		has  string
		args []string
	}{
		{exitUsage, "--instrument", []string{"import", "responses", "--db", db, wide}},
		{exitUsage, "which questionnaire", []string{"import", "responses", "--db", db, "--instrument", "wemwbs"}},
		{exitUsage, "2026-04-07", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", "--answered-on", "May", wide}},
		{exitFailure, "swemwbs", []string{"import", "responses", "--db", db, "--instrument", "who5", wide}},
		{exitFailure, "future", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", "--answered-on", "2199-01-01", wide}},
		{exitFailure, "", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", broken}},
		{exitFailure, "--map", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", list}},
		{exitFailure, "map", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", "--map", filepath.Join(db, "none.json"), wide}},
		{exitFailure, "", []string{"import", "responses", "--db", db, "--instrument", "wemwbs", filepath.Join(t.TempDir(), "none.csv")}},
	} {
		code, out, errout := callProgram(t, c.args...)
		if code != c.code || !strings.Contains(errout, c.has) || strings.Count(errout, "\n") != 1 || out != "" || strings.Contains(errout, "QX-") {
			t.Errorf("%q: %d, %q, %q", c.args, code, out, errout)
		}
	}
}

func TestTheHelpShowsTheMap(t *testing.T) {
	code, out, _ := callProgram(t, "import", "responses", "--help")
	if code != exitOK || !strings.Contains(out, `"times": {"pre": "baseline"`) {
		t.Errorf("%d: %s", code, out)
	}
}
