package host

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
)

// Met is the line of a form that says which contact the work is part of. The
// proposal costs no key; where there is none, Settle asks for one key.
type Met struct {
	// Line stands in the form: what is proposed, and the button that changes it.
	Line fyne.CanvasObject
	// OnChanged is called when the line says something else; it may be nil.
	OnChanged func()

	host     *Host
	text     *kit.Text
	unsaid   string // what the line says while no one knows
	client   data.ID
	on       data.Date
	hint     data.MeetingHint
	proposal data.MeetingProposal
	said     data.Meeting // by a person, rather than proposed
	asked    int
	reading  bool
	waiting  func() // for the proposal
}

// NewMet makes the line; unsaid is what it says while no one knows how they
// met, such as when they will be asked.
func NewMet(h *Host, unsaid string) *Met {
	m := &Met{host: h, unsaid: unsaid, text: kit.NewText(unsaid, kit.Muted)}
	change := kit.Quiet("Type of contact…", func() { m.ask(func(data.Meeting) {}) }).Compact()
	m.Line = kit.Border(8, nil, nil, nil, kit.AtEnd(change), m.text)
	return m
}

// Look reads the proposal for a client's day. What a person said stays, unless
// it is a contact of another day.
func (m *Met) Look(client data.ID, on data.Date, hint data.MeetingHint) {
	if client != m.client || on != m.on {
		if m.said.ContactID != "" || m.said.AppointmentID != "" {
			m.said = data.Meeting{}
		}
	}
	m.client, m.on, m.hint = client, on, hint
	m.asked++
	if client == "" || on.IsZero() {
		m.proposal, m.reading = data.MeetingProposal{}, false
		m.show()
		return
	}
	asked := m.asked
	m.reading = true
	m.host.Background(func(ctx context.Context) func() {
		p, err := m.host.Casework.ProposeMeeting(ctx, client, on, hint)
		return func() {
			if asked != m.asked {
				return
			}
			if err != nil {
				m.host.Fail("propose a contact", err) // then it is asked
			}
			m.proposal, m.reading = p, false
			m.show()
			if then := m.waiting; then != nil {
				m.waiting = nil
				then()
			}
		}
	})
}

// LookOn is Look for another day or hint of the same client; it reads only if
// one of them changed.
func (m *Met) LookOn(on data.Date, hint data.MeetingHint) {
	if on != m.on || hint != m.hint {
		m.Look(m.client, on, hint)
	}
}

// LookAgain reads the proposal again, after something may have changed.
func (m *Met) LookAgain() { m.Look(m.client, m.on, m.hint) }

// Renew forgets what was said, after the store refused it, and looks again.
func (m *Met) Renew() {
	m.said = data.Meeting{}
	m.Look(m.client, m.on, m.hint)
}

// Keep says which contact it is, as when a questionnaire is carried on.
func (m *Met) Keep(contact data.ID) {
	if contact != "" {
		m.said = data.Meeting{ContactID: contact}
		m.show()
	}
}

// Settle hands over how they met, and asks first if no one knows. If the person
// asked changes their mind, then is not called.
func (m *Met) Settle(then func(data.Meeting)) {
	if m.reading {
		m.waiting = func() { m.Settle(then) }
		return
	}
	if now := m.now(); now.Said() {
		then(now)
		return
	}
	m.ask(then)
}

func (m *Met) now() data.Meeting {
	if m.said.Said() {
		return m.said
	}
	return m.proposal.Meeting
}

// ask lists the kinds of contact, always under the same keys, that they did not
// meet, and the contacts and appointments of that day.
func (m *Met) ask(then func(data.Meeting)) {
	kinds := data.ContactKinds()
	day := m.ofDay()
	labels := make([]string, 0, len(kinds)+1+len(day))
	for _, k := range kinds {
		labels = append(labels, k.Label)
	}
	labels = append(labels, "We did not meet")
	day = day[:min(len(day), 10-len(labels))]
	for _, part := range day {
		labels = append(labels, part.label)
	}
	answer.AskOne(m.host.Window, "Type of contact", "Press one key. If you did not meet, we do not record a contact.", labels, func(i int) {
		switch {
		case i < len(kinds):
			m.said = data.Meeting{Kind: kinds[i].Value, Separate: len(day) > 0}
		case i == len(kinds):
			m.said = data.Meeting{NotMet: true}
		default:
			m.said = day[i-len(kinds)-1].is
		}
		m.show()
		then(m.said)
	})
}

// dayPart is a contact or an appointment of the day, as a choice.
type dayPart struct {
	label string
	is    data.Meeting
}

// ofDay lists what the work may have been part of.
func (m *Met) ofDay() (parts []dayPart) {
	for i := range m.proposal.Contacts {
		k := &m.proposal.Contacts[i]
		parts = append(parts, dayPart{fmt.Sprintf("The %s, already recorded", k.Words(m.host.Today())), data.Meeting{ContactID: k.ID}})
	}
	for i := range m.proposal.Appointments {
		a := &m.proposal.Appointments[i]
		parts = append(parts, dayPart{fmt.Sprintf("The %s", a.Words(m.host.Today())), data.Meeting{AppointmentID: a.ID}})
	}
	return parts
}

func (m *Met) show() {
	text := m.words()
	if text == m.text.Text() {
		return
	}
	m.text.SetText(text)
	if m.OnChanged != nil {
		m.OnChanged()
	}
}

func (m *Met) words() string {
	now := m.now()
	switch {
	case now.NotMet:
		return "Did not meet: no contact recorded"
	case now.Kind != "":
		return fmt.Sprintf("%s contact (new)", now.Kind.Label()) // the kind first, as large text may cut off the end
	case now.AppointmentID != "":
		for i := range m.proposal.Appointments {
			if a := &m.proposal.Appointments[i]; a.ID == now.AppointmentID {
				return fmt.Sprintf("Part of the %s", a.Words(m.host.Today()))
			}
		}
		return "Part of an appointment"
	case now.ContactID != "":
		for i := range m.proposal.Contacts {
			if k := &m.proposal.Contacts[i]; k.ID == now.ContactID {
				return fmt.Sprintf("Part of the %s", k.Words(m.host.Today()))
			}
		}
		return "Part of the contact it started in"
	}
	return m.unsaid
}
