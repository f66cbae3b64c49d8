package reports

import (
	"fmt"
	"slices"

	"waymark/data"
)

var notChosenWords = phrases{
	none: "Every offer was chosen", unknown: "Why offers were not chosen is not recorded",
	mostly: "Why offers were not chosen is not recorded for more than half",
	all:    "Every offer not chosen had one reason: %s", one: "The one offer not chosen had this reason: %s",
	most: "More than half of the offers not chosen had one reason: %s", lead: "%s was the most common reason not to choose",
	tie: "%s were the most common reasons not to choose, equally", level: "No reason not to choose stood out: %d were equally common",
}

// offers makes the tables of what people were offered and chose.
func (b *builder) offers(f *data.Figures) {
	o := &b.Offers
	o.ByDecision = things("by_decision", "Services offered", "What the person said", "offers", f.OffersByDecision)
	// The tables of confidence and of services count the chosen ones, too.
	b.protect(&o.ByDecision, string(data.Chosen))
	o.Chosen = rowOf(&o.ByDecision, string(data.Chosen))
	o.ByDecision.Finding = b.share(&o.ByDecision, string(data.Chosen), "chosen", "No service was offered in this period")
	o.ByDecision.Note = o.ByDecision.ns()

	o.NotChosen = table("not_chosen", "Why offers were not chosen", "Why", "offers", f.NotChosenBecause)
	b.protect(&o.NotChosen)
	o.NotChosen.byCount()
	o.NotChosen.Finding = notChosenWords.finding(&o.NotChosen)
	if o.ByDecision.N.Some() && !o.NotChosen.N.Some() {
		o.NotChosen.Finding = notChosenWords.none
	} else if !o.ByDecision.N.Some() {
		o.NotChosen.Finding = "No service was offered in this period"
	}
	o.NotChosen.Note = "Offers that the person declined or put off. " + o.NotChosen.ns()
	b.passedOn(f)
	b.funnel(f)
	b.confidence(f)
	b.services(f)
}

// rowOf is the cell of a row, or nought where the table has no such row.
func rowOf(t *Table, key string) Cell {
	if row := t.Row(key); row != nil {
		return row.Cell
	}
	return Cell{}
}

func (b *builder) passedOn(f *data.Figures) {
	started := 0
	for _, y := range f.Prescriptions {
		if data.PrescriptionStatus(y.Key).Began() {
			started += y.N
		}
	}
	o := &b.Offers
	t := things("prescriptions", "Services passed on", "What came of it", "services passed on", f.Prescriptions)
	o.Started = b.cell(started)
	if !b.protectSides(&t, func(r Row) bool { return data.PrescriptionStatus(r.Key).Began() }) {
		o.Started = hidden
	}
	switch {
	case !t.N.Some():
		t.Finding = "No chosen service was passed on in this period"
	case t.N.Hidden || o.Started.Hidden:
		t.Finding = "Too few services passed on to say how many were started"
	default:
		t.Finding = fmt.Sprintf("%s of %s passed on %s started", o.Started.Text(), data.Plural(t.N.N, "service", "services"), was(o.Started.N))
	}
	t.Note = "Started counts every service that the person went to at least once, also those completed or stopped since. " + t.ns()
	o.Prescriptions = t
}

// protectSides protects a table whose rows fall on two sides, of which the sum
// is shown, too: rows are hidden in company on each side. False when a side is
// too small for that; then the sums are to be hidden.
func (b *builder) protectSides(t *Table, one func(Row) bool) bool {
	var sides [2][]int
	for i, row := range t.Rows {
		side := 0
		if one(row) {
			side = 1
		}
		sides[side] = append(sides[side], i)
	}
	veiled := make([]bool, len(t.Rows))
	for _, rows := range sides {
		counts := make([]int, len(rows))
		for j, i := range rows {
			counts[j] = t.Rows[i].Cell.N
		}
		// The table of services shows how many were completed.
		var known []int
		if j := slices.IndexFunc(rows, func(i int) bool {
			return t.Rows[i].Key == string(data.StatusCompleted) && !b.rule.Small(t.Rows[i].Cell.N)
		}); j >= 0 {
			known = []int{j}
		}
		hide, whole := b.rule.Parts(counts, known...)
		if whole {
			b.protect(t, string(data.StatusCompleted))
			return false
		}
		for j, i := range rows {
			veiled[i] = hide[j]
		}
	}
	b.veil(t, veiled)
	b.totals(t, b.rule.Small(t.N.N), false)
	return !t.N.Hidden
}

// funnel counts people offered a service, those of them who chose one, and
// those of them who started. Each step is the sum of the parts after it, so
// that what may be shown follows from those.
func (b *builder) funnel(f *data.Figures) {
	o := &b.Offers
	offered, chose, started := f.PeopleOffered, f.PeopleChose, f.PeopleStarted
	hide, whole := b.rule.Parts([]int{offered - chose, chose - started, started})
	n := b.cell(offered)
	cells := []Cell{b.of(offered, n), b.of(chose, n), b.of(started, n)}
	switch {
	case whole || n.Hidden:
		n, cells = hidden, []Cell{hidden, hidden, hidden}
	default:
		if hide[0] {
			cells[1] = hidden // offered less chosen would be the first part
		}
		if hide[2] {
			cells[2] = hidden
		}
	}
	o.People = Table{
		Key: "people", Title: "People offered a service", Heading: "Step", Unit: "people", N: n, Recorded: n, Overlaps: true,
		Rows: []Row{
			{Key: "offered", Label: "Were offered a service", Cell: cells[0]},
			{Key: "chose", Label: "Chose at least one", Cell: cells[1]},
			{Key: "started", Label: "Started at least one", Cell: cells[2]},
		},
	}
	switch {
	case !n.Some():
		o.Finding = "No service was offered in this period"
	case n.Hidden || cells[2].Hidden:
		o.Finding = "Too few people to say how many went to a service"
	default:
		o.Finding = fmt.Sprintf("%s of %s offered a service went to one", cells[2].Text(), people(n.N))
	}
	o.Note = "Offers made in the period, and what has come of them up to now. Each step is a part of the one before it"
	if n.Hidden {
		o.Note += "." + o.People.whyHidden()
	} else {
		o.Note += "; percentages are of the " + people(n.N) + " offered a service." + o.People.whyHidden()
	}
	o.People.Finding, o.People.Note = o.Finding, o.Note
}

// confidence holds what was chosen and started against how sure people were.
func (b *builder) confidence(f *data.Figures) {
	m := Matrix{
		Key: "confidence", Title: "Confidence and what came of it", Heading: "How sure, 0 to 10", Unit: "offers",
		Columns: []string{"Offers", "Chosen", "Went at least once"},
		Note:    "How sure people said they were that they would go, when the service was offered. Percentages are of the offers in the row.",
	}
	parts := make([][]int, len(f.ByConfidence))
	for i, c := range f.ByConfidence {
		parts[i] = []int{c.Offers - c.Chosen, c.Chosen - c.Started, c.Started}
	}
	hide, whole := b.rule.Rows(parts)
	for i, c := range f.ByConfidence {
		row := MatrixRow{Key: c.Key, Label: c.Label}
		if c.Key == "" {
			row.Key, row.Label = notAskedKey, "Not asked"
		}
		n := b.cell(c.Offers)
		row.Cells = []Cell{n, b.of(c.Chosen, n), b.of(c.Started, n)}
		if hide[i] || whole {
			row.Cells = []Cell{hidden, hidden, hidden}
		}
		m.Rows = append(m.Rows, row)
	}
	m.Finding = confidenceFinding(m.Rows)
	m.Note += m.whyHidden()
	b.Offers.Confidence = m
}

const notAskedKey = "not_asked"

// confidenceFinding holds the surest against the least sure, where both are
// shown and enough.
func confidenceFinding(rows []MatrixRow) string {
	const enough = 10
	var asked []MatrixRow
	for _, r := range rows {
		if r.Key != notAskedKey && !r.Cells[0].Hidden && r.Cells[0].N >= enough {
			asked = append(asked, r)
		}
	}
	if len(asked) < 2 {
		return "Too few offers to say whether the surer people went more often"
	}
	low, high := asked[0], asked[len(asked)-1]
	lowShare, _ := low.Cells[2].Share()
	highShare, _ := high.Cells[2].Share()
	said := fmt.Sprintf("%s of those with confidence %s, %s of those with %s", high.Cells[2].Percent(0), high.Label, low.Cells[2].Percent(0), low.Label)
	switch {
	case highShare > lowShare:
		return "The surer people were, the more of them went: " + said
	case highShare < lowShare:
		return "Being surer did not mean going more often: " + said
	}
	return "Surer and less sure people went equally often: " + said
}
