package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Columns shares the width between objects by weight, with the gap of the
// drawings between them; a missing weight counts 1. One that needs more than its
// share gets that. All are as high as the whole.
func Columns(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{weights}, objects...)
}

type columns struct{ weights []float32 }

func (l *columns) weight(i int) float32 {
	if i < len(l.weights) && l.weights[i] > 0 {
		return l.weights[i]
	}
	return 1
}

func (l *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths := l.widths(objects, size.Width)
	x := float32(0)
	for i, o := range objects {
		if o.Visible() {
			draw.Place(o, x, 0, widths[i], size.Height)
			x += widths[i] + theme.Gap
		}
	}
}

// widths shares a width by weight. An object that needs more than its share gets
// what it needs, and the others share the rest.
func (l *columns) widths(objects []fyne.CanvasObject, width float32) []float32 {
	widths := make([]float32, len(objects))
	room, total := width+theme.Gap, float32(0)
	for i, o := range objects {
		if o.Visible() {
			room -= theme.Gap
			total += l.weight(i)
		}
	}
	for again := true; again; {
		again = false
		for i, o := range objects {
			if !o.Visible() || widths[i] > 0 {
				continue
			}
			if least := o.MinSize().Width; total > 0 && least > room*l.weight(i)/total && least < room {
				widths[i], again = least, true
				room, total = room-least, total-l.weight(i)
			}
		}
	}
	for i, o := range objects {
		if o.Visible() && widths[i] == 0 && total > 0 {
			widths[i] = room * l.weight(i) / total
		}
	}
	return widths
}

func (l *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		min := o.MinSize()
		size.Width += min.Width
		size.Height = max(size.Height, min.Height)
	}
	size.Width += theme.Gap * float32(max(0, shown-1))
	return size
}

const flowGap float32 = 8

// Wrap puts objects beside one another and goes to a next line when the width is
// used up. An object wider than the whole is narrowed to it.
func Wrap(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{}, objects...)
}

// WrapEnd is Wrap with every line at the right, for the buttons below a question.
func WrapEnd(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{end: true}, objects...)
}

// flow remembers the width it was last laid out for, because its minimum height
// depends on it.
type flow struct {
	width float32
	end   bool // lines are at the right
}

// each tells where every object goes, line by line and each in the middle of its
// line, and returns the height. Without at it only measures.
func (l *flow) each(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	y := float32(0)
	for i, line := range flowLines(objects, width) {
		if i > 0 {
			y += flowGap
		}
		out, _ := standsOut(line)
		x, height := -out, heightOf(line)
		if l.end {
			x = max(0, width-lineWidth(line, width))
		}
		for _, o := range line {
			least := o.MinSize()
			if width > 0 {
				least.Width = min(least.Width, width)
			}
			if at != nil {
				at(o, x, y+(height-least.Height)/2, least.Width, least.Height)
			}
			x += least.Width + flowGap
		}
		y += height
	}
	return y
}

// flowLines divides the objects in view into lines; without a width there is one.
func flowLines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	x := float32(0)
	for _, o := range shown(objects) {
		wide := o.MinSize().Width
		if width > 0 {
			wide = min(wide, width)
		}
		if len(lines) == 0 || width > 0 && x > 0 && x+wide > width+0.5 {
			lines, x = append(lines, nil), 0
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], o)
		x += wide + flowGap
	}
	return lines
}

// lineWidth is how wide a line is, its gaps included.
func lineWidth(line []fyne.CanvasObject, width float32) float32 {
	sum := -flowGap
	for _, o := range line {
		sum += min(o.MinSize().Width, width) + flowGap
	}
	return sum
}

func (l *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.each(objects, size.Width, draw.Place)
	for _, o := range objects {
		if chip, ok := o.(*FilterChip); ok {
			chip.beside = objects // its arrows lead along the row
		}
	}
}

func (l *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := float32(0)
	for _, o := range objects {
		if o.Visible() {
			width = max(width, min(o.MinSize().Width, 160))
		}
	}
	return fyne.NewSize(width, l.each(objects, l.width, nil))
}

const (
	formColumnsFrom float32 = 560
	formFieldFrom   float32 = 180
	formGap         float32 = 14
)

// FormGrid sets fields in two columns, or in one when it is narrower than 560.
// An object in Wide takes a whole line.
func FormGrid(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&formGrid{columns: 2, from: func() float32 { return formColumnsFrom }}, objects...)
}

// FormRow sets a few fields in one line, or beneath one another where that leaves
// less than 180 to each, more for larger text.
func FormRow(objects ...fyne.CanvasObject) *fyne.Container {
	n := len(objects)
	return container.New(&formGrid{columns: n, from: func() float32 { return float32(n) * formFieldFrom * draw.TextScale() }}, objects...)
}

// Wide makes an object take the whole line of a FormGrid.
func Wide(object fyne.CanvasObject) *fyne.Container {
	return container.New(&wide{}, object)
}

type wide struct{ fixed }

type formGrid struct {
	columns int
	from    func() float32 // the width from which there are columns
	width   float32
}

func isWide(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(*wide)
	return ok
}

// rows groups the visible objects into lines.
func (l *formGrid) rows(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var rows [][]fyne.CanvasObject
	var open []fyne.CanvasObject
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if width < l.from() || isWide(o) {
			if open != nil {
				rows, open = append(rows, open), nil
			}
			rows = append(rows, []fyne.CanvasObject{o})
			continue
		}
		open = append(open, o)
		if len(open) == l.columns {
			rows, open = append(rows, open), nil
		}
	}
	if open != nil {
		rows = append(rows, open)
	}
	return rows
}

func (l *formGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, row := range l.rows(objects, size.Width) {
		width := size.Width
		if size.Width >= l.from() && !isWide(row[0]) {
			width = (size.Width - theme.Gap*float32(l.columns-1)) / float32(l.columns)
		}
		height := float32(0)
		for i, o := range row {
			height = max(height, draw.Settle(o, width))
			o.Move(fyne.NewPos(float32(i)*(width+theme.Gap), y))
		}
		y += height + formGap
	}
}

func (l *formGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, row := range l.rows(objects, l.width) {
		height := float32(0)
		for _, o := range row {
			min := o.MinSize()
			size.Width = max(size.Width, min.Width)
			height = max(height, min.Height)
		}
		if i > 0 {
			size.Height += formGap
		}
		size.Height += height
	}
	return size
}
