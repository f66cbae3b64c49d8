package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

// askAll asks every visible object for its least size, children first, as the real
// driver does before it paints.
func askAll(o fyne.CanvasObject) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			askAll(child)
		}
	case *container.Scroll:
		askAll(o.Content)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			askAll(child)
		}
	}
	o.MinSize()
}

// The driver lays out only one parent a frame that has changed. Whatever it
// forgets has to be laid out all the same.
func TestWhatAppearsOnAFormMovesItsNeighboursWithoutARefresh(t *testing.T) {
	page := kit.NewFormPage()
	notice := kit.VStack(8)
	notice.Hide()
	page.SetHeader(kit.VStack(10, kit.NewPageHeader("New client", ""), notice))
	first, second, last := kit.NewTextField("First"), kit.NewTextField("Second"), kit.NewTextField("Last")
	second.Hide()
	card := page.Add("Who they are", "", first, second, last)
	w := window(t, 800, 600, page)
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject

	before, height := top(first).Y, card.Size().Height
	notice.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Amber, "This person may be here already.", nil)}
	notice.Hidden = false
	second.Hidden = false
	askAll(w.Content())

	banner := notice.Objects[0]
	if banner.Size().Height < banner.MinSize().Height {
		t.Errorf("the banner is %v high and needs %v", banner.Size().Height, banner.MinSize().Height)
	}
	if bottom := top(banner).Y + banner.Size().Height; top(first).Y < bottom || top(first).Y == before {
		t.Errorf("the first field begins at %v, the banner ends at %v", top(first).Y, bottom)
	}
	if bottom := top(second).Y + second.Size().Height; top(last).Y < bottom || second.Size().Height < second.MinSize().Height {
		t.Errorf("the last field begins at %v, the one that appeared ends at %v", top(last).Y, bottom)
	}
	if card.Size().Height <= height {
		t.Errorf("the card is %v high as before, although a field appeared in it", height)
	}
}
