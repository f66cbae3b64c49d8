package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/theme"
)

// leastTall is the height of the page, at the normal size of text, below which the
// filters and notices above the list would leave no room for the services.
const leastTall float32 = 460

// shortened tells the page whether it is short, before it lays it out.
type shortened struct {
	short bool
	tell  func(short bool)
}

// whenShort wraps the page; tell is called each time it becomes short or tall.
func whenShort(content fyne.CanvasObject, tell func(short bool)) *fyne.Container {
	return container.New(&shortened{tell: tell}, content)
}

// Layout implements fyne.Layout.
func (l *shortened) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := fyne.CurrentApp().Settings().Theme().Size(theme.SizeBody) / 14
	if short := size.Height < leastTall*scale; short != l.short {
		l.short = short
		l.tell(short)
	}
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}

// MinSize implements fyne.Layout.
func (*shortened) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// setShort keeps the chips to those that are on while the page is short. The others
// are then among the further filters, one press away.
func (p *listPage) setShort(short bool) {
	p.short = short
	p.facets.setShort(short)
	p.detail.setShort(short)
	p.notices()
}

// notices shows one of the two lines above the list where there is no room for both:
// that of a feed, as unchecked services can also be found with a filter.
func (p *listPage) notices() {
	p.stale.content.Hidden = p.stale.services == 0 || p.short && p.feeds.content.Visible()
}
