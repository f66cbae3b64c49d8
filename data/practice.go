package data

import (
	"strings"
	"unicode"
)

// Practice is a GP practice of the national list of the NHS (ODS, epraccur).
type Practice struct {
	Code     string `json:"code"` // of the Organisation Data Service, such as "G82057"
	Name     string `json:"name"`
	Town     string `json:"town"`
	Postcode string `json:"postcode"`
}

// Label is the practice as it is picked from the list, with its town and postcode.
func (p *Practice) Label() string {
	label := p.Name
	for _, part := range []string{p.Town, p.Postcode} {
		if part != "" {
			label += ", " + part
		}
	}
	return label
}

// keptWords are those that the national list means in capitals.
var keptWords = map[string]bool{"GP": true, "NHS": true, "PMS": true, "APMS": true, "PCN": true, "UK": true, "HMP": true, "RAF": true, "II": true, "III": true, "IV": true}

// smallWords are not capital within a name.
var smallWords = map[string]bool{"and": true, "at": true, "by": true, "for": true, "in": true, "of": true, "on": true, "the": true, "upon": true, "le": true}

// TitleCase writes a name that is all in capitals, as the national lists have it, as
// people write it: "THE OLD MILL SURGERY" as "The Old Mill Surgery". A name with
// small letters stays as it is.
func TitleCase(name string) string {
	name = Tidy(name)
	if strings.IndexFunc(name, unicode.IsLower) >= 0 {
		return name
	}
	words := strings.Split(name, " ")
	for i, w := range words {
		bare := strings.Trim(w, "().,&-")
		lower := strings.ToLower(w)
		switch {
		case keptWords[bare]:
		case i > 0 && smallWords[lower]:
			words[i] = lower
		default:
			words[i] = capitals(lower)
		}
	}
	return strings.Join(words, " ")
}

// capitals makes the first letter of a word capital, and each after a hyphen, a
// bracket or a full stop, but not the one after an apostrophe: St Peter's.
func capitals(word string) string {
	begins := true
	return strings.Map(func(r rune) rune {
		was := begins
		begins = !unicode.IsLetter(r) && r != '\'' && r != '’'
		if was {
			return unicode.ToUpper(r)
		}
		return r
	}, word)
}
