package store_test

import (
	"bufio"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/whole"
)

// leftover is the name of a file that no finished program leaves.
var leftover = regexp.MustCompile(`\.seed|\.partial|\.restor|\.unfinished|-journal$|-wal$|-shm$`)

// TestKilledCopyLeavesNothing kills a backup, a restore and an update at each
// of their stages, and starts the program again.
func TestKilledCopyLeavesNothing(t *testing.T) {
	for _, c := range []struct {
		action, stage string
		clients       int // after the next start
		copies        int
	}{
		{"backup", "copy begun", 2, 0}, {"backup", "copy written", 2, 0}, {"backup", "copy named", 2, 1},
		{"backup elsewhere", "copy begun", 2, 0}, {"backup elsewhere", "copy written", 2, 0},
		{"restore", "copy written", 2, 0}, {"restore", "restore copied", 2, 0}, {"restore", "half set aside", 2, 0},
		{"restore", "set aside", 2, 0}, {"restore", "restore decided", 1, 1}, {"restore", "old log removed", 1, 1},
		{"update", "copy written", 0, 1}, {"update", "update half done", 0, 1},
	} {
		t.Run(c.action+", "+c.stage, func(t *testing.T) {
			folder, disk := t.TempDir(), t.TempDir()
			path := filepath.Join(folder, "surgery.db")
			killAt(t, c.stage, "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION="+c.action, "WAYMARK_KILLED_DISK="+disk)
			s, err := office.Open(context.Background(), path, store.Options{Clock: on("2026-04-08")})
			must(t, err)
			if _, n, err := s.Casework.Clients(context.Background(), data.ClientFilter{}); err != nil || n != c.clients {
				t.Errorf("%d clients, want %d (%v)", n, c.clients, err)
			}
			copies, err := s.Copies()
			must(t, err)
			if len(copies) != c.copies {
				t.Errorf("copies %q, want %d", copies, c.copies)
			}
			must(t, s.Close())
			nothingLeft(t, folder, disk)
		})
	}
}

func nothingLeft(t *testing.T, folders ...string) {
	t.Helper()
	for _, folder := range folders {
		must(t, filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if leftover.MatchString(path) {
				t.Errorf("left behind: %s", path)
			}
			return err
		}))
	}
}

// A command that only looks tidies up as well, unless a program is at work.
func TestKilledBackup_isTidiedByTheNextCommand(t *testing.T) {
	folder, disk := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "surgery.db")
	killAt(t, "copy written", "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION=backup elsewhere", "WAYMARK_KILLED_DISK="+disk)
	if left, err := os.ReadDir(disk); err != nil || len(left) < 2 {
		t.Fatalf("the backup was not killed halfway: %v, %v", left, err)
	}
	s, err := office.Open(context.Background(), path, store.Options{ReadOnly: true})
	must(t, err)
	must(t, s.Close())
	nothingLeft(t, disk)
}

// Two programs may make a copy at a time: the one that starts later must not
// take the other's half from under it.
func TestCopyInTheMakingIsLeftAlone(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "surgery.db")
	s, err := office.Open(ctx, path, store.Options{})
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	store.AtStage(func(stage string) {
		if stage != "copy written" {
			return
		}
		store.AtStage(func(string) {})
		must(t, s.Close()) // so that the other one may tidy
		other, err := office.Open(ctx, path, store.Options{})
		must(t, err)
		must(t, other.Close())
	})
	defer store.AtStage(func(string) {})
	if _, err := s.BackupNow(ctx); err != nil && !strings.Contains(err.Error(), "closed") {
		t.Error(err)
	}
}

// What was set aside stays when the database has changed since, or is gone: it
// may be all that there is.
func TestSetAsideStaysWhenItMayBeTheOnlyCopy(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"gone":    os.Remove,
		"changed": func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "surgery.db")
		killAt(t, "set aside", "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION=restore", "WAYMARK_KILLED_DISK="+t.TempDir())
		must(t, change(path))
		s, err := office.Open(context.Background(), path, store.Options{})
		must(t, err)
		must(t, s.Close())
		if aside, err := filepath.Glob(filepath.Join(folder, "copies", "*before-restore*.db")); err != nil || len(aside) != 1 {
			t.Errorf("%s: set aside %v, %v", name, aside, err)
		}
	}
}

// killAt starts this test binary as a program and kills it at a stage.
func killAt(t *testing.T, stage string, env ...string) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=TestKilledChild$") // this test binary
	child.Env = slices.Concat(os.Environ(), env, []string{"WAYMARK_KILLED_STAGE=" + stage})
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	killed := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "reached" {
			must(t, child.Process.Kill())
			killed = true
		}
	}
	_ = child.Wait()
	if !killed {
		t.Fatalf("the program never came to %q", stage)
	}
}

// TestKilledChild is the program that killAt kills.
func TestKilledChild(t *testing.T) {
	path, stop := os.Getenv("WAYMARK_KILLED_DB"), os.Getenv("WAYMARK_KILLED_STAGE")
	if path == "" {
		t.Skip("only runs as the child of another test")
	}
	ctx, o, disk := context.Background(), store.Options{Clock: on("2026-04-07")}, os.Getenv("WAYMARK_KILLED_DISK")
	arm := func() {
		store.AtStage(func(stage string) {
			if stage == stop {
				_, _ = os.Stdout.WriteString("reached\n")
				select {}
			}
		})
	}
	if os.Getenv("WAYMARK_KILLED_ACTION") == "update" {
		must(t, store.CreateVersion(ctx, path, 1))
		arm()
		_, err := office.Open(ctx, path, o)
		must(t, err)
	}
	s, err := office.Open(ctx, path, o)
	must(t, err)
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Pett"}))
	must(t, s.BackupTo(ctx, filepath.Join(disk, "kept.db")))
	must(t, s.Casework.SaveClient(ctx, &data.Client{FamilyName: "Ellis"}))
	switch action := os.Getenv("WAYMARK_KILLED_ACTION"); action {
	case "protect", "unprotect", "new key", "seal backups":
		must(t, s.Close())
		convertForKill(t, action, path, o, arm)
		return
	}
	switch arm(); os.Getenv("WAYMARK_KILLED_ACTION") {
	case "seed":
		err = seedForKill(ctx, s, filepath.Join(disk, "new.db"), o)
	case "backup":
		_, err = s.BackupNow(ctx)
	case "backup elsewhere":
		err = s.BackupTo(ctx, filepath.Join(disk, "stick.db"))
	case "restore":
		must(t, s.Close())
		_, err = store.Restore(ctx, path, filepath.Join(disk, "kept.db"), o)
	case "export zip":
		_, err = s.Whole.Export(ctx, filepath.Join(disk, "everything.zip"), false, func(float64) {})
	case "export folder":
		_, err = s.Whole.Export(ctx, filepath.Join(disk, "everything"), false, func(float64) {})
	case "import all":
		store.AtStage(func(string) {})
		_, err = s.Whole.Export(ctx, filepath.Join(disk, "everything.zip"), false, func(float64) {})
		must(t, err)
		must(t, s.Close())
		arm()
		_, err = whole.Import(ctx, filepath.Join(disk, "new.db"), filepath.Join(disk, "everything.zip"), o, func(float64) {})
	}
	must(t, err)
}

// TestKilledExportLeavesNothing kills an export and an import of everything at each
// of their stages. The next start removes what was begun, and the records are those
// from before or all of the new ones.
func TestKilledExportLeavesNothing(t *testing.T) {
	for _, c := range []struct {
		action, stage string
		clients       int // in the database that is imported to, after the next start
	}{
		{"export zip", "export begun", 2}, {"export zip", "export written", 2}, {"export folder", "export written", 2},
		{"import all", "half imported", 0}, {"import all", "imported whole", 0}, {"import all", "set aside", 0},
		{"import all", "restore decided", 2}, {"import all", "old log removed", 2},
	} {
		t.Run(c.action+", "+c.stage, func(t *testing.T) {
			folder, disk := t.TempDir(), t.TempDir()
			path := filepath.Join(folder, "surgery.db")
			killAt(t, c.stage, "WAYMARK_KILLED_DB="+path, "WAYMARK_KILLED_ACTION="+c.action, "WAYMARK_KILLED_DISK="+disk)
			if c.action == "import all" {
				path = filepath.Join(disk, "new.db")
			}
			s, err := office.Open(context.Background(), path, store.Options{Clock: on("2026-04-08")})
			must(t, err)
			if _, n, err := s.Casework.Clients(context.Background(), data.ClientFilter{}); err != nil || n != c.clients {
				t.Errorf("%d clients, want %d (%v)", n, c.clients, err)
			}
			must(t, s.Close())
			nothingLeft(t, folder, disk)
		})
	}
}
