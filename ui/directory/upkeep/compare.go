package upkeep

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// compare shows two entries side by side, field by field, with what differs on
// amber ground.
type compare struct {
	h       *host.Host
	card    *kit.Card
	body    *fyne.Container
	why     *kit.Text
	left    *kit.Button
	pair    data.DuplicatePair
	reading *load.Latest
}

func newCompare(h *host.Host, keep, apart func(a, b data.ID)) *compare {
	c := &compare{h: h, reading: load.New(h), body: kit.VStack(10), why: kit.NewParagraph("", kit.Bold)}
	c.left = kit.Secondary("Keep left entry", func() { keep(c.pair.A.ID, c.pair.B.ID) })
	right := kit.Secondary("Keep right entry", func() { keep(c.pair.B.ID, c.pair.A.ID) })
	not := kit.Secondary("Different services", func() { apart(c.pair.A.ID, c.pair.B.ID) })
	c.card = kit.NewCard("", "", kit.Border(12, c.why, kit.Wrap(c.left, right, not), nil, nil, kit.ScrollBeyond(c.body)))
	return c
}

func (c *compare) focus(w fyne.Window) { w.Canvas().Focus(c.left) }

// show reads both entries in full and shows them.
func (c *compare) show(pair data.DuplicatePair) {
	c.pair = pair
	c.why.SetText(pair.Reason)
	load.Into(c.reading, load.View{What: "read two services", Put: func(o fyne.CanvasObject) { c.put(o) }, Again: func() { c.show(pair) }},
		func(ctx context.Context) (both [2]*service.Entry, err error) {
			if both[0], err = service.Read(ctx, c.h, pair.A.ID); err == nil {
				both[1], err = service.Read(ctx, c.h, pair.B.ID)
			}
			return both, err
		},
		func(both [2]*service.Entry) { c.publish(both[0], both[1]) })
}

func (c *compare) put(objects ...fyne.CanvasObject) {
	c.body.Objects = objects
	c.body.Refresh()
	c.card.Refresh()
}

func (c *compare) publish(a, b *service.Entry) {
	var objects []fyne.CanvasObject
	for _, f := range compared(a, b) {
		if f.left == "" && f.right == "" {
			continue
		}
		objects = append(objects, kit.VStack(3, kit.NewText(f.label, kit.Muted),
			kit.Columns(nil, side(f.left, f.left != f.right), side(f.right, f.left != f.right))))
	}
	c.put(objects...)
}

// side is what one of the two says.
func side(text string, differs bool) fyne.CanvasObject {
	style := kit.Body
	if text == "" {
		text, style = "Nothing", kit.Muted
	}
	p := kit.NewParagraph(text, style)
	p.SetMaxLines(6)
	if !differs {
		return kit.PadXY(8, 4, p)
	}
	return kit.Fill(theme.ColorAmberBg, kit.PadXY(8, 4, p))
}

// pairOfTexts is what two entries say about one thing.
type pairOfTexts struct{ label, left, right string }

// compared lists what two entries say, in the order of the form.
func compared(a, b *service.Entry) []pairOfTexts {
	var list []pairOfTexts
	for _, f := range data.ServiceFields() {
		switch f.Name {
		case "Latitude", "Longitude", "LastChecked", "Status", "Room", "Wheelchair", "Delivery":
			continue // said in words below
		}
		list = append(list, pairOfTexts{f.Label, f.Get(a.Service), f.Get(b.Service)})
	}
	words := func(e *service.Entry) []string {
		return []string{e.Service.Status.Label(), roomText(e.Service.Room), service.Delivery(e.Service.Delivery), service.Access(e.Service),
			service.Dotted(e.Needs...), service.Dotted(e.Categories...), service.CheckedText(e)}
	}
	left, right := words(a), words(b)
	for i, label := range []string{"Open or closed", "Places", "How it is delivered", "Access", "Needs", "Categories", "Checked"} {
		list = append(list, pairOfTexts{label, left[i], right[i]})
	}
	return list
}
