package people

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/answers"
)

// Some headings mean one thing in one list and another in the next. What stands beside
// them, or beneath, tells which; where it does not, someone is asked.

// perhapsName are headings of clients' names in the lists of some programs. In others they
// are above next of kin, or whoever referred people.
var perhapsName = setOf("contact name", "client carer")

// settleMeanings gives such columns their fields, once all others are known by heading.
func (s *sheet) settleMeanings(l *List) {
	s.notTheirNames()
	s.settleCrosses()
	for _, c := range s.columns {
		if !perhapsName[rawKey(c.Heading)] {
			continue
		}
		if c.Field == "" {
			s.settleName(l, c)
		}
		if c.Field != Name {
			s.askWhoseNumber(l, c)
		}
	}
	s.settleClosing()
	for _, c := range s.columns {
		if c.Field == "" && alertOf.MatchString(c.Heading) && s.yesOrNo(c) { // no day, and no one who assessed it
			c.Field = Alert
		}
	}
}

// settleName settles a column that may name the client. Beside the client's own name it
// names someone else.
func (s *sheet) settleName(l *List, c *Column) {
	names, filled := s.share(c, func(t string) bool { return len(strings.Fields(t)) > 1 })
	switch {
	case s.has(Name) || s.has(Given) || s.has(Family):
		if rawKey(c.Heading) == "contact name" && !s.has(OtherPerson) {
			c.Field = OtherPerson
		}
	case names*2 < filled: // as where it says “Carer”
	default:
		c.Field, c.Sign, c.asked = Name, "It may name someone else", true
		l.ask(Ask{Key: "columns/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Is “%s” the name of the client?", c.Heading),
			Evidence: "No other column has a name. In some lists this is the client, in others their family or whoever referred them.",
			Answers: []Answer{
				{"Yes, of the client", "Each row is about the person who is named there.", said("columns", c.key(), string(Name))},
				{"Family, carer or other contact", "It stands in the record as someone to contact.", said("columns", c.key(), string(OtherPerson))},
				{"Someone else", "Each cell is kept in the note on the referral.", said("columns", c.key(), string(Note))},
			}})
	}
}

// askWhoseNumber asks about the phone number behind the name of someone else: to ring
// them in place of the client gives the client away.
func (s *sheet) askWhoseNumber(l *List, name *Column) {
	for _, c := range s.columns {
		if c.index != name.index+1 || c.Field != Phone || c.told || !strings.HasPrefix(rawKey(c.Heading), "contact") {
			continue
		}
		c.Field, c.Sign, c.asked = Note, "It may be the number of someone else", true
		l.ask(Ask{Key: "columns/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Whose number is in “%s”?", c.Heading),
			Evidence: fmt.Sprintf("It stands beside “%s”, which is not the client.", name.Heading),
			Answers: []Answer{
				{"The client’s", "It is the phone number of the record.", said("columns", c.key(), string(Phone))},
				{"The other person’s", "It is kept in the note on the referral.", said("columns", c.key(), string(Note))},
			}})
	}
}

// notTheirNames lets go of a column of names beside first and last names that holds
// something else, as where “Client” says “Adult”.
func (s *sheet) notTheirNames() {
	c, given, family := s.column(Name), s.column(Given), s.column(Family)
	if c == nil || c.told || given == nil || family == nil {
		return
	}
	same, filled := 0, 0
	for _, row := range s.file.Sample {
		words := fold.Words(c.at(row))
		if isBlank(c.at(row)) {
			continue
		}
		filled++
		has := func(of *Column) bool {
			return !slices.ContainsFunc(fold.Words(of.at(row)), func(w string) bool { return !slices.Contains(words, w) })
		}
		same += b2i(has(given) || has(family) && len(words) == len(fold.Words(family.at(row))))
	}
	if same*2 < filled {
		c.Field = ""
	}
}

// settleCrosses finds columns in which a cross says yes, as beneath “Deceased”. Elsewhere
// it stands for nothing.
func (s *sheet) settleCrosses() {
	for _, c := range s.columns {
		switch c.Field {
		case "", Alert, Interpreter, LivesAlone, ClosedOn:
			c.crossed = s.onlyCrosses(c)
		}
		if c.Field == ClosedOn && c.crossed {
			c.Field = "" // it says who is closed, and not when
		}
	}
}

func isCross(cell string) bool { return strings.EqualFold(strings.TrimSpace(cell), "x") }

// onlyCrosses is true for a column with a heading and nothing but crosses. Of consent a
// cross may say either.
func (s *sheet) onlyCrosses(c *Column) bool {
	if unnamed.MatchString(c.Heading) || slices.ContainsFunc(answers.Tokens(c.Heading), func(w string) bool { return consentWords[w] }) {
		return false
	}
	crosses := 0
	for _, row := range s.file.Sample {
		switch cell := c.at(row); {
		case isCross(cell):
			crosses++
		case data.Tidy(cell) != "":
			return false
		}
	}
	return crosses > 0
}

// settleClosing finds columns that say with yes and no who is closed, and why.
func (s *sheet) settleClosing() {
	for _, c := range s.columns {
		if c.Field == "" && callsClosed(c.Heading) && s.yesOrNo(c) && !s.has(Status) {
			c.Field, c.Sign = Status, "Yes is closed, no is open"
		}
		c.closes = c.Field == Status && callsClosed(c.Heading)
	}
	on := s.column(ClosedOn)
	for _, c := range s.columns {
		if on == nil || c.told || c.index != on.index+1 || s.has(CloseReason) || !(fieldInfo{field: MainReason}).called(c.Heading) {
			continue
		}
		if good, filled := s.share(c, func(t string) bool { _, ok := closingOf(t); return ok }); filled > 0 && good*2 >= filled {
			c.Field, c.Sign = CloseReason, ""
		}
	}
}

// called reports whether a heading is one of the field's.
func (i fieldInfo) called(heading string) bool {
	match, _ := i.isCalled(heading, false)
	return match
}

// yesNoBehind is how a heading ends that asks for yes or no.
var yesNoBehind = regexp.MustCompile(`(?i)[\s(]+(y\s*/\s*n|yes\s*/\s*no)\)?\s*$`)

// callsClosed reports whether a heading is that of the day of closing, but for “(Y/N)”.
func callsClosed(heading string) bool {
	key := rawKey(yesNoBehind.ReplaceAllString(heading, ""))
	plain, _ := answers.HeadingWords(heading)
	names := headingNames()[ClosedOn]
	return names[key] || plain != "" && names[plain]
}

// yesOrNo is true for a column that says nothing but yes and no.
func (s *sheet) yesOrNo(c *Column) bool {
	good, filled := s.share(c, func(t string) bool { _, ok := yesWords.read(t); return ok })
	return filled > 0 && good == filled
}

// status is what a cell of a column says of who is open. Under “Closed?” yes is closed.
func (c *Column) status(cell string) string {
	v, ok := yesWords.read(cell)
	switch {
	case !c.closes || !ok:
		return cell
	case v == "yes":
		return "Closed"
	}
	return "Open"
}

// alertOf is a heading of one kind of alert, as in “Alert: dog”.
var alertOf = regexp.MustCompile(`(?i)^(alert|risk|warning)s?\s*[:–-]\s*\pL`)

// noAlert is a cell that says that there is nothing to beware of.
var noAlert = regexp.MustCompile(`(?i)^(no|nil|none)( known| identified)?( alerts?| risks?| concerns?| warnings?)?\.?$`)

// alert is what a cell of a column of alerts says, "" for nothing. “Yes” says nothing
// without its heading.
func (c *Column) alert(cell string) string {
	text := data.Tidy(cell)
	v, ok := yesWords.read(text)
	switch {
	case isBlank(text), noAlert.MatchString(text), ok && v == "no":
		return ""
	case ok:
		return c.Heading + ": " + text
	}
	return text
}
