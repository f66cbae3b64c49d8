package reports_test

import (
	"context"
	"errors"
	"io"
	"os"
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
		"fails half-way":     {context.Background(), func(w io.Writer) error { _, _ = io.WriteString(w, "ne"); return full }, full},
		"cancelled half-way": {cancelled, func(w io.Writer) error { cancel(); _, err := io.WriteString(w, "new"); return err }, context.Canceled},
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
