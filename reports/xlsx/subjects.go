package xlsx

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"waymark/reports"
)

// summary is the first sheet: what the report is, and its key figures.
func (b *book) summary(w *writer) {
	r := b.report
	w.heading(r.Service, "Social prescribing report, "+r.PeriodText())
	for _, line := range [][2]string{
		{"Period", r.DatesText() + ", both days included"}, {"About", r.ScopeText()}, {"Figures as at", r.AsAtText()},
	} {
		w.text(1, line[0], w.style.strong)
		w.across(line[1])
		w.row++
	}
	w.row++
	first := w.row
	w.headings("Key figure", "Value", "n and N")
	for _, k := range r.KeyFigures {
		w.text(1, k.Label, w.style.text)
		w.text(2, k.Value, w.style.strong)
		w.text(3, k.Note, w.style.text)
		w.row++
	}
	w.filters(first, 3)
	w.row++
	w.text(1, "People seen (N)", w.style.strong)
	w.number(2, r.Seen, w.style.count)
	w.row++
	w.text(1, "Referrals received", w.style.strong)
	w.number(2, r.ReferralsReceived, w.style.count)
	w.row += 2
	w.text(1, "What the report finds", w.style.strong)
	w.row++
	for _, t := range r.Tables() {
		w.text(1, t.Title, w.style.text)
		w.across(t.Finding)
		w.row++
	}
	for i := range r.Outcomes {
		w.text(1, r.Outcomes[i].ShortName, w.style.text)
		w.across(r.Outcomes[i].Finding)
		w.row++
	}
}

// across writes a text over the second and third column.
func (w *writer) across(s string) {
	from, row := w.cell(2), w.row
	to, _ := excelize.CoordinatesToCellName(3, row)
	w.text(2, s, w.style.note)
	w.do(func() error { return w.file.MergeCell(w.sheet, from, to) })
	w.tall(linesIn(s, w.widths[1]+w.widths[2]))
}

// wellbeing shows each questionnaire in turn.
func (b *book) wellbeing(w *writer) {
	if len(b.report.Outcomes) == 0 {
		w.heading("No questionnaire has been answered in this period", "So nothing can be said about change.")
	}
	for i := range b.report.Outcomes {
		o := &b.report.Outcomes[i]
		w.heading(o.Finding, o.Text)
		w.row--
		for _, note := range []string{o.SmallSample, o.Note, o.Rights} {
			if note != "" {
				w.note(note)
			}
		}
		w.row++
		w.outcomeMeans(o)
		w.outcomeCounts(o)
		w.outcomePaired(o)
		w.outcomeChanges(o)
		w.table(&o.ByMode)
	}
}

// outcomeMeans lists the means of the same people and the comparators, which
// the chart draws side by side.
func (w *writer) outcomeMeans(o *reports.Outcome) {
	first := w.row
	w.headings(o.ShortName+": mean", "Mean", "n")
	mean := func(label string, v *float64, n int) {
		if v == nil {
			return
		}
		w.text(1, label, w.style.text)
		w.number(2, *v, w.style.score)
		if n >= 0 {
			w.number(3, n, w.style.count)
		}
		w.row++
	}
	mean("First, same people", o.Before, len(o.Pairs))
	mean("Follow-up, same people", o.After, len(o.Pairs))
	for _, c := range o.Comparators {
		mean("Population: "+reports.ComparatorName(c), &c.Value, -1)
	}
	last := w.row - 1
	w.filters(first, 3)
	if o.Change != nil {
		w.means(o, first+1, last)
	}
	w.row += 2
}

func (w *writer) outcomeCounts(o *reports.Outcome) {
	first := w.row
	w.headings(o.ShortName+": who answered", "Value", "Of (N)")
	for _, c := range []struct {
		label string
		n     int
	}{
		{"Complete first questionnaire, people", o.Baselines}, {"Complete follow-up, people", o.FollowUps},
		{"Both: pairs", len(o.Pairs)},
		{"First questionnaire with answers missing", o.BaselinesIncomplete},
		{"Follow-up with answers missing", o.FollowUpsIncomplete}, {"Refused use in evaluation", o.Refused},
	} {
		w.text(1, c.label, w.style.text)
		w.number(2, c.n, w.style.count)
		w.number(3, o.Seen, w.style.count)
		w.row++
	}
	for _, v := range []struct {
		label string
		value *float64
	}{
		{"Mean change, same people", o.Change}, {"Standard deviation of the change", o.ChangeSD},
		{"Mean of all first questionnaires", o.AllBaselinesMean}, {"Mean of all follow-ups (not the same people)", o.AllFollowUpsMean},
	} {
		if v.value == nil {
			continue
		}
		w.text(1, v.label, w.style.text)
		w.number(2, *v.value, w.style.score)
		w.row++
	}
	w.filters(first, 3)
	w.row += 2
}

// outcomePaired lists what the pairs say beyond their means.
func (w *writer) outcomePaired(o *reports.Outcome) {
	p := o.Paired
	if p == nil {
		return
	}
	first := w.row
	w.headings(o.ShortName+": the same people", "Value", "n")
	figure := func(label string, v *float64, style int) {
		if v == nil {
			return
		}
		w.text(1, label, w.style.text)
		w.number(2, *v, style)
		w.number(3, p.N, w.style.count)
		w.row++
	}
	figure("Median, first", &p.MedianBefore, w.style.score)
	figure("Median, follow-up", &p.MedianAfter, w.style.score)
	figure("Standard deviation, first", p.SDBefore, w.style.score)
	figure("Standard deviation, follow-up", p.SDAfter, w.style.score)
	if t := p.Test; t != nil {
		freedom := float64(t.DF)
		figure("Mean change: 95 % interval from", &t.Low, w.style.score)
		figure("Mean change: 95 % interval to", &t.High, w.style.score)
		figure("Paired t", &t.T, w.style.exact)
		figure("Degrees of freedom", &freedom, w.style.count)
		figure("p, two-sided", &t.P, w.style.exact)
		figure("d_z", &t.DZ, w.style.exact)
	}
	w.filters(first, 3)
	w.row += 2
}

func (w *writer) outcomeChanges(o *reports.Outcome) {
	if len(o.Changes) == 0 {
		return
	}
	first := w.row
	w.headings(o.ShortName+": change of the same people", "Count", "Of (n)", "%")
	for _, g := range o.Changes {
		w.text(1, g.Label, w.style.text)
		w.count(2, g.Cell, g.Cell.Of)
		w.row++
	}
	w.filters(first, 4)
	w.row += 2
}

func (b *book) definitions(w *writer) {
	w.heading("Definitions", "What the words and figures mean.")
	first := w.row
	w.headings("Term", "Meaning")
	for _, d := range b.report.Definitions {
		w.text(1, d.Term, w.style.strong)
		w.text(2, d.Meaning, w.style.text)
		w.row++
	}
	w.filters(first, 2)
}

func (b *book) quality(w *writer) {
	w.heading("Data quality", "What the figures cannot tell.")
	first := w.row
	w.headings("No.", "Note")
	for i, s := range b.report.Quality {
		w.text(1, strconv.Itoa(i+1), w.style.text)
		w.text(2, s, w.style.text)
		w.row++
	}
	w.filters(first, 2)
}
