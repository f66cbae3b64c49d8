package record

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// question is a small form in a dialog over the record.
type question struct {
	title, sentence, verb string
	in                    form.Inputs
	content               []fyne.CanvasObject
	prefix                string // of the fields within in
	// prepare makes what is to be stored of the fields, and says what is wrong.
	prepare func() (write func(ctx context.Context) error, wrong error)
	then    func() // after it is stored; nil: nothing
	danger  bool   // it cannot be taken back
}

// ask shows a question; see person.Ask.
func (p *recordPage) ask(q question) *kit.Dialog {
	return person.Ask(p.h, person.Question{Title: q.title, Sentence: q.sentence, Verb: q.verb, In: q.in, Content: q.content, Prefix: q.prefix,
		Prepare: q.prepare, Then: q.then, Danger: q.danger})
}

// dayAsked makes a date field that begins with today.
func (p *recordPage) dayAsked(name, label string) *form.Input {
	f := p.h.DateField(label, data.DateHappened)
	f.SetValue(host.Day(p.h.Today()))
	return form.Date(name, f, func() {})
}

// noteAsked makes a field for a few lines.
func noteAsked(name, label string) *form.Input {
	f := kit.NewTextArea(label, data.MaxNote)
	f.SetRows(3)
	return form.Text(name, f, func() {})
}
