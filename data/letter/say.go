package letter

import (
	"waymark/data"
	"waymark/data/clienttext"
)

// english is the language of letters that staff and other services read.
var english *clienttext.Language

// LongDay is a day as a client reads it: "Tuesday 7 April 2026"; "" for none.
func LongDay(d data.Date) string {
	return english.Day(d)
}

// PlainDay is a day without its weekday: "7 April 2026"; "" for none.
func PlainDay(d data.Date) string {
	return english.Date(d)
}

// WordFor is what a client calls a contact of a kind, in a language.
func WordFor(l *clienttext.Language, k data.ContactKind) string {
	switch k {
	case "home_visit", "phone", "video":
		return l.Say(clienttext.ID("contact." + string(k)))
	}
	return l.Say("contact.appointment")
}
