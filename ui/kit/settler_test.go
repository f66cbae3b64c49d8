package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
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
	w := kittest.Window(t, 800, 600, page)
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

// A list that found nothing needed more height than a small window has, and the
// page was scrolled down. When there was something to show again, its title stayed
// above the window.
func TestOverflow_isBackAtTheTopOnceItFits(t *testing.T) {
	title, body := widget.NewLabel("Clients"), canvas.NewRectangle(nil)
	body.SetMinSize(fyne.NewSize(300, 900))
	content := container.NewVBox(title, body)
	w := kittest.Window(t, 600, 400, kit.Overflow(content))
	top := func() float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(title).Y }
	home := top()
	test.Scroll(w.Canvas(), fyne.NewPos(300, 200), 0, -500)
	if top() == home {
		t.Fatal("the content does not scroll")
	}
	body.SetMinSize(fyne.NewSize(300, 100))
	askAll(w.Content())
	if top() != home {
		t.Errorf("the title is at %v, not at %v", top(), home)
	}
	if got := content.Size(); got.Height > 400 {
		t.Errorf("the content is still %v high", got.Height)
	}
}

// A column that needs more than its share was drawn over the edge of the window.
func TestColumns_giveEachWhatItNeeds(t *testing.T) {
	wide, narrow := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	narrow.SetMinSize(fyne.NewSize(300, 10))
	box := kit.Columns([]float32{64, 36}, wide, narrow)
	box.Resize(fyne.NewSize(616, 100))
	if narrow.Size().Width != 300 || wide.Position().X+wide.Size().Width > narrow.Position().X || narrow.Position().X+300 > 616 {
		t.Errorf("%v wide at %v beside %v wide", narrow.Size().Width, narrow.Position().X, wide.Size().Width)
	}
	box.Resize(fyne.NewSize(1016, 100))
	if got := wide.Size().Width; got < 639 || got > 641 {
		t.Errorf("where there is room, the first column is %v wide, not 64 parts of 100 of 1,000", got)
	}
}

func TestBorder_aGrownTopPushesTheMiddleDown(t *testing.T) {
	chips := kit.Wrap(kit.NewFilterChip("Free 39", false, nil))
	list := canvas.NewRectangle(nil)
	w := kittest.Window(t, 260, 300, kit.Border(12, kit.VStack(8, chips), nil, nil, nil, list))
	for _, name := range []string{"At home 13", "Has room 24", "Checked lately 49"} {
		chips.Objects = append(chips.Objects, kit.NewFilterChip(name, false, nil))
	}
	askAll(w.Content())
	if end := chips.MinSize().Height; chips.Size().Height < end || list.Position().Y < end {
		t.Errorf("the chips need %v and have %v, the list begins at %v", end, chips.Size().Height, list.Position().Y)
	}
}
