package timegrid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Draggable makes an object of a list something that can be dragged out of it.
// Moved is told where in the window the pointer is, Dropped where it was let go,
// and Pressed of a press without dragging, for the list below it.
type Draggable struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	// Moved and Dropped get a place in the window.
	Moved, Dropped func(at fyne.Position)
	// Pressed is called when the pointer goes down, Opened for a double tap.
	Pressed, Opened func()
	// Tip is what there is to say beyond what it shows; it may be nil.
	Tip func() string

	last fyne.Position
}

var (
	_ fyne.Draggable      = (*Draggable)(nil)
	_ desktop.Mouseable   = (*Draggable)(nil)
	_ fyne.DoubleTappable = (*Draggable)(nil)
)

// NewDraggable wraps an object. It is used as it is: the place of a widget that
// embeds it could not be found.
func NewDraggable(content fyne.CanvasObject) *Draggable {
	d := &Draggable{Content: content}
	d.ExtendBaseWidget(d)
	return d
}

// TipText is what there is to say beyond what is shown.
func (d *Draggable) TipText() string {
	if d.Tip == nil {
		return ""
	}
	return d.Tip()
}

// Dragged tells where the pointer is. Part of fyne.Draggable.
func (d *Draggable) Dragged(e *fyne.DragEvent) {
	d.last = absolute(d).Add(e.Position)
	if d.Moved != nil {
		d.Moved(d.last)
	}
}

// DragEnd tells where it was let go. Part of fyne.Draggable.
func (d *Draggable) DragEnd() {
	if d.Dropped != nil {
		d.Dropped(d.last)
	}
}

// MouseDown selects at once. Part of desktop.Mouseable.
func (d *Draggable) MouseDown(*desktop.MouseEvent) {
	if d.Pressed != nil {
		d.Pressed()
	}
}

// MouseUp does nothing. Part of desktop.Mouseable.
func (d *Draggable) MouseUp(*desktop.MouseEvent) {}

// Tapped does nothing more than the press did. Part of fyne.Tappable.
func (d *Draggable) Tapped(*fyne.PointEvent) {}

// DoubleTapped opens. Part of fyne.DoubleTappable.
func (d *Draggable) DoubleTapped(*fyne.PointEvent) {
	if d.Opened != nil {
		d.Opened()
	}
}

// CreateRenderer draws the object alone. Part of fyne.Widget.
func (d *Draggable) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(d.Content)
}
