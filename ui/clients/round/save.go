package round

import (
	"context"
	"fmt"

	"waymark/data"
	"waymark/data/store/round"
	"waymark/ui/clients/person"
	"waymark/ui/clients/reminder"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// save stores the call, and the next one begins.
func (c *call) save() {
	if c.form.Busy || c.saved {
		return
	}
	if errs := c.missing(); len(errs) > 0 {
		c.refuse(errs)
		return
	}
	c.form.In.ShowErrors(nil)
	c.say("")
	if c.result() != reached || len(c.heard()) == 0 {
		c.write(data.Meeting{})
		return
	}
	c.met.Settle(c.write)
}

// missing is what the call still needs, with what cannot be read as typed.
func (c *call) missing() data.FieldErrors {
	in := c.form.In
	switch c.result() {
	case "":
		return data.FieldErrors{{Field: "Result", Sentence: "Choose what happened on the call"}}
	case reached:
	default:
		return c.missed.Missing()
	}
	var errs data.FieldErrors
	need := func(ok bool, field, sentence string) {
		if !ok {
			errs = append(errs, data.FieldError{Field: field, Sentence: sentence})
		}
	}
	for i := range c.stop.services {
		v := &c.stop.services[i]
		field := "heard." + string(v.followUp.ID)
		need(in.Named(field).Get() != "" || !v.due, field, "Choose how it is going, or “Not talked about”")
	}
	if ask := in.Named("Ask"); ask != nil {
		need(ask.Get() != "" || !c.stop.second(), "Ask", "Choose what to do about the questionnaire")
	}
	on := in.Date("On")
	if problem := in.Named("On").Problem(); problem != "" {
		need(false, "On", problem)
	} else {
		need(!on.IsZero(), "On", "Enter the date of the call")
		need(!on.After(c.p.h.Today()), "On", "Date must be today or in the past")
	}
	if len(errs) == 0 {
		need(len(c.heard()) > 0, "Result", "You have not talked about any service. Choose how it is going with one of them, or put off the call.")
	}
	return errs
}

// heard is what was heard about the services that were talked about.
func (c *call) heard() []round.Heard {
	var all []round.Heard
	for i := range c.stop.services {
		id := c.stop.services[i].followUp.ID
		status := data.PrescriptionStatus(c.form.In.Named("heard." + string(id)).Get())
		switch status {
		case "", notTalked:
			continue
		case person.NoNews:
			status = ""
		}
		all = append(all, round.Heard{FollowUpID: id, Status: status, Note: c.form.In.Named("note." + string(id)).Get()})
	}
	return all
}

func (c *call) write(m data.Meeting) {
	in := c.form.In
	stored := &round.Call{ClientID: c.stop.client(), On: in.Date("On"), Meeting: m, Heard: c.heard()}
	if result := c.result(); result != reached {
		a := c.missed.Attempt()
		stored = &round.Call{ClientID: c.stop.client(), On: a.On, At: a.At, Result: result, Note: a.Note, NextOn: a.NextOn, NextPart: a.NextPart}
		for i := range c.stop.services {
			if v := &c.stop.services[i]; v.due {
				stored.About = append(stored.About, v.followUp.ID)
			}
		}
	}
	then := asking("")
	if ask := in.Named("Ask"); ask != nil && stored.Result == "" {
		then = asking(ask.Get())
	}
	c.form.Write(func(ctx context.Context) func() {
		came, err := c.p.h.Round.SaveCall(ctx, stored)
		return func() { c.stored(stored, came, then, err) }
	})
}

func (c *call) stored(done *round.Call, came *round.Came, then asking, err error) {
	if err != nil {
		prefix := ""
		if done.Result != "" {
			prefix = "missed."
		}
		if fields := data.FieldErrorsOf(err); len(fields) > 0 {
			c.refuse(form.Prefixed(prefix, fields))
			return
		}
		c.say(c.p.h.Fail("save a call of the round", err))
		c.met.Renew()
		return
	}
	c.saved = true
	c.form.Forget()
	c.p.saved = &saved{client: done.ClientID, sentence: c.sentence(done, came), write: c.proposal(done, came)}
	switch step, _ := c.stop.ask(); then {
	case askNow:
		to := step.To
		to.Mode = "phone"
		c.p.h.Go(to)
	case askBook:
		c.p.Reload()
		c.p.h.BookNext(&c.stop.record.Client)
	default:
		c.p.Reload()
	}
}

// proposal proposes a letter or text once several attempts reached no one.
func (c *call) proposal(done *round.Call, came *round.Came) *reminder.About {
	if done.Result == "" || !reminder.Due(len(c.stop.missed.Tried)+1) {
		return nil
	}
	return c.stop.letter(came.NextOn)
}

// sentence says what came of the call.
func (c *call) sentence(done *round.Call, came *round.Came) string {
	name := c.stop.name()
	switch {
	case done.Result != "" && came.NextOn.IsZero():
		return fmt.Sprintf("%s: saved. %s", name,
			data.Plural(came.Closed, "follow-up is closed as “could not be reached”.", "follow-ups are closed as “could not be reached”."))
	case done.Result != "":
		return fmt.Sprintf("%s: saved. Next attempt on %s.", name, person.When(came.NextOn, came.NextPart))
	case len(came.Second) > 0:
		return fmt.Sprintf("%s: saved. Second follow-up on %s.", name, came.Second[0].DueOn.Long())
	}
	return fmt.Sprintf("%s: saved.", name)
}

// putOff puts the client behind the others; what was typed is kept.
func (c *call) putOff() {
	if c.form.Busy || c.saved {
		return
	}
	c.form.Write(func(ctx context.Context) func() {
		err := c.p.h.Round.PutOff(ctx, c.stop.client())
		return func() {
			if err != nil {
				c.say(c.p.h.Fail("put a call off", err))
				return
			}
			c.saved = true
			c.p.saved, c.p.call = nil, nil
			c.p.Reload()
		}
	})
}

func (c *call) refuse(errs data.FieldErrors) {
	c.form.Refuse(errs, "Nothing has been saved.", c.say)
}

// say shows a sentence above the button; "" takes it away.
func (c *call) say(sentence string) { c.form.Say(kit.Red, sentence, nil) }
