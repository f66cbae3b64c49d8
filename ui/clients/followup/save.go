package followup

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/offering"
	"waymark/ui/clients/person"
	"waymark/ui/clients/reminder"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// Save implements host.Saver: it stores what came of the follow-up and says so.
func (p *followUpPage) Save() { p.saveThen(nil) }

// saveThen stores what the chosen way holds. then is called instead of the
// confirmation, when someone is on the way to another page.
func (p *followUpPage) saveThen(then func()) {
	if p.form.Busy || p.done || !p.formShown() {
		return
	}
	way := p.chosenWay()
	if errs := p.missing(way); len(errs) > 0 {
		p.refuse(errs)
		return
	}
	p.form.In.ShowErrors(nil)
	p.say("")
	if way != wayReached {
		p.write(way, data.Meeting{}, then)
		return
	}
	p.met.Settle(func(m data.Meeting) { p.write(way, m, then) })
}

func (p *followUpPage) write(way followUpWay, m data.Meeting, then func()) {
	write := p.writer(way, m)
	p.form.Write(func(ctx context.Context) func() {
		outcome, err := write(ctx)
		return func() { p.stored(way, outcome, err, then) }
	})
}

// formShown is false while the question about a draft stands in its place.
func (p *followUpPage) formShown() bool {
	return p.card != nil && len(p.right.Objects) == 1 && p.right.Objects[0] == fyne.CanvasObject(p.card)
}

// missing is what the chosen way still needs, with what cannot be read as typed.
func (p *followUpPage) missing(way followUpWay) data.FieldErrors {
	in, today := p.form.In, p.h.Today()
	var errs data.FieldErrors
	for _, e := range in.Unreadable() {
		if strings.HasPrefix(e.Field, string(way)+".") && way != wayNobody {
			errs = append(errs, e)
		}
	}
	need := func(ok bool, field, sentence string) {
		if name := string(way) + "." + field; !ok && errs.For(name) == "" {
			errs = append(errs, data.FieldError{Field: name, Sentence: sentence})
		}
	}
	switch way {
	case "":
		return data.FieldErrors{{Field: "Way", Sentence: "Choose what happened"}}
	case wayNobody:
		need(in.Named("nobody.Result").Get() != "", "Result", "Choose what happened, for example no answer")
		return append(errs, p.missed.Missing()...)
	case wayClose:
		need(in.Named("close.Status").Get() != "", "Status", "Choose “Declined” or “No longer needed”")
	case wayMove:
		to := in.Date("move.To")
		need(!to.IsZero(), "To", "Enter the new date")
		need(to.IsZero() || !to.Before(today), "To", "Date must be today or in the future")
		return errs
	case wayReached:
		need(in.Named("reached.Status").Get() != "", "Status", "Choose how it is going, or “No news”")
	}
	on := in.Date(string(way) + ".On")
	need(!on.IsZero(), "On", "Enter the date")
	need(!on.After(today), "On", "Date must be today or in the past")
	return errs
}

// writer is the one store call of a way, with what was typed copied into it. It
// gives the sentence of the confirmation.
func (p *followUpPage) writer(way followUpWay, m data.Meeting) func(context.Context) (string, error) {
	s, id, in, f := p.h.Office, p.known.followUp.ID, p.form.In, p.known.followUp
	v := in.Values()
	switch way {
	case wayNobody:
		a, last := p.missed.Attempt(), p.missed.Last()
		a.FollowUpID, a.Result = id, data.AttemptResult(v["nobody.Result"])
		return func(ctx context.Context) (string, error) {
			if err := s.Offering.RecordAttempt(ctx, &a); err != nil || last {
				return "Attempt saved. The follow-up is closed as “could not be reached”.", err
			}
			return fmt.Sprintf("Attempt saved. We will remind you again on %s.", person.When(a.NextOn, a.NextPart)), nil
		}
	case wayClose:
		on, status := in.Date("close.On"), data.FollowUpStatus(v["close.Status"])
		return func(ctx context.Context) (string, error) {
			return fmt.Sprintf("The follow-up is closed: %s.", data.LowerFirst(status.Label())), s.Offering.CloseFollowUp(ctx, id, status, on, v["close.Note"])
		}
	case wayMove:
		to := in.Date("move.To")
		return func(ctx context.Context) (string, error) {
			return fmt.Sprintf("Date changed. The follow-up is now due on %s.", to.Long()), s.Offering.MoveFollowUp(ctx, id, to, v["move.Why"])
		}
	}
	c := offering.Completion{On: in.Date("reached.On"), Status: data.PrescriptionStatus(v["reached.Status"]), Note: v["reached.Note"], Meeting: m}
	if c.Status == person.NoNews {
		c.Status = ""
	}
	return func(ctx context.Context) (string, error) {
		next, err := s.Offering.CompleteFollowUp(ctx, id, c)
		if next != nil {
			return secondSentence(next.DueOn, next.CountedFrom, next.MovedBecause), err
		}
		return fmt.Sprintf("%s saved. It was the last one for this service.", f.Ordinal()), err
	}
}

func (p *followUpPage) stored(way followUpWay, outcome string, err error, then func()) {
	if err != nil {
		if fields := data.FieldErrorsOf(err); len(fields) > 0 {
			p.refuse(form.Prefixed(string(way)+".", fields))
			return
		}
		p.say(p.h.Fail("save a follow-up", err))
		p.met.Renew()
		return
	}
	p.done = true
	p.form.Forget()
	if then != nil {
		then()
		return
	}
	p.confirm(way, outcome)
}

// confirm says calmly what came of it, with the way back under Enter.
func (p *followUpPage) confirm(way followUpWay, outcome string) {
	title := map[followUpWay]string{wayReached: "Saved", wayNobody: "Saved", wayClose: "Closed", wayMove: "Date changed"}[way]
	back := kit.Primary("Back", p.h.Back)
	record := kit.Secondary("Back to record", func() { p.h.Go(person.ToRecord(p.client())) })
	p.header.SetActions()
	p.header.SetSubtitle(p.known.prescription.Service)
	lines := []fyne.CanvasObject{kit.Wrap(kit.NewChip(title, kit.Green)), kit.NewParagraph(outcome, kit.Body)}
	buttons := []fyne.CanvasObject{back, record}
	if next, due := p.questionnaireNow(); due && way == wayReached {
		lines = append(lines, kit.NewParagraph(fmt.Sprintf("%s is due. %s", next.Title, next.Detail), kit.Muted))
		buttons = append(buttons, kit.Secondary("Questionnaire", func() { p.h.Go(next.To) }))
	}
	if way == wayNobody && reminder.Due(len(p.known.attempts)+1) {
		a := p.missed.Attempt()
		buttons = append(buttons, kit.Secondary("Letter or text…", func() { p.writeTo(a.NextOn) }))
	}
	p.putRight(kit.VStack(0, kit.NewCard("", "", kit.VStack(12, append(lines, kit.Wrap(buttons...))...))))
	p.form.First = back
	p.h.Window.Canvas().Focus(back)
	p.renewFacts()
}

// writeTo proposes a letter or text to someone who could not be reached.
func (p *followUpPage) writeTo(next data.Date) {
	reminder.Ask(p.h, reminder.About{ClientID: p.client(), FollowUp: p.known.followUp.ID, NextOn: next, Services: []string{p.known.prescription.Service}})
}

// unsaved is true when something would be lost; which way was looked at is not.
func (p *followUpPage) unsaved() bool {
	if p.done || len(p.form.In) == 0 {
		return false
	}
	typed := p.form.Typed()
	delete(typed, "Way")
	return len(typed) > 0
}

// refuse shows what is wrong beside the fields and goes to the first of them.
func (p *followUpPage) refuse(errs data.FieldErrors) {
	p.form.Refuse(errs, "Nothing has been saved.", p.say)
}

// say shows a sentence above the button; "" takes it away.
func (p *followUpPage) say(sentence string) { p.form.Say(kit.Red, sentence, nil) }

// Leave implements host.Guarded: it asks when something typed is not saved.
func (p *followUpPage) Leave(leave func()) {
	if p.formShown() && !p.unsaved() {
		p.form.Forget() // what happened alone is not worth a question the next time
	}
	p.form.Leave(p.unsaved(), "This follow-up is not saved yet.", p.saveThen, leave)
}
