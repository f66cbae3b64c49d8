package xlsx_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

// A name that looks like a formula is text, and reads back as typed.
func TestNamesAreText(t *testing.T) {
	f := opened(t, build(t, fixture.Awkward(), reports.Options{ServiceName: "=cmd()"}))
	const sheet = "Who we supported"
	seen := map[string]bool{}
	for i, row := range cells(t, f, sheet) {
		if cell(row, 0) == "" {
			continue
		}
		seen[row[0]] = true
		at := "A" + strconv.Itoa(i+1)
		if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
			t.Errorf("%s is a formula: %q, %v", at, formula, err)
		}
		if kind, err := f.GetCellType(sheet, at); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%s is of type %v, %v", at, kind, err)
		}
	}
	for _, name := range []string{"@symes Community Building", "=1+1", "+44 Surgery", "-dash & <ŵ £ ł>", strings.Repeat("Unbreakable", 12)} {
		if !seen[name] {
			t.Errorf("%q does not read back", name)
		}
	}
	if !slices.ContainsFunc(cells(t, f, "Summary"), func(row []string) bool { return cell(row, 0) == "=cmd()" }) {
		t.Error("the service's name does not read back")
	}
}

// What XML forbids goes, and a text is cut to what a cell holds.
func TestForbiddenAndEndlessText(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{Rule: disclosure.Default})
	r.Service = "a\x00b\x0bc\uFFFEd ŵ _x000D_ "
	r.Quality = []string{strings.Repeat("é", 40000)}
	f := opened(t, r)
	if got := cells(t, f, "Summary")[1][0]; got != "abcd ŵ _x000D_ " {
		t.Errorf("%q", got)
	}
	rows := cells(t, f, "Data quality")
	if got := rows[len(rows)-1][1]; got != strings.Repeat("é", 32767) {
		t.Errorf("%d letters", len([]rune(got)))
	}
}

// Every sheet of a draft says so before anything else; no sheet of a report that
// is handed over does.
func TestDraftIsMarkedOnEverySheet(t *testing.T) {
	for _, rule := range rules {
		for _, handing := range []*reports.Handing{nil, {Recorded: true, Reader: "Trustees"}} {
			f := opened(t, build(t, fixture.Pilot(), reports.Options{Rule: rule, Scores: true, Handing: handing}))
			for _, sheet := range f.GetSheetList() {
				first := cells(t, f, sheet)[0][0]
				if got := strings.HasPrefix(first, "Draft – not for handing over"); got != (handing == nil) {
					t.Errorf("%+v, %+v, %s: %q", rule, handing, sheet, first)
				}
				if got := strings.Contains(first, "not hidden"); got != (handing == nil && !rule.On()) {
					t.Errorf("%+v, %+v, %s: %q", rule, handing, sheet, first)
				}
			}
		}
	}
}

func TestWorkbookIsSetUp(t *testing.T) {
	r := build(t, fixture.Pilot(), reports.Options{})
	path := written(t, r)
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, name := range f.GetSheetList() {
		panes, err := f.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit < 2 {
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
		if props, err := f.GetSheetProps(name); err != nil || !*props.FitToPage {
			t.Errorf("%s: %+v, %v", name, props, err)
		}
		if !slices.ContainsFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool {
			return d.Scope == name && d.Name == "_xlnm.Print_Area" && strings.HasPrefix(d.RefersTo, "'"+name+"'!$A$1:")
		}) {
			t.Errorf("%s has no print area", name)
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "Waymark" || props.Title != "Thanet: report for October 2018 to May 2019" ||
		props.LastModifiedBy != "Waymark" || props.Created != "2026-04-07T10:31:00Z" || props.Modified != props.Created {
		t.Errorf("properties %+v, %v", props, err)
	}
	checkCharts(t, parts(t, path))
	checkFormats(t, f)
}

// Each chart stands on its own sheet, over its ranges, and says what it finds.
func checkCharts(t *testing.T, all map[string]string) {
	t.Helper()
	want := map[string]int{
		"Who we supported": 4, "Why people came": 5, "What people chose": 5, "What we did": 7, "Change in scores WEMWBS": 4,
	}
	for name, part := range all {
		if !strings.HasPrefix(name, "xl/charts/") {
			continue
		}
		for sheet := range want {
			if strings.Contains(part, "&#39;"+sheet+"&#39;!$A$") {
				want[sheet]--
			}
		}
	}
	for sheet, n := range want {
		if n != 0 {
			t.Errorf("%s: charts differ by %d", sheet, n)
		}
	}
	if !slices.ContainsFunc(slices.Collect(maps(all)), func(part string) bool {
		return strings.Contains(part, "Mean WEMWBS score was 12.0 points higher at follow-up</a:t>")
	}) {
		t.Error("no chart says what changed")
	}
}

func maps(all map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range all {
			if !yield(v) {
				return
			}
		}
	}
}

func checkFormats(t *testing.T, f *excelize.File) {
	t.Helper()
	const sheet = "Who we supported"
	for i, row := range cells(t, f, sheet) {
		if cell(row, 0) != "Female" {
			continue
		}
		for column, want := range map[string]string{"B": "#,##0", "D": `0.0%`} {
			id, err := f.GetCellStyle(sheet, column+strconv.Itoa(i+1))
			if err != nil {
				t.Fatal(err)
			}
			if style, err := f.GetStyle(id); err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != want {
				t.Errorf("%s is formatted %+v, %v", column, style, err)
			}
		}
		return
	}
	t.Error("no row to look at")
}

// Names of sheets are valid and differ, whatever a service calls its scores.
func TestSheet_names(t *testing.T) {
	f := fixture.Pilot()
	one := f.Outcomes[0]
	for _, name := range []string{"Own [a/b]: 'what?' *", strings.Repeat("Very long ", 9) + "1", strings.Repeat("Very long ", 9) + "2", strings.Repeat("😀", 40)} {
		o := one
		o.Measure, o.InstrumentID = name, name
		f.Outcomes = append(f.Outcomes, o)
	}
	r := build(t, f, reports.Options{Scores: true})
	taken := map[string]bool{}
	list := opened(t, r).GetSheetList()
	for _, name := range list {
		if n := len([]rune(name)); n > 31 || taken[strings.ToLower(name)] || strings.ContainsAny(name, `[]:*?/\`) {
			t.Errorf("%q", name)
		}
		taken[strings.ToLower(name)] = true
	}
	if len(list) != 1+4+2*5+2 {
		t.Errorf("%q", list)
	}
}

// A sheet of scores has nothing but scores, and is there only when asked for.
func TestScores(t *testing.T) {
	const sheet = "Paired scores WEMWBS"
	if list := opened(t, build(t, fixture.Pilot(), reports.Options{})).GetSheetList(); slices.Contains(list, sheet) {
		t.Errorf("not asked for: %q", list)
	}
	r := build(t, fixture.Pilot(), reports.Options{Scores: true})
	rows := below(cells(t, opened(t, r), sheet), "No.")
	if len(rows) != 40 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, s := range r.Outcomes[0].Scores {
		want := []string{strconv.Itoa(i + 1), number(s.Before), number(s.After), number(s.After - s.Before)}
		if !slices.Equal(rows[i], want) {
			t.Errorf("%q, want %q", rows[i], want)
		}
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// What was learnt and the stories are text, a paragraph a row.
func TestWords(t *testing.T) {
	f := opened(t, build(t, fixture.Pilot(), reports.Options{
		Learnt: "# Lonely\n\nFew *said* so.\n\n- one\n- two\n\n![A bench](picture:7)",
		Tales:  []data.Tale{{Heading: "A garden", Body: "She went out.\n\nAnd stayed."}, {Body: "“I went back.”", Kind: "quote"}},
	}))
	all := map[string][]string{"What we learned": {"Lonely", "Few said so.", "• one", "• two", "Picture: A bench"}, "Stories": {"A garden", "She went out.", "And stayed.", "“I went back.”"}}
	for sheet, want := range all {
		rows := cells(t, f, sheet)
		for _, s := range want {
			if below(append(rows, nil), s) == nil {
				t.Errorf("%s: %q is not in %q", sheet, s, rows)
			}
		}
	}
}
