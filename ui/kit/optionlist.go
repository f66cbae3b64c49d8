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

// Option is one of the things to choose from. The empty ID is no choice.
type Option struct {
	// ID is what the program keeps.
	ID string
	// Label is what the person reads.
	Label string
	// Note stands muted after the label and may be empty.
	Note string
}

// optionRows is the most options that are seen at once.
const optionRows = 8

// optionList shows a window of options with one of them under the keyboard. It
// draws only what is seen, so its length does not matter.
type optionList struct {
	widget.BaseWidget
	options  []Option
	at       int // under the keyboard; -1 while no one went to an option and none is chosen
	chosen   int // what is chosen already, or -1
	top      int // first option in view
	onPick   func(Option)
	onEscape func()
	tabs     bool // Tab takes what a person went to, closes the list and goes on
	went     bool // to an option, by keys or letters
	jumps    bool // the beginning of a label jumps to it
	ahead    typeAhead
	empty    string
}

func newOptionList(onPick func(Option)) *optionList {
	l := &optionList{onPick: onPick, chosen: -1, empty: "No matches. Try fewer letters."}
	l.ExtendBaseWidget(l)
	return l
}

func (l *optionList) set(options []Option, at int) {
	l.options = options
	l.top, l.went = 0, false
	l.moveTo(at)
}

func (l *optionList) moveTo(at int) {
	l.at = max(-1, min(at, len(l.options)-1))
	l.top = max(0, min(l.top, l.at))
	if l.at >= l.top+optionRows {
		l.top = l.at - optionRows + 1
	}
	l.Refresh()
}

func (l *optionList) rowHeight() float32 { return 32 * draw.TextScale() }

// pick takes the option under the keyboard. Where there is none, it closes the list:
// Enter twice must not answer for a person. What was typed and not found stays.
func (l *optionList) pick() {
	switch {
	case l.at < 0 && l.went:
	case l.at < 0:
		l.onEscape()
	case l.at < len(l.options):
		l.onPick(l.options[l.at])
	}
}

// key handles the keys of the list and says whether it used the key.
func (l *optionList) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		l.goTo(l.at + 1)
	case fyne.KeyUp:
		l.goTo(l.at - 1)
	case fyne.KeyPageDown:
		l.goTo(l.at + optionRows)
	case fyne.KeyPageUp:
		l.goTo(l.at - optionRows)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.pick()
	case fyne.KeyEscape:
		l.onEscape()
	case fyne.KeyTab:
		l.tab()
	default:
		return false
	}
	return true
}

// goTo moves the keyboard as a person would.
func (l *optionList) goTo(at int) {
	l.went = true
	l.moveTo(max(0, at))
}

// AcceptsTab has Tab leave a list that was opened over a form. Part of fyne.Tabbable.
func (l *optionList) AcceptsTab() bool { return l.tabs }

// tab closes the list and goes to the next field, or with Shift to the one before.
func (l *optionList) tab() {
	home := canvasOf(l)
	if !l.tabs || home == nil {
		return
	}
	back := false
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		back = d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	if l.went && l.at < len(l.options) {
		l.pick()
	} else {
		l.onEscape()
	}
	if back {
		home.FocusPrevious()
	} else {
		home.FocusNext()
	}
}

func (l *optionList) TypedKey(e *fyne.KeyEvent) {
	switch {
	case l.key(e):
		l.ahead.stop()
	case e.Name == fyne.KeyHome:
		l.ahead.stop()
		l.goTo(0)
	case e.Name == fyne.KeyEnd:
		l.ahead.stop()
		l.goTo(len(l.options) - 1)
	case e.Name == fyne.KeyBackspace:
		l.jump(l.ahead.back(labelsOf(l.options), l.at))
	case e.Name == fyne.KeySpace && !l.ahead.typing():
		l.pick()
	}
}

func (l *optionList) TypedRune(r rune) {
	if l.jumps {
		l.jump(l.ahead.add(r, labelsOf(l.options), l.at))
	}
}

func (l *optionList) jump(to int) {
	if to >= 0 {
		l.goTo(to)
	}
}

func (l *optionList) FocusGained() {}
func (l *optionList) FocusLost()   {}

func (l *optionList) hit(at fyne.Position) int {
	i := l.top + int(at.Y/l.rowHeight())
	if at.Y < 0 || i >= len(l.options) {
		return -1
	}
	return i
}

func (l *optionList) Tapped(e *fyne.PointEvent) {
	if i := l.hit(e.Position); i >= 0 {
		l.at = i
		l.pick()
	}
}

func (l *optionList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }
func (l *optionList) MouseOut()                     {}

func (l *optionList) MouseMoved(e *desktop.MouseEvent) {
	if i := l.hit(e.Position); i >= 0 && i != l.at {
		l.at = i
		l.Refresh()
	}
}

// Scrolled moves the window. Part of fyne.Scrollable.
func (l *optionList) Scrolled(e *fyne.ScrollEvent) {
	if len(l.options) <= optionRows {
		passWheel(l, e)
		return
	}
	step := 1
	if e.Scrolled.DY > 0 {
		step = -1
	}
	l.top = max(0, min(l.top+step, len(l.options)-optionRows))
	if l.at >= 0 { // to look at a list is not to choose from it
		l.at = max(l.top, min(l.at, l.top+optionRows-1))
	}
	l.Refresh()
}

func (l *optionList) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	again := func(size fyne.Size) { objects = l.draw(objects[:0], size) }
	return &draw.Rendering{
		Of:    l,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  again,
		Least: func() fyne.Size {
			rows := max(1, min(optionRows, len(l.options)))
			return fyne.NewSize(180, float32(rows)*l.rowHeight())
		},
		Redraws: func() {
			again(l.Size())
			canvas.Refresh(l)
		},
	}
}

func (l *optionList) draw(objects []fyne.CanvasObject, size fyne.Size) []fyne.CanvasObject {
	if len(l.options) == 0 {
		return append(objects, l.line(l.empty, theme.ColorMuted, 8, 0, size.Width-16)...)
	}
	for i := l.top; i < min(len(l.options), l.top+optionRows); i++ {
		y := float32(i-l.top) * l.rowHeight()
		objects = append(objects, l.ground(i, y, size.Width)...)
		option := l.options[i]
		ink := theme.ColorInk
		if option.ID == "" {
			ink = theme.ColorMuted
		}
		text := option.Label
		if option.Note != "" {
			text += "  ·  " + option.Note
		}
		objects = append(objects, l.line(text, ink, 8, y, size.Width-16-l.tickRoom())...)
	}
	if len(l.options) > optionRows {
		objects = append(objects, l.thumb(size))
	}
	return objects
}

// tickRoom is the space at the right for the tick of what is chosen.
func (l *optionList) tickRoom() float32 {
	if l.chosen < 0 {
		return 0
	}
	return tickSide*draw.TextScale() + 6
}

// ground is what lies behind an option: a fill and a tick for what is chosen,
// and a ring around what is under the keyboard.
func (l *optionList) ground(i int, y, width float32) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	if i == l.chosen {
		back := canvas.NewRectangle(color.Transparent)
		draw.Box(back, theme.ColorAccentSoft, "", 0, 6)
		draw.Place(back, 0, y, width, l.rowHeight())
		tick, side := canvas.NewImageFromResource(theme.Icon(theme.IconTick, theme.ColorAccent)), tickSide*draw.TextScale()
		draw.Place(tick, width-8-side, y+(l.rowHeight()-side)/2, side, side)
		objects = append(objects, back, tick)
	}
	if i == l.at {
		ring := canvas.NewRectangle(color.Transparent)
		draw.Box(ring, "", theme.ColorFocus, 2, 6)
		draw.Place(ring, 0, y, width, l.rowHeight())
		objects = append(objects, ring)
	}
	return objects
}

// thumb shows how much of the list is in view, and where.
func (l *optionList) thumb(size fyne.Size) fyne.CanvasObject {
	bar := canvas.NewRectangle(color.Transparent)
	draw.Box(bar, theme.ColorTarget, "", 0, 2)
	share := float32(optionRows) / float32(len(l.options))
	height := max(16, size.Height*share)
	y := (size.Height - height) * float32(l.top) / float32(len(l.options)-optionRows)
	draw.Place(bar, size.Width-3, y, 3, height)
	return bar
}

func (l *optionList) line(text string, ink fyne.ThemeColorName, x, y, width float32) []fyne.CanvasObject {
	t := canvas.NewText("", draw.Color(ink))
	t.TextSize = draw.Size(theme.SizeBody)
	t.Text, _ = draw.Ellipsis(text, width, func(s string) float32 {
		return fyne.MeasureText(s, t.TextSize, t.TextStyle).Width
	})
	least := t.MinSize()
	draw.Place(t, x, y+(l.rowHeight()-least.Height)/2, least.Width, least.Height)
	return []fyne.CanvasObject{t}
}
