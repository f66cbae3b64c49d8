package mapping

import (
	"regexp"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// shortPart is how long a part may be for commas to divide a list of names.
const shortPart = 40

// slash divides names, but not the numbers of "24/7".
var slash = regexp.MustCompile(`(\D)/|/(\D)`)

// readNames divides a cell that holds several names: at semicolons, bars,
// slashes and line ends; at commas only when every part is short, since a name
// may hold one.
func readNames(cell string) []string {
	cell = slash.ReplaceAllString(cell, "$1;$2")
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '|' || r == '\n' || r == '•' })
	if len(parts) == 1 {
		byComma := strings.Split(parts[0], ",")
		short := true
		for _, p := range byComma {
			short = short && len(data.Tidy(p)) < shortPart
		}
		if short {
			parts = byComma
		}
	}
	var names []string
	for _, p := range parts {
		if p = data.Tidy(p); !saysNothing(p) {
			names = append(names, p)
		}
	}
	return names
}

var betweenLanguages = regexp.MustCompile(`(?i)[,;|/\n•&+]|\band\b`)

// readLanguages returns the languages of a cell beside English.
func readLanguages(cell string) []string {
	var names []string
	for _, p := range betweenLanguages.Split(cell, -1) {
		p = data.Tidy(p)
		if folded := fold.Text(p); !beginsWith(folded, "all", "any", "various", "multiple", "many", "most") && folded != "english" && folded != "english only" && !saysNothing(p) {
			names = append(names, p)
		}
	}
	return names
}
