// Package kittest is what tests of the kit's widgets share: a window under Waymark's
// theme, and the keyboard.
package kittest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/theme"
)

// LongName is a name that is longer than any place for one.
const LongName = "Wilhelmina Featherstonehaugh-Cholmondeley van der Westhuizen y Fernández de la Vega Łukaszewicz"

// Window opens a window of a size with content under Waymark's theme.
func Window(t *testing.T, width, height float32, content fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// Press sends keys to whatever has the focus.
func Press(w fyne.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		if focused := w.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if fn := w.Canvas().OnTypedKey(); fn != nil {
			fn(&fyne.KeyEvent{Name: key})
		}
	}
}

// Write types text into whatever has the focus.
func Write(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// Words is all text that a widget draws, with a bar between two.
func Words(o fyne.CanvasObject) string {
	var all []string
	for _, child := range test.LaidOutObjects(o) {
		if text, ok := child.(*canvas.Text); ok {
			all = append(all, text.Text)
		}
	}
	return strings.Join(all, "|")
}
