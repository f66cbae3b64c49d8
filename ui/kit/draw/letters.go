package draw

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Measure is how large a text is as screens draw it.
func Measure(text string, size float32, style fyne.TextStyle) fyne.Size {
	space, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, size, style, Letters(text, style))
	return space
}

// Say has what is drawn say a text. Its style has to be set before.
func Say(on *canvas.Text, text string) {
	on.Text, on.FontSource = text, Letters(text, on.TextStyle)
}

// Letters is the font that has all letters of a text; nil where Fyne is to look for
// them in several. It reads those anew for each style, with 4 MB of small pictures and a
// font of the system, and keeps them: bold text rarely needs more than its own font.
func Letters(text string, style fyne.TextStyle) fyne.Resource {
	if style != (fyne.TextStyle{Bold: true}) {
		return nil
	}
	for _, r := range text {
		if !usual(r) {
			return nil
		}
	}
	return fynetheme.CurrentForWidget(nil).Font(style)
}

// usual letters and signs are those of the languages that are written in Latin, Greek
// or Cyrillic letters, also with an accent of its own as in Yoruba, and what stands
// between words. The fonts of the theme have them.
func usual(r rune) bool {
	switch {
	case r >= ' ' && r <= '~', r >= 0xA0 && r <= 0x377, r >= 0x1E00 && r <= 0x1EFF: // Latin and its accents
		return true
	case r >= 0x384 && r <= 0x3CE: // Greek, with gaps
		return r != 0x38B && r != 0x38D && r != 0x3A2
	case r >= 0x400 && r <= 0x52F, r >= 0x2010 && r <= 0x2027: // Cyrillic; dashes, quotation marks, dots
		return true
	}
	return r == '€'
}
