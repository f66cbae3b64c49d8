package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkIdleField reports the share of one core that the program takes for
// ten seconds while a text field has the focus and nothing happens, against an
// empty Fyne window, with graphics drawn in software. It needs Linux, a display
// and xdotool, which presses the key that opens a form.
func BenchmarkIdleField(b *testing.B) {
	if runtime.GOOS != "linux" || os.Getenv("DISPLAY") == "" {
		b.Skip("there is no X display to open a window on")
	}
	if _, err := exec.LookPath("xdotool"); err != nil {
		b.Skip("xdotool is not installed")
	}
	dir := b.TempDir()
	waymark, empty, db := filepath.Join(dir, "waymark"), filepath.Join(dir, "empty"), filepath.Join(dir, "sample.db")
	do(b, "go", "build", "-tags", "sqlite_fts5,migrated_fynedo", "-o", waymark, ".")
	do(b, "go", "build", "-tags", "sqlite_fts5,migrated_fynedo", "-o", empty, "./testdata/emptywindow")
	do(b, waymark, "sample", "--db", db)
	do(b, waymark, "--db", db, "--first-screen") // makes today's copy, once a day
	var field, bare time.Duration
	for b.Loop() {
		field += idle(b, "Waymark", "ctrl+n", waymark, "--db", db)
		bare += idle(b, "Empty", "", empty, "--stay")
	}
	seconds := 10 * float64(b.N)
	b.ReportMetric(100*field.Seconds()/seconds, "%/field")
	b.ReportMetric(100*bare.Seconds()/seconds, "%/empty")
	b.ReportMetric(field.Seconds()/bare.Seconds(), "ratio")
}

func do(b *testing.B, program string, args ...string) {
	b.Helper()
	if out, err := exec.Command(program, args...).CombinedOutput(); err != nil { // our own programs
		b.Fatalf("%v: %s", err, out)
	}
}

// idle starts a program, presses keys in its window, leaves it alone until it is
// at rest, and returns the processor time that it takes in the ten seconds after.
func idle(b *testing.B, title, keys, program string, args ...string) time.Duration {
	b.Helper()
	c := exec.Command(program, args...) // our own programs
	c.Env = append(os.Environ(), "LIBGL_ALWAYS_SOFTWARE=1")
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() { _ = c.Process.Kill(); _ = c.Wait() }()
	do(b, "xdotool", "search", "--sync", "--onlyvisible", "--name", "^"+title+"$", "windowfocus")
	time.Sleep(3 * time.Second)
	if keys != "" {
		do(b, "xdotool", "key", keys)
		time.Sleep(3 * time.Second)
	}
	before := cpuTime(b, c.Process.Pid)
	time.Sleep(10 * time.Second)
	return cpuTime(b, c.Process.Pid) - before
}

// cpuTime is the time that a process has spent in itself and in the kernel:
// fields 14 and 15 of its stat, in hundredths of a second.
func cpuTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ") // the name may hold spaces
	fields := strings.Fields(after)
	var ticks int
	for _, field := range fields[11:13] {
		n, err := strconv.Atoi(field)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}
