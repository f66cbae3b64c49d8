package kit

import (
	"image/color"

	"slices"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Dialog is a card above the dimmed window. Escape cancels it, Enter does what its
// main button does, and the focus goes back to where it was.
type Dialog struct {
	widget.BaseWidget
	// OnClosed is called once, after the dialog is gone.
	OnClosed func()

	win      fyne.Window
	title    *Text
	content  fyne.CanvasObject
	scroll   *FollowScroll
	footer   *fyne.Container
	ok       *Button // Of a form
	width    float32
	cancel   func()
	confirm  func()
	previous fyne.Focusable
	wasKey   func(*fyne.KeyEvent)
	shown    bool // not while it waits beneath a cover
	closed   bool
}

// opened is the stack of dialogs on screen, over all windows.
var opened []*Dialog

// OverlayOpen says whether a dialog, a menu or a pop-up lies over the window:
// shortcuts must then do nothing.
func OverlayOpen(win fyne.Window) bool { return win.Canvas().Overlays().Top() != nil }

// DialogOpen reports whether a dialog lies over the window.
func DialogOpen(win fyne.Window) bool {
	return slices.ContainsFunc(win.Canvas().Overlays().List(), func(o fyne.CanvasObject) bool {
		_, is := o.(*Dialog)
		return is && o.Visible()
	})
}

// newDialog builds a dialog; the buttons stand in reading order, the main one last.
func newDialog(win fyne.Window, title string, content fyne.CanvasObject, buttons ...fyne.CanvasObject) *Dialog {
	d := &Dialog{win: win, title: NewText(title, Heading), content: content, width: 480}
	d.scroll = ScrollBeyond(content)
	d.footer = HStack(8, append([]fyne.CanvasObject{Spacer()}, buttons...)...)
	d.ExtendBaseWidget(d)
	return d
}

// show puts the dialog on screen with the focus on first, or on nothing when nil.
func (d *Dialog) show(first fyne.Focusable) {
	d.put(func() {
		if first != nil {
			d.win.Canvas().Focus(first)
		}
	})
}

// put puts the dialog on screen and calls focus. Over a covered window it waits until
// whoever was at the window is back, for it may say something of their work.
func (d *Dialog) put(focus func()) {
	if over := coverOf(d.win); over != nil {
		over.after = append(over.after, func() {
			if !d.closed {
				d.put(focus)
			}
		})
		return
	}
	d.shown = true
	c := d.win.Canvas()
	d.previous = c.Focused()
	d.wasKey = c.OnTypedKey()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { d.key(e) })
	opened = append(opened, d)
	c.Overlays().Add(d)
	d.Resize(c.Size())
	focus()
}

// Close takes the dialog away without doing what its buttons do.
func (d *Dialog) Close() {
	if d.closed {
		return
	}
	d.closed = true
	if i := slices.Index(opened, d); i >= 0 {
		opened = slices.Delete(opened, i, i+1)
	}
	if over := coverOf(d.win); d.shown && (over == nil || !over.closeBeneath(d)) {
		d.leave()
	}
	if d.OnClosed != nil {
		d.OnClosed()
	}
}

// leave gives the keys and the focus back.
func (d *Dialog) leave() {
	c := d.win.Canvas()
	c.SetOnTypedKey(d.wasKey)
	c.Overlays().Remove(d)
	if d.previous != nil && c.Overlays().Top() == nil {
		c.Focus(d.previous)
	}
}

// key handles Escape and Enter and says whether it used the key.
func (d *Dialog) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		if d.cancel != nil {
			d.cancel()
		}
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.confirm != nil {
			d.confirm()
		}
		return true
	}
	return false
}

// DialogKey passes a key that a widget does not want to the dialog it stands in.
func DialogKey(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	in := fyne.CurrentApp().Driver().CanvasForObject(o)
	for _, d := range slices.Backward(opened) {
		if d.win.Canvas() == in {
			return d.key(e)
		}
	}
	return false
}

// ForgetWindow forgets the dialogs and scrollers of a window that is about to close
// with them.
func ForgetWindow(win fyne.Window) {
	opened = slices.DeleteFunc(opened, func(d *Dialog) bool { return d.win == win })
	covers = slices.DeleteFunc(covers, func(c *Cover) bool { return c.win == win })
	driver := fyne.CurrentApp().Driver()
	live = slices.DeleteFunc(live, func(p weak.Pointer[FollowScroll]) bool {
		s := p.Value()
		return s == nil || driver.CanvasForObject(s.inner) == win.Canvas()
	})
}

// CreateRenderer draws the dialog. Part of fyne.Widget.
func (d *Dialog) CreateRenderer() fyne.WidgetRenderer {
	scrim, card := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	paint := func() {
		draw.Box(scrim, theme.ColorScrim, "", 0, 0)
		draw.Box(card, theme.ColorSurface, theme.ColorLine, 1, theme.CardRadius)
	}
	arrange := func(size fyne.Size) { d.arrange(scrim, card, size) }
	paint()
	return &draw.Rendering{
		Of:    d,
		Shows: draw.Fixed(scrim, card, d.title, d.scroll, d.footer),
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(200, 120) },
		Redraws: func() {
			paint()
			arrange(d.Size())
			canvas.Refresh(d)
		},
	}
}

// arrange centres the card; what does not fit is scrolled inside it.
func (d *Dialog) arrange(scrim, card *canvas.Rectangle, size fyne.Size) {
	const edge, pad, gap float32 = 24, 20, 12
	draw.Place(scrim, 0, 0, size.Width, size.Height)
	wanted := max(d.width, d.footer.MinSize().Width+2*pad)
	width := min(wanted, size.Width-2*edge)
	inner := width - 2*pad
	title := d.title.MinSize().Height
	foot := d.footer.MinSize().Height
	frame := 2*pad + title + foot + 2*gap
	// Twice: the first gives wrapped texts their width, the second their height.
	d.scroll.settle(inner)
	body := min(d.scroll.settle(inner), size.Height-2*edge-frame)
	height := frame + max(body, 0)
	x, y := (size.Width-width)/2, (size.Height-height)/2
	draw.Place(card, x, y, width, height)
	draw.Place(d.title, x+pad, y+pad, inner, title)
	draw.Place(d.scroll, x+pad, y+pad+title+gap, inner, max(body, 0))
	draw.Place(d.footer, x+pad, y+height-pad-foot, inner, foot)
}
