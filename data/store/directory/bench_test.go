package directory_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func BenchmarkDirectorySearch(b *testing.B) {
	for _, words := range storetest.Keystrokes("lunch cl") {
		b.Run(fmt.Sprintf("%q", words), func(b *testing.B) {
			s, bare := storetest.Bench(b)
			f := data.ServiceFilter{Words: words}
			count, page, args := directory.ServiceSQL(f, storetest.Day)
			storetest.InTurn(b, func() error { _, _, err := s.Directory.Services(context.Background(), f); return err },
				func() error {
					if err := storetest.Drain(bare, count, args...); err != nil {
						return err
					}
					return storetest.Drain(bare, page, args...)
				})
		})
	}
}

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
		s, err := office.Open(ctx, path, store.Options{Clock: storetest.On(storetest.Day.String())})
		if err != nil {
			b.Fatal(err)
		}
		if err := caseload.Write(ctx, s, caseload.Options{Services: 100_000, Seed: 1, Today: storetest.Day}); err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
	s, err := office.Open(ctx, path, store.Options{ReadOnly: true, Clock: storetest.On(storetest.Day.String())})
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
			for _, words := range storetest.Keystrokes(search) {
				f := data.ServiceFilter{Words: words}
				count, page, args, err := s.Directory.AskedSQL(ctx, f, storetest.Day)
				if err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				if _, err := s.Directory.SearchServices(ctx, f); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				if err := storetest.Drain(bare, count, args...); err != nil {
					b.Fatal(err)
				}
				if err := storetest.Drain(bare, page, args...); err != nil {
					b.Fatal(err)
				}
				ours, theirs = append(ours, middle.Sub(start)), append(theirs, time.Since(middle))
			}
		}
	}
	a, z := storetest.Percentile(ours, 95), storetest.Percentile(theirs, 95)
	b.ReportMetric(float64(a)/float64(z), "ratio-p95")
	b.ReportMetric(float64(storetest.Percentile(ours, 50))/float64(storetest.Percentile(theirs, 50)), "ratio-p50")
	b.ReportMetric(float64(a.Microseconds())/1000, "ms/ours-p95")
	b.ReportMetric(float64(z.Microseconds())/1000, "ms/bare-p95")
}
