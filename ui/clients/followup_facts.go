package clients

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
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
	if banner := p.questionnaireBanner(); banner != nil {
		cards = append(cards, banner)
	}
	return cards
}

// reachCard has the telephone number, large enough to be read while dialling.
func (p *followUpPage) reachCard() fyne.CanvasObject {
	c := &p.known.record.Client
	number := kit.NewText("No phone number", kit.Heading)
	if c.Phone != "" {
		number = kit.NewText(c.Phone, kit.Figure)
	}
	objs := []fyne.CanvasObject{number}
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
		line("With an interpreter: " + firstOf(c.Language, "language not recorded"))
	} else if c.Language != "" {
		line("Speaks " + c.Language)
	}
	if c.Alert != "" {
		objs = append(objs, kit.Wrap(kit.NewChip(c.Alert, kit.Amber)))
	}
	return kit.NewCard(firstOf(c.Called(), c.Name()), "", kit.VStack(6, objs...))
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
	chips = append(chips, kit.NewChip(status, statusTone(rx.Status)))
	objs = append(objs, kit.Wrap(chips...))
	if rx.Note != "" {
		objs = append(objs, kit.NewParagraph("Last heard: "+rx.Note, kit.Muted))
	}
	return kit.NewCard(rx.Service, "", kit.VStack(6, objs...))
}

func (p *followUpPage) attemptsCard() fyne.CanvasObject {
	lines := make([]fyne.CanvasObject, len(p.known.attempts))
	for i, a := range p.known.attempts {
		text := dotted(a.On.Long(), a.Result.Label())
		if a.Note != "" {
			text += ": " + a.Note
		}
		lines[i] = kit.NewParagraph(text, kit.Muted)
	}
	return kit.NewCard(data.Plural(len(lines), "earlier try", "earlier tries"), "", kit.VStack(6, lines...))
}

// questionnaireBanner says that a questionnaire is due, or is nil. The second
// one belongs to the second follow-up, six weeks on.
func (p *followUpPage) questionnaireBanner() fyne.CanvasObject {
	rec := p.known.record
	if rec.Episode == nil {
		return nil
	}
	next, due := questionnaireStep(rec)
	if !due || next.title == "Second questionnaire" && p.known.followUp.Number == 1 {
		return nil
	}
	to := next.to
	to.Area, to.View = host.Questionnaires, host.ViewQuestionnaire
	button := kit.Secondary(next.verb, func() { p.h.Go(to) }).Compact()
	return kit.NewCard(next.title+" is due", "", kit.VStack(theme.Gap/2,
		kit.NewParagraph(next.detail, kit.Muted), kit.HStack(8, button)))
}

func lowerStart(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
