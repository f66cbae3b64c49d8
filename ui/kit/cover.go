package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

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
	content  fyne.CanvasObject // of the window
	previous fyne.Focusable
	wasKey   func(*fyne.KeyEvent)
	closed   bool
}

// ShowCover covers the window. Enter does what enter does.
func ShowCover(win fyne.Window, content fyne.CanvasObject, enter func()) *Cover {
	HideTips()
	c := &Cover{win: win, body: Scroll(centred(content)), keys: &Dialog{win: win, confirm: enter}, content: win.Content()}
	c.ExtendBaseWidget(c)
	canvas := win.Canvas()
	c.previous, c.wasKey = canvas.Focused(), canvas.OnTypedKey()
	for _, o := range canvas.Overlays().List() {
		if o.Visible() {
			c.hidden = append(c.hidden, o)
			o.Hide()
		}
	}
	if c.content != nil {
		c.content.Hide()
	}
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) { c.keys.key(e) })
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
	c.forgetKeys()
	c.win.Canvas().Overlays().Remove(c)
	c.add()
}

func (c *Cover) forgetKeys() {
	kept := opened[:0]
	for _, d := range opened {
		if d != c.keys {
			kept = append(kept, d)
		}
	}
	opened = kept
}

// Close takes the cover away. What lay beneath is there again as it was, with the
// focus where it was.
func (c *Cover) Close() {
	if c.closed {
		return
	}
	c.closed = true
	c.forgetKeys()
	canvas := c.win.Canvas()
	canvas.SetOnTypedKey(c.wasKey)
	canvas.Overlays().Remove(c)
	if c.content != nil {
		c.content.Show()
	}
	for _, o := range c.hidden {
		o.Show()
	}
	if c.previous != nil {
		canvas.Focus(c.previous)
	}
}

// Drop is Close without what lay over the window beneath: someone else goes on.
func (c *Cover) Drop() {
	c.previous = nil
	for _, o := range c.hidden {
		c.win.Canvas().Overlays().Remove(o)
	}
	c.hidden, opened, c.wasKey = nil, nil, nil
	c.Close()
}

// CreateRenderer draws the cover. Part of fyne.Widget.
func (c *Cover) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(color.Transparent)
	paint := func() { box(ground, theme.ColorGround, "", 0, 0) }
	arrange := func(size fyne.Size) {
		place(ground, 0, 0, size.Width, size.Height)
		place(c.body, 0, 0, size.Width, size.Height)
	}
	paint()
	return &rendering{
		of:      c,
		objects: func() []fyne.CanvasObject { return []fyne.CanvasObject{ground, c.body} },
		layout:  arrange,
		min:     func() fyne.Size { return fyne.NewSize(200, 120) },
		refresh: func() {
			paint()
			c.body.Content().Refresh()
			c.body.Refresh()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}
