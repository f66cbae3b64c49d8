package ui

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// SayCannotOpen has the window say in one sentence why the database could not be
// opened, and where it is.
func SayCannotOpen(a fyne.App, w fyne.Window, sentence, path string) {
	showKeptLook(a, path)
	content := kit.VStack(12,
		kit.NewText("Waymark could not open your records", kit.Title),
		kit.NewParagraph(sentence, kit.Body),
		kit.NewParagraph(fmt.Sprintf("File: %s", path), kit.Muted),
		kit.HStack(8, kit.Primary("Close", w.Close)))
	put(w, kit.Fill(theme.ColorGround, kit.Pad(theme.PageMargin, content)))
}
