package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// FilterChip is a round chip that is switched on and off, as a filter of a list.
type FilterChip struct {
	widget.DisableableWidget
	text             string
	on               bool
	onChange         func(bool)
	focused, hovered bool
	stray            strayTyping
	beside           []fyne.CanvasObject // the row that the chip stands in
}

var (
	_ fyne.Tappable     = (*FilterChip)(nil)
	_ fyne.Focusable    = (*FilterChip)(nil)
	_ desktop.Hoverable = (*FilterChip)(nil)
)

// NewFilterChip makes a chip that calls onChange when a person switches it.
func NewFilterChip(text string, on bool, onChange func(bool)) *FilterChip {
	c := &FilterChip{text: text, on: on, onChange: onChange}
	c.ExtendBaseWidget(c)
	return c
}

// On says whether the chip is switched on.
func (c *FilterChip) On() bool { return c.on }

// SetOn switches the chip without calling onChange.
func (c *FilterChip) SetOn(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// Text is what the chip says.
func (c *FilterChip) Text() string { return c.text }

// SetText changes what the chip says.
func (c *FilterChip) SetText(text string) {
	if c.text != text {
		c.text = text
		c.Refresh()
	}
}

// Tapped switches the chip. Part of fyne.Tappable.
func (c *FilterChip) Tapped(*fyne.PointEvent) {
	if c.Disabled() {
		return
	}
	c.on = !c.on
	c.Refresh()
	if c.onChange != nil {
		c.onChange(c.on)
	}
}

// TypedKey switches the chip on Enter and Space, and goes to the chip beside it
// with the arrows. Part of fyne.Focusable.
func (c *FilterChip) TypedKey(e *fyne.KeyEvent) {
	if c.stray.letters && e.Name == fyne.KeySpace {
		return // a text typed by mistake
	}
	if isPress(e) {
		c.Tapped(nil)
		return
	}
	if step, ok := arrowStep(e.Name, 1); ok {
		c.step(step)
		return
	}
	DialogKey(c, e)
}

// step moves the keyboard to the chip before or after this one in its row.
func (c *FilterChip) step(by int) {
	at := slices.IndexFunc(c.beside, func(o fyne.CanvasObject) bool { return o == fyne.CanvasObject(c) })
	if at < 0 {
		return
	}
	for i := at + by; i >= 0 && i < len(c.beside); i += by {
		if chip, ok := c.beside[i].(*FilterChip); ok && chip.Visible() && !chip.Disabled() {
			FocusOn(chip)
			return
		}
	}
}

// TypedRune notices that someone types. Part of fyne.Focusable.
func (c *FilterChip) TypedRune(r rune) { c.stray.rune(r) }

// FocusGained shows the focus ring.
func (c *FilterChip) FocusGained() {
	c.focused = true
	c.Refresh()
	FollowFocus(c)
}

// FocusLost hides the focus ring.
func (c *FilterChip) FocusLost() {
	c.focused = false
	c.stray.reset()
	c.Refresh()
}

// MouseIn shows that the chip can be pressed.
func (c *FilterChip) MouseIn(*desktop.MouseEvent) {
	c.hovered = true
	c.Refresh()
}

// MouseMoved does nothing. Part of desktop.Hoverable.
func (c *FilterChip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (c *FilterChip) MouseOut() {
	c.hovered = false
	c.Refresh()
}

// colors say on by ground and line as well as by a tick before the word.
func (c *FilterChip) colors() (text, ground, line fyne.ThemeColorName) {
	switch {
	case c.Disabled():
		return disabledText, disabledGround, ""
	case c.on:
		return theme.ColorAccent, theme.ColorAccentSoft, theme.ColorAccent
	case c.hovered:
		return theme.ColorInk, theme.ColorHover, theme.ColorTarget
	default:
		return theme.ColorMuted, theme.ColorSurface, theme.ColorLine
	}
}

const tickSide float32 = 13

// CreateRenderer draws the chip. Part of fyne.Widget.
func (c *FilterChip) CreateRenderer() fyne.WidgetRenderer {
	back, ring, word := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Transparent)
	word.TextStyle.Bold = true
	tick := canvas.NewImageFromResource(nil)
	lead := func() float32 {
		if c.on {
			return tickSide*draw.TextScale() + 3
		}
		return 0
	}
	measure := func(s string) float32 {
		return draw.Measure(s, draw.Size(theme.SizeSmall), word.TextStyle).Width
	}
	height := func() float32 { return 26 * draw.TextScale() }
	paint := func() {
		ink, ground, line := c.colors()
		word.Color = draw.Color(ink)
		word.TextSize = draw.Size(theme.SizeSmall)
		draw.Box(back, ground, line, 1, height()/2)
		tick.Hidden = !c.on
		tick.Resource = theme.Icon(theme.IconTick, ink)
		tick.Refresh()
		ring.Hidden = !c.focused
		draw.Box(ring, "", theme.ColorFocus, 2, height()/2+3)
	}
	arrange := func(size fyne.Size) {
		shown, _ := draw.Ellipsis(c.text, size.Width-2*chipPad-lead(), measure)
		draw.Say(word, shown)
		least := word.MinSize()
		draw.Place(back, 0, (size.Height-height())/2, size.Width, height())
		draw.Place(ring, -3, (size.Height-height())/2-3, size.Width+6, height()+6)
		x, side := (size.Width-least.Width-lead())/2, tickSide*draw.TextScale()
		draw.Place(tick, x, (size.Height-side)/2, side, side)
		draw.Place(word, x+lead(), (size.Height-least.Height)/2, least.Width, least.Height)
	}
	paint()
	return &draw.Rendering{
		Of:    c,
		Shows: draw.Fixed(ring, back, tick, word),
		Lays:  arrange,
		Least: func() fyne.Size {
			return fyne.NewSize(min(maxChip*draw.TextScale(), measure(c.text)+lead()+2*chipPad+2), height())
		},
		Redraws: func() {
			paint()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}
