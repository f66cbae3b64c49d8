// Command emptywindow opens an empty Fyne window of the size of Waymark's and
// closes it once it is drawn: the least that starting the program can cost. With
// --stay it stays open: the least that leaving the program open can cost.
package main

import (
	"flag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	stay := flag.Bool("stay", false, "stay open")
	flag.Parse()
	a := app.NewWithID("org.waymark.empty")
	w := a.NewWindow("Empty")
	w.SetContent(widget.NewLabel("Empty"))
	w.Resize(fyne.NewSize(1366, 768))
	if !*stay {
		a.Lifecycle().SetOnStarted(func() {
			go fyne.Do(func() { w.Canvas().Capture(); a.Quit() })
		})
	}
	w.ShowAndRun()
}
