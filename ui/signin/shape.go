package signin

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

const (
	// cardWidth is how wide a card is at the normal size of the text.
	cardWidth float32 = 430
	// facingFrom is the size of the text from which the words of a card stand beside
	// its fields, because below one another they are higher than a small window.
	facingFrom float32 = 1.2
	// facingWidth is how wide a card is then. A small window has room for it.
	facingWidth float32 = 940
)

// Frame puts the program's name above a card of words and fields, and a few words
// below it. What has to be seen first, if anything, stands on top.
func Frame(words, fields fyne.CanvasObject, below string, first fyne.CanvasObject) fyne.CanvasObject {
	logo := canvas.NewImageFromResource(theme.IconLogo)
	logo.FillMode = canvas.ImageFillContain
	brand := kit.HStack(10, kit.Spacer(), kit.Fixed(26, 26, logo), kit.NewText("Waymark", kit.Heading), kit.Spacer())
	after := kit.NewParagraph(below, kit.Muted)
	after.SetAlign(fyne.TextAlignCenter)
	inside, width := kit.VStack(12, words, fields), cardWidth
	if scale := draw.TextScale(); scale >= facingFrom {
		inside, width = kit.Columns([]float32{5, 6}, words, fields), facingWidth
	} else if scale > 1 {
		width *= scale
	}
	parts := []fyne.CanvasObject{brand, kit.NewCard("", "", kit.Pad(10, inside)), after}
	if first != nil {
		parts = append([]fyne.CanvasObject{first}, parts...)
	}
	return kit.Pad(20, kit.Fixed(width, 0, kit.VStack(16, parts...)))
}
