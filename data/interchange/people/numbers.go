package people

import (
	"regexp"
	"strings"
	"unicode"

	"waymark/data"
)

// blankWords are what people write into a cell that has nothing to say.
var blankWords = setOf("", "-", "–", "—", "n/a", "na", "none", "nil", "unknown", "not known", "not recorded", "?", "??", "tbc", "not given", "none given", "null", "#n/a", ".", "nk", "not stated", "x")

// isBlank is true for a cell that says nothing.
func isBlank(cell string) bool { return blankWords[strings.ToLower(data.Tidy(cell))] }

var scientific = regexp.MustCompile(`^\d(\.\d+)?[eE]\+?\d+$`)

func digitsOf(cell string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, cell)
}

// readNHS reads an NHS number. A number of nine digits is one whose zero in front
// a spreadsheet has dropped, if the check digit then fits. why is a sentence if it
// cannot be read.
func readNHS(cell string) (number string, restored bool, why string) {
	cell = strings.TrimSuffix(data.Tidy(cell), ".0")
	if scientific.MatchString(cell) {
		return "", false, "A spreadsheet has shortened this number, so its digits are lost. Look it up."
	}
	n, err := data.ParseNHSNumber(cell)
	if err == nil {
		return n, false, ""
	}
	if d := digitsOf(cell); len(d) == 9 && onlyNumber(cell) {
		if n, zero := data.ParseNHSNumber("0" + d); zero == nil {
			return n, true, ""
		}
	}
	return "", false, data.Sentence(err)
}

// onlyNumber is true for digits with spaces and dashes alone.
func onlyNumber(cell string) bool {
	return strings.IndexFunc(cell, func(r rune) bool { return !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Pd, r) }) < 0
}

// readPhone reads a phone number. Ten digits without the zero in front get it
// back: no number of this country begins in another way.
func readPhone(cell string) (number string, restored bool, why string) {
	cell = strings.TrimSuffix(data.Tidy(cell), ".0")
	if scientific.MatchString(cell) {
		return "", false, "A spreadsheet has shortened this number, so its digits are lost. Look it up."
	}
	if d := digitsOf(cell); onlyNumber(cell) && len(d) == 10 && strings.ContainsRune("123789", rune(d[0])) {
		cell, restored = "0"+d, true
	}
	n, err := data.NormalisePhone(cell)
	if err != nil {
		return "", false, data.Sentence(err)
	}
	return n, restored, ""
}

// phonesOf parts a cell with two numbers, as "01843 496001 / 07700 900123".
func phonesOf(cell string) []string {
	if _, err := data.NormalisePhone(cell); err == nil && len(digitsOf(cell)) <= 13 {
		return []string{cell}
	}
	parts := strings.FieldsFunc(cell, func(r rune) bool { return r == '/' || r == ';' || r == ',' || r == '\n' || r == '|' })
	if len(parts) < 2 {
		if a, b, ok := strings.Cut(cell, " or "); ok {
			parts = []string{a, b}
		}
	}
	var numbers []string
	for _, p := range parts {
		if len(digitsOf(p)) >= 6 {
			numbers = append(numbers, data.Tidy(p))
		}
	}
	if len(numbers) < 2 || len(numbers) != len(parts) {
		return []string{cell}
	}
	return numbers
}

// readAge reads an age in years, as 72 or "72 yrs".
func readAge(cell string) (int, bool) {
	text := strings.TrimSuffix(strings.ToLower(data.Tidy(cell)), ".0")
	for _, unit := range []string{"years old", "years", "year", "yrs", "yr", "y", "yo"} {
		text = strings.TrimSpace(strings.TrimSuffix(text, unit))
	}
	if text == "" || len(text) > 3 || digitsOf(text) != text {
		return 0, false
	}
	n := 0
	for _, r := range text {
		n = n*10 + int(r-'0')
	}
	return n, n <= 120
}
