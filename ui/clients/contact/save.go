package contact

import (
	"context"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// Save implements host.Saver: it stores the contact and goes back.
func (p *contactPage) Save() { p.saveThen(p.h.Back) }

// saveThen stores what was typed and then calls done. What cannot be stored
// stays in the fields, with a sentence beside it.
func (p *contactPage) saveThen(done func()) {
	if !p.form.Begun || p.form.Busy {
		return
	}
	k, errs := p.gather()
	if len(errs) > 0 {
		p.refuse(errs)
		return
	}
	p.form.In.ShowErrors(nil)
	if p.sameContact(&k, func() { p.saveThen(done) }) {
		return
	}
	if p.came != nil && k.Outcome == data.ContactCancelled {
		p.cancelBooked(done)
		return
	}
	needs, written, booked := needsOf(p.form.In), p.written, p.openBooking()
	p.form.Write(func(ctx context.Context) func() {
		err := writeContact(ctx, p.h.Office, booked, &k, needs, p.h.Today(), &written)
		var newest *data.Contact
		if data.CodeOf(err) == data.CodeConflict && k.ID != "" {
			newest, _ = p.h.Casework.Contact(ctx, k.ID) // without it the conflict's own sentence is shown
		}
		return func() { p.stored(k, written, err, newest, done) }
	})
}

// gather makes the contact that the fields hold, and says what is wrong with it.
func (p *contactPage) gather() (data.Contact, data.FieldErrors) {
	in := p.form.In
	k := contactOf(in, p.contact)
	k.ClientID = firstID(k.ClientID, p.client)
	errs := in.Unreadable()
	if k.ClientID == "" {
		errs = append(data.FieldErrors{{Field: "ClientID", Sentence: "Choose a client"}}, errs...)
	}
	for _, e := range data.FieldErrorsOf(k.Validate(p.h.Today())) {
		if errs.For(e.Field) == "" {
			errs = append(errs, e)
		}
	}
	return k, errs
}

// openBooking is the appointment that the contact to be saved comes of, "" for none.
func (p *contactPage) openBooking() data.ID {
	if p.came == nil || p.contact.ID != "" {
		return ""
	}
	return p.booked
}

// cancelBooked marks the appointment as cancelled, with what was typed as the
// reason: no one met, so there is no contact.
func (p *contactPage) cancelBooked(done func()) {
	id, why := p.booked, p.form.In.Named("Note").Get()
	p.form.Write(func(ctx context.Context) func() {
		err := p.h.Diary.Cancel(ctx, id, why)
		return func() { p.stored(p.contact, p.written, err, nil, done) }
	})
}

func firstID(ids ...data.ID) data.ID {
	for _, id := range ids {
		if id != "" {
			return id
		}
	}
	return ""
}

// writeContact stores a contact and the needs found in it. written counts the
// needs that are stored, so that a save which stopped halfway goes on there. A
// need found in a contact that was cancelled ahead was found today.
func writeContact(ctx context.Context, s *office.Office, booked data.ID, k *data.Contact, needs []data.ID, today data.Date, written *int) error {
	kept := *k // a save that fails must leave k as it was
	save := s.Casework.SaveContact
	if booked != "" {
		save = func(ctx context.Context, k *data.Contact) error { return s.Casework.SaveContactOf(ctx, booked, k) }
	}
	if err := save(ctx, &kept); err != nil {
		return err
	}
	*k = kept
	found := k.On
	if found.After(today) {
		found = today
	}
	for *written < len(needs) {
		n := data.Need{ClientID: k.ClientID, EpisodeID: k.EpisodeID, ReasonID: needs[*written], FoundOn: found}
		if err := s.Casework.AddNeed(ctx, &n); err != nil {
			return err
		}
		*written++
	}
	return nil
}

func (p *contactPage) stored(k data.Contact, written int, err error, newest *data.Contact, done func()) {
	if k.ID != "" && newest == nil {
		p.contact, p.written = k, written
	}
	switch {
	case err == nil:
		p.form.Stored()
		done()
		if p.came != nil && k.Outcome == data.ContactMissed {
			p.h.ProposeAfterMissed(k.ClientID)
		}
	case newest != nil:
		p.contact = *newest
		p.form.Merge(contactValues(newest), "contact")
	case len(data.FieldErrorsOf(err)) > 0:
		p.refuse(data.FieldErrorsOf(err))
	default:
		p.form.Say(kit.Red, p.h.Fail("save a contact", err), nil)
	}
}

// refuse shows what is wrong beside the fields and goes to the first of them.
func (p *contactPage) refuse(errs data.FieldErrors) {
	p.form.Refuse(errs, form.NeedLook(errs), func(rest string) {
		if rest != "" {
			p.form.Say(kit.Red, rest, nil)
		}
	})
}

// Leave implements host.Guarded: it asks when something typed is not saved.
func (p *contactPage) Leave(leave func()) {
	p.form.Leave(p.form.Unsaved(), "This contact is not saved yet.", p.saveThen, leave)
}
