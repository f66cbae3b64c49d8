package reports

import (
	"fmt"
	"slices"

	"waymark/data"
)

var notChosenWords = phrases{
	about: "Offers not chosen, by reason",
	none:  "Every offer was chosen", unknown: "Why services were not chosen is not recorded",
	mostly: "Why services were not chosen is not recorded for more than half of the offers",
	all:    "Every offer not chosen had one reason: “%s”", one: "The one offer not chosen had this reason: “%s”",
}

// offers makes the tables of what people were offered and chose.
func (b *builder) offers(f *data.Figures) {
	o := &b.Offers
	o.ByDecision = things("by_decision", "Services offered", "What the person said", "offers", f.OffersByDecision)
	// The tables of confidence and of services count the chosen ones, too.
	b.protect(&o.ByDecision, string(data.Chosen))
	o.Chosen = rowOf(&o.ByDecision, string(data.Chosen))
	o.ByDecision.Finding = shareClaim(&o.ByDecision, string(data.Chosen), "chosen", "No service was offered in this period").title()
	o.ByDecision.Note = "Offers are not people: one person may have several. " + o.ByDecision.ns()

	o.NotChosen = table("not_chosen", "Why services were not chosen", "Why", "offers", f.NotChosenBecause)
	b.protect(&o.NotChosen)
	o.NotChosen.byCount()
	why := notChosenWords.claim(&o.NotChosen)
	if !o.ByDecision.N.Some() {
		why.says = "No service was offered in this period"
	}
	o.NotChosen.Finding = why.title()
	o.NotChosen.Note = "Offers the person declined or delayed. " + o.NotChosen.ns()
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
	t := things("prescriptions", "Referrals and signposts to services", "Status", "referrals and signposts", f.Prescriptions)
	o.Started = b.cell(started)
	if !b.protectSides(&t, func(r Row) bool { return data.PrescriptionStatus(r.Key).Began() }) {
		o.Started = hidden
	}
	c := claim{about: t.Title, on: []Cell{t.N, o.Started}, apart: true}
	if !t.N.Hidden {
		c.base = t.N.of(t.Unit)
	}
	switch {
	case !t.N.Some():
		c.says, c.base = "No one was referred or signposted to a service in this period", ""
	case !t.N.Hidden && !o.Started.Hidden:
		c.says, c.base = fmt.Sprintf("%s of %s %s started", o.Started.Text(), t.N.of(t.Unit), was(o.Started.N)), ""
	}
	t.Finding = c.title()
	t.Note = "“Started” means the person went at least once, including services they have since completed or stopped. " + t.ns()
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
			{Key: "offered", Label: "Offered a service", Cell: cells[0]},
			{Key: "chose", Label: "Chose at least one", Cell: cells[1]},
			{Key: "started", Label: "Started at least one", Cell: cells[2]},
		},
	}
	c := claim{about: offeredAbout, on: []Cell{n, cells[2]}, apart: true}
	if !n.Hidden {
		c.base = people(n.N)
	}
	switch {
	case !n.Some():
		c.says, c.base = "No service was offered in this period", ""
	case !n.Hidden && !cells[2].Hidden:
		c.says, c.base = fmt.Sprintf("%s of %s offered a service went to one", cells[2].Text(), people(n.N)), ""
	}
	o.Finding = c.title()
	o.Note = "People offered a service in the period, and what has happened so far. Each step is part of the one before"
	if n.Hidden {
		o.Note += "." + o.People.whyHidden()
	} else {
		o.Note += "; percentages are of the " + people(n.N) + " offered a service." + o.People.whyHidden()
	}
	o.People.Finding, o.People.Note = c.title(), o.Note
}

// confidence counts what was chosen and started by how sure people were.
func (b *builder) confidence(f *data.Figures) {
	m := Matrix{
		Key: "confidence", Title: "Confidence and attendance", Heading: "How sure, 0 to 10", Unit: "offers",
		Columns: []string{"Offers", "Chosen", "Attended at least once"},
		Note:    "How confident people said they were that they would go. Counts are offers, not people: one person may have several. Percentages are of the row.",
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
	m.Finding = b.confidenceClaim(f).title()
	m.Note += m.whyHidden()
	b.Offers.Confidence = m
}

const notAskedKey = "not_asked"

// confidenceClaim says what was counted. Whether surer people went more often is
// not for these counts to say: they are offers, and one person has several.
func (b *builder) confidenceClaim(f *data.Figures) claim {
	n := b.Offers.ByDecision.N
	c := claim{about: "Offers, by how confident the person was", on: []Cell{n}, apart: true}
	switch {
	case len(f.ByConfidence) == 0 || !n.Some():
		c.says = "No service was offered in this period"
	case !n.Hidden:
		c.base = n.of("offers")
	}
	return c
}
