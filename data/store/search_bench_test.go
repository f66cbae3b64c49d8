package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
)

// recorded are searches as people type them; each is a row of keystrokes.
var recorded = []string{
	"debt advice", "lonely", "counciling", "lunch club", "\"money advice\"", "bereavement cafe", "polish", "keep fit margate",
	"walking group", "berevement", "carers", "food bank", "art class", "dementia", "benefits form",
}

// BenchmarkDirectory100k holds each keystroke of the recorded searches in a
// directory of 100,000 services against the same FTS5 query in bare SQLite, and
// compares the times that 95 of 100 keystrokes stay under.
func BenchmarkDirectory100k(b *testing.B) {
	ctx := context.Background()
	path := os.Getenv("BENCH_DIRECTORY")
	if path == "" {
		path = filepath.Join(b.TempDir(), "waymark.db")
		s, err := store.Open(ctx, path, store.Options{Clock: on(benchDay.String())})
		if err != nil {
			b.Fatal(err)
		}
		if err := caseload.Write(ctx, s, caseload.Options{Services: 100_000, Seed: 1, Today: benchDay}); err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
	s, err := store.Open(ctx, path, store.Options{ReadOnly: true, Clock: on(benchDay.String())})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	bare, err := sql.Open("sqlite3", "file:"+path+"?_cache_size=-64000&_query_only=on")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = bare.Close() })
	var ours, theirs []time.Duration
	for b.Loop() {
		for _, search := range recorded {
			for _, words := range keystrokes(search) {
				f := data.ServiceFilter{Words: words}
				count, page, args, err := s.AskedSQL(ctx, f, benchDay)
				if err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				if _, err := s.SearchServices(ctx, f); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if err := drain(bare, count, args...); err != nil {
					b.Fatal(err)
				}
				if err := drain(bare, page, args...); err != nil {
					b.Fatal(err)
				}
				ours, theirs = append(ours, middle.Sub(start)), append(theirs, time.Since(middle))
			}
		}
	}
	a, z := percentile(ours, 95), percentile(theirs, 95)
	b.ReportMetric(float64(a)/float64(z), "ratio-p95")
	b.ReportMetric(float64(percentile(ours, 50))/float64(percentile(theirs, 50)), "ratio-p50")
	b.ReportMetric(float64(a.Microseconds())/1000, "ms/ours-p95")
	b.ReportMetric(float64(z.Microseconds())/1000, "ms/bare-p95")
}

func percentile(times []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)-1)*p/100]
}
