package interchange

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/answers"
)

// from1904 writes a workbook that counts its days from 1904, with plain numbers.
func from1904(t *testing.T, rows ...[]any) string {
	t.Helper()
	b := excelize.NewFile()
	defer b.Close()
	yes := true
	if err := b.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := b.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := b.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// 43951 days from 1904 are 1 May 2024; from 1900 they would be 30 April 2020.
func TestPlainNumbersOfAWorkbookFrom1904(t *testing.T) {
	path := from1904(t, []any{"Name", "Postcode", "Last checked"}, []any{"Lunch club", "LS1 4AP", 43951}, []any{"Walkers", "LS1 4AP", 43952})
	f, err := Open(t.Context(), path, Options{Today: data.MustDate("2026-11-29")})
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range f.Entries(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.At.Row == 2 && (e.Service.LastChecked.String() != "2024-05-01" || len(e.Doubts) != 1 || !strings.Contains(e.Doubts[0].Sentence, "counts its days from 1904")) {
			t.Errorf("checked %s, doubts %v", e.Service.LastChecked, e.Doubts)
		}
	}
	head := []any{"Ref", "Date"}
	row := []any{"R1", 43951}
	for item := range 7 {
		head, row = append(head, "swemwbs"+string(rune('1'+item))), append(row, 3)
	}
	c := instrument.Standard()
	d, _ := c.ByID("swemwbs")
	l, err := answers.Open(t.Context(), from1904(t, head, row), answers.Options{Catalogue: c, Definition: d, Today: data.MustDate("2026-11-29")})
	if err != nil {
		t.Fatal(err)
	}
	for s, err := range l.Sets(t.Context()) {
		if err != nil || s.AnsweredOn.String() != "2024-05-01" {
			t.Errorf("answered on %s, %v", s.AnsweredOn, err)
		}
	}
	if !strings.Contains(strings.Join(l.Questions, " "), "counts its days from 1904") {
		t.Errorf("asks %q", l.Questions)
	}
}
