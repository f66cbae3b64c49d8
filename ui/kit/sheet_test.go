package kit_test

import (
	"strings"
	"testing"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestSheetShowsRaggedRowsAndStaysSmall(t *testing.T) {
	s := kit.NewSheet()
	kittest.Window(t, 300, 200, s)
	least := s.MinSize()
	s.Set([]string{"Name", "Phone"}, [][]string{{"Choir"}, {strings.Repeat("Walking football ", 30), "01843", "beyond"}})
	for _, c := range []struct {
		row, column int
		want        string
	}{{0, 1, "Phone"}, {1, 0, "Choir"}, {1, 1, ""}, {2, 2, "beyond"}, {9, 0, ""}, {0, -1, ""}} {
		if got := s.Cell(c.row, c.column); got != c.want {
			t.Errorf("row %d, column %d: %q, want %q", c.row, c.column, got, c.want)
		}
	}
	if s.MinSize() != least {
		t.Errorf("with long cells it needs %v", s.MinSize())
	}
	s.Set(nil, nil)
	if s.Cell(0, 0) != "" {
		t.Error("an empty sheet has a cell")
	}
}
