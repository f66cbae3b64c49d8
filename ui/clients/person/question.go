package person

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// Question is a small form in a dialog over a page about one person.
type Question struct {
	Title, Sentence, Verb string
	In                    form.Inputs
	Content               []fyne.CanvasObject
	Prefix                string // of the fields within In
	// Prepare makes what is to be stored of the fields, and says what is wrong.
	Prepare func() (write func(ctx context.Context) error, wrong error)
	Then    func() // after it is stored; nil: nothing
	Danger  bool   // it cannot be taken back
}

// Ask shows a question. The dialog stays until the answer is stored, so that
// nothing typed is lost when it cannot be. It is to be refreshed when what it asks
// becomes more or less.
func Ask(h *host.Host, q Question) *kit.Dialog {
	failure := kit.NewParagraph("", kit.Muted)
	failure.SetColor(theme.ColorRed)
	failure.Hide()
	objs := []fyne.CanvasObject{}
	if q.Sentence != "" {
		objs = append(objs, kit.NewParagraph(q.Sentence, kit.Muted))
	}
	content := kit.VStack(14, append(append(objs, q.Content...), failure)...)
	fail := func(err error) {
		first, rest := q.In.ShowErrors(form.Prefixed(q.Prefix, data.FieldErrorsOf(err)))
		if len(data.FieldErrorsOf(err)) == 0 && err != nil {
			rest = h.Fail("save from the record", err)
		}
		failure.SetText(rest)
		failure.Hide()
		if rest != "" {
			failure.Show()
		}
		content.Refresh()
		if first != nil && first.Take != nil {
			first.Take()
		}
	}
	var dialog *kit.Dialog
	saving := false
	dialog = kit.ShowForm(h.Window, q.Title, content, q.Verb, func() bool {
		if saving {
			return false
		}
		if unread := q.In.Unreadable(); len(unread) > 0 {
			q.In.ShowErrors(unread)
			return false
		}
		write, wrong := q.Prepare()
		fail(wrong)
		if wrong != nil {
			return false
		}
		saving = true
		h.Background(func(ctx context.Context) func() {
			err := write(ctx)
			return func() {
				saving = false
				if fail(err); err == nil {
					dialog.Close()
					if q.Then != nil {
						q.Then()
					}
				}
			}
		})
		return false
	})
	if q.Danger {
		dialog.SetDanger()
	}
	return dialog
}
