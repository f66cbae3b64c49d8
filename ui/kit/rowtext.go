package kit

import (
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
	if !r.title.Truncated() && !r.secondary.Truncated() && !r.aside.Truncated() && !r.lead.Truncated() {
		return ""
	}
	var lines []string
	for _, line := range []string{r.data.Title, r.data.Secondary, r.data.Aside} {
		if line != "" {
			lines = append(lines, line)
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
	for i := len(r.chips) - 1; i >= 0; i-- {
		if r.chips[i].Hidden {
			continue
		}
		least := r.chips[i].MinSize()
		width := min(least.Width, max(0, right-size.Width*0.45))
		right -= width
		draw.Place(r.chips[i], right, (size.Height-least.Height)/2, width, least.Height)
		right -= 6
	}
	if right < size.Width {
		right -= gap - 6
	}
	left := float32(0)
	r.lead.Hidden = r.data.Lead == ""
	if !r.lead.Hidden {
		width := 64 * draw.TextScale()
		if strings.Contains(r.data.Lead, "\n") {
			width = 92 * draw.TextScale()
		}
		height := draw.Settle(r.lead, width-8)
		r.lead.Move(fyne.NewPos(0, (size.Height-height)/2))
		left = width
	}
	r.arrangeTexts(left, max(left, right), size)
}

func (r *RowText) arrangeTexts(left, right float32, size fyne.Size) {
	const gap float32 = 16
	width, height := size.Width, size.Height
	r.aside.Hidden = r.data.Aside == "" || right-left < 320*draw.TextScale()
	if !r.aside.Hidden {
		middle := left + (width-left)*0.42
		least := r.aside.MinSize().Height
		draw.Place(r.aside, middle, (height-least)/2, right-middle, least)
		right = middle - gap
	}
	title, secondary := r.title.MinSize().Height, r.secondary.MinSize().Height
	r.secondary.Hidden = r.data.Secondary == ""
	if r.secondary.Hidden {
		secondary = 0
	}
	top := (height - title - secondary) / 2
	draw.Place(r.title, left, top, max(0, right-left), title)
	draw.Place(r.secondary, left, top+title, max(0, right-left), secondary)
}
