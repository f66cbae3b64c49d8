package answer

import (
	"fyne.io/fyne/v2"
	"waymark/ui/kit"
)

// AskOne asks for one of a few answers, each under its own key; picked is
// called with the index of the one that was picked, after the dialog is gone.
// Escape picks none.
func AskOne(win fyne.Window, title, sentence string, labels []string, picked func(int)) *kit.Dialog {
	var d *kit.Dialog
	answers := NewList(labels, func(place int) {
		if place == 0 {
			return
		}
		d.Close()
		picked(place - 1)
	}).ShowKeys()
	d = kit.ShowChoices(win, title, kit.VStack(10, kit.NewParagraph(sentence, kit.Muted), answers), answers)
	return d
}
