package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

func isSpacer(o fyne.CanvasObject) bool {
	_, ok := o.(layout.SpacerObject)
	return ok
}

// Spacer takes what space is left over in a VStack or an HStack.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// VStack puts objects one under another, gap pixels apart, each as wide as the
// whole and as high as it needs to be at that width.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&vstack{gap: gap}, objects...)
}

// vstack remembers what it laid out, so that it notices when an object has
// appeared or grown without anyone laying it out again.
type vstack struct {
	gap  float32
	size fyne.Size
	laid []float32 // the height of each object, 0 for one that is hidden
}

func (l *vstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	heights := make([]float32, len(objects))
	defer func() { l.size, l.laid = size, heights }()
	used, spacers, shown := float32(0), 0, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isSpacer(o) {
			spacers++
			continue
		}
		heights[i] = draw.Settle(o, size.Width)
		used += heights[i]
	}
	used += l.gap * float32(max(0, shown-1))
	y := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		height := heights[i]
		if isSpacer(o) {
			height = max(0, size.Height-used) / float32(spacers)
		}
		o.Move(fyne.NewPos(0, y))
		y += height + l.gap
	}
}

func (l *vstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown, wanted := 0, make([]float32, len(objects))
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isSpacer(o) {
			continue
		}
		min := o.MinSize()
		wanted[i] = min.Height
		size.Width = max(size.Width, min.Width)
		size.Height += min.Height
	}
	size.Height += l.gap * float32(max(0, shown-1))
	if l.laid != nil && !slices.Equal(l.laid, wanted) {
		// Once for each new state: Layout may find other heights.
		l.Layout(objects, l.size)
		l.laid = wanted
	}
	return size
}

// HStack puts objects beside one another, gap pixels apart, centred on one line.
// Texts take the width they would like as long as there is room, then give way.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hstack{gap}, objects...)
}

// AtEnd puts an object at the right of its space, a quiet button by its text.
func AtEnd(object fyne.CanvasObject) *fyne.Container { return HStack(0, Spacer(), object) }

type hstack struct{ gap float32 }

func (l *hstack) widths(objects []fyne.CanvasObject, width float32) []float32 {
	widths := make([]float32, len(objects))
	left, spacers, shown := width, 0, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isSpacer(o) {
			spacers++
			continue
		}
		widths[i] = o.MinSize().Width
		left -= widths[i]
	}
	left -= l.gap * float32(max(0, shown-1))
	for i, o := range objects {
		text, ok := o.(*Text)
		if !ok || !o.Visible() {
			continue
		}
		// Positive: grow to the natural width. Negative: give way.
		change := min(text.Natural()-widths[i], left)
		change = max(change, -widths[i])
		widths[i] += change
		left -= change
	}
	for i, o := range objects {
		if o.Visible() && isSpacer(o) {
			widths[i] = max(0, left) / float32(spacers)
		}
	}
	return widths
}

func (l *hstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := standsOut(objects)
	widths := l.widths(objects, size.Width+left+right)
	x := -left
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if !isSpacer(o) {
			height := draw.Settle(o, widths[i])
			o.Move(fyne.NewPos(x, max(0, (size.Height-height)/2)))
		}
		x += widths[i] + l.gap
	}
}

func (l *hstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if isSpacer(o) {
			continue
		}
		min := o.MinSize()
		size.Width += min.Width
		size.Height = max(size.Height, min.Height)
	}
	left, right := standsOut(objects)
	size.Width += l.gap*float32(max(0, shown-1)) - left - right
	return size
}

// standsOut is how far a line of objects reaches beyond its space at the left and at
// the right: a quiet button stands there by its text, which is what the eye lines
// up, and not by the unseen edge around it.
func standsOut(objects []fyne.CanvasObject) (left, right float32) {
	line := shown(objects)
	if len(line) == 0 {
		return 0, 0
	}
	if isQuiet(line[0]) {
		left = quietPad
	}
	if last := line[len(line)-1]; isQuiet(last) && len(line) > 1 {
		right = quietPad
	}
	return left, right
}

func isQuiet(o fyne.CanvasObject) bool {
	b, ok := o.(*Button)
	return ok && b.kind == KindQuiet
}

// Pad puts the same space on all sides of an object.
func Pad(space float32, object fyne.CanvasObject) *fyne.Container {
	return PadXY(space, space, object)
}

// PadXY puts x pixels left and right of an object and y above and below it.
func PadXY(x, y float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(y, y, x, x), object)
}

// Fixed makes an object at least so wide and so high; 0 leaves that to the object.
func Fixed(width, height float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{fyne.NewSize(width, height)}, object)
}

type fixed struct{ size fyne.Size }

func (l *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

func (l *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := l.size
	for _, o := range objects {
		if size.Width == 0 || size.Height == 0 {
			min := o.MinSize()
			if l.size.Width == 0 {
				size.Width = max(size.Width, min.Width)
			}
			if l.size.Height == 0 {
				size.Height = max(size.Height, min.Height)
			}
		}
	}
	return size
}

// Separator is a line of one pixel in the theme's line colour.
func Separator() fyne.CanvasObject { return newPaint(theme.ColorLine, fyne.NewSize(1, 1)) }

// Fill puts a colour of the theme behind an object.
func Fill(name fyne.ThemeColorName, object fyne.CanvasObject) *fyne.Container {
	return container.NewStack(newPaint(name, fyne.Size{}), object)
}

// paint is a plain area in a colour of the theme.
type paint struct {
	widget.BaseWidget
	name fyne.ThemeColorName
	min  fyne.Size
}

func newPaint(name fyne.ThemeColorName, min fyne.Size) *paint {
	p := &paint{name: name, min: min}
	p.ExtendBaseWidget(p)
	return p
}

func (p *paint) CreateRenderer() fyne.WidgetRenderer {
	area := canvas.NewRectangle(draw.Color(p.name))
	return &draw.Rendering{
		Of:    p,
		Shows: draw.Fixed(area),
		Lays:  area.Resize,
		Least: func() fyne.Size { return p.min },
		Redraws: func() {
			area.FillColor = draw.Color(p.name)
			area.Refresh()
		},
	}
}

// SetVisible shows an object, or hides it.
func SetVisible(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
