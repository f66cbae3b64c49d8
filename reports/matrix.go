package reports

import (
	"cmp"
	"slices"

	"waymark/data"
	"waymark/reports/disclosure"
)

// whyHidden says why cells are hidden, "" when none are.
func (m *Matrix) whyHidden() string {
	for _, r := range m.Rows {
		for _, c := range r.Cells {
			if c.Hidden {
				return " Some numbers are hidden because small numbers could identify someone."
			}
		}
	}
	return ""
}

// Some reports whether there is anything in it to show or to hide.
func (m *Matrix) Some() bool {
	for _, r := range m.Rows {
		for _, c := range r.Cells {
			if c.Some() {
				return true
			}
		}
	}
	return false
}

// reasonNeeds sets what people came with beside what was found later.
func (b *builder) reasonNeeds(f *data.Figures) {
	m := Matrix{
		Key: "reason_needs", Title: "Main reason and later needs", Heading: "Main reason", Across: "Need found later", Unit: "people",
		Note: "People seen, by main reason (rows) and later needs (columns). A person can have several needs.",
	}
	counts := map[[2]string]int{}
	for _, c := range f.ReasonNeeds {
		counts[[2]string{c.Row, c.Column}] += c.N
	}
	var needs []data.Tally
	for _, y := range f.NeedsFound {
		if y.N > 0 {
			needs = append(needs, y)
			m.Columns = append(m.Columns, y.Label)
		}
	}
	for _, y := range f.ByReason {
		row := MatrixRow{Key: cmp.Or(y.Key, notRecordedKey), Label: y.Label}
		for _, need := range needs {
			n := counts[[2]string{y.Key, need.Key}]
			row.counts = append(row.counts, n)
			row.Cells = append(row.Cells, b.cell(m.Key, row.Key+"/"+need.Key, n))
		}
		m.Rows = append(m.Rows, row)
	}
	b.combine(&m, func(j int) bool { return !rowOf(&b.NeedsFound, needs[j].Key).Hidden })
	m.Finding = m.crossClaim(b.Seen).title()
	m.Note += m.whyHidden()
	if !b.open {
		m.thin()
	}
	b.ReasonNeeds = m
}

// thin leaves out rows and columns in which no number is shown.
func (m *Matrix) thin() {
	shows := func(c Cell) bool { return c.N > 0 }
	rows, columns := len(m.Rows), len(m.Columns)
	m.Rows = slices.DeleteFunc(m.Rows, func(r MatrixRow) bool { return !slices.ContainsFunc(r.Cells, shows) })
	for j := len(m.Columns) - 1; j >= 0; j-- {
		if slices.ContainsFunc(m.Rows, func(r MatrixRow) bool { return shows(r.Cells[j]) }) {
			continue
		}
		m.Columns = slices.Delete(m.Columns, j, j+1)
		for i := range m.Rows {
			m.Rows[i].Cells = slices.Delete(m.Rows[i].Cells, j, j+1)
		}
	}
	if len(m.Rows) < rows || len(m.Columns) < columns {
		m.Note += " Rows and columns without a number to show are left out."
	}
}

// combine puts the rows of which nothing is shown into one. What they come to in
// a column is shown where it follows: where the column's total is known, and
// nothing else in the column is hidden.
func (b *builder) combine(m *Matrix, known func(column int) bool) {
	together := MatrixRow{Key: togetherKey}
	var labels []string
	var rest []MatrixRow
	for _, row := range m.Rows {
		if !row.dark() {
			rest = append(rest, row)
			continue
		}
		together.Parts = append(together.Parts, row.Key)
		labels = append(labels, row.Label)
		for j, n := range row.counts {
			if len(together.counts) <= j {
				together.counts, together.Cells = append(together.counts, 0), append(together.Cells, Cell{})
			}
			together.counts[j] += n
			together.Cells[j].Hidden = together.Cells[j].Hidden || row.Cells[j].Hidden
		}
	}
	if len(together.Parts) < 2 {
		return
	}
	for j := range together.Cells {
		apart := slices.ContainsFunc(rest, func(r MatrixRow) bool { return r.Cells[j].Hidden })
		if !apart && known(j) {
			together.Cells[j] = Cell{N: b.rule.Round(together.counts[j])}
		}
	}
	together.Label = togetherLabel(labels)
	m.Note += togetherNote(labels)
	m.Rows = append(rest, together)
}

// dark reports whether a row hides something and shows nothing but noughts.
func (r *MatrixRow) dark() bool {
	some := false
	for _, c := range r.Cells {
		if !c.Hidden && c.N > 0 {
			return false
		}
		some = some || c.Hidden
	}
	return some
}

// steps adds a row of counts that are each a part of the first.
func (b *builder) steps(m *Matrix, key, label string, counts ...int) {
	row := MatrixRow{Key: key, Label: label, counts: counts}
	n := b.cell(m.Key, key+"/"+m.Columns[0], counts[0])
	row.Cells = append(row.Cells, n)
	for j, c := range counts[1:] {
		row.Cells = append(row.Cells, b.of(m.Key, key+"/"+m.Columns[j+1], c, n))
	}
	m.Rows = append(m.Rows, row)
}

// combineSteps combines the rows of a matrix that takes apart what was offered,
// chosen, started and completed.
func (b *builder) combineSteps(m *Matrix) {
	o := &b.Offers
	totals := []Cell{o.ByDecision.N, o.Chosen, o.Started, rowOf(&o.Prescriptions, string(data.StatusCompleted))}
	b.combine(m, func(j int) bool { return !totals[j].Hidden })
	for i := range m.Rows {
		if r := &m.Rows[i]; len(r.Parts) > 0 && !r.Cells[0].Hidden {
			for j := 1; j < len(r.Cells); j++ {
				if !r.Cells[j].Hidden {
					r.Cells[j].Of = r.Cells[0].N
				}
			}
		}
	}
}

// crossClaim says what was counted, and names no combination: of so many the
// largest is mostly chance.
func (m *Matrix) crossClaim(seen Cell) claim {
	c := claim{about: "People seen, by main reason and later needs", on: []Cell{seen}, apart: true}
	if !seen.Hidden {
		c.base = people(seen.N)
	}
	switch {
	case !seen.Some():
		c.says, c.base = nobodySeen, ""
	case !m.Some():
		c.says = "No need was found later for anyone seen"
	}
	return c
}

// mostServices is how many services a report lists by name.
const mostServices = 20

// services lists those chosen most. What may not be shown, and what there is
// no room for, is counted together in a last row, so that the columns still
// add up.
func (b *builder) services(f *data.Figures) {
	m := Matrix{
		Key: "services", Title: "Services offered and used", Heading: "Service", Unit: "offers",
		Columns: serviceColumns,
		Note:    "Offers made in the period, which are not people: one person may have several. Percentages are of all offers of that service.",
	}
	var rest data.ServiceFigures
	others := 0
	for i, s := range f.Services {
		if i < mostServices && !b.rule.Small(s.Offered) {
			b.steps(&m, s.Key, s.Name, s.Offered, s.Chosen, s.Started, s.Completed)
			continue
		}
		rest = rest.And(s)
		others++
	}
	if others > 0 {
		name := data.Plural(others, "other service", "other services")
		if len(m.Rows) == 0 {
			name = data.Plural(others, "service", "services")
		}
		b.steps(&m, disclosure.KeyOthers, name, rest.Offered, rest.Chosen, rest.Started, rest.Completed)
	}
	b.combineSteps(&m)
	if b.rule.On() && others > 0 {
		m.Note += " Services with small numbers are grouped." + m.whyHidden()
	}
	m.Finding = b.servicesClaim(&m).title()
	b.Offers.Services = m
}

// servicesClaim says what was counted. Which service was chosen most is for the
// rows to show: offers are not people.
func (b *builder) servicesClaim(m *Matrix) claim {
	c := claim{about: "Offers, by service", on: []Cell{b.Offers.ByDecision.N}, apart: true}
	switch n := b.Offers.ByDecision.N; {
	case len(m.Rows) == 0:
		c.says = "No service was offered in this period"
	case !n.Hidden:
		c.base = n.of("offers")
	}
	return c
}
