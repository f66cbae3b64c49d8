package people

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/fold"
)

// fullName is a name taken apart.
type fullName struct{ title, given, family string }

// titles are forms of address, folded, with how they are written.
var titles = map[string]string{
	"mr": "Mr", "mrs": "Mrs", "miss": "Miss", "ms": "Ms", "mx": "Mx", "dr": "Dr", "doctor": "Dr", "prof": "Prof", "professor": "Prof", "rev": "Rev", "revd": "Rev",
	"reverend": "Rev", "sir": "Sir", "dame": "Dame", "lady": "Lady", "lord": "Lord", "master": "Master", "mister": "Mr", "cllr": "Cllr", "fr": "Fr", "sr": "Sr", "sister": "Sister", "madam": "Madam", "mstr": "Master",
}

// particles belong to the family name behind them.
var particles = setOf("van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ap", "st", "ten", "ter", "mac", "o")

var aside = regexp.MustCompile(`\(([^()]*)\)|\[([^\[\]]*)\]`)

// readName takes a name in one cell apart: "Mrs Adaeze Obi", "OBI, Adaeze (Mrs)".
// familyFirst is how the heading says that names are written.
func readName(cell string, familyFirst bool) fullName {
	var n fullName
	text := withoutDied(data.Tidy(cell))
	for _, m := range aside.FindAllStringSubmatch(text, -1) { // only a title is taken out of brackets
		if t, ok := titles[titleKey(m[1]+m[2])]; ok {
			n.title = t
			text = data.Tidy(strings.Replace(text, m[0], "", 1))
		}
	}
	if family, given, ok := strings.Cut(text, ","); ok {
		n.family, _ = cutTitle(data.Tidy(family), &n)
		n.given, _ = cutTitle(data.Tidy(given), &n)
		return n
	}
	text, _ = cutTitle(text, &n)
	words := strings.Fields(text)
	switch {
	case len(words) < 2:
		n.family = text
	case familyFirst:
		n.family, n.given = words[0], strings.Join(words[1:], " ")
	case capitals(words[0]) && !capitals(words[len(words)-1]):
		at := slices.IndexFunc(words, func(w string) bool { return !capitals(w) })
		n.family, n.given = strings.Join(words[:at], " "), strings.Join(words[at:], " ")
	default:
		at := len(words) - 1
		for at > 1 && particles[fold.Text(words[at-1])] {
			at--
		}
		n.given, n.family = strings.Join(words[:at], " "), strings.Join(words[at:], " ")
	}
	return n
}

func titleKey(word string) string { return strings.Trim(fold.Text(word), ". ") }

// cutTitle takes titles off the beginning and the end of a name.
func cutTitle(text string, n *fullName) (rest string, found bool) {
	words := strings.Fields(text)
	for len(words) > 1 {
		if t, ok := titles[titleKey(words[0])]; ok {
			n.title, words, found = addTitle(n.title, t), words[1:], true
			continue
		}
		if t, ok := titles[titleKey(words[len(words)-1])]; ok && !strings.HasPrefix(strings.ToLower(words[len(words)-1]), "master") {
			n.title, words, found = addTitle(n.title, t), words[:len(words)-1], true
			continue
		}
		break
	}
	if len(words) == 1 && n.title == "" {
		if t, ok := titles[titleKey(words[0])]; ok && (titleKey(words[0]) != "lord" && titleKey(words[0]) != "master" && titleKey(words[0]) != "lady") {
			n.title = t
			return "", true
		}
	}
	return strings.Join(words, " "), found
}

func addTitle(had, more string) string {
	if had == "" || had == more {
		return more
	}
	return had + " " + more
}

// capitals is true for a word of two letters or more, all of them capitals.
func capitals(word string) bool {
	letters := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 2
}

// nameless are words in a column of names that name no one.
var nameless = setOf("total", "totals", "sum", "count", "grand total", "average", "mean", "n a", "na", "none", "unknown", "not known", "test", "tbc", "anon", "anonymous", "not recorded", "blank", "nil", "x", "xx", "xxx")

func setOf(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// testWords are those that the names of test records are made of.
var testWords = setOf("test", "tests", "testing", "dummy", "fake", "example", "sample", "patient", "client", "person", "user", "record", "do", "not", "use", "delete", "me", "please", "zz", "zzz", "mr", "mrs", "demo")

// isTest reports whether a name is one that people give to a record with which they
// try a program out. Someone may be called Test, or Sample, beside another name.
func isTest(n fullName) bool {
	words := fold.Words(n.given + " " + n.family)
	says := false
	for _, w := range words {
		if !testWords[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
		says = says || slices.Contains([]string{"test", "testing", "dummy", "fake", "demo", "delete"}, w)
	}
	return says || slices.Equal(words, []string{"do", "not", "use"}) || slices.Equal(words, []string{"do", "not", "use", "do", "not", "use"})
}

// died are the marks in a name that say that someone has died.
var died = regexp.MustCompile(`[-–—,;:/*\s]*[([]?\b(?:(?i:deceased|dec['’]?d|died|passed away)|R\.I\.P\.?|RIP)(?:\b|$)(?: [\d./-]+)?[)\]]?[-–—,;:/*\s]*`)

// saysDied reports whether a name, as the list has it, says that someone has died.
func saysDied(written string) bool { return died.MatchString(written) }

// withoutDied is a name without the mark that says that someone has died.
func withoutDied(name string) string {
	if bare := data.Tidy(died.ReplaceAllString(name, " ")); bare != "" {
		return bare
	}
	return name
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
