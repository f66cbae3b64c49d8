package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Phrase is a stretch of a line of Phrases.
type Phrase struct {
	Text string
	Bold bool
}

// Phrases is one muted line in which a few words stand out. What does not fit
// ends with an ellipsis, and the pointer shows it whole.
type Phrases struct {
	widget.BaseWidget
	phrases   []Phrase
	truncated bool
}

// NewPhrases makes an empty line.
func NewPhrases() *Phrases {
	p := &Phrases{}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the line.
func (p *Phrases) Set(phrases ...Phrase) {
	p.phrases = phrases
	p.Refresh()
}

// Text is the whole line.
func (p *Phrases) Text() string {
	var b strings.Builder
	for _, phrase := range p.phrases {
		b.WriteString(phrase.Text)
	}
	return b.String()
}

// TipText is the whole line while part of it is hidden, or "".
func (p *Phrases) TipText() string {
	if !p.truncated {
		return ""
	}
	return p.Text()
}

// Natural is the width of the whole line, in pixels.
func (p *Phrases) Natural() float32 {
	width := float32(0)
	for _, phrase := range p.phrases {
		width += measurePhrase(phrase.Bold)(phrase.Text)
	}
	return width
}

func measurePhrase(bold bool) func(string) float32 {
	return func(s string) float32 {
		return draw.Measure(s, draw.Size(theme.SizeSecondary), fyne.TextStyle{Bold: bold}).Width
	}
}

// CreateRenderer draws the line. Part of fyne.Widget.
func (p *Phrases) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	arrange := func(size fyne.Size) { objects = p.draw(objects[:0], size) }
	arrange(p.Size())
	return &draw.Rendering{
		Of:    p,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  arrange,
		Least: func() fyne.Size {
			height := draw.Measure("M", draw.Size(theme.SizeSecondary), fyne.TextStyle{Bold: true}).Height
			return fyne.NewSize(min(p.Natural(), defaultMinWidth), height)
		},
		Redraws: func() {
			arrange(p.Size())
			canvas.Refresh(p)
		},
	}
}

func (p *Phrases) draw(objects []fyne.CanvasObject, size fyne.Size) []fyne.CanvasObject {
	x := float32(0)
	p.truncated = false
	for _, phrase := range p.phrases {
		name := theme.ColorMuted
		if phrase.Bold {
			name = theme.ColorInk
		}
		line, cut := draw.Ellipsis(phrase.Text, size.Width-x+0.5, measurePhrase(phrase.Bold))
		text := canvas.NewText("", draw.Color(name))
		text.TextSize = draw.Size(theme.SizeSecondary)
		text.TextStyle.Bold = phrase.Bold
		draw.Say(text, line)
		least := text.MinSize()
		draw.Place(text, x, (size.Height-least.Height)/2, least.Width, least.Height)
		objects = append(objects, text)
		x += least.Width
		if cut {
			p.truncated = true
			break
		}
	}
	return objects
}
