package followup

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// factCards are the left side: how to reach them, what they said, and what was
// tried.
func (p *followUpPage) factCards() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{p.reachCard(), p.chosenCard()}
	if len(p.known.attempts) > 0 {
		cards = append(cards, p.attemptsCard())
	}
	// once it is stored, the confirmation leads to the questionnaire
	if banner := p.questionnaireBanner(); banner != nil && !p.done {
		cards = append(cards, banner)
	}
	return cards
}

// renewFacts shows what is known now that something is stored.
func (p *followUpPage) renewFacts() {
	p.h.Background(func(ctx context.Context) func() {
		known, err := p.read(ctx)
		return func() {
			if err == nil {
				p.known = known
			} else {
				p.h.Fail("read a follow-up again", err) // what was known stays
			}
			p.facts.Objects = p.factCards()
			p.facts.Refresh()
		}
	})
}

// reachCard has the telephone number, large enough to be read while dialling.
func (p *followUpPage) reachCard() fyne.CanvasObject {
	c := &p.known.record.Client
	number := kit.NewText("No phone number", kit.Heading)
	if c.Phone != "" {
		number = kit.NewParagraph(c.Phone, kit.Figure)
	}
	flags := kit.NewFlags()
	flags.Set(p.known.flags)
	objs := []fyne.CanvasObject{flags, number}
	line := func(text string) {
		if text != "" {
			objs = append(objs, kit.NewParagraph(text, kit.Muted))
		}
	}
	if c.ContactBy != "" {
		objs = append(objs, kit.NewParagraph("Likes to be reached: "+c.ContactBy, kit.Body))
	}
	if c.OtherPhone != "" {
		line("Or " + c.OtherPhone)
	}
	line(c.Email)
	line(c.Other)
	if c.Interpreter {
		line("With an interpreter: " + person.FirstOf(c.Language, "language not recorded"))
	} else if c.Language != "" {
		line("Speaks " + c.Language)
	}
	return kit.NewCard(person.FirstOf(c.Called(), c.Name()), "", kit.VStack(6, objs...))
}

// chosenCard is what they said when they chose the service.
func (p *followUpPage) chosenCard() fyne.CanvasObject {
	rx, o := &p.known.prescription, &p.known.offer
	made := "Signposted on " + rx.MadeOn.Short()
	if rx.Kind == data.ReferralOn {
		made = "Referred on " + rx.MadeOn.Short()
	}
	objs := []fyne.CanvasObject{kit.NewParagraph(made, kit.Muted)}
	if o.Words != "" {
		objs = append(objs, kit.NewParagraph("“"+o.Words+"”", kit.Body))
	}
	var chips []fyne.CanvasObject
	if o.Confidence != nil {
		chips = append(chips, kit.NewChip(fmt.Sprintf("Confidence %d of 10", *o.Confidence), kit.Neutral))
	}
	status := rx.Status.Label()
	if rx.StatusOn.After(rx.MadeOn) {
		status += " since " + rx.StatusOn.Short()
	}
	chips = append(chips, kit.NewChip(status, person.StatusTone(rx.Status)))
	objs = append(objs, kit.Wrap(chips...))
	if rx.Note != "" {
		objs = append(objs, kit.NewParagraph("Last heard: "+rx.Note, kit.Muted))
	}
	return kit.NewCard(rx.Service, "", kit.VStack(6, objs...))
}

func (p *followUpPage) attemptsCard() fyne.CanvasObject {
	lines := make([]fyne.CanvasObject, len(p.known.attempts))
	for i, a := range p.known.attempts {
		text := person.Dotted(a.On.Long(), a.Result.Label())
		if a.Note != "" {
			text += ": " + a.Note
		}
		lines[i] = kit.NewParagraph(text, kit.Muted)
	}
	return kit.NewCard(data.Plural(len(lines), "earlier try", "earlier tries"), "", kit.VStack(6, lines...))
}

// questionnaireNow is the questionnaire to ask with this follow-up: what is due
// now, and at the second follow-up what is due with it.
func (p *followUpPage) questionnaireNow() (person.Step, bool) {
	rec := p.known.record
	if rec.Episode == nil {
		return person.Step{}, false
	}
	second := p.known.followUp.Number == 2
	return person.AskStep(rec, func(a *data.Ask) bool {
		return a.DueNow() || a.State == data.AskLater && (a.Stage == data.Baseline || second)
	})
}

// questionnaireBanner says that a questionnaire is due, or is nil.
func (p *followUpPage) questionnaireBanner() fyne.CanvasObject {
	next, due := p.questionnaireNow()
	if !due {
		return nil
	}
	button := kit.Secondary(next.Verb, func() { p.h.Go(next.To) }).Compact()
	return kit.NewCard(next.Title+" is due", "", kit.VStack(theme.Gap/2,
		kit.NewParagraph(next.Detail, kit.Muted), kit.HStack(8, button)))
}
