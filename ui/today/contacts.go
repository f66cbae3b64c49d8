package today

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// contacts is the card of today's contacts, planned and done, by time.
type contacts struct {
	card  *kit.Card
	rows  *kit.Rows
	list  []data.ContactRow
	inner *fyne.Container
	host  *host.Host
}

func newContacts(h *host.Host) *contacts {
	c := &contacts{host: h}
	c.rows = kit.NewRows(func() int { return len(c.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.update, kit.RowHeight())
	c.rows.OnOpen = c.open
	c.inner = container.NewStack(c.rows)
	c.card = kit.NewCard("Contacts today", "", c.inner).Flush()
	return c
}

func (c *contacts) update(i int, o fyne.CanvasObject) {
	r := c.list[i]
	lead := r.At
	if lead == "" {
		lead = "any time"
	}
	about := r.Kind.Label()
	if r.Reason != "" {
		about += " · " + r.Reason
	}
	if r.Kind == "clinic" && r.Surgery != "" {
		about += " · " + r.Surgery
	}
	text, tone := outcomeChip(r.Outcome)
	o.(*kit.RowText).Set(kit.RowData{Lead: lead, Title: r.Client, Secondary: about, Chips: []kit.ChipData{{Text: text, Tone: tone}}})
}

func outcomeChip(o data.ContactOutcome) (string, kit.Tone) {
	switch o {
	case data.ContactAttended:
		return "Seen", kit.Green
	case data.ContactPlanned:
		return "Planned", kit.Neutral
	case data.ContactMissed:
		return "Did not attend", kit.Amber
	default:
		return o.Label(), kit.Neutral
	}
}

// open leads to the record, or for a planned contact to saying how it went.
func (c *contacts) open(i int) {
	if i < 0 || i >= len(c.list) {
		return
	}
	r := c.list[i]
	if r.Outcome == data.ContactPlanned {
		c.host.Go(host.Route{Area: host.Clients, View: host.ViewNewContact, Client: r.ClientID, Record: r.ID})
		return
	}
	c.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: r.ClientID})
}

func (c *contacts) set(list []data.ContactRow) {
	c.list = list
	if len(list) == 0 {
		c.inner.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "Nobody is expected today",
			"Contacts that are planned for today, or recorded today, are shown here.", nil)}
	} else {
		c.inner.Objects = []fyne.CanvasObject{c.rows}
	}
	c.inner.Refresh()
	c.rows.Reload()
}
