package pdf

import (
	"slices"

	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// indent stands before what is a part of the row above.
const indent = string(typeset.Hard) + string(typeset.Hard) + string(typeset.Hard) + string(typeset.Hard)

// outcome sets what one score shows: the sentence, the chart of the same
// people before and after, the statistics, sizes of change and parts of them.
func (d *document) outcome(o *reports.Outcome) {
	h := d.height(o.Text, body, measure) + 6
	if d.charted(o) {
		h += slopeHeight + 16
	}
	d.section(o.ShortName, o.Finding, h)
	d.paragraph(o.Text, body, measure)
	if o.SmallSample != "" {
		d.Y += 0.8
		d.paragraph(o.SmallSample, strong, measure)
	}
	d.Y += 3
	if d.charted(o) {
		d.slope(o)
	}
	d.paragraph(d.slopeCaption(o), caption, measure)
	if o.Rights != "" {
		d.paragraph(o.Rights, caption, measure)
	}
	d.Y += 4
	d.statistics(o)
	d.changes(o)
	d.breakdowns(o)
}

// charted reports whether there are means to draw.
func (d *document) charted(o *reports.Outcome) bool { return o.Before != nil && o.After != nil }

// changes draws the sizes of change as bars.
func (d *document) changes(o *reports.Outcome) {
	if len(o.Changes) == 0 || o.Before == nil {
		return
	}
	rows := make([]reports.Row, len(o.Changes))
	h := 12.0
	for i, g := range o.Changes {
		rows[i] = reports.Row{Key: g.Key, Label: g.Label, Cell: g.Cell}
		if g.Within != "" {
			rows[i].Label = indent + g.Label
		}
		h += d.rowHeight(g.Label)
	}
	d.need(h)
	d.paragraph("How much each person changed", heading3, width)
	d.Y++
	most := longest(rows)
	for i := range rows {
		d.bar(&rows[i], most, 0)
	}
	note := "n " + o.Pairs.Text()
	if o.Pairs.N == 1 {
		note += " pair."
	} else {
		note += " pairs."
	}
	d.footnote(note+" Those who rose by the larger size are among those who rose by the smaller one.",
		slices.ContainsFunc(rows, func(r reports.Row) bool { return r.Cell.Hidden }))
}
