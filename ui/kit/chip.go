package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Tone is what a chip's colour says beside its word.
type Tone int

// The tones: overdue is red, due is amber, done is green, everything else neutral.
const (
	// Neutral says neither good nor bad.
	Neutral Tone = iota
	// Accent stands out without a judgement.
	Accent
	// Red is overdue or wrong.
	Red
	// Amber is due or to be looked at.
	Amber
	// Green is done.
	Green
)

func (t Tone) colors() (text, ground, line fyne.ThemeColorName) {
	switch t {
	case Accent:
		return theme.ColorAccent, theme.ColorAccentSoft, ""
	case Red:
		return theme.ColorRed, theme.ColorRedBg, ""
	case Amber:
		return theme.ColorAmber, theme.ColorAmberBg, ""
	case Green:
		return theme.ColorGreen, theme.ColorGreenBg, ""
	default:
		return theme.ColorMuted, theme.ColorNeutralBg, theme.ColorLine
	}
}

// maxChip is the width after which a chip's word of normal size ends with an
// ellipsis.
const maxChip float32 = 280

// Chip is a word of state in a fully round box.
type Chip struct {
	widget.BaseWidget
	text string
	tone Tone
}

// NewChip makes a chip.
func NewChip(text string, tone Tone) *Chip {
	c := &Chip{text: text, tone: tone}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes word and tone.
func (c *Chip) Set(text string, tone Tone) {
	if c.text == text && c.tone == tone {
		return
	}
	c.text, c.tone = text, tone
	c.Refresh()
}

// Text is the whole word, even when it is drawn with an ellipsis.
func (c *Chip) Text() string { return c.text }

// Truncated says whether part of the word is hidden behind an ellipsis.
func (c *Chip) Truncated() bool { return c.Size().Width+0.5 < ChipWidth(c.text) }

// Tone is the chip's tone.
func (c *Chip) Tone() Tone { return c.tone }

func chipWord(s string) float32 {
	return draw.Measure(s, draw.Size(theme.SizeSmall), fyne.TextStyle{Bold: true}).Width
}

// ChipWidth is how wide a chip with a word is where it has all the room it wants.
func ChipWidth(text string) float32 { return chipWord(text) + 2*chipPad }

// CreateRenderer draws the chip. Part of fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	word := canvas.NewText("", color.Transparent)
	word.TextStyle.Bold = true
	arrange := func(size fyne.Size) {
		shown, _ := draw.Ellipsis(c.text, size.Width-2*chipPad, chipWord)
		draw.Say(word, shown)
		word.TextSize = draw.Size(theme.SizeSmall)
		min := word.MinSize()
		height := chipHeight()
		back.CornerRadius = height / 2
		draw.Place(back, 0, (size.Height-height)/2, size.Width, height)
		draw.Place(word, (size.Width-min.Width)/2, (size.Height-min.Height)/2, min.Width, min.Height)
	}
	paint := func() {
		ink, ground, line := c.tone.colors()
		word.Color = draw.Color(ink)
		draw.Box(back, ground, line, 1, chipHeight()/2)
	}
	paint()
	return &draw.Rendering{
		Of:    c,
		Shows: draw.Fixed(back, word),
		Lays:  arrange,
		Least: func() fyne.Size {
			return fyne.NewSize(min(maxChip*draw.TextScale(), ChipWidth(c.text)), chipHeight())
		},
		Redraws: func() {
			paint()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}

const chipPad float32 = 10

func chipHeight() float32 { return 21 * draw.TextScale() }
