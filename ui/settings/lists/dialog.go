package lists

import (
	"cmp"
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
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
	dialog = l.p.Form(title, verb, fields, fail, func() (string, func(context.Context) error, error) {
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
