package answers

import (
	"strings"

	"waymark/data/fold"
	"waymark/data/interchange/table"
)

// Spreadsheets have lines of totals under the answers, named where others have
// the person. Max and Min may be people, unless other such lines are there, too.
var (
	summaryWords = setOf("mean", "means", "average", "avg", "median", "total", "totals", "grand total", "sum", "sd", "st dev", "std", "std dev", "stdev", "standard deviation",
		"variance", "minimum", "maximum", "valid n", "overall", "subtotal", "mean score", "average score", "total score", "standard error")
	summaryOrName = setOf("min", "max", "mode", "n", "count", "range", "se", "number", "percent", "missing", "valid")
)

// summaryWord is the word of a line of totals that stands in a row where
// others have the person, or "".
func (l *List) summaryWord(row table.Row) string {
	column := 0
	for _, r := range []role{rolePerson, roleName, roleFamily} {
		if at := l.columns.roles.of(r); at >= 0 {
			column = at
			break
		}
	}
	for _, b := range l.columns.blocks {
		for _, item := range b.items {
			if item == column {
				return "" // the first column is an item
			}
		}
	}
	word := fold.Text(strings.TrimSuffix(strings.TrimSpace(cellAt(row, column)), ":"))
	if summaryWords[word] || summaryOrName[word] {
		return word
	}
	return ""
}

// isSummary is true for a line of totals.
func (l *List) isSummary(row table.Row) bool {
	word := l.summaryWord(row)
	return summaryWords[word] || word != "" && len(l.summaries) > 1
}
