package store_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

func TestRest_isHarmlessWhileOthersRead(t *testing.T) {
	ctx := context.Background()
	s, err := office.Open(ctx, filepath.Join(t.TempDir(), "waymark.db"), store.Options{Clock: on("2026-04-07")})
	must(t, err)
	defer func() { must(t, s.Close()) }()
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pettit"}))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 20 {
				if _, err := s.Lists.Surgeries(ctx, true); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 20 {
		must(t, s.Rest(ctx))
	}
	readers.Wait()
	ended, stop := context.WithCancel(ctx)
	stop()
	must(t, s.Rest(ended)) // the window is closing
}
