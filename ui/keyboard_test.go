package ui

import (
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
)

// keyboard drives a window with keys alone, as the real driver hands them on.
type keyboard struct {
	t *testing.T
	w fyne.Window
}

// typed types a text: every letter, digit and space comes as a key before it comes
// as a character, and both go to what has the focus by then.
func (k keyboard) typed(text string) {
	k.t.Helper()
	for _, r := range text {
		name := fyne.KeyName(strings.ToUpper(string(r)))
		switch r {
		case ' ':
			name = fyne.KeySpace
		case '\n':
			k.key(fyne.KeyReturn)
			continue
		}
		if r < unicode.MaxASCII {
			k.key(name)
		}
		if f := k.w.Canvas().Focused(); f != nil {
			f.TypedRune(r)
		}
	}
}

func (k keyboard) key(names ...fyne.KeyName) {
	for _, name := range names {
		e := &fyne.KeyEvent{Name: name}
		if f := k.w.Canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else if fn := k.w.Canvas().OnTypedKey(); fn != nil {
			fn(e)
		}
	}
}

// ctrl presses a shortcut of the main menu.
func (k keyboard) ctrl(name fyne.KeyName) {
	k.t.Helper()
	key := desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl}
	for _, menu := range k.w.MainMenu().Items {
		for _, item := range menu.Items {
			if s := item.Shortcut; s != nil && s.ShortcutName() == key.ShortcutName() {
				item.Action()
				return
			}
		}
	}
	k.t.Fatalf("no shortcut Ctrl+%s", name)
}

func (k keyboard) tab() { k.w.Canvas().FocusNext() }

// labelled is a field of the kit.
type labelled interface{ Label() string }

// visit walks what can be seen in the top overlay, or else in the window, with the
// label of the field that each object stands in.
func (k keyboard) visit(do func(o fyne.CanvasObject, label string)) {
	var down func(o fyne.CanvasObject, label string)
	down = func(o fyne.CanvasObject, label string) {
		if o == nil || !o.Visible() {
			return
		}
		if field, ok := o.(labelled); ok && field.Label() != "" {
			label = field.Label()
		}
		do(o, label)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				down(child, label)
			}
		case *container.Scroll:
			down(o.Content, label)
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				down(child, label)
			}
		}
	}
	top := k.w.Canvas().Overlays().Top()
	if top == nil {
		top = k.w.Canvas().Content()
	}
	down(top, "")
}

// at is the label of the field that has the keyboard, or "".
func (k keyboard) at() string {
	found := ""
	k.visit(func(o fyne.CanvasObject, label string) {
		if f, ok := o.(fyne.Focusable); ok && f == k.w.Canvas().Focused() {
			found = label
		}
	})
	return found
}

// tabTo presses Tab until a field with that label has the keyboard.
func (k keyboard) tabTo(label string) {
	k.t.Helper()
	var passed []string
	for range 150 {
		k.tab()
		at := k.at()
		if at == label {
			return
		}
		passed = append(passed, at)
	}
	k.t.Fatalf("Tab does not lead to %q, only to %q", label, passed)
}

// reads reports whether a text can be read on the screen.
func (k keyboard) reads(want string) bool {
	found := false
	k.visit(func(o fyne.CanvasObject, _ string) {
		switch o := o.(type) {
		case *kit.Text:
			found = found || strings.Contains(o.Text(), want)
		case *kit.Button:
			found = found || strings.Contains(o.Text(), want)
		}
	})
	return found
}
