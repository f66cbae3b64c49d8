package kit

import "fyne.io/fyne/v2"

// Finder is a labelled entry for one of very many: what is typed is searched
// for, and what is found stands below it. Up and Down move, Enter takes one; once
// one is taken, Enter is the dialog's.
type Finder struct {
	Field
	// Entry is where the search is typed.
	Entry *Entry
	// OnType is called with what was typed; the screen answers with Offer.
	OnType func(query string)
	// OnPick is called with what was taken; the empty option when it was given up
	// by typing on.
	OnPick func(Option)

	chosen Option
	list   *optionList
	quiet  bool
}

// NewFinder makes a finder with nothing taken.
func NewFinder(label string) *Finder {
	f := &Finder{Entry: NewEntry()}
	f.list = newOptionList(f.take)
	f.list.onEscape = func() {}
	f.list.Hide()
	f.Entry.OnChanged = f.typed
	f.Entry.OnKey = f.key
	f.build(label, VStack(4, f.Entry, f.list))
	f.ExtendBaseWidget(f)
	return f
}

// Chosen is what was taken, or the empty option.
func (f *Finder) Chosen() Option { return f.chosen }

// Offer shows what was found for a query; an answer to an older one is not shown.
func (f *Finder) Offer(query string, options []Option, empty string) {
	if query != f.Entry.Text || f.chosen.ID != "" {
		return
	}
	f.list.empty = empty
	f.list.set(options, 0)
	f.list.Hidden = query == ""
	f.changed()
}

// Take takes an option, as a person would.
func (f *Finder) Take(o Option) { f.take(o) }

func (f *Finder) take(o Option) {
	f.quiet = true
	f.chosen = o
	f.Entry.SetText(o.Label)
	f.quiet = false
	f.Entry.CursorColumn = len([]rune(o.Label))
	f.list.Hide()
	f.SetError("")
	f.SetHint(o.Note)
	f.changed()
	if f.OnPick != nil {
		f.OnPick(o)
	}
}

func (f *Finder) typed(text string) {
	if f.quiet {
		return
	}
	f.SetError("")
	if f.chosen.ID != "" {
		f.chosen = Option{}
		f.SetHint("")
		if f.OnPick != nil {
			f.OnPick(Option{})
		}
	}
	if text == "" {
		f.list.Hide()
		f.changed()
	}
	if f.OnType != nil {
		f.OnType(text)
	}
}

func (f *Finder) key(e *fyne.KeyEvent) bool {
	if f.list.Hidden || len(f.list.options) == 0 {
		return false
	}
	switch e.Name {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyEnter:
		return f.list.key(e)
	}
	return false
}

// Focus moves the keyboard to the entry.
func (f *Finder) Focus() { FocusOn(f.Entry) }
