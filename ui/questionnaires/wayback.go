package questionnaires

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// initials are proposed as the code that leads back from the pad: the first
// letter of every part of the name, so "Siân Prŷs-Okafor" gives "SPO".
func initials(name string) string {
	var b strings.Builder
	parts := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
	for _, p := range parts {
		for _, r := range p {
			if unicode.IsLetter(r) {
				b.WriteRune(unicode.ToUpper(r))
				break
			}
		}
	}
	return b.String()
}

// minCode is the shortest code, so that one key pressed by accident is never
// enough.
const minCode = 2

// checkCode says what is wrong with the code that the prescriber chose, or "".
func checkCode(code string) string {
	if len([]rune(data.Tidy(code))) < minCode {
		return "Please give at least two letters or figures, such as your initials. You type them when the laptop comes back."
	}
	return ""
}

func sameCode(typed, agreed string) bool {
	return strings.EqualFold(data.Tidy(typed), data.Tidy(agreed))
}

// askCode asks for the code and calls back when it is the one agreed. The
// dialog says nothing about the client or the code.
func askCode(win fyne.Window, agreed string, back func()) {
	if kit.OverlayOpen(win) {
		return
	}
	code := kit.NewTextField("Your code")
	code.SetHint("For the prescriber: what you agreed before you handed the laptop over, most often your initials.")
	code.Entry.Password = true
	accepted := false
	dialog := kit.ShowForm(win, "Back to the records", code, "Go back", func() bool {
		accepted = sameCode(code.Text(), agreed)
		if !accepted {
			code.SetText("")
			code.SetError("That is not the code. Please give the laptop back to the person who handed it to you.")
			code.Focus()
		}
		return accepted
	})
	// Once it is gone, since it gives the focus back to the page beneath.
	dialog.OnClosed = func() {
		if accepted {
			back()
		}
	}
	code.Focus()
}
