package instrument

import (
	"fmt"
	"slices"
)

// checkMeasures checks how the total and every scale are scored and shown.
func (d *Definition) checkMeasures(v *validation) {
	v.direction("higher", d.Higher)
	if from := d.Scoring.DerivedFrom; from != "" {
		v.id("scoring.derived_from", from)
		v.that(from != d.ID, "scoring.derived_from", "is this questionnaire itself")
	}
	if d.Scoring.Items == nil || d.checkNumbers(v, "scoring.items", d.Scoring.Items) {
		total := d.total()
		d.checkMeasure(v, "", &total)
	}
	v.most("scales", len(d.Scales), mostScales)
	ids := map[string]bool{}
	for i, s := range d.Scales {
		field := fmt.Sprintf("scales[%d]", i)
		v.id(field+".id", s.ID)
		v.that(!ids[s.ID], field+".id", "is that of another scale")
		ids[s.ID] = true
		v.filled(field+".name", s.Name, longestName)
		v.filled(field+".short_name", s.ShortName, longestName)
		v.direction(field+".higher", s.Higher)
		v.that(s.Scoring.Kind != None, field+".scoring.kind", "is %q; a scale is there to be scored", None)
		v.that(s.Scoring.Items == nil, field+".scoring.items", "is only for the total; a scale has items")
		v.that(s.Scoring.DerivedFrom == "", field+".scoring.derived_from", "is only for the questionnaire as a whole")
		if d.checkNumbers(v, field+".items", s.Items) {
			d.checkMeasure(v, field+".", &Measure{Scoring: s.Scoring, Items: s.Items, Bands: s.Bands,
				BandNote: s.BandNote, Thresholds: s.Thresholds, Comparators: s.Comparators})
		}
	}
}

// checkNumbers checks that a list of items names ones that are there, once.
func (d *Definition) checkNumbers(v *validation, field string, numbers []int) bool {
	before := len(v.wrong)
	v.that(len(numbers) > 0, field, "is empty")
	v.most(field, len(numbers), len(d.Items))
	if len(v.wrong) > before {
		return false
	}
	for i, n := range numbers {
		at := fmt.Sprintf("%s[%d]", field, i)
		v.that(n >= 1 && n <= len(d.Items), at, "is %d; there is no such item", n)
		v.that(!slices.Contains(numbers[:i], n), at, "is %d, which is in the list already", n)
	}
	return len(v.wrong) == before
}

// checkMeasure checks one score. The fields are under prefix: "" for the
// total, else such as "scales[0].".
func (d *Definition) checkMeasure(v *validation, prefix string, m *Measure) {
	s, field := m.Scoring, prefix+"scoring"
	v.that(s.Decimals >= 0 && s.Decimals <= 4, field+".decimals", "is %d: it must be from 0 to 4", s.Decimals)
	v.that(s.Kind == Table || len(s.Table) == 0, field+".table", "is only for scoring.kind %q", Table)
	v.size(field+".min", s.Min)
	v.size(field+".max", s.Max)
	least, most := d.rawRange(m.Items)
	switch s.Kind {
	case None:
		v.that(m.Bands == nil && m.Thresholds == nil && m.Comparators == nil, field+".kind", "is %q; then there are no bands, change or comparators", None)
	case Sum:
		v.that(s.Min == float64(least), field+".min", "is %g; the answers add up to at least %d", s.Min, least)
		v.that(s.Max == float64(most), field+".max", "is %g; the answers add up to at most %d", s.Max, most)
	case Table:
		checkTable(v, field, s, least, most)
	default:
		v.that(false, field+".kind", "is %q: it must be %q, %q or %q", shortened(string(s.Kind)), Sum, Table, None)
	}
	d.checkBlanks(v, field, m)
	checkBands(v, prefix, m)
	checkChange(v, prefix+"change", m.Thresholds)
	checkComparators(v, prefix+"comparators", m)
}

func checkTable(v *validation, field string, s Scoring, least, most int) {
	field += ".table"
	v.that(len(s.Table) == most-least+1, field, "has %d rows; there are %d possible sums, %d to %d", len(s.Table), most-least+1, least, most)
	for i, row := range s.Table {
		at := fmt.Sprintf("%s[%d]", field, i)
		v.that(row.Raw == least+i, at+".raw", "is %d: it must be %d", row.Raw, least+i)
		v.that(i == 0 || row.Value > s.Table[i-1].Value, at+".value", "is not larger than the one before it")
		v.that(row.Value >= s.Min && row.Value <= s.Max, at+".value", "is outside scoring.min to scoring.max")
	}
}

// rawRange is the lowest and the highest sum of some items.
func (d *Definition) rawRange(numbers []int) (lowest, highest int) {
	for _, n := range numbers {
		least, most := d.pointsRange(d.Items[n-1])
		lowest += least
		highest += most
	}
	return lowest, highest
}

// checkBlanks allows blanks only where the score stays on its scale: a sum
// without them where each item may count 0, an estimate where all items count
// for the same range.
func (d *Definition) checkBlanks(v *validation, field string, m *Measure) {
	s, n := m.Scoring, len(m.Items)
	v.that(s.ValidBlanks >= 0 && s.ValidBlanks < n, field+".valid_blanks", "is %d: it must be less than the number of items", s.ValidBlanks)
	v.that(s.ProrateBlanks >= 0 && s.ProrateBlanks < n, field+".prorate_blanks", "is %d: it must be less than the number of items", s.ProrateBlanks)
	fromZero, alike := true, true
	firstLeast, firstMost := d.pointsRange(d.Items[m.Items[0]-1])
	for _, number := range m.Items {
		least, most := d.pointsRange(d.Items[number-1])
		fromZero = fromZero && least == 0
		alike = alike && least == firstLeast && most == firstMost
	}
	v.that(s.ValidBlanks <= 0 || s.Kind == Sum && fromZero, field+".valid_blanks", "is only for a sum of items whose least answer counts for 0")
	v.that(s.ProrateBlanks <= 0 || alike, field+".prorate_blanks", "can only be used when all items have the same lowest and highest points")
}
