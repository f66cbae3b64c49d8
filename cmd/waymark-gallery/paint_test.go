package main

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

var (
	red  = color.NRGBA{R: 0xff, A: 0xff}
	blue = color.NRGBA{B: 0xff, A: 0xff}
)

func windowOf(t *testing.T, content fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(100, 100))
	return w.Canvas()
}

func sameColor(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	r2, g2, bl2, _ := b.RGBA()
	return r>>8 == r2>>8 && g>>8 == g2>>8 && bl>>8 == bl2>>8
}

func TestPicture_whatScrollsInsideAScrollerIsCutAtBoth(t *testing.T) {
	tall := canvas.NewRectangle(red)
	tall.SetMinSize(fyne.NewSize(20, 300))
	inner := container.NewVScroll(tall)
	inner.SetMinSize(fyne.NewSize(20, 200))
	outer := container.NewVScroll(inner)
	outer.Resize(fyne.NewSize(100, 40))
	c := windowOf(t, container.NewWithoutLayout(outer))
	p := picture(c)
	if !sameColor(p.At(5, 10), red) {
		t.Error("what is in view is not drawn")
	}
	if sameColor(p.At(5, 60), red) {
		t.Error("what lies below the outer scroller is drawn over what stands there")
	}
}

func TestPicture_outlineAtTheEdgeOfAScrollerStaysInPlace(t *testing.T) {
	box := canvas.NewRectangle(color.Transparent)
	box.StrokeColor, box.StrokeWidth = blue, 2
	box.SetMinSize(fyne.NewSize(80, 30))
	scroll := container.NewVScroll(box)
	scroll.Resize(fyne.NewSize(80, 60))
	scroll.Move(fyne.NewPos(10, 10))
	c := windowOf(t, container.NewWithoutLayout(scroll))
	p := picture(c)
	if !sameColor(p.At(10, 40), blue) || !sameColor(p.At(89, 40), blue) {
		t.Error("the outline is not along both sides of the scroller")
	}
}

func TestPicture_leavesEverythingWhereItWas(t *testing.T) {
	button := kit.Primary("Save", nil)
	c := windowOf(t, container.NewVScroll(kit.VStack(8, kit.NewText("Above", kit.Body), button)))
	before := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	picture(c)
	if after := fyne.CurrentApp().Driver().AbsolutePositionForObject(button); after != before {
		t.Errorf("the button moved from %v to %v", before, after)
	}
}
