package reports

import (
	"fmt"

	"waymark/data"
)

var beneathWords = phrases{
	none: "Loneliness was not found in anybody who came for something else", unknown: "What those people came with is not recorded",
	mostly: "What they came with is not recorded for more than half",
	all:    "All of those people came for %s", one: "The one person came for %s", most: "More than half of those people came for %s",
	lead: "Most often those people came for %s", tie: "Most often, equally, those people came for %s",
	level: "No reason stood out among those people: %d were equally common",
}

var besideWords = phrases{
	none: "Nothing else was found", unknown: "No other need was found", all: "%s was found most often beside it",
	one: "The one person also needed help with %s", most: "%s was found for more than half", lead: "%s was found most often beside it",
	tie: "%s were found most often beside it, equally", level: "Nothing stood out: %d needs were found equally often beside it",
}

// loneliness says what lay beneath it: few come for it, and it comes to light
// when what they came for is talked about (the pilot's own finding).
func (b *builder) loneliness(f *data.Figures) {
	l, in := &b.Loneliness, &f.Loneliness
	l.Reason = in.Reason
	if in.Reason == "" {
		return
	}
	l.Asked = Cell{}
	for i := range b.Reasons.Rows { // the same number stands there, shown or hidden
		if b.Reasons.Rows[i].Label == in.Reason {
			l.Asked = b.Reasons.Rows[i].Cell
		}
	}
	l.Found = b.cell(in.Found)
	l.ByReason = table("loneliness_by_reason", "What people came with when loneliness was found later", "Came with", "people", in.ByReason)
	b.protect(&l.ByReason)
	l.ByReason.byCount()
	l.ByReason.Finding = beneathWords.finding(&l.ByReason)
	l.ByReason.Note = "People for whom " + in.Reason + " was not the main reason, but a further one or found later. " + l.ByReason.ns()

	l.Needs = overlapping("loneliness_needs", "What else was found beside loneliness", "Need", in.Needs, in.Asked+in.Found, in.Asked+in.Found)
	b.protect(&l.Needs)
	if l.Asked.Hidden || l.Found.Hidden {
		l.Needs.N, l.Needs.Recorded = hidden, hidden // one of the two would follow
		for i := range l.Needs.Rows {
			l.Needs.Rows[i].Cell.Of = 0
		}
	}
	l.Needs.byCount()
	l.Needs.Finding = besideWords.finding(&l.Needs)
	l.Needs.Note = "Other needs found in the period of everybody for whom " + in.Reason + " was a reason or was found." + l.Needs.whyHidden()
	l.Finding = l.finding()
	l.Note = "Main reason " + in.Reason + ": " + l.Asked.Text() + ". Found later or a further reason: " + l.Found.Text() + "."
}

func (l *Loneliness) finding() string {
	switch {
	case l.Asked.Hidden || l.Found.Hidden:
		return "Too few to say how often loneliness came to light later"
	case l.Asked.N+l.Found.N == 0:
		return "Loneliness was neither a reason nor found"
	case l.Found.N > l.Asked.N:
		return fmt.Sprintf("%s came for loneliness; it was found for %s more", data.Capital(people(l.Asked.N)), Count(l.Found.N))
	default:
		return fmt.Sprintf("%s came for loneliness, and it was found for %s more", data.Capital(people(l.Asked.N)), Count(l.Found.N))
	}
}
