package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// erasedSince makes a database with two people and a backup of it, and then erases
// one of them.
func erasedSince(t *testing.T, folder string) (path, backup string) {
	t.Helper()
	ctx := context.Background()
	path, backup = filepath.Join(folder, "waymark.db"), filepath.Join(t.TempDir(), "kept.db")
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	gone := data.Client{FamilyName: "Zyxwvutsky", Matters: "dialysis at the Zyxwell"}
	must(t, s.Casework.SaveClient(ctx, &gone))
	must(t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: gone.ID, ReceivedOn: d("2026-03-01"), Note: "Zyxwellian note"}))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	must(t, s.BackupTo(ctx, backup))
	_, err = s.Casework.EraseClient(ctx, gone.ID)
	must(t, err)
	must(t, s.Close())
	return path, backup
}

// peopleIn lists the family names in a database, and checks it.
func peopleIn(t *testing.T, path string) (list []string) {
	t.Helper()
	ctx := context.Background()
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-09")})
	must(t, err)
	clients, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	for _, c := range clients {
		list = append(list, c.Name)
	}
	result, err := s.Soundness.Check(ctx)
	must(t, err)
	if len(result.Problems) > 0 {
		t.Errorf("check: %v", result.Problems)
	}
	must(t, s.Close())
	return list
}

func noByteOf(t *testing.T, word string, files ...string) {
	t.Helper()
	for _, file := range files {
		b, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			continue
		}
		must(t, err)
		if i := bytes.Index(bytes.ToLower(b), []byte(word)); i >= 0 {
			t.Errorf("%s still holds %q at %d", filepath.Base(file), word, i)
		}
	}
}

func TestRestore_erasesWhoWasErasedSince(t *testing.T) {
	ctx := context.Background()
	path, backup := erasedSince(t, t.TempDir())
	// Twice, for what takes the place has to know of the erasure as well.
	for range 2 {
		done, err := store.Restore(ctx, path, backup, store.Options{Clock: on("2026-04-09")})
		if err != nil || done.Erased != 1 || done.Unsure {
			t.Fatalf("%+v, %v", done, err)
		}
		noByteOf(t, "zyxw", path, path+"-wal")
		if list := peopleIn(t, path); len(list) != 1 || list[0] != "Pett" {
			t.Errorf("restored: %v", list)
		}
	}
}

// A database that cannot be read is replaced, too. Its backups know of all but
// the last erasures, and the restore says that it is not sure.
func TestRestore_asksTheBackupsOfADamagedDatabase(t *testing.T) {
	ctx := context.Background()
	path, backup := erasedSince(t, t.TempDir())
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
	must(t, err)
	_, err = s.DailyCopy(ctx)
	must(t, err)
	must(t, s.Close())
	must(t, os.WriteFile(path, bytes.Repeat([]byte("torn"), 4096), 0o600))
	done, err := store.Restore(ctx, path, backup, store.Options{Clock: on("2026-04-09")})
	if err != nil || done.Erased != 1 || !done.Unsure {
		t.Fatalf("%+v, %v", done, err)
	}
	if list := peopleIn(t, path); len(list) != 1 || list[0] != "Pett" {
		t.Errorf("restored: %v", list)
	}
}

// Two databases that each made a key of their own: what is restored knows of the
// erasures of both.
func TestRestore_keepsTheErasuresOfBothDatabases(t *testing.T) {
	ctx := context.Background()
	o := store.Options{Clock: on("2026-04-09")}
	first, early := erasedSince(t, t.TempDir())
	second, other := erasedSince(t, t.TempDir())
	if done, err := store.Restore(ctx, first, second, o); err != nil || done.Erased != 0 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, backup := range []string{early, other} {
		if done, err := store.Restore(ctx, first, backup, o); err != nil || done.Erased != 1 {
			t.Errorf("%s: %+v, %v", filepath.Base(backup), done, err)
		}
	}
}

// A backup from before there were change entries is brought up to today's tables.
func TestRestore_erasesInABackupOfAnEarlierVersion(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "waymark.db")
	early := filepath.Join("..", "..", "cmd", "waymark", "testdata", "earlier", "0.1.db.gz")
	unzip(t, early, path)
	backup := filepath.Join(t.TempDir(), "early.db")
	unzip(t, early, backup)
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-09-02")})
	must(t, err)
	list, n, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	_, err = s.Casework.EraseClient(ctx, list[0].ID)
	must(t, err)
	must(t, s.Close())
	done, err := store.Restore(ctx, path, backup, store.Options{Clock: on("2026-09-03")})
	if err != nil || done.Erased != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	noByteOf(t, string(list[0].ID), path)
	if list := peopleIn(t, path); len(list) != min(n-1, 50) && len(list) != n-1 {
		t.Errorf("%d people, and there were %d", len(list), n)
	}
}

// Up to version 30 a restored database had old rows in the gaps of its pages, which
// no erasure reached. An update writes such a file anew.
func TestErasure_reachesAFileThatAnEarlierVersionRestored(t *testing.T) {
	ctx := context.Background()
	first, path := filepath.Join(t.TempDir(), "first.db"), filepath.Join(t.TempDir(), "waymark.db")
	unzip(t, filepath.Join("..", "..", "cmd", "waymark", "testdata", "earlier", "0.1.db.gz"), first)
	db, err := sql.Open("sqlite3", first)
	must(t, err)
	_, err = db.Exec("VACUUM INTO ?", path) // as it was done then
	must(t, err)
	must(t, db.Close())
	s, err := office.Open(ctx, path, store.Options{Clock: on("2026-09-02")})
	must(t, err)
	list, _, err := s.Casework.Clients(ctx, data.ClientFilter{})
	must(t, err)
	for _, c := range list[:5] {
		_, err = s.Casework.EraseClient(ctx, c.ID)
		must(t, err)
	}
	must(t, s.Close())
	for _, c := range list[:5] {
		noByteOf(t, string(c.ID), path)
	}
}

// unzip writes a gzipped file where a test needs it.
func unzip(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	must(t, err)
	defer func() { _ = in.Close() }()
	z, err := gzip.NewReader(in)
	must(t, err)
	body, err := io.ReadAll(z)
	must(t, err)
	must(t, os.WriteFile(to, body, 0o600))
}
