package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FlagData is a warning about a person: a few words, all that is known of it for
// whoever points at it, and whether it waits to be reviewed.
type FlagData struct {
	Text, About string
	Expired     bool
}

// chip is a warning as one word of state. What is overdue says so.
func (f FlagData) chip() ChipData {
	if f.Expired {
		return ChipData{Text: fmt.Sprintf("Review due · %s", f.Text), Tone: Red} // first, because the end may be cut off
	}
	return ChipData{Text: f.Text, Tone: Amber}
}

// FlagChips are the first warnings about a person for a row of a list, with how
// many more there are.
func FlagChips(flags []FlagData, most int) []ChipData {
	var chips []ChipData
	for i, f := range flags {
		if i == most {
			return append(chips, ChipData{Text: fmt.Sprintf("+%d", len(flags)-most), Tone: Amber})
		}
		chips = append(chips, f.chip())
	}
	return chips
}

// Flags shows the warnings about the person whom a page is about, before anything
// else. It takes no room if there are none.
type Flags struct {
	widget.BaseWidget
	list []FlagData
	box  *fyne.Container
}

// NewFlags makes a line of warnings that is empty and hidden.
func NewFlags() *Flags {
	f := &Flags{box: Wrap()}
	f.ExtendBaseWidget(f)
	f.Hide()
	return f
}

// Set changes the warnings.
func (f *Flags) Set(list []FlagData) {
	f.list = list
	f.box.Objects = nil
	for _, d := range list {
		chip := d.chip()
		tip := d.Text
		if d.About != "" {
			tip += "\n" + d.About
		}
		f.box.Add(WithTip(NewChip(chip.Text, chip.Tone), func() string { return tip }))
	}
	f.Hidden = len(list) == 0
	f.box.Refresh()
	f.Refresh()
}

// CreateRenderer draws the line. Part of fyne.Widget.
func (f *Flags) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }
