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
		w.preview.Objects = []fyne.CanvasObject{kit.NewParagraph("What did people use, what did they not use, and why? What will you do differently?", kit.Muted)}
	}
	w.preview.Refresh()
	w.content.Refresh()
}

func printed(b wording.Block, images map[string]data.Picture) fyne.CanvasObject {
	switch b.Kind {
	case wording.Heading:
		if b.Level > 1 {
			return prose("", b, "", kit.Bold)
		}
		return prose("", b, "", kit.Heading)
	case wording.Bullet:
		return prose("• ", b, "", kit.Body)
	case wording.Numbered:
		return prose(fmt.Sprintf("%d. ", b.Number), b, "", kit.Body)
	case wording.Quote:
		return kit.PadXY(18, 0, prose("“", b, "”", kit.Muted))
	case wording.Picture:
		return picture(b, images)
	}
	return prose("", b, "", kit.Body)
}

// prose is a block as it is printed, between what stands before and after it.
func prose(before string, b wording.Block, after string, style kit.Style) fyne.CanvasObject {
	stretches := []kit.Stretch{{Text: before}}
	for _, r := range b.Runs {
		stretches = append(stretches, kit.Stretch{Text: r.Text, Bold: r.Bold, Italic: r.Italic})
	}
	return kit.NewProse(append(stretches, kit.Stretch{Text: after}), style)
}

func picture(b wording.Block, images map[string]data.Picture) fyne.CanvasObject {
	kept, ok := images[b.Picture]
	if !ok {
		return kit.NewParagraph(fmt.Sprintf("Picture: %s", b.Caption), kit.Small)
	}
	m, _, err := image.Decode(bytes.NewReader(kept.Body))
	if err != nil {
		return kit.NewParagraph(fmt.Sprintf("We could not show this picture: %s", b.Caption), kit.Small)
	}
	shown := canvas.NewImageFromImage(m)
	shown.FillMode = canvas.ImageFillContain
	return kit.VStack(4, kit.Fixed(0, 200, shown), kit.NewParagraph(b.Caption, kit.Small))
}
