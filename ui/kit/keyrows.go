package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// KeyRows is Rows with keys of the screen's own, so that one letter can do
// something with the selected row.
type KeyRows struct {
	widget.BaseWidget
	*Rows
	// OnKey sees each key before the list does; true means that it was used.
	OnKey func(*fyne.KeyEvent) bool
	// OnRune is called with each letter typed while the list has the keyboard.
	OnRune func(rune)
	// OnTap is called with the row that a person tapped, also when it was
	// selected already; OnSelect comes first.
	OnTap func(i int)
}

var _ fyne.Focusable = (*KeyRows)(nil)

// NewKeyRows makes a list as NewRows does.
func NewKeyRows(n func() int, create func() fyne.CanvasObject, update func(i int, obj fyne.CanvasObject), rowHeight float32) *KeyRows {
	k := &KeyRows{}
	k.Rows = NewRows(n, func() fyne.CanvasObject { return newKeyItem(k, create()) }, func(i int, obj fyne.CanvasObject) {
		item := obj.(*keyItem)
		item.index = i
		update(i, item.content)
	}, rowHeight)
	// The list draws its rows but the keyboard belongs to the whole: a hidden
	// object is never given the focus.
	k.Rows.Hide()
	k.ExtendBaseWidget(k)
	k.ring = k.Refresh
	return k
}

// TypedKey moves the selection and opens, unless the screen uses the key. Part
// Of fyne.Focusable.
func (k *KeyRows) TypedKey(e *fyne.KeyEvent) {
	if k.OnKey == nil || !k.OnKey(e) {
		k.Rows.TypedKey(e)
	}
}

// TypedRune passes a letter to the screen. Part of fyne.Focusable.
func (k *KeyRows) TypedRune(r rune) {
	if k.OnRune != nil {
		k.OnRune(r)
		return
	}
	k.stray.rune(r)
}

// FocusGained shows where the keyboard is.
func (k *KeyRows) FocusGained() {
	k.focused = true
	k.Refresh()
	k.body.repaint()
}

// FocusLost hides it.
func (k *KeyRows) FocusLost() {
	k.focused = false
	k.stray.reset()
	k.Refresh()
	k.body.repaint()
}

// Focus moves the keyboard to the list.
func (k *KeyRows) Focus() { FocusOn(k) }

// CreateRenderer draws the list. Part of fyne.Widget.
func (k *KeyRows) CreateRenderer() fyne.WidgetRenderer {
	ring := canvas.NewRectangle(color.Transparent)
	catcher := newWheelCatcher(k.wheel)
	arrange := func(size fyne.Size) {
		k.Rows.Resize(size)
		catcher.Resize(k.scroll.Size())
		draw.Place(ring, 1, 1, size.Width-2, size.Height-2)
	}
	paint := func() {
		ring.Hidden = !k.focused || k.selected >= 0
		draw.Box(ring, "", theme.ColorFocus, 2, 6)
	}
	paint()
	return &draw.Rendering{
		Of:    k,
		Shows: draw.Fixed(k.scroll, catcher, ring, k.Rows),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(80, k.leastHeight()) },
		Redraws: func() {
			paint()
			k.Rows.Refresh()
			arrange(k.Size())
			canvas.Refresh(k)
		},
	}
}

// keyItem is a row's own object; a press on it gives the whole list the keyboard.
type keyItem struct {
	widget.BaseWidget
	rows    *KeyRows
	content fyne.CanvasObject
	index   int
}

var (
	_ fyne.DoubleTappable = (*keyItem)(nil)
	_ desktop.Mouseable   = (*keyItem)(nil)
)

func newKeyItem(rows *KeyRows, content fyne.CanvasObject) *keyItem {
	t := &keyItem{rows: rows, content: content}
	t.ExtendBaseWidget(t)
	return t
}

func (t *keyItem) Tapped(*fyne.PointEvent) {
	t.press()
	if t.rows.OnTap != nil {
		t.rows.OnTap(t.index)
	}
}

func (t *keyItem) press() {
	t.rows.Focus()
	t.rows.pick(t.index)
}

func (t *keyItem) DoubleTapped(*fyne.PointEvent) { t.rows.open(t.index) }

// MouseDown selects at once: a tap is only known after the time for a double tap.
func (t *keyItem) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		t.press()
	}
}

func (t *keyItem) MouseUp(*desktop.MouseEvent) {}

// TipText is what the row's own object has to say beyond what it shows.
func (t *keyItem) TipText() string {
	if tip, ok := t.content.(tipper); ok {
		return tip.TipText()
	}
	return ""
}

func (t *keyItem) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }
