package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// thanks is the last page the client sees. It shows nothing of the record.
type thanks struct {
	content fyne.CanvasObject
	button  *kit.Button
}

// newThanks makes the page; when it was read aloud the laptop is not with the
// client.
func newThanks(reading bool, takeBack func()) *thanks {
	t := &thanks{button: kit.Secondary("Prescriber", takeBack)}
	title := kit.NewText("Thank you", kit.Figure)
	title.SetAlign(fyne.TextAlignCenter)
	title.SetColor(theme.ColorAccent)
	words := "Your answers are stored. Please give the laptop back."
	if reading {
		words = "The answers are stored."
	}
	line := kit.NewText(words, kit.Heading)
	line.SetAlign(fyne.TextAlignCenter)
	line.SetMinWidth(560)
	column := kit.VStack(theme.Gap, title, line, kit.Pad(theme.Gap, container.NewCenter(t.button)))
	t.content = kit.Fill(theme.ColorSurface, container.NewCenter(column))
	return t
}
