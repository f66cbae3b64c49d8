package pdf_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
	"waymark/reports/pdf"
)

// document is one written report as another program reads it: as it is laid
// out, and in the order that it was written.
type document struct {
	t           *testing.T
	name        string
	layout, raw string
}

func read(t *testing.T, name string, r *reports.Report) *document {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := pdf.Write(context.Background(), path, r, nil, nil); err != nil {
		t.Fatal(err)
	}
	inside(t, name, path)
	return &document{t, name, text(t, path), oneLine(poppler(t, "pdftotext", "-raw", path, "-"))}
}

func (d *document) has(what string, parts ...string) {
	d.t.Helper()
	want := oneLine(strings.ReplaceAll(strings.Join(parts, " "), "→", " "))
	if !strings.Contains(d.layout, want) && !strings.Contains(d.raw, want) {
		d.t.Errorf("%s, %s: %q is not there", d.name, what, want)
	}
}

// Every figure of the report is in the text of the document.
func TestEveryFigureIsPrinted(t *testing.T) {
	for name, f := range map[string]func() *data.Figures{"pilot": fixture.Pilot, "one": fixture.One, "no one": fixture.Empty} {
		for rule, label := range map[disclosure.Rule]string{own: "own", safe: "safe", disclosure.Strict: "strict"} {
			r := buildWith(t, f(), reports.Options{ServiceName: "Thanet", AsAt: fixture.AsAt, Rule: rule, Before: fixture.Pilot()})
			d := read(t, name+" "+label, r)
			d.everything(r)
		}
	}
}

func (d *document) everything(r *reports.Report) {
	for _, k := range r.KeyFigures {
		d.has("key figure", k.Value, k.Label)
		d.has("key figure", k.Note)
	}
	for _, c := range r.Chapters() {
		d.has("chapter", c.Title)
	}
	for _, table := range r.Tables() {
		if veiled(tableCells(table)) {
			d.has("not shown", once(table.Title, table.Finding))
			if table.Together.N > 0 {
				d.has("not shown, together", table.Together.Text())
			}
			continue
		}
		d.has("finding", table.Finding)
		if table.N.Some() {
			d.rows(table)
		}
	}
	for _, m := range r.Matrices() {
		if veiled(matrixCells(m)) && !strings.HasPrefix(m.Key, "missing_") {
			d.has("not shown", once(m.Title, m.Finding))
			continue
		}
		d.has("finding", m.Finding)
		d.matrix(m)
	}
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; o.Paired == nil && veiled([]reports.Cell{o.Baselines, o.FollowUps, o.Pairs}) {
			d.has("not shown", once(o.ShortName, o.Finding))
			continue
		}
		d.outcome(&r.Outcomes[i])
	}
	if c := r.Comparison; c != nil {
		for _, row := range c.Rows {
			label := strings.Fields(row.Label)
			d.has("comparison", row.Label)
			d.has("comparison", row.Before, row.Now, row.Change)
			d.has("comparison", label[0])
		}
	}
	for _, term := range r.Definitions {
		if term.Meaning == r.Protection {
			term.Meaning = "See “How to read this report” on page 2."
		}
		d.has("definition", term.Term+".", term.Meaning)
	}
	for _, s := range r.Quality {
		d.has("quality", s)
	}
	d.has("protection", r.Protection)
}

// once is how a part that is not shown is called: by its finding, where that says
// the title again.
func once(title, finding string) string {
	if strings.HasPrefix(finding, title) {
		title = finding
	}
	return strings.TrimSuffix(title, ".") + "."
}

// veiled reports whether cells hide numbers and show none.
func veiled(cells []reports.Cell) bool {
	hidden := 0
	for _, c := range cells {
		if c.Hidden {
			hidden++
		} else if c.N > 0 {
			return false
		}
	}
	return hidden > 0
}

func tableCells(t *reports.Table) []reports.Cell {
	var cells []reports.Cell
	if t.N.Hidden {
		cells = append(cells, t.N)
	}
	for _, row := range t.Rows {
		if len(row.Parts) > 0 {
			row.Cell = reports.Cell{Hidden: true} // says nothing of any of them
		}
		cells = append(cells, row.Cell)
	}
	return cells
}

func matrixCells(m *reports.Matrix) []reports.Cell {
	var cells []reports.Cell
	for _, row := range m.Rows {
		cells = append(cells, row.Cells...)
	}
	return cells
}

func (d *document) rows(t *reports.Table) {
	for _, row := range t.Rows {
		d.has(t.Key, row.Label, row.Cell.Percent(t.Decimals), row.Cell.Text())
	}
}

// short names stand on one line, before their numbers.
const short = 20

func (d *document) matrix(m *reports.Matrix) {
	if m.Key == "bands" {
		for _, row := range m.Rows {
			for i, c := range row.Cells {
				d.has(m.Key, m.Columns[i], c.Percent(0), c.Text())
			}
		}
		return
	}
	for _, row := range m.Rows {
		if !slices.ContainsFunc(row.Cells, func(c reports.Cell) bool { return !c.Hidden }) {
			d.has(m.Key, row.Label) // among those that are too few to show
			continue
		}
		var cells []string
		if len(row.Label) <= short {
			cells = append(cells, row.Label)
		}
		for _, c := range row.Cells {
			cells = append(cells, c.Text(), c.Percent(0))
		}
		if len(m.Columns) <= 13 { // else it is set in blocks
			d.has(m.Key, cells...)
		}
		d.has(m.Key, row.Label)
	}
}

func (d *document) outcome(o *reports.Outcome) {
	d.has(o.Measure, o.Finding)
	d.has(o.Measure, o.Text)
	d.has(o.Measure, "First questionnaire complete", o.Baselines.Text())
	d.has(o.Measure, "Follow-up complete", o.FollowUps.Text())
	d.has(o.Measure, "Both complete (included)", o.Pairs.Text())
	if p := o.Paired; p != nil {
		first, later := &p.MedianBefore, &p.MedianAfter
		if p.Few {
			first, later = nil, nil
		}
		d.has(o.Measure, "First", number(&p.MeanBefore), number(p.SDBefore), number(first))
		d.has(o.Measure, "Follow-up", number(&p.MeanAfter), number(p.SDAfter), number(later))
		d.has(o.Measure, reports.Signed(p.Change), number(p.ChangeSD))
		if p.Test != nil {
			d.has(o.Measure, "Change, 95% CI", reports.Signed(p.Test.Low), "to", reports.Signed(p.Test.High))
		}
	}
	if o.AllBaselinesMean != nil {
		d.has(o.Measure, "All first questionnaires", reports.Score(*o.AllBaselinesMean))
	}
	if o.AllFollowUpsMean != nil {
		d.has(o.Measure, "All follow-ups", reports.Score(*o.AllFollowUpsMean))
	}
	if o.Paired != nil {
		for _, g := range o.Changes {
			d.has(o.Measure, g.Label, g.Cell.Percent(0), g.Cell.Text())
		}
	}
	for _, b := range o.Breakdowns {
		for _, row := range b.Rows {
			d.part(o, &row)
		}
	}
}

func (d *document) part(o *reports.Outcome, row *reports.BreakdownRow) {
	d.has(o.Measure, row.Label)
	if row.Pairs.Hidden {
		return // named among those that are too few to show
	}
	parts := []string{row.Pairs.Text(), number(row.Before), number(row.After)}
	if row.Change != nil {
		parts = append(parts, reports.Signed(*row.Change))
	}
	if row.Low != nil {
		parts = append(parts, "("+reports.Signed(*row.Low), "to", reports.Signed(*row.High)+")")
	}
	d.has(o.Measure, parts...)
}

func number(v *float64) string {
	if v == nil {
		return "–"
	}
	return reports.Score(*v)
}
