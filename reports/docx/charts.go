package docx

import (
	"fmt"
	"math"
	"strings"

	"waymark/reports"
	"waymark/reports/docx/internal/word"
)

// The colours of charts: what counts, and what it is held against.
const (
	accent = "0B6B6B"
	pale   = "A9CCCA"
	grey   = "566670"
)

// chart adds a chart with its caption. What is to be seen is also said in
// words, for those who do not see it.
func (w *writer) chart(caption string, c word.Chart) {
	if w.err != nil {
		return
	}
	w.doc.Labelled("Figure", caption)
	w.err = w.doc.Chart(c)
}

// worthDrawing reports whether there are bars to compare.
func worthDrawing(t *reports.Table) bool {
	n := 0
	for _, r := range t.Rows {
		if !r.Cell.Hidden && r.Cell.N > 0 {
			n++
		}
	}
	return n > 1
}

// bars draws the counts of a table. What is hidden has no bar, and says so in
// its name.
func (w *writer) bars(t *reports.Table) {
	if !worthDrawing(t) {
		return
	}
	c := word.Chart{Format: "#,##0", Min: new(float64), Series: []word.Series{{Name: capital(t.Unit), Colour: accent}}}
	var said []string
	for _, r := range t.Rows {
		c.Categories = append(c.Categories, named(r.Label, r.Cell))
		c.Series[0].Values = append(c.Series[0].Values, value(r.Cell))
		said = append(said, r.Label+" "+counted(r.Cell, t.Decimals))
	}
	c.Alt = alt("Bar chart", t.Title, said)
	w.chart(t.Title+", "+t.Unit, c)
}

// bands draws how many were in each band before and after.
func (w *writer) bands(m *reports.Matrix) {
	colours := []string{pale, accent}
	c := word.Chart{Format: "#,##0", Min: new(float64), Legend: true}
	var said []string
	for j, name := range m.Columns {
		c.Series = append(c.Series, word.Series{Name: name, Colour: colours[j%len(colours)]})
	}
	shown := false
	for _, r := range m.Rows {
		c.Categories = append(c.Categories, r.Label)
		for j, cell := range r.Cells {
			shown = shown || !cell.Hidden && cell.N > 0
			c.Series[j].Values = append(c.Series[j].Values, value(cell))
			said = append(said, r.Label+" "+lower(m.Columns[j])+" "+counted(cell, 0))
		}
	}
	if !shown {
		return
	}
	c.Alt = alt("Bar chart", m.Title, said)
	w.chart(m.Title+", "+m.Unit, c)
}

// slope draws the same people before and after: their lines or how they lie,
// the mean, and the first comparator.
func (w *writer) slope(o *reports.Outcome) {
	if o.Before == nil || o.After == nil {
		return
	}
	c := word.Chart{Lines: true, Legend: true, Format: "0.0", Height: 2700000, Categories: []string{"First", "Follow-up"}, Min: &o.Min, Max: &o.Max}
	add := func(name, colour string, before, after float64, thin, dashed bool) {
		c.Series = append(c.Series, word.Series{Name: name, Colour: colour, Values: []*float64{&before, &after}, Thin: thin, Dashed: dashed})
	}
	add("Mean", accent, *o.Before, *o.After, false, false)
	said := []string{"mean " + reports.Score(*o.Before) + ", then " + reports.Score(*o.After)}
	switch {
	case len(o.Lines) > 0:
		c.Legend = false
		for i, l := range o.Lines {
			add(fmt.Sprintf("Person %d", i+1), pale, l.Before, l.After, true, l.After < l.Before)
		}
		said = append(said, fmt.Sprintf("a line for each of %d people, dashed where the score fell", len(o.Lines)))
	case o.Spread != nil:
		for _, b := range []struct {
			name string
			at   int
		}{{"Lower quartile", 1}, {"Upper quartile", 2}, {"10th percentile", 0}, {"90th percentile", 3}} {
			if tenth := b.at == 0 || b.at == 3; tenth && o.Spread.Quarters {
				continue
			}
			before, after := o.Spread.Before[b.at], o.Spread.After[b.at]
			add(b.name, pale, before, after, true, b.at == 0 || b.at == 3)
			said = append(said, lower(b.name)+" "+reports.Score(before)+", then "+reports.Score(after))
		}
	}
	if len(o.Comparators) > 0 {
		first := o.Comparators[0]
		add(reports.ComparatorName(first), grey, first.Value, first.Value, true, true)
		said = append(said, "published mean "+reports.Score(first.Value))
	}
	title := o.ShortName + " score of the same people, first and follow-up"
	c.Alt = alt("Line chart", title, said)
	w.chart(fmt.Sprintf("%s (n = %s)", title, o.Pairs.Text()), c)
}

// parts draws the mean change of parts of the people, each with its interval.
func (w *writer) parts(o *reports.Outcome) {
	none := []*float64{}
	least, most := 0.0, 0.0
	c := word.Chart{Format: "0.0", Min: &least, Max: &most, Series: []word.Series{{Name: "Mean change", Colour: accent, Low: none, High: none}}}
	s := &c.Series[0]
	var said []string
	for _, b := range o.Breakdowns {
		for _, r := range b.Rows {
			if r.Change == nil {
				continue
			}
			c.Categories = append(c.Categories, b.Heading+": "+r.Label)
			s.Values, s.Low, s.High = append(s.Values, r.Change), append(s.Low, r.Low), append(s.High, r.High)
			for _, v := range []*float64{r.Change, r.Low, r.High} {
				if v != nil {
					least, most = min(least, math.Floor(*v)), max(most, math.Ceil(*v))
				}
			}
			said = append(said, r.Label+" "+reports.Signed(*r.Change))
		}
	}
	if len(said) < 2 {
		return
	}
	c.Alt = alt("Bar chart with intervals", o.ShortName+", mean change by group", said)
	w.chart(o.ShortName+", mean change by group, with its 95% confidence interval", c)
}

// value is a count as a bar; nil where it is hidden.
func value(c reports.Cell) *float64 {
	if c.Hidden {
		return nil
	}
	n := float64(c.N)
	return &n
}

// named is the name of a bar, which says where its number is hidden.
func named(label string, c reports.Cell) string {
	if c.Hidden {
		return label + " (" + c.Text() + ")"
	}
	return label
}

// alt says in words what a chart shows, as short as a listener bears: the
// whole is in the table beside it.
func alt(kind, title string, said []string) string {
	const most = 12
	if len(said) > most {
		said = append(said[:most:most], fmt.Sprintf("and %d more in the table below", len(said)-most))
	}
	return kind + ". " + strings.TrimSuffix(title, ".") + ": " + strings.Join(said, "; ") + "."
}
