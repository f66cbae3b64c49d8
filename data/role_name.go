package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxRoleName is the most characters of what a role is called: it stands on
// buttons and in headings.
const MaxRoleName = 30

// RoleName is what a service calls someone who sees clients and refers them to
// services: "prescriber", "link worker", "navigator" or a word of its own, for
// one person and for several. Both are written as in the middle of a sentence.
type RoleName struct{ One, Many string }

// DefaultRoleName is what the role is called where a service has not said.
var DefaultRoleName = RoleName{One: "prescriber", Many: "prescribers"}

// RoleNames are the usual names, the default first.
func RoleNames() []RoleName {
	return []RoleName{DefaultRoleName, {"link worker", "link workers"}, {"navigator", "navigators"}}
}

// NewRoleName makes a name from what was typed: "" for one is the default, and
// "" for many has it made by rule.
func NewRoleName(one, many string) RoleName {
	one, many = midSentence(one), midSentence(many)
	switch {
	case one == "" || one == DefaultRoleName.One && many == "":
		return DefaultRoleName
	case many == "":
		many = PluralOf(one)
	}
	return RoleName{one, many}
}

// Validate reports what is wrong as FieldErrors on "One" and "Many", or nil.
func (n RoleName) Validate() error {
	var c check
	for _, f := range []struct{ field, word string }{{"One", n.One}, {"Many", n.Many}} {
		c.length(f.field, "The name", f.word, MaxRoleName)
		c.that(strings.IndexFunc(f.word, notInName) < 0, f.field, "Use letters, spaces and hyphens only.")
		c.that(strings.ContainsFunc(f.word, unicode.IsLetter), f.field, "Enter a word, for example link worker.")
	}
	return c.err()
}

func notInName(r rune) bool {
	return !unicode.IsLetter(r) && !strings.ContainsRune(" -’'", r)
}

// Capital returns the name of one person as a sentence or a label begins: "Link worker".
func (n RoleName) Capital() string { return Capital(n.One) }

// CapitalMany returns the name of several people as a sentence or a label begins.
func (n RoleName) CapitalMany() string { return Capital(n.Many) }

// Label returns a role in words, with the service's own name for a prescriber.
func (n RoleName) Label(r Role) string {
	if r == RolePrescriber {
		return n.Capital()
	}
	return labelOf(Roles(), r)
}

// midSentence tidies a name and makes the first letter of each word small,
// unless the word has other capitals, as an abbreviation has.
func midSentence(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if _, size := utf8.DecodeRuneInString(w); !strings.ContainsFunc(w[size:], unicode.IsUpper) {
			words[i] = LowerFirst(w)
		}
	}
	return strings.Join(words, " ")
}

// PluralOf returns the plural of an English noun or of a name whose last word is
// one: "link workers", "advocacy leads", "bodies", "coaches". A word that does
// not follow the rule has to be given by whoever knows it.
func PluralOf(one string) string {
	last := one
	if i := strings.LastIndexByte(one, ' '); i >= 0 {
		last = one[i+1:]
	}
	lower := strings.ToLower(last)
	switch {
	case one == "":
		return ""
	case strings.HasSuffix(lower, "man"):
		return one[:len(one)-2] + "en"
	case strings.HasSuffix(lower, "person"):
		return one[:len(one)-len("person")] + "people"
	case strings.HasSuffix(lower, "y") && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return one[:len(one)-1] + "ies"
	}
	for _, end := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(lower, end) {
			return one + "es"
		}
	}
	return one + "s"
}
