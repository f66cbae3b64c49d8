package reports

import (
	"fmt"

	"waymark/data"
)

var beneathWords = phrases{
	about: "People with it as a further reason or later need, by main reason",
	none:  "No one had it as a further reason or a later need", unknown: "Their main reason is not recorded",
	mostly: "Main reason is not recorded for more than half of them",
	all:    "%s was the main reason of all of them", one: "%s was the main reason of the one person", most: "%s was the main reason of more than half of them",
	lead: "%s was their most common main reason",
}

var besideWords = phrases{
	about: "Other needs of people with it",
	none:  "No one had it as a reason or a need", unknown: "No other need was found", all: "%s was their most common other need",
	one: "The one person also needed help with %s", most: "More than half also had %s as a need", lead: "%s was their most common other need",
}

// loneliness counts the people for whom the reason that the service chose to
// stand for loneliness was why they came, or came up later. It is called by its
// own name throughout: a category of a list is no scale of loneliness.
func (b *builder) loneliness(f *data.Figures) {
	l, in := &b.Loneliness, &f.Loneliness
	l.Reason = in.Reason
	if in.Reason == "" {
		return
	}
	name := shorten(in.Reason, longestInHeading)
	l.Asked, l.Found = b.cell("loneliness", "main", in.Asked), b.cell("loneliness", "found", in.Found)
	for _, y := range b.figures.ByReason {
		if y.Label == in.Reason {
			l.key = y.Key
		}
	}
	l.ByReason = table("loneliness_by_reason", name+" as a further reason or later need: main reason", "Main reason", "people", in.ByReason)
	b.protect(&l.ByReason)
	l.ByReason.byCount()
	beneath, beside := beneathWords, besideWords
	if !b.Seen.Some() {
		beneath.none, beside.none = nobodySeen, nobodySeen
	}
	l.ByReason.Finding = beneath.claim(&l.ByReason).title()
	l.ByReason.Note = "People with " + in.Reason + " as a further reason or a later need, but not as the main reason. " + l.ByReason.ns()

	l.Needs = overlapping("loneliness_needs", name+": other needs", "Need", in.Needs, in.Asked+in.Found, in.Asked+in.Found)
	b.protect(&l.Needs)
	l.Needs.byCount()
	l.Needs.Finding = beside.claim(&l.Needs).title()
	l.Needs.Note = "Further reasons and needs found in the period, other than " + in.Reason + ", of people with it as a reason or a need." + l.Needs.whyHidden()
	l.Finding = l.claim(name, b.Seen).title()
	l.Note = in.Reason + " as the main reason: " + l.Asked.Text() + ". As a further reason or a later need only: " + l.Found.Text() + "."
}

func (l *Loneliness) claim(name string, seen Cell) claim {
	c := claim{about: name + asReasonOrNeed, on: []Cell{l.Asked, l.Found, seen}, apart: true}
	if !seen.Hidden {
		c.base = people(seen.N)
	}
	switch {
	case l.Asked.Hidden || l.Found.Hidden || seen.Hidden:
	case seen.N == 0:
		c.says, c.base = nobodySeen, ""
	case l.Asked.N+l.Found.N == 0:
		c.says = fmt.Sprintf("%s was not recorded as a reason or a need", name)
	case l.Found.N == 0:
		c.base = ""
		c.says = fmt.Sprintf("%s was the main reason for %s of %s, and a further reason or later need for no one else", name, Count(l.Asked.N), people(seen.N))
	default:
		c.base = ""
		c.says = fmt.Sprintf("%s was the main reason for %s of %s, and a further reason or later need for %s more", name, Count(l.Asked.N), people(seen.N), Count(l.Found.N))
	}
	return c
}
