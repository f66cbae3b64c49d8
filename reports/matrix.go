package reports

import (
	"cmp"
	"slices"

	"waymark/data"
)

// whyHidden says why cells are hidden, "" when none are.
func (m *Matrix) whyHidden() string {
	for _, r := range m.Rows {
		for _, c := range r.Cells {
			if c.Hidden {
				return " Some small numbers are hidden because they could identify someone."
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

// reasonNeeds sets what people came with beside what was found later. The
// needs of a column add up to the table of needs, so that cells of a column
// are hidden in company.
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
			row.Cells = append(row.Cells, Cell{N: counts[[2]string{y.Key, need.Key}]})
		}
		m.Rows = append(m.Rows, row)
	}
	for column := range needs {
		b.protectColumn(&m, column)
	}
	// A part of what another table hides would tell how large it is at least.
	for i, row := range m.Rows {
		main, lonely := b.Reasons.Row(row.Key), b.Loneliness.ByReason.Row(row.Key)
		for j, c := range row.Cells {
			part := needs[j].Label == b.Loneliness.Reason && lonely != nil && lonely.Cell.Hidden
			if c.N > 0 && (part || main != nil && main.Cell.Hidden) {
				m.Rows[i].Cells[j] = hidden
			}
		}
	}
	m.Finding = m.crossClaim(b.Seen).title()
	m.Note += m.whyHidden()
	m.thin()
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

// protectColumn treats a column as parts of a whole that is shown elsewhere.
func (b *builder) protectColumn(m *Matrix, column int) {
	counts := make([]int, len(m.Rows))
	for i := range m.Rows {
		counts[i] = m.Rows[i].Cells[column].N
	}
	hide, whole := b.rule.Parts(counts)
	for i := range m.Rows {
		if hide[i] || whole && counts[i] > 0 {
			m.Rows[i].Cells[column] = hidden
		} else {
			m.Rows[i].Cells[column].N = b.rule.Round(counts[i])
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
	if !m.Some() {
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
		Columns: []string{"Offered", "Chosen", "Attended at least once", "Completed"},
		Note:    "Offers made in the period, which are not people: one person may have several. Percentages are of all offers of that service.",
	}
	parts := make([][]int, len(f.Services))
	for i, s := range f.Services {
		parts[i] = []int{s.Offered - s.Chosen, s.Chosen - s.Started, s.Started - s.Completed, s.Completed}
		if i >= mostServices {
			parts[i] = nil
		}
	}
	hide, whole := b.rule.Rows(b.withRest(parts, f.Services))
	var rest data.ServiceFigures
	others := 0
	for i, s := range f.Services {
		if i >= mostServices || hide[i] || whole {
			rest = rest.And(s)
			others++
			continue
		}
		m.Rows = append(m.Rows, b.serviceRow(s))
	}
	if others > 0 {
		rest.Key, rest.Name = "others", data.Plural(others, "other service", "other services")
		if len(m.Rows) == 0 {
			rest.Name = data.Plural(others, "service", "services")
		}
		row := b.serviceRow(rest)
		if whole {
			row.Cells = []Cell{hidden, hidden, hidden, hidden}
		}
		m.Rows = append(m.Rows, row)
		if b.rule.On() {
			m.Note += " Services with small numbers are grouped." + m.whyHidden()
		}
	}
	m.Finding = b.servicesClaim(&m).title()
	b.Offers.Services = m
}

// withRest puts the services that there is no room for into the last line of
// parts, which are counted together anyhow.
func (b *builder) withRest(parts [][]int, services []data.ServiceFigures) [][]int {
	if len(parts) <= mostServices {
		return parts
	}
	var rest data.ServiceFigures
	for _, s := range services[mostServices:] {
		rest = rest.And(s)
	}
	parts[mostServices] = []int{rest.Offered - rest.Chosen, rest.Chosen - rest.Started, rest.Started - rest.Completed, rest.Completed}
	return parts
}

func (b *builder) serviceRow(s data.ServiceFigures) MatrixRow {
	n := b.cell(s.Offered)
	return MatrixRow{Key: s.Key, Label: s.Name, Cells: []Cell{n, b.of(s.Chosen, n), b.of(s.Started, n), b.of(s.Completed, n)}}
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
