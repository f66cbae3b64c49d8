package followup

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// byPhone is what a follow-up suggests: it is a call, unless they say otherwise.
var byPhone = data.MeetingHint{Likely: "phone"}

// followUpWay is one of the ways in which someone may be done with a
// follow-up for today.
type followUpWay string

const (
	wayReached followUpWay = "reached"
	wayNobody  followUpWay = "nobody"
	wayClose   followUpWay = "close"
	wayMove    followUpWay = "move"
)

func followUpWays() []data.Option[followUpWay] {
	return []data.Option[followUpWay]{
		{Value: wayReached, Label: "Spoke to them"}, {Value: wayNobody, Label: "No answer"},
		{Value: wayMove, Label: "Change date"}, {Value: wayClose, Label: "Close follow-up"},
	}
}

// buildForm makes the fields of every way; those of one are seen at a time, and
// what was typed into the others stays.
func (p *followUpPage) buildForm() *kit.Card {
	p.met = host.NewMet(p.h, "No type of contact yet")
	p.form.In = p.followUpInputs()
	in := p.form.In
	p.form.Settle()
	p.fields = map[followUpWay]*fyne.Container{
		wayReached: kit.VStack(14, in.Objects("reached.Status", "reached.Note", "reached.On")...),
		wayNobody:  kit.VStack(14, append([]fyne.CanvasObject{in.Named("nobody.Result").Obj}, p.missed.Objects()...)...),
		wayClose:   kit.VStack(14, in.Objects("close.Status", "close.Note", "close.On")...),
		wayMove:    kit.VStack(14, in.Objects("move.To", "move.Why")...),
	}
	p.outlook = kit.NewParagraph("", kit.Muted)
	p.form.Button = kit.Primary("", p.Save)
	stack := kit.VStack(14, in.Named("Way").Obj)
	for _, w := range followUpWays() {
		stack.Add(p.fields[w.Value])
	}
	stack.Add(p.outlook)
	foot := kit.VStack(10, p.form.Notice(), p.met.Line, kit.Beside(p.form.State, kit.Secondary("Cancel", p.h.Back), p.form.Button))
	p.showWay()
	return kit.NewCard("", "", kit.Border(12, nil, foot, nil, nil, kit.ScrollBeyond(stack)))
}

func (p *followUpPage) followUpInputs() form.Inputs {
	day := func(name, label string, purpose data.DatePurpose) *form.Input {
		f := p.h.DateField(label, purpose)
		f.SetValue(host.Day(p.h.Today()))
		return form.Date(name, f, p.changed)
	}
	note := func(name, label, hint string) *form.Input {
		f := kit.NewTextArea(label, data.MaxNote)
		f.SetRows(3)
		f.SetPlaceHolder(hint)
		return form.Text(name, f, p.changed)
	}
	in := form.Inputs{
		form.Answers("Way", "What happened?", followUpWays(), p.changed),
		form.Answers("reached.Status", fmt.Sprintf("How is it going with %s?", person.FirstOf(p.known.prescription.Service, "the service")),
			person.Standings(), p.changed),
		note("reached.Note", "Note", "What they said, in their words"),
		day("reached.On", "Date of the call", data.DateHappened),
		form.Answers("nobody.Result", "Result of the attempt", data.AttemptResults(), p.changed),
		form.Answers("close.Status", "Why are you closing it?", closedWays(), p.changed),
		note("close.Note", "Note", "Why, in a few words"),
		day("close.On", "On", data.DateHappened),
		day("move.To", "New date", data.DatePlanned),
		note("move.Why", "Why are you changing the date?", "For example, away until Easter"),
	}
	p.missed = person.NewMissed(p.h, "nobody.", p.known.missed, p.changed)
	in = append(in, p.missed.In...)
	in.Named("move.To").Set("")
	if f, ok := in.Named("reached.Status").Obj.(*kit.ChoiceRow); ok {
		f.SetHint(fmt.Sprintf("Current status: “%s”. If there is no news, the status stays the same.", p.known.prescription.Status.Label()))
	}
	return in
}

// closedWays are the ends of a follow-up without a conversation.
func closedWays() []data.Option[data.FollowUpStatus] {
	return []data.Option[data.FollowUpStatus]{
		{Value: data.FollowUpDeclined, Label: data.FollowUpDeclined.Label()},
		{Value: data.FollowUpNotNeeded, Label: data.FollowUpNotNeeded.Label()},
	}
}

func (p *followUpPage) chosenWay() followUpWay {
	return followUpWay(p.form.In.Named("Way").Get())
}

// changed is called with every keystroke.
func (p *followUpPage) changed() {
	p.missed.Propose()
	p.met.LookOn(p.form.In.Date("reached.On"), byPhone)
	p.showWay()
	p.form.Changed()
}

// showWay shows the fields of the chosen way, what comes of it, and the word on
// the button.
func (p *followUpPage) showWay() {
	way := p.chosenWay()
	for w, fields := range p.fields {
		if w == way {
			fields.Show()
		} else {
			fields.Hide()
		}
	}
	if way == wayReached {
		p.met.Line.Show()
	} else {
		p.met.Line.Hide()
	}
	verb := map[followUpWay]string{"": "Save", wayReached: "Save follow-up", wayNobody: "Save attempt", wayClose: "Close follow-up", wayMove: "Change date"}
	p.form.Button.SetText(verb[way])
	p.outlook.SetText(p.outlookFor(way))
	p.right.Refresh()
}

// outlookFor says what will come of it before it is saved.
func (p *followUpPage) outlookFor(way followUpWay) string {
	f, in := &p.known.followUp, p.form.In
	switch way {
	case wayReached:
		if f.Number != 1 {
			return "This is the last follow-up for this service."
		}
		on := in.Date("reached.On")
		if on.IsZero() {
			return ""
		}
		due, moved := p.known.missed.Holidays.FollowUpDue(on)
		return secondSentence(due, on, moved)
	case wayNobody:
		return p.missed.Outlook()
	case wayMove:
		if to := in.Date("move.To"); !to.IsZero() {
			sentences := []string{fmt.Sprintf("We will remind you on %s.", to.Long()), person.DayOffSentence(p.known.missed.Holidays, to),
				fmt.Sprintf("In reports, it still counts as due on %s.", f.FirstDue.Short())}
			return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
		}
	case wayClose:
		return "There will be no more reminders for this follow-up."
	}
	return ""
}

// secondSentence says when the second follow-up falls and from which day it is
// counted.
func secondSentence(due, from data.Date, moved string) string {
	if moved != "" {
		return fmt.Sprintf("The second follow-up is due on %s, 3 weeks after this one (%s); %s.", due.Long(), from.Short(), moved)
	}
	return fmt.Sprintf("The second follow-up is due on %s, 3 weeks after this one (%s).", due.Long(), from.Short())
}
