package people

import (
	"fmt"
	"slices"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/table"
)

// restarts are the columns at whose values references may begin again, likeliest first:
// the surgery, town and prescriber.
func (s *sheet) restarts() []*Column {
	var all []*Column
	for _, f := range []Field{Surgery, Town, Prescriber} {
		if c := s.column(f); c != nil {
			all = append(all, c)
		}
	}
	return all
}

// years are the columns of years, at which references may begin again as well. The year
// in which someone was born makes any two people different, and tells nothing.
func (s *sheet) years() []*Column {
	var all []*Column
	for _, c := range s.columns {
		words := answers.Tokens(c.Heading)
		if c.Field == Note && slices.Contains(words, "year") && !slices.Contains(words, "birth") && !slices.Contains(words, "born") {
			all = append(all, c)
		}
	}
	return all
}

// askYear asks whether references begin again each year, where that would make everyone
// of a number one person, and reports whether it does. A school year or that of a review
// may do so by chance.
func (l *List) askYear(v *survey, c *Column, wrong int) bool {
	for _, s := range l.sheets {
		for _, year := range s.years() {
			at := func(i identity) string { return i.columns[year] }
			if conflicts(v.refs, at) > 0 || !changesPeople(v.refs, at) {
				continue
			}
			l.within, c.asked, c.Sign = year, true, "May restart at each "+year.called()
			l.ask(Ask{Key: "within", Column: c.Heading, Title: fmt.Sprintf("Do the numbers in “%s” begin again at each %s?", c.Heading, year.called()),
				Evidence: fmt.Sprintf("%s under different names or NHS numbers, and never at the same %s.", data.Plural(wrong, "number stands", "numbers stand"), year.called()),
				Answers: []Answer{
					{"Yes", fmt.Sprintf("A number is another person at each %s.", year.called()), said("within", year.key())},
					{"No", "It is asked next whether a number is always one person.", said("within", "none")},
				}})
			return true
		}
	}
	return false
}

// changesPeople reports whether most references with rows at several places mean another
// person there. Where they do not, the references go on.
func changesPeople(refs map[string][]identity, where func(identity) string) bool {
	change, same := 0, 0
	for _, ids := range byRefKey(refs) {
		several, differ := false, false
		for i := range ids {
			for j := range i {
				if where(ids[i]) != where(ids[j]) {
					several = true
					differ = differ || ids[i].contradicts(ids[j])
				}
			}
		}
		change += b2i(differ)
		same += b2i(several && !differ)
	}
	return change > same
}

// called is what a column is called among signs: its field, or its heading if that is a
// note.
func (c *Column) called() string {
	if c.Field == Note || c.Field == LeftOut {
		return "“" + c.Heading + "”"
	}
	return lowerLabel(c.Field)
}

// like is the column of a sheet that is like one of any sheet; nil if it has none.
func (s *sheet) like(c *Column) *Column {
	if slices.Contains(s.columns, c) {
		return c
	}
	if c.Field != Note && c.Field != LeftOut {
		return s.column(c.Field)
	}
	at := slices.IndexFunc(s.columns, func(o *Column) bool { return o.Heading == c.Heading })
	if at < 0 {
		return nil
	}
	return s.columns[at]
}

// identityOf is who a row says someone is, with the day of birth.
func (l *List) identityOf(s *sheet, row table.Row) identity {
	id := s.identityOf(row)
	if c := s.column(Birth); c != nil {
		id.birth, _, _ = l.birth(c, c.at(row))
	}
	return id
}
