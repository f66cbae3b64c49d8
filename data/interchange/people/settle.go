package people

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// settleReference finds out whether a reference always means the same person: by
// itself, or together with the surgery, town or sheet at which numbers begin again.
func (l *List) settleReference(v *survey) {
	c := l.referenceColumn()
	if c == nil {
		l.askRepeats(v)
		return
	}
	switch within := l.o.Map.Within; within {
	case "":
	case "none":
		c.Sign = "One person each, as you said"
		l.splitReference(v, c)
		return
	case "sheet":
		l.bySheet, c.Sign = true, "Restarts: joined with the sheet"
		return
	default:
		for _, other := range l.columns {
			if other.key() == within || other.Heading == within {
				l.within, c.Sign = other, "Restarts: joined with "+other.called()
			}
		}
		return
	}
	wrong := conflicts(v.refs, func(identity) string { return "" })
	if wrong == 0 {
		l.askRepeats(v)
		return
	}
	for _, s := range l.sheets {
		for _, other := range s.restarts() {
			if conflicts(v.refs, func(i identity) string { return i.columns[other] }) == 0 {
				l.within, c.Sign = other, "Restarts: joined with "+other.called()
				return
			}
		}
	}
	if len(l.sheets) > 1 && conflicts(v.refs, func(i identity) string { return i.sheet }) == 0 {
		l.bySheet, c.Sign = true, "Restarts: joined with the sheet"
		return
	}
	if l.askYear(v, c, wrong) {
		return
	}
	l.splitReference(v, c)
}

// splitReference asks whether a reference under two names is one person.
func (l *List) splitReference(v *survey, c *Column) {
	wrong := conflicts(v.refs, func(identity) string { return "" })
	switch {
	case wrong == 0 || l.o.Map.Reference == "same":
		return
	case l.o.Map.Reference == "by_name":
		l.split, c.Sign = true, "Joined with the name, as you said"
		return
	}
	l.split, c.asked, c.Sign = true, true, "One number, several names"
	l.ask(Ask{Key: "reference", Column: c.Heading, Title: fmt.Sprintf("Is a number in “%s” always one person?", c.Heading),
		Evidence: fmt.Sprintf("%s under different names or NHS numbers, and no column shows where the numbers begin again.", data.Plural(wrong, "number stands", "numbers stand")),
		Answers: []Answer{
			{"No, by name", "Another name under the same number is another person.", said("reference", "by_name")},
			{"Yes, one person", "The rows of a number are joined, and what differs goes to the list to work through.", said("reference", "same")},
		}})
}

func (l *List) referenceColumn() *Column { return l.column(Reference) }

// column is the first column of a field, of the sheets that say who people are.
func (l *List) column(f Field) *Column {
	for _, s := range l.sheets {
		if c := s.column(f); c != nil {
			return c
		}
	}
	return nil
}

// conflicts counts the references that mean different people although where makes
// no difference between them.
func conflicts(refs map[string][]identity, where func(identity) string) int {
	n := 0
	for _, ids := range byRefKey(refs) {
		wrong := false
		for i := range ids {
			for j := range i {
				wrong = wrong || where(ids[i]) == where(ids[j]) && ids[i].contradicts(ids[j])
			}
		}
		n += b2i(wrong)
	}
	return n
}

// byRefKey are the people of each reference, however it is typed.
func byRefKey(refs map[string][]identity) map[string][]identity {
	byKey := map[string][]identity{}
	for ref, ids := range refs {
		key := refKey(ref)
		byKey[key] = append(byKey[key], ids...)
	}
	return byKey
}

// contradicts reports whether two rows cannot be one person.
func (i identity) contradicts(o identity) bool {
	if i.nhs != "" && o.nhs != "" {
		return i.nhs != o.nhs
	}
	if i.name == "" || o.name == "" {
		return false
	}
	bornApart := !i.birth.IsZero() && !o.birth.IsZero() && i.birth != o.birth
	return !namesAgree(i.name, o.name) || bornApart && !sameWords(i.name, o.name)
}

// sameWords reports whether all words of one of two names are in the other, but for slips:
// two people may share a first name or a surname.
func sameWords(a, b string) bool {
	x, y := fold.Words(a), fold.Words(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, w := range x {
		if !namesAgree(w, strings.Join(y, " ")) {
			return false
		}
	}
	return true
}

// namesAgree reports whether two folded names may be one: they share a word, or
// have words that differ in a slip.
func namesAgree(a, b string) bool {
	for _, x := range fold.Words(a) {
		for _, y := range fold.Words(b) {
			if x == y && len(x) > 1 || len(x) > 3 && len(y) > 3 && fold.Distance(x, y) <= 1.5 {
				return true
			}
		}
	}
	return false
}

// askRepeats asks whether rows without a reference that have the same NHS number,
// or name and date of birth, are one person each.
func (l *List) askRepeats(v *survey) {
	people, rows := 0, 0
	for _, n := range v.repeats {
		if n > 1 {
			people++
			rows += n
		}
	}
	const few = 3 // they are decided one by one
	l.join = l.o.Map.Repeats == "same"
	if people <= few || l.o.Map.Repeats != "" {
		return
	}
	l.repeats = true // so nothing is joined unasked, nor each pair asked about as well
	l.ask(Ask{Key: "repeats", Title: "Do people stand in several rows?",
		Evidence: fmt.Sprintf("%d rows have an NHS number, or a name and date of birth, that another row has as well. They look like %s.", rows, data.Plural(people, "person", "people")),
		Answers: []Answer{
			{"One person each", "Their rows are joined. What differs goes to the list to work through.", said("repeats", "same")},
			{"Ask for each", "Each pair is shown side by side.", said("repeats", "ask")},
		}})
}

// settleAges asks what to do with ages under dates of birth.
func (l *List) settleAges() {
	for _, c := range l.columns {
		if c.Field != Birth || c.days == nil || c.days.ages == 0 {
			continue
		}
		c.Sign = fmt.Sprintf("%s an age: “%s”", data.Plural(c.days.ages, "row holds", "rows hold"), c.days.ageExample)
		if l.o.Map.Ages != "" {
			continue
		}
		c.asked = true
		l.ask(Ask{Key: "ages", Column: c.Heading, Title: fmt.Sprintf("Keep the ages in “%s” as a note?", c.Heading),
			Evidence: fmt.Sprintf("%s an age and no date of birth, such as “%s”. An age is never made into a date.", data.Plural(c.days.ages, "row holds", "rows hold"), c.days.ageExample),
			Answers: []Answer{
				{"Keep as a note", "“Age 72” stands in the note on the referral, and the date of birth is in the list to work through.", said("ages", "note")},
				{"Leave out", "These people have no age and no date of birth.", said("ages", "leave_out")},
			}, rows: c.days.ageRows})
	}
}

// settleRest asks what is left: hidden rows, and people who are closed without a
// date.
func (l *List) settleRest() {
	if l.hidden > 0 && l.o.Map.HiddenRows == "" {
		l.ask(Ask{Key: "hidden_rows", Title: "Are the hidden rows wanted?", Evidence: fmt.Sprintf("The workbook hides %s, as a filter does.", data.Plural(l.hidden, "row", "rows")),
			Answers: []Answer{{"Leave them out", "Only what Excel shows is imported.", said("hidden_rows", "leave_out")}, {"Read them", "They are imported like the others.", said("hidden_rows", "read")}}})
	}
	if l.closedUndated > 0 && l.o.Map.Closed == "" {
		column := ""
		if c := l.column(Status); c != nil {
			c.asked, column = true, c.Heading
		}
		l.ask(Ask{Key: "closed_without_date", Column: column, Title: "When were these people closed?", Evidence: fmt.Sprintf("%s closed, and the list does not say when.", data.Plural(l.closedUndated, "row is", "rows are")),
			Answers: []Answer{
				{"On their last day", "Each is closed on the day of the last contact, or of the referral.", said("closed_without_date", "last_day")},
				{"Leave open", "They stay open, and are in the list to work through.", said("closed_without_date", "open")},
			}})
	}
	l.askUndated()
}

// askUndated asks for the day of answers that have none.
func (l *List) askUndated() {
	names := []string{}
	for _, s := range l.sheets {
		for _, a := range s.answers {
			if !a.list.Dated && !slices.Contains(names, a.instrument.ShortName) {
				names = append(names, a.instrument.ShortName)
			}
		}
	}
	if len(names) == 0 || l.o.Map.Undated != "" {
		return
	}
	l.ask(Ask{Key: "answers_without_date", Title: fmt.Sprintf("When were the answers to %s given?", data.JoinAnd(names)), Evidence: "The list has no date for them.",
		Answers: []Answer{
			{"With the referral", "First answers count on the day of the referral, later ones on the day of the last contact or of closing.", said("answers_without_date", "by_referral")},
			{"Leave them out", "People are imported without these answers.", said("answers_without_date", "leave_out")},
		}})
}

// signs adds what was found in a column, where nothing else is said of it.
func (l *List) signs() {
	for _, c := range l.columns {
		if c.n.filled == 0 && c.days == nil && c.words == nil && c.Field != LeftOut && c.Field != Item {
			c.Field, c.Sign = LeftOut, "Empty"
		}
		if c.Sign != "" {
			continue
		}
		switch c.Field {
		case NHSNumber:
			c.Sign = fmt.Sprintf("%s valid of %s", data.Count(c.n.valid), data.Count(c.n.filled))
		case Phone, OtherPhone:
			c.Sign = data.Plural(c.n.filled, "number", "numbers")
			if c.n.restored > 0 {
				c.Sign = fmt.Sprintf("%s put back", data.Plural(c.n.restored, "lost zero", "lost zeros"))
			}
		case Name:
			c.Sign = "Taken apart into title, first and last name"
		case Consent:
			c.Sign = "Consent is asked anew"
		case Score:
			c.Sign = "A total without answers is a note"
		case Age:
			c.Sign = "Kept as a note, never made into a date"
		default:
			c.Sign = fmt.Sprintf("%s filled", data.Count(c.n.filled))
		}
	}
}
