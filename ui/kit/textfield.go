package kit

import (
	"fmt"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// defaultCap is the most characters a text of many lines may have: longer ones
// make Fyne's entry slow, and belong in several notes.
const defaultCap = 4000

// TextField is a labelled entry of one line or many.
type TextField struct {
	Field
	// Entry is the entry itself.
	Entry *Entry
	// OnChanged is called with the text when a person changes it.
	OnChanged func(string)
	// OnSubmitted is called with the text on Enter in a field of one line.
	OnSubmitted func(string)

	max   int
	quiet bool
	base  string
	keys  map[fyne.KeyName]func()
}

// NewTextField makes a field of one line.
func NewTextField(label string) *TextField { return newTextField(label, 0, false) }

// NewTextArea makes a field of many lines that holds at most max characters (0 is
// 4000). A longer text is kept as typed, with a sentence that says how much is too
// much; Problem reports it so that a form can refuse to save.
func NewTextArea(label string, max int) *TextField {
	if max <= 0 {
		max = defaultCap
	}
	return newTextField(label, max, true)
}

func newTextField(label string, max int, lines bool) *TextField {
	f := &TextField{Entry: NewEntry(), max: max}
	if lines {
		f.Entry.MultiLine = true
		f.Entry.Wrapping = fyne.TextWrapWord
		f.Entry.SetMinRowsVisible(4)
	}
	f.Entry.OnChanged = f.typed
	f.Entry.OnKey = f.key
	f.build(label, f.Entry)
	f.ExtendBaseWidget(f)
	return f
}

// SetKey has a key, such as F4, do what an Aside beside the field does.
func (f *TextField) SetKey(name fyne.KeyName, do func()) {
	if f.keys == nil {
		f.keys = map[fyne.KeyName]func(){}
	}
	f.keys[name] = do
}

func (f *TextField) key(key *fyne.KeyEvent) bool {
	if do := f.keys[key.Name]; do != nil {
		do()
		return true
	}
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	if !enter || f.Entry.MultiLine || f.OnSubmitted == nil {
		return false
	}
	f.OnSubmitted(f.Entry.Text)
	return true
}

func (f *TextField) typed(text string) {
	if f.max > 0 {
		f.count()
	}
	if f.quiet {
		return
	}
	if f.max == 0 || f.Problem() == "" {
		f.SetError("")
	}
	if f.OnChanged != nil {
		f.OnChanged(text)
	}
}

// count shows how much room is left once it gets scarce.
func (f *TextField) count() {
	left := f.max - utf8.RuneCountInString(f.Entry.Text)
	switch {
	case left < 0:
		f.SetError(f.Problem())
	case left == 1:
		f.Field.SetHint("1 character left")
	case left <= f.max/10:
		f.Field.SetHint(fmt.Sprintf("%d characters left", left))
	default:
		f.Field.SetHint(f.base)
	}
}

// Problem is a sentence when the text is too long, else "".
func (f *TextField) Problem() string {
	if f.max == 0 {
		return ""
	}
	over := utf8.RuneCountInString(f.Entry.Text) - f.max
	if over <= 0 {
		return ""
	}
	if over == 1 {
		return fmt.Sprintf("Shorten this by 1 character (the limit is %d), or put the rest in a second note.", f.max)
	}
	return fmt.Sprintf("Shorten this by %d characters (the limit is %d), or put the rest in a second note.", over, f.max)
}

// Text is the text as typed.
func (f *TextField) Text() string { return f.Entry.Text }

// SetText sets the text without calling OnChanged.
func (f *TextField) SetText(text string) {
	f.quiet = true
	f.Entry.SetText(text)
	f.quiet = false
	if f.Problem() == "" {
		f.SetError("")
	}
}

// SetHint changes the help beneath the entry.
func (f *TextField) SetHint(hint string) {
	f.base = hint
	f.Field.SetHint(hint)
}

// SetPlaceHolder changes what an empty entry shows.
func (f *TextField) SetPlaceHolder(text string) { f.Entry.SetPlaceHolder(text) }

// SetRows sets how many lines of a text area are seen at once.
func (f *TextField) SetRows(rows int) { f.Entry.SetMinRowsVisible(rows) }

// Disable stops the text from being changed.
func (f *TextField) Disable() { f.Entry.Disable() }

// Enable lets the text be changed.
func (f *TextField) Enable() { f.Entry.Enable() }

// Focus moves the keyboard to the entry.
func (f *TextField) Focus() { FocusOn(f.Entry) }

// FocusAll puts the cursor into the field with everything chosen, so that
// typing replaces what was proposed.
func (f *TextField) FocusAll() {
	f.Focus()
	f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}
