package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"waymark/reports"
)

const (
	chartWidth       = 640  // pixels
	barPixels        = 26   // a bar with its gap
	linePixels       = 20   // a row of the sheet
	titleLine        = 54   // letters of a chart's title in a line
	emu              = 9525 // of the format's units in a pixel
	chartFrom        = 6    // F: the column that charts begin in, or further right beside a wide table
	longestBesideBar = 38   // letters
	chartSpan        = 7    // columns that a chart covers
)

// chart is a native chart over a range of its own sheet. It refers to cells
// and holds no number itself: what a cell hides is in no chart.
type chart struct {
	col, row      int // of the cell at its top left, from 1
	height        int // pixels
	across        bool
	title         []string // the finding, in lines
	subtitle      string   // what is counted
	first, last   int      // rows
	names         int      // the column of what the bars are of
	series        []series
	format        string   // of the numbers beside the bars
	least, most   *float64 // of the axis; nil leaves it to the program
	shownAxis     bool
	legend        bool
	gap, overlaps int
}

// series is one column of numbers. Its name is in the row above the first.
type series struct {
	column int
	colour string
}

// barsHeight is how tall a chart of so many bars is, in pixels.
func barsHeight(bars int) int { return max(200, 100+barPixels*bars) }

// pointsOf is so many pixels in points.
func pointsOf(pixels int) float64 { return float64(pixels) * 0.75 }

// worthDrawing reports whether there are bars to compare.
func worthDrawing(t *reports.Table) bool {
	n := 0
	for _, r := range t.Rows {
		if !r.Cell.Hidden && r.Cell.N > 0 {
			n++
		}
	}
	return n > 1
}

// bars draws the counts of a table with its headings in row head, the first on
// top. A text such as "hidden" has no bar; where there is one, noughts have no
// number, so that no one takes a hidden count for 0.
func (p *page) bars(t *reports.Table, head, columns int) {
	c := chart{
		across: true, height: barsHeight(len(t.Rows)), first: head + 1, last: head + len(t.Rows), names: 1,
		title: broken(t.Finding), subtitle: subtitle(t.Title, t.Unit), series: []series{{2, accent}}, format: "#,##0", gap: 45, least: new(float64),
	}
	if longNames(t) {
		c.names = columns
	}
	if slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return r.Cell.Hidden }) {
		c.format = "#,##0;;;"
	}
	p.draw(c, columns)
}

// longNames reports whether a name is too long to stand beside a bar.
func longNames(t *reports.Table) bool {
	return slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return utf8.RuneCountInString(r.Label) > longestBesideBar })
}

// shortened is a name as it stands beside its bar.
func shortened(s string) string {
	if r := []rune(s); len(r) > longestBesideBar {
		return strings.TrimSpace(string(r[:longestBesideBar-1])) + "…"
	}
	return s
}

// bands draws how many were in each band before and after.
func (p *page) bands(m *reports.Matrix, head int, shares []bool) {
	second := 3
	if shares[0] {
		second = 4
	}
	p.draw(chart{
		names: 1, height: 300, first: head + 1, last: head + len(m.Rows), title: broken(m.Finding), subtitle: subtitle(m.Title, m.Unit),
		series: []series{{2, pale}, {second, accent}}, format: "#,##0;;;", gap: 60, legend: true, least: new(float64),
	}, len(p.tables[len(p.tables)-1].headings))
}

// means draws means beside each other on the scale of the questionnaire.
func (p *page) means(o *reports.Outcome, head, last int) {
	p.draw(chart{
		names: 1, height: 300, first: head + 1, last: last, title: broken(o.Finding), subtitle: fmt.Sprintf("Mean %s, %g to %g", o.ShortName, o.Min, o.Max),
		series: []series{{2, accent}}, format: "0.0", gap: 70, least: &o.Min, most: &o.Max, shownAxis: true,
	}, 4)
}

// draw puts a chart beside the table that was written last, so many columns
// wide, and leaves rows enough for it.
func (p *page) draw(c chart, columns int) {
	c.col, c.row = max(chartFrom, columns+2), c.first-1
	p.charts = append(p.charts, c)
	need := pointsOf(c.height) + linePoints
	for i := c.row - 1; i < len(p.rows); i++ {
		need -= p.rows[i].points()
	}
	for ; need > 0; need -= linePoints {
		p.gap(1)
	}
}

// subtitle names what is counted, unless the title does so.
func subtitle(title, unit string) string {
	if strings.Contains(strings.ToLower(title), unit) {
		return title
	}
	return title + ", " + unit
}

// broken is a title in lines: not every program breaks it by itself.
func broken(s string) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) <= titleLine {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}
