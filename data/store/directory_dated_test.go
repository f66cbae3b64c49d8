package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

// A group that begins in May is not found on its day in April, and is in May,
// though no one touched it in between.
func TestRefreshDated_followsWhatBeginsAndEnds(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	openOn := func(day string) *office.Office {
		s, err := office.Open(ctx, path, store.Options{Clock: storetest.On(day)})
		must(t, err)
		must(t, s.Directory.RefreshDated(ctx))
		return s
	}
	s := openOn("2026-04-08")
	must(t, s.Directory.SaveService(ctx, &data.Service{Name: "Choir", Days: "Mon 10:00 to 12:00 (until 30 Apr 2026); Fri 10:00 to 12:00 (from 1 May 2026)",
		Cost: "Free (until 30 Apr 2026); £4 (from 1 May 2026)"}))
	for _, at := range []struct {
		day     string
		free    int
		on, not data.Weekday
	}{{"2026-04-30", 1, data.Monday, data.Friday}, {"2026-05-01", 0, data.Friday, data.Monday}} {
		must(t, s.Close())
		s = openOn(at.day)
		counts, err := s.Directory.CountServices(ctx, data.ServiceFilter{})
		must(t, err)
		if counts.Free != at.free || counts.Days[at.on] != 1 || counts.Days[at.not] != 0 {
			t.Errorf("on %s: %d free, days %v", at.day, counts.Free, counts.Days)
		}
		result, err := s.Soundness.Check(ctx)
		must(t, err)
		if len(result.Problems) > 0 {
			t.Errorf("on %s: %q", at.day, result.Problems)
		}
	}
	must(t, s.Close())
}
