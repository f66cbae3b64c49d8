package store_test

import (
	"context"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// pairOn is the pair of the episode that a questionnaire belongs to, as the
// record shows it.
func pairOn(t *testing.T, s *office.Office, r data.Response, on string) measure.Pair {
	t.Helper()
	pairs, err := s.Measure.PairsOf(context.Background(), r.ClientID, r.EpisodeID)
	must(t, err)
	for _, p := range pairs {
		if p.Measure.ID == on {
			return p
		}
	}
	return measure.Pair{}
}

// A questionnaire that is never summed makes a pair too, on each
// of its scores; and the choice says why it is what it is.
func TestPairWithoutATotal(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	ons := func(stage data.Stage, day string, given map[int]int) data.Response {
		r := data.Response{ClientID: id, InstrumentID: "ons4", Stage: stage, AnsweredOn: data.MustDate(day), Mode: "alone", Finished: true, Answers: given}
		must(t, a.s.Measure.SaveResponse(ctx, &r))
		return r
	}
	rule := func(r data.Response, says string) (before, after data.ID) {
		t.Helper()
		c := pairOn(t, a.s, r, "ons4.anxious")
		if !strings.Contains(c.Rule, says) {
			t.Errorf("says %q, want %q in it", c.Rule, says)
		}
		if c.Before != nil {
			before = c.Before.ID
		}
		if c.After != nil {
			after = c.After.ID
		}
		return before, after
	}
	blank := ons(data.Baseline, "2026-01-12", map[int]int{1: 5, 2: 5, 3: 5})
	if before, _ := rule(blank, "no first questionnaire"); before != "" {
		t.Error("one with a blank stands for before")
	}
	first := ons(data.Baseline, "2026-01-19", map[int]int{1: 5, 2: 5, 3: 5, 4: 5})
	if before, after := rule(first, "No follow-up score yet"); before != first.ID || after != "" {
		t.Errorf("one complete one: %s and %s", before, after)
	}
	last := ons(data.StageFollowUp, "2026-03-12", map[int]int{1: 7, 2: 7, 3: 7, 4: 2})
	if before, after := rule(last, "marked as a follow-up"); before != first.ID || after != last.ID {
		t.Errorf("the pair is %s and %s, want %s and %s", before, after, first.ID, last.ID)
	}
}

// Someone's own choice stands until it is dropped; none at all is a choice.
// What cannot be held against each other is refused.
func TestDecidingOnAPair(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id, stranger := a.client("Ada", true), a.client("Ben", true)
	first := a.answers(id, data.Baseline, "2026-01-12", answers(2))
	last := a.answers(id, data.StageFollowUp, "2026-03-12", answers(3))
	others := a.answers(stranger, data.StageFollowUp, "2026-03-12", answers(4))
	half := data.Response{ClientID: id, InstrumentID: "wemwbs", Stage: data.StageFollowUp, AnsweredOn: data.MustDate("2026-04-01"), Mode: "alone", Answers: answers(4, 1)}
	must(t, a.s.Measure.SaveResponse(ctx, &half))
	decide := func(before, after data.ID, why string) error {
		return a.s.Measure.SavePairing(ctx, &data.Pairing{EpisodeID: first.EpisodeID, InstrumentID: "wemwbs", BeforeID: before, AfterID: after, Reason: why})
	}
	for name, err := range map[string]error{
		"the wrong way round": decide(last.ID, first.ID, "x"), "a stranger's": decide(first.ID, others.ID, "x"), "half-filled": decide(first.ID, half.ID, "x"),
	} {
		if data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if decide(first.ID, last.ID, " ") == nil || decide(first.ID, first.ID, "x") == nil {
		t.Error("no reason, or the same twice, is taken")
	}
	must(t, decide(first.ID, last.ID, "As it is"))
	must(t, decide(first.ID, "", "Filled in by her son")) // in place of the other
	c := pairOn(t, a.s, first, "wemwbs")
	if c.Adjusted == nil || c.After != nil || !strings.Contains(c.Rule, "Filled in by her son") || len(a.outcome("wemwbs").Pairs) != 0 {
		t.Errorf("no pair: %+v", c)
	}
	all, err := a.s.Measure.Pairings(ctx, first.EpisodeID)
	if err != nil || len(all) != 1 {
		t.Fatalf("decisions: %+v, %v", all, err)
	}
	must(t, a.s.Measure.DropPairing(ctx, all[0].ID))
	if c := pairOn(t, a.s, first, "wemwbs"); c.Adjusted != nil || c.After == nil || c.After.ID != last.ID {
		t.Errorf("by the rule again: %+v", c)
	}
	if err := a.s.Measure.DropPairing(ctx, all[0].ID); data.CodeOf(err) != data.CodeNotFound {
		t.Errorf("dropped twice: %v", err)
	}
}
