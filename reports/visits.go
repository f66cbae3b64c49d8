package reports

import (
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

var foundWords = phrases{
	about: "People visited at home, by what was found",
	none:  "Nothing of concern was recorded at the homes visited", unknown: "Nothing of concern was recorded at the homes visited",
	all: "%s was found most often", one: "At the home of the one person visited: %s", most: "More than half of the people visited had this at home: %s",
	lead: "%s was found most often at home",
}

var clutterWords = phrases{
	about: "People visited at home, by their fullest room",
	none:  "No room was rated", unknown: "No room was rated for anyone visited", mostly: "No room was rated for more than half of the people visited",
	all: "Everyone: %s", one: "The one person visited: %s", most: "More than half of the people visited: %s", lead: "Most often: %s", lower: true,
}

var visitNeedWords = phrases{
	about: "People visited at home, by need found",
	none:  "No need was added to a record from a home visit", unknown: "No need was added to a record from a home visit",
	all: "%s was found most often", one: "The one person visited needed help with %s", most: "More than half of the people visited needed help with %s",
	lead: "%s was the need found most often at home",
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
	v.Made, v.People = b.cell("visits", "made", in.Made), b.cell("visited", "people", in.People)
	about := "People with a finished home visit in the period, each counted once for each thing found. "

	v.Found = overlapping("visit_findings", "Found at home visits", "Found at home", in.Found, in.PeopleFound, in.People)
	b.protect(&v.Found)
	v.Found.byCount()
	v.Found.Finding = foundWords.claim(&v.Found).title()
	v.Found.Note = about + v.made() + v.Found.ns()

	v.Clutter = table("visit_clutter", "Fullest room at home", "Fullest room", "people", in.Clutter)
	b.protect(&v.Clutter)
	v.Clutter.Finding = clutterWords.claim(&v.Clutter).title()
	v.Clutter.Note = "Rooms are rated from 1, clear, to 9, full. The bands are the service’s own. " + v.Clutter.ns()

	v.Needs = overlapping("visit_needs", "Needs found at home visits", "Need", in.Needs, in.PeopleNeeds, in.People)
	b.protect(&v.Needs)
	v.Needs.byCount()
	v.Needs.Finding = visitNeedWords.claim(&v.Needs).title()
	v.Needs.Note = fmt.Sprintf("Needs that the %s confirmed from what was found. %s", b.role.One, v.Needs.ns())

	v.Decisions = things("visit_decisions", "Safeguarding and fire-safety decisions", "Decision", "decisions", in.Decisions)
	b.protect(&v.Decisions)
	v.Decisions.Finding = v.decided().title()
	v.Decisions.Note = "Each time something found on a home visit in the period needed a decision. " + v.Decisions.ns()
}

func isOpen(key string) bool { return strings.HasSuffix(key, "_open") }

func (v *HomeVisits) made() string {
	if v.Made.Hidden || v.People.Hidden {
		return ""
	}
	return data.Plural(v.Made.N, "visit was made", "visits were made") + " to " + people(v.People.N) + ". "
}

// decided says how many decisions are still open.
func (v *HomeVisits) decided() claim {
	t := &v.Decisions
	c := claim{about: t.Title, on: []Cell{t.N}, apart: true}
	open := 0
	for i := range t.Rows {
		if slices.ContainsFunc(t.Rows[i].Parts, isOpen) {
			c.on = append(c.on, hidden)
		}
		if isOpen(t.Rows[i].Key) {
			c.on = append(c.on, t.Rows[i].Cell)
			open += t.Rows[i].Cell.N
		}
	}
	if !t.N.Hidden {
		c.base = t.N.of(t.Unit)
	}
	switch {
	case t.N.Hidden:
	case t.N.N == 0:
		c.says, c.base = "No home visit needed a decision", ""
	case open == 0:
		c.says = "Every decision that a home visit needed has been answered"
	case !slices.ContainsFunc(c.on, func(n Cell) bool { return n.Hidden }):
		c.says, c.base = fmt.Sprintf(oneOrMany(open, "%s of %s is still open", "%s of %s are still open"), Count(open), t.N.of(t.Unit)), ""
	}
	return c
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
		{"Home visit", "A visit to the person’s home that was finished in the period. People visited are counted once; N of these tables is the number of people visited."},
		{"Clutter", fmt.Sprintf("How full each room is, rated by the %s from 1, clear, to 9, full. A person counts by the fullest room that was rated on any visit in the period. Hoarding or heavy clutter is the highest of the service’s three bands.", role.One)},
		{"Need found at a home visit", fmt.Sprintf("A need that the %s added to the record from what was found on the visit, in the period.", role.One)},
		{"Decision", "A rating at or above the level that the service chose needs a decision about safeguarding or fire safety. So does any other finding that it chose. Acted on: someone was told, and the record says who and when. Not needed: the record says why."},
	}
}
