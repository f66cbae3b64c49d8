package uitest

import (
	"slices"

	"fyne.io/fyne/v2"

	"waymark/ui/kit"
)

// Focused is what has the focus; the test stops if nothing has.
func (d *Desk) Focused() fyne.Focusable {
	d.T.Helper()
	f := d.Window.Canvas().Focused()
	if f == nil {
		d.T.Fatal("nothing has the focus")
	}
	return f
}

// Type types letter by letter into what has the focus, which may move on.
func (d *Desk) Type(text string) {
	d.T.Helper()
	for _, r := range text {
		d.Focused().TypedRune(r)
	}
}

// Keys types special keys into what has the focus.
func (d *Desk) Keys(names ...fyne.KeyName) {
	d.T.Helper()
	for _, n := range names {
		d.Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// Tab goes to the next field, so many times.
func (d *Desk) Tab(times int) {
	for range times {
		d.Window.Canvas().FocusNext()
	}
}

// Met answers how they met, if that is asked: 1 is the clinic.
func (d *Desk) Met(key rune) {
	d.T.Helper()
	if kit.OverlayOpen(d.Window) && slices.Contains(d.Texts(), "Type of contact") {
		d.Focused().TypedRune(key)
	}
}
