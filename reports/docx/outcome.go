package docx

import (
	"slices"
	"strings"

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
	w.slope(o)
	w.doc.Note(o.Note)
	w.answered(o)
	w.statistics(o)
	w.changes(o)
	w.breakdowns(o)
	if o.Rights != "" {
		w.doc.Note(o.Name + ": " + o.Rights)
	}
}

func (w *writer) answered(o *reports.Outcome) {
	var rows [][]string
	for _, c := range o.Answered() {
		rows = append(rows, []string{c.Label, withShare(c.Cell)})
	}
	w.doc.Heading(3, "Who answered")
	w.grid(o.ShortName+", who answered", []string{"Questionnaires", "People"}, rows, "")
}

func (w *writer) statistics(o *reports.Outcome) {
	var rows [][]string
	for _, s := range o.Statistics() {
		if s.Value != nil {
			rows = append(rows, []string{s.Label, s.Text()})
		}
	}
	if len(rows) > 0 {
		w.doc.Heading(3, "The figures")
		w.grid(o.ShortName+", the figures", []string{"Figure", "Value"}, rows, "")
	}
}

func (w *writer) changes(o *reports.Outcome) {
	if len(o.Changes) == 0 || o.Before == nil {
		return
	}
	rows := make([][]string, len(o.Changes))
	t := reports.Table{Title: o.ShortName + ", size of change in score", Unit: "people"}
	for i, g := range o.Changes {
		rows[i] = []string{g.Label, g.Cell.Text(), g.Cell.Percent(0)}
		t.Rows = append(t.Rows, reports.Row{Label: g.Label, Cell: g.Cell})
	}
	w.doc.Heading(3, "Size of change in score")
	w.bars(&t)
	w.grid(t.Title, []string{"Change", "People", "Percentage"}, rows, o.ChangesNote())
}

// breakdowns are the changes of parts of the pairs. Parts with too few have
// their number alone.
func (w *writer) breakdowns(o *reports.Outcome) {
	if len(o.Breakdowns) == 0 {
		return
	}
	w.doc.Heading(3, "Mean change by group")
	w.parts(o)
	header := []string{"", "People", "First", "Follow-up", "Change", "95% confidence interval"}
	var notes []string
	for _, b := range o.Breakdowns {
		rows := make([][]string, len(b.Rows))
		for i, r := range b.Rows {
			rows[i] = []string{r.Label, r.Pairs.Text(), reports.ScoreOrDash(r.Before), reports.ScoreOrDash(r.After), reports.SignedOrDash(r.Change), ""}
			if r.Low != nil && r.High != nil {
				rows[i][5] = reports.Signed(*r.Low) + " to " + reports.Signed(*r.High)
			}
		}
		header[0] = b.Heading
		w.grid(b.Title, header, rows, "")
		for s := range strings.SplitAfterSeq(strings.TrimSpace(b.Note), ". ") {
			if s = strings.TrimSpace(s); !slices.Contains(notes, s) {
				notes = append(notes, s)
			}
		}
	}
	w.doc.Note(strings.Join(notes, " "))
}
