package offer

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/ui/clients/person"
	"waymark/ui/clients/sheet"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// Save implements host.Saver: it stores the whole sitting and shows which
// follow-ups were scheduled.
func (p *offerPage) Save() {
	if p.begun && len(p.sitting.Answers) == 0 && p.gaps > 0 {
		p.h.Go(person.ToRecord(p.client)) // the gap is stored already
		return
	}
	p.saveThen(nil)
}

// saveThen stores the sitting. then is called instead of what follows, when
// someone is on the way to another page.
func (p *offerPage) saveThen(then func()) {
	if !p.begun || p.busy || p.done || len(p.sitting.Answers) == 0 || !p.sound() {
		return
	}
	p.say("")
	p.met.Settle(func(m data.Meeting) { p.write(m, then) })
}

func (p *offerPage) write(m data.Meeting, then func()) {
	p.busy = true
	p.finish.Disable()
	sitting := p.sitting.stored(p.client)
	sitting.Meeting = m
	p.h.Background(func(ctx context.Context) func() {
		result, err := p.h.Offering.SaveSitting(ctx, sitting)
		return func() {
			p.busy = false
			p.finish.Enable()
			p.stored(result, err, then)
		}
	})
}

// sound checks each answer as the store will, and goes to the first that cannot
// be kept.
func (p *offerPage) sound() bool {
	for _, a := range p.sitting.Answers {
		o := data.Offer{ServiceID: a.Service, OfferedOn: p.sitting.On, Decision: a.Decision, Words: a.Words, Confidence: a.Confidence}
		err := o.Validate(p.h.Today())
		unsaid := a.Decision == data.Chosen && a.Kind == ""
		if err == nil && !unsaid {
			continue
		}
		p.search.choose(a.Service)
		p.detail.show(a.Service)
		if err != nil {
			p.say(a.Name + ": " + data.Sentence(err))
			p.detail.whenRead(p.detail.words.Focus)
			return false
		}
		p.say(fmt.Sprintf("%s: choose whether it is a referral or a signpost.", a.Name))
		p.detail.whenRead(p.detail.askKind)
		return false
	}
	return true
}

func (p *offerPage) stored(result *offering.SittingResult, err error, then func()) {
	if err != nil {
		p.say(p.h.Fail("store a sitting", err))
		p.met.Renew()
		return
	}
	p.done = true
	p.draft.Keep(nil)
	switch {
	case then != nil:
		then()
	case len(result.FollowUps) == 0:
		p.h.Go(person.ToRecord(p.client))
	default:
		p.confirm(result)
	}
}

// confirm shows the days of the follow-ups, and why they were moved, with the
// way to the record under Enter.
func (p *offerPage) confirm(result *offering.SittingResult) {
	called := p.about.record.Client.Called()
	lines := make([]fyne.CanvasObject, 0, 2*len(result.FollowUps)+1)
	lines = append(lines, kit.NewParagraph("Their choices are saved. The first follow-up is in 3 weeks, on a working day.", kit.Muted))
	for i, rx := range result.Prescriptions {
		f := result.FollowUps[i]
		when := fmt.Sprintf("First follow-up on %s, 3 weeks from %s", f.DueOn.Long(), f.CountedFrom.Short())
		if f.MovedBecause != "" {
			when += "; " + f.MovedBecause
		}
		lines = append(lines, kit.VStack(2,
			kit.HStack(8, kit.NewText(rx.Service, kit.Bold), kit.NewChip(rx.Kind.Label(), kit.Neutral)),
			kit.NewParagraph(when+".", kit.Body)))
	}
	record := kit.Primary("Back to record", func() { p.h.Go(person.ToRecord(p.client)) })
	made := make([]data.ID, len(result.Prescriptions))
	for i, rx := range result.Prescriptions {
		made[i] = rx.ID
	}
	sheet := kit.Secondary("Print summary for client", func() { sheet.Ask(p.h, p.client, made) })
	lines = append(lines, kit.HStack(8, record, sheet))
	header := kit.NewPageHeader(fmt.Sprintf("%s chosen", data.Plural(len(result.Prescriptions), "service", "services")), "")
	header.SetAside(fmt.Sprintf("by %s", called))
	p.first = record
	p.put(kit.Pad(theme.PageMargin, kit.Border(theme.Gap, header, nil, nil, nil,
		kit.ScrollBeyond(kit.VStack(0, kit.NewCard("What happens next", "", kit.VStack(14, lines...)))))))
	p.h.Window.Canvas().Focus(record)
}

// Leave implements host.Guarded: it asks when something said is not stored.
func (p *offerPage) Leave(leave func()) {
	if p.done || !p.begun || len(p.sitting.Answers) == 0 {
		leave()
		return
	}
	kit.Ask3(p.h.Window, "Save before leaving?",
		data.Plural(len(p.sitting.Answers), "service offered is not saved yet.", "services offered are not saved yet."),
		func() { p.saveThen(leave) },
		func() {
			p.draft.Keep(nil)
			leave()
		})
}
