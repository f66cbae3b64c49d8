package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// RowHeight is the height to give Rows for rows of RowText; Rows multiplies it by
// the text size setting.
func RowHeight() float32 { return 58 }

// ChipData is a chip at the end of a row.
type ChipData struct {
	Text string
	Tone Tone
}

// RowData is what a row says. Everything but Title may be left out.
type RowData struct {
	// Lead stands in a narrow column before the title: a time, or a day and, after a
	// line break, a place.
	Lead string
	// Title is the bold first line.
	Title string
	// Marks are stretches of Title that matched a search.
	Marks []Range
	// Secondary is the muted second line.
	Secondary string
	// SecondaryMarks are stretches of Secondary that matched a search.
	SecondaryMarks []Range
	// Aside stands in the middle of a wide row: someone's words.
	Aside string
	// Chips stand at the right.
	Chips []ChipData
	// Muted draws the title in the muted colour, for what is closed or free.
	Muted bool
}

// RowText is the standard row of two lines. What does not fit ends with an
// ellipsis, and the pointer shows it whole.
type RowText struct {
	widget.BaseWidget
	data                          RowData
	lead, title, secondary, aside *Text
	chips                         []*Chip
	action                        fyne.CanvasObject
}

// NewRowText makes an empty row.
func NewRowText() *RowText {
	r := &RowText{
		lead: NewParagraph("", Bold), title: NewText("", Bold),
		secondary: NewText("", Muted), aside: NewText("", Muted),
	}
	r.lead.SetMaxLines(2)
	r.aside.SetColor(theme.ColorInk)
	r.ExtendBaseWidget(r)
	return r
}

// Set fills the row.
func (r *RowText) Set(data RowData) {
	r.data = data
	r.lead.SetStyle(Bold)
	if strings.Contains(data.Lead, "\n") {
		r.lead.SetStyle(Muted)
	}
	r.lead.SetText(data.Lead)
	r.title.SetText(data.Title)
	if data.Marks != nil {
		r.title.SetMarks(data.Marks)
	}
	style, color := Bold, theme.ColorInk
	if data.Muted {
		style, color = Body, theme.ColorMuted
	}
	r.title.SetStyle(style)
	r.title.SetColor(color)
	r.secondary.SetText(data.Secondary)
	if data.SecondaryMarks != nil {
		r.secondary.SetMarks(data.SecondaryMarks)
	}
	r.aside.SetText(data.Aside)
	for len(r.chips) < len(data.Chips) {
		r.chips = append(r.chips, NewChip("", Neutral))
	}
	for i, chip := range r.chips {
		chip.Hidden = i >= len(data.Chips)
		if !chip.Hidden {
			chip.Set(data.Chips[i].Text, data.Chips[i].Tone)
		}
	}
	r.Refresh()
}

// Data is what the row was last filled with.
func (r *RowText) Data() RowData { return r.data }

// SetAction puts a button at the end of the row; nil takes it away.
func (r *RowText) SetAction(action *Button) {
	if action == nil {
		r.setEnd(nil)
		return
	}
	r.setEnd(action)
}

// SetStar puts a star at the end of the row.
func (r *RowText) SetStar(star *Star) { r.setEnd(star) }

// Star is the star at the end of the row, or nil.
func (r *RowText) Star() *Star {
	star, _ := r.action.(*Star)
	return star
}

func (r *RowText) setEnd(end fyne.CanvasObject) {
	if r.action != end {
		r.action = end
		r.Refresh()
	}
}

// TipText is everything that an ellipsis hides, or "".
func (r *RowText) TipText() string {
	cut := func(c *Chip) bool { return !c.Hidden && c.Truncated() }
	if !r.title.Truncated() && !r.secondary.Truncated() && !r.aside.Truncated() && !r.lead.Truncated() && !slices.ContainsFunc(r.chips, cut) {
		return ""
	}
	var lines []string
	for _, line := range []string{r.data.Title, r.data.Secondary, r.data.Aside} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	for _, chip := range r.chips {
		if cut(chip) {
			lines = append(lines, chip.Text())
		}
	}
	return strings.Join(lines, "\n")
}

// CreateRenderer draws the row. Part of fyne.Widget.
func (r *RowText) CreateRenderer() fyne.WidgetRenderer {
	return &draw.Rendering{
		Of: r,
		Shows: func() []fyne.CanvasObject {
			objects := []fyne.CanvasObject{r.lead, r.title, r.secondary, r.aside}
			for _, chip := range r.chips {
				objects = append(objects, chip)
			}
			if r.action != nil {
				objects = append(objects, r.action)
			}
			return objects
		},
		Lays:  r.arrange,
		Least: func() fyne.Size { return fyne.NewSize(160, RowHeight()*draw.TextScale()-1) },
		Redraws: func() {
			r.arrange(r.Size())
			canvas.Refresh(r)
		},
	}
}

// leastTitle is the room that chips leave a title of normal size, so that it can be
// told which one it is.
const leastTitle float32 = 60

// arrange leaves the right end what it needs, up to half of the row, and cuts the texts.
func (r *RowText) arrange(size fyne.Size) {
	const gap float32 = 12
	right := size.Width
	if r.action != nil {
		least := r.action.MinSize()
		right -= least.Width
		draw.Place(r.action, right, (size.Height-least.Height)/2, least.Width, least.Height)
		right -= gap
	}
	left := r.arrangeLead(size)
	from := max(size.Width*0.45, left+leastTitle*draw.TextScale())
	below, middle, end := r.chipsBelow(left, from, right), size.Height/2, right
	if below { // beside what is less than the name, so they may have more
		middle = r.secondLine(size.Height)
		from = left + (right-left)*0.3
	}
	right = r.arrangeChips(from, right, middle)
	if right < end {
		right -= gap - chipGap
	}
	if !below {
		end = right
	}
	r.arrangeTexts(left, max(left, end), max(left, right), size)
}

// chipsBelow reports whether the chips stand in the second line, because a name above
// them would be cut beside them.
func (r *RowText) chipsBelow(left, from, right float32) bool {
	if r.data.Secondary == "" {
		return false
	}
	wanted := float32(0)
	for _, chip := range r.chips {
		if !chip.Hidden {
			wanted += chip.MinSize().Width + chipGap
		}
	}
	return wanted > 0 && r.title.Natural() > max(from, right-wanted)-left-chipGap
}

// lineHeights are the heights of the title and of what is below it.
func (r *RowText) lineHeights() (title, secondary float32) {
	title = r.title.MinSize().Height
	if r.data.Secondary != "" {
		secondary = r.secondary.MinSize().Height
	}
	return title, secondary
}

// secondLine is the middle of the line below the title.
func (r *RowText) secondLine(height float32) float32 {
	title, secondary := r.lineHeights()
	return (height-title-secondary)/2 + title + secondary/2
}

// arrangeLead puts the lead at the left and returns where the title begins.
func (r *RowText) arrangeLead(size fyne.Size) float32 {
	r.lead.Hidden = r.data.Lead == ""
	if r.lead.Hidden {
		return 0
	}
	width := 64 * draw.TextScale()
	if strings.Contains(r.data.Lead, "\n") {
		width = 92 * draw.TextScale()
	}
	height := draw.Settle(r.lead, width-8)
	r.lead.Move(fyne.NewPos(0, (size.Height-height)/2))
	return width
}

// chipGap is between two chips of a row.
const chipGap float32 = 6

// arrangeChips puts the chips between two places, at the right and with their middle at
// a height, and returns where they begin. Where there is too little room, the widest are cut.
func (r *RowText) arrangeChips(from, to, middle float32) float32 {
	var shown []*Chip
	var widths []float32
	for _, chip := range r.chips {
		if !chip.Hidden {
			shown = append(shown, chip)
			widths = append(widths, chip.MinSize().Width)
		}
	}
	most := widest(widths, to-from-chipGap*float32(len(shown)-1))
	for i, chip := range slices.Backward(shown) {
		width := min(widths[i], most)
		to -= width
		least := chip.MinSize().Height
		draw.Place(chip, to, middle-least/2, width, least)
		to -= chipGap
	}
	return to
}

// widest is how wide each of some things may be at most, so that all have room.
func widest(widths []float32, room float32) float32 {
	most := float32(0)
	sorted := slices.Sorted(slices.Values(widths))
	for i, width := range sorted {
		if share := max(0, room) / float32(len(sorted)-i); width > share {
			return share
		}
		most, room = width, room-width
	}
	return most
}

// arrangeTexts puts the title up to one place, and what is below it and beside it up to
// another.
func (r *RowText) arrangeTexts(left, titleEnd, right float32, size fyne.Size) {
	const gap float32 = 16
	r.aside.Hidden = r.data.Aside == "" || right-left < 320*draw.TextScale()
	if !r.aside.Hidden {
		middle := left + (size.Width-left)*0.42
		least := r.aside.MinSize().Height
		draw.Place(r.aside, middle, (size.Height-least)/2, right-middle, least)
		right = middle - gap
		titleEnd = right
	}
	title, secondary := r.lineHeights()
	r.secondary.Hidden = r.data.Secondary == ""
	top := (size.Height - title - secondary) / 2
	draw.Place(r.title, left, top, max(0, titleEnd-left), title)
	draw.Place(r.secondary, left, top+title, max(0, right-left), secondary)
}
