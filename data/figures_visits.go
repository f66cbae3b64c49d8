package data

// VisitFigures are about home visits finished in the period, and what was found
// on them. The people are those visited; they are also among the people seen.
type VisitFigures struct {
	Made, People int
	// Found counts people by what was found at their home on any visit in the
	// period, each thing once; they overlap. PeopleFound have at least one.
	Found       []Tally
	PeopleFound int
	// Clutter counts people by the band of the fullest room that was rated; an
	// empty key: none was rated. They add up to People.
	Clutter []Tally
	// Needs counts people by the needs that were confirmed from visits, by the day
	// they were found; they overlap. PeopleNeeds have at least one.
	Needs       []Tally
	PeopleNeeds int
	// Decisions counts what visits in the period asked to be decided, by kind and
	// how it was answered.
	Decisions []Tally
}
