package form_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/kit"
	"waymark/ui/uitest"
)

// opened is a form of two text fields over a real database.
func opened(d *uitest.Desk) *form.Form {
	f := form.New(d.Host, "test")
	form.Open(f, "open a test form", func(ctx context.Context) (*form.Found, error) {
		return form.ReadDraft(ctx, d.Host, f.Draft.Key)
	}, func(found *form.Found) {
		f.Page = kit.NewFormPage()
		for _, name := range []string{"Name", "Town"} {
			f.In = append(f.In, form.Text(name, kit.NewTextField(name), f.Changed))
			f.Page.Add(name, "", f.In.Named(name).Obj)
		}
		f.Settle()
		f.Frame([]fyne.CanvasObject{kit.NewPageHeader("A form", "")}, nil, func() {})
		f.Start(found, f.Show, f.Show)
	})
	d.Window.SetContent(f.Content)
	return f
}

func TestForm_draftIsOfferedUntilItIsStored(t *testing.T) {
	d := uitest.New(t)
	f := opened(d)
	d.Enter(f.In, "Name", "Half a na")
	again := opened(d) // as after a crash
	if d.Sees("You did not save it."); again.Begun {
		t.Fatal("the fields are shown before the draft is answered")
	}
	d.Press("Continue")
	if again.In.Named("Name").Get() != "Half a na" || !again.Unsaved() {
		t.Errorf("carried on with %v", again.In.Values())
	}
	again.Stored()
	if once := opened(d); !once.Begun || once.Unsaved() {
		t.Error("what was stored is offered as a draft")
	}
}

func TestRefuse_goesToTheFirstFieldInError(t *testing.T) {
	d := uitest.New(t)
	f := opened(d)
	rest := ""
	errs := data.FieldErrors{{Field: "Town", Sentence: "Please give the town."}, {Field: "Elsewhere", Sentence: "And this."}}
	f.Refuse(errs, form.NeedLook(errs), func(s string) { rest = s })
	if d.Focused() != f.In.Named("Town").Focus() || rest != "And this." {
		t.Errorf("the focus is on %T, the rest is %q", d.Focused(), rest)
	}
	d.Sees("Please give the town.", "2 fields need checking. Nothing is saved yet.")
}

func TestMerge_keepsWhatWasTypedAndTakesTheRest(t *testing.T) {
	d := uitest.New(t)
	f := opened(d)
	d.Enter(f.In, "Name", "Mine")
	f.Merge(map[string]string{"Name": "Theirs", "Town": "Margate"}, "record")
	if got := f.In.Values(); got["Name"] != "Mine" || got["Town"] != "Margate" {
		t.Errorf("merged to %v", got)
	}
	d.Sees("Someone else changed this record")
}

func TestLeave_asksBeforeSomethingTypedIsLost(t *testing.T) {
	d := uitest.New(t)
	f := opened(d)
	left, saved := 0, 0
	leave := func() {
		f.Leave(f.Unsaved(), "Not saved yet.", func(then func()) { saved++; then() }, func() { left++ })
	}
	leave()
	if left != 1 {
		t.Fatal("an untouched form is not left")
	}
	d.Enter(f.In, "Town", "Margate")
	leave()
	if left != 1 || !kit.OverlayOpen(d.Window) {
		t.Fatal("it was left without asking")
	}
	d.Press("Save")
	if left != 2 || saved != 1 {
		t.Errorf("left %d times, saved %d times", left, saved)
	}
}
