package kit

import (
	"slices"
	"strings"
	"waymark/ui/kit/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Stretch is a part of a paragraph that is printed alike.
type Stretch struct {
	Text         string
	Bold, Italic bool
}

// Prose is a paragraph that wraps, with words that lean or stand out.
type Prose struct {
	widget.BaseWidget
	words []proseWord
	style Style
}

// proseWord is a word or a part of one. A part that is joined follows the one
// before without a space and on the same line.
type proseWord struct {
	text         string
	bold, italic bool
	joined       bool
}

// NewProse makes a paragraph of stretches.
func NewProse(stretches []Stretch, style Style) *Prose {
	p := &Prose{style: style}
	joined := false
	for _, s := range stretches {
		fields := strings.Fields(s.Text)
		joined = joined && !strings.HasPrefix(s.Text, " ")
		for i, word := range fields {
			p.words = append(p.words, proseWord{word, s.Bold, s.Italic, joined && i == 0})
		}
		joined = len(fields) > 0 && !strings.HasSuffix(s.Text, " ")
	}
	p.ExtendBaseWidget(p)
	return p
}

// Text is the paragraph without its looks.
func (p *Prose) Text() string {
	var b strings.Builder
	for i, w := range p.words {
		if i > 0 && !w.joined {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

func (p *Prose) textStyle(w proseWord) fyne.TextStyle {
	return fyne.TextStyle{Bold: w.bold || looks[p.style].bold, Italic: w.italic}
}

func (p *Prose) measure(w proseWord) fyne.Size {
	return draw.Measure(w.text, draw.Size(looks[p.style].size), p.textStyle(w))
}

// line is what stands on one line, words that are printed alike as one text:
// apart, each would be moved to the next whole pixel.
type line []proseWord

// add appends a word, with the space before it.
func (l line) add(w proseWord) line {
	if !w.joined && len(l) > 0 {
		l[len(l)-1].text += " "
	}
	if n := len(l) - 1; n >= 0 && l[n].bold == w.bold && l[n].italic == w.italic {
		l[n].text += w.text
		return l
	}
	return append(l, w)
}

func (p *Prose) width(l line) (width float32) {
	for _, w := range l {
		width += p.measure(w).Width
	}
	return width
}

// flow breaks the paragraph into lines of a width at most.
func (p *Prose) flow(width float32) []line {
	var lines []line
	var now line
	for i := 0; i < len(p.words); {
		end := i + 1 // a word with all that is joined to it
		for end < len(p.words) && p.words[end].joined {
			end++
		}
		longer := slices.Clone(now)
		for _, w := range p.words[i:end] {
			longer = longer.add(w)
		}
		if len(now) > 0 && p.width(longer) > width+0.5 {
			lines, now = append(lines, now), nil
			continue
		}
		now, i = longer, end
		if w := now[0]; len(now) == 1 && p.width(now) > width+0.5 { // an address with no space in it
			parts := draw.BreakWord(w.text, width, false, func(s string) float32 { return p.measure(proseWord{s, w.bold, w.italic, false}).Width })
			for _, part := range parts[:len(parts)-1] {
				lines = append(lines, line{{text: part, bold: w.bold, italic: w.italic}})
			}
			now[0].text = parts[len(parts)-1]
		}
	}
	return append(lines, now)
}

func (p *Prose) lineHeight() float32 { return p.measure(proseWord{text: "M"}).Height }

// CreateRenderer draws the paragraph. Part of fyne.Widget.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	again := func(size fyne.Size) {
		objects = nil
		for i, l := range p.flow(size.Width) {
			x := float32(0)
			for _, w := range l {
				text := canvas.NewText("", draw.Color(looks[p.style].color))
				text.TextSize, text.TextStyle = draw.Size(looks[p.style].size), p.textStyle(w)
				draw.Say(text, w.text)
				least := p.measure(w)
				draw.Place(text, x, float32(i)*p.lineHeight(), least.Width, least.Height)
				objects = append(objects, text)
				x += least.Width
			}
		}
	}
	return &draw.Rendering{
		Of:    p,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  again,
		Least: func() fyne.Size {
			width := p.Size().Width
			if width <= 0 {
				width = 10_000
			}
			return fyne.NewSize(40, float32(len(p.flow(width)))*p.lineHeight())
		},
		Redraws: func() {
			again(p.Size())
			canvas.Refresh(p)
		},
	}
}
