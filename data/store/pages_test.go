package store_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/seal"
)

// wantSums makes sure that every page of a plain database has the right check value.
func wantSums(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if pages, err := seal.CheckPages(path); err != nil || pages != (seal.Pages{Kept: true}) {
			t.Errorf("the pages of %s are %+v, %v", filepath.Base(path), pages, err)
		}
	}
}

// withoutSums puts a database without check values in the place of one.
func withoutSums(t *testing.T, path string) {
	t.Helper()
	old := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	_, err = db.Exec("VACUUM INTO ?", "file:"+(&url.URL{Path: filepath.ToSlash(old)}).EscapedPath()+"?reserve=0")
	must(t, err)
	must(t, db.Close())
	must(t, os.Rename(old, path))
	if kept, err := seal.HasSums(path); err != nil || kept {
		t.Fatal("there are check values", err)
	}
}

func TestOpen_givesAnOldDatabaseCheckValues(t *testing.T) {
	ctx, o := context.Background(), store.Options{Clock: on("2026-04-08")}
	path := filepath.Join(t.TempDir(), "surgery.db")
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	must(t, s.Close())
	wantSums(t, path)
	withoutSums(t, path)

	look := o
	look.ReadOnly = true
	s, err = office.Open(ctx, path, look)
	must(t, err)
	if r, err := s.Soundness.Check(ctx); err != nil || len(r.Problems) != 1 {
		t.Errorf("a database without check values is sound: %+v, %v", r, err)
	}
	must(t, s.Close())

	if n := clients(t, path, o); n != 1 {
		t.Errorf("%d clients", n)
	}
	wantSums(t, path)
	s, err = office.Open(ctx, path, look)
	must(t, err)
	if r, err := s.Soundness.Check(ctx); err != nil || len(r.Problems) != 0 {
		t.Errorf("after it was opened: %+v, %v", r, err)
	}
	must(t, s.Close())
}

// The one bit that says that there are check values cannot take them away.
func TestOpen_refusesAHeaderThatDeniesItsCheckValues(t *testing.T) {
	ctx, o := context.Background(), store.Options{Clock: on("2026-04-08")}
	path := filepath.Join(t.TempDir(), "surgery.db")
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Close())
	body, err := os.ReadFile(path)
	must(t, err)
	for bit := range 8 {
		body[20] ^= 1 << bit
		must(t, os.WriteFile(path, body, 0o600))
		body[20] ^= 1 << bit
		if s, err := office.Open(ctx, path, o); data.CodeOf(err) != data.CodeDamaged {
			t.Errorf("bit %d: %v", bit, err)
			_ = s.Close()
		}
	}
}

func TestCheckValues_followADatabaseEverywhere(t *testing.T) {
	ctx := context.Background()
	path, o := protectedDatabase(t)
	folder := filepath.Dir(path)
	must(t, store.Unprotect(ctx, path, o))
	wantSums(t, path)
	s, err := office.Open(ctx, path, o)
	must(t, err)
	backup, err := s.BackupNow(ctx)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	if pages, _, err := s.For(s.Session, "soundness").Pages(); err != nil || !pages.Kept || pages.Wrong > 0 {
		t.Errorf("while it is open: %+v, %v", pages, err)
	}
	must(t, s.Close())
	wantSums(t, path, backup)
	done, err := store.Restore(ctx, path, backup, o)
	must(t, err)
	wantSums(t, path, done.Aside)

	// A backup that an older program made gets them when it is restored.
	old := filepath.Join(folder, "old.db")
	body, err := os.ReadFile(backup)
	must(t, err)
	must(t, os.WriteFile(old, body, 0o600))
	withoutSums(t, old)
	_, err = store.Restore(ctx, path, old, o)
	must(t, err)
	wantSums(t, path)
}
