package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// garden is a service's own questionnaire of one item, whose "Often" counts
// for the given points.
func garden(version string, often int) []byte {
	return fmt.Appendf(nil, `{"format": 1, "id": "garden", "version": "%s", "name": "Garden questions", "short_name": "Garden", "rights": "Ours",
		"items": [{"number": 1, "text": "I get outside", "points": [0, %d]}], "answers": [{"value": 0, "label": "Rarely"}, {"value": 1, "label": "Often"}],
		"scoring": {"kind": "sum", "min": 0, "max": %d, "decimals": 0}}`, version, often, often)
}

// idsOf names what is offered, in its order.
func idsOf(t *testing.T, s *office.Office) []string {
	t.Helper()
	offered, err := s.Measure.OfferedQuestionnaires(context.Background())
	must(t, err)
	ids := make([]string, len(offered))
	for i, d := range offered {
		ids[i] = d.ID
	}
	return ids
}

// Answers keep the version that they were given to, and its scores, whatever is
// loaded afterwards.
func TestAVersionIsFixedToItsAnswers(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(ctx, file, store.Options{Clock: on("2026-06-30")})
	must(t, err)
	defer func() { _ = s.Close() }()
	c := data.Client{GivenNames: "Ada"}
	must(t, s.Casework.SaveClient(ctx, &c))
	_, err = s.Measure.LoadQuestionnaire(ctx, garden("1", 3))
	must(t, err)
	old := data.Response{ClientID: c.ID, InstrumentID: "garden", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-06-01"), Mode: "alone", Answers: map[int]int{1: 1}}
	must(t, s.Measure.SaveResponse(ctx, &old))
	_, err = s.Measure.LoadQuestionnaire(ctx, garden("2", 9))
	must(t, err)

	for _, claimed := range []string{"1", "2", ""} { // whatever a caller says
		old.Version, old.Finished = claimed, true
		must(t, s.Measure.SaveResponse(ctx, &old))
		if old.Version != "1" || *old.Score != 3 || scoresOf(t, file)[string(old.ID)+" garden"] != 3 {
			t.Errorf("saved as %q: version %s, score %v", claimed, old.Version, *old.Score)
		}
	}
	next := data.Response{ClientID: c.ID, InstrumentID: "garden", Stage: data.StageFollowUp, AnsweredOn: data.MustDate("2026-06-02"), Mode: "alone", Answers: map[int]int{1: 1}, Finished: true}
	must(t, s.Measure.SaveResponse(ctx, &next))
	if next.Version != "2" || *next.Score != 9 {
		t.Errorf("a new one: version %s, score %v", next.Version, *next.Score)
	}
	if choice := pairOn(t, s, old, "garden"); choice.After != nil || choice.Before == nil {
		t.Errorf("two versions make a pair: %+v", choice)
	}
	err = s.Measure.SavePairing(ctx, &data.Pairing{EpisodeID: old.EpisodeID, InstrumentID: "garden", BeforeID: old.ID, AfterID: next.ID, Reason: "They are alike"})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("two versions, decided by someone: %v", err)
	}
	rows, err := s.Measure.Questionnaires(ctx)
	must(t, err)
	own := slices.DeleteFunc(rows, func(r measure.QuestionnaireRow) bool { return !r.Own })
	if len(own) != 2 || own[0].Responses != 1 || own[1].Responses != 1 || own[0].Version != "1" {
		t.Errorf("listed as %+v", own)
	}
}

// A file that cannot be used is refused with a sentence, and changes nothing.
func TestQuestionnairesAreRefusedWithASentence(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	c := data.Client{GivenNames: "Ada"}
	must(t, s.Casework.SaveClient(ctx, &c))
	_, err := s.Measure.LoadQuestionnaire(ctx, garden("1", 3))
	must(t, err)
	_, err = s.Measure.LoadQuestionnaire(ctx, garden("1", 4)) // no one has answered it yet
	must(t, err)
	must(t, s.Measure.SaveResponse(ctx, &data.Response{ClientID: c.ID, InstrumentID: "garden", Stage: data.Baseline, AnsweredOn: data.MustDate("2026-06-01"), Mode: "alone", Answers: map[int]int{1: 1}}))
	_, err = s.Measure.LoadQuestionnaire(ctx, garden("1", 4)) // the same file again
	must(t, err)
	before, err := s.Measure.Questionnaires(ctx)
	must(t, err)
	shipped := strings.Replace(string(garden("1", 3)), `"garden"`, `"wemwbs"`, 1)
	for name, file := range map[string]struct {
		body []byte
		code data.Code
	}{
		"not JSON":               {[]byte("Name,Score\nAda,3"), data.CodeInvalid},
		"empty":                  {nil, data.CodeInvalid},
		"no items":               {[]byte(`{"format": 1, "id": "x", "version": "1"}`), data.CodeInvalid},
		"answered in other ways": {garden("1", 5), data.CodeConflict},
		"the program's own":      {[]byte(shipped), data.CodeConflict},
	} {
		_, err := s.Measure.LoadQuestionnaire(ctx, file.body)
		if data.CodeOf(err) != file.code || len(strings.Fields(err.Error())) < 4 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := s.Measure.Questionnaires(ctx); err != nil || !slices.Equal(before, after) {
		t.Errorf("after the refused: %+v, %v", after, err)
	}
}

// What is hidden is not offered, stays in the catalogue and can be put back;
// WEMWBS comes first.
func TestQuestionnaires_hidden(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	_, err := s.Measure.LoadQuestionnaire(ctx, garden("1", 3))
	must(t, err)
	if ids := idsOf(t, s); ids[0] != "wemwbs" || !slices.Contains(ids, "garden") || !slices.Contains(ids, "ons4") {
		t.Fatalf("offered: %q", ids)
	}
	for _, id := range []string{"garden", "ons4"} {
		must(t, s.Measure.HideQuestionnaire(ctx, id, true))
		if ids := idsOf(t, s); slices.Contains(ids, id) {
			t.Errorf("%s is hidden, and offered: %q", id, ids)
		}
		catalogue, err := s.Measure.Catalogue(ctx)
		must(t, err)
		if _, ok := catalogue.ByID(id); !ok {
			t.Errorf("%s is hidden, and gone", id)
		}
	}
	must(t, s.Measure.HideQuestionnaire(ctx, "ons4", false))
	_, err = s.Measure.LoadQuestionnaire(ctx, garden("2", 3)) // loaded to be used
	must(t, err)
	if ids := idsOf(t, s); !slices.Contains(ids, "garden") || !slices.Contains(ids, "ons4") {
		t.Errorf("put back: %q", ids)
	}
	if err := s.Measure.HideQuestionnaire(ctx, "horoscope", true); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("one that there is not: %v", err)
	}
}
