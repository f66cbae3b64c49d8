package record

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/kit"
)

// closing asks why and when support ended, and what becomes of what is booked.
type closing struct {
	page   *recordPage
	in     form.Inputs
	booked *kit.Text // which appointments there are, and what becomes of them
	dialog *kit.Dialog
}

const (
	cancelBooked = "cancel"
	keepBooked   = "keep"
)

// askClose asks why and when the episode ended.
func (p *recordPage) askClose() {
	c := &closing{page: p, booked: kit.NewParagraph("", kit.Body)}
	day := p.dayAsked("ClosedOn", "Date closed")
	if f, ok := day.Obj.(*kit.DateField); ok {
		f.OnChanged = func(kit.Day, error) { c.update() }
	}
	c.in = form.Inputs{
		form.Choice("CloseReason", "Why are you closing it?", "", person.OptionsOf(data.CloseReasons()), c.update).Require(),
		day, c.fate(), noteAsked("CloseNote", "Note"),
	}
	sentence := "We keep the record."
	if n := len(p.rec.FollowUps); n > 0 {
		sentence = fmt.Sprintf("%s will be closed as no longer needed. %s",
			data.Plural(n, "open follow-up", "open follow-ups"), sentence)
	}
	objs := c.in.Objects("CloseReason", "ClosedOn", "Booked", "CloseNote")
	c.update()
	c.dialog = p.ask(question{
		title: fmt.Sprintf("Close support for %s", p.rec.Client.Called()), sentence: sentence, verb: "Close support", in: c.in,
		content: slices.Insert(objs, 2, fyne.CanvasObject(c.booked)),
		prepare: c.prepare,
	})
}

// fate is the question whether what is to come is cancelled. Nothing is ticked first:
// someone may want to come once more.
func (c *closing) fate() *form.Input {
	label, cancel, keep := "Cancel this appointment, or keep it?", "Cancel it", "Keep it"
	if len(c.toCome()) > 1 {
		label, cancel, keep = "Cancel these appointments, or keep them?", "Cancel them", "Keep them"
	}
	return form.Answers("Booked", label, []data.Option[string]{{Value: cancelBooked, Label: cancel}, {Value: keepBooked, Label: keep}}, func() {})
}

// toCome are the appointments that are still to come.
func (c *closing) toCome() []data.AppointmentRow {
	now := c.page.h.Clock()
	return c.those(func(a *data.Appointment) bool { return rule.ToCome(a, data.DateOf(now), now.Format("15:04")) })
}

func (c *closing) those(wanted func(*data.Appointment) bool) []data.AppointmentRow {
	return slices.DeleteFunc(slices.Clone(c.page.rec.Appointments), func(a data.AppointmentRow) bool { return !wanted(&a.Appointment) })
}

// episode is the episode as the form would close it.
func (c *closing) episode() *data.Episode {
	e := *c.page.rec.Episode
	e.Status = data.EpisodeClosed
	e.CloseReason = data.CloseReason(c.in.Named("CloseReason").Get())
	e.ClosedOn, e.CloseNote = c.in.Date("ClosedOn"), c.in.Named("CloseNote").Get()
	return &e
}

// update says what becomes of the appointments for what is chosen so far.
func (c *closing) update() {
	e, may := c.episode(), c.page.h.Session.May(access.Diary, access.Write) == nil
	died, list := e.CloseReason == data.CloseDied, c.toCome()
	if died {
		list = c.those(func(a *data.Appointment) bool { return rule.EndsWith(e, a, c.page.h.Clock()) })
	}
	if f, ok := c.in.Named("ClosedOn").Obj.(*kit.DateField); ok {
		f.SetHint(dayHint(died))
	}
	kit.SetVisible(c.booked, len(list) > 0)
	kit.SetVisible(c.in.Named("Booked").Obj, len(list) > 0 && !died && may)
	if len(list) > 0 {
		c.booked.SetText(fmt.Sprintf(bookedSentence(len(list) > 1, died, may), daysOf(list)))
	}
	if c.dialog != nil {
		c.dialog.Refresh()
	}
}

// dayHint says which day is asked for. Of someone who died it is that day: what was
// booked between it and the closing is cancelled as well, and was not missed.
func dayHint(died bool) string {
	if died {
		return "Enter the day they died, if you know it. Appointments from that day on are cancelled."
	}
	return ""
}

// bookedSentence says what becomes of one appointment or of several, with a gap for
// when they are.
func bookedSentence(several, died, may bool) string {
	switch {
	case died && several:
		return "Their appointments will be cancelled: %s."
	case died:
		return "Their appointment will be cancelled: %s."
	case may && several:
		return "They have appointments on %s."
	case may:
		return "They have an appointment on %s."
	case several:
		return "They have appointments on %s. These stay booked."
	}
	return "They have an appointment on %s. It stays booked."
}

// daysOf names when appointments are.
func daysOf(list []data.AppointmentRow) string {
	days := make([]string, len(list))
	for i := range list {
		days[i] = list[i].On.LongAt(list[i].At)
	}
	return data.JoinAnd(days)
}

// prepare makes the closed episode, and which appointments it cancels by choice. Those
// of someone who died are the store's to find.
func (c *closing) prepare() (func(context.Context) error, error) {
	e := c.episode()
	wrong := e.Validate(c.page.h.Today())
	var cancel []data.ID
	if c.in.Named("Booked").Obj.Visible() {
		switch c.in.Named("Booked").Get() {
		case cancelBooked:
			for _, a := range c.toCome() {
				cancel = append(cancel, a.ID)
			}
		case "":
			wrong = append(data.FieldErrorsOf(wrong), data.FieldError{Field: "Booked", Sentence: "Choose whether to cancel or to keep what is booked."})
		}
	}
	return func(ctx context.Context) error { return c.page.h.Casework.SaveEpisode(ctx, e, cancel...) }, wrong
}
