package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/kit/kittest"
	"waymark/ui/theme"
)

// A box to tick had only a pale disc behind it while it had the keyboard, of a colour
// that is hardly one on white.
func TestCheck_showsThatItHasTheFocus(t *testing.T) {
	check, other := kit.NewCheck("Large print", nil), kit.NewCheck("Interpreter", nil)
	w := kittest.Window(t, 300, 120, kit.VStack(8, check, other))
	ringed := func(c *kit.Check) bool {
		for _, o := range test.WidgetRenderer(c).Objects() {
			if r, ok := o.(*canvas.Rectangle); ok && r.Visible() && r.StrokeWidth >= 2 && r.StrokeColor == draw.Color(theme.ColorFocus) {
				return r.Size().Width > 40 && r.Size().Width <= c.Size().Width
			}
		}
		return false
	}
	for _, has := range []fyne.Focusable{check, other, nil} {
		if w.Canvas().Unfocus(); has != nil {
			w.Canvas().Focus(has)
		}
		for _, c := range []*kit.Check{check, other} {
			if got, want := ringed(c), fyne.Focusable(c) == has; got != want {
				t.Errorf("%s has a ring: %v, want %v", c.Text, got, want)
			}
		}
	}
}
