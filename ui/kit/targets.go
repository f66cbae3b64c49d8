package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"waymark/ui/kit/draw"
)

// Targets is a row of large buttons of one width, of which at most one is chosen,
// made to be hit with a thumb. A tap on the chosen one takes it back, as Delete
// does. The arrows move the ring and choose nothing; Up and Down go to the row
// before and after.
type Targets struct {
	widget.BaseWidget
	cells *cells
}

// targets is what a row of cells knows more, if it is one of targets.
type targets struct {
	height float32
	ring   int
	went   bool // the ring was moved by a person since the row got the keyboard
}

const (
	targetGap   float32 = 6
	targetWidth float32 = 34
)

// NewTargets makes a row with nothing chosen; onChange is called with the index
// that a person chose, -1 if they took it back.
func NewTargets(options []string, onChange func(int)) *Targets {
	t := &Targets{cells: newCells(options, -1, false, onChange)}
	t.cells.targets = &targets{height: 44}
	t.cells.onErase = func() { onChange(-1) }
	t.ExtendBaseWidget(t)
	return t
}

// Selected is the index of what is chosen, -1 for nothing.
func (t *Targets) Selected() int { return t.cells.selected }

// SetSelected chooses without calling onChange; -1 takes the choice back.
func (t *Targets) SetSelected(i int) {
	t.cells.targets.ring = max(0, i)
	t.cells.set(i)
}

// Tap does what a tap on the button at an index does.
func (t *Targets) Tap(i int) { t.cells.tapTarget(i) }

// Focus moves the keyboard to the row.
func (t *Targets) Focus() { FocusOn(t.cells) }

// Focusable is what has the keyboard for the row.
func (t *Targets) Focusable() fyne.Focusable { return t.cells }

// CreateRenderer draws the row. Part of fyne.Widget.
func (t *Targets) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.cells) }

func (c *cells) tapTarget(i int) {
	if c.Disabled() {
		return
	}
	c.targets.ring = i
	if i == c.selected {
		c.erase()
		return
	}
	c.choose(i)
}

// targetKey moves the ring, and reports whether it used the key.
func (c *cells) targetKey(key fyne.KeyName) bool {
	t := c.targets
	switch key {
	case fyne.KeyLeft:
		t.ring = max(0, t.ring-1)
	case fyne.KeyRight:
		t.ring = min(len(c.options)-1, t.ring+1)
	case fyne.KeyHome:
		t.ring = 0
	case fyne.KeyEnd:
		t.ring = len(c.options) - 1
	case fyne.KeyUp, fyne.KeyDown:
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
			if key == fyne.KeyUp {
				canvas.FocusPrevious()
			} else {
				canvas.FocusNext()
			}
		}
		return true
	default:
		return false
	}
	t.went = true
	c.Refresh()
	return true
}

// arrangeTargets shares the width out evenly.
func (c *cells) arrangeTargets(width float32) float32 {
	height := c.targets.height
	if draw.TextScale() > 1.2 {
		height += 6
	}
	c.areas = c.areas[:0]
	n := float32(len(c.options))
	each := max(targetWidth, (width-targetGap*(n-1))/n)
	for i := range c.options {
		c.areas = append(c.areas, area{float32(i) * (each + targetGap), 0, each, height})
	}
	return height
}

// targetsWidth is the least width at which every label can be read.
func (c *cells) targetsWidth() float32 {
	each := targetWidth
	for _, option := range c.options {
		each = max(each, c.measure(option)+16)
	}
	n := float32(len(c.options))
	return each*n + targetGap*(n-1)
}
