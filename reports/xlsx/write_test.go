package xlsx_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/fixture"
	"waymark/reports/xlsx"
)

func build(t *testing.T, f *data.Figures, service string) *reports.Report {
	t.Helper()
	r, err := reports.Build(f, reports.Options{ServiceName: service, AsAt: fixture.AsAt})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written writes a report and opens the workbook again.
func written(t *testing.T, r *reports.Report) *excelize.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.xlsx")
	last := -1.0
	if err := xlsx.Write(context.Background(), path, r, func(p float64) {
		if p < last || p > 1 {
			t.Errorf("progress %v after %v", p, last)
		}
		last = p
	}); err != nil {
		t.Fatal(err)
	}
	if last != 1 {
		t.Errorf("progress ended at %v", last)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// cells reads a sheet as it is stored, without number formats.
func cells(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

var sheetOf = map[string]string{
	"reasons": "Reasons", "further_reasons": "Reasons", "needs_found": "Reasons", "sex": "Sex", "age_bands": "Age",
	"surgeries": "Surgeries", "sources": "Sources", "by_kind": "Contacts", "by_outcome": "Contacts",
	"people": "Offers and services", "by_decision": "Offers and services", "prescriptions": "Offers and services",
	"gaps": "Gaps", "follow_ups": "Follow-ups", "by_mode": "Wellbeing",
}

// Every figure of every table reads back as a number, beside its label, under
// its finding.
func TestEveryFigureReadsBack(t *testing.T) {
	for name, figures := range map[string]*data.Figures{
		"pilot": fixture.Pilot(), "nobody": fixture.Nobody(), "one": fixture.One(), "awkward": fixture.Awkward(),
	} {
		t.Run(name, func(t *testing.T) {
			r := build(t, figures, "Thanet")
			f := written(t, r)
			for _, table := range r.Tables() {
				rows := cells(t, f, sheetOf[table.Key])
				start := -1
				for i, row := range rows {
					if len(row) > 0 && row[0] == table.Finding && len(rows) > i+1 && len(rows[i+1]) > 0 && rows[i+1][0] == table.Note {
						start = i + 4
					}
				}
				if start < 0 {
					t.Errorf("%s: %q is not there", table.Key, table.Finding)
					continue
				}
				for i, want := range table.Rows {
					checkRow(t, table.Key, rows[start+i], want)
				}
			}
		})
	}
}

func checkRow(t *testing.T, table string, row []string, want reports.Row) {
	t.Helper()
	if row[0] != want.Label || row[1] != strconv.Itoa(want.Cell.N) {
		t.Errorf("%s: %q, want %q %d", table, row, want.Label, want.Cell.N)
	}
	share, ok := want.Cell.Share()
	if !ok {
		if len(row) > 3 && row[3] != "" {
			t.Errorf("%s: %q has a percentage", table, row)
		}
		return
	}
	if got, err := strconv.ParseFloat(row[3], 64); err != nil || math.Abs(got-share) > 1e-12 {
		t.Errorf("%s: %q, want share %v", table, row, share)
	}
}

func TestWellbeingReadsBack(t *testing.T) {
	r := build(t, fixture.Pilot(), "Thanet")
	f := written(t, r)
	o := r.Outcomes[0]
	want := map[string]float64{
		"First, same people": 32, "Follow-up, same people": 44, "Population: Health Survey for England 2011, adults": 51.6,
		"Complete first questionnaire, people": 60, "Complete follow-up, people": 42, "Both: pairs": 40,
		"Mean change, same people": 12, "Standard deviation of the change": *o.ChangeSD,
		"Median, first": o.Paired.MedianBefore, "Median, follow-up": o.Paired.MedianAfter,
		"Standard deviation, first": *o.Paired.SDBefore, "Standard deviation, follow-up": *o.Paired.SDAfter,
		"Mean change: 95 % interval from": o.Paired.Test.Low, "Mean change: 95 % interval to": o.Paired.Test.High,
		"Paired t": o.Paired.Test.T, "Degrees of freedom": 39, "p, two-sided": o.Paired.Test.P, "d_z": o.Paired.Test.DZ,
		"Rose by 3 points or more": 32, "of whom by 8 points or more": 24, "Stayed within 2 points": 8, "Fell by 3 points or more": 0,
	}
	for _, row := range cells(t, f, "Wellbeing") {
		if len(row) < 2 {
			continue
		}
		if v, ok := want[row[0]]; ok {
			if got, err := strconv.ParseFloat(row[1], 64); err != nil || math.Abs(got-v) > 1e-12 {
				t.Errorf("%s: %q, want %v", row[0], row[1], v)
			}
			delete(want, row[0])
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// A name that looks like a formula is text, and reads back as typed.
func TestNamesAreText(t *testing.T) {
	f := written(t, build(t, fixture.Awkward(), "=cmd()"))
	seen := map[string]bool{}
	rows := cells(t, f, "Surgeries")
	for i, row := range rows {
		if len(row) == 0 {
			continue
		}
		seen[row[0]] = true
		at := "A" + strconv.Itoa(i+1)
		if formula, err := f.GetCellFormula("Surgeries", at); err != nil || formula != "" {
			t.Errorf("%s is a formula: %q, %v", at, formula, err)
		}
		if kind, err := f.GetCellType("Surgeries", at); err != nil || kind != excelize.CellTypeSharedString {
			t.Errorf("%s is of type %v, %v", at, kind, err)
		}
	}
	for _, name := range []string{"@symes Community Building", "=1+1", "+44 Surgery", "-dash & <ŵ £ ł>", strings.Repeat("Unbreakable", 12)} {
		if !seen[name] {
			t.Errorf("%q does not read back", name)
		}
	}
	if title := cells(t, f, "Summary")[0][0]; title != "=cmd()" {
		t.Errorf("title %q", title)
	}
}

// What XML forbids goes, and a text is cut to what a cell holds.
func TestForbiddenAndEndlessText(t *testing.T) {
	r := build(t, fixture.Pilot(), "x")
	r.Service = "a\x00b\x0bc\uFFFEd ŵ _x000D_ "
	r.Quality = []string{strings.Repeat("é", 40000)}
	f := written(t, r)
	if got := cells(t, f, "Summary")[0][0]; got != "abcd ŵ _x000D_ " {
		t.Errorf("%q", got)
	}
	rows := cells(t, f, "Data quality")
	if got := rows[len(rows)-1][1]; got != strings.Repeat("é", 32767) {
		t.Errorf("%d letters", len([]rune(got)))
	}
}

func TestWorkbookIsSetUp(t *testing.T) {
	r := build(t, fixture.Pilot(), "Thanet")
	f := written(t, r)
	charts := map[string]int{"Reasons": 3, "Sex": 1, "Contacts": 2, "Wellbeing": 2, "Definitions": 0}
	for _, name := range f.GetSheetList() {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit < 1 {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
		tables, err := f.GetTables(name)
		if err != nil || len(tables) == 0 {
			t.Errorf("%s: tables %v, %v", name, tables, err)
		}
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.Size != 9 {
			t.Errorf("%s: layout %+v, %v", name, layout, err)
		}
	}
	for name, want := range charts {
		n := 0
		f.Pkg.Range(func(part, content any) bool {
			if strings.HasPrefix(part.(string), "xl/charts/chart") && strings.Contains(string(content.([]byte)), "&#39;"+name+"&#39;!$A$") {
				n++
			}
			return true
		})
		if n != want {
			t.Errorf("%s has %d charts, want %d", name, n, want)
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "Waymark" || props.Title != "Thanet: report for October 2018 to May 2019" || props.LastModifiedBy != "Waymark" {
		t.Errorf("properties %+v, %v", props, err)
	}
	id, err := f.GetCellStyle("Reasons", "D6")
	if err != nil {
		t.Fatal(err)
	}
	if style, err := f.GetStyle(id); err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != `0.0\ %` {
		t.Errorf("percentages are formatted %+v, %v", style, err)
	}
}

func TestHiddenCountIsNowhere(t *testing.T) {
	r := build(t, fixture.Pilot(), "Thanet")
	row := r.Reasons.Row("k6")
	row.Cell.N, row.Cell.Hidden = 4321987, true
	f := written(t, r)
	hidden := false
	for _, cells := range cells(t, f, "Reasons") {
		for _, c := range cells {
			if strings.Contains(c, "4321987") {
				t.Errorf("%q", cells)
			}
			hidden = hidden || c == "hidden"
		}
	}
	if !hidden {
		t.Error("the row does not say that it is hidden")
	}
}

func TestCancelledLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	err := xlsx.Write(ctx, filepath.Join(folder, "report.xlsx"), build(t, fixture.Pilot(), "x"), func(p float64) {
		if p > 0.3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if entries, _ := os.ReadDir(folder); len(entries) != 0 {
		t.Errorf("left %v", entries)
	}
}
