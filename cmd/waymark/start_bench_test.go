package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// BenchmarkStart holds the time from starting the program to its first screen,
// on the sample caseload, against an empty Fyne window, in turn in one run. It
// needs a display.
func BenchmarkStart(b *testing.B) {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		b.Skip("there is no display to open a window on")
	}
	dir := b.TempDir()
	waymark, empty := filepath.Join(dir, "waymark"), filepath.Join(dir, "empty")
	for into, from := range map[string]string{waymark: ".", empty: "./testdata/emptywindow"} {
		if out, err := exec.Command("go", "build", "-tags", "sqlite_fts5,migrated_fynedo", "-o", into, from).CombinedOutput(); err != nil { // our own programs
			b.Fatalf("%v: %s", err, out)
		}
	}
	db := filepath.Join(dir, "sample.db")
	start := func(program string, args ...string) time.Duration {
		began := time.Now()
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		return time.Since(began)
	}
	start(waymark, "sample", "--db", db)
	start(waymark, "--db", db, "--first-screen") // makes today's copy, once a day
	start(empty)
	var ours, bare time.Duration
	for b.Loop() {
		ours += start(waymark, "--db", db, "--first-screen")
		bare += start(empty)
	}
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/ours")
	b.ReportMetric(float64(bare.Milliseconds())/float64(b.N), "ms/empty")
}
