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

// Kind is how a button looks and so how much it asks to be pressed.
type Kind int

// The kinds of button. A page has one primary button near its next step.
const (
	// KindSecondary is outlined.
	KindSecondary Kind = iota
	// KindPrimary is filled with the accent.
	KindPrimary
	// KindQuiet is text alone.
	KindQuiet
	// KindDanger is filled red, for what cannot be taken back.
	KindDanger
)

type buttonSize struct{ height, pad float32 }

var (
	buttonNormal  = buttonSize{38, 16}
	buttonCompact = buttonSize{30, 13}
	buttonLarge   = buttonSize{48, 34}
)

// quietPad is the space beside the text of a quiet button.
const quietPad float32 = 8

// maxButton is the width after which a button's text ends with an ellipsis.
const maxButton float32 = 340

// Button is a button that looks like Waymark's and works by Enter and Space.
type Button struct {
	widget.DisableableWidget
	// OnTapped is called on a tap, Enter or Space, unless the button is disabled.
	OnTapped func()

	text             string
	kind             Kind
	icon             fyne.Resource
	size             buttonSize
	menu             *buttonMenu // Of a button that opens one
	focused, hovered bool
	stray            strayTyping
}

var (
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Focusable     = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

func newButton(text string, kind Kind, fn func()) *Button {
	b := &Button{OnTapped: fn, text: text, kind: kind, size: buttonNormal}
	b.ExtendBaseWidget(b)
	return b
}

// Primary makes the one filled button near the next step.
func Primary(text string, fn func()) *Button { return newButton(text, KindPrimary, fn) }

// Secondary makes an outlined button.
func Secondary(text string, fn func()) *Button { return newButton(text, KindSecondary, fn) }

// Quiet makes a button that is text alone.
func Quiet(text string, fn func()) *Button { return newButton(text, KindQuiet, fn) }

// Text is what the button says.
func (b *Button) Text() string { return b.text }

// SetText changes what the button says.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// Kind is how the button looks.
func (b *Button) Kind() Kind { return b.kind }

// SetKind changes how the button looks.
func (b *Button) SetKind(kind Kind) {
	if b.kind != kind {
		b.kind = kind
		b.Refresh()
	}
}

// SetEnabled lets the button be pressed, or not.
func (b *Button) SetEnabled(on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// SetIcon puts an icon before the text; nil takes it away.
func (b *Button) SetIcon(icon fyne.Resource) {
	b.icon = icon
	b.Refresh()
}

// Compact makes the button low enough for a row and returns it.
func (b *Button) Compact() *Button {
	b.size = buttonCompact
	b.Refresh()
	return b
}

// Large makes the button big enough for a finger on the pad and returns it.
func (b *Button) Large() *Button {
	b.size = buttonLarge
	b.Refresh()
	return b
}

// Tapped presses the button. Part of fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.Disabled() {
		return
	}
	if b.OnTapped != nil {
		b.OnTapped()
	}
}

// TypedKey presses the button on Enter and Space, but not on the space in a text
// that someone types by mistake while the button has the keyboard. Part of
// fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	used()
	if b.stray.letters && e.Name == fyne.KeySpace {
		return
	}
	if isPress(e) {
		b.Tapped(nil)
		return
	}
	DialogKey(b, e)
}

// TypedRune notices that someone types. Part of fyne.Focusable.
func (b *Button) TypedRune(r rune) { b.stray.rune(r) }

// FocusGained shows the focus ring and scrolls the button into view.
func (b *Button) FocusGained() {
	b.focused = true
	b.Refresh()
	FollowFocus(b)
}

// FocusLost hides the focus ring.
func (b *Button) FocusLost() {
	b.focused = false
	b.stray.reset()
	b.Refresh()
}

// MouseIn shows that the button can be pressed.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	b.Refresh()
}

// MouseMoved does nothing. Part of desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover away.
func (b *Button) MouseOut() {
	b.hovered = false
	b.Refresh()
}

// Cursor is a hand while the button can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func isPress(e *fyne.KeyEvent) bool {
	return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace
}

// colors are the text, ground and line for the button's kind and state.
func (b *Button) colors() (text, ground, line fyne.ThemeColorName) {
	if b.Disabled() {
		if b.kind == KindQuiet {
			return disabledText, "", ""
		}
		return disabledText, disabledGround, ""
	}
	switch b.kind {
	case KindPrimary:
		if b.hovered {
			return theme.ColorOnAccent, theme.ColorAccentHover, ""
		}
		return theme.ColorOnAccent, theme.ColorAccent, ""
	case KindDanger:
		return theme.ColorOnRed, theme.ColorRed, ""
	case KindQuiet:
		if b.hovered {
			return theme.ColorAccent, theme.ColorAccentSoft, ""
		}
		return theme.ColorAccent, "", ""
	default:
		if b.hovered {
			return theme.ColorInk, theme.ColorHover, theme.ColorTarget
		}
		return theme.ColorInk, theme.ColorSurface, theme.ColorLine
	}
}

// CreateRenderer draws the button. Part of fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	d := newButtonDrawing(b)
	return &draw.Rendering{
		Of:    b,
		Shows: d.objects(),
		Lays:  d.arrange,
		Least: d.min,
		Redraws: func() {
			d.paint()
			d.arrange(b.Size())
			canvas.Refresh(b)
		},
	}
}

type buttonDrawing struct {
	b          *Button
	back, ring *canvas.Rectangle
	text       *canvas.Text
	icon       *canvas.Image
}

func newButtonDrawing(b *Button) *buttonDrawing {
	d := &buttonDrawing{b: b, back: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", color.Transparent), icon: canvas.NewImageFromResource(nil)}
	d.text.TextStyle.Bold = true
	d.paint()
	return d
}

func (d *buttonDrawing) objects() func() []fyne.CanvasObject {
	return draw.Fixed(d.ring, d.back, d.icon, d.text)
}

const (
	iconSide       float32 = 18
	iconGap        float32 = 7
	disabledText           = fyne.ThemeColorName("disabled")
	disabledGround         = fyne.ThemeColorName("disabledButton")
)

func (d *buttonDrawing) measure(s string) float32 {
	return draw.Measure(s, draw.Size(theme.SizeBody), d.text.TextStyle).Width
}

func (d *buttonDrawing) iconWidth() float32 {
	switch {
	case d.b.icon == nil:
		return 0
	case d.b.text == "":
		return iconSide
	default:
		return iconSide + iconGap
	}
}

func (d *buttonDrawing) paint() {
	text, ground, line := d.b.colors()
	d.text.Color = draw.Color(text)
	d.text.TextSize = draw.Size(theme.SizeBody)
	draw.Box(d.back, ground, line, 1, theme.ButtonRadius)
	d.ring.Hidden = !d.b.focused
	draw.Box(d.ring, "", theme.ColorFocus, 2, theme.ButtonRadius+3)
	d.icon.Hidden = d.b.icon == nil
	if d.b.icon != nil {
		d.icon.Resource = theme.Icon(d.b.icon, text)
		d.icon.Refresh()
	}
}

func (d *buttonDrawing) arrange(size fyne.Size) {
	pad := min(d.pad(), max(4, size.Width/8))
	room := size.Width - 2*pad - d.iconWidth()
	shown, _ := draw.Ellipsis(d.b.text, room, d.measure)
	draw.Say(d.text, shown)
	least := d.text.MinSize()
	x := max(pad/2, (size.Width-least.Width-d.iconWidth())/2)
	draw.Place(d.icon, x, (size.Height-iconSide)/2, iconSide, iconSide)
	draw.Place(d.text, x+d.iconWidth(), (size.Height-least.Height)/2, least.Width, least.Height)
	draw.Place(d.back, 0, 0, size.Width, size.Height)
	draw.Place(d.ring, -3, -3, size.Width+6, size.Height+6)
}

// pad is the space beside the text; a quiet button has no edge to keep clear of.
func (d *buttonDrawing) pad() float32 {
	if d.b.kind == KindQuiet {
		return quietPad
	}
	return d.b.size.pad
}

func (d *buttonDrawing) min() fyne.Size {
	width := min(maxButton*max(1, draw.TextScale()), d.measure(d.b.text)+d.iconWidth()+2*d.pad())
	height := max(d.b.size.height, d.b.size.height*draw.TextScale())
	return fyne.NewSize(max(width, height*0.9), height)
}
