package settings

import (
	"cmp"
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

func (l *list) add() {
	l.ask(fmt.Sprintf("Add a %s", l.kind.one), fmt.Sprintf("Add %s", l.kind.one), item{})
}

func (l *list) edit(it item) { l.ask(fmt.Sprintf("Edit “%s”", it.name), "Save", it) }

// ask shows the fields of one entry in a dialog.
func (l *list) ask(title, verb string, it item) {
	label := cmp.Or(l.kind.field, "Name")
	name := kit.NewTextField(label)
	name.SetRequired(true)
	name.SetText(it.name)
	fields := []fyne.CanvasObject{name}
	fail := func(errs data.FieldErrors) { name.SetError(errs.For("Name")) }
	var other second
	if l.kind.second != nil {
		other = l.kind.second()
		other.set(it.extra)
		fields = append(fields, other.object)
		fail = func(errs data.FieldErrors) {
			name.SetError(errs.For("Name"))
			other.fail(errs.For(other.name))
		}
	}
	dialog := func() {} // draws the dialog anew, once it is there
	partner := l.partnerField(it)
	if partner != nil {
		fields = append(fields, partner)
		others := fail
		fail = func(errs data.FieldErrors) {
			others(errs)
			partner.SetError(errs.For("Partner"))
		}
	}
	if l.kind.find != nil && it.id == "" {
		above, below := l.kind.find(func(chosen, extra string) {
			name.SetText(chosen)
			if other.set != nil {
				other.set(extra)
			}
		}, func() { dialog() })
		fields = append(append([]fyne.CanvasObject{above}, fields...), below)
	}
	if it.id != "" {
		retold := cmp.Or(l.kind.retold, "The new name shows everywhere, in past records as well.")
		fields = append(fields, kit.NewParagraph(retold, kit.Muted))
	}
	dialog = l.p.form(title, verb, fields, fail, func() (string, func(context.Context) error, error) {
		it.name = data.Tidy(name.Text())
		if other.get != nil {
			it.extra = other.get()
		}
		if partner != nil {
			it.partner = data.ID(partner.Selected())
		}
		return fmt.Sprintf("Saved: “%s”.", it.name), func(ctx context.Context) error { return l.kind.save(ctx, it) }, nil
	})
}

// form shows fields in a dialog that stays until they are stored, so that
// nothing typed is lost when they cannot be. prepare gives what to say and do
// when the fields are in order; fail puts sentences beside them. It returns what
// draws the dialog anew when a field has another size.
func (p *page) form(title, verb string, fields []fyne.CanvasObject, fail func(data.FieldErrors),
	prepare func() (stored string, work func(context.Context) error, wrong error)) (refresh func()) {
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
				p.say(kit.Green, stored)
			}
		})
		return false
	})
	return func() {
		content.Refresh()
		dialog.Refresh()
	}
}
