package offer

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/ui/kit"
)

func TestSheetOfASittingIsPrintedAndOpened(t *testing.T) {
	d := newDesk(t)
	printer := d.Printer()
	c := d.Harold()
	d.Chosen(c.ID, "Chosen before", "2026-03-17")
	d.Service(data.Service{Name: "Warm Homes", Needs: []data.ID{d.Housing.ID}})
	p := d.offerTo(c.ID)
	d.talkAbout(p, "Warm Homes")
	d.Type("1")
	p.detail.kind.Tap(0)
	p.Save()
	d.Met('1')
	d.Press("Print summary for client")
	test.Tap(find[*kit.Check](d))
	d.Press("Create and open")
	want := filepath.Join(d.Host.DocumentsDir, "choices-2026-04-07.pdf")
	if len(d.Opened) != 1 || d.Opened[0] != want || !printer.Large {
		t.Fatalf("opened %v, large print %v", d.Opened, printer.Large)
	}
	if items := printer.Sheet.Items; len(items) != 1 || items[0].Service.Name != "Warm Homes" || items[0].Slip == "" {
		t.Errorf("the sheet holds %+v", items)
	}
	if kit.OverlayOpen(d.Window) {
		t.Error("the dialog stays")
	}
}

// find is the only object of a type that can be seen.
func find[T fyne.CanvasObject](d *desk) T {
	d.T.Helper()
	var found T
	n := 0
	d.Each(func(o fyne.CanvasObject) {
		if f, is := o.(T); is {
			found = f
			n++
		}
	})
	if n != 1 {
		d.T.Fatalf("%d objects of this type, want one", n)
	}
	return found
}
