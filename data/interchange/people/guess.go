package people

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/answers"
)

// headingNames are the headings of each field without asking words. They are made when
// the first list is read: a start of the program should not wait for them.
var headingNames = sync.OnceValue(func() map[Field]map[string]bool {
	all := map[Field]map[string]bool{}
	for _, i := range fields {
		all[i.field] = map[string]bool{}
		for name := range strings.SplitSeq(i.names, "|") {
			plain, _ := answers.HeadingWords(name)
			all[i.field][name] = true
			// “type” also asks, as in “type your name”.
			if plain != "" && !slices.Contains(strings.Fields(name), "type") {
				all[i.field][plain] = true
			}
		}
	}
	return all
})

var ordinals = map[string]int{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6}

// rawKey is a heading as it is compared word for word.
func rawKey(heading string) string { return strings.Join(answers.Tokens(heading), " ") }

// withoutNumber takes the number of a repeated column out of its heading.
func withoutNumber(heading string) (key string, group int) {
	var kept []string
	for _, w := range answers.Tokens(heading) {
		n := ordinals[w]
		if n == 0 && len(w) <= 2 && digitsOf(w) == w {
			_, _ = fmt.Sscan(w, &n)
		}
		if n > 0 && group == 0 {
			group = n
			continue
		}
		kept = append(kept, w)
	}
	return strings.Join(kept, " "), group
}

// guess gives every column of a sheet a field, by the map, by its heading and by
// what is in it.
func (s *sheet) guess(l *List) {
	for i, h := range s.file.Header {
		s.columns = append(s.columns, &Column{Sheet: s.name, Heading: h, index: i, order: dayFirst, from1904: s.file.From1904})
	}
	for _, c := range s.columns {
		if told := of(l.o.Map.Columns, c); told != "" {
			s.tell(c, Field(told))
		}
	}
	for _, d := range l.itemsIn(s) {
		s.markAnswers(l, d)
	}
	for _, i := range fields {
		s.byHeading(l, i, true)
	}
	for _, i := range fields {
		s.byHeading(l, i, false)
	}
	s.settleMeanings(l)
	s.byContents()
	s.people = slices.ContainsFunc(s.columns, func(c *Column) bool { return c.Field.identifies() })
	s.generic(l)
	if !s.people && s.has(Reference) && (s.has(Birth) || s.has(Surgery) && s.has(ReferredOn)) {
		s.people = true // known by a code alone
	}
	for _, c := range s.columns {
		if c.Field == "" {
			s.leftColumn(l, c)
		}
	}
	s.askSecond(l)
}

// tell gives a column the field that someone said. Where another has it already, and
// a row has room for one alone, it is kept as a note.
func (s *sheet) tell(c *Column, f Field) {
	i := fieldInfo{field: f}
	for _, known := range fields {
		if known.field == f {
			i = known
		}
	}
	group := 0
	if i.numbered {
		_, group = withoutNumber(c.Heading)
	}
	several := f == Note || f == LeftOut || f == Score || f == Consent || f == ReferralNote || f == ContactNote || f == Address || f == Alert
	if !several && s.taken(i, group) {
		c.Field, c.Sign = Note, fmt.Sprintf("Another column is the %s", lowerLabel(f))
		return
	}
	c.Field, c.group, c.Sign, c.told = f, group, "As you said", true
}

// byHeading gives a field to the columns that are called so, word for word or nearly,
// and may hold it.
func (s *sheet) byHeading(l *List, i fieldInfo, exact bool) {
	for _, c := range s.filledFirst() {
		if c.Field != "" || perhapsName[rawKey(c.Heading)] {
			continue
		}
		match, group := i.isCalled(c.Heading, exact)
		switch {
		case !match:
			continue
		case i.field == Address && s.mayHold(Address, c), i.field == Alert:
			c.Field = i.field // its lines stand in columns of their own
		case s.taken(i, group) && !s.mayHold(i.field, c):
			continue // “Seen?” with yes and no is not another date
		case i.field == ClosedOn && s.yesOrNo(c):
			continue // it says who is closed, and not when
		case s.taken(i, group):
			c.another(i, group)
		case s.mayHold(i.field, c):
			c.Field, c.group = i.field, group
		default:
			s.askContents(l, c, i)
		}
	}
}

// another gives a field to a further column that is called it: a note, unless there may
// be several.
func (c *Column) another(i fieldInfo, group int) {
	c.Field, c.Sign = Note, fmt.Sprintf("Another column is the %s", strings.ToLower(i.field.Label()))
	if i.field.identifies() || i.field == Birth {
		c.again = i.field
	}
	if i.field == ReferralNote || i.field == ContactNote || i.field == Consent {
		c.Field, c.Sign, c.group = i.field, "", group
	}
}

// filledFirst are the columns with those last that have nothing in the first rows: an
// empty “Village” should not stand in for a filled “Town”.
func (s *sheet) filledFirst() []*Column {
	var full, empty []*Column
	for _, c := range s.columns {
		if _, filled := s.share(c, func(string) bool { return true }); filled > 0 {
			full = append(full, c)
		} else {
			empty = append(empty, c)
		}
	}
	return append(full, empty...)
}

// isCalled reports whether a heading is one of the field's, and the number of a column
// that a list has several times.
func (i fieldInfo) isCalled(heading string, exact bool) (match bool, group int) {
	names := headingNames()[i.field]
	match = names[rawKey(heading)]
	if plain, own := answers.HeadingWords(heading); !match && !exact {
		match = plain != "" && names[plain] || own != "" && names[own] && i.field != ContactOn
	}
	if match || !i.numbered {
		return match, 0
	}
	key, group := withoutNumber(heading)
	return group > 0 && key != "" && names[key], group
}

func (s *sheet) taken(i fieldInfo, group int) bool {
	return slices.ContainsFunc(s.columns, func(c *Column) bool { return c.Field == i.field && c.group == group })
}

// askContents asks about a column whose cells contradict its heading.
func (s *sheet) askContents(l *List, c *Column, i fieldInfo) {
	if i.field == ContactOn || i.field == Status || i.field == Age || i.field == Reference || i.field == OtherPerson { // common words; not worth a question
		return
	}
	c.Field, c.Sign, c.asked = Note, "Its cells do not look like it", true
	l.ask(Ask{Key: "columns/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("Is “%s” the %s?", c.Heading, lowerLabel(i.field)),
		Evidence: fmt.Sprintf("Most of its cells do not look like it, such as “%s”.", s.example(c, i.field)),
		Answers: []Answer{
			{"Keep as a note", "Each cell is kept in the note on the referral.", said("columns", c.key(), string(Note))},
			{"Yes, it is", "Cells that cannot be read go to the list to work through.", said("columns", c.key(), string(i.field))},
		}})
}

func lowerLabel(f Field) string {
	if f == NHSNumber {
		return f.Label()
	}
	return data.LowerFirst(f.Label())
}

// example is the first cell of a column that does not look like a field.
func (s *sheet) example(c *Column, f Field) string {
	for _, row := range s.file.Sample {
		cell := data.Tidy(c.at(row))
		if isBlank(cell) || looks[f](cell) {
			continue
		}
		if r := []rune(cell); len(r) > 40 {
			return string(r[:40]) + "…"
		}
		return cell
	}
	return ""
}

var contactSheet = setOf("contact", "contacts", "session", "sessions", "appointment", "appointments", "visit", "visits", "call", "calls", "activity", "activities", "log", "encounters", "encounter", "interventions", "sessions log")

// generic reads headings that mean something only on a sheet of contacts or of
// referrals.
func (s *sheet) generic(l *List) {
	words := fold.Words(s.name)
	named := slices.ContainsFunc(words, func(w string) bool { return contactSheet[w] })
	referrals := slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, "referral") })
	known := s.has(Reference) || s.people
	if s.scored = !named && s.hasScores(l, words); s.scored {
		return
	}
	s.contact = s.has(ContactOn) && !s.has(ReferredOn) && !s.has(Birth)
	table := inContacts
	switch {
	case !known:
		return
	case referrals:
		table = inReferrals
	case s.has(ContactOn) && !s.has(ReferredOn) && s.again(l):
	case named || s.tellsOfNoOne(l):
	default:
		s.askDate(l)
		return
	}
	s.fromTable(table)
	s.contact = s.has(ContactOn) && !referrals
}

// tellsOfNoOne reports whether a sheet has no people of its own, no referrals and no
// answers.
func (s *sheet) tellsOfNoOne(l *List) bool {
	return !s.people && !s.has(ReferredOn) && len(l.itemsIn(s)) == 0
}

// scoreWords are in the name of a sheet with scores, scoreHeadings above the scores and
// measureHeadings above what a score is of.
var (
	scoreWords      = setOf("score", "scores", "questionnaire", "questionnaires", "measures", "outcomes", "wemwbs", "swemwbs", "ons4", "pam")
	scoreHeadings   = setOf("score", "scores", "total", "points", "result", "value")
	measureHeadings = setOf("measure", "tool", "scale", "questionnaire", "instrument", "measure name", "outcome measure", "questionnaire name", "assessment tool")
)

// hasScores reports whether a sheet holds scores, of which each has its day, and
// nothing about a contact.
func (s *sheet) hasScores(l *List, words []string) bool {
	if s.people || s.has(ContactKind) || s.has(ContactOutcome) || s.has(ContactMinutes) || s.has(ContactNote) {
		return false
	}
	called := slices.ContainsFunc(words, func(w string) bool { return scoreWords[w] }) ||
		slices.ContainsFunc(s.columns, func(c *Column) bool { return measureHeadings[rawKey(c.Heading)] })
	return called && slices.ContainsFunc(s.columns, func(c *Column) bool { return s.isScore(l, c) }) && !slices.ContainsFunc(s.columns, s.tellsOfContact)
}

// isScore is true for a column of numbers that is called a score, or like a questionnaire.
func (s *sheet) isScore(l *List, c *Column) bool {
	called := s.scores(l, c) || slices.ContainsFunc(answers.Tokens(c.Heading), func(w string) bool { return scoreHeadings[w] })
	return called && s.numbers(c)
}

// numbers is true for a column of which at least half of the cells are numbers.
func (s *sheet) numbers(c *Column) bool {
	good, filled := s.share(c, func(t string) bool { _, err := strconv.ParseFloat(t, 64); return err == nil })
	return filled > 0 && good*2 >= filled
}

// tellsOfContact is true for a column that holds what was said or came of a contact, or
// how it took place, where each row is one. “Result” may be a score, and “Type” that of a
// questionnaire.
func (s *sheet) tellsOfContact(c *Column) bool {
	f := fieldIn(inContacts, c)
	if f == ContactKind {
		known, _ := s.share(c, func(t string) bool { _, ok := kinds.read(t); return ok })
		return known > 0
	}
	_, filled := s.share(c, func(string) bool { return true })
	return (f == ContactNote || f == ContactOutcome) && filled > 0 && !s.numbers(c)
}

// again reports whether the first rows tell of the same people several times, so that
// each is a contact.
func (s *sheet) again(l *List) bool {
	if s.namedOnFirstRows(l) {
		return true
	}
	for _, f := range []Field{Reference, NHSNumber, Name, Family} {
		c := s.column(f)
		if c == nil {
			continue
		}
		seen := map[string]bool{}
		_, filled := s.share(c, func(t string) bool { seen[fold.Text(t)] = true; return true })
		return filled > 2 && len(seen)*10 <= filled*7
	}
	return false
}

// fromTable gives fields to columns whose headings mean something only here.
func (s *sheet) fromTable(table map[string]Field) {
	for _, c := range s.columns {
		f := fieldIn(table, c)
		if f != "" && (c.Field == "" || c.Field == Status && s.contactWords(c)) && s.mayHold(f, c) && !s.has(f) {
			c.Field = f
		}
	}
}

// fieldIn is what the heading of a column means by a table; "" for none.
func fieldIn(table map[string]Field, c *Column) Field {
	if f, ok := table[rawKey(c.Heading)]; ok {
		return f
	}
	plain, _ := answers.HeadingWords(c.Heading)
	return table[plain]
}

// contactWords is true for a column of words for what came of a contact.
func (s *sheet) contactWords(c *Column) bool {
	good, filled := s.share(c, func(t string) bool { _, ok := outcomes.read(t); return ok })
	return good*2 >= filled
}

// askDate asks what a column that is only called Date is, on a sheet of people.
func (s *sheet) askDate(l *List) {
	for _, c := range s.columns {
		if c.Field != "" || !s.onlyDate(c) || !s.mayHold(ReferredOn, c) || len(l.itemsIn(s)) > 0 {
			continue
		}
		c.Field, c.Sign, c.asked = Note, "It may be the referral or a contact", true
		l.ask(Ask{Key: "columns/" + c.key(), Column: c.Heading, Title: fmt.Sprintf("What is the date in “%s”?", c.Heading), Evidence: "The heading does not say of what it is the date.",
			Answers: []Answer{
				{"Referral", "Each row is a referral of that day.", said("columns", c.key(), string(ReferredOn))},
				{"Contact", "Each row is a contact of that day.", said("columns", c.key(), string(ContactOn))},
				{"Neither", "It is kept as a note.", said("columns", c.key(), string(Note))},
			}})
	}
}

// onlyDate is true for a column that is only called Date, or is called the date of
// something unknown on a sheet that has no other day of a referral or contact.
func (s *sheet) onlyDate(c *Column) bool {
	plain, _ := answers.HeadingWords(c.Heading)
	if plain == "date" || plain == "day" {
		return true
	}
	words := answers.Tokens(c.Heading)
	return !s.has(ReferredOn) && !s.has(ContactOn) && slices.Contains(words, "date") && !slices.ContainsFunc(words, func(w string) bool { return consentWords[w] || w == "death" })
}
