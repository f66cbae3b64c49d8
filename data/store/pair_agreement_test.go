package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"waymark/data"
	"waymark/data/store/offering"
)

// history is a client with random questionnaires, follow-ups and choices.
type history struct {
	*answerer
	random  *rand.Rand
	client  data.ID
	episode data.ID
	ids     []data.ID
}

// TestPairs_recordAndReportAgree writes random histories: every mix of WEMWBS,
// SWEMWBS and ONS4, first and later, with blanks, unfinished, in two versions,
// with and without a follow-up, and with pairs that someone chose. What the
// record says is what the report counts, on every measure.
func TestPairs_recordAndReportAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	paired, adjusted := 0, 0
	for n := range 50 {
		h := &history{answerer: newAnswerer(t), random: random}
		_, err := h.s.Measure.LoadQuestionnaire(context.Background(), garden("1", 3))
		must(t, err)
		h.client = h.answerer.client(fmt.Sprint("Ada", n), true)
		h.write()
		pairs, err := h.s.Measure.PairsOf(context.Background(), h.client, h.episode)
		must(t, err)
		f, err := h.s.Figures.Figures(context.Background(), data.FigureFilter{From: data.MustDate("2026-01-01"), To: data.MustDate("2026-06-30")})
		must(t, err)
		said := map[string]string{}
		for _, p := range pairs {
			if p.Before != nil && p.After != nil {
				said[p.Measure.ID] = fmt.Sprintf("%v %v %v", *p.Before.Value, *p.After.Value, p.Adjusted != nil)
			}
		}
		counted := map[string]string{}
		for _, o := range f.Outcomes {
			if len(o.Pairs) == 1 {
				counted[o.Measure] = fmt.Sprintf("%v %v %v", o.Pairs[0].Before, o.Pairs[0].After, o.Adjusted == 1)
				adjusted += o.Adjusted
			}
		}
		paired += len(counted)
		if fmt.Sprint(said) != fmt.Sprint(counted) {
			t.Fatalf("history %d: the record says %v, the report %v", n, said, counted)
		}
	}
	if paired < 25 || adjusted < 5 {
		t.Errorf("only %d pairs, %d of them adjusted, were compared", paired, adjusted)
	}
}

func (h *history) write() {
	ctx := context.Background()
	if h.random.IntN(3) > 0 {
		sitting, err := h.s.Offering.SaveSitting(ctx, offering.Sitting{ClientID: h.client, On: data.MustDate("2026-01-19"),
			Offers: []offering.SittingOffer{{ServiceID: h.service.ID, Decision: data.Chosen}}})
		must(h.T, err)
		if h.random.IntN(2) > 0 {
			_, err = h.s.Offering.CompleteFollowUp(ctx, sitting.FollowUps[0].ID, offering.Completion{On: data.MustDate("2026-02-20"), Status: data.StatusStarted})
			must(h.T, err)
		}
	}
	day := data.MustDate("2026-01-06")
	for range 3 + h.random.IntN(6) {
		if h.random.IntN(6) == 0 {
			_, err := h.s.Measure.LoadQuestionnaire(ctx, garden("2", 5))
			must(h.T, err)
		}
		day = day.AddDays(h.random.IntN(30))
		h.answer(day)
	}
	for range h.random.IntN(6) {
		h.choose()
	}
}

func (h *history) answer(day data.Date) {
	kinds := []struct {
		id    string
		items int
	}{{"wemwbs", 14}, {"swemwbs", 7}, {"ons4", 4}, {"garden", 1}}
	kind := kinds[min(h.random.IntN(7), h.random.IntN(4))] // the long form most often
	r := data.Response{ClientID: h.client, InstrumentID: kind.id, Stage: data.Stages()[h.random.IntN(2)].Value, AnsweredOn: day, Mode: "alone",
		Finished: h.random.IntN(6) > 0, Answers: map[int]int{}}
	for i := 1; i <= kind.items; i++ {
		r.Answers[i] = 1
		if kind.items > 4 {
			r.Answers[i] += h.random.IntN(5)
		}
	}
	if h.random.IntN(4) == 0 {
		delete(r.Answers, 1+h.random.IntN(kind.items))
	}
	must(h.T, h.s.Measure.SaveResponse(context.Background(), &r))
	h.episode, h.ids = r.EpisodeID, append(h.ids, r.ID)
}

// choose decides on any two; those that the store refuses are no choice.
func (h *history) choose() {
	at := h.random.IntN(len(h.ids))
	pair := data.Pairing{EpisodeID: h.episode, InstrumentID: []string{"wemwbs", "swemwbs"}[h.random.IntN(2)], Reason: "x",
		BeforeID: h.ids[at], AfterID: h.ids[at+h.random.IntN(len(h.ids)-at)]}
	if err := h.s.Measure.SavePairing(context.Background(), &pair); err != nil && data.CodeOf(err) != data.CodeInvalid && len(data.FieldErrorsOf(err)) == 0 {
		h.Fatal(err)
	}
}

// TestPairs_wemwbsThenSwemwbs: the long form at first and the short one later
// make a pair on the short form's score, on the record as in the report, and
// someone may choose such a pair.
func TestPairs_wemwbsThenSwemwbs(t *testing.T) {
	ctx := context.Background()
	a := newAnswerer(t)
	id := a.client("Ada", true)
	first := a.answers(id, data.Baseline, "2026-01-12", answers(2))
	short := func(day string, value int) data.Response {
		r := data.Response{ClientID: id, InstrumentID: "swemwbs", Stage: data.StageFollowUp, AnsweredOn: data.MustDate(day), Mode: "alone", Finished: true,
			Answers: map[int]int{1: value, 2: value, 3: value, 4: value, 5: value, 6: value, 7: value}}
		must(t, a.s.Measure.SaveResponse(ctx, &r))
		return r
	}
	third, last := short("2026-03-02", 3), short("2026-03-12", 4)
	p := pairOn(t, a.s, first, "swemwbs")
	if p.Before == nil || p.After == nil || p.Before.ID != first.ID || p.After.ID != last.ID || *p.Before.Value != 15.32 {
		t.Errorf("the record: %+v", p)
	}
	if o := a.outcome("swemwbs"); len(o.Pairs) != 1 || o.Pairs[0].After != *p.After.Value {
		t.Errorf("the report: %+v", o)
	}
	must(t, a.s.Measure.SavePairing(ctx, &data.Pairing{EpisodeID: first.EpisodeID, InstrumentID: "swemwbs", BeforeID: first.ID, AfterID: third.ID, Reason: "The last was hurried"}))
	if p := pairOn(t, a.s, first, "swemwbs"); p.After == nil || p.After.ID != third.ID || p.Adjusted == nil {
		t.Errorf("chosen: %+v", p)
	}
	if o := a.outcome("swemwbs"); len(o.Pairs) != 1 || o.Adjusted != 1 {
		t.Errorf("the report of the chosen pair: %+v", o)
	}
	err := a.s.Measure.SavePairing(ctx, &data.Pairing{EpisodeID: first.EpisodeID, InstrumentID: "wemwbs", BeforeID: first.ID, AfterID: last.ID, Reason: "x"})
	if data.CodeOf(err) != data.CodeInvalid {
		t.Errorf("a short form stands for the long one: %v", err)
	}
}
