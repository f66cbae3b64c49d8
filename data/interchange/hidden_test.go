package interchange

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/data/interchange/table"
)

// Rows that a filter hides are what someone sorted out. They were once read like
// the others; now they are left out unless asked for, and count as still there.
func TestFeed_hiddenRowsAreLeftOutAndNotGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list.xlsx")
	book := excelize.NewFile()
	for i, row := range [][]any{{"Name", "Phone"}, {"Group 1", "0113 496 0101"}, {"Group 2", "0113 496 0102"}, {"Old group", "0113 496 0103"}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetRowVisible("Sheet1", 4, false); err != nil {
		t.Fatal(err)
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	for _, wanted := range []bool{false, true} {
		feed, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-29"), Overrule: table.Overrule{Hidden: wanted}})
		if err != nil {
			t.Fatal(err)
		}
		taken, hidden, partial := 0, 0, ""
		for e, err := range feed.Entries(context.Background()) {
			switch {
			case err != nil:
				t.Fatal(err)
			case e.Partial != "":
				partial = e.Partial
			case e.Skip == HiddenRow:
				hidden++
			case e.Skip == "":
				taken++
			}
		}
		if wanted && (taken != 3 || hidden != 0 || partial != "") || !wanted && (taken != 2 || hidden != 1 || partial == "") {
			t.Errorf("wanted %t: %d taken, %d hidden, partial %q", wanted, taken, hidden, partial)
		}
	}
}
