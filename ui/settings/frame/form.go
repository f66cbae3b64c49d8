package frame

import (
	"context"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// Prepare gives what to say and do when the fields of a form are in order, and else
// what is wrong with them.
type Prepare func() (stored string, work func(context.Context) error, wrong error)

// Form shows fields in a dialog that stays until they are stored, so that nothing
// typed is lost when they cannot be. fail puts sentences beside the fields. It returns
// what draws the dialog anew when a field has another size.
func (p *Page) Form(title, verb string, fields []fyne.CanvasObject, fail func(data.FieldErrors), prepare Prepare) (refresh func()) {
	trouble := kit.NewParagraph("", kit.Muted)
	trouble.SetColor(theme.ColorRed)
	trouble.Hide()
	content := kit.VStack(14, append(fields, trouble)...)
	var dialog *kit.Dialog
	show := func(err error) {
		errs := data.FieldErrorsOf(err)
		fail(errs)
		trouble.SetText("")
		trouble.Hide()
		if err != nil && len(errs) == 0 {
			trouble.SetText(p.h.Fail("save the settings", err))
			trouble.Show()
		}
		content.Refresh()
		dialog.Refresh()
	}
	saving := false
	dialog = kit.ShowForm(p.h.Window, title, content, verb, func() bool {
		if saving {
			return false
		}
		stored, work, wrong := prepare()
		if show(wrong); wrong != nil {
			return false
		}
		saving = true
		p.h.Background(func(ctx context.Context) func() {
			err := work(ctx)
			return func() {
				saving = false
				if show(err); err != nil {
					return
				}
				dialog.Close()
				p.Say(kit.Green, stored)
			}
		})
		return false
	})
	return func() {
		content.Refresh()
		dialog.Refresh()
	}
}
