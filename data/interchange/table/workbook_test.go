package table

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/data"
)

// book writes a workbook with what fill puts in.
func book(t *testing.T, fill func(b *excelize.File), o ...excelize.Options) string {
	t.Helper()
	b := excelize.NewFile()
	defer b.Close()
	fill(b)
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if err := b.SaveAs(path, o...); err != nil {
		t.Fatal(err)
	}
	return path
}

func put(t *testing.T, b *excelize.File, sheet, at string, values ...any) {
	t.Helper()
	if err := b.SetSheetRow(sheet, at, &values); err != nil {
		t.Fatal(err)
	}
}

func format(t *testing.T, b *excelize.File, cell string, s excelize.Style) {
	t.Helper()
	id, err := b.NewStyle(&s)
	if err == nil {
		err = b.SetCellStyle("Sheet1", cell, cell, id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWorkbook(t *testing.T) {
	custom := func(code string) excelize.Style { return excelize.Style{CustomNumFmt: &code} }
	day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Our list")
		put(t, b, "Sheet1", "A3", "Name", "Phone", "Checked", "Seen", "Opens", "Cost", "Mobile", "Free")
		put(t, b, "Sheet1", "A4", "Mind", 1134960000, day, day.Add(14*time.Hour+30*time.Minute), 0.4375, 2.5, 7700900123.0, true)
		put(t, b, "Sheet1", "A6", "'=1", "0113 496 0000", "May 2024", nil, nil, nil, 447700900123, "#REF!")
		put(t, b, "Sheet1", "A7", "Scope", nil, nil, nil, nil, nil, nil, nil, "beyond")
		format(t, b, "B4", custom("00000 000000"))
		format(t, b, "C4", custom(`[$-809]ddd d mmmm yyyy;@`))
		format(t, b, "D4", excelize.Style{NumFmt: 22})
		format(t, b, "E4", custom(`h:mm "o'clock daily"`))
		format(t, b, "F4", custom(`"£"#,##0.00`))
		format(t, b, "G4", excelize.Style{NumFmt: 11})
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "dialect", f.Dialect, Dialect{Sheet: "Sheet1", HeaderRow: 3})
	expect(t, "header", strings.Join(f.Header, "|"), "Name|Phone|Checked|Seen|Opens|Cost|Mobile|Free")
	rows := all(t, f)
	expect(t, "row", rows[0], Row{Line: 4, Cells: []string{"Mind", "01134 960000", "2024-05-01", "2024-05-01 14:30", "10:30", "£2.50", "7700900123", "TRUE"}})
	expect(t, "text", rows[1].Cells, []string{"'=1", "0113 496 0000", "May 2024", "", "", "", "447700900123", "#REF!"})
	expect(t, "line under a blank one", rows[1].Line, 6)
	if !strings.Contains(rows[1].Doubt, "Excel error") || !strings.Contains(rows[2].Doubt, "9 cells") {
		t.Errorf("doubts %q, %q", rows[1].Doubt, rows[2].Doubt)
	}
	expect(t, "kept", rows[2].Cells[8], "beyond")
	expect(t, "sample", f.Sample, rows)
}

func TestSheetWithMostData(t *testing.T) {
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Read me")
		for _, name := range []string{"List", "Hidden"} {
			if _, err := b.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			put(t, b, name, "A1", "Name", "Phone")
			put(t, b, name, "A2", "Mind", "1")
		}
		put(t, b, "Hidden", "A3", "Scope", "2")
		if err := b.SetSheetVisible("Hidden", false); err != nil {
			t.Fatal(err)
		}
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "sheet", f.Dialect.Sheet, "List")
	expect(t, "sheets", f.Sheets, []string{"Sheet1", "List", "Hidden"})
	if f, err = Look(path, Overrule{Sheet: "Hidden"}); err != nil {
		t.Fatal(err)
	}
	expect(t, "rows of the sheet asked for", len(all(t, f)), 2)
	if _, err = Look(path, Overrule{Sheet: "Nowhere"}); data.CodeOf(err) != data.CodeInvalid {
		t.Error(err)
	}
}

func TestWorkbook_mergedCells(t *testing.T) {
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Directory of everything")
		put(t, b, "Sheet1", "A2", "Name", "Contact", nil, "Address")
		put(t, b, "Sheet1", "A3", nil, "Phone", "Email", nil, nil, "Town")
		put(t, b, "Sheet1", "A4", "Mind", "1", "a@x.org", "1 High St", "Floor 2", "Leeds")
		put(t, b, "Sheet1", "A5", nil, "2", "b@x.org", "2 High St", nil, "Leeds")
		put(t, b, "Sheet1", "A6", "Scope", "3", "see our web site", nil, nil, "York")
		for _, m := range [][2]string{{"A1", "F1"}, {"A2", "A3"}, {"B2", "C2"}, {"D2", "E3"}, {"A4", "A5"}, {"D5", "E5"}} {
			if err := b.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "header", strings.Join(f.Header, "|"), "Name|Phone|Email|Address|Address (2)|Town")
	rows := all(t, f)
	expect(t, "one name beside two rows", rows[1].Cells, []string{"Mind", "2", "b@x.org", "2 High St", "", "Leeds"})
	expect(t, "no merge", rows[2].Cells, []string{"Scope", "3", "see our web site", "", "", "York"})
}

// “Do not ring before 12” stood in a comment, and a name was crossed out. Both were
// read as if they were not there.
func TestWorkbook_whatIsCrossedOutOrCommentedIsSaid(t *testing.T) {
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Name", "Phone", "Notes")
		put(t, b, "Sheet1", "A2", "Ann Lee", "0113 496 0000", "Likes walks")
		put(t, b, "Sheet1", "A3", "Bob Kay", "0113 496 0001", "Left")
		put(t, b, "Sheet1", "A4", "Cy Dow", "0113 496 0002", "Likes tea")
		format(t, b, "A3", excelize.Style{Font: &excelize.Font{Strike: true}})
		format(t, b, "A4", excelize.Style{Font: &excelize.Font{Bold: true}})
		if err := b.AddComment("Sheet1", excelize.Comment{Cell: "B2", Author: "Sara", Text: "Do not ring before 12"}); err != nil {
			t.Fatal(err)
		}
		if _, err := b.NewSheet("Other"); err != nil {
			t.Fatal(err)
		}
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	var doubts []string
	for _, row := range all(t, f) {
		doubts = append(doubts, row.Doubt)
	}
	if len(doubts) != 3 || !strings.Contains(doubts[0], "comment") || strings.Contains(doubts[0], "ring") || !strings.Contains(doubts[1], "crossed out") || doubts[2] != "" {
		t.Errorf("it says %q", doubts)
	}
}

func TestWorkbookHeadersThatDoNotFit(t *testing.T) {
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Name", "Town")
		for _, at := range []string{"A2", "A3", "A4", "A5"} {
			put(t, b, "Sheet1", at, 7, "Mind", "Leeds")
		}
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "header", f.Header, []string{"Name", "Town", "Column 3"})
	if len(f.Questions) != 1 || !strings.Contains(f.Questions[0], "nearly all rows beneath have 3") {
		t.Errorf("%q", f.Questions)
	}
}

func TestWorkbooksThatCannotBeRead(t *testing.T) {
	locked := book(t, func(b *excelize.File) { put(t, b, "Sheet1", "A1", "Name") }, excelize.Options{Password: "secret"})
	empty := book(t, func(*excelize.File) {})
	whole := book(t, func(b *excelize.File) { put(t, b, "Sheet1", "A1", "Name", "Town") })
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	half := write(t, "half.xlsx", content[:len(content)/2])
	packed := func(names ...string) string {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, n := range names {
			if _, err := z.Create(n); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return write(t, "packed.xlsx", b.Bytes())
	}
	for path, part := range map[string]string{
		locked: "password", empty: "nothing in this file", half: "damaged",
		packed("list.csv"): "zip", packed("word/document.xml"): "Word", packed("xl/workbook.bin"): ".xlsb",
		packed("mimetype", "content.xml"): "OpenDocument", packed("xl/workbook.xml"): "damaged", packed("Index/Document.iwa"): "Numbers",
	} {
		if _, err := Look(path, Overrule{}); data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), part) {
			t.Errorf("%s: %v", part, err)
		}
	}
}

func TestWorkbook_stopsWhenCancelled(t *testing.T) {
	path := book(t, func(b *excelize.File) {
		put(t, b, "Sheet1", "A1", "Name", "Town")
		put(t, b, "Sheet1", "A2", "Mind", "Leeds")
		put(t, b, "Sheet1", "A3", "Scope", "York")
	})
	f, err := Look(path, Overrule{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range f.Rows(ctx) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Error(last)
	}
}
