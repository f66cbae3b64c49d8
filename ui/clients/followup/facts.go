package followup

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/clients/reminder"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// factCards are the left side: how to reach them, what they said, and what was
// tried.
func (p *followUpPage) factCards() []fyne.CanvasObject {
	cards := []fyne.CanvasObject{person.ReachCard(&p.known.record.Client, p.known.flags), person.AgreedCard(&p.known.prescription, &p.known.offer)}
	if len(p.known.attempts) > 0 {
		cards = append(cards, p.attemptsCard())
	}
	// once it is stored, the confirmation leads to the questionnaire
	if banner := p.questionnaireBanner(); banner != nil && !p.done {
		cards = append(cards, banner)
	}
	return cards
}

// attemptsCard lists the earlier attempts, and proposes to write after several.
func (p *followUpPage) attemptsCard() *kit.Card {
	card := person.AttemptsCard(p.known.attempts)
	if f := &p.known.followUp; f.Status == data.FollowUpOpen && reminder.Due(len(p.known.attempts)) {
		next := f.DueOn
		if next.Before(p.h.Today()) {
			next = data.Date{}
		}
		card.SetAction(kit.Quiet("Letter or text…", func() { p.writeTo(next) }).Compact())
	}
	return card
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
	return kit.NewCard(fmt.Sprintf("%s is due", next.Title), "", kit.VStack(theme.Gap/2,
		kit.NewParagraph(next.Detail, kit.Muted), kit.HStack(8, button)))
}
