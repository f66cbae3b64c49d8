package pdf

import "waymark/reports"

const dash = "–" // where there is no figure, which is not the same as 0

func statisticsNote(o *reports.Outcome) string {
	if o.Paired == nil {
		return "Only people with every answer needed for a score are counted."
	}
	note := "SD is the standard deviation (calculated with n − 1)."
	if o.AllBaselinesMean != nil || o.AllFollowUpsMean != nil {
		note += " “All first questionnaires” and “All follow-ups” are different groups of people, so comparing them does not show change."
	}
	return note
}

func whoAnswered(o *reports.Outcome, w float64) *grid {
	const number = 22.0
	g := &grid{columns: []column{{"Who answered", w - number, false}, {"People", number, true}}}
	for _, c := range o.Answered() {
		g.rows = append(g.rows, gridRow{cells: []entry{{text: c.Label}, counted(c.Cell)}})
	}
	return g
}

// meansGrid holds the means, standard deviations and medians of the pairs, and
// the means of everyone at each stage.
func meansGrid(o *reports.Outcome, w float64) *grid {
	const number = 13.5
	g := &grid{columns: []column{{"People with both scores", w - 3*number, false}, {"Mean", number, true}, {"SD", number, true}, {"Median", number, true}}}
	add := func(label string, values ...entry) {
		g.rows = append(g.rows, gridRow{cells: append([]entry{{text: label}}, values...)})
	}
	if p := o.Paired; p != nil {
		first, later := &p.MedianBefore, &p.MedianAfter
		if p.Few {
			first, later = nil, nil
		}
		add("First", score(&p.MeanBefore), score(p.SDBefore), score(first))
		add("Follow-up", score(&p.MeanAfter), score(p.SDAfter), score(later))
		label := "Change"
		if t := p.Test; t != nil {
			label = "Change, 95% CI " + interval(&t.Low, &t.High)
		}
		add(label, entry{text: reports.Signed(p.Change), bold: true}, score(p.ChangeSD), entry{})
	}
	if o.AllBaselinesMean != nil {
		add("All first questionnaires", score(o.AllBaselinesMean), entry{}, entry{})
	}
	if o.AllFollowUpsMean != nil {
		add("All follow-ups", score(o.AllFollowUpsMean), entry{}, entry{})
	}
	if len(g.rows) == 0 {
		add("No means to show", entry{text: dash}, entry{text: dash}, entry{text: dash})
	}
	return g
}

func score(v *float64) entry {
	if v == nil {
		return entry{text: dash, faint: true}
	}
	return entry{text: reports.Score(*v)}
}

func interval(low, high *float64) string {
	return reports.Signed(*low) + " to " + reports.Signed(*high)
}
