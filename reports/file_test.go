package reports_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"waymark/data"
	"waymark/reports"
)

func TestReplaceIsWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "report.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	full := errors.New("disk full")
	for name, c := range map[string]struct {
		ctx   context.Context
		write func(io.Writer) error
		want  error
	}{
		"fails halfway":     {context.Background(), func(w io.Writer) error { _, _ = io.WriteString(w, "ne"); return full }, full},
		"cancelled halfway": {cancelled, func(w io.Writer) error { cancel(); _, err := io.WriteString(w, "new"); return err }, context.Canceled},
	} {
		if err := reports.Replace(c.ctx, path, c.write); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if b, err := os.ReadFile(path); string(b) != "old" || err != nil {
			t.Errorf("%s: %q, %v", name, b, err)
		}
		if entries, _ := os.ReadDir(folder); len(entries) != 1 {
			t.Errorf("%s left %v", name, entries)
		}
	}
	if err := reports.Replace(context.Background(), path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "new" {
		t.Errorf("%q", b)
	}
	missing := filepath.Join(folder, "nowhere", "report.pdf")
	if err := reports.Replace(context.Background(), missing, func(io.Writer) error { return nil }); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("missing folder: %v", err)
	}
}

// TestReplace_killedLeavesNothingForLong kills a program that writes a file
// about someone. The next file written there, or the next start, removes what
// it left; what a program still writes stays.
func TestReplace_killedLeavesNothingForLong(t *testing.T) {
	folder := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=TestReplaceChild$") // this test binary
	child.Env = append(os.Environ(), "WAYMARK_REPLACE_IN="+folder)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "writing" {
			reports.RemoveUnfinished(folder)
			if left, _ := os.ReadDir(folder); len(left) != 1 {
				t.Errorf("what is being written is gone: %v", left)
			}
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait()
	if err := reports.Replace(context.Background(), filepath.Join(folder, "other.pdf"), func(io.Writer) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 1 || left[0].Name() != "other.pdf" {
		t.Errorf("left behind: %v", left)
	}
}

// TestReplaceChild is the program that is killed.
func TestReplaceChild(t *testing.T) {
	folder := os.Getenv("WAYMARK_REPLACE_IN")
	if folder == "" {
		t.Skip("only runs as the child of another test")
	}
	_ = reports.ReplacePrivate(context.Background(), filepath.Join(folder, "sheet.pdf"), func(w io.Writer) error {
		_, _ = io.WriteString(w, "Mrs Pett")
		_, _ = os.Stdout.WriteString("writing\n")
		select {}
	})
}
