package practices_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/practices"
)

var today = data.MustDate("2026-11-29")

func read(t testing.TB, path string) ([]data.Practice, *practices.List) {
	t.Helper()
	l, err := practices.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []data.Practice
	for p, err := range l.Practices(context.Background(), today) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	return all, l
}

func file(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "epraccur.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// The list is the same with its headings and without.
func TestPractices_ofTheNationalList(t *testing.T) {
	var before []data.Practice
	for _, name := range []string{"epraccur.csv", "epraccur-with-headings.csv", "epraccur-search-and-export.csv"} {
		all, l := read(t, filepath.Join("..", "testdata", "formats", name))
		if len(all) == 0 || l.Closed == 0 || all[0].Name != "The Hall Surgery" || all[0].Town != "Leeds" || all[0].Postcode != "LS1 4AP" || all[0].Code != "B86001" {
			t.Errorf("%s: %+v, %d closed", name, all, l.Closed)
		}
		if before != nil && !slices.Equal(before, all) {
			t.Errorf("%s is read otherwise: %+v", name, all)
		}
		before = all
	}
}

func TestPractices_whatIsNoGPPracticeIsLeftOut(t *testing.T) {
	row := func(code, name, status, setting string) string {
		return code + "," + name + ",Y61,QWO,1 HIGH STREET,,MARGATE,KENT,,CT9 1XX,19740401,," + status + ",B,15F,20130401,,01843000000,,,,0,,15F,," + setting + ",\n"
	}
	all, l := read(t, file(t, row("G82057", "THE LIMES", "A", "4")+row("Y00001", "HMP CLINIC", "A", "8")+row("G82058", "OLD", "D", "4")+"nonsense\n"))
	if len(all) != 1 || all[0].Name != "The Limes" || l.Other != 1 || l.Closed != 1 || l.Unread != 1 {
		t.Errorf("%+v %+v", all, l)
	}
}

// A branch that had closed was offered as a surgery: lists of branches have no status.
func TestPractices_branchesThatClosedAreLeftOut(t *testing.T) {
	row := func(code, name, closed, status string) string {
		return code + "," + name + ",Y61,QWO,1 HIGH STREET,,MARGATE,KENT,,CT9 1XX,19740401," + closed + "," + status + ",B,G82057,20130401,,01843000000,,,,0,,,,,\n"
	}
	all, l := read(t, file(t, row("G82057001", "OPEN", "", "")+row("G82057002", "SHUT", "20240331", "")+row("G82057003", "SHUT TODAY", "2026-11-29", "A")+
		row("G82057004", "TO SHUT", "20301231", "")+row("G82057005", "ODD", "soon", "")))
	var names []string
	for _, p := range all {
		names = append(names, p.Name)
	}
	if !slices.Equal(names, []string{"Open", "To Shut", "Odd"}) || l.Closed != 2 {
		t.Errorf("%q are open, %d closed", names, l.Closed)
	}
}

// The NHS has lists of trusts, pharmacies, dentists, networks and care homes in the same 27
// columns. Each put its own in place of the practices, without a word.
func TestPractices_ofOtherListsAreNone(t *testing.T) {
	row := func(code, name string) string {
		return code + "," + name + ",Y61,QWO,1 HIGH STREET,,MARGATE,KENT,,CT9 1XX,19740401,,A,,,,,01843000000,,,,,,,,,\n"
	}
	all, l := read(t, file(t, row("RVV", "EAST KENT HOSPITALS")+row("FA001", "CHEMIST")+row("V01234", "DENTAL CARE")+row("U12345", "MARGATE PCN")+row("VL0AB", "CARE HOME")+
		row("RVV01", "QEQM")+row("G1234567", "DR A GP")))
	if len(all) != 0 || l.Other != 7 {
		t.Errorf("%+v, %d others", all, l.Other)
	}
	if all, _ = read(t, file(t, row("W91001", "MEDDYGFA"))); len(all) != 1 {
		t.Error("a practice in Wales is none")
	}
}

func TestOpen_anotherFileIsRefused(t *testing.T) {
	for _, text := range []string{"", "\n\n", "name,phone\nA,1\n", strings.Repeat("x", 1<<16), "\"G82057,never closed"} {
		if _, err := practices.Open(file(t, text)); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%.20q: %v", text, err)
		}
	}
	if _, err := practices.Open(filepath.Join(t.TempDir(), "none.csv")); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
}

func FuzzPractices(f *testing.F) {
	f.Add("G82057,THE LIMES,Y61,QWO,1 HIGH STREET,,MARGATE,KENT,,CT9 1XX,19740401,,A,B,15F,20130401,,01843000000,,,,0,,15F,,4,\n")
	f.Add("Organisation Code,Name\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := practices.Open(file(t, text))
		if err != nil {
			if data.CodeOf(err) == "" {
				t.Fatalf("no sentence: %v", err)
			}
			return
		}
		for p, err := range l.Practices(context.Background(), today) {
			if err == nil && (p.Code == "" || p.Name == "") {
				t.Fatalf("%+v", p)
			}
		}
	})
}
