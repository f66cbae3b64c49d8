package docx

import (
	"waymark/reports"
	"waymark/reports/docx/internal/word"
)

// outcome is what one score shows.
func (w *writer) outcome(o *reports.Outcome) {
	w.section(o.ShortName, o.Finding)
	w.doc.Paragraph(word.Text(o.Text))
	if o.SmallSample != "" {
		w.doc.Paragraph(word.Bold(o.SmallSample))
	}
	w.doc.Caption(o.Note)
	w.answered(o)
	w.statistics(o)
	w.changes(o)
	for i := range o.Breakdowns {
		w.breakdown(&o.Breakdowns[i])
	}
	if o.Rights != "" {
		w.doc.Caption(o.Name + ": " + o.Rights)
	}
}

func (w *writer) answered(o *reports.Outcome) {
	var list []string
	for _, c := range o.Answered() {
		list = append(list, c.Label+": "+counted(c.Cell, 0))
	}
	w.doc.Heading(3, "Who answered")
	w.lines(list)
}

func (w *writer) statistics(o *reports.Outcome) {
	var list []string
	for _, s := range o.Statistics() {
		if s.Value != nil {
			list = append(list, s.Label+": "+s.Text())
		}
	}
	if len(list) > 0 {
		w.doc.Heading(3, "The figures")
		w.lines(list)
	}
}

func (w *writer) changes(o *reports.Outcome) {
	if len(o.Changes) == 0 || o.Before == nil {
		return
	}
	list := make([]string, len(o.Changes))
	for i, g := range o.Changes {
		list[i] = g.Label + ": " + counted(g.Cell, 0)
	}
	w.doc.Heading(3, "How much each person changed")
	w.lines(list)
	w.doc.Caption("Those who rose by the larger size are among those who rose by the smaller one.")
}

// breakdown is the change of parts of the pairs. Parts with too few have their
// number alone.
func (w *writer) breakdown(b *reports.Breakdown) {
	list := make([]string, len(b.Rows))
	for i, row := range b.Rows {
		list[i] = row.Label + ": pairs " + row.Pairs.Text()
		if row.Before != nil && row.After != nil && row.Change != nil {
			list[i] += ", mean " + reports.Score(*row.Before) + ", then " + reports.Score(*row.After) + ", change " + reports.Signed(*row.Change)
		}
		if row.Low != nil && row.High != nil {
			list[i] += " (95 % interval " + reports.Signed(*row.Low) + " to " + reports.Signed(*row.High) + ")"
		}
	}
	w.doc.Heading(3, b.Title)
	w.lines(list)
	w.doc.Caption(b.Note)
}
