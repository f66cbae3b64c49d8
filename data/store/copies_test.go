package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/quick"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

var moments time.Duration

// later is a clock of which every reading is a moment later, so that no two
// databases are made at the same one.
func later(day string) data.Clock {
	clock := on(day)
	return func() time.Time {
		moments += time.Second
		return clock().Add(moments % time.Hour)
	}
}

// dailyCopies opens a database on some days in a row and makes each day's copy.
func dailyCopies(t *testing.T, path, first string, days int) {
	t.Helper()
	ctx := context.Background()
	for i := range days {
		s, err := office.Open(ctx, path, store.Options{Clock: later(data.MustDate(first).AddDays(i).String())})
		must(t, err)
		made, err := s.DailyCopy(ctx)
		must(t, err)
		if made == "" {
			t.Errorf("%s has no copy of its own on day %d", filepath.Base(path), i)
		}
		must(t, s.Close())
	}
}

func copiesOf(t *testing.T, path string) []string {
	t.Helper()
	s, err := office.Open(context.Background(), path, store.Options{Clock: later("2026-06-01")})
	must(t, err)
	defer func() { _ = s.Close() }()
	list, err := s.Copies()
	must(t, err)
	for i := range list {
		list[i] = filepath.Base(list[i])
	}
	return list
}

func TestCopies_databasesInOneFolderKeepTheirOwn(t *testing.T) {
	folder := t.TempDir()
	names := []string{"waymark.db", "demo.db", "demo-2026-04-01.db", "demo.sqlite", "demo (1).db"}
	for _, name := range names {
		dailyCopies(t, filepath.Join(folder, name), "2026-04-01", 16)
	}
	for _, name := range names {
		list := copiesOf(t, filepath.Join(folder, name))
		base := strings.TrimSuffix(name, ".db")
		if len(list) != 14 || list[0] != base+"-2026-04-16.db" || list[13] != base+"-2026-04-03.db" {
			t.Errorf("%s: %q", name, list)
		}
	}
}

// Waymark 0.3 called every copy waymark-…, also those of demo.db.
func TestCopies_ofAnEarlyWaymarkBelongToTheDatabaseTheyCameFrom(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	demo, waymark := filepath.Join(folder, "demo.db"), filepath.Join(folder, "waymark.db")
	dailyCopies(t, demo, "2026-03-01", 2)
	for _, day := range []string{"2026-03-01", "2026-03-02"} {
		must(t, os.Rename(filepath.Join(folder, "copies", "demo-"+day+".db"), filepath.Join(folder, "copies", "waymark-"+day+".db")))
	}
	if list := copiesOf(t, demo); len(list) != 2 {
		t.Fatalf("old copies of demo: %q", list)
	}
	dailyCopies(t, waymark, "2026-04-01", 15)
	if list := copiesOf(t, demo); len(list) != 2 || list[0] != "waymark-2026-03-02.db" {
		t.Fatalf("beside another database: %q", list)
	}
	if _, err := store.Restore(ctx, demo, filepath.Join(folder, "copies", "waymark-2026-03-02.db"), store.Options{Clock: later("2026-03-03")}); err != nil {
		t.Error(err)
	}
	dailyCopies(t, demo, "2026-04-01", 14) // now they make room
	for _, name := range copiesOf(t, demo) {
		if strings.HasPrefix(name, "waymark-") {
			t.Errorf("%s is still there", name)
		}
	}
}

func TestCopies_followADatabaseThatWasRenamed(t *testing.T) {
	folder := t.TempDir()
	before, after := filepath.Join(folder, "old.db"), filepath.Join(folder, "new.db")
	dailyCopies(t, before, "2026-04-01", 2)
	must(t, os.Rename(before, after))
	dailyCopies(t, after, "2026-04-03", 1)
	if list := copiesOf(t, after); len(list) != 3 || list[0] != "new-2026-04-03.db" {
		t.Errorf("%q", list)
	}
	dailyCopies(t, before, "2026-04-01", 14) // another database of that name
	if list := copiesOf(t, before); len(list) != 16 {
		t.Errorf("copies of the earlier database must stay: %q", list)
	}
}

// A database was lost and a new one begun under its name: its copies are the
// way back, and must neither hide nor make room for the new one's.
func TestCopies_ofALostDatabaseStay(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "waymark.db")
	dailyCopies(t, path, "2026-04-01", 14)
	for _, suffix := range []string{"", ".lock"} {
		must(t, os.Remove(path+suffix))
	}
	dailyCopies(t, path, "2026-04-14", 16) // the first on a day that has a copy
	list := copiesOf(t, path)
	if len(list) != 28 || list[27] != "waymark-2026-04-01.db" {
		t.Errorf("%d copies: %q", len(list), list)
	}
}

// The name of a copy says whose it is, whatever the database is called.
func TestCopyName_tellsOneDatabase(t *testing.T) {
	for name, base := range map[string]string{
		"a-2026-01-01.db": "a", "a-2026-01-01-101500.db": "a", "a-2026-01-01-before-update.db": "a",
		"a-2026-01-01-before-update-v3-2.db": "a", "a-2026-01-01-before-restore-101500.db": "a",
		"a-2026-01-01-2026-11-29.db": "a-2026-01-01", "a-2026-01-01-101500-2026-11-29.db": "a-2026-01-01-101500",
		"a.db-2026-01-01.db": "a.db", "a-2026-13-01.db": "", "a-2026-01-01.db.partial": "", "-2026-01-01.db": "", "a.db": "",
	} {
		if got, ok := store.CopyBaseOf(name); ok != (base != "") || ok && got != base {
			t.Errorf("%s: %q, %t", name, got, ok)
		}
	}
	if err := quick.Check(func(base string) bool {
		base = strings.NewReplacer("/", "", "\n", "", "\x00", "").Replace(base) + "x"
		got, ok := store.CopyBaseOf(base + "-2026-01-01.db")
		return ok && got == base
	}, nil); err != nil {
		t.Error(err)
	}
}

func TestBackup_writesOverNothing(t *testing.T) {
	ctx := context.Background()
	s := open(t, on("2026-04-07"))
	other := filepath.Join(t.TempDir(), "other.db")
	must(t, os.WriteFile(other+"-journal", []byte("of another database"), 0o600))
	for _, path := range []string{s.Path(), other} {
		if err := s.BackupTo(ctx, path); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// Restoring reads a copy where it is and leaves nothing beside it, also from a
// stick that cannot be written to.
func TestRestore_leavesTheCopyAsItWas(t *testing.T) {
	ctx := context.Background()
	folder, stick := t.TempDir(), t.TempDir()
	path, kept := filepath.Join(folder, "waymark.db"), filepath.Join(stick, "kept.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-07")})
	must(t, err)
	must(t, s.BackupTo(ctx, kept))
	must(t, s.Close())
	must(t, os.Chmod(stick, 0o500))
	defer func() { _ = os.Chmod(stick, 0o700) }()
	if _, err := store.Restore(ctx, path, kept, store.Options{Clock: on("2026-04-08")}); err != nil {
		t.Error(err)
	}
	nothingLeft(t, folder, stick)
}
