package visit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// beside puts a label left of a row of targets where there is room for both, and
// above it where there is not.
func beside(label, row fyne.CanvasObject) *fyne.Container {
	return container.New(&besideLayout{}, label, row)
}

// besideLayout remembers the width it was last laid out for, because its height
// depends on it.
type besideLayout struct{ width float32 }

// labelWidth is the room for the name of a room and its last rating.
func labelWidth() float32 { return 172 * fynetheme.TextSize() / 14 }

const (
	besideGap float32 = 10
	aboveGap  float32 = 4
)

func (l *besideLayout) fits(row fyne.CanvasObject) bool {
	return l.width >= labelWidth()+besideGap+row.MinSize().Width
}

// Layout implements fyne.Layout.
func (l *besideLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	label, row := objects[0], objects[1]
	if l.fits(row) {
		height := settled(label, labelWidth())
		label.Move(fyne.NewPos(0, max(0, (size.Height-height)/2)))
		row.Move(fyne.NewPos(labelWidth()+besideGap, 0))
		row.Resize(fyne.NewSize(size.Width-labelWidth()-besideGap, row.MinSize().Height))
		return
	}
	height := settled(label, size.Width)
	label.Move(fyne.NewPos(0, 0))
	row.Move(fyne.NewPos(0, height+aboveGap))
	row.Resize(fyne.NewSize(size.Width, row.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (l *besideLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	label, row := objects[0], objects[1]
	least := row.MinSize()
	if l.width == 0 || l.fits(row) {
		return fyne.NewSize(least.Width, max(least.Height, label.MinSize().Height))
	}
	return fyne.NewSize(least.Width, label.MinSize().Height+aboveGap+least.Height)
}

// settled sets the width of an object and returns the height it then has.
func settled(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	return height
}

// pairs puts objects in two columns where two of them fit side by side, and in
// one where they do not.
func pairs(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&pairsLayout{}, objects...)
}

type pairsLayout struct{ width float32 }

const (
	pairGap float32 = 20
	lineGap float32 = 12
)

func (l *pairsLayout) columns(objects []fyne.CanvasObject) int {
	widest := float32(0)
	for _, o := range objects {
		widest = max(widest, o.MinSize().Width)
	}
	if l.width >= 2*widest+pairGap {
		return 2
	}
	return 1
}

func (l *pairsLayout) walk(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	columns := l.columns(objects)
	each := (width - pairGap*float32(columns-1)) / float32(columns)
	y := float32(0)
	for i := 0; i < len(objects); i += columns {
		line := objects[i:min(i+columns, len(objects))]
		tallest := float32(0)
		for _, o := range line {
			tallest = max(tallest, o.MinSize().Height)
		}
		for k, o := range line {
			at(o, float32(k)*(each+pairGap), y, each, tallest)
		}
		y += tallest + lineGap
	}
	return max(0, y-lineGap)
}

// Layout implements fyne.Layout.
func (l *pairsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.walk(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
}

// MinSize implements fyne.Layout.
func (l *pairsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, o := range objects {
		widest = max(widest, o.MinSize().Width)
	}
	return fyne.NewSize(widest, l.walk(objects, max(l.width, widest), func(fyne.CanvasObject, float32, float32, float32, float32) {}))
}
