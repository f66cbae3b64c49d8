package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/data"
	"waymark/reports"
)

// counted is a count as a line gives it: "19 of 68 (28 %)", "240" where it is
// of nothing, or "hidden".
func counted(c reports.Cell, decimals int) string {
	percent := c.Percent(decimals)
	if percent == "" {
		return c.Text()
	}
	return c.Text() + " of " + reports.Count(c.Of) + " (" + percent + ")"
}

// keyFigure is one of the key figures as a sentence.
func keyFigure(k reports.KeyFigure) string {
	s := k.Value + " " + k.Label
	if k.Key == "wellbeing" { // its label is a name
		s = data.Capital(k.Label) + ": " + k.Value
	}
	if k.Note != "" {
		s += " (" + strings.TrimSuffix(k.Note, ".") + ")"
	}
	return sentence(s)
}

// columnName is the name of a column within a line. Where the columns are
// things with a name, such as reasons, it stays as it is.
func columnName(m *reports.Matrix, column int) string {
	name := m.Columns[column]
	r, size := utf8.DecodeRuneInString(name)
	if m.Across != "" || size == 0 {
		return name
	}
	return string(unicode.ToLower(r)) + name[size:]
}

// sentence ends a text with a full stop where it has no end.
func sentence(text string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	if text == "" || strings.ContainsRune(".!?…:", last) {
		return text
	}
	return text + "."
}
