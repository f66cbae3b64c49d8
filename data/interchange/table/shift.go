package table

import (
	"fmt"
	"regexp"
)

// tells are headings whose values anyone would know.
var tells = []struct {
	what           string
	heading, value *regexp.Regexp
}{
	{"email addresses", regexp.MustCompile(`(?i)\be-?mail`), regexp.MustCompile(`\S@\S+\.\S`)},
	{"postcodes", regexp.MustCompile(`(?i)\bpost ?code`), regexp.MustCompile(`(?i)^\s*[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\s*$`)},
	{"phone numbers", regexp.MustCompile(`(?i)\b(tele)?phone|\btel\b|\bmobile`), regexp.MustCompile(`^[\s+()\d-]{9,20}$`)},
	{"web addresses", regexp.MustCompile(`(?i)\bweb|\burl\b`), regexp.MustCompile(`(?i)^\s*(https?://|www\.)\S+\s*$`)},
}

// shifted asks when the values that belong under a heading stand in the column
// beside it, though headings and rows have the same width.
func shifted(header []string, body []record) []string {
	var asks []string
	for _, t := range tells {
		share := func(col int) float64 { return matching(body, col, t.value) }
		for col, name := range header {
			if !t.heading.MatchString(name) || share(col) > 0.2 {
				continue
			}
			for _, beside := range []int{col - 1, col + 1} {
				if beside < 0 || beside >= len(header) || t.heading.MatchString(header[beside]) || share(beside) < 0.8 {
					continue
				}
				asks = append(asks, fmt.Sprintf("The %s are under %q, not under %q. Are the values one column out?",
					t.what, header[beside], name))
			}
		}
	}
	return asks
}

// matching is the share of the values in a column that match; 0 with fewer
// than three values, which prove nothing.
func matching(body []record, col int, value *regexp.Regexp) float64 {
	fits, n := 0, 0
	for _, rec := range body {
		if col < len(rec.cells) && !isBlankCell(rec.cells[col]) {
			n++
			if value.MatchString(rec.cells[col]) {
				fits++
			}
		}
	}
	if n < 3 {
		return 0
	}
	return float64(fits) / float64(n)
}
