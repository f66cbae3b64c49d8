package theme_test

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"waymark/ui/theme"
)

// luminance and contrast are those of WCAG 2.1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func TestTextIsReadableOnEveryGroundItIsPutOn(t *testing.T) {
	test.NewTempApp(t)
	pairs := []struct {
		text, ground fyne.ThemeColorName
		least        float64
	}{
		{theme.ColorInk, theme.ColorGround, 4.5},
		{theme.ColorInk, theme.ColorSurface, 4.5},
		{theme.ColorInk, theme.ColorSelected, 4.5},
		{theme.ColorInk, theme.ColorHover, 4.5},
		{theme.ColorInk, fynetheme.ColorNameInputBackground, 4.5},
		{theme.ColorMuted, theme.ColorGround, 4.5},
		{theme.ColorMuted, theme.ColorSurface, 4.5},
		{theme.ColorMuted, theme.ColorSelected, 4.5},
		{theme.ColorMuted, theme.ColorNeutralBg, 4.5},
		{fynetheme.ColorNamePlaceHolder, fynetheme.ColorNameInputBackground, 4.5},
		{theme.ColorAccent, theme.ColorSurface, 4.5},
		{theme.ColorAccent, theme.ColorGround, 4.5},
		{theme.ColorAccent, theme.ColorAccentSoft, 4.5},
		{theme.ColorAccent, theme.ColorSelected, 4.5},
		{theme.ColorOnAccent, theme.ColorAccent, 4.5},
		{theme.ColorOnAccent, theme.ColorAccentHover, 4.5},
		{theme.ColorAmber, theme.ColorAmberBg, 4.5},
		{theme.ColorRed, theme.ColorRedBg, 4.5},
		{theme.ColorRed, theme.ColorSurface, 4.5},
		{theme.ColorRed, theme.ColorGround, 4.5},
		{theme.ColorOnRed, theme.ColorRed, 4.5},
		{theme.ColorGreen, theme.ColorGreenBg, 4.5},
		{theme.ColorTarget, theme.ColorSurface, 3},
		{fynetheme.ColorNameInputBorder, theme.ColorSurface, 3},
		{fynetheme.ColorNameInputBorder, fynetheme.ColorNameInputBackground, 3},
		{theme.ColorFocus, theme.ColorSurface, 3},
		{theme.ColorFocus, theme.ColorGround, 3},
		{theme.ColorFocus, theme.ColorSelected, 3},
		{theme.ColorFocus, theme.ColorAccentSoft, 3},
		{theme.ColorFocus, theme.ColorHover, 3},
		{theme.ColorFocus, fynetheme.ColorNameInputBackground, 3},
		{theme.ColorFocus, fynetheme.ColorNameMenuBackground, 3},
	}
	for _, dark := range []bool{false, true} {
		th := theme.New(theme.Options{Dark: dark})
		for _, p := range pairs {
			got := contrast(th.Color(p.text, fynetheme.VariantLight), th.Color(p.ground, fynetheme.VariantLight))
			if got < p.least {
				t.Errorf("dark=%v: %s on %s has contrast %.2f, want at least %.1f", dark, p.text, p.ground, got, p.least)
			}
		}
	}
}

func TestTextSizeMultipliesTextAndNothingElse(t *testing.T) {
	test.NewTempApp(t)
	th := theme.New(theme.Options{TextScale: 1.5})
	if got := th.Size(theme.SizeTitle); got != 36 {
		t.Errorf("title is %v, want 36", got)
	}
	if got := th.Size(theme.SizeBody); got != 21 {
		t.Errorf("body is %v, want 21", got)
	}
	if got, want := th.Size(fynetheme.SizeNamePadding), theme.New(theme.Options{}).Size(fynetheme.SizeNamePadding); got != want {
		t.Errorf("padding is %v, want %v", got, want)
	}
	if got := theme.New(theme.Options{TextScale: 9}).TextScale(); got != theme.MaxTextScale {
		t.Errorf("a scale of 9 is held to %v, got %v", theme.MaxTextScale, got)
	}
	if got := theme.New(theme.Options{TextScale: 0.1}).TextScale(); got != theme.MinTextScale {
		t.Errorf("a scale of 0.1 is held to %v, got %v", theme.MinTextScale, got)
	}
}

func TestFollowSystemTakesTheVariant(t *testing.T) {
	test.NewTempApp(t)
	th := theme.New(theme.Options{FollowSystem: true})
	light := th.Color(theme.ColorSurface, fynetheme.VariantLight)
	dark := th.Color(theme.ColorSurface, fynetheme.VariantDark)
	if luminance(light) <= luminance(dark) {
		t.Errorf("light surface %v is not lighter than dark surface %v", light, dark)
	}
	fixed := theme.New(theme.Options{Dark: true})
	if fixed.Color(theme.ColorSurface, fynetheme.VariantLight) != dark {
		t.Error("a dark theme must stay dark whatever the system says")
	}
}

func TestIconsTakeTheirColourFromTheTheme(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	icon := theme.Icon(theme.IconToday, theme.ColorAccent)
	if !strings.Contains(string(icon.Content()), "0b6b6b") || strings.Contains(string(icon.Content()), "#000000") {
		t.Errorf("icon is not in the accent colour: %s", icon.Content())
	}
	if string(theme.IconLogo.Content()) == "" {
		t.Error("the logo is empty")
	}
}
