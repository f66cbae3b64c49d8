package store_test

import (
	"context"
	"strings"
	"testing"

	"waymark/data"
)

// What was learnt belongs to its period and part, and no one overwrites what
// someone else wrote meanwhile.
func TestLearned_isOfExactlyItsPeriod(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-06-30"))
	from, to := data.MustDate("2026-01-01"), data.MustDate("2026-03-31")
	first, err := s.Figures.Learnt(ctx, data.FigureFilter{From: from, To: to})
	must(t, err)
	if first == nil || first.Body != "" || first.ID != "" || first.From != from || first.To != to {
		t.Fatalf("nothing written: %+v", first)
	}
	second, err := s.Figures.Learnt(ctx, data.FigureFilter{From: from, To: to}) // open at the same time
	must(t, err)
	first.Body = "\r\nPeople come back.\r\n"
	must(t, s.Figures.SaveLearnt(ctx, first))
	second.Body = "Other words"
	if err := s.Figures.SaveLearnt(ctx, second); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("written over what someone wrote: %v", err)
	}
	stale := *first
	first.Body = "People come back to the lunch club."
	must(t, s.Figures.SaveLearnt(ctx, first))
	stale.Body, stale.UpdatedAt = "Older words", stale.UpdatedAt.Add(-1e9)
	if err := s.Figures.SaveLearnt(ctx, &stale); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("written over later words: %v", err)
	}
	must(t, s.Figures.SaveLearnt(ctx, &data.Learnt{From: from, To: to, SurgeryID: "harbour", Body: "Of one surgery"}))
	for surgery, want := range map[data.ID]string{"": "People come back to the lunch club.", "harbour": "Of one surgery", "other": ""} {
		if l, err := s.Figures.Learnt(ctx, data.FigureFilter{From: from, To: to, SurgeryID: surgery}); err != nil || l.Body != want {
			t.Errorf("surgery %q: %+v, %v", surgery, l, err)
		}
	}
	if l, err := s.Figures.LearntBefore(ctx, data.FigureFilter{From: data.MustDate("2026-04-01")}); err != nil || l == nil || l.Body != first.Body {
		t.Errorf("the period before: %+v, %v", l, err)
	}
	if l, err := s.Figures.LearntBefore(ctx, data.FigureFilter{From: from}); err != nil || l != nil {
		t.Errorf("before anything: %+v, %v", l, err)
	}
	for name, l := range map[string]data.Learnt{
		"backwards": {From: to, To: from, Body: "x"}, "no period": {Body: "x"}, "too long": {From: to, To: to, Body: strings.Repeat("é", data.MaxLearnt+1)},
	} {
		if err := s.Figures.SaveLearnt(ctx, &l); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
