package data

import "strings"

// formulaStarts are the characters with which a spreadsheet takes a text for a
// formula.
const formulaStarts = "=+-@\t\r"

// GuardCell keeps a spreadsheet from running a text such as "+44 1843" or
// "@symes" of a CSV file as a formula: an apostrophe is put in front.
func GuardCell(text string) string {
	if looksLikeFormula(text) {
		return "'" + text
	}
	return text
}

// looksLikeFormula is true whatever apostrophes stand in front already, so that
// these can be told from the one that a guard adds.
func looksLikeFormula(text string) bool {
	rest := strings.TrimLeft(text, "'")
	return rest != "" && strings.Contains(formulaStarts, rest[:1])
}
