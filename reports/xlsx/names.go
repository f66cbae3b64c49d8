package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"waymark/reports"
)

// longestName is how many UTF-16 units the name of a sheet has at most.
const longestName = 31

// sheetName makes a name that a sheet may have, and that none has yet,
// whatever its case.
func (b *book) sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return '-'
		}
		return r
	}, bare(s))
	s = strings.Trim(strings.Join(strings.Fields(s), " "), "' ")
	if s == "" || strings.EqualFold(s, "history") { // a name that Excel keeps for itself
		s = "Sheet " + s
	}
	name := strings.TrimRight(short(s, longestName), "' ")
	for n := 2; b.names[strings.ToLower(name)]; n++ {
		mark := fmt.Sprintf(" (%d)", n)
		name = strings.TrimRight(short(s, longestName-len(mark)), "' ") + mark
	}
	b.names[strings.ToLower(name)] = true
	return name
}

const (
	numberWidth = 13.0 // of a column of numbers
	leastLabels = 34.0 // of the column of labels; longer ones are broken
	mostLabels  = 56.0
	// statisticLabels is the least where there are statistics.
	statisticLabels = 46.0
)

// widthsFor are the columns that the tables and charts of some parts need.
func widthsFor(parts []reports.Part) []float64 {
	const breakdown = 7 // columns of the widest table that is on every sheet of scores
	labels, columns := leastLabels, breakdown
	label := func(s string) { labels = max(labels, float64(utf8.RuneCountInString(s)+3)) }
	for i := range parts {
		t := parts[i].Table
		if parts[i].Wait != nil {
			t = &parts[i].Wait.Table
		}
		if t != nil {
			for _, r := range t.Rows {
				label(r.Label)
			}
			if worthDrawing(t) {
				columns = max(columns, chartFrom+chartSpan-1)
			}
			if longNames(t) {
				columns = max(columns, chartFrom+chartSpan)
			}
		}
		if o := parts[i].Outcome; o != nil {
			labels = max(labels, statisticLabels)
			if o.Change != nil {
				columns = max(columns, chartFrom+chartSpan-1)
			}
		}
		if m := parts[i].Matrix; m != nil {
			n := 1
			for c := range m.Columns {
				n++
				if hasShares(m, c) {
					n++
				}
			}
			if columns = max(columns, n); m.Key == "bands" {
				columns = max(columns, n+1+chartSpan)
			}
			for _, r := range m.Rows {
				label(r.Label)
			}
		}
	}
	widths := make([]float64, columns)
	for i := range widths {
		widths[i] = numberWidth
	}
	widths[0] = min(labels, mostLabels)
	return widths
}
