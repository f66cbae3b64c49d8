package enrol

import (
	"context"
	"errors"
	"fmt"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// Save implements host.Saver: it stores the referral, and shows the record or
// makes room for the next person.
func (p *shortPage) Save() { p.saveThen(nil) }

// saveThen stores what was typed and then calls done, or if that is nil what
// usually follows. What cannot be stored stays in the fields, with a sentence
// beside it.
func (p *shortPage) saveThen(done func()) {
	if !p.form.Begun || p.form.Busy {
		return
	}
	r := p.referral()
	errs := p.form.In.Unreadable()
	for _, e := range data.FieldErrorsOf(r.Validate(p.h.Today())) {
		if e.Field == "FamilyName" || e.Field == "GivenNames" {
			e.Field = "Name"
		}
		if errs.For(e.Field) == "" {
			errs = append(errs, e)
		}
	}
	if len(errs) > 0 {
		p.refuse(errs)
		return
	}
	p.form.In.ShowErrors(nil)
	known := p.near.others
	p.form.Write(func(ctx context.Context) func() {
		err := p.door.ReferShortly(ctx, r, known...)
		return func() { p.stored(r, err, done) }
	})
}

func (p *shortPage) stored(r *data.ShortReferral, err error, done func()) {
	var double *data.DuplicateClient
	switch {
	case err == nil:
		p.form.Stored()
		if done != nil {
			done()
			return
		}
		p.saved(r.ClientID)
		if !p.staff() {
			p.form.Say(kit.Green, fmt.Sprintf("The referral for %s is saved.", data.Tidy(r.GivenNames+" "+r.FamilyName)), nil)
		}
	case errors.As(err, &double):
		p.askDouble(double.Same[0].Near(), double.Same, done)
	case len(data.FieldErrorsOf(err)) > 0:
		p.refuse(data.FieldErrorsOf(err))
	default:
		p.form.Say(kit.Red, p.h.Fail("save a short referral", err), nil)
	}
}

func (p *shortPage) refuse(errs data.FieldErrors) {
	p.form.Refuse(errs, form.NeedLook(errs), func(rest string) { p.form.Say(kit.Red, rest, nil) })
	p.left.Refresh()
}

// askDouble asks what to do about someone who has the same name and birth date.
func (p *shortPage) askDouble(same data.NearMatch, all []data.Similar, done func()) {
	parts := kit.VStack(8, p.near.person(same, kit.NewChip(data.Capital(same.Why), kit.Amber)),
		kit.NewParagraph("Nothing is saved yet.", kit.Muted))
	kit.AskWhich(p.h.Window, "This person may already have a record", parts,
		kit.Way{Verb: "Save as a new client", Do: func() {
			for _, s := range all {
				p.near.others = append(p.near.others, s.ID)
			}
			p.near.draw()
			p.saveThen(done)
		}},
		kit.Way{Verb: "Use this client", Do: func() {
			p.near.answer(&same)
			p.saveThen(done)
		}})
}

// Details implements host.Detailed: it opens the long form with what was typed.
func (p *shortPage) Details() {
	if !p.form.Begun || p.form.Busy {
		return
	}
	if c := p.near.chosen(); c != "" {
		p.h.Go(host.Route{Area: host.Clients, View: host.ViewEditClient, Client: c})
		return
	}
	fields := p.longFields()
	if len(fields) == 0 {
		p.h.Go(host.Route{Area: host.Clients, View: host.ViewNewClient})
		return
	}
	p.form.Write(func(ctx context.Context) func() {
		err := host.KeepDraft(ctx, p.h, longDraft, fields)
		return func() {
			if err != nil {
				p.form.Say(kit.Red, p.h.Fail("keep what was typed", err), nil)
				return
			}
			p.form.Forget()
			p.toDraft()
		}
	})
}

// toDraft opens the long form, which goes on with its draft at once.
func (p *shortPage) toDraft() {
	p.aside = true
	p.h.Go(host.Route{Area: host.Clients, View: host.ViewNewClient, Record: goOn})
	p.aside = false
}

// longFields is what was typed, by the fields of the long form.
func (p *shortPage) longFields() map[string]string {
	typed := p.form.Typed()
	fields := map[string]string{}
	for from, to := range map[string]string{
		"BirthDate": "BirthDate", "Phone": "Phone", "SurgeryID": "SurgeryID", "Source": person.ReferralPrefix + "Source",
		"Referrer": person.ReferralPrefix + "Referrer", "ReasonID": person.ReferralPrefix + "ReasonID",
	} {
		if v, ok := typed[from]; ok {
			fields[to] = v
		}
	}
	if given, family := data.SplitName(typed["Name"]); family != "" {
		fields["GivenNames"], fields["FamilyName"] = given, family
	}
	if v := p.form.In.Named("SurgeryID").Get(); v != "" && len(typed) > 0 {
		fields["SurgeryID"], fields[person.ReferralPrefix+"SurgeryID"] = v, v
	}
	said := map[data.Agreement]person.Said{data.Agreed: person.Agreed, data.Disagree: person.Refused}[data.Agreement(typed["Agreed"])]
	if said != "" {
		fields[person.ConsentPrefix+string(data.ConsentContact)] = string(said)
		fields[person.ConsentPrefix+"How"] = string(data.ConsentOnReferral)
	}
	return fields
}

// drop forgets a draft.
func (p *shortPage) drop(key string) {
	p.h.Background(func(ctx context.Context) func() {
		if err := p.h.Lists.DropDraft(ctx, key); err != nil {
			p.h.Fail("drop a draft", err)
		}
		return nil
	})
}

// Leave implements host.Guarded: it asks when something typed is not saved.
func (p *shortPage) Leave(leave func()) {
	p.form.Leave(p.form.Unsaved() && !p.aside, "This referral is not saved yet.", p.saveThen, leave)
}
