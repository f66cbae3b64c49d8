package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store/sources"
)

func TestFeeds_areKeptWithWhatCameOfThem(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	feed := data.SourceFeed{Source: "Council", Address: "https://example.org/services", EveryDays: 7}
	must(t, s.Sources.SaveFeed(ctx, feed))
	r, _ := imported(t, s, sources.ImportOptions{Source: "Council", Feed: true}, entry(1, "a", "Lunch"))
	must(t, s.Sources.NoteFeed(ctx, "Council", r, nil))
	got, err := s.Sources.FeedAt(ctx, feed.Address)
	if err != nil || got == nil || got.New != 1 || got.Problem != "" || got.ReadAt.IsZero() || got.EveryDays != 7 {
		t.Fatalf("%+v, %v", got, err)
	}
	readAt := got.ReadAt
	must(t, s.Sources.NoteFeed(ctx, "Council", nil, data.NewProblem(data.CodeRefused, "It is too busy.")))
	feed.EveryDays = 30
	must(t, s.Sources.SaveFeed(ctx, feed))
	list, err := s.Sources.Sources(ctx)
	if err != nil || len(list) != 1 || list[0].Feed == nil {
		t.Fatalf("%+v, %v", list, err)
	}
	if f := list[0].Feed; f.Problem != "It is too busy." || !f.ReadAt.Equal(readAt) || f.EveryDays != 30 || f.New != 1 {
		t.Errorf("after a fault: %+v", f)
	}
	if got, err := s.Sources.FeedAt(ctx, "https://example.org/other"); got != nil || err != nil {
		t.Errorf("%+v, %v", got, err)
	}
	for _, wrong := range []data.SourceFeed{{Address: "https://example.org"}, {Source: "x"}, {Source: "x", Address: "y", EveryDays: -1}, {Source: "x", Address: "y", EveryDays: 400}} {
		if err := s.Sources.SaveFeed(ctx, wrong); data.CodeOf(err) != data.CodeInvalid {
			t.Errorf("%+v: %v", wrong, err)
		}
	}
}

// A feed that lost half of its services is more likely out of order than right.
func TestImport_aFeedThatShrinksByHalfChangesNothing(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-08"))
	four := []*data.SourceEntry{entry(1, "a", "Lunch"), entry(2, "b", "Choir"), entry(3, "c", "Walk"), entry(4, "d", "Talk")}
	feed := sources.ImportOptions{Source: "Council", Feed: true}
	imported(t, s, feed, four...)
	half := []*data.SourceEntry{entry(1, "a", "Lunch for all"), entry(2, "b", "Choir"), entry(3, "z", "Other")}
	_, err := s.Sources.ImportServices(ctx, copies(half...), feed)
	if !errors.Is(err, sources.ErrShrunk) || !strings.Contains(data.Sentence(err), "only 2 of the 4 services") {
		t.Errorf("half of it is missing: %v", err)
	}
	_, err = s.Sources.ImportServices(ctx, copies(entry(1, "a", "Lunch for all"), &data.SourceEntry{Partial: "1 of 4 services"}), feed)
	if !errors.Is(err, sources.ErrShrunk) {
		t.Errorf("a part of it: %v", err)
	}
	rows, _, err := s.Directory.Services(ctx, data.ServiceFilter{})
	must(t, err)
	var names []string
	for _, r := range rows {
		names = append(names, r.Name)
	}
	if slices.Sort(names); !slices.Equal(names, []string{"Choir", "Lunch", "Talk", "Walk"}) {
		t.Errorf("the directory has %q", names)
	}
	try := feed
	try.DryRun = true
	if r, _ := imported(t, s, try, half...); r.Shrunk == "" || r.New != 1 {
		t.Errorf("a dry run: %+v", r)
	}
	if r, _ := imported(t, s, feed, four[:3]...); r.Gone != 1 || r.Shrunk != "" {
		t.Errorf("three of four: %+v", r)
	}
	if r, _ := imported(t, s, sources.ImportOptions{Source: "Council"}, half...); r.Gone != 2 {
		t.Errorf("confirmed: %+v", r)
	}
}
