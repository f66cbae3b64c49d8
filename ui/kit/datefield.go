package kit

import (
	"fyne.io/fyne/v2"

	"waymark/ui/theme"
)

// DateField takes a typed date, or one from a calendar (F4 or the icon). Up and
// Down go a day on or back, Page Up and Page Down a month. It never keeps an older
// date than what is written in it.
type DateField struct {
	Field
	// Entry is the entry itself.
	Entry *Entry
	// Past reads years of two digits as never in the future, for births.
	Past bool
	// OnChanged is called when a person changes the text, with the date or with what
	// is wrong with it.
	OnChanged func(Day, error)

	today func() Day
	quiet bool
	pop   *popover
}

// NewDateField makes a field; today says what day it is now.
func NewDateField(label string, today func() Day) *DateField {
	f := &DateField{Entry: NewEntry(), today: today}
	f.Entry.SetPlaceHolder("dd/mm/yyyy")
	f.Entry.OnChanged = f.typed
	f.Entry.OnKey = f.key
	f.Entry.OnFocus = f.focus
	f.Entry.ActionItem = newIconTap(theme.IconCalendar, f.OpenCalendar)
	f.build(label, f.Entry)
	f.ExtendBaseWidget(f)
	return f
}

// Value is the date as it is written now. Blank is the zero Day, and an error if
// the field is required. The error is a sentence to show.
func (f *DateField) Value() (Day, error) {
	day, err := ParseDay(f.Entry.Text, DayRule{Today: f.today(), Past: f.Past})
	if err != nil {
		return Day{}, err
	}
	if day.IsZero() && f.required {
		return Day{}, sentence("Write a date, like 07/04/2026.")
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
	f.Entry.SetText(text)
	f.quiet = false
	f.SetError("")
}

// Disable stops the date from being changed.
func (f *DateField) Disable() { f.Entry.Disable() }

// Enable lets the date be changed.
func (f *DateField) Enable() { f.Entry.Enable() }

// Focus gives the entry the keyboard.
func (f *DateField) Focus() { focusOn(f.Entry) }

func (f *DateField) typed(string) {
	if f.quiet {
		return
	}
	f.SetError("")
	if f.OnChanged != nil {
		f.OnChanged(f.Value())
	}
}

// focus writes the date out in full when the field is left, so that the person
// sees what was understood, or says what is wrong.
func (f *DateField) focus(gained bool) {
	if gained || f.Entry.Text == "" {
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
	day, err := ParseDay(f.Entry.Text, DayRule{Today: f.today(), Past: f.Past})
	if err != nil {
		f.SetError(err.Error())
		return
	}
	if day.IsZero() {
		f.Entry.SetText(f.today().String())
		return
	}
	if to := move(day); to.Year >= firstYear && to.Year <= lastYear {
		f.Entry.SetText(to.String())
	}
}

// OpenCalendar opens the calendar under the field.
func (f *DateField) OpenCalendar() {
	if f.Entry.Disabled() {
		return
	}
	chosen, err := ParseDay(f.Entry.Text, DayRule{Today: f.today(), Past: f.Past})
	if err != nil {
		chosen = Day{}
	}
	calendar := newCalendarPop(chosen, f.today(), func(day Day) {
		f.closeCalendar()
		f.Entry.SetText(day.String())
	}, f.closeCalendar)
	f.pop = openPopover(f.Entry, f.Entry, calendar, 0, calendar.grid)
}

func (f *DateField) closeCalendar() {
	if f.pop != nil {
		f.pop.close()
		f.pop = nil
	}
}
