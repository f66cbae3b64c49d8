package calendar

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"waymark/ui/kit"
)

// entryList is a card with entries in full, and what can be done with the
// selected one beneath them.
type entryList struct {
	card    *kit.Card
	rows    *kit.Rows
	list    []entry
	inner   *fyne.Container
	actions *fyne.Container
	doIt    *kit.Button
	moveIt  *kit.Button
	open    func(entry)
	move    func(entry)
}

func newEntryList(open, move func(entry)) *entryList {
	l := &entryList{open: open, move: move}
	l.rows = kit.NewRows(func() int { return len(l.list) }, func() fyne.CanvasObject { return newEntryRow() }, l.update, 84)
	l.rows.OnSelect = l.selected
	l.rows.OnOpen = func(i int) { l.withSelected(open) }
	l.doIt = kit.Primary("Do it", func() { l.withSelected(open) }).Compact()
	l.moveIt = kit.Secondary("Move", func() { l.withSelected(move) }).Compact()
	l.actions = kit.PadXY(16, 8, kit.HStack(8, l.doIt, l.moveIt))
	l.actions.Hide()
	l.inner = container.NewStack(l.rows)
	l.card = kit.NewCard("", "", container.NewBorder(nil, l.actions, nil, nil, l.inner)).Flush()
	return l
}

// entryRow is one entry in full: who, what about, and its state in a chip.
// The column is narrow, so the chip has a line of its own.
type entryRow struct {
	widget.BaseWidget
	client, about *kit.Text
	chip          *kit.Chip
}

func newEntryRow() *entryRow {
	r := &entryRow{client: kit.NewText("", kit.Bold), about: kit.NewText("", kit.Muted), chip: kit.NewChip("", kit.Neutral)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *entryRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(0, 8, kit.VStack(3, r.client, r.about, kit.HStack(0, r.chip, kit.Spacer()))))
}

func (l *entryList) update(i int, o fyne.CanvasObject) {
	row, e := o.(*entryRow), l.list[i]
	row.client.SetText(e.title())
	row.about.SetText(e.about)
	row.chip.Set(e.state, e.tone)
	row.Refresh() // the chip's width has changed
}

func (l *entryList) withSelected(do func(entry)) {
	if i := l.rows.Selected(); i >= 0 && i < len(l.list) {
		do(l.list[i])
	}
}

func (l *entryList) selected(i int) {
	if i < 0 || i >= len(l.list) {
		l.actions.Hide()
		return
	}
	e := l.list[i]
	l.doIt.SetText("Open")
	if e.followUp != nil && !e.done {
		l.doIt.SetText("Do it")
	}
	if e.done {
		l.moveIt.Hide()
	} else {
		l.moveIt.Show()
	}
	l.actions.Show()
	l.actions.Refresh()
}

func (l *entryList) set(list []entry, empty string) {
	l.list = list
	if len(list) == 0 {
		l.inner.Objects = []fyne.CanvasObject{kit.PadXY(16, 8, kit.NewParagraph(empty, kit.Muted))}
	} else {
		l.inner.Objects = []fyne.CanvasObject{l.rows}
	}
	l.rows.Unselect()
	l.actions.Hide()
	l.rows.Reload()
	l.inner.Refresh()
}
