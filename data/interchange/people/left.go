package people

import (
	"regexp"
	"slices"
	"strings"

	"waymark/data/interchange/answers"
)

var (
	unnamed      = regexp.MustCompile(`(?i)^column \d+$`)
	consentWords = setOf("consent", "consents", "consented", "gdpr", "permission")
	ticks        = setOf("x", "y", "✓", "✔", "yes", "1", "true", "*", "tick")
)

// The alerts that columns give to people of whom they say so.
const (
	diedAlert   = "Has died, as the list says"
	noContact   = "Do not contact, as the list says"
	stopContact = "no contact|do not contact|do not call|do not ring|do not phone|do not visit|dont contact|don t contact|opted out|opt out|dnc"
)

var deathWords = setOf("death", "deceased", "died", "dod", "dead")

// warningOf is the alert that a column with these words in its heading gives, "" for
// none.
func warningOf(tokens []string) string {
	if at := slices.IndexFunc(tokens, func(w string) bool { return deathWords[w] }); at >= 0 {
		if ofOther(tokens, at) {
			return ""
		}
		return diedAlert
	}
	heading := strings.Join(tokens, " ")
	for words := range strings.SplitSeq(stopContact, "|") {
		if heading == words || strings.HasPrefix(heading, words+" ") {
			return noContact
		}
	}
	return ""
}

// relatives are those of a client of whose death lists tell.
var relatives = setOf("spouse", "husband", "wife", "partner", "mother", "father", "mum", "dad", "parent", "parents", "son", "daughter", "brother", "sister", "sibling", "friend", "carer", "relative", "nok", "kin", "pet")

// ofOther reports whether the death at a place in a heading is that of someone else, as in
// “Spouse deceased” or “Death of parent”, and not one that they were told of.
func ofOther(tokens []string, at int) bool {
	isOther := func(w string) bool { return relatives[w] }
	if slices.ContainsFunc(tokens, func(w string) bool { return slices.Contains([]string{"informed", "notified", "told", "aware"}, w) }) {
		return false
	}
	return slices.ContainsFunc(tokens[:at], isOther) || at+1 < len(tokens) && tokens[at+1] == "of" && slices.ContainsFunc(tokens[at:], isOther)
}

// leftColumn settles a column that nothing is known of: what is in it is kept as a
// note, so that nothing of the list is lost.
func (s *sheet) leftColumn(l *List, c *Column) {
	tokens := answers.Tokens(c.Heading)
	plain, _ := answers.HeadingWords(c.Heading)
	numbers, filled := s.share(c, func(t string) bool { return len(digitsOf(t)) > 0 && len(t) <= 6 })
	marks, _ := s.share(c, func(t string) bool { return ticks[strings.ToLower(t)] })
	switch {
	case slices.ContainsFunc(tokens, func(w string) bool { return consentWords[w] }):
		c.Field = Consent
	case warningOf(tokens) != "":
		c.Field, c.warns, c.Sign = Note, warningOf(tokens), "Those whom it is about get an alert"
	case plain == "outcome" && (s.has(ClosedOn) || s.has(Status)) && !s.has(CloseReason):
		c.Field = CloseReason
	case unnamed.MatchString(c.Heading) && marks == filled && filled > 0:
		c.Field, c.Sign = LeftOut, "Ticks, no heading"
	case s.scores(l, c) && numbers*2 >= filled:
		c.Field = Score
	default:
		c.Field, c.Sign = Note, "Kept in the note on the referral"
	}
}
