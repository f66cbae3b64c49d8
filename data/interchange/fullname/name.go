// Package fullname takes the names of people apart as lists write them: with titles,
// with the family name first, in capitals, or with a mark that someone has died.
package fullname

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"waymark/data"
	"waymark/data/fold"
)

// Name is a name taken apart; any part may be "".
type Name struct{ Title, Given, Family string }

// particles belong to the family name behind them.
var particles = []string{"van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "ap", "st", "ten", "ter", "mac", "o"}

var aside = regexp.MustCompile(`\(([^()]*)\)|\[([^\[\]]*)\]`)

// Read takes a name in one cell apart: "Mrs Adaeze Obi", "OBI, Adaeze (Mrs)".
// familyFirst is how the heading says that names are written.
func Read(cell string, familyFirst bool) (n Name) {
	text := WithoutDied(data.Tidy(cell))
	for _, m := range aside.FindAllStringSubmatch(text, -1) { // only a title is taken out of brackets
		if t := fold.TitleOf(m[1] + m[2]); t != "" {
			n.Title = t
			text = data.Tidy(strings.Replace(text, m[0], "", 1))
		}
	}
	text = markBehindComma.ReplaceAllString(text, " $1")
	if family, given, ok := strings.Cut(text, ","); ok {
		family, mark := cutGeneration(n.CutTitle(data.Tidy(family)))
		given, own := cutGeneration(n.CutTitle(data.Tidy(given)))
		n.Family, n.Given = family, data.Tidy(given+" "+cmp.Or(own, mark))
		return n
	}
	text, behind := cutBehind(n.CutTitle(text))
	text, mark := cutGeneration(strings.Join(n.cutHonours(strings.Fields(text)), " "))
	defer func() { n.Given = data.Tidy(n.Given + " " + mark + " " + behind) }()
	words := strings.Fields(text)
	switch {
	case len(words) < 2:
		n.Family = text
	case familyFirst:
		n.Family, n.Given = words[0], strings.Join(words[1:], " ")
	case capitals(words[0]) && !capitals(words[len(words)-1]):
		at := slices.IndexFunc(words, func(w string) bool { return !capitals(w) })
		n.Family, n.Given = strings.Join(words[:at], " "), strings.Join(words[at:], " ")
	default:
		at := len(words) - 1
		for at > 1 && slices.Contains(particles, fold.Text(words[at-1])) {
			at--
		}
		n.Given, n.Family = strings.Join(words[:at], " "), strings.Join(words[at:], " ")
	}
	return n
}

// maiden is how a name ends that someone had before: “(Grey)”, “née Grey”. Without
// brackets “nee” and “aka” have small letters: people are called Siew Lin Nee Tan and Kofi
// Aka Mensah.
var maiden = regexp.MustCompile(`\s+([(\[][^()\[\]]*[)\]]|\((?i:nee|née|formerly|aka|a\.k\.a\.)\s.*|(?:nee|aka|(?i:née|formerly|a\.k\.a\.))\s.*)$`)

// cutBehind takes what stands in brackets, or as another name, behind the family name.
func cutBehind(text string) (name, behind string) {
	at := maiden.FindStringIndex(text)
	if at == nil || len(strings.Fields(text[:at[0]])) < 2 {
		return text, ""
	}
	return text[:at[0]], data.Tidy(text[at[0]:])
}

// honours are letters behind a name.
var honours = []string{"MBE", "OBE", "CBE", "BEM", "KBE", "DBE", "JP", "DL", "QC", "KC", "MP", "PhD", "Esq", "RN", "RGN"}

// generation is how a name ends that father and son share. It is no title: without it
// they are one person.
var (
	generation      = regexp.MustCompile(`(?i)\s(?:(j)n?r|snr)\.?$`)
	markBehindComma = regexp.MustCompile(`(?i),\s*((?:jn?r|snr)\.?)$`)
)

// cutGeneration takes such a mark off the end of a name, and writes it in one way.
func cutGeneration(text string) (name, mark string) {
	m := generation.FindStringSubmatchIndex(text)
	switch {
	case m == nil:
		return text, ""
	case m[2] >= 0:
		return text[:m[0]], "Jr"
	}
	return text[:m[0]], "Snr"
}

// Titles that only men, and only women, are called by.
var (
	ofMen   = []string{"Mr", "Sir", "Lord", "Master", "Fr"}
	ofWomen = []string{"Mrs", "Miss", "Ms", "Dame", "Lady", "Madam", "Sister", "Sr"}
)

// Man reports whether the title is that of a man. A name may have neither kind.
func (n Name) Man() bool { return n.called(ofMen) && !n.called(ofWomen) }

// Woman reports whether the title is that of a woman.
func (n Name) Woman() bool { return n.called(ofWomen) && !n.called(ofMen) }

func (n Name) called(titles []string) bool {
	return slices.ContainsFunc(strings.Fields(n.Title), func(t string) bool { return slices.Contains(titles, t) })
}

// cutHonours takes letters off the end of a name of three words or more, as titles.
func (n *Name) cutHonours(words []string) []string {
	for len(words) > 2 {
		last := strings.NewReplacer(".", "", ",", "").Replace(words[len(words)-1])
		if !slices.Contains(honours, last) {
			break
		}
		n.Title, words = addTitle(n.Title, last), words[:len(words)-1]
	}
	return words
}

// FamilyFirst reports whether a heading says that names begin with the surname.
func FamilyFirst(heading string) bool {
	words := fold.Words(heading)
	return len(words) > 1 && slices.Contains([]string{"surname", "last", "family"}, words[0])
}

// IsTitle reports whether a text is a form of address, such as “Mrs”.
func IsTitle(text string) bool { return fold.TitleOf(text) != "" }

// CutTitle takes titles off the beginning and the end of a part of a name, and keeps
// them in n.
func (n *Name) CutTitle(text string) string {
	words := strings.Fields(text)
	for len(words) > 1 {
		if t := fold.TitleOf(words[0]); t != "" {
			n.Title, words = addTitle(n.Title, t), words[1:]
			continue
		}
		if t := fold.TitleOf(words[len(words)-1]); t != "" && !strings.HasPrefix(strings.ToLower(words[len(words)-1]), "master") {
			n.Title, words = addTitle(n.Title, t), words[:len(words)-1]
			continue
		}
		break
	}
	if len(words) == 1 && n.Title == "" {
		if t := fold.TitleOf(words[0]); t != "" && !slices.Contains([]string{"Lord", "Lady", "Master"}, t) {
			n.Title = t
			return ""
		}
	}
	return strings.Join(words, " ")
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

// died are the marks in a name that say that someone has died.
var died = regexp.MustCompile(`[-–—,;:/*\s]*[([]?\b(?:(?i:deceased|dec['’]?d|died|passed away)|R\.I\.P\.?|RIP)(?:\b|$)(?: [\d./-]+)?[)\]]?[-–—,;:/*\s]*`)

// SaysDied reports whether a name, as the list has it, says that someone has died.
func SaysDied(written string) bool { return died.MatchString(written) }

// WithoutDied is a name without the mark that says that someone has died.
func WithoutDied(name string) string {
	if bare := data.Tidy(died.ReplaceAllString(name, " ")); bare != "" {
		return bare
	}
	return name
}
