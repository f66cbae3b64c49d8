package table

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// In a list of names alone, "=1+1" and "+44 Befriending" were cut at their +: one
// came in as "=1" and the other was skipped.
func TestOneColumnOfNamesIsNotCut(t *testing.T) {
	names := []string{"Café Concert", "O’Brien Court lunch club", "@symes Community Building", "=1+1", "-5 Club", "+44 Befriending"}
	text := "Name"
	for _, n := range names {
		text += "\r\n" + n
	}
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for row, err := range f.Rows(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if len(row.Cells) != 1 || row.Doubt != "" {
			t.Errorf("line %d: %q, doubt %q", row.Line, row.Cells, row.Doubt)
		}
		got = append(got, row.Cells[0])
	}
	for i, n := range names {
		if i >= len(got) || got[i] != n {
			t.Fatalf("read %q, want %q", got, names)
		}
	}
}
