package kit

import (
	"image/color"

	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// cells is a row of small buttons of which at most one is chosen. The whole row is
// one stop of the Tab key; arrows, digits and the beginning of a label choose,
// Space chooses the one in the ring, and Delete takes the choice back where no choice
// is allowed. Enter chooses only what a person moved the ring to.
type cells struct {
	widget.DisableableWidget
	options  []string
	selected int
	joined   bool
	targets  *targets // set for a row of large targets
	onChange func(int)

	focused bool
	hovered int
	ahead   typeAhead
	onErase func() // takes the choice back; nil: it cannot be
	areas   []area
}

type area struct{ x, y, w, h float32 }

func newCells(options []string, selected int, joined bool, onChange func(int)) *cells {
	c := &cells{options: options, selected: selected, joined: joined, onChange: onChange, hovered: -1}
	c.ExtendBaseWidget(c)
	return c
}

// set chooses without telling; out of range chooses nothing.
func (c *cells) set(i int) {
	if i < 0 || i >= len(c.options) {
		i = -1
	}
	c.selected = i
	c.Refresh()
}

func (c *cells) choose(i int) {
	if c.Disabled() || i < 0 || i >= len(c.options) || i == c.selected {
		return
	}
	c.selected = i
	c.Refresh()
	if c.onChange != nil {
		c.onChange(i)
	}
}

func (c *cells) hit(at fyne.Position) int {
	for i, a := range c.areas {
		if at.X >= a.x && at.X < a.x+a.w && at.Y >= a.y && at.Y < a.y+a.h {
			return i
		}
	}
	return -1
}

func (c *cells) Tapped(e *fyne.PointEvent) {
	if i := c.hit(e.Position); c.targets != nil && i >= 0 {
		c.tapTarget(i)
	} else {
		c.choose(i)
	}
	if !c.Disabled() {
		FocusOn(c)
	}
}

func (c *cells) TypedKey(e *fyne.KeyEvent) {
	if c.targets != nil && c.targetKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.arrow(max(0, c.selected-1))
	case fyne.KeyRight, fyne.KeyDown:
		c.arrow(min(len(c.options)-1, c.selected+1))
	case fyne.KeyHome:
		c.arrow(0)
	case fyne.KeyEnd:
		c.arrow(len(c.options) - 1)
	case fyne.KeySpace:
		if !c.ahead.typing() {
			c.choose(c.ringed())
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !DialogKey(c, e) && c.targets != nil && c.targets.went {
			c.choose(c.ringed())
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		c.ahead.stop()
		c.erase()
	default:
		// Letters and digits come as keys before they come as characters: they
		// must not end what is being typed.
		DialogKey(c, e)
	}
}

func (c *cells) arrow(to int) {
	c.ahead.stop()
	c.choose(to)
}

// ringed is the option in the focus ring.
func (c *cells) ringed() int {
	if c.targets != nil {
		return c.targets.ring
	}
	return max(0, c.selected)
}

func (c *cells) erase() {
	if c.onErase == nil || c.selected < 0 || c.Disabled() {
		return
	}
	c.set(-1)
	c.onErase()
}

// TypedRune chooses the option that reads like the digits typed, so 1 and then 0
// within a second is ten; where options are words, digits count them and letters
// are the beginning of one.
func (c *cells) TypedRune(r rune) {
	digit := r >= '0' && r <= '9'
	switch {
	case digit && c.exact(r):
	case digit && !c.ahead.typing():
		if !c.numeric() {
			c.choose(int(r-'0') - 1)
		}
	default:
		c.choose(c.ahead.add(r, c.options, c.selected))
	}
}

// exact chooses the option that is what was typed so far and a digit, or else the
// digit alone, and reports whether there is one.
func (c *cells) exact(digit rune) bool {
	so := ""
	if c.ahead.typing() {
		so = c.ahead.typed
	}
	for _, text := range []string{so + string(digit), string(digit)} {
		if i := slices.Index(c.options, text); i >= 0 {
			c.ahead.typed, c.ahead.last = text, now()
			c.choose(i)
			return true
		}
	}
	return false
}

func (c *cells) numeric() bool {
	return !slices.ContainsFunc(c.options, func(option string) bool {
		_, err := strconv.Atoi(option)
		return err != nil
	})
}

func (c *cells) FocusGained() {
	c.focused = true
	c.Refresh()
	FollowFocus(c)
}

func (c *cells) FocusLost() {
	c.focused = false
	c.ahead.stop()
	if c.targets != nil {
		c.targets.went = false
	}
	c.Refresh()
}

func (c *cells) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

func (c *cells) MouseMoved(e *desktop.MouseEvent) {
	if i := c.hit(e.Position); i != c.hovered {
		c.hovered = i
		c.Refresh()
	}
}

func (c *cells) MouseOut() {
	c.hovered = -1
	c.Refresh()
}

func (c *cells) measure(s string) float32 {
	return draw.Measure(s, draw.Size(theme.SizeBody), fyne.TextStyle{Bold: true}).Width
}

// arrange finds where each option goes at a width and returns the height. Options
// that do not fit go to a next line.
func (c *cells) arrange(width float32) float32 {
	if c.targets != nil {
		return c.arrangeTargets(width)
	}
	height, gap, pad := 34*draw.TextScale(), float32(5), float32(11)
	if c.joined {
		gap, pad = 0, 14
	}
	c.areas = c.areas[:0]
	x, y := float32(0), float32(0)
	for _, option := range c.options {
		w := max(height, c.measure(option)+2*pad)
		if width > 0 {
			w = min(w, width)
			if x > 0 && x+w > width+0.5 {
				x, y = 0, y+height+gap
			}
		}
		c.areas = append(c.areas, area{x, y, w, height})
		x += w + gap
	}
	return y + height
}

func (c *cells) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	again := func(size fyne.Size) {
		c.arrange(size.Width)
		objects = objects[:0]
		if c.joined {
			objects = append(objects, c.drawFrame()...)
		}
		for i := range c.areas {
			objects = append(objects, c.drawCell(i)...)
		}
		objects = append(objects, c.drawRing()...)
	}
	return &draw.Rendering{
		Of:    c,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  again,
		Least: c.minimum,
		Redraws: func() {
			again(c.Size())
			canvas.Refresh(c)
		},
	}
}

func (c *cells) minimum() fyne.Size {
	height := c.arrange(c.Size().Width)
	if c.targets != nil {
		return fyne.NewSize(c.targetsWidth(), height)
	}
	if !c.joined {
		return fyne.NewSize(min(200, c.natural()), height)
	}
	return fyne.NewSize(min(420, c.natural()), height)
}

func (c *cells) natural() float32 {
	gap, pad := float32(5), float32(11)
	if c.joined {
		gap, pad = 0, 14
	}
	width := float32(0)
	for _, option := range c.options {
		width += max(34*draw.TextScale(), c.measure(option)+2*pad) + gap
	}
	return max(0, width-gap)
}

// drawFrame is the one outline around joined options on one line.
func (c *cells) drawFrame() []fyne.CanvasObject {
	if len(c.areas) == 0 {
		return nil
	}
	last := c.areas[len(c.areas)-1]
	if last.y > 0 {
		return nil
	}
	frame := canvas.NewRectangle(color.Transparent)
	draw.Box(frame, theme.ColorSurface, theme.ColorLine, 1, theme.ButtonRadius)
	draw.Place(frame, 0, 0, last.x+last.w, last.h)
	return []fyne.CanvasObject{frame}
}

func (c *cells) drawCell(i int) []fyne.CanvasObject {
	a := c.areas[i]
	ink, fill, line := c.colors(i)
	back := canvas.NewRectangle(color.Transparent)
	draw.Box(back, fill, line, 1, theme.ButtonRadius)
	inset := float32(0)
	if c.joined {
		inset = 2
		back.CornerRadius -= 2
	}
	draw.Place(back, a.x+inset, a.y+inset, a.w-2*inset, a.h-2*inset)
	text := canvas.NewText("", draw.Color(ink))
	text.TextSize = draw.Size(theme.SizeBody)
	text.TextStyle.Bold = true
	shown, _ := draw.Ellipsis(c.options[i], a.w-8, c.measure)
	draw.Say(text, shown)
	least := text.MinSize()
	draw.Place(text, a.x+(a.w-least.Width)/2, a.y+(a.h-least.Height)/2, least.Width, least.Height)
	return []fyne.CanvasObject{back, text}
}

// drawRing shows where the keyboard is. It comes last: it reaches onto the next option.
func (c *cells) drawRing() []fyne.CanvasObject {
	i := c.ringed()
	if !c.focused || i < 0 || i >= len(c.areas) {
		return nil
	}
	a := c.areas[i]
	ring := canvas.NewRectangle(color.Transparent)
	draw.Box(ring, "", theme.ColorFocus, 2, theme.ButtonRadius+3)
	draw.Place(ring, a.x-3, a.y-3, a.w+6, a.h+6)
	return []fyne.CanvasObject{ring}
}

func (c *cells) colors(i int) (ink, fill, line fyne.ThemeColorName) {
	switch {
	case i == c.selected && c.Disabled():
		return disabledText, disabledGround, ""
	case c.Disabled():
		return disabledText, "", theme.ColorLine
	case i == c.selected && c.joined:
		return theme.ColorAccent, theme.ColorAccentSoft, ""
	case i == c.selected:
		return theme.ColorOnAccent, theme.ColorAccent, ""
	case c.joined && i == c.hovered:
		return theme.ColorInk, theme.ColorHover, ""
	case c.joined:
		return theme.ColorMuted, "", ""
	case i == c.hovered:
		return theme.ColorInk, theme.ColorHover, theme.ColorTarget
	case c.targets != nil:
		return theme.ColorInk, theme.ColorSurface, theme.ColorTarget
	default:
		return theme.ColorInk, theme.ColorSurface, theme.ColorLine
	}
}
