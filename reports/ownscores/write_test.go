package ownscores_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports"
	"waymark/reports/ownscores"
)

func poppler(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output() // a fixed program on our own file
	if err != nil {
		t.Fatalf("%s (Debian package poppler-utils): %v", name, err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// margery has answered two questionnaires, of which one is better when it is lower.
func margery(t *testing.T) *ownscores.Sheet {
	t.Helper()
	s := &ownscores.Sheet{Client: "Bożena Łukaszewicz", Service: "Thanet Social Prescribing", Phone: "01843 210000", On: data.MustDate("2026-05-05")}
	c := instrument.Standard()
	add := func(id string, values ...float64) {
		m, known := c.Measure(id)
		def, is := c.ByID(m.InstrumentID)
		if !known || !is {
			t.Fatalf("no questionnaire %s", id)
		}
		score := ownscores.Score{Measure: m, From: def}
		for i, v := range values {
			score.Points = append(score.Points, ownscores.Point{On: data.MustDate("2025-06-01").AddDays(40 * i), Value: v})
		}
		s.Scores = append(s.Scores, score)
	}
	add("wemwbs", 32, 44)
	add("djg6", 5)
	return s
}

func written(t *testing.T, s *ownscores.Sheet, o reports.Print) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scores.pdf")
	if err := ownscores.Write(context.Background(), path, s, o); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWrite_saysWhatEachScoreWasAndNoMore(t *testing.T) {
	for _, large := range []bool{false, true} {
		path := written(t, margery(t), reports.Print{Large: large})
		text := poppler(t, "pdftotext", "-layout", path, "-")
		for _, want := range []string{"Your scores", "For Bożena Łukaszewicz", "1 June 2025: 32", "11 July 2025: 44", "from 14 to 70", "Higher is better",
			"1 June 2025: 5", "Lower is better", "Scores go up and down", "01843 210000"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not on the sheet: %s", want, text)
			}
		}
		for _, claim := range []string{"improved", "rose", "12 points", "because"} {
			if strings.Contains(text, claim) {
				t.Errorf("the sheet claims %q of one person: %s", claim, text)
			}
		}
		if info := poppler(t, "pdfinfo", path); strings.Contains(info, "ukaszewicz") {
			t.Error("the properties of the file name the person")
		}
	}
}

// Twenty questionnaires are too many for a chart: the first and the latest stand.
func TestWrite_manyScoresKeepTheFirstAndTheLatest(t *testing.T) {
	s := margery(t)
	one := s.Scores[0]
	one.Points = nil
	for i := range 20 {
		one.Points = append(one.Points, ownscores.Point{On: data.MustDate("2022-01-01").AddDays(31 * i), Value: float64(20 + i)})
	}
	s.Scores = []ownscores.Score{one}
	text := poppler(t, "pdftotext", "-layout", written(t, s, reports.Print{}), "-")
	for _, want := range []string{"1 January 2022: 20", ": 35", ": 39"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing: %s", want, text)
		}
	}
	if strings.Contains(text, ": 30") {
		t.Error("a score from the middle is told, too")
	}
}

func TestWrite_withoutAScoreThereIsNothingToPrint(t *testing.T) {
	s := margery(t)
	s.Scores = []ownscores.Score{{Measure: s.Scores[0].Measure}}
	path := filepath.Join(t.TempDir(), "scores.pdf")
	if err := ownscores.Write(context.Background(), path, s, reports.Print{}); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("it says %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("there is a file")
	}
}
