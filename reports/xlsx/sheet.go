package xlsx

import (
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// writer fills one sheet from the top. The first error stops all that follows.
type writer struct {
	*book
	sheet      string
	row        int // the next one
	head       int // the row of headings of the last table
	tablesHere int
	page       int       // the row that the printed page begins with
	widths     []float64 // of the first columns
	lastColumn int
	width      float64 // of all columns, in characters
	err        error
}

func (w *writer) do(f func() error) {
	if w.err == nil {
		w.err = f()
	}
}

func (w *writer) cell(column int) string {
	name, err := excelize.CoordinatesToCellName(column, w.row)
	if err != nil && w.err == nil {
		w.err = err
	}
	return name
}

// text writes a cell that is text, whatever it begins with.
func (w *writer) text(column int, s string, style int) {
	at := w.cell(column)
	w.do(func() error { return w.file.SetCellStr(w.sheet, at, clean(s)) })
	w.do(func() error { return w.file.SetCellStyle(w.sheet, at, at, style) })
	if style == w.style.title || style == w.style.note || column > len(w.widths) {
		return // written across columns, by whoever writes it
	}
	if lines := linesIn(s, w.widths[column-1]); lines > 1 {
		w.tall(lines)
	}
}

// linesIn is how many lines a text takes in a column so many characters wide.
func linesIn(s string, width float64) int {
	return int(math.Ceil(float64(utf8.RuneCountInString(s)) / width))
}

// tall makes the row high enough for so many lines, as far as a row can be:
// a program that opens the workbook may not do so itself.
func (w *writer) tall(lines int) {
	const point, most = 15.0, 26
	row := w.row
	height := point * float64(min(lines, most))
	w.do(func() error {
		now, err := w.file.GetRowHeight(w.sheet, row)
		if err != nil || now >= height {
			return err
		}
		return w.file.SetRowHeight(w.sheet, row, height)
	})
}

func (w *writer) number(column int, v any, style int) {
	at := w.cell(column)
	w.do(func() error { return w.file.SetCellValue(w.sheet, at, v) })
	w.do(func() error { return w.file.SetCellStyle(w.sheet, at, at, style) })
}

// count writes n, N and the percentage of a cell into three columns.
func (w *writer) count(column int, c reports.Cell, whole int) {
	if c.Hidden {
		w.text(column, c.Text(), w.style.text)
	} else {
		w.number(column, c.N, w.style.count)
	}
	w.number(column+1, whole, w.style.count)
	if share, ok := c.Share(); ok {
		w.number(column+2, share, w.style.percent)
	}
}

// heading writes a finding in large letters and a note below it.
func (w *writer) heading(finding, note string) {
	w.banner(finding, w.style.title, 1.5)
	if note != "" {
		w.note(note)
	}
	w.row++
}

// note writes a paragraph over the whole width of the sheet, in a row tall
// enough for it.
func (w *writer) note(s string) { w.banner(s, w.style.note, 1) }

// banner writes across the whole width in letters so many times as large as
// those that widths are counted in.
func (w *writer) banner(s string, style int, large float64) {
	w.text(1, s, style)
	from := w.cell(1)
	to, _ := excelize.CoordinatesToCellName(w.lastColumn, w.row)
	w.do(func() error { return w.file.MergeCell(w.sheet, from, to) })
	w.tall(int(math.Ceil(large * float64(linesIn(s, w.width/large)))))
	w.row++
}

// headings writes the names of columns.
func (w *writer) headings(names ...string) {
	w.head = w.row
	w.tablesHere++
	for i, name := range names {
		w.text(i+1, name, w.style.head)
	}
	w.row++
}

// filters makes an Excel table of the rows from first, which holds the
// headings, to the one before the next, so that they can be sorted and
// filtered. A table needs a row below its headings.
func (w *writer) filters(first, columns int) {
	if w.row-1 <= first {
		return
	}
	w.tables++
	last, _ := excelize.CoordinatesToCellName(columns, w.row-1)
	stripes := true
	w.do(func() error {
		return w.file.AddTable(w.sheet, &excelize.Table{
			Range: fmt.Sprintf("A%d:%s", first, last), Name: fmt.Sprintf("Table%d", w.tables),
			StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
		})
	})
}

// table writes one breakdown with its chart to the right.
func (w *writer) table(t *reports.Table) {
	w.keep(6 + max(len(t.Rows), chartRows(barsHeight(len(t.Rows)))))
	w.heading(t.Finding, t.Note)
	first := w.row
	whole := "Of (n)"
	if t.Overlaps {
		whole = "Of (N)"
	}
	w.headings(t.Heading, "Count", whole, "%")
	for _, r := range t.Rows {
		w.text(1, r.Label, w.style.text)
		of := r.Cell.Of
		if r.NotRecorded {
			of = t.N
		}
		w.count(2, r.Cell, of)
		w.row++
	}
	w.filters(first, 4)
	if t.N > 0 && len(t.Rows) > 0 {
		w.bars(t, first+1, w.row-1)
	}
	w.row += 2
}

// keep begins a new printed page when so many rows do not fit on this one.
func (w *writer) keep(rows int) {
	const onPage = 46 // landscape A4, at the scale that the columns ask for
	if w.page == 0 {
		w.page = 1
	}
	if w.row+rows-w.page <= onPage || w.row <= 2 {
		return
	}
	at := w.cell(1)
	w.do(func() error { return w.file.InsertPageBreak(w.sheet, at) })
	w.page = w.row
}

// finish freezes the headings and sets the sheet up to be printed: landscape
// A4, as wide as one page. The headings of a table are frozen, and printed on
// every page, when it is the only one; else the first line of the sheet is.
func (w *writer) finish() {
	yes, paper, wide, tall, landscape := true, 9, 1, 0, "landscape"
	f := w.file
	w.do(func() error { return f.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}) })
	w.do(func() error {
		return f.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall})
	})
	w.do(func() error {
		return f.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&RPage &P of &N"})
	})
	corner, _ := excelize.ColumnNumberToName(w.lastColumn)
	w.define("_xlnm.Print_Area", fmt.Sprintf("'%s'!$A$1:$%s$%d", w.sheet, corner, w.row-1))
	frozen := 1
	if w.tablesHere == 1 && w.sheet != summary {
		frozen = w.head
		w.define("_xlnm.Print_Titles", fmt.Sprintf("'%s'!$%d:$%d", w.sheet, w.head, w.head))
	}
	below, _ := excelize.CoordinatesToCellName(1, frozen+1)
	w.do(func() error {
		return f.SetPanes(w.sheet, &excelize.Panes{
			Freeze: true, YSplit: frozen, TopLeftCell: below, ActivePane: "bottomLeft",
			Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
		})
	})
}

// define gives a name of Excel's own to a range of the sheet.
func (w *writer) define(name, refers string) {
	w.do(func() error {
		return w.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refers, Scope: w.sheet})
	})
}
