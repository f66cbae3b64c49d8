package moving

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// mostLeft is how many rows of the list to work through are shown at once.
const mostLeft = 500

// leftList is what could not be read, to be worked through row by row.
type leftList struct {
	p       *page
	of      data.ID // an import; "" for all
	rows    []data.LeftRow
	total   int
	list    *kit.Rows
	body    *fyne.Container
	content fyne.CanvasObject
	open    *kit.Button
	settle  *kit.Button
	reading *load.Latest
	last    data.ID // what was settled last, to put it back
	undo    *kit.Button
}

// workThrough shows what could not be read of one import, or of all.
func (p *page) workThrough(of data.ID) {
	l := &leftList{p: p, of: of, body: container.NewStack(kit.NewLoading("Loading…")), reading: load.New(p.h)}
	l.list = kit.NewRows(func() int { return len(l.rows) }, func() fyne.CanvasObject { return kit.NewRowText() }, l.fill, kit.RowHeight())
	l.list.OnSelect = func(int) { l.able() }
	l.list.OnOpen = func(int) { l.toRecord() }
	l.open = kit.Secondary("Open record", l.toRecord)
	l.settle = kit.Primary("Mark as done", l.done)
	l.undo = kit.Secondary("Undo", l.back)
	l.undo.Hide()
	foot := kit.PadXY(16, 10, kit.HStack(8, kit.NewText("Put each right in the record, then mark it as done.", kit.Muted), kit.Spacer(), l.undo, l.open, l.settle))
	l.content = kit.NewCard("", "", kit.Border(0, nil, foot, nil, nil, l.body)).Flush()
	p.header.SetTitle("List to work through")
	p.header.SetAside("")
	p.header.SetSubtitle("What the lists say and could not be read.")
	p.offer()
	if p.h.Session.May(access.Bulk, access.Write) == nil {
		p.offer(kit.Secondary("Back to imports", p.begin))
	}
	l.able()
	p.show(l)
	l.load()
}

func (l *leftList) object() fyne.CanvasObject { return l.content }

func (l *leftList) first() fyne.Focusable { return l.list }

func (l *leftList) load() {
	type found struct {
		rows  []data.LeftRow
		total int
	}
	load.Do(l.reading, func(ctx context.Context) (f found, err error) {
		f.rows, f.total, err = l.p.h.Moving.LeftOvers(ctx, l.of, mostLeft)
		return f, err
	}, func(f found, err error) {
		at := l.list.Selected()
		switch {
		case err != nil:
			l.put(l.p.h.CannotShow("list what could not be read", err, l.load))
		case len(f.rows) == 0:
			l.rows, l.total = nil, 0
			l.put(kit.NewEmpty(nil, "Nothing to work through", "What an import cannot read appears here.", nil))
		default:
			l.rows, l.total = f.rows, f.total
			l.list.Reload()
			l.list.Select(min(max(at, 0), len(l.rows)-1))
			l.put(l.list)
		}
		l.p.header.SetAside(fmt.Sprintf("%d left", l.total))
		l.able()
	})
}

func (l *leftList) put(o fyne.CanvasObject) {
	l.body.Objects = []fyne.CanvasObject{o}
	l.body.Refresh()
}

func (l *leftList) fill(i int, o fyne.CanvasObject) {
	r := l.rows[i]
	who := r.Client
	if who == "" {
		who = "No one imported"
	}
	title := fmt.Sprintf("%s · %s", who, rowOf(r.At))
	if r.Column != "" {
		title = fmt.Sprintf("%s · %s", title, r.Column)
	}
	text := r.Why
	if r.Text != "" {
		text = fmt.Sprintf("“%s”. %s", r.Text, r.Why)
	}
	o.(*kit.RowText).Set(kit.RowData{Title: title, Secondary: text})
}

func rowOf(at data.ListPlace) string {
	if at.Sheet == "" {
		return fmt.Sprintf("row %d", at.Row)
	}
	return fmt.Sprintf("%s row %d", at.Sheet, at.Row)
}

func (l *leftList) chosen() *data.LeftRow {
	if i := l.list.Selected(); i >= 0 && i < len(l.rows) {
		return &l.rows[i]
	}
	return nil
}

func (l *leftList) able() {
	r := l.chosen()
	l.settle.SetEnabled(r != nil)
	l.open.SetEnabled(r != nil && r.ClientID != "")
}

func (l *leftList) toRecord() {
	if r := l.chosen(); r != nil && r.ClientID != "" {
		l.p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: r.ClientID})
	}
}

func (l *leftList) done() {
	if r := l.chosen(); r != nil {
		l.mark(r.ID, false)
	}
}

func (l *leftList) back() { l.mark(l.last, true) }

// mark takes a row off the list, or puts it back.
func (l *leftList) mark(id data.ID, undone bool) {
	l.p.h.Background(func(ctx context.Context) func() {
		err := l.p.h.Moving.Settle(ctx, id, undone)
		return func() {
			if err != nil {
				l.p.say(kit.Red, l.p.h.Fail("settle what could not be read", err))
				return
			}
			l.last = id
			if undone {
				l.undo.Hide()
			} else {
				l.undo.Show()
			}
			l.load()
		}
	})
}
