package people

import (
	"slices"

	"waymark/data/interchange/answers"
	"waymark/data/interchange/table"
)

// restarts are the columns at whose values references may begin again, likeliest first:
// the surgery, town and prescriber, and the year.
func (s *sheet) restarts() []*Column {
	var all []*Column
	for _, f := range []Field{Surgery, Town, Prescriber} {
		if c := s.column(f); c != nil {
			all = append(all, c)
		}
	}
	for _, c := range s.columns {
		if c.Field == Note && slices.Contains(answers.Tokens(c.Heading), "year") {
			all = append(all, c)
		}
	}
	return all
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
