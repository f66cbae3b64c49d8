package reports

import (
	"fmt"

	"waymark/data"
)

var foundWords = phrases{
	none: "Nothing of concern was found at the homes visited", unknown: "What was found is not recorded",
	mostly: "What was found is not recorded for more than half of the people visited",
	all:    "Everyone visited had this at home: %s", one: "The one person visited had this at home: %s", most: "More than half of the people visited had this at home: %s",
	lead: "%s was found most often at home", tie: "%s were found most often at home, equally", level: "Nothing stood out: %d things were found equally often",
}

var clutterWords = phrases{
	none: "No room was rated", unknown: "No room was rated for anyone visited", mostly: "No room was rated for more than half of the people visited",
	all: "For everyone: %s", one: "For the one person visited: %s", most: "For more than half of the people visited: %s",
	lead: "Most often: %s", tie: "Most often, equally: %s", level: "No band stood out: %d were equally common",
}

var visitNeedWords = phrases{
	none: "No need was added to a record from a home visit", unknown: "The needs found are not recorded",
	mostly: "The needs found are not recorded for more than half of the people visited",
	all:    "Everyone visited needed help with %s", one: "The one person visited needed help with %s", most: "More than half of the people visited needed help with %s",
	lead: "%s was the need found most often at home", tie: "%s were the needs found most often at home, equally", level: "No need stood out: %d were found equally often",
}

// HomeVisits is what home visits in the period showed.
type HomeVisits struct {
	Made, People                     Cell
	Found, Clutter, Needs, Decisions Table
}

// visits makes the tables of home visits.
func (b *builder) visits(f *data.Figures) {
	in, v := &f.Visits, &b.Visits
	if in.Made == 0 && sumOf(in.Decisions) == 0 {
		return
	}
	v.Made, v.People = b.cell(in.Made), b.cell(in.People)
	if row := b.ContactsByKind.Row("home_visit"); v.People.Hidden || row != nil && row.Cell.Hidden {
		v.Made = hidden // it would tell what is hidden there
	}
	about := "Of the people with a finished home visit in the period, each counted once for each thing. "

	v.Found = overlapping("visit_findings", "What home visits showed", "Found at home", in.Found, in.PeopleFound, in.People)
	b.protect(&v.Found)
	v.Found.byCount()
	v.Found.Finding = foundWords.finding(&v.Found)
	v.Found.Note = about + v.made() + v.Found.ns()

	v.Clutter = table("visit_clutter", "How full the fullest room was", "Fullest room", "people", in.Clutter)
	b.protect(&v.Clutter)
	v.Clutter.Finding = clutterWords.finding(&v.Clutter)
	v.Clutter.Note = "Rooms are rated from 1, clear, to 9, full. The bands are the service’s own. " + v.Clutter.ns()

	v.Needs = overlapping("visit_needs", "Needs found at home visits", "Need", in.Needs, in.PeopleNeeds, in.People)
	b.protect(&v.Needs)
	v.Needs.byCount()
	v.Needs.Finding = visitNeedWords.finding(&v.Needs)
	v.Needs.Note = fmt.Sprintf("Needs that the %s confirmed from what was found. %s", b.role.One, v.Needs.ns())

	v.Decisions = things("visit_decisions", "Safeguarding and fire-safety decisions", "Decision", "decisions", in.Decisions)
	b.protect(&v.Decisions)
	v.Decisions.Finding = v.answered()
	v.Decisions.Note = "Each time a finding of a home visit in the period asked for a decision. " + v.Decisions.ns()
}

func (v *HomeVisits) made() string {
	if v.Made.Hidden || v.People.Hidden {
		return ""
	}
	return data.Plural(v.Made.N, "visit was made", "visits were made") + " to " + people(v.People.N) + ". "
}

// answered says how many decisions are still open.
func (v *HomeVisits) answered() string {
	t := &v.Decisions
	open := 0
	for i := range t.Rows {
		if len(t.Rows[i].Key) > 5 && t.Rows[i].Key[len(t.Rows[i].Key)-5:] == "_open" {
			if t.Rows[i].Cell.Hidden {
				return "Too few decisions to say how many were answered"
			}
			open += t.Rows[i].Cell.N
		}
	}
	switch {
	case t.N.Hidden:
		return "Too few decisions to say how many were answered"
	case t.N.N == 0:
		return "No home visit asked for a decision"
	case open == 0:
		return "Every decision that a home visit asked for was answered"
	}
	is := "are"
	if open == 1 {
		is = "is"
	}
	return fmt.Sprintf("%s of %s %s %s still open", Count(open), t.N.Text(), unit(t.N.N, t.Unit), is)
}

func sumOf(tallies []data.Tally) int {
	n := 0
	for _, t := range tallies {
		n += t.N
	}
	return n
}

// chapter has the tables of home visits; without any there is none.
func (v *HomeVisits) chapter() (Chapter, bool) {
	if v.Found.Key == "" {
		return Chapter{}, false
	}
	return Chapter{"visits", "What home visits showed", tables(&v.Found, &v.Clutter, &v.Needs, &v.Decisions)}, true
}

// visits checks that what home visits showed adds up.
func (c *checker) visits(f *data.Figures) {
	v := &f.Visits
	if v.Found == nil {
		return // figures of before visits were counted
	}
	c.equal("people by their fullest room", c.counts("people by their fullest room", v.Clutter), "the number of people visited", v.People)
	c.overlap("things found at home", v.Found, v.PeopleFound, v.People)
	c.within("the number of people with needs found at home visits", v.PeopleNeeds, "the number of people visited", v.People)
	c.counts("decisions", v.Decisions)
	c.within("the number of people visited", v.People, "the number of visits", v.Made)
}

type jsonVisits struct {
	Made      *int      `json:"visits_made"`
	People    *int      `json:"people_visited"`
	Found     jsonTable `json:"findings"`
	Clutter   jsonTable `json:"clutter"`
	Needs     jsonTable `json:"needs_found"`
	Decisions jsonTable `json:"decisions"`
}

// visitsJSON is nil where there were no visits.
func visitsJSON(v *HomeVisits) *jsonVisits {
	if v.Found.Key == "" {
		return nil
	}
	return &jsonVisits{Made: v.Made.number(), People: v.People.number(), Found: tableJSON(&v.Found), Clutter: tableJSON(&v.Clutter),
		Needs: tableJSON(&v.Needs), Decisions: tableJSON(&v.Decisions)}
}

// visitDefinitions say what the figures of home visits mean.
func visitDefinitions(r *Report, role data.RoleName) []Definition {
	if r.Visits.Found.Key == "" {
		return nil
	}
	return []Definition{
		{"Home visit", "A visit to the client’s home that was finished in the period. People visited are counted once; N of these tables is the number of people visited."},
		{"Clutter", fmt.Sprintf("How full each room is, rated by the %s from 1, clear, to 9, full. A person counts by the fullest room that was rated on any visit in the period. Hoarding or heavy clutter is the highest of the service’s three bands.", role.One)},
		{"Need found at a home visit", fmt.Sprintf("A need that the %s added to the record from what was found on the visit, in the period.", role.One)},
		{"Decision", "A rating at or over the service’s threshold, or another finding that the service chose, asks for a decision about safeguarding or fire safety. Acted on: someone was told, and the record says who and when. Not needed: the record says why."},
	}
}
