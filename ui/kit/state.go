package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// NewEmpty says that there is nothing here yet and what to do next. Icon and
// action may be nil.
func NewEmpty(icon fyne.Resource, title, sentence string, action *Button) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if icon != nil {
		parts = append(parts, centred(Fixed(36, 36, widget.NewIcon(theme.Icon(icon, theme.ColorMuted)))))
	}
	head := NewParagraph(title, Heading)
	head.SetAlign(fyne.TextAlignCenter)
	text := NewParagraph(sentence, Muted)
	text.SetAlign(fyne.TextAlignCenter)
	parts = append(parts, head, text)
	if action != nil {
		parts = append(parts, centred(action))
	}
	return middle(parts...)
}

// NewLoading says that something is on its way.
func NewLoading(text string) fyne.CanvasObject {
	line := NewParagraph(text, Muted)
	line.SetAlign(fyne.TextAlignCenter)
	return middle(line)
}

// NewErrorState says calmly what could not be done; retry may be nil.
func NewErrorState(sentence string, retry func()) fyne.CanvasObject {
	text := NewParagraph(sentence, Body)
	text.SetAlign(fyne.TextAlignCenter)
	text.SetColor(theme.ColorRed)
	parts := []fyne.CanvasObject{text}
	if retry != nil {
		parts = append(parts, centred(Secondary("Try again", retry)))
	}
	return middle(parts...)
}

func centred(object fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(object) }

func middle(parts ...fyne.CanvasObject) fyne.CanvasObject {
	column := VStack(8, append(append([]fyne.CanvasObject{Spacer()}, parts...), Spacer())...)
	return Pad(12, column)
}

// Banner is a line across a page that says something about all of it.
type Banner struct {
	widget.BaseWidget
	tone   Tone
	text   *Text
	action fyne.CanvasObject
	body   *fyne.Container
}

// NewBanner makes a banner; action may be nil.
func NewBanner(tone Tone, text string, action fyne.CanvasObject) *Banner {
	b := &Banner{tone: tone, text: NewParagraph(text, Body), action: action}
	b.body = PadXY(14, 9, Border(12, nil, nil, nil, centreRight(action), b.text))
	b.ExtendBaseWidget(b)
	return b
}

func centreRight(action fyne.CanvasObject) fyne.CanvasObject {
	if action == nil {
		return nil
	}
	return centred(action)
}

// Set changes tone and text.
func (b *Banner) Set(tone Tone, text string) {
	b.tone = tone
	b.text.SetText(text)
	b.Refresh()
}

// Text is what the banner says.
func (b *Banner) Text() string { return b.text.Text() }

// CreateRenderer draws the banner. Part of fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	paint := func() {
		ink, ground, line := b.tone.colors()
		b.text.SetColor(ink)
		draw.Box(back, ground, line, 1, theme.ButtonRadius)
	}
	arrange := func(size fyne.Size) {
		draw.Place(back, 0, 0, size.Width, size.Height)
		draw.Place(b.body, 0, 0, size.Width, size.Height)
	}
	paint()
	return &draw.Rendering{
		Of:    b,
		Shows: draw.Fixed(back, b.body),
		Lays:  arrange,
		Least: b.body.MinSize,
		Redraws: func() {
			paint()
			b.body.Refresh()
			arrange(b.Size())
			canvas.Refresh(b)
		},
	}
}
