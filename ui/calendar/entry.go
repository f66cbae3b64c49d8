package calendar

import (
	"strings"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// entry is one follow-up or contact as the calendar shows it.
type entry struct {
	day      data.Date
	at       string // time of day, or empty
	client   string
	about    string // what it is, in a few words
	state    string // the word in its chip
	tone     kit.Tone
	done     bool
	route    host.Route
	followUp *data.FollowUpRow
	contact  *data.ContactRow
	booked   *data.AppointmentRow
}

// title is the entry in one short line of a day.
func (e entry) title() string { return strings.TrimSpace(e.at + " " + e.client) }

func followUpEntry(r data.FollowUpRow, today data.Date) entry {
	e := entry{day: r.DueOn, client: r.Client, about: data.FollowUpOrdinal(r.Number), followUp: &r,
		route: host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: r.ClientID, Record: r.ID}}
	if due := data.DueWords(r.Asks); due != "" {
		e.about += " · " + due // before the service, whose name may be cut off
	}
	e.about += " · " + r.Service
	switch {
	case r.Status != data.FollowUpOpen:
		e.day, e.done, e.state, e.tone = r.ClosedOn, true, r.Status.Label(), kit.Neutral
		if r.Status == data.FollowUpDone {
			e.tone = kit.Green
		}
		e.route = host.Route{Area: host.Clients, View: host.ViewClient, Client: r.ClientID}
	case r.DueOn.Before(today):
		e.state, e.tone = data.Plural(today.Sub(r.DueOn), "day", "days")+" overdue", kit.Red
	case r.DueOn == today:
		e.state, e.tone = "Due today", kit.Amber
	default:
		e.state, e.tone = "Due", kit.Accent
	}
	return e
}

func appointmentEntry(r data.AppointmentRow) entry {
	e := entry{day: r.On, at: r.At, client: r.Client, about: r.Kind.Label(), booked: &r, state: r.State.Label(), tone: kit.Accent,
		route: host.AppointmentRoute(&r.Appointment)}
	if r.Surgery != "" {
		e.about += " · " + r.Surgery
	}
	return e
}

func contactEntry(r data.ContactRow) entry {
	e := entry{day: r.On, at: r.At, client: r.Client, about: r.Kind.Label(), contact: &r, state: r.Outcome.Label(), tone: kit.Neutral,
		route: host.Route{Area: host.Clients, View: host.ViewNewContact, Client: r.ClientID, Record: r.ID}}
	if r.Surgery != "" {
		e.about += " · " + r.Surgery
	}
	switch r.Outcome {
	case data.ContactAttended:
		e.done, e.tone = true, kit.Green
	case data.ContactMissed:
		e.done, e.tone = true, kit.Amber
	case data.ContactCancelled:
		e.done = true
	}
	return e
}
