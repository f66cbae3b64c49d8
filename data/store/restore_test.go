package store_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

func TestRestorePutsACopyBackAndKeepsWhatWasThere(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	with := func(do func(*office.Office)) {
		s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		must(t, err)
		do(s)
		must(t, s.Close())
	}
	clients := func() (n int) {
		with(func(s *office.Office) {
			var err error
			_, n, err = s.Casework.Clients(ctx, data.ClientFilter{})
			must(t, err)
		})
		return n
	}
	kept := filepath.Join(t.TempDir(), "kept.db")
	with(func(s *office.Office) {
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
		must(t, s.BackupTo(ctx, kept))
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
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
	done, err := store.Restore(ctx, path, kept, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	if n := clients(); n != 1 {
		t.Errorf("after the copy was put back there are %d clients", n)
	}
	if done, err = store.Restore(ctx, path, done.Aside, store.Options{Clock: on("2026-04-10")}); err != nil || done.Aside == "" {
		t.Fatalf("back to what was put aside: %+v, %v", done, err)
	}
	if n := clients(); n != 2 {
		t.Errorf("what was put aside has %d clients", n)
	}
}

// A restore moved the database away before the copy had its place: when the
// program died in between, the next start made an empty one.
func TestARestoreThatDiesIsFinishedOrForgotten(t *testing.T) {
	ctx := context.Background()
	o := store.Options{Clock: on("2026-04-08")}
	for name, want := range map[string]int{".restoring": 2, ".restored": 1} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		s, err := office.Open(ctx, path, o)
		must(t, err)
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
		must(t, s.BackupTo(ctx, path+name))
		must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
		must(t, s.Close())
		must(t, os.WriteFile(path+"-wal", []byte("an old log"), 0o600))
		s, err = office.Open(ctx, path, o)
		must(t, err)
		if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != want {
			t.Errorf("died at %s: %d clients, want %d (%v)", name, n, want, err)
		}
		must(t, s.Close())
		if left, _ := filepath.Glob(path + ".restor*"); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// Putting aside failed halfway, and the database was gone from its place.
func TestARestoreThatCannotPutAsideChangesNothing(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path, kept := filepath.Join(folder, "waymark.db"), filepath.Join(folder, "kept.db")
	o := store.Options{Clock: on("2026-04-08")}
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	must(t, s.BackupTo(ctx, kept))
	must(t, s.Close())
	must(t, os.WriteFile(filepath.Join(folder, "in the way"), nil, 0o600))
	o.CopiesDir = filepath.Join(folder, "in the way")
	if _, err := store.Restore(ctx, path, kept, o); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("restored: %v", err)
	}
	if left, _ := filepath.Glob(path + ".restor*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	s, err = office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 1 {
		t.Errorf("%d clients, %v", n, err)
	}
}

// A log that was not yet in the file belongs to what is put aside.
func TestWhatIsPutAsideHasItsLog(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	path, kept := filepath.Join(folder, "waymark.db"), filepath.Join(folder, "kept.db")
	live := filepath.Join(t.TempDir(), "live.db")
	o := store.Options{Clock: on("2026-04-08")}
	s, err := office.Open(ctx, live, o)
	must(t, err)
	must(t, s.BackupTo(ctx, kept))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	for _, suffix := range []string{"", "-wal"} { // as after a power cut
		b, err := os.ReadFile(live + suffix)
		must(t, err)
		must(t, os.WriteFile(path+suffix, b, 0o600))
	}
	must(t, s.Close())
	done, err := store.Restore(ctx, path, kept, o)
	must(t, err)
	s, err = office.Open(ctx, done.Aside, o)
	must(t, err)
	defer func() { _ = s.Close() }()
	if _, n, err := s.Casework.Clients(ctx, data.ClientFilter{}); err != nil || n != 1 {
		t.Errorf("what was put aside has %d clients, %v", n, err)
	}
}

func TestOnlyTheOwnerMayReadRecords(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has the user's own folder for that")
	}
	ctx := context.Background()
	folder := t.TempDir()
	path, own := filepath.Join(folder, "waymark.db"), filepath.Join(folder, "own.db")
	must(t, os.WriteFile(path, nil, 0o644)) // as earlier editions made it
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	defer func() { _ = s.Close() }()
	dated, err := s.BackupNow(ctx)
	must(t, err)
	must(t, s.BackupTo(ctx, own))
	for _, name := range []string{path, path + "-wal", path + "-shm", dated, own} {
		info, err := os.Stat(name)
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v", filepath.Base(name), info.Mode())
		}
	}
}
