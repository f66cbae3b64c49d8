package people

import (
	"fmt"

	"waymark/data"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/plain"
	"waymark/data/interchange/table"
)

// Lists with a row for each session often name a person on the first of their rows
// alone, as a merged cell does.

// tellsNoOne is true for a row whose cells of who it is about are all empty. “Unknown” is
// no empty cell: such a row is about someone, and not about the person above.
func (s *sheet) tellsNoOne(row table.Row) bool {
	for _, c := range s.columns {
		if (c.Field.identifies() || c.again.identifies() || c.Field == Reference) && data.Tidy(c.at(row)) != "" {
			return false
		}
	}
	return true
}

// namedOnFirstRows reports whether people are named on the first of their rows alone, and
// the others, half of all at least, are contacts. One of several columns that say who it is
// may well be blank on most rows, as NHS numbers are.
func (s *sheet) namedOnFirstRows(l *List) bool {
	on := s.column(ContactOn)
	named, others := 0, 0
	for _, row := range s.file.Sample {
		row.Hidden = false // a filter hides names and leaves contacts
		switch {
		case on == nil || l.kindOf(s, row) != plainRow:
		case !s.tellsNoOne(row):
			named++
		case !isBlank(on.at(row)):
			others++
		}
	}
	return named > 1 && others >= named
}

// endsAbove is true for a row that is passed over and beneath which no row is about the
// person above: it names someone else, or sums up.
func (s *sheet) endsAbove(row table.Row, kind rowKind) bool {
	return kind == totalsRow || !s.tellsNoOne(row)
}

// pass notes whether rows beneath one that is passed over may still be about the person
// above.
func (b *builder) pass(s *sheet, row table.Row, kind rowKind) {
	if p := b.last[s]; p != nil && (s.endsAbove(row, kind) || b.unlike(p, s, row) != nil) {
		delete(b.last, s)
	}
}

// above finds whom a row without a name is about, once someone said that it is about the
// person above; why is a sentence if it is not.
func (b *builder) above(s *sheet, row table.Row) (p *data.ListPerson, why string) {
	p = b.last[s]
	if p == nil || b.l.o.Map.Nameless != "above" || !s.people || !s.tellsNoOne(row) {
		return nil, ""
	}
	if c := b.unlike(p, s, row); c != nil {
		return nil, fmt.Sprintf("This row has no name, and its “%s” is not that of the person above.", c.Heading)
	}
	return p, ""
}

// unlike is a column with something of a row's own by which it is about someone other
// than a person; nil for none.
func (b *builder) unlike(p *data.ListPerson, s *sheet, row table.Row) *Column {
	k := &p.Client
	for _, c := range s.columns {
		cell := data.Tidy(c.at(row))
		if isBlank(cell) || !saysSomething(s, c, cell) {
			continue
		}
		like := true
		switch c.Field {
		case Birth:
			day, _, _ := b.l.birth(c, cell)
			like = !day.IsZero() && day == k.BirthDate
		case Phone, OtherPhone:
			for _, part := range phonesOf(cell) {
				number, _, why := readPhone(part)
				like = like && why == "" && (number == k.Phone || number == k.OtherPhone)
			}
		case Email:
			like = cell == k.Email
		}
		if !like {
			return c
		}
	}
	return nil
}

// whyNoOne says why a row gives no person of its own; "" for one that does.
func (s *sheet) whyNoOne(row table.Row) string {
	n, whole := s.nameOf(row)
	id, lone := s.identityOf(row), s.alone(row)
	switch {
	case lone != "" && (plain.IsRemark(lone) || isGrouping(lone)):
		return "This stands alone in its row, as a heading or a note does. If it is a person, add them by hand."
	case fullname.IsTest(n.Given + " " + n.Family):
		return "This looks like a test record. If it is a person, add them by hand."
	case id.name != "" || id.nhs != "":
	case s.onlyReferences() && s.referenceOf(row) != "":
	case whole != "":
		return "This is no one’s name."
	default:
		return "This row does not say who it is about."
	}
	return ""
}

// A few such rows are more likely slips; they are left to work through.
const (
	fewestNameless = 2
	oneNamelessIn  = 5 // rows
)

// askNameless asks whether rows that do not say who they are about belong to the row
// above.
func (l *List) askNameless(v *survey) {
	n := len(v.nameless)
	if n < fewestNameless || n*oneNamelessIn < l.Rows || l.o.Map.Nameless != "" {
		return
	}
	l.ask(Ask{Key: "nameless_rows", Title: "Are rows without a name about the person above?",
		Evidence: fmt.Sprintf("%s not say who they are about, such as %s.", data.Plural(n, "row does", "rows do"), rowsText(v.nameless[:1])),
		Answers: []Answer{
			{"Yes, the one above", "What these rows say is joined with the last person who is named above them.", said("nameless_rows", "above")},
			{"No", "They go to the list to work through.", said("nameless_rows", "leave_out")},
		}, rows: v.nameless})
}
