package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Colours by name. A widget looks them up when it refreshes.
const (
	// ColorInk is ordinary text.
	ColorInk fyne.ThemeColorName = fynetheme.ColorNameForeground
	// ColorMuted is secondary text.
	ColorMuted fyne.ThemeColorName = "waymarkMuted"
	// ColorLine is borders and separators.
	ColorLine fyne.ThemeColorName = "waymarkLine"
	// ColorTarget is the outline of an empty answer circle: at least 3:1 on the surface.
	ColorTarget fyne.ThemeColorName = "waymarkTarget"
	// ColorGround is the page behind the cards.
	ColorGround fyne.ThemeColorName = fynetheme.ColorNameBackground
	// ColorSurface is cards and the rail.
	ColorSurface fyne.ThemeColorName = "waymarkSurface"
	// ColorAccent is the one filled button, links, what is chosen.
	ColorAccent fyne.ThemeColorName = fynetheme.ColorNamePrimary
	// ColorFocus is the ring around what has the keyboard: no colour of a choice,
	// and at least 3:1 on every ground it is drawn on.
	ColorFocus fyne.ThemeColorName = "waymarkFocus"
	// ColorAccentHover is the accent under the pointer.
	ColorAccentHover fyne.ThemeColorName = "waymarkAccentHover"
	// ColorOnAccent is text on the accent.
	ColorOnAccent fyne.ThemeColorName = fynetheme.ColorNameForegroundOnPrimary
	// ColorAccentSoft is the ground of an accent chip and of the chosen area in the rail.
	ColorAccentSoft fyne.ThemeColorName = "waymarkAccentSoft"
	// ColorSelected is a selected row.
	ColorSelected fyne.ThemeColorName = "waymarkSelected"
	// ColorHover is a row or button under the pointer.
	ColorHover fyne.ThemeColorName = "waymarkHover"
	// ColorAmber is text that says due.
	ColorAmber fyne.ThemeColorName = "waymarkAmber"
	// ColorAmberBg is the ground under ColorAmber.
	ColorAmberBg fyne.ThemeColorName = "waymarkAmberBg"
	// ColorRed is text that says overdue or wrong.
	ColorRed fyne.ThemeColorName = "waymarkRed"
	// ColorRedBg is the ground under ColorRed.
	ColorRedBg fyne.ThemeColorName = "waymarkRedBg"
	// ColorOnRed is text on a button filled with ColorRed.
	ColorOnRed fyne.ThemeColorName = fynetheme.ColorNameForegroundOnError
	// ColorGreen is text that says done.
	ColorGreen fyne.ThemeColorName = "waymarkGreen"
	// ColorGreenBg is the ground under ColorGreen.
	ColorGreenBg fyne.ThemeColorName = "waymarkGreenBg"
	// ColorNeutralBg is the ground of a chip that says neither good nor bad.
	ColorNeutralBg fyne.ThemeColorName = "waymarkNeutralBg"
	// ColorStripe is every other stripe of time in which nothing takes place, on the ground.
	ColorStripe fyne.ThemeColorName = "waymarkStripe"
	// ColorAccentDeep is the ground of what is under way among what is booked.
	ColorAccentDeep fyne.ThemeColorName = "waymarkAccentDeep"
	// ColorScrim dims what lies behind a dialog.
	ColorScrim fyne.ThemeColorName = "waymarkScrim"
)

type pair struct{ light, dark color.NRGBA }

func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func alpha(v uint32, a uint8) color.NRGBA {
	c := hex(v)
	c.A = a
	return c
}

func both(light, dark uint32) pair { return pair{hex(light), hex(dark)} }

var palette = map[fyne.ThemeColorName]pair{
	ColorInk:         both(0x1B2A33, 0xE7EEF0),
	ColorMuted:       both(0x566670, 0x9FB0B8),
	ColorLine:        both(0xDCE4E7, 0x2C3A42),
	ColorTarget:      both(0x84979F, 0x70838C),
	ColorGround:      both(0xF4F7F7, 0x121A1F),
	ColorSurface:     both(0xFFFFFF, 0x1A242A),
	ColorAccent:      both(0x0B6B6B, 0x4FB8B3),
	ColorFocus:       both(0x1B2A33, 0xE7EEF0),
	ColorAccentHover: both(0x095858, 0x6AC9C4),
	ColorOnAccent:    both(0xFFFFFF, 0x0E1B1F),
	ColorAccentSoft:  both(0xE2F0EF, 0x173435),
	ColorSelected:    both(0xEAF3F3, 0x1E2C33),
	ColorHover:       both(0xF4F7F7, 0x1D2930),
	ColorAmber:       both(0x8A5200, 0xF0B65A),
	ColorAmberBg:     both(0xFFF1D6, 0x3A2C12),
	ColorRed:         both(0xB3261E, 0xF2938B),
	ColorRedBg:       both(0xFBE8E6, 0x3D1F1D),
	ColorOnRed:       both(0xFFFFFF, 0x1F0E0D),
	ColorGreen:       both(0x1E6B42, 0x7CC9A0),
	ColorGreenBg:     both(0xE3F2E9, 0x163527),
	ColorNeutralBg:   both(0xF4F7F7, 0x121A1F),
	ColorStripe:      both(0xE9EEEF, 0x1A242A),
	ColorAccentDeep:  both(0xCFE4E2, 0x1F4647),
	ColorScrim:       {alpha(0x0D1519, 0x66), alpha(0x000000, 0x99)},

	// Fyne's own names, so that its widgets agree with ours.
	fynetheme.ColorNameHyperlink:           both(0x0B6B6B, 0x4FB8B3),
	fynetheme.ColorNameButton:              both(0xFFFFFF, 0x1A242A),
	fynetheme.ColorNameDisabledButton:      both(0xE6ECEE, 0x222E35),
	fynetheme.ColorNameDisabled:            both(0x7B8A92, 0x6F808A),
	fynetheme.ColorNameError:               both(0xB3261E, 0xF2938B),
	fynetheme.ColorNameWarning:             both(0x8A5200, 0xF0B65A),
	fynetheme.ColorNameSuccess:             both(0x1E6B42, 0x7CC9A0),
	fynetheme.ColorNameForegroundOnWarning: both(0xFFFFFF, 0x1F160A),
	fynetheme.ColorNameForegroundOnSuccess: both(0xFFFFFF, 0x0C1C14),
	fynetheme.ColorNameHeaderBackground:    both(0xF4F7F7, 0x121A1F),
	fynetheme.ColorNameInputBackground:     both(0xFFFFFF, 0x151E23),
	fynetheme.ColorNameInputBorder:         both(0x84979F, 0x70838C),
	fynetheme.ColorNameMenuBackground:      both(0xFFFFFF, 0x1F2A31),
	fynetheme.ColorNameOverlayBackground:   both(0xFFFFFF, 0x1A242A),
	fynetheme.ColorNamePlaceHolder:         both(0x566670, 0x9FB0B8),
	fynetheme.ColorNameSeparator:           both(0xDCE4E7, 0x2C3A42),
	fynetheme.ColorNameFocus:               {alpha(0x0B6B6B, 0x33), alpha(0x4FB8B3, 0x44)},
	fynetheme.ColorNameSelection:           {alpha(0x0B6B6B, 0x33), alpha(0x4FB8B3, 0x44)},
	fynetheme.ColorNameHover:               {alpha(0x1B2A33, 0x0C), alpha(0xE7EEF0, 0x10)},
	fynetheme.ColorNamePressed:             {alpha(0x1B2A33, 0x18), alpha(0xE7EEF0, 0x20)},
	fynetheme.ColorNameScrollBar:           {alpha(0x566670, 0x88), alpha(0x9FB0B8, 0x88)},
	fynetheme.ColorNameScrollBarBackground: {alpha(0xF4F7F7, 0x00), alpha(0x121A1F, 0x00)},
	fynetheme.ColorNameShadow:              {alpha(0x1B2A33, 0x22), alpha(0x000000, 0x66)},
}
