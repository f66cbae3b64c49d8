// Package guide shows the guide in a window of its own: its chapters on the left,
// and the one that is read beside them.
package guide

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // the pictures of the guide

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"waymark/reports/guide"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

const (
	listWidth    = 220
	pictureWidth = 560
	markWidth    = 24 // of the numbers of a list
	cellWidth    = 110
	rowHeight    = 40
)

// reader is the guide with the chapter that is open.
type reader struct {
	chapters []guide.Chapter
	rows     *kit.Rows
	body     *fyne.Container
}

// Open makes the window of the guide, at its first chapter. Esc closes it.
func Open(a fyne.App) (fyne.Window, error) {
	chapters, err := guide.Chapters()
	if err != nil {
		return nil, err
	}
	r := &reader{chapters: chapters, body: container.NewStack()}
	w := a.NewWindow("Waymark guide")
	w.SetPadded(false)
	w.SetContent(kit.Fill(theme.ColorGround, kit.Pad(theme.Gap, r.content())))
	r.rows.OnEscape = w.Close
	w.Resize(fyne.NewSize(900, 620))
	w.Canvas().Focus(r.rows)
	return w, nil
}

func (r *reader) content() fyne.CanvasObject {
	r.rows = kit.NewRows(func() int { return len(r.chapters) }, func() fyne.CanvasObject {
		return kit.PadXY(4, 10, kit.NewText("", kit.Body))
	}, func(i int, o fyne.CanvasObject) {
		o.(*fyne.Container).Objects[0].(*kit.Text).SetText(r.chapters[i].Title)
	}, rowHeight)
	r.rows.OnSelect = r.show
	r.rows.Select(0)
	r.show(0)
	list := kit.Fixed(listWidth, 0, kit.NewCard("", "", r.rows).Flush())
	return kit.Border(theme.Gap, nil, nil, list, nil, r.body)
}

// show opens a chapter at its beginning.
func (r *reader) show(i int) {
	parts := []fyne.CanvasObject{kit.NewText(r.chapters[i].Title, kit.Title)}
	for n := range r.chapters[i].Blocks {
		parts = append(parts, block(&r.chapters[i].Blocks[n]))
	}
	r.body.Objects = []fyne.CanvasObject{kit.NewCard("", "", kit.ScrollBeyond(kit.VStack(10, parts...)))}
	r.body.Refresh()
}

func block(b *guide.Block) fyne.CanvasObject {
	switch b.Kind {
	case guide.Heading:
		return kit.NewParagraph(b.Text(), kit.Heading)
	case guide.Step, guide.Point:
		mark := "•"
		if b.Kind == guide.Step {
			mark = fmt.Sprintf("%d.", b.Number)
		}
		return kit.Border(4, nil, nil, kit.Fixed(markWidth, 0, kit.VStack(0, kit.NewText(mark, kit.Body))), nil, prose(b.Runs, false))
	case guide.Picture:
		return kit.VStack(4, picture(b), kit.NewParagraph(b.Text(), kit.Muted))
	case guide.Row:
		return row(b)
	}
	return prose(b.Runs, false)
}

func prose(runs []guide.Run, bold bool) fyne.CanvasObject {
	stretches := make([]kit.Stretch, 0, len(runs))
	for _, r := range runs {
		stretches = append(stretches, kit.Stretch{Text: r.Text, Bold: bold || r.Bold, Italic: r.Code})
	}
	return kit.NewProse(stretches, kit.Body)
}

func row(b *guide.Block) fyne.CanvasObject {
	if len(b.Cells) < 2 {
		return kit.VStack(0)
	}
	return kit.Border(8, nil, nil, kit.Fixed(cellWidth, 0, prose(b.Cells[0], b.Head)), nil, prose(b.Cells[1], b.Head))
}

// picture is at most as wide as the column, at its own proportions.
func picture(b *guide.Block) fyne.CanvasObject {
	img := canvas.NewImageFromResource(fyne.NewStaticResource(b.Name, b.Image))
	img.FillMode = canvas.ImageFillContain
	if size, _, err := image.DecodeConfig(bytes.NewReader(b.Image)); err == nil && size.Width > 0 {
		img.SetMinSize(fyne.NewSize(pictureWidth, pictureWidth*float32(size.Height)/float32(size.Width)))
	}
	return kit.HStack(0, img, kit.Spacer())
}
