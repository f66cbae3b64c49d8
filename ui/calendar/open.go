package calendar

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/agenda"
	"waymark/ui/host"
	"waymark/ui/kit"
)

func followUpRoute(e *agenda.Entry) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewFollowUp, Client: e.ClientID, Record: e.ID}
}

func recordRoute(client data.ID) host.Route {
	return host.Route{Area: host.Clients, View: host.ViewClient, Client: client}
}

// open opens what stands behind a key of the grid.
func (p *page) open(key string) {
	t, ok := p.picture.targets[key]
	if !ok {
		return
	}
	e := &t.entry
	switch {
	case t.booking != nil && t.booking.ID == "":
		p.openRecord(e, t.booking.ClientID)
	case t.booking != nil:
		p.openAppointment(key, t)
	case t.slot != nil:
		if t.slot.Free() {
			p.bookSlot(e, t.slot)
		}
	case e.Kind == agenda.Clinic:
		p.show(viewDay, e.Day)
	case e.Kind == agenda.Away:
		p.openLeave(e)
	case e.Kind == agenda.FollowUp && !e.Closed:
		p.openFollowUp(key, e)
	case e.Kind == agenda.Appointment || e.Kind == agenda.Visit:
		p.openAppointment(key, t)
	default:
		p.openRecord(e, e.ClientID)
	}
}

// openRecord leads to the client of an entry; of one that is with no one, it says what
// there is to say.
func (p *page) openRecord(e *agenda.Entry, client data.ID) {
	if client == "" {
		kit.Message(p.host.Window, e.Title(), tip(e))
		return
	}
	p.host.Go(recordRoute(client))
}

func (p *page) openFollowUp(key string, e *agenda.Entry) {
	about := kit.NewParagraph(tip(e), kit.Body)
	var d *kit.Dialog
	d = kit.AskWhich(p.host.Window, e.Client, about,
		kit.Way{Verb: "Move", Do: func() {
			d.Close()
			p.hours.PickUp(key)
			p.parked.showFoot()
		}},
		kit.Way{Verb: "Follow up", Do: func() { p.host.Go(followUpRoute(e)) }})
}

// settle asks what came of an appointment whose day has come and of which no one
// has said it; false for any other.
func (p *page) settle(id data.ID, t target) bool {
	if t.booking != nil {
		id = t.booking.ID
	}
	mood := t.entry.Mood
	if t.booking != nil {
		mood = t.booking.Mood
	}
	if t.entry.Day.After(p.host.Today()) || mood == agenda.Plain && t.entry.Day == p.host.Today() || mood == agenda.Done || mood == agenda.Cancelled {
		return false
	}
	h := p.host
	h.Background(func(ctx context.Context) func() {
		a, err := h.Diary.Appointment(ctx, id)
		return func() {
			if err != nil {
				p.say(p.refusal(err))
				return
			}
			h.OpenAppointment(a)
		}
	})
	return true
}

// openAppointment shows one appointment with what can be done about it.
func (p *page) openAppointment(key string, t target) {
	e := &t.entry
	id, client, name, words, note := e.ID, e.ClientID, e.Title(), tip(e), e.Note
	open := e.Movable
	if p.settle(id, t) {
		return
	}
	if b := t.booking; b != nil {
		id, client, name, note = b.ID, b.ClientID, b.Client, b.Note
		words = strings.Join(lines(fmt.Sprintf("%s, %s to %s", e.Day.Long(), agenda.Clock(t.slot.From), agenda.Clock(t.slot.To)), dotted("Clinic", e.Surgery, e.Room), b.State, e.Staff), "\n")
		open = !b.Gone && b.Mood != agenda.Done && b.Mood != agenda.Underway
	}
	if note != "" {
		words += "\n\n" + note
	}
	content := []fyne.CanvasObject{kit.NewParagraph(words, kit.Body)}
	books := p.host.Books()
	if client == "" && !books { // a slot that is held for someone
		kit.Message(p.host.Window, name, words)
		return
	}
	var d *kit.Dialog
	if open {
		content = append(content, p.waysOf(key, id, e, func() { d.Close() }))
	}
	other := kit.Way{Verb: "Cancel appointment…", Do: func() { p.cancel(id, name) }}
	record := kit.Way{Verb: "Open record", Do: func() { p.host.Go(recordRoute(client)) }}
	if !open || client == "" || !books {
		if client == "" {
			record = kit.Way{Verb: "Book for someone", Do: func() { p.bookHeld(e, t) }}
		}
		d = kit.AskWhich(p.host.Window, name, kit.VStack(12, content...), kit.Way{Verb: "Show day", Do: func() { p.show(viewDay, e.Day) }}, record)
		return
	}
	d = kit.AskWhich(p.host.Window, name, kit.VStack(12, content...), other, record)
}

// waysOf are what can be done with an open appointment beside what every one offers.
func (p *page) waysOf(key string, id data.ID, e *agenda.Entry, closing func()) fyne.CanvasObject {
	ways := kit.HStack(8, p.host.Offer(access.Diary, kit.Secondary("Move", func() {
		closing()
		p.hours.PickUp(key)
		p.parked.showFoot()
	})))
	if e.Kind == agenda.Visit {
		visit := data.Appointment{ID: id, On: e.Day}
		ways.Add(kit.Secondary("Open visit", func() { p.host.OpenVisitOf(&visit) }))
	}
	ways.Add(kit.Spacer())
	return ways
}

// cancel cancels an appointment, with a reason.
func (p *page) cancel(id data.ID, name string) {
	why := kit.NewTextField("Why are you cancelling it?")
	why.SetHint("For example, in hospital, or no transport. We save this in the record.")
	banner := kit.NewBanner(kit.Red, "", nil)
	banner.Hide()
	var d *kit.Dialog
	d = kit.ShowForm(p.host.Window, fmt.Sprintf("Cancel the appointment for %s?", name), kit.VStack(12, banner, why), "Cancel appointment", func() bool {
		reason := why.Text()
		if data.Tidy(reason) == "" {
			why.SetError("Enter the reason, in a few words")
			why.Focus()
			return false
		}
		p.host.Background(func(ctx context.Context) func() {
			err := p.host.Diary.Cancel(ctx, id, reason)
			return func() {
				if err == nil {
					d.Close()
					return
				}
				banner.Set(kit.Red, p.refusal(err))
				banner.Show()
				d.Refresh()
			}
		})
		return false
	})
}
