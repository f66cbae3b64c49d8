package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// ShowGround has the window be empty until the records are open, as it looked last.
func ShowGround(a fyne.App, w fyne.Window, path string) {
	showKeptLook(a, path)
	w.SetContent(kit.Fill(theme.ColorGround, kit.Spacer()))
}

// ShowOpening says that the records are being opened, where that takes long: the first
// start after an update, with many clients. Closing the window stops it, and the
// next start begins it again.
func ShowOpening(a fyne.App, w fyne.Window, path string) {
	showKeptLook(a, path)
	busy := widget.NewActivity()
	busy.Start()
	words := kit.VStack(8, kit.NewParagraph("Opening your records", kit.Title),
		kit.NewParagraph("The first start after an update prepares all records once. With many clients this can take a few minutes.", kit.Body))
	alone(w, path, words, kit.HStack(8, kit.Fixed(24, 24, busy), kit.NewText("Nothing is lost if you close the window.", kit.Muted)))
}
