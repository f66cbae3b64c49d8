package visit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/kit"
	"waymark/ui/theme"
)

// halves puts two parts of a page side by side where both fit, and otherwise one
// at a time, with a way to switch between them above.
type halves struct {
	Content     *fyne.Container
	which       *kit.Segmented
	left, right fyne.CanvasObject
	least       func() float32 // the width that the right part needs
	share       float32        // of the width, for the left part
	one         bool           // only one is shown
}

func newHalves(names [2]string, share float32, left, right fyne.CanvasObject, least func() float32) *halves {
	h := &halves{left: left, right: right, share: share, least: least}
	h.which = kit.NewSegmented(names[:], 0, func(int) { h.show() })
	h.which.Hide()
	h.Content = container.New(h, h.which, left, right)
	return h
}

// rename changes what the switch to a part says.
func (h *halves) rename(names [2]string) {
	at := h.which.Selected()
	h.which.SetOptions(names[:])
	h.which.SetSelected(at)
}

// show shows what is switched to; both where there is room.
func (h *halves) show() {
	set := func(o fyne.CanvasObject, shown bool) {
		if o.Visible() == shown {
			return
		}
		if shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
	set(h.which, h.one)
	set(h.left, !h.one || h.which.Selected() == 0)
	set(h.right, !h.one || h.which.Selected() == 1)
	h.Content.Refresh()
}

func (h *halves) fits(width float32) bool {
	left := width*h.share - theme.Gap
	return left >= h.left.MinSize().Width && width-left-theme.Gap >= h.least()
}

// Layout implements fyne.Layout.
func (h *halves) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if one := !h.fits(size.Width); one != h.one {
		h.one = one
		h.show()
		return
	}
	if !h.one {
		left := size.Width*h.share - theme.Gap
		h.left.Move(fyne.Position{})
		h.left.Resize(fyne.NewSize(left, size.Height))
		h.right.Move(fyne.NewPos(left+theme.Gap, 0))
		h.right.Resize(fyne.NewSize(size.Width-left-theme.Gap, size.Height))
		return
	}
	top := h.which.MinSize()
	h.which.Move(fyne.Position{})
	h.which.Resize(fyne.NewSize(min(size.Width, top.Width), top.Height))
	for _, o := range []fyne.CanvasObject{h.left, h.right} {
		o.Move(fyne.NewPos(0, top.Height+10))
		o.Resize(fyne.NewSize(size.Width, max(0, size.Height-top.Height-10)))
	}
}

// MinSize implements fyne.Layout.
func (h *halves) MinSize([]fyne.CanvasObject) fyne.Size {
	left, right := h.left.MinSize(), h.right.MinSize()
	least := left.Max(right)
	if h.one {
		least.Height += h.which.MinSize().Height + 10
	}
	return least
}
