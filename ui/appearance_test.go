package ui

import (
	"testing"

	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// Whoever has a dark desktop saw a white window at the first start, before anything was
// set.
func TestThemeOf_followsThePCUntilALookIsChosen(t *testing.T) {
	for look, want := range map[string][2]bool{"": {false, true}, "system": {false, true}, "light": {false, false}, "dark": {true, true}} {
		shown := themeOf(look, "")
		dark := theme.New(theme.Options{Dark: true}).Color(theme.ColorGround, fynetheme.VariantLight)
		got := [2]bool{shown.Color(theme.ColorGround, fynetheme.VariantLight) == dark, shown.Color(theme.ColorGround, fynetheme.VariantDark) == dark}
		if got != want {
			t.Errorf("%q is dark on a light and on a dark PC: %v, want %v", look, got, want)
		}
	}
}
