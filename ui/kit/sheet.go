package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit/draw"
)

const (
	narrowColumn float32 = 44
	wideColumn   float32 = 190
	sheetGap     float32 = 14
	sheetLine    float32 = 26
)

// Sheet shows a few rows of a table as they stand, in columns with headings. It
// scrolls both ways, also by the keyboard; what does not fit a cell ends with an ellipsis and is shown
// whole on hover. It is for looking at a sample, not for long tables.
type Sheet struct {
	widget.BaseWidget
	texts  [][]string
	grid   *fyne.Container
	reader *Reader
}

// NewSheet makes a sheet without rows.
func NewSheet() *Sheet {
	s := &Sheet{grid: container.New(&sheetLayout{})}
	s.reader = newReader(container.NewScroll(PadXY(0, 4, s.grid)))
	s.ExtendBaseWidget(s)
	return s
}

// Set shows other headings and rows. A row may have fewer or more cells than
// there are headings.
func (s *Sheet) Set(head []string, rows [][]string) {
	s.texts = append([][]string{head}, rows...)
	columns := 0
	for _, row := range s.texts {
		columns = max(columns, len(row))
	}
	layout := &sheetLayout{widths: make([]float32, columns)}
	var cells []fyne.CanvasObject
	for n, row := range s.texts {
		style := Body
		if n == 0 {
			style = Label
		}
		for i := range columns {
			text := ""
			if i < len(row) {
				text = row[i]
			}
			cell := NewText(text, style)
			layout.widths[i] = max(layout.widths[i], min(wideColumn, cell.Natural()+1))
			cells = append(cells, tipFor(cell))
		}
	}
	s.grid.Layout, s.grid.Objects = layout, cells
	s.grid.Refresh()
	s.reader.scroll.ScrollToOffset(fyne.Position{})
	s.reader.Refresh()
}

// Cell is the text in a row and a column, row 0 being the headings; "" where
// there is none.
func (s *Sheet) Cell(row, column int) string {
	if row < 0 || row >= len(s.texts) || column < 0 || column >= len(s.texts[row]) {
		return ""
	}
	return s.texts[row][column]
}

// MinSize is small: it scrolls. Part of fyne.Widget.
func (s *Sheet) MinSize() fyne.Size { return fyne.NewSize(120, 90*draw.TextScale()) }

// CreateRenderer draws the sheet. Part of fyne.Widget.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.reader) }

// sheetLayout sets cells in columns, row after row.
type sheetLayout struct{ widths []float32 }

func (l *sheetLayout) width(column int) float32 {
	return max(narrowColumn*draw.TextScale(), l.widths[column])
}

func (l *sheetLayout) Layout(cells []fyne.CanvasObject, _ fyne.Size) {
	x, y := float32(0), float32(0)
	for i, cell := range cells {
		column := i % len(l.widths)
		if column == 0 && i > 0 {
			x, y = 0, y+sheetLine*draw.TextScale()
		}
		draw.Place(cell, x, y, l.width(column), sheetLine*draw.TextScale())
		x += l.width(column) + sheetGap
	}
}

func (l *sheetLayout) MinSize(cells []fyne.CanvasObject) fyne.Size {
	if len(l.widths) == 0 {
		return fyne.Size{}
	}
	var size fyne.Size
	for column := range l.widths {
		size.Width += l.width(column) + sheetGap
	}
	size.Height = float32(len(cells)/len(l.widths)) * sheetLine * draw.TextScale()
	return size
}
