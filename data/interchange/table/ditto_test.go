package table

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// “As above” was taken for the name of a service, and for who referred someone.
func TestFile_cellsThatStandForTheOneAbove(t *testing.T) {
	look := func(text string) (*File, []Row) {
		t.Helper()
		path := filepath.Join(t.TempDir(), "list.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Look(path, Overrule{})
		if err != nil {
			t.Fatal(err)
		}
		var rows []Row
		for row, err := range f.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, row)
		}
		return f, rows
	}
	f, rows := look("Name,Address,Phone\nLunch club,1 High St,0113 496 0101\nTea dance,\"\"\"\",0113 496 0102\n(as above),Do.,〃\nDitto Choir,,\nWalks,ditto,-\n")
	want := []string{"Lunch club|1 High St|0113 496 0101", "Tea dance|1 High St|0113 496 0102", "Tea dance|1 High St|0113 496 0102", "Ditto Choir||", "Walks||-"}
	for i, row := range rows {
		if got := strings.Join(row.Cells, "|"); got != want[i] || (row.Doubt != "") != (i == 4) { // the last has nothing above
			t.Errorf("row %d: %q, want %q (%s)", row.Line, got, want[i], row.Doubt)
		}
	}
	if !strings.Contains(strings.Join(f.Questions, " "), "were read as the cell above") {
		t.Errorf("asked is %q", f.Questions)
	}

	var long strings.Builder
	long.WriteString("Name,Address\n")
	for n := range 60 {
		fmt.Fprintf(&long, "Club %d,%d High St\n", n, n)
	}
	f, rows = look(long.String() + "Choir,as above\n")
	if last := rows[60]; len(f.Questions) > 0 || last.Cells[1] != "59 High St" || last.Doubt == "" {
		t.Errorf("%q in row %d, %q; asked is %q", last.Cells, last.Line, last.Doubt, f.Questions)
	}
}
