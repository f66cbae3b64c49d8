package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Cover is plain ground over the whole window with one thing on it. Nothing of what
// lies beneath is drawn as long as it is there, and no key or pointer reaches it.
type Cover struct {
	widget.BaseWidget
	win      fyne.Window
	body     *FollowScroll
	keys     *Dialog // takes the keys that widgets do not want
	hidden   []fyne.CanvasObject
	after    []func()          // what was to be shown meanwhile
	content  fyne.CanvasObject // Of the window
	previous fyne.Focusable
	wasKey   func(*fyne.KeyEvent)
	closed   bool
}

// covers are those on screen, over all windows.
var covers []*Cover

// coverOf returns the cover of a window, nil if it has none.
func coverOf(win fyne.Window) *Cover {
	for _, c := range covers {
		if c.win == win {
			return c
		}
	}
	return nil
}

// ShowCover covers the window. Enter does what enter does. Dialogs that open
// meanwhile wait beneath it for whoever was at the window.
func ShowCover(win fyne.Window, content fyne.CanvasObject, enter func()) *Cover {
	HideTips()
	c := &Cover{win: win, body: Scroll(centred(content)), keys: &Dialog{win: win, confirm: enter}, content: win.Content()}
	c.ExtendBaseWidget(c)
	canvas := win.Canvas()
	c.previous, c.wasKey = canvas.Focused(), canvas.OnTypedKey()
	// From the top: a pop-up of the toolkit that hides leaves the stack with all above it.
	for _, o := range slices.Backward(slices.Clone(canvas.Overlays().List())) {
		if o.Visible() {
			c.hidden = append(c.hidden, o)
			o.Hide()
		}
	}
	slices.Reverse(c.hidden)
	if c.content != nil {
		c.content.Hide()
	}
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) { c.keys.key(e) })
	covers = append(covers, c)
	c.add()
	return c
}

func (c *Cover) add() {
	opened = append(opened, c.keys)
	canvas := c.win.Canvas()
	canvas.Overlays().Add(c)
	c.Resize(canvas.Size())
}

// SetContent changes what is on the cover.
func (c *Cover) SetContent(content fyne.CanvasObject, enter func()) {
	c.keys.confirm = enter
	c.body.SetContent(centred(content))
	c.Refresh()
}

// Ensure puts the cover back on top: closing a dialog beneath it takes away what is
// above, too. What is beneath stays hidden meanwhile. A list that was opened on the
// cover stays open.
func (c *Cover) Ensure() {
	top := c.win.Canvas().Overlays().Top()
	if list, ok := top.(*popover); ok {
		top = list.over
	}
	if c.closed || top == fyne.CanvasObject(c) {
		return
	}
	c.raise()
}

// raise puts the cover on top, with the keyboard where it was on it.
func (c *Cover) raise() {
	canvas := c.win.Canvas()
	focused := canvas.Focused()
	c.forgetKeys()
	canvas.Overlays().Remove(c)
	c.add()
	if focused != nil {
		canvas.Focus(focused)
	}
}

// closeBeneath takes away a dialog that lies beneath, with what lay above it. It
// reports whether the dialog is there.
func (c *Cover) closeBeneath(d *Dialog) bool {
	at := slices.Index(c.hidden, fyne.CanvasObject(d))
	if at < 0 {
		return false
	}
	canvas := c.win.Canvas()
	focused := canvas.Focused()
	c.hidden = c.hidden[:at]
	c.wasKey, c.previous = d.wasKey, d.previous
	canvas.Overlays().Remove(d)
	c.raise()
	if focused != nil {
		canvas.Focus(focused)
	}
	return true
}

func (c *Cover) forgetKeys() {
	opened = slices.DeleteFunc(opened, func(d *Dialog) bool { return d == c.keys })
}

// Close takes the cover away. What lay beneath is there again as it was, with the
// focus where it was, and what was to be shown meanwhile is shown.
func (c *Cover) Close() {
	if c.closed {
		return
	}
	c.closed = true
	covers = slices.DeleteFunc(covers, func(other *Cover) bool { return other == c })
	c.forgetKeys()
	canvas := c.win.Canvas()
	canvas.SetOnTypedKey(c.wasKey)
	canvas.Overlays().Remove(c)
	if c.content != nil {
		c.content.Show()
	}
	// All anew: a pop-up of the toolkit puts itself on the stack when it shows, even if
	// it is there, and leaves it with all above when it hides.
	for _, o := range slices.Backward(c.hidden) {
		canvas.Overlays().Remove(o)
	}
	for _, o := range c.hidden {
		if o.Show(); !slices.Contains(canvas.Overlays().List(), o) {
			canvas.Overlays().Add(o)
		}
	}
	if c.previous != nil {
		canvas.Focus(c.previous)
	}
	for _, show := range c.after {
		show()
	}
}

// Drop is Close without what lay over the window beneath: someone else goes on.
func (c *Cover) Drop() {
	c.previous = nil
	for _, o := range c.hidden {
		c.win.Canvas().Overlays().Remove(o)
	}
	c.hidden, opened, c.wasKey, c.after = nil, nil, nil, nil
	c.Close()
}

// CreateRenderer draws the cover. Part of fyne.Widget.
func (c *Cover) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	paint := func() { draw.Box(ground, theme.ColorGround, "", 0, 0) }
	arrange := func(size fyne.Size) {
		draw.Place(ground, 0, 0, size.Width, size.Height)
		draw.Place(c.body, 0, 0, size.Width, size.Height)
	}
	paint()
	return &draw.Rendering{
		Of:    c,
		Shows: func() []fyne.CanvasObject { return []fyne.CanvasObject{ground, c.body} },
		Lays:  arrange,
		Least: func() fyne.Size { return fyne.NewSize(200, 120) },
		Redraws: func() {
			paint()
			c.body.Content().Refresh()
			c.body.Refresh()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}
