package store_test

import (
	"context"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
)

// A list of answers without a column for how they were given was saved as answered
// alone, and the report told a funder so. What no one said is not recorded, until a
// list says it.
func TestImportedAnswers_howTheyWereGivenIsNotMadeUp(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	sets := []*data.AnswerSet{
		answerSet(2, "P1", data.Baseline, "2026-03-02", 3, nil), answerSet(3, "P1", data.StageFollowUp, "2026-04-02", 4, nil),
		answerSet(4, "P2", data.Baseline, "2026-03-03", 3, nil),
	}
	sets[2].Mode = "phone" // one cell of the column has something
	takeAnswers(t, s, measure.ResponseImport{}, sets...)
	modes := func(want map[string]int) {
		t.Helper()
		f, err := s.Figures.Figures(ctx, data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-06-30")})
		must(t, err)
		for _, y := range f.Outcomes[0].ByMode {
			if y.N != want[y.Key] {
				t.Errorf("%d questionnaires were completed %q, want %d", y.N, y.Label, want[y.Key])
			}
			delete(want, y.Key)
		}
		if len(want) > 0 {
			t.Errorf("no count of %v", want)
		}
	}
	modes(map[string]int{"": 2, "phone": 1})

	record, err := s.Overview.Record(ctx, onlyClient(t, s, "P1"))
	must(t, err)
	for _, e := range record.Timeline {
		if e.Kind == data.EntryResponse && !strings.HasSuffix(e.Detail, "answered, how it was completed is not recorded") {
			t.Errorf("the story has %q", e.Detail)
		}
	}

	for i := range sets[:2] { // the same list, with a column now
		sets[i].Mode = "read_aloud"
	}
	if r, _ := takeAnswers(t, s, measure.ResponseImport{}, sets...); r.Changed != 2 || r.Unchanged != 1 {
		t.Errorf("with a column: %+v", r)
	}
	modes(map[string]int{"read_aloud": 2, "phone": 1})

	sets[0].Mode, sets[1].Mode = "", "" // and without it again: nothing that was said is lost
	if r, _ := takeAnswers(t, s, measure.ResponseImport{}, sets...); r.Unchanged != 3 {
		t.Errorf("without the column again: %+v", r)
	}
	modes(map[string]int{"read_aloud": 2, "phone": 1})
}

// Who answers at a screen says how, and no one else has to.
func TestSaveResponse_asksHowItWasCompleted(t *testing.T) {
	s := open(t, on("2026-04-08"))
	takeAnswers(t, s, measure.ResponseImport{}, answerSet(2, "P1", data.Baseline, "2026-03-02", 3, nil))
	client := onlyClient(t, s, "P1")
	err := s.Measure.SaveResponse(context.Background(), &data.Response{ClientID: client, InstrumentID: "wemwbs", Stage: data.StageFollowUp,
		AnsweredOn: data.MustDate("2026-04-08"), Finished: true, Answers: answers(3)})
	if data.FieldErrorsOf(err).For("Mode") == "" {
		t.Errorf("saved without how it was completed: %v", err)
	}
}
