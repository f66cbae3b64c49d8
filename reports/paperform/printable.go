package paperform

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"waymark/assets"
	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports/internal/typeset"
)

// printable is a problem where the font lacks letters of a wording: a form
// with gaps in it would not be the questionnaire.
func printable(set []*instrument.Definition, o Options) error {
	font, err := sfnt.Parse(assets.FontRegular)
	if err != nil {
		return fmt.Errorf("reading the font: %w", err)
	}
	for _, q := range set {
		missing := ""
		for _, r := range wording(q) + o.Registration {
			if !printed(font, r) && !strings.ContainsRune(missing, r) {
				missing += string(r)
			}
		}
		if missing != "" {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf(
				"%s cannot be printed as it is: the program’s font does not have “%s”. Please write it in other letters in the questionnaire’s file, or fill it in on the screen.",
				q.ShortName, typeset.Clean(beginning(missing))))
		}
	}
	return nil
}

func beginning(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return text
}

// wording is everything of a questionnaire that is printed.
func wording(q *instrument.Definition) string {
	var s strings.Builder
	for _, text := range []string{q.Name, q.ShortName, q.Instruction, q.Recall, q.Rights} {
		s.WriteString(text)
	}
	for _, item := range q.Items {
		s.WriteString(item.Text)
		for _, c := range q.ChoicesOf(item) {
			s.WriteString(c.Label)
		}
	}
	return s.String()
}

// printed reports whether a character is in the font, or is not drawn at all.
func printed(font *sfnt.Font, r rune) bool {
	clean := typeset.Clean(string(r))
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
