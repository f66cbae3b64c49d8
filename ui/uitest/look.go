package uitest

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

// Each visits what is shown in the window, and then in its overlays.
func (d *Desk) Each(visit func(fyne.CanvasObject)) {
	c := d.Window.Canvas()
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		down(root, visit)
	}
}

func down(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			down(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			down(child, visit)
		}
	}
}

// Texts is everything that can be read in the window.
func (d *Desk) Texts() []string {
	var texts []string
	d.Each(func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case interface{ Text() string }:
			texts = append(texts, o.Text())
		case *kit.Check:
			texts = append(texts, o.Text)
		}
	})
	return texts
}

// Text is everything that can be read in the window, a line each.
func (d *Desk) Text() string { return strings.Join(d.Texts(), "\n") }

// Sees checks that each of the words is part of a text in the window.
func (d *Desk) Sees(want ...string) {
	d.T.Helper()
	all := d.Texts()
	for _, w := range want {
		if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, w) }) {
			d.T.Errorf("%q is not on the screen, which shows %q", w, all)
		}
	}
}

// SeesNot checks that none of the words is part of a text in the window.
func (d *Desk) SeesNot(unwanted ...string) {
	d.T.Helper()
	for _, s := range d.Texts() {
		for _, u := range unwanted {
			if strings.Contains(s, u) {
				d.T.Errorf("%q is on the screen", s)
			}
		}
	}
}

// All finds the objects of a type that are wanted.
func All[T fyne.CanvasObject](d *Desk, wanted func(T) bool) (found []T) {
	d.Each(func(o fyne.CanvasObject) {
		if t, is := o.(T); is && wanted(t) {
			found = append(found, t)
		}
	})
	return found
}

// Last finds the last object of a type that is wanted: dialogs lie on top.
func Last[T fyne.CanvasObject](d *Desk, wanted func(T) bool) (found T, ok bool) {
	all := All(d, wanted)
	if len(all) == 0 {
		return found, false
	}
	return all[len(all)-1], true
}

// Button finds the last button with that word.
func (d *Desk) Button(word string) *kit.Button {
	d.T.Helper()
	return d.button(word, func(text string) bool { return text == word })
}

func (d *Desk) button(word string, wanted func(text string) bool) *kit.Button {
	d.T.Helper()
	b, ok := Last(d, func(b *kit.Button) bool { return wanted(b.Text()) })
	if !ok {
		d.T.Fatalf("there is no button %q among %q", word, d.Texts())
	}
	return b
}

// Press taps the last button, or quiet link, with that word.
func (d *Desk) Press(word string) {
	d.T.Helper()
	var found fyne.Tappable
	d.Each(func(o fyne.CanvasObject) {
		switch b := o.(type) {
		case *kit.Button:
			if b.Text() == word {
				found = b
			}
		case *kit.Aside:
			if b.Text() == word {
				found = b
			}
		}
	})
	if found == nil {
		d.T.Fatalf("there is no button %q among %q", word, d.Texts())
	}
	test.Tap(found)
}

// PressStart taps the last button whose text begins with a word.
func (d *Desk) PressStart(word string) {
	d.T.Helper()
	test.Tap(d.button(word, func(text string) bool { return strings.HasPrefix(text, word) }))
}
