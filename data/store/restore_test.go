package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
)

func TestRestorePutsACopyBackAndKeepsWhatWasThere(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	with := func(do func(*store.Store)) {
		s, err := store.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		do(s)
		must(t, s.Close())
	}
	clients := func() (n int) {
		with(func(s *store.Store) {
			var err error
			_, n, err = s.Clients(ctx, data.ClientFilter{})
			must(t, err)
		})
		return n
	}
	kept := filepath.Join(t.TempDir(), "kept.db")
	with(func(s *store.Store) {
		must(t, s.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
		must(t, s.BackupTo(ctx, kept))
		must(t, s.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
		if _, err := store.Restore(ctx, path, kept, store.Options{}); data.CodeOf(err) != data.CodeInUse {
			t.Errorf("restored under an open program: %v", err)
		}
	})
	torn := filepath.Join(t.TempDir(), "torn.db")
	must(t, os.WriteFile(torn, []byte("SQLite format 3\x00 and then nothing"), 0o600))
	for what, from := range map[string]string{"torn": torn, "itself": path, "missing": filepath.Join(t.TempDir(), "none.db")} {
		if _, err := store.Restore(ctx, path, from, store.Options{}); data.CodeOf(err) == "" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if n := clients(); n != 2 {
		t.Fatalf("after what could not be used there are %d clients", n)
	}
	aside, err := store.Restore(ctx, path, kept, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	if n := clients(); n != 1 {
		t.Errorf("after the copy was put back there are %d clients", n)
	}
	if aside, err = store.Restore(ctx, path, aside, store.Options{Clock: on("2026-04-10")}); err != nil || aside == "" {
		t.Fatalf("back to what was put aside: %q, %v", aside, err)
	}
	if n := clients(); n != 2 {
		t.Errorf("what was put aside has %d clients", n)
	}
}
