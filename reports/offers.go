package reports

import (
	"fmt"

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
	b.protect(&o.ByDecision)
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

// rowOf is the cell of a row, or 0 where the table has no such row.
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
	o.Started = b.cell("offers", "started", started)
	b.protect(&t)
	c := claim{about: t.Title, on: []Cell{t.N, o.Started}, apart: true}
	if !t.N.Hidden {
		c.base = t.N.of(t.Unit)
	}
	switch {
	case !t.N.Some():
		c.says, c.base = "No one was referred or signposted to a service in this period", ""
	case !t.N.Hidden && !o.Started.Hidden:
		c.says, c.base = fmt.Sprintf(oneOrMany(o.Started.N, "%s of %s was started", "%s of %s were started"), o.Started.Text(), t.N.of(t.Unit)), ""
	}
	t.Finding = c.title()
	t.Note = "“Started” means the person went at least once, including services they have since completed or stopped. " + t.ns()
	o.Prescriptions = t
}

// funnel counts people offered a service, those of them who chose one, and
// those of them who started.
func (b *builder) funnel(f *data.Figures) {
	o := &b.Offers
	const key = "people"
	n := b.cell(key, "offered", f.PeopleOffered)
	cells := []Cell{b.of(key, "offered", f.PeopleOffered, n), b.of(key, "chose", f.PeopleChose, n), b.of(key, "started", f.PeopleStarted, n)}
	o.People = Table{
		Key: key, Title: "People offered a service", Heading: "Step", Unit: "people", N: n, Recorded: n, Overlaps: true,
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
		c.says, c.base = fmt.Sprintf("%s of %s offered a service went to at least one", cells[2].Text(), people(n.N)), ""
	}
	o.Finding = c.title()
	o.Note = "People offered a service in the period, and what has happened so far. Each step is part of the one before"
	if n.N > 0 {
		o.Note = fmt.Sprintf("%s; percentages are of the %s offered a service", o.Note, people(n.N))
	}
	o.Note += "." + o.People.whyHidden()
	o.People.Finding, o.People.Note = c.title(), o.Note
}

var (
	confidenceColumns = []string{"Offers", "Chosen", "Attended at least once"}
	serviceColumns    = []string{"Offered", "Chosen", "Attended at least once", "Completed"}
)

// confidence counts what was chosen and started by how sure people were.
func (b *builder) confidence(f *data.Figures) {
	m := Matrix{
		Key: "confidence", Title: "Confidence and attendance", Heading: "How sure, 0 to 10", Unit: "offers",
		Columns: confidenceColumns,
		Note:    "How confident people said they were that they would go. Counts are offers, not people: one person may have several. Percentages are of the row.",
	}
	for _, c := range f.ByConfidence {
		key, label := c.Key, c.Label
		if key == "" {
			key, label = notAskedKey, "Not asked"
		}
		b.steps(&m, key, label, c.Offers, c.Chosen, c.Started)
	}
	b.combineSteps(&m)
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
