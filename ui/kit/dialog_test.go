package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/kittest"
)

func TestConfirmByKeyboardAndFocusReturns(t *testing.T) {
	entry := kit.NewEntry()
	w := kittest.Window(t, 1024, 640, kit.VStack(0, entry))
	w.Canvas().Focus(entry)
	done := 0
	kit.Confirm(w, "Close the episode?", "Its follow-ups are closed too.", "Close it", false, func() { done++ })
	if !kit.OverlayOpen(w) {
		t.Fatal("nothing is shown")
	}
	kittest.Press(w, fyne.KeyEscape)
	if done != 0 || kit.OverlayOpen(w) {
		t.Fatalf("Escape: done %d, open %v", done, kit.OverlayOpen(w))
	}
	if w.Canvas().Focused() != fyne.Focusable(entry) {
		t.Error("the focus does not return")
	}
	kit.Confirm(w, "Close the episode?", "", "Close it", false, func() { done++ })
	kittest.Press(w, fyne.KeyReturn)
	if done != 1 || kit.OverlayOpen(w) {
		t.Errorf("Enter: done %d, open %v", done, kit.OverlayOpen(w))
	}
}

func TestDangerIsNotDoneByHabit(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	done := 0
	kit.Confirm(w, "Erase?", "", "Erase", true, func() { done++ })
	kittest.Press(w, fyne.KeyReturn)
	if done != 0 || kit.OverlayOpen(w) {
		t.Errorf("Enter: done %d, open %v", done, kit.OverlayOpen(w))
	}
	kit.Confirm(w, "Erase?", "", "Erase", true, func() { done++ })
	test.Tap(findButton(t, w.Canvas().Overlays().Top(), "Erase"))
	if done != 1 {
		t.Error("the button does nothing")
	}
}

func TestAsk3(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	saved, discarded := 0, 0
	ask := func() { kit.Ask3(w, "Save the changes?", "", func() { saved++ }, func() { discarded++ }) }
	ask()
	kittest.Press(w, fyne.KeyEscape)
	ask()
	test.Tap(findButton(t, w.Canvas().Overlays().Top(), "Discard"))
	ask()
	kittest.Press(w, fyne.KeyReturn)
	if saved != 1 || discarded != 1 || kit.OverlayOpen(w) {
		t.Errorf("saved %d, discarded %d, open %v", saved, discarded, kit.OverlayOpen(w))
	}
}

func TestFormStaysOpenWhileItIsWrong(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	name := kit.NewTextField("Name")
	closed := 0
	d := kit.ShowForm(w, "New surgery", kit.VStack(8, name), "Add", func() bool {
		if name.Text() == "" {
			name.SetError("Write a name.")
			return false
		}
		return true
	})
	d.OnClosed = func() { closed++ }
	if w.Canvas().Focused() != fyne.Focusable(name.Entry) {
		t.Error("the first field has no focus")
	}
	kittest.Press(w, fyne.KeyReturn)
	if closed != 0 || name.Error() == "" {
		t.Fatalf("closed %d, error %q", closed, name.Error())
	}
	kittest.Write(w, "Minster")
	kittest.Press(w, fyne.KeyReturn)
	if closed != 1 || name.Text() != "Minster" {
		t.Errorf("closed %d, text %q", closed, name.Text())
	}
	d.Close()
	if closed != 1 {
		t.Error("closing twice tells twice")
	}
}

func TestTallFormFitsTheSmallestWindow(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	var fields []fyne.CanvasObject
	for range 20 {
		fields = append(fields, kit.NewTextArea("Note", 0))
	}
	kit.ShowForm(w, kittest.LongName, kit.VStack(8, fields...), "Save", nil)
	save := findButton(t, w.Canvas().Overlays().Top(), "Save")
	bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(save).Y + save.Size().Height
	if bottom > 640 {
		t.Errorf("the button ends at %v, below the window", bottom)
	}
}

func TestProgressIsStoppedOnceAndClosed(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	stopped := 0
	p := kit.ShowProgress(w, "Writing the report", func() { stopped++ })
	p.SetText("Page 2 of 9")
	p.SetValue(0.2)
	kittest.Press(w, fyne.KeyEscape, fyne.KeyEscape)
	if stopped != 1 || !kit.OverlayOpen(w) {
		t.Errorf("stopped %d, open %v", stopped, kit.OverlayOpen(w))
	}
	p.Close()
	if kit.OverlayOpen(w) {
		t.Error("the progress stays")
	}
}

func TestFormPageKeepsTheSaveButtonInView(t *testing.T) {
	page := kit.NewFormPage()
	for range 8 {
		page.Add("Section", "A sentence.", kit.FormGrid(kit.NewTextField("A"), kit.NewTextField("B"), kit.Wide(kit.NewTextArea("C", 0))))
	}
	save := kit.Primary("Save", nil)
	page.SetHeader(kit.NewPageHeader(kittest.LongName, ""))
	page.SetFooter(kit.NewText("Draft kept", kit.Muted), save)
	w := kittest.Window(t, 1024, 640, page)
	for _, width := range []float32{1024, 500} {
		w.Resize(fyne.NewSize(width, 640))
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(save)
		if at.Y+save.Size().Height > 640 || at.X+save.Size().Width > width {
			t.Errorf("at a width of %v the button is at %v", width, at)
		}
	}
	if least := page.MinSize(); least.Width > 1024 || least.Height > 640 {
		t.Errorf("the page asks for %v", least)
	}
}

// TestRenderer_drawsWhatIsThereAlready: Fyne forgets how a widget was drawn after a
// minute out of sight. The dialog over which a window had locked was blank after that.
func TestRenderer_drawsWhatIsThereAlready(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	kit.ShowForm(w, "Type of contact", kit.VStack(8, kit.NewParagraph("Press one key.", kit.Muted), kit.NewChip("Open", kit.Green),
		kit.NewTargets([]string{"Clinic", "Phone"}, nil), kit.NewCard("Services", "2", kit.NewText("Lunch club", kit.Body)),
		kit.NewFilterChip("Free", false, nil), kit.NewRowText()), "Save", func() bool { return true })
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		widget, ok := o.(fyne.Widget)
		if !ok || !strings.HasPrefix(fmt.Sprintf("%T", o), "*kit.") {
			continue
		}
		drawn, again := texts(test.WidgetRenderer(widget)), texts(widget.CreateRenderer())
		if drawn != again {
			t.Errorf("%T was drawn as %q, and then as %q", o, drawn, again)
		}
	}
}

// texts are the words that a renderer draws itself, and how large its ground is.
func texts(r fyne.WidgetRenderer) string {
	var all []string
	for _, o := range r.Objects() {
		switch o := o.(type) {
		case *canvas.Text:
			all = append(all, o.Text)
		case *canvas.Rectangle:
			all = append(all, fmt.Sprint(o.Size()))
		}
	}
	return strings.Join(all, "|")
}

// TestCover_keepsTheListOpen: the list of names on the card for signing in closed within
// a second, each time the cover made sure that it was on top.
func TestCover_keepsTheListOpen(t *testing.T) {
	w := kittest.Window(t, 1024, 640, kit.NewText("", kit.Body))
	choice := kit.NewChoice("Name", []kit.Option{{ID: "a", Label: "Edith Marsh"}, {ID: "b", Label: "Jas Bhatti"}}, nil)
	cover := kit.ShowCover(w, choice, nil)
	choice.Focus()
	kittest.Press(w, fyne.KeyReturn)
	list := w.Canvas().Overlays().Top()
	if list == fyne.CanvasObject(cover) {
		t.Fatal("no list opened")
	}
	cover.Ensure()
	if w.Canvas().Overlays().Top() != list {
		t.Error("the list is gone")
	}
	kittest.Press(w, fyne.KeyEscape)
	kit.Message(w, "Another thing", "came above.")
	cover.Ensure()
	if w.Canvas().Overlays().Top() != fyne.CanvasObject(cover) {
		t.Error("the cover is not on top")
	}
}
