package questionnaires

import (
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
)

func TestAClientsScoresArePrintedForThem(t *testing.T) {
	e := newEnv(t)
	p := e.Printer()
	var opened []string
	e.Host.OpenFile = func(path string) error { opened = append(opened, path); return nil }
	e.answered(e.margery, data.Baseline, "2026-03-04", 2, true)
	later := e.answered(e.margery, data.StageFollowUp, "2026-03-20", 3, true)
	e.questionnaire(e.margery, later.ID)
	e.tap("Print for client")
	e.Sees("Print their scores", "Large print")
	e.tap("Create and open")
	if p.Scores == nil || len(opened) != 1 || opened[0] != p.Path {
		t.Fatalf("made %+v at %q, opened %v", p.Scores, p.Path, opened)
	}
	if name := filepath.Base(p.Path); strings.Contains(strings.ToLower(name), "margery") || !strings.HasPrefix(name, "scores-") {
		t.Errorf("the file is called %s", name)
	}
	if len(p.Scores.Scores) != 1 || p.Scores.Client != "Margery O’Neill" {
		t.Fatalf("printed %+v", p.Scores)
	}
	points := p.Scores.Scores[0].Points
	if len(points) != 2 || points[0].Value != 28 || points[1].Value != 42 || points[1].On != data.MustDate("2026-03-20") {
		t.Errorf("the scores are %v", points)
	}
}

// An answer too few gives no score, and then there is nothing to print.
func TestWithoutAScoreNothingIsPrintedForTheClient(t *testing.T) {
	e := newEnv(t)
	e.Printer()
	r := e.answered(e.margery, data.Baseline, "2026-03-04", 2, true, 1, 2, 3, 4, 5, 6)
	e.questionnaire(e.margery, r.ID)
	e.Sees("The answers are saved")
	e.SeesNot("Print for client")
}
