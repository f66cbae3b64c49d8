package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

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

// maxChip is the width after which a chip's word ends with an ellipsis.
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

// Tone is the chip's tone.
func (c *Chip) Tone() Tone { return c.tone }

// CreateRenderer draws the chip. Part of fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	word := canvas.NewText("", color.Transparent)
	word.TextStyle.Bold = true
	measure := func(s string) float32 {
		return Measure(s, sizeOf(theme.SizeSmall), word.TextStyle).Width
	}
	arrange := func(size fyne.Size) {
		shown, _ := ellipsis(c.text, size.Width-2*chipPad, measure)
		say(word, shown)
		word.TextSize = sizeOf(theme.SizeSmall)
		min := word.MinSize()
		height := chipHeight()
		back.CornerRadius = height / 2
		place(back, 0, (size.Height-height)/2, size.Width, height)
		place(word, (size.Width-min.Width)/2, (size.Height-min.Height)/2, min.Width, min.Height)
	}
	paint := func() {
		ink, ground, line := c.tone.colors()
		word.Color = colorOf(ink)
		box(back, ground, line, 1, chipHeight()/2)
	}
	paint()
	return &rendering{
		of:      c,
		objects: fixedObjects(back, word),
		layout:  arrange,
		min: func() fyne.Size {
			return fyne.NewSize(min(maxChip, measure(c.text)+2*chipPad), chipHeight())
		},
		refresh: func() {
			paint()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}

const chipPad float32 = 10

func chipHeight() float32 { return 21 * textScale() }
