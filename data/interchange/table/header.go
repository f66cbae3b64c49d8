package table

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"waymark/data"
)

// searched is the number of rows among which the headings are looked for.
const searched = 100

// headerLine returns the line of the headings, or 0 for none.
func headerLine(first []record, overrule *int) (int, error) {
	if overrule == nil {
		return findHeader(first), nil
	}
	if *overrule <= 0 {
		return 0, nil
	}
	for _, rec := range first {
		if rec.line >= *overrule {
			return rec.line, nil
		}
	}
	return 0, data.NewProblem(data.CodeInvalid, fmt.Sprintf(
		"Line %d cannot be the headings: there is no row at that line near the beginning of the list. Enter another line.", *overrule))
}

// findHeader returns the line of the row that looks most like headings: many
// short, different texts, with rows of the same width beneath that look less
// so. 0: none does.
func findHeader(first []record) int {
	line, top := 0, 0.0
	for i, rec := range first[:min(len(first), searched)] {
		beneath := first[i+1 : min(len(first), i+21)]
		if score := headerScore(rec.cells, beneath) - min(0.02*float64(i), 0.3); score > top {
			line, top = rec.line, score
		}
	}
	return line
}

// headerScore is 0 or less for a row that cannot be the headings.
func headerScore(cells []string, beneath []record) float64 {
	var widths []int
	for _, rec := range beneath {
		widths = append(widths, filled(rec.cells))
	}
	looks, known := headerlike(cells), knownShare(cells)
	full := 1.0
	if usual := median(widths); usual > 0 {
		full = min(1, float64(distinct(cells))/float64(usual))
	}
	if full < 0.5 || looks < 0.6 || known == 0 && recurs(cells, beneath) {
		return 0
	}
	if len(beneath) == 0 { // the last row is hardly ever the headings
		full = 0.5
	}
	return full*looks + 0.5*known + 0.3*max(0, contrast(cells, beneath))
}

// contrast is how much less the rows beneath look like headings, from -1 to 1.
func contrast(cells []string, beneath []record) float64 {
	if len(beneath) == 0 {
		return 0
	}
	sum := 0.0
	for _, rec := range beneath {
		sum += headerlike(rec.cells)
	}
	return headerlike(cells) - sum/float64(len(beneath))
}

// filled counts the cells that are not blank.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if !isBlankCell(c) {
			n++
		}
	}
	return n
}

// distinct counts the different texts.
func distinct(cells []string) int {
	seen := map[string]bool{}
	for _, c := range cells {
		if !isBlankCell(c) {
			seen[heading(c)] = true
		}
	}
	return len(seen)
}

func median(values []int) int {
	if len(values) == 0 {
		return 0
	}
	half, at := 0, 0
	for v := 0; half*2 < len(values); v++ {
		at = v
		for _, w := range values {
			if w == v {
				half++
			}
		}
	}
	return at
}

// headerlike is the share of cells with text that could be headings, from 0 to 1.
func headerlike(cells []string) float64 {
	sum, n := 0.0, 0
	for _, c := range cells {
		if isBlankCell(c) {
			continue
		}
		n++
		sum += headingLike(heading(c))
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

var valueLike = regexp.MustCompile(`(?i)@|://|^www\.|^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$|\d{5}|^(true|false|yes|no|y|n|n/a)$|` +
	`^\d{1,2}[ /.-](\d{1,2}|[a-z]{3,9})[ /.-]\d{2,4}|(\d[ -]?){9}|\b\d{1,2}([:.]\d{2})? ?[ap]m\b`)

func headingLike(c string) float64 {
	length := utf8.RuneCountInString(c)
	switch {
	case strings.IndexFunc(c, unicode.IsLetter) < 0 || valueLike.MatchString(c) || length > 200:
		return 0
	case length > 60:
		return 0.5
	}
	return 1
}

// Words that headings of such lists have and values mostly have not.
var headingWord = regexp.MustCompile(`(?i)\b(id|ref|reference|name|title|organi[sz]ation|provider|service|description|summary|` +
	`details?|about|address|street|town|city|county|area|ward|location|venue|post ?code|zip|phone|telephone|tel|mobile|` +
	`e-?mail|web|website|web ?site|url|link|contact|category|categories|type|tags?|cost|price|fee|fees|days?|times?|` +
	`opening|hours|age|ages|min|max|eligibility|criteria|referral|access|language|languages|status|notes?|comments?|` +
	`date|updated|checked|when|run by|activity|dob|birth|nhs|gp|surgery|surname|forename|gender|sex|reason|consent|outcome|referred|latitude|longitude|lat|lon|lng|easting|northing|support)\b`)

func knownShare(cells []string) float64 {
	known, n := 0, 0
	for _, c := range cells {
		if isBlankCell(c) {
			continue
		}
		n++
		c = strings.ReplaceAll(heading(c), "_", " ")
		if utf8.RuneCountInString(c) <= 40 && headingWord.MatchString(c) {
			known++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(known) / float64(n)
}

// recurs: a text stands in the same column further down, as values do and
// headings do not.
func recurs(cells []string, beneath []record) bool {
	for _, rec := range beneath {
		for i, c := range cells {
			if i < len(rec.cells) && !isBlankCell(c) && heading(c) == heading(rec.cells[i]) {
				return true
			}
		}
	}
	return false
}

// heading is a cell as a heading: on one line, without marks no one sees.
func heading(c string) string {
	c = strings.Map(func(r rune) rune {
		switch {
		case r == '\ufeff' || r == '\u200b':
			return -1
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		}
		return r
	}, c)
	return strings.Join(strings.Fields(c), " ")
}

// columnNames makes the headings distinct, whatever their case, and names the
// blank ones.
func columnNames(cells []string, columns int) []string {
	taken := map[string]bool{}
	for _, c := range cells {
		taken[strings.ToLower(heading(c))] = true
	}
	used, next := map[string]bool{}, map[string]int{}
	names := make([]string, columns)
	for i := range names {
		name := ""
		if i < len(cells) {
			name = heading(cells[i])
		}
		blank := name == ""
		if blank {
			name = fmt.Sprintf("Column %d", i+1)
		}
		base := strings.ToLower(name)
		if used[base] || blank && taken[base] {
			name, next[base] = numbered(name, max(next[base], 2), used, taken)
		}
		used[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}

// numbered is a name with the first number from n on that makes it one of its
// own, and the number after that.
func numbered(name string, n int, used, taken map[string]bool) (string, int) {
	for ; ; n++ {
		try := fmt.Sprintf("%s (%d)", name, n)
		if folded := strings.ToLower(try); !used[folded] && !taken[folded] {
			return try, n + 1
		}
	}
}
