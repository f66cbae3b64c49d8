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

// Card is a rounded surface with a heading, a few words at its right, and content.
type Card struct {
	widget.BaseWidget
	title, aside *Text
	action       *fyne.Container
	head         *fyne.Container
	middle       *fyne.Container
	flush        bool
	edge         fyne.ThemeColorName // the colour of the outline; "" for an ordinary one
}

// NewCard makes a card. Without a title, an aside or an action it has no head.
func NewCard(title, aside string, content fyne.CanvasObject) *Card {
	c := &Card{
		title:  NewParagraph(title, Heading),
		aside:  NewText(aside, Muted),
		action: container.NewStack(),
		middle: container.NewStack(),
	}
	c.title.SetMaxLines(2)
	c.aside.SetMinWidth(60)
	c.action.Hide()
	c.head = HStack(12, tipFor(c.title), c.aside, c.action)
	c.head.Layout = &cardHead{card: c}
	if content != nil {
		c.middle.Objects = []fyne.CanvasObject{content}
	}
	c.showHead()
	c.ExtendBaseWidget(c)
	return c
}

// SetTitle changes the heading.
func (c *Card) SetTitle(title string) {
	c.title.SetText(title)
	c.changed()
}

// SetAside changes the words at the right of the heading.
func (c *Card) SetAside(aside string) {
	c.aside.SetText(aside)
	c.changed()
}

// SetAction puts an object, usually a button, at the right of the heading; nil
// takes it away.
func (c *Card) SetAction(action fyne.CanvasObject) {
	c.action.Objects = nil
	if action != nil {
		c.action.Objects = []fyne.CanvasObject{action}
	}
	c.action.Hidden = action == nil
	c.changed()
}

// SetContent changes what the card holds.
func (c *Card) SetContent(content fyne.CanvasObject) {
	c.middle.Objects = []fyne.CanvasObject{content}
	c.middle.Refresh()
	c.changed()
}

// SetEdge outlines the card in the colour of a tone, for the one card of a page
// that asks for something now.
func (c *Card) SetEdge(tone Tone) {
	c.edge, _, _ = tone.colors()
	c.Refresh()
}

// Flush lets the content reach the card's sides, as rows do, and returns the card.
func (c *Card) Flush() *Card {
	c.flush = true
	c.Refresh()
	return c
}

// ToSides lets one part of a card that is not flush reach its sides: rows among
// fields, whose texts then begin where the heading does.
func ToSides(rows fyne.CanvasObject) fyne.CanvasObject { return PadXY(1-cardPad, 0, rows) }

func (c *Card) changed() {
	c.showHead()
	c.head.Refresh()
	c.Refresh()
}

func (c *Card) showHead() {
	c.aside.Hidden = c.aside.Text() == ""
	c.head.Hidden = c.title.Text() == "" && c.aside.Hidden && c.action.Hidden
}

// CreateRenderer draws the card. Part of fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(color.Transparent)
	paint := func() {
		if c.edge != "" {
			draw.Box(back, theme.ColorSurface, c.edge, 2, theme.CardRadius)
			return
		}
		draw.Box(back, theme.ColorSurface, theme.ColorLine, 1, theme.CardRadius)
	}
	arrange := func(size fyne.Size) { c.arrange(back, size) }
	paint()
	return &draw.Rendering{
		Of:    c,
		Shows: draw.Fixed(back, c.head, c.middle),
		Lays:  arrange,
		Least: c.minimum,
		Redraws: func() {
			paint()
			c.head.Refresh()
			c.middle.Refresh()
			arrange(c.Size())
			canvas.Refresh(c)
		},
	}
}

const (
	cardPad float32 = theme.CardPadding
	headGap float32 = 10
)

func (c *Card) arrange(back *canvas.Rectangle, size fyne.Size) {
	draw.Place(back, 0, 0, size.Width, size.Height)
	y := cardPad
	if !c.head.Hidden {
		height := draw.Settle(c.head, max(0, size.Width-2*cardPad))
		c.head.Move(fyne.NewPos(cardPad, y))
		y += height + headGap
	}
	if c.flush {
		// The last pixels stay free so that rows do not paint over the round corners.
		draw.Place(c.middle, 1, y, max(0, size.Width-2), max(0, size.Height-y-theme.CardRadius/2))
		return
	}
	draw.Place(c.middle, cardPad, y, max(0, size.Width-2*cardPad), max(0, size.Height-y-cardPad))
}

func (c *Card) minimum() fyne.Size {
	least := c.middle.MinSize()
	if !c.flush {
		least.Width += 2 * cardPad
		least.Height += cardPad
	} else {
		least.Width += 2
		least.Height += theme.CardRadius / 2
	}
	least.Height += cardPad
	if !c.head.Hidden {
		head := c.head.MinSize()
		least.Width = max(least.Width, head.Width+2*cardPad)
		least.Height += head.Height + headGap
	}
	return least
}

// Title is the heading.
func (c *Card) Title() string { return c.title.Text() }
