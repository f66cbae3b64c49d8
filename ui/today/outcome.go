package today

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// outcome asks what came of a prescription: one choice, one line, one day.
type outcome struct {
	h       *host.Host
	about   prescribed
	waiting bool // the first choice is that nothing has changed

	status  *kit.ChoiceRow
	note    *kit.TextField
	on      *kit.DateField
	who     *kit.ChoiceRow // who said so; nil where only the service can have
	met     *host.Met
	failure *kit.Text
	form    *fyne.Container
}

// prescribed is the prescription that an outcome is about.
type prescribed struct {
	id     data.ID
	client data.ID
	status data.PrescriptionStatus // the last that was heard
	madeOn data.Date
}

// stillWaiting is the choice that keeps the status, and what is noted with it
// when nothing else is said.
const (
	stillWaiting = "Called: still waiting"
	waitingNote  = "Called: still waiting."
	silentNote   = "Called: no answer."
)

// Who told what was heard. That no one did is an answer too: else a phone that rang out
// counts as a word of the service, or as a contact with the client.
const (
	fromService = iota
	fromClient
	fromNoOne
)

func newOutcome(h *host.Host, about prescribed, waiting bool) *outcome {
	o := &outcome{h: h, about: about, waiting: waiting}
	var labels []string
	if waiting {
		labels = append(labels, stillWaiting)
	}
	for _, s := range data.PrescriptionStatuses() {
		labels = append(labels, s.Label)
	}
	o.status = kit.NewChoiceRow("What happened?", labels, nil)
	o.status.SetRequired(true)
	o.note = kit.NewTextField("What was said")
	o.on = h.DateField("Date of update", data.DateHappened)
	o.on.SetValue(host.Day(h.Today()))
	o.failure = kit.NewParagraph("", kit.Muted)
	o.failure.SetColor(theme.ColorRed)
	o.failure.Hide()
	o.form = kit.VStack(14, o.status)
	if waiting {
		o.askWho()
	}
	for _, below := range []fyne.CanvasObject{o.note, o.on, o.failure} {
		o.form.Add(below)
	}
	return o
}

// askWho asks who was rung: a call that reached the client is a contact. Nothing is
// ticked at first: a service that no one chose would hide that contact.
func (o *outcome) askWho() {
	o.met = host.NewMet(o.h, "")
	o.who = kit.NewChoiceRow("Who told you?", []string{"The service", "The client", "No one: no answer"}, func(int) { o.lookForContact() })
	o.who.SetRequired(true)
	o.on.OnChanged = func(kit.Day, error) { o.lookForContact() }
	o.met.OnChanged = func() { o.form.Refresh() }
	o.met.Line.Hide()
	o.form.Add(o.who)
	o.form.Add(o.met.Line)
}

func (o *outcome) byClient() bool { return o.who != nil && o.who.Selected() == fromClient }

func (o *outcome) byNoOne() bool { return o.who != nil && o.who.Selected() == fromNoOne }

func (o *outcome) lookForContact() {
	if !o.byClient() {
		o.met.Line.Hide()
		o.form.Refresh()
		return
	}
	o.met.Line.Show()
	if day, err := o.on.Value(); err == nil {
		o.met.Look(o.about.client, host.Date(day), data.MeetingHint{Likely: "phone"})
	}
	o.form.Refresh()
}

// heard is the status that was chosen; ok is false while none is.
func (o *outcome) heard() (status data.PrescriptionStatus, ok bool) {
	at := o.status.Selected()
	if o.waiting {
		at--
	}
	switch {
	case o.status.Selected() < 0:
		return "", false
	case at < 0:
		return o.about.status, true
	}
	return data.PrescriptionStatuses()[at].Value, true
}

// line is what is noted.
func (o *outcome) line() string {
	switch {
	case !o.waiting || o.status.Selected() != 0 || data.Tidy(o.note.Text()) != "":
		return o.note.Text()
	case o.byNoOne():
		return silentNote
	}
	return waitingNote
}

// prepare returns what is to be stored, or shows beside the fields what is wrong.
func (o *outcome) prepare() func(ctx context.Context, m data.Meeting) error {
	status, chosen := o.heard()
	if !chosen {
		o.status.SetError("Choose what happened")
		o.status.Focus()
		return nil
	}
	day, err := o.on.Value()
	on, note := host.Date(day), o.line()
	switch {
	case err != nil:
		return o.wrongDay(err.Error())
	case on.IsZero():
		return o.wrongDay("Date must be today or in the past")
	case on.Before(o.about.madeOn):
		return o.wrongDay(fmt.Sprintf("Date must be on or after %s, when they chose this service", o.about.madeOn.Short()))
	}
	if o.who != nil && (o.who.Selected() < 0 || o.byNoOne() && o.status.Selected() != 0) { // no one told of a change
		o.who.SetError("Choose who told you")
		o.who.Focus()
		return nil
	}
	return func(ctx context.Context, m data.Meeting) error {
		return o.h.Offering.SetPrescriptionStatusMet(ctx, o.about.id, status, on, note, m)
	}
}

// wrongDay says beside the day what is wrong with it, and gives it the keyboard.
func (o *outcome) wrongDay(sentence string) func(context.Context, data.Meeting) error {
	o.on.SetError(sentence)
	o.on.Focus()
	return nil
}

// settle hands over how the client was reached, if it was the client.
func (o *outcome) settle(then func(data.Meeting)) {
	if o.byClient() {
		o.met.Settle(then)
		return
	}
	then(data.Meeting{})
}

// fail shows why nothing was stored; nil takes that away.
func (o *outcome) fail(err error) {
	o.failure.SetText("")
	o.failure.Hide()
	if err == nil {
		return
	}
	errs := data.FieldErrorsOf(err)
	o.note.SetError(errs.For("Note"))
	o.on.SetError(errs.For("StatusOn"))
	if errs.For("Note") == "" && errs.For("StatusOn") == "" {
		o.failure.SetText(o.h.Fail("record what came of a prescription", err))
		o.failure.Show()
	}
}

// askOutcome shows the question in a dialog; stored is called once the answer
// is stored.
func askOutcome(o *outcome, title string, about []fyne.CanvasObject, stored func(status data.PrescriptionStatus)) {
	content := kit.VStack(14, append(about, o.form)...)
	saving := false
	var dialog *kit.Dialog
	dialog = kit.ShowForm(o.h.Window, title, content, "Save", func() bool {
		if saving {
			return false
		}
		o.fail(nil)
		write := o.prepare()
		if write == nil {
			return false
		}
		status, _ := o.heard()
		o.settle(func(m data.Meeting) {
			saving = true
			o.h.Background(func(ctx context.Context) func() {
				err := write(ctx, m)
				return func() {
					saving = false
					o.fail(err)
					if err != nil {
						dialog.Refresh()
						return
					}
					dialog.Close()
					stored(status)
				}
			})
		})
		return false
	})
	o.status.Focus()
}
