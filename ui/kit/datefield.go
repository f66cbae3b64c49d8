package kit

import (
	"fyne.io/fyne/v2"

	"waymark/ui/theme"
)

// sentence is an error that is shown to a person as it is.
type sentence string

// Error is the sentence.
func (s sentence) Error() string { return string(s) }

const errNoDay = sentence("Enter a date, like 07/04/2026")

// ReadDay reads a date as people type it. A blank text is the blank Day. The
// error is a sentence to show beside the field. What it returns must be read back
// as itself from Day.String.
type ReadDay func(text string) (Day, error)

// DateField takes a typed date, or one from a calendar (F4 or the icon). Up and
// Down go a day on or back, Page Up and Page Down a month. It never keeps an older
// date than what is written in it, and shows above the entry, with its weekday,
// the date that it understands.
type DateField struct {
	Field
	// Entry is the entry itself.
	Entry *Entry
	// OnChanged is called when a person changes the text, with the date or with what
	// is wrong with it.
	OnChanged func(Day, error)

	today      func() Day
	read       ReadDay
	focused    bool
	quiet      bool
	pop        *popover
	understood *Text
}

// NewDateField makes a field; today says what day it is now, read what a typed
// date means.
func NewDateField(label string, today func() Day, read ReadDay) *DateField {
	f := &DateField{Entry: NewEntry(), today: today, read: read, understood: NewText("", Small)}
	f.understood.SetMinWidth(0) // it never makes the field wider
	f.Entry.SetPlaceHolder("dd/mm/yyyy")
	f.Entry.OnChanged = f.typed
	f.Entry.OnKey = f.key
	f.Entry.OnFocus = f.focus
	f.Entry.ActionItem = newIconTap(theme.IconCalendar, f.OpenCalendar)
	f.build(label, f.Entry)
	f.head.Add(Spacer())
	f.head.Add(f.understood)
	f.ExtendBaseWidget(f)
	return f
}

// Understood is the date that the field shows it understands, such as
// “Tue 7 Apr 2026”, or "" if there is none.
func (f *DateField) Understood() string { return f.understood.Text() }

// understand shows the date that is written now.
func (f *DateField) understand() {
	day, err := f.read(f.Entry.Text)
	if err != nil {
		day = Day{}
	}
	f.understood.SetText(day.Long())
	f.head.Refresh()
}

// Value is the date as it is written now. Blank is the zero Day, and an error if
// the field is required. The error is a sentence to show.
func (f *DateField) Value() (Day, error) {
	day, err := f.read(f.Entry.Text)
	if err != nil {
		return Day{}, err
	}
	if day.IsZero() && f.required {
		return Day{}, errNoDay
	}
	return day, nil
}

// SetValue writes a date, or nothing for the zero Day, without calling OnChanged.
func (f *DateField) SetValue(day Day) { f.SetText(day.String()) }

// Text is what is written in the field.
func (f *DateField) Text() string { return f.Entry.Text }

// SetText writes any text without calling OnChanged, as when a draft is restored.
func (f *DateField) SetText(text string) {
	f.quiet = true
	f.write(text)
	f.quiet = false
	f.understand()
	f.SetError("")
}

// write replaces what is written, and selects it while the field has the
// keyboard, as when it was entered.
func (f *DateField) write(text string) {
	f.Entry.SetText(text)
	if f.focused {
		f.selectAll()
	}
}

func (f *DateField) selectAll() { f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Reread reads again what is written, after the reader's rule has changed.
func (f *DateField) Reread() { f.understand() }

// Disable stops the date from being changed.
func (f *DateField) Disable() { f.Entry.Disable() }

// Enable lets the date be changed.
func (f *DateField) Enable() { f.Entry.Enable() }

// Focus moves the keyboard to the entry.
func (f *DateField) Focus() { FocusOn(f.Entry) }

func (f *DateField) typed(string) {
	if f.quiet {
		return
	}
	f.understand()
	f.SetError("")
	if f.OnChanged != nil {
		f.OnChanged(f.Value())
	}
}

// focus selects the date when the field is entered, because what is typed there
// is another date and never part of the one before. When the field is left it
// writes the date out in full, so that the person sees what was understood, or
// says what is wrong.
func (f *DateField) focus(gained bool) {
	f.focused = gained
	if f.Entry.Text == "" {
		return
	}
	if gained {
		f.selectAll()
		return
	}
	day, err := f.Value()
	if err != nil {
		f.SetError(err.Error())
		return
	}
	if written := day.String(); written != f.Entry.Text {
		f.quiet = true
		f.Entry.SetText(written)
		f.quiet = false
	}
	f.understand()
}

func (f *DateField) key(e *fyne.KeyEvent) bool {
	if f.Entry.Disabled() {
		return false
	}
	switch e.Name {
	case fyne.KeyF4:
		f.OpenCalendar()
	case fyne.KeyUp:
		f.step(func(d Day) Day { return d.AddDays(1) })
	case fyne.KeyDown:
		f.step(func(d Day) Day { return d.AddDays(-1) })
	case fyne.KeyPageUp:
		f.step(func(d Day) Day { return d.AddMonths(1) })
	case fyne.KeyPageDown:
		f.step(func(d Day) Day { return d.AddMonths(-1) })
	default:
		return false
	}
	return true
}

// step moves from the date that is written; a blank field starts with today and a
// text that is no date is left alone.
func (f *DateField) step(move func(Day) Day) {
	day, err := f.read(f.Entry.Text)
	if err != nil {
		f.SetError(err.Error())
		return
	}
	if day.IsZero() {
		f.write(f.today().String())
		return
	}
	if to := move(day); f.known(to) {
		f.write(to.String())
	}
}

// known says whether a day can be written in the field.
func (f *DateField) known(day Day) bool {
	again, err := f.read(day.String())
	return err == nil && again == day
}

// OpenCalendar opens the calendar under the field.
func (f *DateField) OpenCalendar() {
	if f.Entry.Disabled() {
		return
	}
	chosen, err := f.read(f.Entry.Text)
	if err != nil {
		chosen = Day{}
	}
	calendar := newCalendarPop(chosen, f.today(), func(day Day) {
		f.closeCalendar()
		f.write(day.String())
	}, f.closeCalendar)
	f.pop = openPopover(f.Entry, f.Entry, calendar, 0, calendar.grid)
}

func (f *DateField) closeCalendar() {
	if f.pop != nil {
		f.pop.close()
		f.pop = nil
	}
}
