package ui

import (
	"fyne.io/fyne/v2"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// What ShowConverting says is done to the file.
const (
	Protecting   = "Protecting the records"
	Unprotecting = "Removing the protection"
	Restoring    = "Restoring the backup"
)

// ShowConverting shows, in the place of the records, what is done to their file and how
// far that is. The window stays open meanwhile.
func ShowConverting(w fyne.Window, title string) *kit.Progress {
	for _, o := range w.Canvas().Overlays().List() {
		w.Canvas().Overlays().Remove(o)
	}
	w.SetMainMenu(nil)
	w.SetCloseIntercept(func() {}) // it would only have to begin again
	w.SetContent(kit.Fill(theme.ColorGround, kit.Spacer()))
	p := kit.ShowProgress(w, title, nil)
	p.SetText("Waymark starts again once this is done. If the PC is switched off before that, the records stay as they were.")
	return p
}
