package typeset

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"waymark/assets"
)

// Missing returns the characters of a text that the font of the PDFs does not
// have, each once and 20 at most. They would be printed as empty boxes.
func Missing(text string) (string, error) {
	font, err := sfnt.Parse(assets.FontRegular)
	if err != nil {
		return "", fmt.Errorf("reading the font: %w", err)
	}
	missing := ""
	for _, r := range text {
		if printed(font, r) || strings.ContainsRune(missing, r) {
			continue
		}
		if len([]rune(missing)) == 20 {
			return missing + "…", nil
		}
		missing += string(r)
	}
	return missing, nil
}

// printed reports whether a character is in the font, or is not drawn at all.
func printed(font *sfnt.Font, r rune) bool {
	clean := Clean(string(r))
	if clean == "" || unicode.IsSpace(r) {
		return true
	}
	if clean == "\uFFFD" {
		return false
	}
	for _, c := range clean {
		if at, err := font.GlyphIndex(nil, c); err != nil || at == 0 {
			return false
		}
	}
	return true
}
