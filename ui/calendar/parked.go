package calendar

import (
	"fmt"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/agenda"
	"waymark/ui/kit"
	"waymark/ui/kit/timegrid"
)

// parked is the card of overdue follow-ups. They wait there whatever days are
// shown, to be done, or dropped on a day.
type parked struct {
	page   *page
	card   *kit.Card
	rows   *kit.KeyRows
	list   []agenda.Entry
	shown  map[fyne.CanvasObject]*parkedRow
	inner  *fyne.Container
	doIt   *kit.Button
	place  *kit.Button
	what   *kit.Text // what is in hand
	keys   *kit.Text
	foot   *fyne.Container
	beyond *fyne.Container // what is said about those that the filters leave out
}

func newParked(p *page) *parked {
	l := &parked{page: p, shown: map[fyne.CanvasObject]*parkedRow{}}
	l.rows = kit.NewKeyRows(func() int { return len(l.list) }, func() fyne.CanvasObject { return l.newRow() }, l.update, 92)
	l.rows.OnSelect = func(int) { l.showFoot() }
	l.rows.OnOpen = func(i int) { l.take(i) }
	l.rows.OnRune = func(r rune) {
		if r == 'd' || r == 'D' {
			l.open(l.rows.Selected())
		}
	}
	l.doIt = kit.Secondary("Follow up", func() { l.open(l.rows.Selected()) }).Compact()
	l.place = kit.Secondary("Place", func() { l.take(l.rows.Selected()) }).Compact()
	l.what, l.keys = kit.NewText("", kit.Label), kit.NewParagraph("", kit.Small)
	l.foot = kit.PadXY(16, 8, kit.VStack(6, kit.HStack(8, l.doIt, l.place), l.what, l.keys))
	l.beyond = kit.VStack(0)
	l.inner = container.New(&shrinking{}, l.rows)
	l.card = kit.NewCard("Overdue", "", container.NewBorder(l.beyond, l.foot, nil, nil, l.inner)).Flush()
	l.showFoot()
	return l
}

// parkedRow is one overdue follow-up: who, which, and how late.
type parkedRow struct {
	client, about *kit.Text
	chip          *kit.Chip
	index         int
}

func (l *parked) newRow() fyne.CanvasObject {
	r := &parkedRow{client: kit.NewParagraph("", kit.Bold), about: kit.NewText("", kit.Muted), chip: kit.NewChip("", kit.Red)}
	r.client.SetMaxLines(2)
	d := timegrid.NewDraggable(kit.PadXY(0, 3, kit.VStack(2, kit.Spacer(), r.client, r.about, kit.HStack(0, r.chip, kit.Spacer()), kit.Spacer())))
	d.Moved = func(at fyne.Position) { l.drag(r.index, at) }
	d.Dropped = func(at fyne.Position) { l.drop(at) }
	d.Pressed = func() {
		l.rows.Focus()
		l.rows.Select(r.index)
		l.showFoot()
	}
	d.Opened = func() { l.open(r.index) }
	d.Tip = func() string { return r.client.Text() + "\n" + r.about.Text() }
	l.shown[d] = r
	return d
}

func (l *parked) update(i int, o fyne.CanvasObject) {
	row, e := l.shown[o], l.list[i]
	row.index = i
	row.client.SetText(warned(e.Client, e.Warnings))
	row.about.SetText(dotted(warning(e.Warnings), followUpWords(&e), e.Staff))
	row.chip.Set(e.State, kit.Red)
	o.Refresh()
}

func (l *parked) set(list []agenda.Entry) {
	l.list = list
	if len(list) == 0 {
		l.inner.Objects = []fyne.CanvasObject{kit.PadXY(16, 8, kit.NewParagraph("No overdue follow-ups.", kit.Muted))}
	} else {
		l.inner.Objects = []fyne.CanvasObject{l.rows}
	}
	l.rows.Reload()
	l.showFoot()
	l.inner.Refresh()
}

// showFoot shows what can be done with the selected one, or which keys move
// what is in hand.
func (l *parked) showFoot() {
	title, moving := l.page.moving()
	chosen := l.rows != nil && l.rows.Selected() >= 0 && l.rows.Selected() < len(l.list)
	for _, b := range []*kit.Button{l.doIt, l.place} {
		b.Hidden = moving || !chosen
	}
	l.keys.SetText("")
	l.card.SetAside("")
	if !moving && len(l.list) > 0 {
		l.card.SetAside("drop on a day")
	}
	if moving {
		keys := "↑ ↓ time, ← → day"
		if l.page.view.Selected() == viewMonth {
			keys = "Arrows: another day"
		}
		l.what.SetText(fmt.Sprintf("Moving %s", title))
		l.keys.SetText(keys + ". Enter places, Esc leaves it.")
	}
	l.keys.Hidden, l.what.Hidden = !moving, !moving
	l.foot.Hidden = !moving && !chosen
	l.foot.Refresh()
	l.card.Refresh()
}

func (l *parked) entry(i int) (agenda.Entry, bool) {
	if i < 0 || i >= len(l.list) {
		return agenda.Entry{}, false
	}
	return l.list[i], true
}

func (l *parked) open(i int) {
	if e, ok := l.entry(i); ok {
		l.page.host.Go(followUpRoute(&e))
	}
}

// take takes one in hand, to be moved with the keyboard.
func (l *parked) take(i int) {
	if e, ok := l.entry(i); ok {
		l.page.take(e)
	}
}

func (l *parked) drag(i int, at fyne.Position) {
	e, ok := l.entry(i)
	if !ok {
		return
	}
	if l.page.view.Selected() == viewMonth {
		l.page.month.dragOver(e, at)
		return
	}
	l.page.hours.DragOver(l.page.moveOf(e), at)
}

func (l *parked) drop(at fyne.Position) {
	if l.page.view.Selected() == viewMonth {
		l.page.month.dropAt(at)
		return
	}
	l.page.hours.DropAt(at)
}

// shrinking returns what it holds all the room and asks for little: a list scrolls.
type shrinking struct{}

// Layout implements fyne.Layout.
func (shrinking) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (shrinking) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, 16) }
