package record

import (
	"context"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// askReferral asks who sent the client, and why. was is the referral to put
// right, nil for a new one.
func (p *recordPage) askReferral(was *data.Referral) {
	in := person.ReferralInputs(p.h, p.lists, func() {})
	q := question{title: "Add a referral", verb: "Add referral", in: in, prefix: person.ReferralPrefix, content: person.ReferralObjects(in)}
	write := p.h.Casework.AddReferral
	if was != nil {
		q.title, q.verb, write = "Edit referral", "Save", p.h.Casework.UpdateReferral
		in.Fill(person.ReferralValues(was))
	} else {
		in.Named(person.ReferralPrefix + "SurgeryID").Set(string(p.rec.Client.SurgeryID))
		if e := p.rec.Episode; e != nil && e.Status == data.EpisodeClosed {
			q.sentence = "This starts a new episode of support."
		}
	}
	q.prepare = func() (func(context.Context) error, error) {
		r := person.ReferralOf(in, p.client)
		r.Prescriber = p.rec.Client.Prescriber
		if was != nil {
			r.ID, r.EpisodeID, r.Prescriber, r.Stamp = was.ID, was.EpisodeID, was.Prescriber, was.Stamp
		}
		return func(ctx context.Context) error { return write(ctx, r) }, r.Validate(p.h.Today())
	}
	p.ask(q)
}

// askNeed asks what was found beneath the reason for the referral.
func (p *recordPage) askNeed() {
	in := form.Inputs{
		form.Choice("ReasonID", "What is the need?", "", person.ReasonOptions(p.lists.Reasons), func() {}),
		p.dayAsked("FoundOn", "Date identified"),
		noteAsked("Note", "Note"),
	}
	p.ask(question{
		title: "Add a new need", sentence: "Add a need that came up later. The original reason for referral does not change.",
		verb: "Add need", in: in, content: in.Objects("ReasonID", "FoundOn", "Note"),
		prepare: func() (func(context.Context) error, error) {
			n := &data.Need{ClientID: p.client, ReasonID: data.ID(in.Named("ReasonID").Get()),
				FoundOn: in.Date("FoundOn"), Note: in.Named("Note").Get()}
			if p.rec.Episode != nil {
				n.EpisodeID = p.rec.Episode.ID
			}
			return func(ctx context.Context) error { return p.h.Casework.AddNeed(ctx, n) }, n.Validate(p.h.Today())
		},
	})
}

// askRemoveNeed takes a need back that was found by mistake.
func (p *recordPage) askRemoveNeed(id data.ID) {
	kit.Confirm(p.h.Window, "Remove this need?", "It will no longer be counted or shown. Only remove a need added by mistake.",
		"Remove", true, func() {
			p.h.Background(func(ctx context.Context) func() {
				err := p.h.Casework.RemoveNeed(ctx, id)
				return func() {
					if err != nil {
						kit.Message(p.h.Window, "The need was not removed", p.h.Fail("remove a need", err))
					}
				}
			})
		})
}
