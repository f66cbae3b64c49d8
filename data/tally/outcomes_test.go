package tally_test

import (
	"testing"

	"waymark/data"
	"waymark/data/tally"
)

// answers adds a complete WEMWBS of a first episode.
func (s *service) answers(f *tally.Facts, stage data.Stage, on string, score float64) {
	kind := s.words.Kind("wemwbs", "2006")
	f.Responses = append(f.Responses, tally.Response{On: day(on), Episode: 1, Instrument: kind.Instrument, Version: kind.Version,
		Stage: s.code(string(stage)), Mode: s.code("alone"), Scores: []tally.Score{{Measure: s.code("wemwbs"), Value: score}}})
}

// A second questionnaire that someone marked as a first one, on the day of the
// follow-up, makes a pair. It was not counted among the follow-ups, so that a small
// surgery had more pairs than follow-ups, and its report was refused.
func TestCount_laterOfAPairIsAFollowUp(t *testing.T) {
	s := &service{words: tally.NewWords()}
	ada := s.seen("2026-02-01")
	ada.FollowUps = []tally.FollowUp{{Episode: 1, Status: s.code("done"), Number: 1, FirstDue: day("2026-02-20"), ClosedOn: day("2026-02-22")}}
	s.answers(ada, data.Baseline, "2026-01-31", 30)
	s.answers(ada, data.Baseline, "2026-02-22", 40)

	for _, c := range []struct {
		from         string
		first, modes int
	}{
		{from: "2026-01-01", first: 1, modes: 2},
		{from: "2026-02-01", first: 0, modes: 1}, // the first one was before
	} {
		o := s.count(period(c.from, "2026-03-31")).Outcomes[0]
		modes := 0
		for _, m := range o.ByMode {
			modes += m.N
		}
		if len(o.Pairs) != 1 || o.FollowUps != 1 || o.Baselines != c.first || modes != c.modes {
			t.Fatalf("from %s: %d pairs, %d first, %d follow-ups, %d by mode", c.from, len(o.Pairs), o.Baselines, o.FollowUps, modes)
		}
		if *o.FollowUpMean != 40 || o.BaselinesIncomplete != 0 || o.FollowUpsIncomplete != 0 {
			t.Errorf("from %s: mean %v, incomplete %d and %d", c.from, *o.FollowUpMean, o.BaselinesIncomplete, o.FollowUpsIncomplete)
		}
	}
}
