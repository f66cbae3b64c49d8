package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"waymark/ui/kit/draw"
)

// Border puts objects at the edges, gap pixels from the one that fills the rest.
// Any may be nil. Unlike Fyne's own it knows that wrapped text grows when narrow.
// The tab order is the reading order: top, left, middle, right, bottom.
func Border(gap float32, top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	l := &border{gap: gap, top: top, bottom: bottom, left: left, right: right, middle: middle}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{top, left, middle, right, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	c := container.New(l)
	if top != nil || bottom != nil {
		edges := func(of func(fyne.CanvasObject) fyne.Size) float32 {
			height := float32(0)
			for _, o := range []fyne.CanvasObject{top, bottom} {
				if present(o) {
					height += of(o).Height
				}
			}
			return height
		}
		// A row of chips at the top that gains a line must push down what is below.
		objects = append(objects, draw.NewSettler(
			func() float32 { return edges(fyne.CanvasObject.MinSize) },
			func() float32 { return edges(fyne.CanvasObject.Size) },
			func() {
				if c.Size().Width > 0 {
					l.Layout(nil, c.Size())
				}
			}))
	}
	c.Objects = objects
	return c
}

type border struct {
	gap                              float32
	top, bottom, left, right, middle fyne.CanvasObject
}

func present(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

func (l *border) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	y, x, bottom, right := float32(0), float32(0), size.Height, size.Width
	if present(l.top) {
		y = draw.Settle(l.top, size.Width)
		l.top.Move(fyne.Position{})
		y += l.gap
	}
	if present(l.bottom) {
		height := draw.Settle(l.bottom, size.Width)
		bottom -= height
		l.bottom.Move(fyne.NewPos(0, bottom))
		bottom -= l.gap
	}
	height := max(0, bottom-y)
	if present(l.left) {
		width := l.left.MinSize().Width
		draw.Place(l.left, 0, y, width, height)
		x = width + l.gap
	}
	if present(l.right) {
		width := l.right.MinSize().Width
		right -= width
		draw.Place(l.right, right, y, width, height)
		right -= l.gap
	}
	if present(l.middle) {
		draw.Place(l.middle, x, y, max(0, right-x), height)
	}
}

func (l *border) MinSize([]fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	across := 0
	for _, o := range []fyne.CanvasObject{l.left, l.middle, l.right} {
		if present(o) {
			min := o.MinSize()
			size.Width += min.Width
			size.Height = max(size.Height, min.Height)
			across++
		}
	}
	size.Width += l.gap * float32(max(0, across-1))
	down := min(across, 1)
	for _, o := range []fyne.CanvasObject{l.top, l.bottom} {
		if present(o) {
			min := o.MinSize()
			size.Width = max(size.Width, min.Width)
			size.Height += min.Height
			down++
		}
	}
	size.Height += l.gap * float32(max(0, down-1))
	return size
}
