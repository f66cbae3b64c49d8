package enrol

import (
	"context"
	"errors"

	"waymark/data"
	"waymark/data/store/office"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// entry is what one save writes: the client, and for a new one the referral
// and consents that came along. It remembers what is stored already, so that
// a save which stopped halfway goes on from there and writes nothing twice.
type entry struct {
	client   data.Client
	referral *data.Referral
	consents []*data.Consent

	// others are people who share what tells people apart with this one, and of
	// whom someone has said that they are not the same.
	others         []data.ID
	referralStored bool
	consentsStored int
}

func (e *entry) write(ctx context.Context, s *office.Office) error {
	if err := s.Casework.SaveClientAsAnother(ctx, &e.client, e.others...); err != nil {
		return err
	}
	if e.referral != nil && !e.referralStored {
		e.referral.ClientID = e.client.ID
		if err := s.Casework.AddReferral(ctx, e.referral); err != nil {
			return err
		}
		e.referralStored = true
	}
	for e.consentsStored < len(e.consents) {
		c := e.consents[e.consentsStored]
		c.ClientID = e.client.ID
		if err := s.Casework.AddConsent(ctx, c); err != nil {
			return err
		}
		e.consentsStored++
	}
	return nil
}

// gather makes the entry that the fields hold, and says what is wrong with it.
func (p *formPage) gather() (entry, data.FieldErrors) {
	e := p.entry
	e.client = *clientOf(p.form.In, p.entry.client)
	errs := p.form.In.Unreadable()
	today := p.h.Today()
	errs = append(errs, data.FieldErrorsOf(e.client.Validate(today))...)
	if p.client != "" {
		return e, errs
	}
	if !e.referralStored {
		e.referral = nil
		if !person.NoReferral(p.form.In) {
			e.referral = person.ReferralOf(p.form.In, "")
			e.referral.Prescriber = e.client.Prescriber
			errs = append(errs, form.Prefixed(person.ReferralPrefix, data.FieldErrorsOf(e.referral.Validate(today)))...)
		}
	}
	if e.consentsStored == 0 {
		e.consents = person.ConsentsOf(p.form.In, "")
		errs = append(errs, person.ConsentErrors(p.form.In, today)...)
	}
	return e, errs
}

// Save implements host.Saver: it stores what was typed and shows the record.
func (p *formPage) Save() {
	p.saveThen(func() { p.h.Go(person.ToRecord(p.entry.client.ID)) })
}

// saveThen stores what was typed and then calls done. What cannot be stored
// stays in the fields, with a sentence beside it.
func (p *formPage) saveThen(done func()) {
	if !p.form.Begun || p.form.Busy {
		return
	}
	e, errs := p.gather()
	if len(errs) > 0 {
		p.refuse(errs)
		return
	}
	p.form.In.ShowErrors(nil)
	p.form.Write(func(ctx context.Context) func() {
		err := e.write(ctx, p.h.Office)
		var newest *data.Client
		if data.CodeOf(err) == data.CodeConflict && p.client != "" {
			newest, _ = p.h.Casework.Client(ctx, p.client) // without it the conflict's own sentence is shown
		}
		return func() { p.written(e, err, newest, done) }
	})
}

func (p *formPage) written(e entry, err error, newest *data.Client, done func()) {
	var double *data.DuplicateClient
	if errors.As(err, &double) {
		p.askDouble(double.Same, done)
		return
	}
	if err == nil || e.client.ID != "" && newest == nil {
		p.entry = e
	}
	switch {
	case err == nil:
		p.form.Say(kit.Neutral, "", nil)
		p.form.Stored()
		done()
	case newest != nil:
		p.entry.client = *newest
		p.form.Merge(clientValues(newest), "record")
	case len(data.FieldErrorsOf(err)) > 0:
		p.refuse(data.FieldErrorsOf(err))
	default:
		p.form.Say(kit.Red, p.h.Fail("save a client", err), nil)
	}
}

// refuse shows what is wrong beside the fields and goes to the first of them.
func (p *formPage) refuse(errs data.FieldErrors) {
	p.form.Refuse(errs, form.NeedLook(errs), func(rest string) { p.form.Say(kit.Red, rest, nil) })
}

// Leave implements host.Guarded: it asks when something typed is not saved.
func (p *formPage) Leave(leave func()) {
	p.form.Leave(p.form.Unsaved() && !p.aside, "This form has changes that are not saved yet.", p.saveThen, leave)
}
