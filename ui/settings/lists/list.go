package lists

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// item is an entry of one of the service's lists, whatever the list is of.
type item struct {
	id      data.ID
	name    string
	extra   string  // the second field: the town of a surgery, the role of a colleague
	partner data.ID // the organisation of a partnership that it belongs to
	note    string  // what the row says beneath the name
	retired bool
	record  any // the record itself, as it was read
}

// kind is what one list is of, and the words and writes that differ.
type kind struct {
	title     string // of the part
	one, many string // "surgery", "surgeries"
	about     string // what the list is for
	empty     string // what an empty list says; "": the same for all
	retired   string // the chip of entries no longer offered
	gone      string // the same in a count: "2 surgeries · 1 retired"
	retire    string // the word on the button, such as "Retire"
	restore   string
	read      func(ctx context.Context) ([]item, error)
	// save adds or changes; a new item has no id and no record.
	save func(ctx context.Context, it item) error
	// second makes the second field of the dialog; nil when there is none.
	second func() second
	// partners are the organisations that an entry can belong to, as they were read
	// last; nil for a list whose entries belong to none.
	partners func() []data.Partner
	// find makes what fills in the fields of a new entry, to stand above them, and
	// what stands below; nil when there is nothing to look in. changed is called when
	// one of them has another size.
	find func(take func(name, extra string), changed func()) (above, below fyne.CanvasObject)
	// move stores a new order of the items in use; nil when the order is by name.
	move func(ctx context.Context, order []item) error
	// field is what the first field is called, "Name" when empty; retold is the
	// sentence beneath the fields of an entry that is changed.
	field, retold string
	// removed is what is said of an entry that is taken out for good, which
	// then is not listed any more; empty where entries are retired.
	removed string
	// keep says why an item cannot be retired just now, or "".
	keep func(it item) string
}

// second is a second field of the dialog.
type second struct {
	object fyne.CanvasObject
	name   string // the field's name in FieldErrors
	get    func() string
	set    func(string)
	fail   func(string)
}

// list is the part of one list: its rows, and what can be done with the
// one that is selected. Entries are never deleted, since history names them.
type list struct {
	h     *host.Host
	p     page
	kind  kind
	items []item
	at    data.ID // the entry that is selected
	// storing is true from a press that writes until its result is shown. Until
	// then the rows are old, and a second press would write from them.
	storing bool

	card    *kit.Card
	view    fyne.CanvasObject
	body    *fyne.Container
	rows    *kit.Rows
	change  *kit.Button
	retire  *kit.Button
	up      *kit.Button
	down    *kit.Button
	actions *fyne.Container
}

func newList(h *host.Host, p page, k kind) *frame.Part {
	l := &list{h: h, p: p, kind: k}
	l.rows = kit.NewRows(func() int { return len(l.items) }, func() fyne.CanvasObject { return kit.NewRowText() }, l.fill, kit.RowHeight())
	l.rows.OnSelect = func(i int) { l.at = l.items[i].id; l.offer() }
	l.rows.OnOpen = func(i int) { l.edit(l.items[i]) }
	l.change = kit.Secondary("Change…", func() { l.with(l.edit) }).Compact()
	l.retire = kit.Secondary(k.retire, func() { l.with(l.turn) }).Compact()
	l.up = kit.Secondary("Move up", func() { l.shift(-1) }).Compact()
	l.down = kit.Secondary("Move down", func() { l.shift(1) }).Compact()
	buttons := []fyne.CanvasObject{l.change, l.retire}
	if k.move != nil {
		buttons = append(buttons, l.up, l.down)
	}
	l.actions = kit.Wrap(buttons...)
	l.body = container.NewStack(l.rows)
	about := kit.PadXY(16, 0, kit.NewParagraph(k.about, kit.Muted))
	l.card = kit.NewCard(k.title, "", kit.Border(10, about, kit.PadXY(16, 4, l.actions), nil, nil, l.body)).Flush()
	l.card.SetAction(kit.Primary(fmt.Sprintf("Add a %s…", k.one), l.add).Compact())
	l.view = l.card
	return &frame.Part{Title: k.title, View: l.view, Load: l.load}
}

func (l *list) load(ctx context.Context) (func(), error) {
	items, err := l.kind.read(ctx)
	if err != nil {
		return nil, err
	}
	// Retired ones stand last, each part in the order of the list.
	slices.SortStableFunc(items, func(a, b item) int {
		switch {
		case a.retired == b.retired:
			return 0
		case a.retired:
			return 1
		default:
			return -1
		}
	})
	return func() { l.publish(items) }, nil
}

func (l *list) publish(items []item) {
	l.items = items
	l.storing = l.storing && l.p.Writing()
	used := l.used()
	aside := data.Plural(used, l.kind.one, l.kind.many)
	if n := len(items) - used; n > 0 {
		aside += fmt.Sprintf(" · %d %s", n, l.kind.gone)
	}
	l.card.SetAside(aside)
	l.rows.Reload()
	at := slices.IndexFunc(items, func(it item) bool { return it.id == l.at })
	if at < 0 && len(items) > 0 {
		at = 0
		l.at = items[0].id
	}
	l.rows.Select(at)
	shown := fyne.CanvasObject(l.rows)
	if len(items) == 0 {
		shown = kit.NewEmpty(nil, fmt.Sprintf("No %s yet", l.kind.many), cmp.Or(l.kind.empty, "Add the first one to use it on forms."),
			kit.Secondary(fmt.Sprintf("Add a %s…", l.kind.one), l.add))
	}
	l.body.Objects = []fyne.CanvasObject{shown}
	l.body.Refresh()
	l.offer()
}

// used is how many entries are not retired; they stand first.
func (l *list) used() int {
	n := 0
	for _, it := range l.items {
		if !it.retired {
			n++
		}
	}
	return n
}

func (l *list) fill(i int, o fyne.CanvasObject) {
	it := l.items[i]
	row := kit.RowData{Title: it.name, Secondary: it.note, Muted: it.retired}
	if it.retired {
		row.Chips = []kit.ChipData{{Text: l.kind.retired}}
	}
	o.(*kit.RowText).Set(row)
}

// offer shows what can be done with the selected entry.
func (l *list) offer() {
	i := l.rows.Selected()
	if i < 0 || i >= len(l.items) {
		l.actions.Hide()
		return
	}
	l.actions.Show()
	it := l.items[i]
	if it.retired {
		l.retire.SetText(l.kind.restore)
	} else {
		l.retire.SetText(l.kind.retire)
	}
	l.up.SetEnabled(!it.retired && i > 0)
	l.down.SetEnabled(!it.retired && i < l.used()-1)
	l.actions.Refresh()
}

func (l *list) with(do func(item)) {
	if i := l.rows.Selected(); i >= 0 && i < len(l.items) {
		do(l.items[i])
	}
}

// turn retires an entry, or brings it back. Both can be undone by the other,
// so neither asks first.
func (l *list) turn(it item) {
	if !it.retired && l.kind.keep != nil {
		if why := l.kind.keep(it); why != "" {
			l.p.Say(kit.Amber, why)
			return
		}
	}
	if l.storing {
		return
	}
	l.storing = true
	it.retired = !it.retired
	stored := fmt.Sprintf("Saved. “%s” is restored.", it.name)
	switch {
	case it.retired && l.kind.removed != "":
		stored = fmt.Sprintf("Saved. “%s” %s", it.name, l.kind.removed)
	case it.retired:
		stored = fmt.Sprintf("Saved. “%s” stays in existing records but is no longer shown on forms.", it.name)
	}
	l.p.Write("change a list", stored, func(ctx context.Context) error { return l.kind.save(ctx, it) }, nil)
}

// shift moves the selected entry up or down among those in use.
func (l *list) shift(by int) {
	i := l.rows.Selected()
	to := i + by
	if l.storing || i < 0 || to < 0 || max(i, to) >= l.used() {
		return
	}
	l.storing = true
	order := slices.Clone(l.items)
	order[i], order[to] = order[to], order[i]
	l.p.Write("change the order of a list", fmt.Sprintf("Saved. “%s” is now number %d in the list.", l.items[i].name, to+1),
		func(ctx context.Context) error { return l.kind.move(ctx, order) }, nil)
}
