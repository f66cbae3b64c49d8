package contact

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/load"
)

// joining is what the contact form knows of the contacts of the same person
// and day, so that the note of a sitting is added to the contact that its
// offers or questionnaire have recorded already.
type joining struct {
	client  data.ID
	on      data.Date
	found   *data.Contact     // the likeliest; nil if there is none
	booked  *data.Appointment // the likeliest, where no contact was found
	other   bool              // the person said that it is another contact
	reading *load.Latest
}

// lookForContact proposes the contact of the day that the form holds. It does
// nothing in a form that changes a contact.
func (p *contactPage) lookForContact() {
	on := p.form.In.Date("On")
	j := &p.join
	if p.record != "" || p.booked != "" || on == j.on && p.client == j.client {
		return
	}
	j.reading.Forget()
	j.client, j.on, j.found, j.booked, j.other = p.client, on, nil, nil, false
	p.proposeContact()
	if p.client == "" || on.IsZero() || on.After(p.h.Today()) {
		return
	}
	client := p.client
	load.Do(j.reading, func(ctx context.Context) (data.MeetingProposal, error) {
		return p.h.Casework.ProposeMeeting(ctx, client, on, data.MeetingHint{})
	}, func(proposal data.MeetingProposal, err error) {
		switch {
		case err != nil:
			p.h.Fail("look for a contact of the day", err)
		case proposal.Meeting.ContactID != "":
			j.found = &proposal.Contacts[0]
			p.proposeContact()
		case proposal.Meeting.AppointmentID != "":
			j.booked = &proposal.Appointments[0]
			p.proposeContact()
		}
	})
}

// proposeContact shows the contact that was found, with the way to it.
func (p *contactPage) proposeContact() {
	j := &p.join
	if j.found == nil && j.booked == nil || j.other {
		p.form.Say(kit.Accent, "", nil)
		return
	}
	verb := "Add to contact"
	if j.found == nil {
		verb = "Record contact"
	}
	add := kit.Secondary(verb, p.addToFound).Compact()
	p.form.Say(kit.Accent, p.foundWords(), kit.HStack(8, add,
		kit.Secondary("Record another contact", func() {
			p.anotherContact()
			p.form.In.Named("Kind").Take()
		}).Compact()))
	typed := p.form.Typed()
	if delete(typed, "ClientID"); len(typed) == 0 { // so that Enter takes what is proposed
		p.h.Window.Canvas().Focus(add)
		p.form.First = add
	}
}

func (p *contactPage) foundWords() string {
	if p.join.found == nil {
		return fmt.Sprintf("There is already a %s.", p.join.booked.Words(p.h.Today()))
	}
	return fmt.Sprintf("There is already a %s.", p.join.found.Words(p.h.Today()))
}

func (p *contactPage) anotherContact() {
	p.join.other = true
	p.proposeContact()
}

// addToFound turns the form into that of the contact that was found, and takes
// along what was typed.
func (p *contactPage) addToFound() {
	typed := p.form.Typed()
	delete(typed, "ClientID")
	delete(typed, "On")
	p.form.Forget()
	p.carried = typed
	if p.join.found != nil {
		p.record = p.join.found.ID
		p.form.Draft = host.NewDraft(p.h, "contact:"+string(p.record))
	} else {
		p.booked = p.join.booked.ID
		p.form.Draft = host.NewDraft(p.h, "appointment:"+string(p.booked))
	}
	p.form.Page, p.form.Begun = nil, false
	p.Reload()
}

// carry puts what was typed before into the contact that it is added to. A note
// goes below the one that is there.
func (p *contactPage) carry() {
	in := p.form.In
	if note := in.Named("Note").Get(); note != "" && p.carried["Note"] != "" {
		p.carried["Note"] = note + "\n\n" + p.carried["Note"]
	}
	in.Fill(p.carried)
	p.carried = nil
	if p.came != nil && in.Named("Outcome").Get() == "" {
		in.Named("Outcome").Set(string(data.ContactAttended))
		p.form.Say(kit.Accent, "", nil)
	}
	in.Named("Note").Take()
	p.form.First = p.h.Window.Canvas().Focused()
	p.changed()
}

// sameContact asks, before a contact is saved that may be recorded already,
// whether it is that one. It returns false if there is nothing to ask.
func (p *contactPage) sameContact(k *data.Contact, save func()) bool {
	j := &p.join
	if j.found == nil && j.booked == nil || j.other || k.ID != "" || p.booked != "" || !k.Joinable() || k.On != j.on {
		return false
	}
	title, same := "Is it the same contact?", "Add to contact"
	if j.found == nil {
		title, same = "Was it this appointment?", "Yes, record this appointment"
	}
	answer.AskOne(p.h.Window, title, p.foundWords(), []string{same, "Save as another contact"}, func(i int) {
		if i == 0 {
			p.addToFound()
			return
		}
		p.anotherContact()
		save()
	})
	return true
}
