package store_test

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// The comparison with version 0.3 (cmd/waymark/testdata/against_0.3.sh) runs this
// file there, too, with its one type for the store in place of the slices; so it
// uses no more than both have. LETTERS_DB is a database to open, of the version
// that runs.

// typedNames and typedServices are searches of which people type the first letter,
// then the second.
var (
	typedNames = []string{"adams", "o'brien", "khan", "qureshi", "zofia", "carter", "07700", "ct5", "xavier", "qx", "wójcik", "1947", "eve", "nguyen", "smith"}

	typedServices = []string{
		"debt advice", "lonely", "counciling", "lunch club", "arthritis", "bereavement cafe", "polish", "keep fit margate",
		"walking group", "stroke", "carers", "food bank", "xylophone", "quilting", "benefits form", "gardening", "zumba", "the lounge", "young people",
	}
)

// BenchmarkLetters times the searches of one and two letters, the counts beside
// the filters of the directory and the likely duplicates, and reports the times
// that 95 of 100 stay under.
func BenchmarkLetters(b *testing.B) {
	path := os.Getenv("LETTERS_DB")
	if path == "" {
		b.Skip("LETTERS_DB names no database")
	}
	ctx := context.Background()
	makeReady(b, path)
	s, err := office.Open(ctx, path, store.Options{ReadOnly: true, Clock: on("2026-04-08")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	clients := func(f data.ClientFilter) func() error {
		return func() error { _, _, err := s.Casework.Clients(ctx, f); return err }
	}
	services := func(f data.ServiceFilter) func() error {
		return func() error { _, err := s.Directory.SearchServices(ctx, f); return err }
	}
	counts := func(f data.ServiceFilter) func() error {
		return func() error { _, err := s.Directory.CountServices(ctx, f); return err }
	}
	b.Run("clients", func(b *testing.B) {
		timeEach(b, lettersOf(typedNames, func(w string) func() error { return clients(data.ClientFilter{Words: w}) }))
	})
	b.Run("directory", func(b *testing.B) {
		timeEach(b, lettersOf(typedServices, func(w string) func() error { return services(data.ServiceFilter{Words: w}) }))
	})
	b.Run("counts", func(b *testing.B) { timeEach(b, []func() error{counts(data.ServiceFilter{})}) })
	b.Run("counts-letters", func(b *testing.B) {
		timeEach(b, lettersOf(typedServices, func(w string) func() error { return counts(data.ServiceFilter{Words: w}) }))
	})
	b.Run("counts-words", func(b *testing.B) {
		timeEach(b, []func() error{counts(data.ServiceFilter{Words: "lunch club"}), counts(data.ServiceFilter{Words: "debt advice"}), counts(data.ServiceFilter{Words: "carers"})})
	})
	b.Run("counts-filtered", func(b *testing.B) {
		timeEach(b, []func() error{counts(data.ServiceFilter{Free: true}), counts(data.ServiceFilter{Area: "Margate"}), counts(data.ServiceFilter{Wheelchair: true, Day: data.Monday})})
	})
	b.Run("duplicates", func(b *testing.B) {
		timeEach(b, []func() error{func() error { _, err := s.Directory.DuplicateServices(ctx, 50); return err }})
	})
}

// makeReady lets the program do what it does beside its window, if it does.
func makeReady(b *testing.B, path string) {
	b.Helper()
	s, err := office.Open(context.Background(), path, store.Options{Clock: on("2026-04-08")})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if r, ok := any(s.Directory).(interface {
		PrepareDirectory(ctx context.Context, least int, pause func(context.Context, time.Duration)) error
	}); ok {
		start := time.Now()
		if err := r.PrepareDirectory(context.Background(), 2000, func(context.Context, time.Duration) {}); err != nil {
			b.Fatal(err)
		}
		b.Logf("ready after %s", time.Since(start))
	}
}

// lettersOf returns the first and the second letter of each word, as searches.
func lettersOf(words []string, search func(string) func() error) []func() error {
	var asks []func() error
	for _, w := range words {
		typed := []rune(w)
		asks = append(asks, search(string(typed[:1])), search(string(typed[:2])))
	}
	return asks
}

// timeEach asks everything once to warm up, then in turn, and reports the time
// that 95 of 100 stay under, and half.
func timeEach(b *testing.B, asks []func() error) {
	b.Helper()
	for _, ask := range asks {
		if err := ask(); err != nil {
			b.Fatal(err)
		}
	}
	var times []time.Duration
	for b.Loop() {
		for _, ask := range asks {
			start := time.Now()
			if err := ask(); err != nil {
				b.Fatal(err)
			}
			times = append(times, time.Since(start))
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[(len(times)-1)*95/100].Microseconds())/1000, "ms-p95")
	b.ReportMetric(float64(times[(len(times)-1)/2].Microseconds())/1000, "ms-p50")
}
