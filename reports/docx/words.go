package docx

import (
	"strings"
	"unicode/utf8"

	"waymark/data"
	"waymark/reports"
)

// counted is a count as a sentence gives it: "19 of 68 (28%)", "240" where it
// is of nothing, or "hidden".
func counted(c reports.Cell, decimals int) string {
	percent := c.Percent(decimals)
	if percent == "" {
		return c.Text()
	}
	return c.Text() + " of " + reports.Count(c.Of) + " (" + percent + ")"
}

// withShare is a count as a table gives it, with its percentage: "19 (28%)".
func withShare(c reports.Cell) string {
	if percent := c.Percent(0); percent != "" {
		return c.Text() + " (" + percent + ")"
	}
	return c.Text()
}

func capital(text string) string { return data.Capital(text) }

// lower begins a text with a small letter, as it stands within a sentence.
func lower(text string) string { return data.LowerFirst(text) }

// sentence ends a text with a full stop where it has no end.
func sentence(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	if text == "" || strings.ContainsRune(".!?…:", last) {
		return text
	}
	return text + "."
}
