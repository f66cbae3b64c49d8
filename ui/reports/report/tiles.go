package report

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/reports"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// headline is how many key figures get a card; the others follow in a line.
const headline = 4

// keyFigures are the few numbers read first. Captions and notes wrap, since a
// figure without the whole of its n is worth nothing.
func keyFigures(all []reports.KeyFigure) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	var further []string
	for i, k := range all {
		if i < headline {
			cards = append(cards, kit.NewCard("", "", kit.VStack(2,
				figure(k.Value), kit.NewParagraph(k.Label, kit.Bold), kit.NewParagraph(k.Note, kit.Muted))))
			continue
		}
		further = append(further, k.Sentence()+".")
	}
	parts := []fyne.CanvasObject{container.New(&tiles{}, cards...)}
	if len(further) > 0 {
		parts = append(parts, kit.NewParagraph(strings.Join(further, " "), kit.Muted))
	}
	return parts
}

// figure is a number, or two with an arrow between them. The arrow stands in a
// text of its own: it comes from another font than the spaces round it.
func figure(value string) fyne.CanvasObject {
	parts := strings.Split(value, " → ")
	line := []fyne.CanvasObject{}
	for i, part := range parts {
		if i > 0 {
			line = append(line, number("→"))
		}
		line = append(line, number(part))
	}
	return kit.HStack(6, append(line, kit.Spacer())...)
}

func number(text string) *kit.Text {
	t := kit.NewText(text, kit.Figure)
	t.SetColor(theme.ColorAccent)
	return t
}

// tiles puts cards beside one another: all in a row where there is room, else
// two. It remembers its width, because its height depends on it.
type tiles struct{ width float32 }

// tileWidth is the least width at which a tile shows its number whole, at the normal
// size of the text.
const tileWidth = 230

func (l *tiles) perRow(n int) int {
	if l.width >= float32(n)*(tileWidth*draw.TextScale()+theme.Gap) {
		return n
	}
	return 2
}

// arrange places each row as high as its highest tile and returns the height.
func (l *tiles) arrange(objs []fyne.CanvasObject, place bool) float32 {
	per := l.perRow(len(objs))
	width := (l.width - theme.Gap*float32(per-1)) / float32(per)
	y := float32(0)
	for from := 0; from < len(objs); from += per {
		row := objs[from:min(from+per, len(objs))]
		height := float32(0)
		for _, o := range row {
			if place {
				// Wrapped text only knows its height once it knows its width.
				o.Resize(fyne.NewSize(width, o.MinSize().Height))
			}
			height = max(height, o.MinSize().Height)
		}
		for i, o := range row {
			if place {
				o.Move(fyne.NewPos(float32(i)*(width+theme.Gap), y))
				o.Resize(fyne.NewSize(width, height))
			}
		}
		y += height + theme.Gap
	}
	return max(0, y-theme.Gap)
}

func (l *tiles) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.arrange(objs, true)
}

func (l *tiles) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*120+theme.Gap, l.arrange(objs, false))
}
