package ui

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// ShowCannotOpen shows a window that says in one sentence why the database
// could not be opened and where it is, and stays until it is closed.
func ShowCannotOpen(a fyne.App, w fyne.Window, sentence, path string) {
	SayCannotOpen(a, w, sentence, path)
	w.Resize(fyne.NewSize(640, 280))
	w.CenterOnScreen()
	w.ShowAndRun()
}

// SayCannotOpen is ShowCannotOpen for a window that is there already.
func SayCannotOpen(a fyne.App, w fyne.Window, sentence, path string) {
	showKeptLook(a, path)
	content := kit.VStack(12,
		kit.NewText("Waymark could not open your records", kit.Title),
		kit.NewParagraph(sentence, kit.Body),
		kit.NewParagraph(fmt.Sprintf("File: %s", path), kit.Muted),
		kit.HStack(8, kit.Primary("Close", w.Close)))
	put(w, kit.Fill(theme.ColorGround, kit.Pad(theme.PageMargin, content)))
}
