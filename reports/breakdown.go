package reports

import (
	"cmp"
	"fmt"
	"slices"

	"waymark/data"
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
	Low, High             *float64 // the 95 % interval of the mean change; nil where there is none
}

// leastInPart is the number of pairs under which a part has no means.
const leastInPart = 5

// dimension is one way to part the people.
type dimension struct {
	key, heading string
	order        []data.Tally // the parts, in the order of the report's tables
	of           func(data.Who) string
}

func (b *builder) dimensions() []dimension {
	f := b.figures
	return []dimension{
		{"sex", "Sex", f.BySex, func(w data.Who) string { return w.Sex }},
		{"age_band", "Age", f.ByAgeBand, func(w data.Who) string { return w.AgeBand }},
		{"surgery", "Surgery", f.BySurgery, func(w data.Who) string { return w.Surgery }},
		{"reason", "Main reason", f.ByReason, func(w data.Who) string { return w.Reason }},
		{"prescriber", "Prescriber", f.ByPrescriber, func(w data.Who) string { return w.Prescriber }},
	}
}

// breakdowns parts the pairs by what describes people, and holds those without
// a follow-up against those with.
func (b *builder) breakdowns(o *Outcome, f *data.OutcomeFigures) {
	if o.Pairs.Hidden || len(f.Pairs) == 0 {
		return
	}
	for _, d := range b.dimensions() {
		parts := map[string][]data.Pair{}
		for _, p := range f.Pairs {
			parts[d.of(p.Who)] = append(parts[d.of(p.Who)], p)
		}
		if part := b.breakdown(d, parts); part != nil {
			part.Title = o.ShortName + " by " + lowerFirst(d.heading)
			o.Breakdowns = append(o.Breakdowns, *part)
		}
		if m := b.missing(o, d, parts, f.Unpaired); m != nil {
			o.Missing = append(o.Missing, *m)
		}
	}
	if part := b.byService(f.Pairs); part != nil {
		part.Title = o.ShortName + " by service"
		o.Breakdowns = append(o.Breakdowns, *part)
	}
}

// breakdown is nil unless at least two parts have pairs enough: with one, it
// would say no more than the whole.
func (b *builder) breakdown(d dimension, parts map[string][]data.Pair) *Breakdown {
	t := &Breakdown{Key: d.key, Heading: d.heading}
	counts := []int{}
	for _, y := range d.order {
		if n := len(parts[y.Key]); n > 0 {
			counts = append(counts, n)
			t.Rows = append(t.Rows, BreakdownRow{Key: cmp.Or(y.Key, notRecordedKey), Label: y.Label})
		}
	}
	hide, whole := b.rule.Parts(counts)
	enough, i := 0, 0
	for _, y := range d.order {
		pairs := parts[y.Key]
		if len(pairs) == 0 {
			continue
		}
		if b.fillPart(&t.Rows[i], pairs, hide[i] || whole) {
			enough++
		}
		i++
	}
	if enough < 2 {
		return nil
	}
	t.Note = fmt.Sprintf("Pairs only. No mean is given for fewer than %d pairs, or where one could be worked out from the others. "+
		"Differences between parts of so few people are mostly chance; nothing here says that one part was served better.", max(leastInPart, b.rule.Minimum))
	return t
}

// fillPart fills one row; true when it has its means.
func (b *builder) fillPart(row *BreakdownRow, pairs []data.Pair, hide bool) bool {
	row.Pairs = b.cell(len(pairs))
	if hide {
		row.Pairs = hidden
	}
	if hide || len(pairs) < max(leastInPart, b.rule.Minimum) {
		return false
	}
	p := pairedOf(pairs)
	row.Before, row.After, row.Change = &p.MeanBefore, &p.MeanAfter, &p.Change
	if p.Test != nil {
		row.Low, row.High = &p.Test.Low, &p.Test.High
	}
	return true
}

// byService lists the services that people with both scores went to. One
// person may have gone to several, so that the rows do not add up.
func (b *builder) byService(pairs []data.Pair) *Breakdown {
	parts := map[string][]data.Pair{}
	for _, p := range pairs {
		for _, service := range p.Who.Services {
			parts[service] = append(parts[service], p)
		}
	}
	t := &Breakdown{Key: "service", Heading: "Service they went to"}
	for _, s := range b.figures.Services {
		row := BreakdownRow{Key: s.Key, Label: s.Name}
		// All but a few of the pairs: the few who did not go would follow.
		rest := len(pairs) - len(parts[s.Key])
		if len(t.Rows) < mostServices && b.fillPart(&row, parts[s.Key], b.rule.Small(rest) || b.rule.Small(len(parts[s.Key]))) {
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	t.Note = fmt.Sprintf("People with both scores who went to the service at least once, where they are %d or more. One person may have gone to several. "+
		"It does not say that the service caused the change.", max(leastInPart, b.rule.Minimum))
	return t
}

// missing holds those whose follow-up is missing against those who have it, by
// one description; nil when nobody's is missing.
func (b *builder) missing(o *Outcome, d dimension, parts map[string][]data.Pair, unpaired []data.Who) *Matrix {
	if len(unpaired) == 0 || d.key == "prescriber" {
		return nil
	}
	without := map[string]int{}
	for _, w := range unpaired {
		without[d.of(w)]++
	}
	m := &Matrix{
		Key: "missing_" + d.key, Title: o.ShortName + ": who has no follow-up, by " + lowerFirst(d.heading), Heading: d.heading, Unit: "people",
		Columns: []string{"Have both", "Follow-up missing"},
		Note:    "People with a complete first questionnaire. Where the two columns differ much, the change of those with both may not hold for the others.",
	}
	with := []int{}
	for _, y := range d.order {
		if len(parts[y.Key])+without[y.Key] > 0 {
			with = append(with, len(parts[y.Key]))
			m.Rows = append(m.Rows, MatrixRow{Key: cmp.Or(y.Key, notRecordedKey), Label: y.Label, Cells: []Cell{
				{N: len(parts[y.Key]), Of: len(parts[y.Key]) + without[y.Key]}, {N: without[y.Key], Of: len(parts[y.Key]) + without[y.Key]},
			}})
		}
	}
	var unknown []int // how many people's sex is not recorded stands in another table
	if i := slices.IndexFunc(m.Rows, func(r MatrixRow) bool { return r.Key == notRecordedKey }); i >= 0 {
		unknown = []int{i}
	}
	b.protectColumn(m, 0, unknown...)
	b.protectColumn(m, 1, unknown...)
	for i := range m.Rows { // a percentage would give the hidden one away
		cells := m.Rows[i].Cells
		if cells[0].Hidden || cells[1].Hidden || b.rule.RoundTo > 1 {
			cells[0].Of, cells[1].Of = 0, 0
		}
	}
	m.Finding = o.ShortName + ": " + missingShare(b.cell(sum(with)), b.cell(len(unpaired)))
	m.Note += m.whyHidden()
	return m
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

func missingShare(with, without Cell) string {
	if with.Hidden || without.Hidden {
		return "too few to say how many follow-ups are missing"
	}
	return fmt.Sprintf("the follow-up is missing for %s of %s with a first score", without.Text(), people(with.N+without.N))
}
