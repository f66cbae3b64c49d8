package people

import (
	"regexp"
	"strings"

	"waymark/data/fold"
)

// nameless are words in a column of names that name no one.
var nameless = setOf("total", "totals", "sum", "count", "grand total", "average", "mean", "n a", "na", "none", "unknown", "not known", "test", "tbc", "anon", "anonymous", "not recorded", "blank", "nil", "x", "xx", "xxx")

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

var twoPeople = regexp.MustCompile(`(?i)\pL\s*(&|\+|\band\b)\s*\pL|\pL{2}\s+/\s+\pL`)

// household is a name that a list gives to all who live together.
var household = regexp.MustCompile(`(?i)^(the )?\pL[\pL'’-]+ (family|household|children|twins|brothers|sisters)$`)

// isCouple reports whether a name, as the list has it, is that of two people or more.
func isCouple(written string) bool {
	return twoPeople.MatchString(written) || household.MatchString(written)
}

// placeWords stand in the names of surgeries and teams, by which lists are grouped.
var placeWords = setOf("surgery", "surgeries", "practice", "practices", "centre", "center", "clinic", "hub", "team", "ward", "pcn", "network", "caseload", "list", "locality", "referrals", "clients", "patients", "house", "hospital",
	"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")

// isGrouping reports whether a text that stands alone in a row is the heading of the
// rows beneath.
func isGrouping(text string) bool {
	words := fold.Words(text)
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return placeWords[last] || strings.Trim(last, "0123456789") == ""
}
