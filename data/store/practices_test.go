package store_test

import (
	"context"
	"iter"
	"testing"

	"waymark/data"
)

func listOf(all ...data.Practice) iter.Seq2[data.Practice, error] {
	return func(yield func(data.Practice, error) bool) {
		for _, p := range all {
			if !yield(p, nil) {
				return
			}
		}
	}
}

func TestPractices_areFoundByPartsOfWhatPeopleKnow(t *testing.T) {
	s := open(t, on("2026-04-07"))
	ctx := context.Background()
	if found, held, err := s.Sources.Practices(ctx, "lim", 5); err != nil || held != 0 || len(found) != 0 {
		t.Fatalf("before a list was taken in: %v %d %v", found, held, err)
	}
	limes := data.Practice{Code: "G82057", Name: "The Limes Medical Centre", Town: "Margate", Postcode: "CT9 1XX"}
	mill := data.Practice{Code: "G82058", Name: "The Old Mill Surgery", Town: "Broadstairs", Postcode: "CT10 1AA"}
	n, err := s.Sources.ImportPractices(ctx, listOf(mill, limes))
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	for text, want := range map[string]data.Practice{"lim": limes, "margate": limes, "ct9 1": limes, "ct91x": limes, "mill broad": mill, "g82058": mill, "ct101aa": mill} {
		if found, held, err := s.Sources.Practices(ctx, text, 5); err != nil || held != 2 || len(found) != 1 || found[0] != want {
			t.Errorf("%q: %v %d %v", text, found, held, err)
		}
	}
	if found, _, err := s.Sources.Practices(ctx, "the", 1); err != nil || len(found) != 1 || found[0] != limes {
		t.Errorf("by name, as many as were asked for: %v %v", found, err)
	}
	// A newer list is in place of the old one, and an empty file changes nothing.
	if _, err := s.Sources.ImportPractices(ctx, listOf()); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
	if _, err := s.Sources.ImportPractices(ctx, listOf(mill)); err != nil {
		t.Fatal(err)
	}
	if found, held, err := s.Sources.Practices(ctx, "limes", 5); err != nil || held != 1 || len(found) != 0 {
		t.Errorf("%v %d %v", found, held, err)
	}
}
