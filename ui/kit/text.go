package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// Style is one of the few kinds of text that screens use.
type Style int

// The styles of text, with their sizes at a text scale of 1.
const (
	// Body is ordinary text, 14.
	Body Style = iota
	// Title is a page's title, 24 bold.
	Title
	// Heading is a card's heading, 15 bold.
	Heading
	// Bold is ordinary text in bold, 14.
	Bold
	// Muted is a second line, 13 in the muted colour.
	Muted
	// Small is a note, 12 in the muted colour.
	Small
	// Figure is a key figure, 28 bold in the accent colour.
	Figure
	// Label stands above a field, 13 bold.
	Label
)

type look struct {
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	bold  bool
}

var looks = map[Style]look{
	Body:    {theme.SizeBody, theme.ColorInk, false},
	Title:   {theme.SizeTitle, theme.ColorInk, true},
	Heading: {theme.SizeHeading, theme.ColorInk, true},
	Bold:    {theme.SizeBody, theme.ColorInk, true},
	Muted:   {theme.SizeSecondary, theme.ColorMuted, false},
	Small:   {theme.SizeSmall, theme.ColorMuted, false},
	Figure:  {theme.SizeFigure, theme.ColorAccent, true},
	Label:   {theme.SizeSecondary, theme.ColorInk, true},
}

// defaultMinWidth keeps short texts whole in a row and lets long ones shrink.
const defaultMinWidth float32 = 120

// Text is a text without padding that either ends with an ellipsis on one line or
// wraps over several. Its colour and size come from the theme.
type Text struct {
	widget.BaseWidget
	text     string
	style    Style
	color    fyne.ThemeColorName
	align    fyne.TextAlign
	wraps    bool
	whole    bool // words end with an ellipsis where they do not fit
	maxLines int
	minWidth float32
	scale    float32
	marks    []Range

	lines     []string
	laidAs    layOut
	truncated bool
}

// layOut is all that decides what the lines of a text say.
type layOut struct {
	text        string
	width, size float32
	look        look
	wraps       bool
	whole       bool
	maxLines    int
	marked      bool
}

// NewText makes a text of one line that ends with an ellipsis when it does not fit.
func NewText(text string, style Style) *Text {
	t := &Text{text: text, style: style, minWidth: defaultMinWidth, scale: 1}
	t.ExtendBaseWidget(t)
	return t
}

// NewParagraph makes a text that wraps; its height follows its width.
func NewParagraph(text string, style Style) *Text {
	t := NewText(text, style)
	t.wraps = true
	t.minWidth = 40
	return t
}

// NewHyphenated makes a paragraph of at most some lines, laid out for a width. The
// place may be narrower than a name: where there are lines for it, a word goes on in
// the next one after a hyphen.
func NewHyphenated(text string, style Style, color fyne.ThemeColorName, width float32, lines int) *Text {
	t := NewParagraph(text, style)
	t.whole = true
	t.SetColor(color)
	t.SetMaxLines(lines)
	t.flow(width)
	if t.truncated && lines > 1 {
		t.SetText(draw.Hyphenated(text, width, t.measure))
		t.flow(width)
	}
	return t
}

// Text is the whole text, as it was set.
func (t *Text) Text() string { return t.text }

// Truncated says whether part of the text is hidden behind an ellipsis.
func (t *Text) Truncated() bool { return t.truncated }

// Lines are what each line that is drawn says.
func (t *Text) Lines() []string { return t.lines }

// Names reports whether the text is the title of a page or the heading of a card.
func (t *Text) Names() bool { return t.style == Title || t.style == Heading }

// SetText changes the text and drops its marks.
func (t *Text) SetText(text string) {
	if t.text == text && t.marks == nil {
		return
	}
	t.text, t.marks = text, nil
	t.Refresh()
}

// SetStyle changes the style.
func (t *Text) SetStyle(style Style) {
	if t.style != style {
		t.style = style
		t.Refresh()
	}
}

// SetColor overrides the style's colour with one of the theme's; "" takes it back.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	if t.color != name {
		t.color = name
		t.Refresh()
	}
}

// SetAlign puts the text at the left, in the middle or at the right of its space.
func (t *Text) SetAlign(align fyne.TextAlign) {
	t.align = align
	t.Refresh()
}

// SetMinWidth sets the width below which the text asks not to be shrunk.
func (t *Text) SetMinWidth(width float32) {
	t.minWidth = width
	t.Refresh()
}

// SetMaxLines ends a wrapping text with an ellipsis after so many lines; 0 is no limit.
func (t *Text) SetMaxLines(lines int) {
	t.maxLines = lines
	t.Refresh()
}

// SetMarks draws stretches of a text of one line bold and underlined, as for a
// match of a search. Ranges outside the text or out of order are left out.
func (t *Text) SetMarks(marks []Range) {
	t.marks = marks
	t.Refresh()
}

// SetScale multiplies the style's size, for a reader who asks for larger letters.
func (t *Text) SetScale(scale float32) {
	if scale > 0 && scale != t.scale {
		t.scale = scale
		t.Refresh()
	}
}

func (t *Text) size() float32 { return draw.Size(looks[t.style].size) * t.scale }

func (t *Text) textStyle() fyne.TextStyle { return fyne.TextStyle{Bold: looks[t.style].bold} }

func (t *Text) colorName() fyne.ThemeColorName {
	if t.color != "" {
		return t.color
	}
	return looks[t.style].color
}

// Natural is the width of the whole text on one line.
func (t *Text) Natural() float32 { return t.measure(t.text) }

func (t *Text) measure(s string) float32 {
	parts := draw.SplitArrows(s)
	width := float32(len(parts)-1) * t.space()
	for _, part := range parts {
		width += draw.Measure(part, t.size(), t.textStyle()).Width
	}
	if len(t.marks) > 0 && !t.textStyle().Bold {
		width *= 1.08 // marks are bold, a little wider than what was measured
	}
	return width
}

func (t *Text) space() float32 { return draw.Measure(" ", t.size(), t.textStyle()).Width }

// LineHeight is the height of one line.
func (t *Text) LineHeight() float32 { return draw.Measure("M", t.size(), t.textStyle()).Height }

// baseline is how far below its top the first line stands.
func (t *Text) baseline() float32 {
	_, line := fyne.CurrentApp().Driver().RenderedTextSize("M", t.size(), t.textStyle(), draw.Letters("M", t.textStyle()))
	return line
}

// flow decides what each line says at a width. A page is laid out many times until it
// has its place, mostly with nothing changed, and measuring text is slow.
func (t *Text) flow(width float32) {
	as := layOut{t.text, width, t.size(), looks[t.style], t.wraps, t.whole, t.maxLines, len(t.marks) > 0}
	if t.laidAs == as {
		return
	}
	t.laidAs = as
	t.truncated = false
	if width <= 0 { // it has no place yet
		t.lines, t.truncated = []string{""}, t.text != ""
		return
	}
	if !t.wraps {
		line, cut := draw.Ellipsis(t.text, width, t.measure)
		t.lines, t.truncated = []string{line}, cut
		return
	}
	t.lines = draw.BreakLines(t.text, width, t.wholeWords(), t.measure)
	if t.maxLines > 0 && len(t.lines) > t.maxLines {
		t.truncated = true
		t.lines = t.lines[:t.maxLines]
		t.lines[t.maxLines-1] = t.lastLine(t.lines[:t.maxLines-1], width)
	}
	if t.wholeWords() {
		for i, line := range t.lines {
			var cut bool
			t.lines[i], cut = draw.Ellipsis(line, width, t.measure)
			t.truncated = t.truncated || cut
		}
	}
}

// lastLine is as much as there is room for of what comes after the lines before it,
// so that a narrow place shows the beginning of a name and not only what precedes it.
func (t *Text) lastLine(before []string, width float32) string {
	rest := draw.After(t.text, before)
	line, cut := draw.Ellipsis(rest, width, t.measure)
	if !cut {
		line, _ = draw.Ellipsis(draw.CutOff(rest), width, t.measure)
	}
	return line
}

// wholeWords is true for what names something: it rather ends with an ellipsis
// than in the middle of a word.
func (t *Text) wholeWords() bool { return t.whole || looks[t.style].bold }

// fits reports whether the text can be read at a width without a word broken or
// left out.
func (t *Text) fits(width float32) bool {
	lines := draw.BreakLines(t.text, width, true, t.measure)
	if t.maxLines > 0 && len(lines) > t.maxLines {
		return false
	}
	for _, line := range lines {
		if t.measure(line) > width+0.5 {
			return false
		}
	}
	return true
}

// CreateRenderer draws the text. Part of fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	again := func(size fyne.Size) {
		t.flow(size.Width)
		objects = t.draw(objects[:0], size)
	}
	return &draw.Rendering{
		Of:    t,
		Shows: func() []fyne.CanvasObject { return objects },
		Lays:  again,
		Least: t.minimum,
		Redraws: func() {
			again(t.Size())
			canvas.Refresh(t)
		},
	}
}

func (t *Text) minimum() fyne.Size {
	height := t.LineHeight()
	if !t.wraps {
		return fyne.NewSize(min(t.Natural(), t.minWidth), height)
	}
	if width := t.Size().Width; width > 0 {
		t.flow(width)
		return fyne.NewSize(min(t.Natural(), t.minWidth), height*float32(len(t.lines)))
	}
	return fyne.NewSize(min(t.Natural(), t.minWidth), height)
}

// draw lays the lines out, each cut at its marks.
func (t *Text) draw(objects []fyne.CanvasObject, size fyne.Size) []fyne.CanvasObject {
	height := t.LineHeight()
	top := float32(0)
	if !t.wraps {
		top = max(0, (size.Height-height)/2)
	}
	for i, line := range t.lines {
		objects = append(objects, t.drawLine(line, top+float32(i)*height, size.Width)...)
	}
	return objects
}

func (t *Text) drawLine(line string, y, width float32) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	x := float32(0)
	for _, piece := range cutAtMarks(line, t.marks) {
		for i, part := range draw.SplitArrows(piece.text) {
			if i > 0 {
				x += t.space()
			}
			text := t.drawPart(part, piece.marked)
			least := text.MinSize()
			draw.Place(text, x, y, least.Width, least.Height)
			objects = append(objects, text)
			if piece.marked {
				under := canvas.NewRectangle(text.Color)
				draw.Place(under, x, y+least.Height*0.86, least.Width, 1.5)
				objects = append(objects, under)
			}
			x += least.Width
		}
	}
	shift := float32(0)
	switch t.align {
	case fyne.TextAlignCenter:
		shift = (width - x) / 2
	case fyne.TextAlignTrailing:
		shift = width - x
	}
	if shift > 0 {
		for _, o := range objects {
			o.Move(o.Position().AddXY(shift, 0))
		}
	}
	return objects
}

func (t *Text) drawPart(part string, marked bool) *canvas.Text {
	text := canvas.NewText("", draw.Color(t.colorName()))
	text.TextSize = t.size()
	text.TextStyle = t.textStyle()
	text.TextStyle.Bold = text.TextStyle.Bold || marked
	draw.Say(text, part)
	return text
}
