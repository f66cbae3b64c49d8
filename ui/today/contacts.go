package today

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// contacts is the card of the people of the day: first the appointments of which
// no one has said what came, then what is and was on today, then what is booked
// for tomorrow.
type contacts struct {
	card  *kit.Card
	rows  *kit.Rows
	list  []meeting
	flags host.PersonFlags
	inner *fyne.Container
	host  *host.Host
}

// meeting is one row: an appointment, or a contact that came of none.
type meeting struct {
	appointment *data.AppointmentRow
	contact     *data.ContactRow
}

func newContacts(h *host.Host) *contacts {
	c := &contacts{host: h}
	c.rows = kit.NewRows(func() int { return len(c.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, c.update, kit.RowHeight())
	c.rows.OnOpen = c.open
	c.inner = container.NewStack(c.rows)
	c.card = kit.NewCard("Appointments and contacts", "", c.inner).Flush()
	return c
}

// meetings puts together what the card lists. A contact that came of an appointment
// stands in its row.
func meetings(unsettled, booked []data.AppointmentRow, met []data.ContactRow, today data.Date) []meeting {
	var list, later []meeting
	for i := range unsettled {
		list = append(list, meeting{appointment: &unsettled[i]})
	}
	came := map[data.ID]bool{}
	var now []meeting
	for i := range booked {
		m := meeting{appointment: &booked[i]}
		came[booked[i].ContactID] = true
		if booked[i].On.After(today) {
			later = append(later, m)
		} else {
			now = append(now, m)
		}
	}
	for i := range met {
		if !came[met[i].ID] {
			now = append(now, meeting{contact: &met[i]})
		}
	}
	slices.SortStableFunc(now, func(a, b meeting) int { return cmp.Compare(a.at(), b.at()) })
	return append(append(list, now...), later...)
}

// client is who is met, "" for a slot that is held for no one yet.
func (m meeting) client() data.ID {
	if m.appointment != nil {
		return m.appointment.ClientID
	}
	return m.contact.ClientID
}

func (m meeting) at() string {
	if m.appointment != nil {
		return m.appointment.At
	}
	return m.contact.At
}

func (c *contacts) update(i int, o fyne.CanvasObject) {
	m := c.list[i]
	row := kit.RowData{Lead: data.Hour(m.at())}
	if row.Lead == "" {
		row.Lead = "any time"
	}
	var chip kit.ChipData
	if m.appointment != nil {
		a := m.appointment
		row.Title, row.Secondary = a.Client, aboutMeeting(a.Kind, a.Surgery, a.Note)
		chip.Text, chip.Tone = appointmentChip(a, c.host.Today())
		if a.State == data.AppointmentHeld {
			row.Title = "Held"
		}
	} else {
		r := m.contact
		row.Title, row.Secondary = r.Client, aboutMeeting(r.Kind, r.Surgery, r.Reason)
		chip.Text, chip.Tone = outcomeChip(r.Outcome)
	}
	row.Chips = append(c.flags.Chips(m.client(), c.host.Today()), chip)
	if m.appointment != nil && m.appointment.Clash {
		row.Chips = append(row.Chips, kit.ChipData{Text: "Booked twice", Tone: kit.Red})
	}
	o.(*kit.RowText).Set(row)
}

func aboutMeeting(kind data.ContactKind, surgery, more string) string {
	about := kind.Label()
	if more != "" {
		about += " · " + data.Tidy(more)
	}
	if (kind == "clinic" || kind == data.WalkIn) && surgery != "" {
		about += " · " + surgery
	}
	return about
}

// appointmentChip is the word for an appointment: its state if it is on today, what
// is asked if its day has passed, else its day.
func appointmentChip(a *data.AppointmentRow, today data.Date) (string, kit.Tone) {
	switch {
	case a.On.Before(today):
		day := strings.TrimSuffix(a.On.Short(), fmt.Sprintf(" %d", today.Year))
		return fmt.Sprintf("%s: what happened?", day), kit.Amber
	case a.On == today.AddDays(1):
		return "Tomorrow", kit.Neutral
	case a.On.After(today):
		return a.On.Weekday().String(), kit.Neutral
	}
	switch a.State {
	case data.AppointmentArrived, data.AppointmentInRoom:
		return a.State.Label(), kit.Accent
	case data.AppointmentSeen:
		return a.State.Label(), kit.Green
	case data.AppointmentMissed:
		return a.State.Label(), kit.Amber
	default:
		return a.State.Label(), kit.Neutral
	}
}

func outcomeChip(o data.ContactOutcome) (string, kit.Tone) {
	switch o {
	case data.ContactAttended:
		return "Seen", kit.Green
	case data.ContactMissed:
		return "Did not attend", kit.Amber
	default:
		return o.Label(), kit.Neutral
	}
}

// open asks what came of an appointment, or leads to the record.
func (c *contacts) open(i int) {
	if i < 0 || i >= len(c.list) {
		return
	}
	m := c.list[i]
	switch {
	case m.contact != nil:
		c.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: m.contact.ClientID})
	case m.appointment.ClientID == "":
		c.host.Go(host.Route{Area: host.Calendar})
	case m.appointment.State.Open():
		c.host.OpenAppointment(m.appointment)
	default:
		c.host.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: m.appointment.ClientID})
	}
}

func (c *contacts) set(list []meeting) {
	c.list = list
	if len(list) == 0 {
		c.inner.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "No appointments today or tomorrow",
			"Appointments for today and tomorrow, and today’s contacts, appear here.", nil)}
	} else {
		c.inner.Objects = []fyne.CanvasObject{c.rows}
	}
	c.inner.Refresh()
	c.rows.Reload()
}
