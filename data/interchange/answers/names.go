package answers

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/fullname"
	"waymark/data/interchange/table"
)

// Husband and wife are one name without their titles. Where nothing else tells them
// apart, a follow-up of hers would be one of his.

// title is a form of address, and of whom.
type title struct {
	text       string
	man, woman bool
}

func titleOf(n *fullname.Name) title { return title{n.Title, n.Man(), n.Woman()} }

// couple has the first title of a man and of a woman that come with one name.
type couple struct{ man, woman string }

func (c couple) two() bool { return c.man != "" && c.woman != "" }

var titleHeadings = setOf("title", "salutation", "prefix", "form of address")

// titleColumn is the column of forms of address, or -1.
func titleColumn(file *table.File) int {
	return slices.IndexFunc(file.Header, func(h string) bool { return titleHeadings[headingKey(h)] })
}

// surveyTitle notes the title of a row that says no more than a name of whose it is.
func (l *List) surveyTitle(found map[string]couple, row table.Row) {
	if l.ownReference(row) != "" || l.columns.record >= 0 || l.says(row, roleNHS) != "" || l.says(row, roleBirth) != "" || l.isHeading(row.Cells) || !l.answersIn(row) {
		return
	}
	var p data.AnswerPerson
	t, key := l.named(&p, row), fold.Text(p.FullName())
	c := found[key]
	switch {
	case key == "" || !t.man && !t.woman:
		return
	case t.man && c.man == "":
		c.man = t.text
	case t.woman && c.woman == "":
		c.woman = t.text
	}
	found[key] = c
}

// settleNames asks whether a name with titles of two people is that of two. They are
// kept apart meanwhile.
func (l *List) settleNames(found map[string]couple) {
	if l.o.Map.Names == sameCodes {
		return
	}
	l.couples = map[string]couple{}
	for key, c := range found {
		if c.two() {
			l.couples[key] = c
		}
	}
	if n := len(l.couples); n > 0 && l.o.Map.Names == "" {
		l.ask("names", fmt.Sprintf("%s both with the title of a man and with that of a woman, such as “Mr” and “Mrs”. There is no NHS number, date of birth or reference to tell whose answers they are. They may be two people, or one whose title changed.", data.Plural(n, "name comes", "names come")),
			`{"names": "exact"}`, `{"names": "same"}`)
	}
}

// tellApart leaves the title in a name that two people share.
func (l *List) tellApart(s *data.AnswerSet, t title) {
	p := &s.Person
	c := l.couples[fold.Text(p.FullName())]
	switch {
	case !c.two() || p.Reference != "" || p.NHSNumber != "" || !p.BirthDate.IsZero():
	case t.man:
		p.GivenNames = strings.TrimSpace(c.man + " " + p.GivenNames)
	case t.woman:
		p.GivenNames = strings.TrimSpace(c.woman + " " + p.GivenNames)
	default:
		l.doubt(s, -1, "Two people in the list have this name, and this row has no title, so it stands for a person of its own.")
	}
}
