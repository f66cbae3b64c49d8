package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Segmented is a joined row of which one part is always on, like Month and Week.
type Segmented struct {
	widget.BaseWidget
	cells *cells
}

// NewSegmented makes one with the part at index selected; onChange is called when a
// person changes it.
func NewSegmented(options []string, selected int, onChange func(int)) *Segmented {
	s := &Segmented{cells: newCells(options, selected, true, onChange)}
	s.ExtendBaseWidget(s)
	return s
}

// Selected is the index of the part that is on.
func (s *Segmented) Selected() int { return s.cells.selected }

// SetSelected switches to a part without calling onChange.
func (s *Segmented) SetSelected(i int) { s.cells.set(i) }

// SetOptions changes the parts and selects the first.
func (s *Segmented) SetOptions(options []string) {
	s.cells.options = options
	s.cells.set(0)
}

// Tap switches to a part as a person would, for code that acts for one.
func (s *Segmented) Tap(i int) { s.cells.choose(i) }

// CreateRenderer draws the row. Part of fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.cells) }

// ChoiceRow is a labelled row of buttons for one answer of a few. Nothing is chosen
// until a person chooses.
type ChoiceRow struct {
	Field
	cells *cells
}

// NewChoiceRow makes a row; onChange is called with the index that a person chose.
func NewChoiceRow(label string, options []string, onChange func(int)) *ChoiceRow {
	r := &ChoiceRow{}
	r.cells = newCells(options, -1, false, func(i int) {
		r.SetError("")
		if onChange != nil {
			onChange(i)
		}
	})
	r.build(label, r.cells)
	r.ExtendBaseWidget(r)
	return r
}

// Selected is the index of what is chosen, -1 for nothing.
func (r *ChoiceRow) Selected() int { return r.cells.selected }

// SetSelected chooses without calling onChange; -1 takes the choice back.
func (r *ChoiceRow) SetSelected(i int) { r.cells.set(i) }

// SetOptions changes the options and takes the choice back.
func (r *ChoiceRow) SetOptions(options []string) {
	r.cells.options = options
	r.cells.set(-1)
}

// AllowNone lets Delete and Backspace take a choice back, and returns the row.
// fn is called after that.
func (r *ChoiceRow) AllowNone(fn func()) *ChoiceRow {
	r.cells.onErase = func() {
		r.SetError("")
		if fn != nil {
			fn()
		}
	}
	return r
}

// Clear takes the choice back as a person would.
func (r *ChoiceRow) Clear() { r.cells.erase() }

// Tap chooses as a person would, for code that acts for one.
func (r *ChoiceRow) Tap(i int) { r.cells.choose(i) }

// Disable stops the choice from being changed.
func (r *ChoiceRow) Disable() { r.cells.Disable() }

// Enable lets the choice be changed.
func (r *ChoiceRow) Enable() { r.cells.Enable() }

// Focus moves the keyboard to the row.
func (r *ChoiceRow) Focus() { FocusOn(r.cells) }
