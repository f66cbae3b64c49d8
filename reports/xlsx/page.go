package xlsx

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// page is one sheet as it is to be: its rows first, then what lies over them.
type page struct {
	*book
	name    string
	widths  []float64 // of the columns from A, in characters; all columns of the page
	rows    []row
	tables  []table
	charts  []chart
	breaks  []int // rows that begin a new printed page
	top     int   // rows at the top that stay where they are
	started int   // the row that the last printed page begins with
	// scores are the rows of a last table, which may be too many to be held as
	// rows, too.
	scores []reports.Line
	out    *excelize.StreamWriter
}

// row is one line of a sheet.
type row struct {
	cells  []any
	height float64 // in points; 0 is the usual
	across bool    // its first cell runs over all columns
}

const (
	linePoints = 15.0 // a line of text of the usual size
	mostPoints = 409.0
)

// points is how high the row is.
func (r *row) points() float64 { return max(r.height, linePoints) }

// next is the number of the row to come, from 1.
func (p *page) next() int { return len(p.rows) + 1 }

// text is a cell that is text, whatever it begins with.
func text(s string, style int) excelize.Cell { return excelize.Cell{StyleID: style, Value: clean(s)} }

// number is a cell that is a number: an int or a float64.
func number(v any, style int) excelize.Cell { return excelize.Cell{StyleID: style, Value: v} }

// add writes a row, tall enough for its texts in the columns they are in: a
// program that opens the workbook may not do so itself.
func (p *page) add(cells ...any) {
	lines := 1
	for i, c := range cells {
		if cell, ok := c.(excelize.Cell); ok && cell.StyleID != p.style.plain && i < len(p.widths) {
			if s, ok := cell.Value.(string); ok {
				lines = max(lines, linesIn(s, p.widths[i]))
			}
		}
	}
	r := row{cells: cells}
	if lines > 1 {
		r.height = min(linePoints*float64(lines), mostPoints)
	}
	p.rows = append(p.rows, r)
}

// linesIn is how many lines a text takes in a column so many characters wide.
func linesIn(s string, width float64) int {
	lines := 0
	for _, line := range strings.Split(s, "\n") {
		lines += max(1, int(math.Ceil(1.05*float64(utf8.RuneCountInString(line))/width)))
	}
	return lines
}

// gap leaves rows empty.
func (p *page) gap(n int) {
	for range n {
		p.rows = append(p.rows, row{})
	}
}

// banner writes over all columns, in letters so many times as large as those
// that widths are counted in.
func (p *page) banner(s string, style int, large float64) {
	height := math.Ceil(linePoints*large) * float64(linesIn(s, p.width()/large))
	p.rows = append(p.rows, row{[]any{text(s, style)}, min(height, mostPoints), true})
}

// note writes a paragraph in small letters over all columns.
func (p *page) note(s string) {
	if s != "" {
		p.banner(s, p.style.note, 1)
	}
}

// heading states a finding, with a note below it.
func (p *page) heading(finding, note string) {
	p.banner(finding, p.style.title, 1.35)
	p.note(note)
}

// width is of all columns, in characters.
func (p *page) width() float64 {
	w := 0.0
	for _, v := range p.widths {
		w += v
	}
	return w
}

// column is the letter of a column, counted from 1.
func column(n int) string {
	s, err := excelize.ColumnNumberToName(n)
	if err != nil { // a sheet has 16,384 of them; a report cannot need so many
		return "XFD"
	}
	return s
}

// at is the name of a cell, such as "B7".
func at(col, row int) string { return column(col) + strconv.Itoa(row) }

// keep begins a new printed page where what follows, so many points high,
// would be cut in two.
func (p *page) keep(height float64) {
	if p.next() <= p.top+2 {
		return
	}
	used := 0.0
	for i := p.started; i < len(p.rows); i++ {
		used += p.rows[i].points()
	}
	if used+height <= p.paper() {
		return
	}
	p.breaks = append(p.breaks, p.next())
	p.started = len(p.rows)
}

// paper is how much of the sheet a printed page holds, in points: landscape
// A4 at the scale that the columns ask for.
func (p *page) paper() float64 {
	const wide, tall, character = 740.0, 500.0, 5.6
	return tall * max(1, p.width()*character/wide)
}

// prepare makes the sheet, but for its rows.
func (p *page) prepare() (err error) {
	yes, line := true, linePoints // have to be known before the first row
	if err := p.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &yes, DefaultRowHeight: &line, CustomHeight: &yes}); err != nil {
		return err
	}
	if p.out, err = p.file.NewStreamWriter(p.name); err != nil {
		return err
	}
	if err := p.setWidths(p.out); err != nil {
		return err
	}
	if err := p.freeze(p.out); err != nil {
		return err
	}
	return p.setUp()
}

// fill writes the rows. It touches nothing but this sheet, so that sheets can
// be filled side by side.
func (p *page) fill(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for i := range p.rows {
		if err := p.writeRow(p.out, i+1, &p.rows[i]); err != nil {
			return err
		}
	}
	for _, r := range p.breaks {
		if err := p.out.InsertPageBreak(at(1, r)); err != nil {
			return err
		}
	}
	return p.writeScores(ctx, p.out)
}

// setWidths sets those of columns that are alike at once, from the right,
// because excelize puts what is set last first, and the order matters.
func (p *page) setWidths(w *excelize.StreamWriter) error {
	for last := len(p.widths); last > 0; {
		first := last
		for first > 1 && p.widths[first-2] == p.widths[last-1] {
			first--
		}
		if err := w.SetColWidth(first, last, p.widths[last-1]); err != nil {
			return err
		}
		last = first - 1
	}
	return nil
}

func (p *page) writeRow(w *excelize.StreamWriter, number int, r *row) error {
	if len(r.cells) == 0 {
		return nil
	}
	first := at(1, number)
	if err := w.SetRow(first, r.cells, excelize.RowOpts{Height: r.height}); err != nil {
		return err
	}
	if !r.across || len(p.widths) < 2 {
		return nil
	}
	return w.MergeCell(first, at(len(p.widths), number))
}

// freeze keeps the top in view: the headings of the only table on the sheet,
// else the lines that say what the sheet is.
func (p *page) freeze(w *excelize.StreamWriter) error {
	if len(p.tables) == 1 && len(p.charts) <= 1 && p.tables[0].first <= p.top+4 {
		p.top = p.tables[0].first
	}
	below := at(1, p.top+1)
	return w.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: p.top, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
}

// setUp makes the sheet fit to be printed: landscape A4, as wide as one page,
// what is frozen on the screen on every page.
func (p *page) setUp() error {
	paper, wide, tall, landscape := 9, 1, 0, "landscape"
	f := p.file
	if err := f.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall,
	}); err != nil {
		return err
	}
	margin, edge := 0.5, 0.6
	if err := f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &edge}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"}); err != nil {
		return err
	}
	sheet := "'" + strings.ReplaceAll(p.name, "'", "''") + "'!"
	area := fmt.Sprintf("%s$A$1:$%s$%d", sheet, column(len(p.widths)), len(p.rows)+len(p.scores))
	if err := p.define("_xlnm.Print_Area", area); err != nil {
		return err
	}
	return p.define("_xlnm.Print_Titles", fmt.Sprintf("%s$%d:$%d", sheet, max(1, p.firstTitle()), p.top))
}

// firstTitle is the first of the rows to print on every page: the headings
// alone where they are frozen.
func (p *page) firstTitle() int {
	if len(p.tables) == 1 && p.tables[0].first == p.top {
		return p.top
	}
	return 1
}

// define sets a name of Excel's own for a range of the sheet.
func (p *page) define(name, refers string) error {
	return p.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers, Scope: p.name})
}
