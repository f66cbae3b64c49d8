package reports

import (
	"cmp"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Breakdown is the change of parts of the pairs, such as women and men. Parts
// with too few pairs have no means.
type Breakdown struct {
	Key, Title, Heading, Note string
	Rows                      []BreakdownRow
}

// BreakdownRow is one part of the pairs.
type BreakdownRow struct {
	Key, Label            string
	Pairs                 Cell
	Before, After, Change *float64
	Low, High             *float64 // the 95% confidence interval for the mean change; nil where there is none
}

// Worse reports whether the mean of a part changed for the worse on the scale.
func (o *Outcome) Worse(r *BreakdownRow) bool {
	return r.Change != nil && *r.Change != 0 && *r.Change < 0 != o.LowerIsBetter
}

// AnyWorse reports whether the mean of any part did.
func (o *Outcome) AnyWorse() bool {
	return slices.ContainsFunc(o.Breakdowns, func(b Breakdown) bool {
		return slices.ContainsFunc(b.Rows, func(r BreakdownRow) bool { return o.Worse(&r) })
	})
}

var missingColumns = []string{"Both scores", "Follow-up missing"}

// leastInPart is the number of pairs under which a part has no means.
const leastInPart = 5

// dimension is one way to part the people.
type dimension struct {
	key, heading string
	order        []data.Tally // the parts, in the order of the report's tables
	of           func(*data.Who) string
}

func (b *builder) dimensions() []dimension {
	f := b.figures
	list := []dimension{
		{"sex", "Sex", f.BySex, func(w *data.Who) string { return w.Sex }},
		{"age_band", "Age", f.ByAgeBand, func(w *data.Who) string { return w.AgeBand }},
		{"surgery", "Surgery", f.BySurgery, func(w *data.Who) string { return w.Surgery }},
		{"reason", "Main reason", f.ByReason, func(w *data.Who) string { return w.Reason }},
	}
	if b.byStaff {
		list = append(list, dimension{"prescriber", b.role.Capital(), f.ByPrescriber, func(w *data.Who) string { return w.Prescriber }})
	}
	return list
}

// breakdowns parts the pairs by what describes people, and sets those whose
// follow-up is missing beside those with one.
func (b *builder) breakdowns(o *Outcome, f *data.OutcomeFigures) {
	if o.Pairs.Hidden || len(f.Pairs) == 0 {
		return
	}
	for _, d := range b.dimensions() {
		parts := map[string][]scores{}
		for i := range f.Pairs {
			p := &f.Pairs[i]
			key := d.of(&p.Who)
			parts[key] = append(parts[key], scores{p.Before, p.After})
		}
		without := map[string]int{}
		for i := range f.Unpaired {
			without[d.of(&f.Unpaired[i])]++
		}
		if part := b.breakdown(o, d, parts); part != nil {
			part.Title = o.ShortName + " by " + data.LowerFirst(d.heading)
			o.Breakdowns = append(o.Breakdowns, *part)
		}
		if m := b.missing(o, d, parts, without); m != nil {
			o.Missing = append(o.Missing, *m)
		}
	}
	if part := b.byService(o, f.Pairs); part != nil {
		part.Title = o.ShortName + " by service"
		o.Breakdowns = append(o.Breakdowns, *part)
	}
}

// silent are the parts of the pairs that get no means: those whose number is
// hidden or small, and more of them, smallest first, until those together are
// not few, because the mean of them follows from the means of the others.
func (b *builder) silent(o *Outcome, d dimension, parts map[string][]scores) map[string]bool {
	list, people := map[string]bool{}, 0
	take := func(key string) { list[key], people = true, people+len(parts[key]) }
	for key, pairs := range parts {
		if len(pairs) < b.enough() || b.hide[disclosure.Ref(o.at()+"/"+d.key, cmp.Or(key, notRecordedKey))] {
			take(key)
		}
	}
	if b.series && len(list) > 0 {
		// Beside what the readers hold, the mean of a part must not follow from
		// those of the others.
		for key := range parts {
			take(key)
		}
	}
	for b.rule.On() && people > 0 && people < b.enough() {
		next, found := smallestPart(d, parts, list)
		if !found {
			break
		}
		take(next)
	}
	return list
}

// smallestPart is the part with the fewest pairs that is not silent yet.
func smallestPart(d dimension, parts map[string][]scores, silent map[string]bool) (next string, found bool) {
	for _, y := range d.order {
		if n := len(parts[y.Key]); n > 0 && !silent[y.Key] && (!found || n < len(parts[next])) {
			next, found = y.Key, true
		}
	}
	return next, found
}

// enough is the least number of pairs that have a mean.
func (b *builder) enough() int { return max(leastInPart, b.rule.Minimum) }

// breakdown is nil unless at least two parts have pairs enough: with one, it
// would say no more than the whole.
func (b *builder) breakdown(o *Outcome, d dimension, parts map[string][]scores) *Breakdown {
	t := &Breakdown{Key: d.key, Heading: d.heading}
	for _, y := range d.order {
		if len(parts[y.Key]) > 0 {
			t.Rows = append(t.Rows, BreakdownRow{Key: cmp.Or(y.Key, notRecordedKey), Label: y.Label})
		}
	}
	enough, i, silent := 0, 0, b.silent(o, d, parts)
	for _, y := range d.order {
		pairs := parts[y.Key]
		if len(pairs) == 0 {
			continue
		}
		if b.fillPart(&t.Rows[i], o.at()+"/"+d.key, pairs, !silent[y.Key]) {
			enough++
		}
		i++
	}
	if enough < 2 && !b.open {
		return nil // open, for the numbers
	}
	why := ""
	if b.rule.On() && slices.ContainsFunc(t.Rows, func(r BreakdownRow) bool { return r.Change != nil && r.Low == nil }) {
		why = fmt.Sprintf(" We do not show a confidence interval for fewer than %d people.", 2*b.rule.Minimum)
	}
	if slices.ContainsFunc(t.Rows, func(r BreakdownRow) bool { return r.Change != nil && roundedApart(*r.Before, *r.After, *r.Change) }) {
		why += " " + eachRounded
	}
	if slices.ContainsFunc(t.Rows, func(r BreakdownRow) bool { return r.Pairs.Hidden }) {
		why += " Some numbers are hidden because small numbers could identify someone."
	}
	t.Note = fmt.Sprintf("People with both scores only. We do not show a mean for fewer than %d people, or where it could be worked out from other figures. "+
		"These groups are small. Differences between them may be due to chance and do not show that one group had a better service.", b.enough()) + why
	return t
}

// fillPart fills one row; true when it has its means.
func (b *builder) fillPart(row *BreakdownRow, table string, pairs []scores, means bool) bool {
	row.Pairs = b.cell(table, row.Key, len(pairs))
	if row.Pairs.Hidden || !means || len(pairs) < b.enough() {
		return false
	}
	p := pairedOf(pairs)
	b.careful(p, len(pairs))
	row.Before, row.After, row.Change = &p.MeanBefore, &p.MeanAfter, &p.Change
	if p.Test != nil {
		row.Low, row.High = &p.Test.Low, &p.Test.High
	}
	return true
}

// byService lists the services that people with both scores went to. One
// person may have gone to several, so that the rows do not add up.
func (b *builder) byService(o *Outcome, pairs []data.Pair) *Breakdown {
	parts := map[string][]scores{}
	for i := range pairs {
		p := &pairs[i]
		for _, service := range p.Who.Services {
			parts[service] = append(parts[service], scores{p.Before, p.After})
		}
	}
	t := &Breakdown{Key: "service", Heading: "Service they went to"}
	for _, s := range b.figures.Services {
		row := BreakdownRow{Key: s.Key, Label: s.Name}
		// All but a few of the pairs: the few who did not go would follow.
		rest := len(pairs) - len(parts[s.Key])
		if len(t.Rows) < mostServices && len(parts[s.Key]) >= b.enough() && b.fillPart(&row, o.at()+"/service", parts[s.Key], !b.rule.Small(rest)) {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Note = fmt.Sprintf("People with both scores who went to the service at least once. Only services with %d or more such people are shown. "+
		"A person can be counted under several services. This does not show that the service caused the change.", b.enough())
	return t
}

// missing sets those whose follow-up is missing beside those who have it, by
// one description; nil when no one’s is missing, or how many is hidden.
func (b *builder) missing(o *Outcome, d dimension, parts map[string][]scores, without map[string]int) *Matrix {
	unpaired := 0
	for _, n := range without {
		unpaired += n
	}
	// How many have no follow-up follows from other numbers: of a few of them
	// the table would tell what they are.
	few := b.rule.Small(unpaired) || o.Later == nil || rowOf(o.Later, missingKey).Hidden
	if unpaired == 0 || o.Unpaired.Hidden || o.unanswered() != nil || !b.open && few || d.key == "prescriber" {
		return nil
	}
	m := &Matrix{
		Key: "missing_" + d.key, Title: o.ShortName + ": people whose follow-up score is missing, by " + data.LowerFirst(d.heading), Heading: d.heading, Unit: "people",
		Columns: missingColumns,
		Note:    "People with a complete first questionnaire, without those whose follow-up is not due yet or was declined. If the two columns are very different, the change shown may not apply to people without a follow-up score.",
	}
	b.missingRows(m, o, d, parts, without)
	b.combine(m, func(j int) bool { return !([]Cell{o.Pairs, o.Unpaired})[j].Hidden })
	for i := range m.Rows {
		if c := m.Rows[i].Cells; b.rule.RoundTo <= 1 && !c[0].Hidden && !c[1].Hidden {
			c[0].Of, c[1].Of = c[0].N+c[1].N, c[0].N+c[1].N
		}
	}
	m.Finding = missingClaim(o, o.Pairs, o.Unpaired).title()
	m.Note += m.whyHidden()
	return m
}

// missingRows adds a row for each part that has anyone in it.
func (b *builder) missingRows(m *Matrix, o *Outcome, d dimension, parts map[string][]scores, without map[string]int) {
	for _, y := range d.order {
		n, more := len(parts[y.Key]), without[y.Key]
		if n+more == 0 {
			continue
		}
		row := MatrixRow{Key: cmp.Or(y.Key, notRecordedKey), Label: y.Label, counts: []int{n, more}}
		for j, c := range row.counts {
			row.Cells = append(row.Cells, b.cell(o.at()+"/"+m.Key, row.Key+"/"+m.Columns[j], c))
		}
		m.Rows = append(m.Rows, row)
	}
}

// missingClaim says of how many people the follow-up score is missing, and not
// why.
func missingClaim(o *Outcome, with, without Cell) claim {
	c := claim{about: "People with a first " + o.ShortName + " score, by follow-up score", on: []Cell{with, without}, apart: true}
	if !with.Hidden && !without.Hidden {
		c.says = fmt.Sprintf("The follow-up %s score is missing for %s and was given by %s", o.ShortName, people(without.N), Count(with.N))
	}
	return c
}
