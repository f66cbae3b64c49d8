package kit

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Entry is Fyne's entry with the keys of a form: Tab always leaves it, Escape and
// Enter reach the dialog it stands in, and its page scrolls to it.
type Entry struct {
	widget.Entry
	// OnKey sees each key before the entry does; true means that it was used.
	OnKey    func(*fyne.KeyEvent) bool
	hint     string // what an empty entry shows, whole
	searches bool
	// takesTab is for an entry whose OnKey does something with Tab.
	takesTab bool
	// OnFocus is called when the entry gains (true) or loses (false) the focus.
	OnFocus func(bool)
}

// NewEntry makes an entry of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewSearch makes an entry with a magnifying glass that calls onChange on every
// change. Escape empties it.
func NewSearch(placeholder string, onChange func(string)) *Entry {
	e := NewEntry()
	e.searches = true
	e.SetPlaceHolder(placeholder)
	e.Icon = theme.Icon(theme.IconSearch, theme.ColorMuted)
	e.OnChanged = onChange
	e.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyEscape || e.Text == "" {
			return false
		}
		e.SetText("")
		return true
	}
	return e
}

// Searches reports whether the entry was made by NewSearch.
func (e *Entry) Searches() bool { return e.searches }

// SetText writes a text. Fyne keeps what it knows of a selection when the text is
// emptied, and then loses the first character typed: an arrow key ends it.
func (e *Entry) SetText(text string) {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.Entry.SetText(text)
}

// SetPlaceHolder sets what an empty entry shows. In an entry of one line it ends
// with an ellipsis where it does not fit: Fyne would cut it and show a scroll bar.
func (e *Entry) SetPlaceHolder(text string) {
	e.hint = text
	e.Entry.SetPlaceHolder(e.fitted())
}

// Resize sets the size of the entry, and of the hint what fits it.
func (e *Entry) Resize(size fyne.Size) {
	e.Entry.Resize(size)
	if text := e.fitted(); text != e.PlaceHolder && e.hint != "" {
		e.Entry.SetPlaceHolder(text)
	}
}

func (e *Entry) fitted() string {
	room := e.Size().Width
	if e.MultiLine || room == 0 {
		return e.hint
	}
	room -= 3 * fynetheme.InnerPadding()
	if e.Icon != nil {
		room -= fynetheme.IconInlineSize() + fynetheme.LineSpacing()
	}
	if e.ActionItem != nil {
		room -= e.ActionItem.MinSize().Width
	}
	text, _ := draw.Ellipsis(e.hint, room, func(s string) float32 {
		return fyne.MeasureText(s, fynetheme.TextSize(), e.TextStyle).Width
	})
	return text
}

// TypedKey handles a key. Part of fyne.Focusable.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	used()
	if e.OnKey != nil && e.OnKey(key) {
		return
	}
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	if key.Name == fyne.KeyEscape || (enter && !e.MultiLine && e.OnSubmitted == nil) {
		DialogKey(e, key)
		return
	}
	e.Entry.TypedKey(key)
}

// TypedRune types a character. Part of fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	used()
	e.Entry.TypedRune(r)
}

// TypedShortcut does what a shortcut says, and remembers what it copies. Part of
// fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	used()
	e.Entry.TypedShortcut(s)
	noteCopied(s)
}

// AcceptsTab is false even with many lines: Tab goes to the next field, unless OnKey
// uses it. Part of fyne.Tabbable.
func (e *Entry) AcceptsTab() bool { return e.takesTab }

// FocusGained shows the cursor and scrolls the entry into view.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	FollowFocus(e)
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost hides the cursor.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// FocusOn moves the keyboard to an object, if it is on a canvas.
func FocusOn(o fyne.Focusable) {
	object, ok := o.(fyne.CanvasObject)
	if !ok {
		return
	}
	if c := canvasOf(object); c != nil {
		c.Focus(o)
	}
}

// canvasOf is the canvas of an object. The real driver knows it only once the
// object has been painted, so for one that was just made it is that of the
// window: Waymark has one.
func canvasOf(object fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(object); c != nil {
		return c
	}
	if windows := driver.AllWindows(); len(windows) > 0 {
		return windows[0].Canvas()
	}
	return nil
}

// Check is Fyne's check box, kept in view when it gains the focus.
type Check struct {
	widget.Check
	stray   strayTyping
	focused bool
}

// checkInset is the unseen edge that Fyne leaves at the left of the box.
const checkInset float32 = 8

// Move puts the box, and not the unseen edge around it, below what stands above it.
func (c *Check) Move(at fyne.Position) { c.Check.Move(at.SubtractXY(checkInset, 0)) }

// NewCheck makes a check box that calls fn when a person changes it.
func NewCheck(text string, fn func(bool)) *Check {
	c := &Check{}
	c.Text = text
	c.OnChanged = fn
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained shows the focus and scrolls the check box into view.
func (c *Check) FocusGained() {
	c.focused = true
	c.Check.FocusGained()
	FollowFocus(c)
}

// FocusLost hides the focus. Part of fyne.Focusable.
func (c *Check) FocusLost() {
	c.focused = false
	c.Check.FocusLost()
	c.stray.reset()
}

// TypedKey passes a key to the dialog; on a page, which has no default button,
// Enter switches as Space does. Part of fyne.Focusable.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	if DialogKey(c, key) || c.Disabled() {
		return
	}
	if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
		c.SetChecked(!c.Checked)
	}
}

// TypedRune switches on a space, unless it belongs to a text that someone types
// by mistake while the box has the keyboard. Part of fyne.Focusable.
func (c *Check) TypedRune(r rune) {
	c.stray.rune(r)
	if !c.stray.letters {
		c.Check.TypedRune(r)
	}
}
