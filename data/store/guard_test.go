package store_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// openIn opens a database named waymark.db in folder.
func openIn(t *testing.T, folder string) *office.Office {
	t.Helper()
	s, err := office.Open(context.Background(), filepath.Join(folder, "waymark.db"), store.Options{Clock: on("2026-04-08")})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// otherDatabase is a whole database with one client, Other.
func otherDatabase(t *testing.T) string {
	t.Helper()
	s, err := office.Open(context.Background(), filepath.Join(t.TempDir(), "other.db"), store.Options{Clock: on("2026-03-03")})
	must(t, err)
	must(t, s.Casework.SaveClient(context.Background(), &data.Client{FamilyName: "Other"}))
	must(t, s.Close())
	return s.Path()
}

// overwrite writes one file over another and keeps which file it is, as cp does.
func overwrite(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	must(t, err)
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0o600)
	must(t, err)
	_, err = io.Copy(out, in)
	must(t, err)
	must(t, out.Close())
}

func names(t *testing.T, path string) string {
	t.Helper()
	s, err := office.Open(context.Background(), path, store.Options{Clock: on("2026-04-08")})
	if err != nil {
		return err.Error()
	}
	defer func() { _ = s.Close() }()
	rows, _, err := s.Casework.Clients(context.Background(), data.ClientFilter{})
	must(t, err)
	check, err := s.Soundness.Check(context.Background())
	must(t, err)
	if len(check.Problems) > 0 {
		return strings.Join(check.Problems, "\n")
	}
	list := make([]string, 0, len(rows))
	for _, r := range rows {
		list = append(list, r.Name)
	}
	return strings.Join(list, " ")
}

// When a database was replaced under the running program, 71 saves were
// acknowledged and all 71 were lost.
func TestWrite_refusesAnythingDoneToItsFiles(t *testing.T) {
	ctx := context.Background()
	for what, c := range map[string]struct {
		do     func(t *testing.T, path string)
		says   string
		then   string // who is in the database at the next start, or what it says
		rescue bool
	}{
		"another file renamed over it": {func(t *testing.T, p string) {
			must(t, os.Rename(otherDatabase(t), p))
		}, "Another file was put in the place", "Other", true},
		"deleted": {func(t *testing.T, p string) { must(t, os.Remove(p)) }, "moved, renamed or deleted", "", true},
		"renamed": {func(t *testing.T, p string) { must(t, os.Rename(p, p+".old")) }, "moved, renamed or deleted", "", true},
		"overwritten by another database": {func(t *testing.T, p string) {
			overwrite(t, otherDatabase(t), p)
		}, "Another program changed the database file", "Other", false},
		"overwritten by one byte": {func(t *testing.T, p string) {
			f, err := os.OpenFile(p, os.O_RDWR, 0)
			must(t, err)
			_, err = f.WriteAt([]byte{0}, 8192)
			must(t, err)
			// Not closed: closing it would drop the locks of this very process.
			t.Cleanup(func() { _ = f.Close() })
		}, "Another program changed the database file", "", false},
		"log deleted": {func(t *testing.T, p string) { must(t, os.Remove(p+"-wal")) }, "waymark.db-wal, which is part of the database, was removed", "Before", false},
		"log replaced": {func(t *testing.T, p string) {
			must(t, os.Remove(p+"-wal"))
			must(t, os.WriteFile(p+"-wal", []byte("something else"), 0o600))
		}, "waymark.db-wal, which is part of the database, was removed", "Before", false},
		"log emptied": {func(t *testing.T, p string) { must(t, os.Truncate(p+"-wal", 0)) }, "Another program changed the file waymark.db-wal", "", false},
	} {
		t.Run(what, func(t *testing.T) {
			folder := t.TempDir()
			s := openIn(t, folder)
			must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Before"}))
			c.do(t, s.Path())
			client := data.Client{FamilyName: "After"}
			for range 2 {
				err := s.Casework.SaveClient(ctx, &client)
				if data.CodeOf(err) != data.CodeReplaced || !strings.Contains(data.Sentence(err), c.says) || !strings.Contains(data.Sentence(err), "what you typed is still here") {
					t.Fatalf("saved: %v", err)
				}
			}
			if client.ID != "" {
				t.Error("the client that was not saved has an id")
			}
			must(t, s.Close())
			copies, err := filepath.Glob(filepath.Join(folder, "copies", "*before-replaced*"))
			must(t, err)
			if c.rescue && (len(copies) != 1 || names(t, copies[0]) != "Before") {
				t.Errorf("what was saved before is in %v", copies)
			}
			if c.then != "" || c.rescue {
				path := s.Path()
				if !c.rescue { // this process keeps a connection to it
					path = filepath.Join(t.TempDir(), "waymark.db")
					must(t, copyFile(s.Path(), path))
				}
				if got := names(t, path); got != c.then {
					t.Errorf("at the next start: %q", got)
				}
			}
		})
	}
}

func TestWrite_goesOnWhenTheFileIsBack(t *testing.T) {
	ctx := context.Background()
	s := openIn(t, t.TempDir())
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Before"}))
	must(t, os.Rename(s.Path(), s.Path()+".old"))
	client := data.Client{FamilyName: "After"}
	if err := s.Casework.SaveClient(ctx, &client); data.CodeOf(err) != data.CodeReplaced {
		t.Fatalf("saved: %v", err)
	}
	must(t, os.Rename(s.Path()+".old", s.Path()))
	must(t, s.Casework.SaveClient(ctx, &client))
	must(t, s.Close())
	if got := names(t, s.Path()); got != "After Before" {
		t.Errorf("there are %q", got)
	}
}

// A file replaced after the last save was lost without a word.
func TestClose_keepsWhatWasSavedToAReplacedFile(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	s := openIn(t, folder)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Before"}))
	must(t, os.Rename(otherDatabase(t), s.Path()))
	if _, err := s.BackupNow(ctx); data.CodeOf(err) != data.CodeReplaced {
		t.Errorf("the other file was backed up as ours: %v", err)
	}
	must(t, s.Close())
	copies, err := filepath.Glob(filepath.Join(folder, "copies", "*"))
	must(t, err)
	if len(copies) != 1 || names(t, copies[0]) != "Before" {
		t.Errorf("copies %v", copies)
	}
	if got := names(t, s.Path()); got != "Other" {
		t.Errorf("the file that is there now has %q", got)
	}
}

// The log of a file that was replaced must never be read into the new one.
func TestOpen_refusesTheLogOfAnotherDatabase(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	live := openIn(t, folder)
	many := func() {
		for i := range 20 {
			must(t, live.Casework.SaveClient(ctx, &data.Client{FamilyName: "Person " + strings.Repeat("x", i), Matters: strings.Repeat("words ", 300)}))
		}
	}
	many()
	backup, err := live.BackupNow(ctx)
	must(t, err)
	must(t, live.Close()) // which empties the log
	live, err = office.Open(ctx, live.Path(), store.Options{})
	must(t, err)
	defer func() { _ = live.Close() }()
	many()
	for what, database := range map[string]string{"of an earlier backup": backup, "of another service": otherDatabase(t)} {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "waymark.db")
			must(t, copyFile(database, path))
			must(t, copyFile(live.Path()+"-wal", path+"-wal"))
			before := bytesOf(t, path, path+"-wal")
			for _, o := range []store.Options{{}, {ReadOnly: true}} {
				s, err := office.Open(ctx, path, o)
				if err == nil {
					_ = s.Close()
				}
				if data.CodeOf(err) != data.CodeDamaged || !strings.Contains(data.Sentence(err), "does not fit the database") {
					t.Fatalf("opened: %v", err)
				}
			}
			if bytesOf(t, path, path+"-wal") != before {
				t.Error("the files were changed")
			}
			if _, err := store.Restore(ctx, filepath.Join(t.TempDir(), "new.db"), path, store.Options{}); data.CodeOf(err) != data.CodeDamaged {
				t.Errorf("restored: %v", err)
			}
			if left, _ := filepath.Glob(path + ".trial*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// A log that holds every page would quietly make the database beside it into
// the one that it came from.
func TestOpen_refusesTheWholeLogOfAnotherDatabase(t *testing.T) {
	ctx := context.Background()
	live := openIn(t, t.TempDir())
	must(t, live.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	path := otherDatabase(t)
	must(t, copyFile(live.Path()+"-wal", path+"-wal"))
	for _, lock := range []bool{true, false} {
		if !lock {
			must(t, os.Remove(path+".lock"))
		}
		if s, err := office.Open(ctx, path, store.Options{}); data.CodeOf(err) != data.CodeDamaged {
			_ = s.Close()
			t.Fatalf("opened: %v", err)
		}
	}
	must(t, os.Remove(path+"-wal"))
	if got := names(t, path); got != "Other" {
		t.Errorf("the database has %q", got)
	}
}

// A folder copied while the program was dead keeps what is in the log.
func TestOpen_takesADatabaseThatMovedWithItsLog(t *testing.T) {
	ctx := context.Background()
	live := openIn(t, t.TempDir())
	must(t, live.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	for _, with := range [][]string{{"", "-wal"}, {"", "-wal", ".lock"}, {"", "-wal", "-shm", ".lock"}} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		for _, suffix := range with {
			must(t, copyFile(live.Path()+suffix, path+suffix))
		}
		if got := names(t, path); got != "Ellis" {
			t.Errorf("moved with %q: %s", with, got)
		}
	}
}

// SQLite makes a new database beside a log without one, and deletes the log.
func TestOpen_neverThrowsALoneLogAway(t *testing.T) {
	ctx := context.Background()
	live := openIn(t, t.TempDir())
	must(t, live.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	kept, err := live.BackupNow(ctx)
	must(t, err)
	for _, suffix := range []string{"-wal", "-journal"} {
		for _, empty := range []bool{false, true} {
			folder := t.TempDir()
			path := filepath.Join(folder, "waymark.db")
			must(t, copyFile(live.Path()+"-wal", path+suffix))
			if empty {
				must(t, os.WriteFile(path, nil, 0o600))
			}
			before := bytesOf(t, path+suffix)
			for _, o := range []store.Options{{}, {ReadOnly: true}} {
				s, err := office.Open(ctx, path, o)
				if err == nil {
					_ = s.Close()
				}
				if data.CodeOf(err) != data.CodeRefused || !strings.Contains(data.Sentence(err), "waymark.db"+suffix+" is still there") {
					t.Fatalf("opened: %v", err)
				}
			}
			if bytesOf(t, path+suffix) != before {
				t.Error("the log was changed")
			}
			done, err := store.Restore(ctx, path, kept, store.Options{Clock: on("2026-04-09")})
			aside := done.Aside
			must(t, err)
			if !empty && !strings.HasSuffix(aside, suffix) {
				t.Errorf("said to be put aside as %q", aside)
			}
			if bytesOf(t, strings.TrimSuffix(aside, suffix)+suffix) != before {
				t.Errorf("the log was not put aside as %q", aside)
			}
			if got := names(t, path); got != "Ellis" {
				t.Errorf("after the restore: %q", got)
			}
		}
	}
}

func copyFile(from, to string) error {
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

func bytesOf(t *testing.T, paths ...string) string {
	t.Helper()
	var all strings.Builder
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}
