package uitest

import (
	"waymark/ui/form"
	"waymark/ui/kit"
)

// Enter types into a field of a form as a person would.
func (d *Desk) Enter(in form.Inputs, name, text string) {
	d.T.Helper()
	focus := func(e *kit.Entry) {
		d.Window.Canvas().Unfocus()
		d.Window.Canvas().Focus(e)
	}
	switch f := in.Named(name).Obj.(type) {
	case *kit.TextField:
		f.Entry.SetText("")
		focus(f.Entry)
		d.Type(text)
	case *kit.DateField: // entering it selects the date that is there
		focus(f.Entry)
		d.Type(text)
	case *kit.Choice:
		f.Choose(text)
	default:
		d.T.Fatalf("nothing can be typed into %s", name)
	}
}

// Tick chooses an answer of a row of them.
func Tick(in form.Inputs, name string, at int) { in.Named(name).Obj.(*kit.ChoiceRow).Tap(at) }
