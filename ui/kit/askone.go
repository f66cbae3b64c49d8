package kit

import "fyne.io/fyne/v2"

// AskOne asks for one of a few answers, each under its own key; picked is
// called with the index of the one that was picked, after the dialog is gone.
// Escape picks none.
func AskOne(win fyne.Window, title, sentence string, labels []string, picked func(int)) *Dialog {
	var d *Dialog
	answers := NewAnswerList(labels, func(place int) {
		if place == 0 {
			return
		}
		d.Close()
		picked(place - 1)
	}).ShowKeys()
	d = ShowChoices(win, title, VStack(10, NewParagraph(sentence, Muted), answers), answers)
	return d
}
