package crash

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"
)

// The test binary is started a third time to describe the crash of the second.
func init() {
	if folder := os.Getenv(FolderVariable); folder != "" {
		_ = Describe(folder, os.Stdin, "0.6.0", time.Now)
		os.Exit(0)
	}
}

type person struct{ name string }

// ways are how a program can come to a sudden end, each with Margaret Pett's
// name where it could leak.
var ways = map[string]struct {
	crash func(name string)
	says  string
}{
	"panic":          {func(name string) { panic("saving " + name) }, "panic (its words are left out"},
	"error":          {func(name string) { panic(fmt.Errorf("saving %s: %w", name, os.ErrClosed)) }, "panic (its words are left out"},
	"lines":          {func(name string) { panic("a\nfatal error: b\ngoroutine 1 [running]:\n" + name + "(0x1)") }, "panic (its words are left out"},
	"value":          {func(name string) { panic(person{name}) }, "panic (its words are left out"},
	"again":          {func(name string) { defer func() { panic(errors.New("while " + fmt.Sprint(recover()))) }(); panic(name) }, "panic (its words are left out"},
	"index":          {func(name string) { _ = []string{name}[len(os.Args)+7] }, "panic: runtime error: index out of range ["},
	"nil pointer":    {func(string) { var p *person; _ = p.name }, "panic: runtime error: invalid memory address or nil pointer dereference"},
	"nil map":        {func(name string) { var m map[string]int; m[name] = 1 }, "panic: assignment to entry in nil map"}, //nolint:staticcheck // on purpose
	"wrong type":     {func(name string) { var v any = name; _ = v.(int) }, "panic: interface conversion: interface {} is string, not int"},
	"another thread": {func(name string) { go func() { panic(name) }(); select {} }, "panic (its words are left out"},
	"map writes": {func(name string) {
		m := map[int]string{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%100] = name
				}
			}()
		}
		select {}
	}, "maps.fatal"},
	"deep": {func(string) { debug.SetMaxStack(1 << 20); deep(0) }, "fatal error: the Go runtime"}, //nolint:staticcheck // on purpose
}

func deep(n int) int { return deep(n+1) + n } //nolint:staticcheck // on purpose

func TestCrash_leavesAFileThatNamesNobody(t *testing.T) {
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			child := exec.Command(os.Args[0], "-test.run=TestCrashChild$") // this test binary
			child.Env = append(os.Environ(), "WAYMARK_CRASHING="+name, "WAYMARK_CRASHING_IN="+folder)
			if _, err := child.CombinedOutput(); err == nil { // it ends when the file is written
				t.Fatal("the program did not crash")
			}
			found := crashes(folder)
			if len(found) != 1 {
				t.Fatalf("crash files: %q", found)
			}
			text, err := os.ReadFile(filepath.Join(folder, found[0]))
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{way.says, "waymark/crash.", "crash_test.go:", "Program: 0.6.0", runtime.Version(), "When:"} {
				if !strings.Contains(string(text), part) {
					t.Errorf("there is no %q in\n%s", part, text)
				}
			}
			for _, part := range []string{"Pett", "Margaret", "0x", folder, "saving"} {
				if strings.Contains(string(text), part) {
					t.Errorf("there is %q in\n%s", part, text)
				}
			}
			if info, err := os.Stat(filepath.Join(folder, found[0])); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("others may read it: %v, %v", info.Mode(), err)
			}
		})
	}
}

// TestCrashChild is the program that crashes.
func TestCrashChild(t *testing.T) {
	way, ok := ways[os.Getenv("WAYMARK_CRASHING")]
	if !ok {
		t.Skip("only runs as the child of another test")
	}
	if err := Watch(os.Getenv("WAYMARK_CRASHING_IN")); err != nil {
		t.Fatal(err)
	}
	way.crash("Margaret Pett")
}

func TestCrash_isToldOnceAndTheLastFewAreKept(t *testing.T) {
	folder := t.TempDir()
	if notice := Notice(folder); notice != "" {
		t.Errorf("without a crash: %q", notice)
	}
	at := time.Date(2026, 11, 29, 8, 30, 0, 0, time.UTC)
	for i := range keptCrashes + 2 {
		now := func() time.Time { return at.Add(time.Duration(i) * time.Minute) }
		if err := Describe(folder, strings.NewReader("panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/pett/a/b.go:12 +0x1d\n"), "0.6.0", now); err != nil {
			t.Fatal(err)
		}
	}
	last := filepath.Join(folder, "waymark-crash-2026-11-29-083600.txt")
	if notice := Notice(folder); !strings.Contains(notice, last) || !strings.Contains(notice, "saved is safe") {
		t.Errorf("notice %q", notice)
	}
	if notice := Notice(folder); notice != "" {
		t.Errorf("told twice: %q", notice)
	}
	if found := crashes(folder); len(found) != keptCrashes || !slices.Contains(found, filepath.Base(last)) {
		t.Errorf("kept %q", found)
	}
}

func TestCrash_aProgramThatEndsWellLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	if err := Describe(folder, strings.NewReader(""), "0.6.0", time.Now); err != nil || len(crashes(folder)) > 0 {
		t.Errorf("%q, %v", crashes(folder), err)
	}
}
