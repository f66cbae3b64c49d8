package pdf

import (
	"slices"
	"strings"

	"waymark/reports"
	"waymark/reports/internal/typeset"
)

// indent stands before what is a part of the row above.
const indent = string(typeset.Hard) + string(typeset.Hard) + string(typeset.Hard) + string(typeset.Hard)

// mostlyFilled is how far down a page is whose rest may stay empty before the chart of a
// score.
const mostlyFilled = pageHeight * 0.68

// outcome sets what one score shows: the sentence, the chart of the same
// people before and after beside who answered, then their figures, sizes of
// change, bands and ways of answering in columns, and parts of the people.
func (d *document) outcome(o *reports.Outcome, more []reports.Part) {
	note := d.unsaidOfScore(d.slopeCaption(o) + " " + statisticsNote(o))
	rights := d.rights(o)
	h := d.height(o.Text, plain, width) + d.height(note, caption, width) + d.height(rights, caption, width)
	switch {
	case d.charted(o) && d.Y > top && d.Y < mostlyFilled:
		h = d.height(o.Text, plain, width) // the chart may be on the next page
	case d.charted(o):
		h += slopeHeight + 14
	default:
		h += 7 * (plain.Lead + 2*cellPad)
	}
	d.section(o.ShortName, o.Finding, h)
	d.paragraph(o.Text, plain, width)
	if o.SmallSample != "" {
		d.Y += 0.8
		d.paragraph(o.SmallSample, strong, measure)
	}
	d.Y += 2.5
	who := whole(func(d *document) { d.grid(whoAnswered(o, d.w)) })
	means := whole(func(d *document) {
		d.grid(meansGrid(o, d.w))
		d.Y += 6
	})
	var blocks []block
	if d.charted(o) {
		d.need(slopeHeight + 14 + d.height(note, caption, width)) // what explains the chart is below it
		d.beside(whole(func(d *document) { d.slope(o) }), who, chartWidth)
		blocks = []block{means}
	} else {
		d.beside(who, means, columnWidth)
	}
	d.Y += 1
	d.paragraph(note, caption, width)
	d.paragraph(rights, caption, width)
	d.Y += 5
	blocks = append(blocks, d.changes(o)...)
	var unshown []reports.Part
	for i := range more {
		if veiled(&more[i]) {
			unshown = append(unshown, more[i])
			continue
		}
		if t := more[i].Table; t != nil {
			blocks = append(blocks, table(t))
			continue
		}
		blocks = append(blocks, whole(func(d *document) { d.pairedBars(more[i].Matrix) }))
	}
	if len(blocks) > 0 {
		d.flow(blocks)
	}
	d.breakdowns(o)
	d.unshown(unshown)
}

// rights is who owns a questionnaire, where no definition at the back says so.
func (d *document) rights(o *reports.Outcome) string {
	said := slices.ContainsFunc(d.r.Definitions, func(t reports.Definition) bool { return strings.Contains(t.Meaning, o.Rights) })
	if said || d.noted[o.Rights] {
		return ""
	}
	d.noted[o.Rights] = true
	return o.Rights
}

// charted reports whether there are means to draw.
func (d *document) charted(o *reports.Outcome) bool { return o.Before != nil && o.After != nil }

// changes draws the sizes of change as bars.
func (d *document) changes(o *reports.Outcome) []block {
	if len(o.Changes) == 0 || o.Before == nil {
		return nil
	}
	rows := make([]reports.Row, len(o.Changes))
	for i, g := range o.Changes {
		rows[i] = reports.Row{Key: g.Key, Label: g.Label, Cell: g.Cell}
		if g.Within != "" {
			rows[i].Label = indent + g.Label
		}
	}
	return []block{whole(func(d *document) {
		d.paragraph("Size of change in score", heading3, d.w)
		d.Y++
		most := longest(rows)
		for i := range rows {
			d.bar(&rows[i], most, 0)
		}
		d.paragraph(d.unsaidOfScore(o.ChangesNote()), caption, d.text())
		d.Y += 4.5
	})}
}
