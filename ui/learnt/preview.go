package learnt

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // pictures are kept as JPEG or PNG
	_ "image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/data"
	"waymark/data/wording"
	"waymark/ui/kit"
)

// picturesIn are the pictures that a text shows.
func picturesIn(text string) []data.ID {
	var ids []data.ID
	for _, b := range wording.Parse(text) {
		if b.Kind == wording.Picture {
			ids = append(ids, data.ID(b.Picture))
		}
	}
	return ids
}

// show prints the text as the report will.
func (w *words) show() {
	blocks := wording.Parse(w.text.Text())
	w.preview.Objects = nil
	for _, b := range blocks {
		w.preview.Objects = append(w.preview.Objects, printed(b, w.images))
	}
	if len(blocks) == 0 {
		w.preview.Objects = []fyne.CanvasObject{kit.NewParagraph("What did people take up, what not, and why? What will you do differently? The funder reads this first.", kit.Muted)}
	}
	w.preview.Refresh()
	w.content.Refresh()
}

func printed(b wording.Block, images map[string]data.Picture) fyne.CanvasObject {
	style, sign := kit.Body, ""
	switch b.Kind {
	case wording.Heading:
		style = kit.Heading
		if b.Level > 1 {
			style = kit.Bold
		}
	case wording.Bullet:
		sign = "•  "
	case wording.Numbered:
		sign = fmt.Sprintf("%d.  ", b.Number)
	case wording.Quote:
		style, sign = kit.Muted, "“"
		return kit.PadXY(18, 0, kit.NewParagraph(sign+b.Plain()+"”", style))
	case wording.Picture:
		return picture(b, images)
	}
	return kit.NewParagraph(sign+b.Plain(), style)
}

func picture(b wording.Block, images map[string]data.Picture) fyne.CanvasObject {
	kept, ok := images[b.Picture]
	if !ok {
		return kit.NewParagraph("Picture: "+b.Caption, kit.Small)
	}
	m, _, err := image.Decode(bytes.NewReader(kept.Body))
	if err != nil {
		return kit.NewParagraph("This picture cannot be shown: "+b.Caption, kit.Small)
	}
	shown := canvas.NewImageFromImage(m)
	shown.FillMode = canvas.ImageFillContain
	return kit.VStack(4, kit.Fixed(0, 200, shown), kit.NewParagraph(b.Caption, kit.Small))
}
