// Package theme is how Waymark looks: its colours, light and dark, its sizes and
// its icons. Widgets ask for a colour by name each time they refresh, so a change
// of theme reaches all of them at once.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Measures of the drawings, in device independent pixels; they do not grow with the text.
const (
	// RailWidth is the width of the rail of areas on the left.
	RailWidth float32 = 196
	// PageMargin is the space around a page.
	PageMargin float32 = 26
	// Gap is the space between two cards.
	Gap float32 = 16
	// CardRadius is the corner radius of a card.
	CardRadius float32 = 12
	// CardPadding is the space between a card's border and what it holds.
	CardPadding float32 = 16
	// ButtonRadius is the corner radius of buttons and entries.
	ButtonRadius float32 = 8
)

// Text sizes by name; each is multiplied by the person's text size setting.
const (
	// SizeTitle is the title of a page: 24.
	SizeTitle fyne.ThemeSizeName = "waymarkTitle"
	// SizeHeading is the heading of a card: 15.
	SizeHeading fyne.ThemeSizeName = "waymarkHeading"
	// SizeBody is ordinary text: 14.
	SizeBody fyne.ThemeSizeName = fynetheme.SizeNameText
	// SizeSecondary is a second line: 13.
	SizeSecondary fyne.ThemeSizeName = "waymarkSecondary"
	// SizeSmall is a chip or a note: 12.
	SizeSmall fyne.ThemeSizeName = fynetheme.SizeNameCaptionText
	// SizeFigure is a key figure: 28.
	SizeFigure fyne.ThemeSizeName = "waymarkFigure"
)

// The text size setting is held between these, so that no screen becomes unusable.
const (
	// MinTextScale is the smallest text size setting.
	MinTextScale float32 = 0.85
	// MaxTextScale is the largest text size setting.
	MaxTextScale float32 = 1.6
)

// Options say how the theme is to look.
type Options struct {
	// Dark chooses the dark palette. Ignored when FollowSystem is set.
	Dark bool
	// FollowSystem takes light or dark from the operating system.
	FollowSystem bool
	// TextScale multiplies every text size; 0 means 1; held to MinTextScale..MaxTextScale.
	TextScale float32
}

// Theme is Waymark's fyne.Theme.
type Theme struct {
	base    fyne.Theme
	options Options
}

var _ fyne.Theme = (*Theme)(nil)

// New makes a theme from the options.
func New(options Options) *Theme {
	if options.TextScale == 0 {
		options.TextScale = 1
	}
	options.TextScale = min(max(options.TextScale, MinTextScale), MaxTextScale)
	return &Theme{base: fynetheme.DefaultTheme(), options: options}
}

// Same reports whether another theme looks like this one.
func (t *Theme) Same(other *Theme) bool { return t.options == other.options }

// TextScale is the factor that is in force, between MinTextScale and MaxTextScale.
func (t *Theme) TextScale() float32 { return t.options.TextScale }

// Color returns the colour of a name, Waymark's own or one of Fyne's.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	dark := t.options.Dark
	if t.options.FollowSystem {
		dark = variant == fynetheme.VariantDark
	}
	if pair, ok := palette[name]; ok {
		if dark {
			return pair.dark
		}
		return pair.light
	}
	if dark {
		return t.base.Color(name, fynetheme.VariantDark)
	}
	return t.base.Color(name, fynetheme.VariantLight)
}

// Font returns the bundled Noto Sans.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon returns Fyne's own icons; Waymark's are variables of this package.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size returns a size in device independent pixels; text sizes follow the setting.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if size, ok := textSizes[name]; ok {
		return size * t.options.TextScale
	}
	if size, ok := fixedSizes[name]; ok {
		return size
	}
	return t.base.Size(name)
}

var textSizes = map[fyne.ThemeSizeName]float32{
	SizeTitle:                        24,
	SizeHeading:                      15,
	SizeBody:                         14,
	SizeSecondary:                    13,
	SizeSmall:                        12,
	SizeFigure:                       28,
	fynetheme.SizeNameHeadingText:    24,
	fynetheme.SizeNameSubHeadingText: 15,
	fynetheme.SizeNameInlineIcon:     18,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameInputRadius:        ButtonRadius,
	fynetheme.SizeNameSelectionRadius:    6,
	fynetheme.SizeNameButtonRadius:       ButtonRadius,
	fynetheme.SizeNameCardRadius:         CardRadius,
	fynetheme.SizeNameDialogRadius:       CardRadius,
	fynetheme.SizeNamePopupRadius:        ButtonRadius,
	fynetheme.SizeNameMenuRadius:         ButtonRadius,
	fynetheme.SizeNameInputBorder:        1.5,
	fynetheme.SizeNameModalBlurRadius:    0, // blur is slow where graphics are drawn in software
	fynetheme.SizeNameSeparatorThickness: 1,
}
