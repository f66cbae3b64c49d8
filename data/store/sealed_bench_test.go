package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/seal"
	"waymark/data/store/storetest"
)

// BenchmarkSealed holds a protected database against the same one in plain form.
func BenchmarkSealed(b *testing.B) {
	ctx := context.Background()
	_, _ = storetest.Bench(b) // writes the database
	o := store.Options{Clock: storetest.On(storetest.Day.String())}
	plain, sealed := filepath.Join(b.TempDir(), "plain.db"), filepath.Join(b.TempDir(), "sealed.db")
	for _, path := range []string{plain, sealed} {
		benched, err := store.Open(ctx, storetest.Path(), store.Options{ReadOnly: true})
		must(b, err)
		must(b, benched.BackupTo(ctx, path))
		must(b, benched.Close())
	}
	seal.CalibrateTo(0)
	key, err := store.Protect(ctx, sealed, o, store.NewSlot{Secret: secret(b, phrase)})
	must(b, err)
	defer key.Close()
	b.Run("size", func(b *testing.B) {
		for b.Loop() {
		}
		b.ReportMetric(float64(sizeOf(b, sealed))/float64(sizeOf(b, plain)), "x-plain")
	})
	b.Run("open", func(b *testing.B) { storetest.InTurn(b, opening(ctx, sealed, o), opening(ctx, plain, o)) })
	var both [2]*office.Office
	for i, path := range []string{sealed, plain} {
		both[i], err = office.Open(ctx, path, o)
		must(b, err)
		defer func() { _ = both[i].Close() }()
	}
	clients, _, err := both[0].Casework.Clients(ctx, data.ClientFilter{Limit: 200})
	must(b, err)
	turn := 0
	for name, do := range map[string]func(s *office.Office) error{
		"search": func(s *office.Office) error {
			_, _, err := s.Casework.Clients(ctx, data.ClientFilter{Words: "carter"})
			return err
		},
		"record": func(s *office.Office) error {
			turn++
			_, err := s.Overview.Record(ctx, clients[turn/2%len(clients)].ID)
			return err
		},
		"save": func(s *office.Office) error {
			return s.Casework.SaveClient(ctx, &data.Client{GivenNames: "Zebedee", FamilyName: "Quillfeather"})
		},
		"figures": func(s *office.Office) error {
			_, err := s.Figures.Figures(ctx, data.FigureFilter{From: storetest.Day.AddMonths(-12), To: storetest.Day})
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			storetest.InTurn(b, func() error { return do(both[0]) }, func() error { return do(both[1]) })
		})
	}
}

func opening(ctx context.Context, path string, o store.Options) func() error {
	return func() error {
		s, err := office.Open(ctx, path, o)
		if err != nil {
			return err
		}
		return s.Close()
	}
}

func sizeOf(b *testing.B, path string) int64 {
	b.Helper()
	info, err := os.Stat(path)
	must(b, err)
	return info.Size()
}
