package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// ShowGround has the window be empty until the records are open, as it looked last.
func ShowGround(a fyne.App, w fyne.Window, path string) {
	showKeptLook(a, path)
	w.SetContent(container.New(ground{layout.NewStackLayout()}, kit.Fill(theme.ColorGround, kit.Spacer())))
}

// ground is the layout of what ShowGround puts into a window, by which put knows it.
type ground struct{ stacked }

// stacked is named so because a field called Layout would hide the method.
type stacked = fyne.Layout

// put has a window show content. In one that ShowGround has filled, only what stands in
// it is exchanged: with every SetContent Fyne asks for the size of the window again, and
// one that the system has just made smaller, so that it fits the screen, would grow
// beyond the edges of it.
func put(w fyne.Window, content fyne.CanvasObject) {
	if c, ok := w.Content().(*fyne.Container); ok {
		if _, ok := c.Layout.(ground); ok {
			c.Objects = []fyne.CanvasObject{content}
			c.Refresh()
			return
		}
	}
	w.SetContent(content)
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
