package service

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/settings/frame"
)

// clinics is the part of the clinics that the surgeries have. Each is set up in
// a form of its own.
type clinics struct {
	h       *host.Host
	p       page
	list    []data.ClinicRow
	at      data.ID
	card    *kit.Card
	rows    *kit.Rows
	body    *fyne.Container
	actions *fyne.Container
	missed  *missed
	view    fyne.CanvasObject
}

// ClinicsTitle is the title of the part of the clinics.
const ClinicsTitle = "Clinics"

// Clinics is the part of the clinics that the surgeries have.
func Clinics(h *host.Host, p page) *frame.Part { return newClinics(h, p).part() }

func newClinics(h *host.Host, p page) *clinics {
	c := &clinics{h: h, p: p}
	c.rows = kit.NewRows(func() int { return len(c.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.fill, kit.RowHeight())
	c.rows.OnSelect = func(i int) { c.at = c.list[i].ID }
	c.rows.OnOpen = func(i int) { c.open(c.list[i].ID) }
	c.actions = kit.Wrap(kit.Secondary("Edit…", func() { c.open(c.at) }).Compact())
	c.body = container.NewStack()
	c.put(c.rows)
	about := kit.PadXY(16, 0, kit.NewParagraph(fmt.Sprintf("When the %s is at each surgery. Reception and staff can then book appointments.", h.Role().One), kit.Muted))
	c.card = kit.NewCard(ClinicsTitle, "", kit.Border(10, about, kit.PadXY(16, 4, c.actions), nil, nil, c.body)).Flush()
	c.card.SetAction(kit.Primary("Add a clinic", func() { c.open("") }).Compact())
	c.missed = newMissed(h, p)
	c.view = kit.ScrollBeyond(kit.Border(14, nil, h.Offer(access.Lists, c.missed.card), nil, nil, c.card))
	return c
}

func (c *clinics) part() *frame.Part {
	return &frame.Part{Title: ClinicsTitle, View: c.view, Load: c.load}
}

func (c *clinics) open(id data.ID) {
	c.h.Go(host.Route{Area: host.Settings, View: host.ViewClinic, Record: id})
}

func (c *clinics) load(ctx context.Context) (func(), error) {
	list, err := c.h.Diary.Clinics(ctx)
	if err != nil {
		return nil, err
	}
	steps, err := c.missed.load(ctx)
	return func() {
		c.publish(list)
		steps()
	}, err
}

func (c *clinics) publish(list []data.ClinicRow) {
	c.list = list
	c.card.SetAside(data.Plural(len(list), "clinic", "clinics"))
	c.rows.Reload()
	c.actions.Hidden = len(list) == 0
	shown := fyne.CanvasObject(c.rows)
	if len(list) == 0 {
		c.card.SetAside("")
		shown = kit.NewEmpty(nil, "No clinics yet", "Add a clinic for each surgery, with its weekdays and hours. You can then book appointments.",
			kit.Secondary("Add a clinic", func() { c.open("") }))
	} else if c.rows.Selected() < 0 {
		c.at = list[0].ID
		c.rows.Select(0)
	}
	c.put(shown)
}

// put shows the clinics or what is said of none, at least 3 rows high: a small window
// scrolls to what is below.
func (c *clinics) put(o fyne.CanvasObject) {
	c.body.Objects = []fyne.CanvasObject{kit.Fixed(0, 3*kit.RowHeight(), kit.VStack(0)), o}
	c.body.Refresh()
}

func (c *clinics) fill(i int, o fyne.CanvasObject) {
	k, today := &c.list[i], c.h.Today()
	who := k.Staff
	if k.Room != "" {
		who += ", " + k.Room
	}
	row := kit.RowData{Title: k.Surgery, Secondary: k.Pattern() + " · " + who}
	switch {
	case !k.Until.IsZero() && k.Until.Before(today):
		row.Muted, row.Chips = true, []kit.ChipData{{Text: fmt.Sprintf("Ended %s", k.Until.Short())}}
	case k.From.After(today):
		row.Chips = []kit.ChipData{{Text: fmt.Sprintf("Starts %s", k.From.Short())}}
	case !k.Until.IsZero():
		row.Chips = []kit.ChipData{{Text: fmt.Sprintf("Until %s", k.Until.Short())}}
	}
	o.(*kit.RowText).Set(row)
}
