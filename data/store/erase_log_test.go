package store_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
)

// readerOf reads from a database like another program in the middle of its
// work, until end is called.
func readerOf(t *testing.T, path string) (end func()) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	must(t, err)
	reading, err := db.Begin()
	must(t, err)
	var n int
	must(t, reading.QueryRow("SELECT count(*) FROM client").Scan(&n))
	return func() {
		must(t, reading.Rollback())
		must(t, db.Close())
	}
}

// traces lists the files in folder, and within it, that hold one of words.
func traces(t *testing.T, folder string, words ...string) (found []string) {
	t.Helper()
	must(t, filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		lower := bytes.ToLower(b)
		for _, word := range words {
			if i := bytes.Index(lower, []byte(strings.ToLower(word))); i >= 0 {
				found = append(found, fmt.Sprintf("%s: %q at %d", filepath.Base(path), word, i))
			}
		}
		return err
	}))
	return found
}

// ellisWords are what only the client of ellis has; the last is one of the
// three-letter words of the search index.
var ellisWords = []string{"zyxwellis", "zyxnote", "01632 960777", "\uabcd\uabcd\uabcd"}

func ellis(t *testing.T, s *office.Office) data.ID {
	t.Helper()
	c := data.Client{FamilyName: "Zyxwellis", KnownAs: "\uabcd\uabcd\uabcd", Phone: "01632 960777", Matters: strings.Repeat("zyxnote ", 480)}
	must(t, s.Casework.SaveClient(context.Background(), &c))
	return c.ID
}

// Erasing returned success after 5 s of waiting while all about the person was
// still in the log, if anyone was reading.
func TestEraseClient_isFinishedOnceAReaderEnds(t *testing.T) {
	ctx := context.Background()
	for what, finish := range map[string]func(t *testing.T, s *office.Office){
		"by the next save": func(t *testing.T, s *office.Office) {
			must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
		},
		"by closing": func(t *testing.T, s *office.Office) { must(t, s.Close()) },
		"by another erasure": func(t *testing.T, s *office.Office) {
			c := data.Client{FamilyName: "Pett"}
			must(t, s.Casework.SaveClient(ctx, &c))
			_, err := s.Casework.EraseClient(ctx, c.ID)
			must(t, err)
		},
	} {
		t.Run(what, func(t *testing.T) {
			folder := t.TempDir()
			s := openIn(t, folder)
			id := ellis(t, s)
			if found := traces(t, folder, ellisWords...); len(found) < len(ellisWords) {
				t.Fatalf("before: %q", found)
			}
			end := readerOf(t, s.Path())
			left, err := s.Casework.EraseClient(ctx, id)
			must(t, err)
			if !left.Unfinished {
				t.Error("said to be finished")
			}
			if len(traces(t, folder, ellisWords...)) == 0 {
				t.Fatal("the reader did not keep anything: this test shows nothing")
			}
			must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Meanwhile"}))
			end()
			finish(t, s)
			if found := traces(t, folder, append(ellisWords, string(id))...); len(found) > 0 {
				t.Errorf("still there: %q", found)
			}
		})
	}
}

// A program killed with an erasure unfinished finishes it at the next start.
func TestEraseClient_isFinishedByTheNextStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "waymark.db")
	s, err := office.Open(context.Background(), path, store.Options{})
	must(t, err)
	ellis(t, s)
	must(t, s.Close())
	end := readerOf(t, path)
	kill(t, "TestEraserChild", path)
	if len(traces(t, filepath.Dir(path), ellisWords...)) == 0 {
		t.Fatal("the reader did not keep anything: this test shows nothing")
	}
	s, err = office.Open(context.Background(), path, store.Options{})
	must(t, err)
	must(t, s.Close())
	if len(traces(t, filepath.Dir(path), ellisWords...)) == 0 {
		t.Fatal("finished while the reader still reads")
	}
	end()
	s, err = office.Open(context.Background(), path, store.Options{})
	must(t, err)
	defer func() { _ = s.Close() }()
	if found := traces(t, filepath.Dir(path), ellisWords...); len(found) > 0 {
		t.Errorf("still there: %q", found)
	}
}

// kill starts this test binary again for one child test, and kills it once it
// says that it is ready.
func kill(t *testing.T, child, path string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run="+child+"$") // this test binary
	cmd.Env = append(os.Environ(), "WAYMARK_CHILD_DB="+path)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	ready := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if ready = lines.Text() == "ready"; ready {
			break
		}
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	if !ready {
		t.Fatal("the child did not get ready")
	}
}

// TestEraserChild is the program that another test kills.
func TestEraserChild(t *testing.T) {
	path := os.Getenv("WAYMARK_CHILD_DB")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	ctx := context.Background()
	s, err := office.Open(ctx, path, store.Options{})
	must(t, err)
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Words: "zyxwellis"})
	must(t, err)
	left, err := s.Casework.EraseClient(ctx, rows[0].ID)
	must(t, err)
	if !left.Unfinished {
		t.Fatal("finished")
	}
	_, _ = os.Stdout.WriteString("ready\n")
	select {}
}

// A program killed after its database was replaced leaves its log beside the
// other file, into which SQLite would read it.
func TestOpen_refusesTheLogOfAKilledProgramBesideAnotherFile(t *testing.T) {
	ctx := context.Background()
	for what, replace := range map[string]func(t *testing.T, from, to string){
		"renamed over": func(t *testing.T, from, to string) { must(t, os.Rename(from, to)) },
		"copied over":  overwrite,
	} {
		path := filepath.Join(t.TempDir(), "waymark.db")
		kill(t, "TestHolderChild", path)
		replace(t, otherDatabase(t), path)
		before := bytesOf(t, path, path+"-wal")
		if s, err := office.Open(ctx, path, store.Options{}); data.CodeOf(err) != data.CodeDamaged {
			_ = s.Close()
			t.Fatalf("%s: opened: %v", what, err)
		}
		if bytesOf(t, path, path+"-wal") != before {
			t.Errorf("%s: the files were changed", what)
		}
	}
	path := filepath.Join(t.TempDir(), "waymark.db")
	kill(t, "TestHolderChild", path)
	if got := names(t, path); got != "Zyxwellis" {
		t.Errorf("not replaced: %q", got)
	}
}

// TestHolderChild is the program that another test kills.
func TestHolderChild(t *testing.T) {
	path := os.Getenv("WAYMARK_CHILD_DB")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	s, err := office.Open(context.Background(), path, store.Options{})
	must(t, err)
	ellis(t, s)
	_, _ = os.Stdout.WriteString("ready\n")
	select {}
}

func TestEraseClient_namesTheCopiesThatStillHoldThem(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	s := openIn(t, folder)
	without, err := s.DailyCopy(ctx)
	must(t, err)
	id := ellis(t, s)
	with, err := s.BackupNow(ctx)
	must(t, err)
	beside := filepath.Join(folder, "waymark - Copy.db")
	must(t, copyFile(with, beside))
	aside := filepath.Join(folder, "copies", "waymark-2026-04-01-before-restore-120000.db")
	must(t, copyFile(without, aside))
	must(t, os.WriteFile(aside+"-wal", []byte("unread"), 0o600))
	broken := filepath.Join(folder, "copies", "waymark-2026-04-02.db.partial")
	must(t, os.WriteFile(broken, []byte("half"), 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "waymark.log"), []byte("x"), 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "report.pdf"), []byte("x"), 0o600))
	left, err := s.Casework.EraseClient(ctx, id)
	must(t, err)
	want := []string{beside, aside, aside + "-wal", broken, with}
	var files []string
	for _, f := range left.Copies {
		files = append(files, f.Path)
		// A backup of our own goes by itself, with its log; what cannot be read, or was
		// put beside the database, stays until someone deletes it.
		day := d("2026-04-08")
		if strings.HasPrefix(f.Path, aside) {
			day = d("2026-04-01")
		}
		if ours := f.Path == with || strings.HasPrefix(f.Path, aside); ours != (f.Until == day.AddDays(data.DefaultBackupDays)) || !ours && !f.Until.IsZero() {
			t.Errorf("%s is there until %q", filepath.Base(f.Path), f.Until)
		}
		if readable := f.Path == with || f.Path == beside; f.Unread == readable {
			t.Errorf("%s unread: %t", filepath.Base(f.Path), f.Unread)
		}
	}
	if got := strings.Join(files, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("named:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "*-shm")); len(files) != 1 {
		t.Errorf("reading the copies left %v", files)
	}
}

// Rows that grew, shrank and moved between pages leave no bytes behind.
func TestEraseClient_leavesNothingInPagesThatWereSplit(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	s := openIn(t, folder)
	random := rand.New(rand.NewSource(7))
	var clients []data.Client
	for i := range 150 {
		c := data.Client{FamilyName: fmt.Sprintf("Qx%03dqx", i), Matters: strings.Repeat(fmt.Sprintf("qx%03dqx ", i), random.Intn(300)+1)}
		must(t, s.Casework.SaveClient(ctx, &c))
		clients = append(clients, c)
	}
	for range 400 {
		c := &clients[random.Intn(len(clients))]
		c.Matters = strings.Repeat(c.FamilyName+" ", random.Intn(150)+1)
		c.Other = strings.Repeat(c.FamilyName+" ", random.Intn(50))
		must(t, s.Casework.SaveClient(ctx, c))
	}
	for i := range clients {
		if i%3 == 0 {
			_, err := s.Casework.EraseClient(ctx, clients[i].ID)
			must(t, err)
			if found := traces(t, folder, clients[i].FamilyName, string(clients[i].ID)); len(found) > 0 {
				t.Fatalf("after erasing client %d: %q", i, found)
			}
		}
	}
}
