package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/reports"
)

// table is a range of a sheet that can be sorted and filtered.
type table struct {
	first, last int // rows: the headings, and the last one
	headings    []string
}

// xml is the table as a part of the workbook.
func (t *table) xml(number int) string {
	var b strings.Builder
	area := fmt.Sprintf("A%d:%s%d", t.first, column(len(t.headings)), t.last)
	fmt.Fprintf(&b, `<table xmlns="%s" id="%d" name="Table%d" displayName="Table%d" ref="%s" totalsRowShown="0"><autoFilter ref="%s"/><tableColumns count="%d">`,
		cells, number, number, number, area, area, len(t.headings))
	for i, h := range t.headings {
		fmt.Fprintf(&b, `<tableColumn id="%d" name="%s"/>`, i+1, escape(escaped.ReplaceAllString(h, "_x005F_$1")))
	}
	b.WriteString(`</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>`)
	return b.String()
}

// open writes the headings of a table. They are the names of its columns, so
// no two may be the same, whatever their case, and none may be empty.
// Those but the first stand over numbers.
func (p *page) open(headings ...string) { p.openWith(p.style.over, headings...) }

// openWith writes the headings but the first in a style.
func (p *page) openWith(style int, headings ...string) {
	taken := map[string]bool{}
	row := make([]any, len(headings))
	for i, h := range headings {
		h = heading(h)
		name := h
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s (%d)", h, n)
		}
		taken[strings.ToLower(name)] = true
		headings[i], row[i] = name, text(name, style)
	}
	row[0] = text(headings[0], p.style.head)
	p.tables = append(p.tables, table{first: p.next(), headings: headings})
	p.add(row...)
	const button = 2 // of the filter, in characters
	lines := 1
	for i, h := range headings {
		lines = max(lines, linesIn(h, p.widths[i]-button))
	}
	p.rows[len(p.rows)-1].height = linePoints * float64(lines)
}

// heading is a text as the name of a column: one line of at most 200 letters.
func heading(s string) string {
	const most = 200
	s = strings.Join(strings.Fields(bare(s)), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	if s == "" {
		return "–"
	}
	return s
}

// shut ends the table that was opened last. One without a row is none.
func (p *page) shut() {
	t := &p.tables[len(p.tables)-1]
	if t.last = p.next() - 1; t.last == t.first {
		p.tables = p.tables[:len(p.tables)-1]
	}
}

// count is n of a cell as it may be shown.
func (p *page) count(c reports.Cell) any {
	if c.Hidden {
		return text(c.Text(), p.style.hidden)
	}
	return number(c.N, p.style.count)
}

// share is the part of the whole that a cell is, nothing without a whole.
func (p *page) share(c reports.Cell) any {
	if s, ok := c.Share(); ok {
		return number(rounded(100*s)/100, p.style.percent)
	}
	return nil
}

// whole is what a cell is a part of, nothing where there is none.
func (p *page) whole(c reports.Cell) any {
	if c.Of <= 0 || c.Hidden {
		return nil
	}
	return number(c.Of, p.style.count)
}

// breakdown writes one table with its totals below, labels and numbers of more
// totals in turn, and its chart beside it.
func (p *page) breakdown(t *reports.Table, more ...any) {
	drawn := worthDrawing(t)
	height := 5*linePoints + float64(len(t.Rows)+3)*linePoints
	if drawn {
		height = max(height, 3*linePoints+pointsOf(barsHeight(len(t.Rows))))
	}
	p.keep(height)
	p.heading(t.Finding, titled(t.Title, t.Note))
	first := p.next()
	whole := "Of (n)"
	if t.Overlaps {
		whole = "Of (N)"
	}
	headings := []string{t.Heading, "Count", whole, "%"}
	short := drawn && longNames(t)
	if short {
		headings = append(headings, "In the chart")
	}
	p.open(headings...)
	for _, r := range t.Rows {
		line := []any{text(r.Label, p.style.text), p.count(r.Cell), p.whole(r.Cell), p.share(r.Cell)}
		if short {
			line = append(line, text(shortened(r.Label), p.style.plain))
		}
		p.add(line...)
	}
	p.shut()
	p.totals(t)
	for i := 0; i+1 < len(more); i += 2 {
		p.add(more[i], more[i+1])
	}
	if drawn {
		p.bars(t, first, len(headings))
	}
	p.gap(2)
}

// totals writes what the rows are held against, apart from the table, so that
// sorting leaves them where they are.
func (p *page) totals(t *reports.Table) {
	line := func(label string, c reports.Cell) {
		p.add(text(label, p.style.strong), p.count(c))
	}
	inRow := slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return len(r.Parts) > 0 })
	if t.Together.N > 0 && !inRow {
		line("Hidden rows together", t.Together)
	}
	if !t.Overlaps && t.Row("not_recorded") != nil {
		line("Recorded (n)", t.Recorded)
	}
	line("All "+t.Unit+" (N)", t.N)
}

// matrix writes a table of several counts a row. A column of which cells have
// a whole is followed by one of percentages.
func (p *page) matrix(m *reports.Matrix) {
	p.keep(float64(len(m.Rows)+6) * linePoints)
	p.heading(m.Finding, titled(m.Title, m.Note))
	headings, shares := []string{m.Heading}, make([]bool, len(m.Columns))
	for i, name := range m.Columns {
		headings = append(headings, name)
		if shares[i] = hasShares(m, i); shares[i] {
			headings = append(headings, name+" %")
		}
	}
	first := p.next()
	p.open(headings...)
	for _, r := range m.Rows {
		line := []any{text(r.Label, p.style.text)}
		for i, c := range r.Cells {
			line = append(line, p.count(c))
			if shares[i] {
				line = append(line, p.share(c))
			}
		}
		p.add(line...)
	}
	p.shut()
	if m.Key == "bands" && shownCells(m) > 1 {
		p.bands(m, first, shares)
	}
	p.gap(2)
}

// hasShares reports whether a column has percentages.
func hasShares(m *reports.Matrix, column int) bool {
	for _, r := range m.Rows {
		if r.Cells[column].Of > 0 {
			return true
		}
	}
	return false
}

func shownCells(m *reports.Matrix) int {
	n := 0
	for _, r := range m.Rows {
		for _, c := range r.Cells {
			if !c.Hidden && c.N > 0 {
				n++
			}
		}
	}
	return n
}

// titled is a note behind the title of its table.
func titled(title, note string) string { return strings.TrimSpace(title + ". " + note) }

// printed is a figure that the report gives as text: a number where it is one.
func (p *page) printed(s string) any {
	if n, err := strconv.Atoi(strings.ReplaceAll(s, ",", "")); err == nil && data.Count(n) == s {
		return number(n, p.style.count)
	}
	return text(s, p.style.hidden)
}

// value is a measured number, as exact as the JSON has it, or a dash.
func (p *page) value(v *float64, style int) any {
	if v == nil {
		return text("–", p.style.hidden)
	}
	return number(rounded(*v), style)
}
