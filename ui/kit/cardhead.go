package kit

import (
	"fyne.io/fyne/v2"
	"waymark/ui/kit/draw"
)

// cardHead sets the title of a card, over two lines where it must, with the words
// beside it and the button at the right. What leaves the title no room to be read
// goes below it: first the words, then the button. It remembers the width it was
// last laid out for, because its height depends on it.
type cardHead struct {
	card  *Card
	width float32
}

const cardHeadGap float32 = 12

// Layout puts everything in its place. Part of fyne.Layout.
func (l *cardHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.arrange(objects, size.Width, draw.Place)
}

// MinSize is as high as the width asks for. Part of fyne.Layout.
func (l *cardHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.NewSize(80, l.arrange(objects, l.width, func(fyne.CanvasObject, float32, float32, float32, float32) {}))
	if action := objects[2]; action.Visible() {
		least.Width = max(least.Width, action.MinSize().Width)
	}
	return least
}

// plan says how wide the title and the aside are, and whether the aside and the
// action go below.
func (l *cardHead) plan(width, action float32, aside bool) (title, words float32, asideBelow, actionBelow bool) {
	room := width
	if action > 0 {
		room -= action + cardHeadGap
	}
	natural := l.card.aside.Natural() + 1
	if aside {
		whole := l.card.title.Natural() + 1
		words = min(natural, max(room*0.6, room-whole-cardHeadGap))
		title = room - words - cardHeadGap
		// A title breaks its line for the aside only if it would break it anyway.
		if l.card.title.fits(title) && (whole <= title || whole > room) {
			return title, words, false, false
		}
	}
	if l.card.title.fits(room) {
		return room, min(natural, room), aside, false
	}
	return width, min(natural, width), aside, action > 0
}

// arrange tells where each object goes and returns the height.
func (l *cardHead) arrange(objects []fyne.CanvasObject, width float32, at func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	title, aside, action := objects[0], objects[1], objects[2]
	if width <= 0 {
		return heightOf(shown(objects))
	}
	button := fyne.Size{}
	if action.Visible() {
		button = action.MinSize()
	}
	titleWidth, words, asideBelow, actionBelow := l.plan(width, button.Width, aside.Visible())
	titleWidth = min(titleWidth, l.card.title.Natural()+1)
	height := draw.Settle(title, max(0, titleWidth))
	least := aside.MinSize().Height
	below := aside.Visible() && asideBelow
	// Words that do not fit beside the button go below both.
	under := below && !actionBelow && l.card.aside.Natural()+1 > words
	top := height
	if below && !under {
		top += 2 + least
	}
	if !actionBelow {
		top = max(top, button.Height)
	}
	y := float32(0)
	if !asideBelow || under {
		y = (top - height) / 2
	}
	at(title, 0, y, titleWidth, height)
	switch {
	case !asideBelow:
		at(aside, width-words-beside(button.Width), y+l.card.title.baseline()-l.card.aside.baseline(), words, least)
	case under:
		at(aside, 0, top+2, width, least)
	default:
		at(aside, 0, height+2, words, least)
	}
	bottom := top
	if under {
		bottom += 2 + least
	}
	if !actionBelow {
		at(action, width+l.overhang()-button.Width, (top-button.Height)/2, button.Width, button.Height)
		return bottom
	}
	full := draw.Settle(action, min(button.Width, width))
	at(action, 0, top+8, min(button.Width, width), full)
	return top + 8 + full
}

// overhang is how far an action without a frame stands out, so that its words end where
// the card's do.
func (l *cardHead) overhang() float32 {
	if inner := l.card.action.Objects; len(inner) == 1 && isQuiet(inner[0]) {
		return quietPad
	}
	return 0
}

// beside is the room that an action takes from what stands left of it.
func beside(action float32) float32 {
	if action == 0 {
		return 0
	}
	return action + cardHeadGap
}

// shown are the objects that are visible.
func shown(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var seen []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			seen = append(seen, o)
		}
	}
	return seen
}
