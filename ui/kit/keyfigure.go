package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// KeyFigure is a card with one number large, what it counts, and its n below.
type KeyFigure struct {
	widget.BaseWidget
	figure, caption, note *Text
	card                  *Card
}

// NewKeyFigure makes a card such as "69", "people seen", "over 8 months, 4 surgeries".
func NewKeyFigure(figure, caption, note string) *KeyFigure {
	k := &KeyFigure{figure: NewText(figure, Figure), caption: NewText(caption, Bold), note: NewText(note, Muted)}
	k.card = NewCard("", "", VStack(2, tipFor(k.figure), tipFor(k.caption), tipFor(k.note)))
	k.ExtendBaseWidget(k)
	return k
}

// Set changes what the card says.
func (k *KeyFigure) Set(figure, caption, note string) {
	k.figure.SetText(figure)
	k.caption.SetText(caption)
	k.note.SetText(note)
}

// CreateRenderer draws the card. Part of fyne.Widget.
func (k *KeyFigure) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(k.card) }
