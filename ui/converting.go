package ui

import (
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// ShowConverting shows, in the place of the records, that their file is being protected
// or its protection removed, and how far that is. The window stays open meanwhile.
func ShowConverting(w fyne.Window, protecting bool) *kit.Progress {
	for _, o := range w.Canvas().Overlays().List() {
		w.Canvas().Overlays().Remove(o)
	}
	w.SetMainMenu(nil)
	w.SetCloseIntercept(func() {}) // it would only have to begin again
	w.SetContent(kit.Fill(theme.ColorGround, kit.Spacer()))
	title := "Removing the protection"
	if protecting {
		title = "Protecting the records"
	}
	p := kit.ShowProgress(w, title, nil)
	p.SetText("Waymark starts again once this is done. If the PC is switched off before that, the records stay as they were.")
	return p
}
