package questionnaires

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/clienttext"
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
func newThanks(in *clienttext.Language, staff string, reading bool, takeBack func()) *thanks {
	t := &thanks{button: kit.Secondary(staff, takeBack)}
	title := kit.NewText(in.Say("pad.thanks"), kit.Figure)
	title.SetAlign(fyne.TextAlignCenter)
	title.SetColor(theme.ColorAccent)
	words := in.Say("pad.thanks.give_back")
	if reading {
		words = in.Say("pad.thanks.read")
	}
	line := kit.NewText(words, kit.Heading)
	line.SetAlign(fyne.TextAlignCenter)
	line.SetMinWidth(560)
	column := kit.VStack(theme.Gap, title, line, kit.Pad(theme.Gap, container.NewCenter(t.button)))
	t.content = kit.Fill(theme.ColorSurface, container.NewCenter(column))
	return t
}
