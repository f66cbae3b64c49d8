package round

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// reached is the result of a call that reached the client; the other results are
// those of an attempt.
const reached data.AttemptResult = "reached"

// notTalked is the answer for a service that was not talked about: its follow-up
// stays as it is.
const notTalked data.PrescriptionStatus = "not talked about"

// What is done about a questionnaire that is due.
type asking string

const (
	askNow  asking = "now"
	askBook asking = "book"
	askNot  asking = "not"
)

// call is the form of one call.
type call struct {
	p      *page
	stop   *stop
	form   *form.Form
	missed *person.Missed
	met    *host.Met
	card   *kit.Card
	saved  bool

	whenReached, whenMissed *fyne.Container
	outlook                 *kit.Text
}

func newCall(p *page, s *stop) *call {
	c := &call{p: p, stop: s}
	c.form = form.New(p.h, draftKey(s.client()))
	c.form.LaidOut = p.right.Refresh
	c.form.Begun = true
	c.met = host.NewMet(p.h, "No type of contact yet")
	c.missed = person.NewMissed(p.h, "missed.", s.missed, c.changed)
	c.form.In = append(c.inputs(), c.missed.In...)
	c.form.Settle()
	c.layOut()
	return c
}

func results() []data.Option[data.AttemptResult] {
	return append([]data.Option[data.AttemptResult]{{Value: reached, Label: "Spoke to them"}}, data.AttemptResults()...)
}

func (c *call) inputs() form.Inputs {
	in := form.Inputs{form.Answers("Result", "What happened?", results(), c.changed)}
	for i := range c.stop.services {
		in = append(in, c.serviceInputs(&c.stop.services[i])...)
	}
	if step, due := c.stop.ask(); due {
		in = append(in, form.OpenAnswers("Ask", fmt.Sprintf("%s is due", step.Title), []data.Option[asking]{
			{Value: askNow, Label: "Start now, by phone"}, {Value: askBook, Label: "Book a time for it"}, {Value: askNot, Label: "Not today"},
		}, c.changed))
	}
	on := c.p.h.DateField("Date of the call", data.DateHappened)
	on.SetValue(host.Day(c.p.h.Today()))
	return append(in, form.Date("On", on, c.changed))
}

// serviceInputs asks how things stand with one service.
func (c *call) serviceInputs(v *service) form.Inputs {
	id := string(v.followUp.ID)
	answers := append(person.Standings(), data.Option[data.PrescriptionStatus]{Value: notTalked, Label: "Not talked about"})
	label := person.FirstOf(v.referral.Service, "The service")
	if !v.due {
		label += fmt.Sprintf(" (due %s)", v.followUp.DueOn.Short())
	}
	status := form.OpenAnswers("heard."+id, label, answers, c.changed)
	note := kit.NewTextField("Note")
	note.SetPlaceHolder("What they said, in their words")
	return form.Inputs{status, form.Text("note."+id, note, c.changed)}
}

func (c *call) layOut() {
	in := c.form.In
	c.whenReached = kit.VStack(14)
	for i := range c.stop.services {
		id := string(c.stop.services[i].followUp.ID)
		c.whenReached.Add(kit.VStack(6, in.Objects("heard."+id, "note."+id)...))
	}
	if ask := in.Named("Ask"); ask != nil {
		c.whenReached.Add(ask.Obj)
	}
	c.whenReached.Add(kit.FormGrid(in.Named("On").Obj))
	c.whenMissed = kit.VStack(14, c.missed.Objects()...)
	c.outlook = kit.NewParagraph("", kit.Muted)
	c.form.Button = kit.Primary("Save and next", c.save)
	stack := kit.VStack(14, in.Named("Result").Obj, c.outlook, c.whenReached, c.whenMissed)
	foot := kit.VStack(10, c.form.Notice(), c.met.Line, kit.Beside(c.form.State, kit.Secondary("Put off call", c.putOff), c.form.Button))
	c.card = kit.NewCard("", "", kit.Border(12, nil, foot, nil, nil, kit.ScrollBeyond(stack)))
}

// open begins the call, with what was typed before.
func (c *call) open() {
	c.met.Look(c.stop.client(), c.form.In.Date("On"), data.MeetingHint{Likely: "phone"})
	if d := c.stop.draft; d != nil {
		c.form.In.Fill(d.Fields)
		c.form.State.SetText("We kept what you typed before.")
	}
	c.showWay()
}

func (c *call) result() data.AttemptResult {
	return data.AttemptResult(c.form.In.Named("Result").Get())
}

// changed is called with every keystroke.
func (c *call) changed() {
	if c.card == nil {
		return // the fields are being made
	}
	c.missed.Propose()
	c.met.LookOn(c.form.In.Date("On"), data.MeetingHint{Likely: "phone"})
	c.showWay()
	c.form.Changed()
}

// showWay shows the fields that the result asks for, and what comes of it.
func (c *call) showWay() {
	show := func(obj fyne.CanvasObject, on bool) {
		if on {
			obj.Show()
		} else {
			obj.Hide()
		}
	}
	result := c.result()
	show(c.whenReached, result == reached)
	show(c.met.Line, result == reached)
	show(c.whenMissed, result != "" && result != reached)
	outlook := c.outlookFor(result)
	show(c.outlook, outlook != "")
	c.outlook.SetText(outlook)
	c.p.right.Refresh()
}

func (c *call) outlookFor(result data.AttemptResult) string {
	switch result {
	case "", reached:
		return ""
	case data.AttemptWrongNumber:
		return fmt.Sprintf("Ask the surgery for another number first. %s", c.missed.Outlook())
	}
	return c.missed.Outlook()
}
