// Command emptywindow opens an empty Fyne window of the size of Waymark's and
// closes it once it is drawn: the least that starting the program can cost.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("org.waymark.empty")
	w := a.NewWindow("Empty")
	w.SetContent(widget.NewLabel("Empty"))
	w.Resize(fyne.NewSize(1366, 768))
	a.Lifecycle().SetOnStarted(func() {
		go fyne.Do(func() { w.Canvas().Capture(); a.Quit() })
	})
	w.ShowAndRun()
}
