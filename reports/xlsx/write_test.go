package xlsx_test

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
	"waymark/reports/xlsx"
)

func build(t testing.TB, f *data.Figures, o reports.Options) *reports.Report {
	t.Helper()
	if o.ServiceName == "" {
		o.ServiceName = "Thanet"
	}
	o.AsAt = fixture.AsAt
	r, err := reports.Build(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// written writes a report and gives the file's path.
func written(t testing.TB, r *reports.Report) string {
	t.Helper()
	path, last := filepath.Join(t.TempDir(), "report.xlsx"), -1.0
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
	return path
}

func opened(t testing.TB, r *reports.Report) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(written(t, r))
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

// below finds the row that begins with text, and gives those after it.
func below(rows [][]string, text string) [][]string {
	for i, row := range rows {
		if len(row) > 0 && row[0] == text {
			return rows[i+1:]
		}
	}
	return nil
}

func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func fixtures() map[string]*data.Figures {
	return map[string]*data.Figures{
		"pilot": fixture.Pilot(), "no one": fixture.Empty(), "one": fixture.One(), "awkward": fixture.Awkward(),
	}
}

var rules = []disclosure.Rule{{}, disclosure.Default, disclosure.Strict}

// Every figure of every table reads back as a number beside its label, or as
// the word that hides it.
func TestEveryFigureReadsBack(t *testing.T) {
	for name, figures := range fixtures() {
		for _, rule := range rules {
			r := build(t, figures, reports.Options{Rule: rule, Before: fixture.Pilot()})
			f := opened(t, r)
			for _, c := range r.Chapters() {
				sheet := c.Title
				for _, p := range c.Parts {
					switch {
					case p.Outcome != nil:
						sheet = c.Title + " " + p.Outcome.ShortName
					case p.Table != nil:
						checkTable(t, cells(t, f, sheet), p.Table)
					case p.Wait != nil:
						checkTable(t, cells(t, f, sheet), &p.Wait.Table)
					case p.Matrix != nil:
						checkMatrix(t, cells(t, f, sheet), p.Matrix)
					}
				}
			}
			if t.Failed() {
				t.Fatalf("in %s with %+v", name, rule)
			}
		}
	}
}

func checkCell(t *testing.T, where string, row []string, i int, c reports.Cell) {
	t.Helper()
	want := strconv.Itoa(c.N)
	if c.Hidden {
		want = c.Text()
	}
	if cell(row, i) != want {
		t.Errorf("%s: %q at %d, want %s", where, row, i, want)
	}
}

func checkShare(t *testing.T, where string, row []string, i int, c reports.Cell) {
	t.Helper()
	share, ok := c.Share()
	if !ok {
		if cell(row, i) != "" {
			t.Errorf("%s: %q has a percentage", where, row)
		}
		return
	}
	got, err := strconv.ParseFloat(cell(row, i), 64)
	if err != nil || math.Abs(got-share) > 0.0000005 {
		t.Errorf("%s: %q, want share %v", where, row, share)
	}
}

func checkTable(t *testing.T, rows [][]string, table *reports.Table) {
	t.Helper()
	note := strings.TrimSpace(table.Title + ". " + table.Note)
	rows = below(rows, note)
	if len(rows) <= len(table.Rows)+1 {
		t.Errorf("%s: %q is not there", table.Key, note)
		return
	}
	rows = rows[1:]
	for i, want := range table.Rows {
		if cell(rows[i], 0) != want.Label {
			t.Errorf("%s: %q, want %q", table.Key, rows[i], want.Label)
		}
		checkCell(t, table.Key, rows[i], 1, want.Cell)
		checkShare(t, table.Key, rows[i], 3, want.Cell)
	}
	all := rows[len(table.Rows):]
	for len(all) > 0 && !strings.HasPrefix(cell(all[0], 0), "All ") {
		all = all[1:]
	}
	if len(all) == 0 {
		t.Errorf("%s: no N", table.Key)
		return
	}
	checkCell(t, table.Key+", N", all[0], 1, table.N)
}

func checkMatrix(t *testing.T, rows [][]string, m *reports.Matrix) {
	t.Helper()
	rows = below(rows, strings.TrimSpace(m.Title+". "+m.Note))
	if len(rows) < len(m.Rows)+1 {
		t.Errorf("%s: not there", m.Key)
		return
	}
	head := rows[0]
	for i, want := range m.Rows {
		if cell(rows[i+1], 0) != want.Label {
			t.Errorf("%s: %q, want %q", m.Key, rows[i+1], want.Label)
		}
		column := 1
		for j, c := range want.Cells {
			checkCell(t, m.Key, rows[i+1], column, c)
			if column++; cell(head, column) == m.Columns[j]+" %" {
				checkShare(t, m.Key, rows[i+1], column, c)
				column++
			}
		}
	}
}

func TestWhatChangedReadsBack(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{})
	o := &r.Outcomes[0]
	rows := cells(t, opened(t, r), "Change in scores WEMWBS")
	want := map[string]float64{
		"First, people with both scores": 32, "Follow-up, people with both scores": 44, "Published mean: Health Survey for England 2011, adults": 51.6,
		"First questionnaire complete": 60, "Follow-up complete": 42, "Both complete (included)": 40,
		"Went up by 3 points or more": 32, "Changed by 2 points or less": 8, "Went down by 3 points or more": 0,
		"25th percentile": o.Spread.Before[1],
	}
	for _, s := range o.Statistics() {
		want[s.Label] = *s.Value
	}
	for _, row := range rows {
		v, ok := want[cell(row, 0)]
		if !ok {
			continue
		}
		if got, err := strconv.ParseFloat(cell(row, 1), 64); err != nil || math.Abs(got-v) > 0.00005 {
			t.Errorf("%q, want %v", row, v)
		}
		delete(want, row[0])
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	for i := range o.Breakdowns {
		b := &o.Breakdowns[i]
		part := below(below(rows, b.Title), b.Note)
		if len(part) < len(b.Rows)+1 {
			t.Fatalf("%q is not there", b.Title)
		}
		for j, want := range b.Rows {
			if got := part[j+1]; got[0] != want.Label || got[4] != strconv.FormatFloat(math.Round(*want.Change*10000)/10000, 'f', -1, 64) {
				t.Errorf("%s: %q, want %v", b.Title, got, *want.Change)
			}
		}
	}
}

// What stands on the summary: key figures and the period before.
func TestSummary(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{Before: fixture.One()})
	rows := cells(t, opened(t, r), "Summary")
	got := map[string][]string{}
	for _, row := range rows {
		if len(row) > 1 {
			got[row[0]] = row[1:]
		}
	}
	if len(rows) < 10 || !slices.Contains(rows[7], "People seen") || !slices.Contains(rows[7], "69") {
		t.Errorf("people seen %q", rows)
	}
	if v := got["Share of follow-ups done on time"]; cell(v, 0) != "86%" {
		t.Errorf("follow-ups %q", v)
	}
	if v := got["Mean WEMWBS score, first to follow-up"]; cell(v, 0) != "32.0 → 44.0" {
		t.Errorf("wellbeing %q", v)
	}
	if v := got["People seen"]; !slices.Equal(v, []string{"1", "69", "+68"}) {
		t.Errorf("compared %q", v)
	}
}

func TestCancelledLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	err := xlsx.Write(ctx, filepath.Join(folder, "report.xlsx"), build(t, fixture.Pilot(), reports.Options{}), func(p float64) {
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
