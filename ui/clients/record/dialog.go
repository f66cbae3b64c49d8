package record

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
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

// ask shows a question. The dialog stays until the answer is stored, so that
// nothing typed is lost when it cannot be.
func (p *recordPage) ask(q question) {
	failure := kit.NewParagraph("", kit.Muted)
	failure.SetColor(theme.ColorRed)
	failure.Hide()
	objs := []fyne.CanvasObject{}
	if q.sentence != "" {
		objs = append(objs, kit.NewParagraph(q.sentence, kit.Muted))
	}
	content := kit.VStack(14, append(append(objs, q.content...), failure)...)
	fail := func(err error) {
		_, rest := q.in.ShowErrors(form.Prefixed(q.prefix, data.FieldErrorsOf(err)))
		if len(data.FieldErrorsOf(err)) == 0 && err != nil {
			rest = p.h.Fail("save from the record", err)
		}
		failure.SetText(rest)
		failure.Hide()
		if rest != "" {
			failure.Show()
		}
		content.Refresh()
	}
	var dialog *kit.Dialog
	saving := false
	dialog = kit.ShowForm(p.h.Window, q.title, content, q.verb, func() bool {
		if saving {
			return false
		}
		if unread := q.in.Unreadable(); len(unread) > 0 {
			q.in.ShowErrors(unread)
			return false
		}
		write, wrong := q.prepare()
		fail(wrong)
		if wrong != nil {
			return false
		}
		saving = true
		p.h.Background(func(ctx context.Context) func() {
			err := write(ctx)
			return func() {
				saving = false
				if fail(err); err == nil {
					dialog.Close()
					if q.then != nil {
						q.then()
					}
				}
			}
		})
		return false
	})
	if q.danger {
		dialog.SetDanger()
	}
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
