package report

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/reports"
	"waymark/ui/kit"
	"waymark/ui/kit/charts"
	"waymark/ui/theme"
)

// overview is everything that is scrolled: key figures, the two charts that
// matter most, and the subjects, one at a time.
func overview(r *reports.Report, subject int, onSubject func(int)) fyne.CanvasObject {
	parts := keyFigures(r.KeyFigures)
	parts = append(parts, kit.Columns([]float32{1, 1}, tableCard(&r.Reasons), wellbeingCard(r)), subjects(r, subject, onSubject))
	// Room at the end, so that the last card does not stick to the edge.
	parts = append(parts, kit.Fixed(1, theme.PageMargin-theme.Gap, kit.VStack(0)))
	return kit.PadXY(bleed, 0, kit.VStack(theme.Gap, parts...))
}

// tableCard draws one breakdown: its finding as the heading, n and what is not
// recorded below it, and how to read it at the end.
func tableCard(t *reports.Table) fyne.CanvasObject {
	content := []fyne.CanvasObject{kit.NewText(about(t), kit.Muted)}
	switch {
	case !t.N.Some() || len(t.Rows) == 0:
		content = append(content, kit.NewParagraph("No records in this period.", kit.Body))
	case !slices.ContainsFunc(t.Rows, func(r reports.Row) bool { return !r.NotRecorded && r.Cell.N > 0 }):
		content = append(content, kit.NewParagraph("These numbers are hidden because they could identify someone.", kit.Body))
	default:
		content = append(content, charts.NewBars(bars(t)))
	}
	if t.Note != "" {
		content = append(content, kit.NewParagraph(t.Note, kit.Small))
	}
	return kit.NewCard(t.Finding, "", kit.VStack(8, content...))
}

// about is what a chart is of, with n: how many its percentages are based on, and
// what is not recorded when there is any. A number that is hidden is left out.
func about(t *reports.Table) string {
	n := t.Recorded
	if t.Overlaps {
		n = t.N
	}
	switch {
	case n.Hidden && t.N.Hidden:
		return t.Title
	case n.Hidden:
		return fmt.Sprintf("%s · N = %s", t.Title, t.N.Text())
	case t.NotRecorded.N > 0:
		return fmt.Sprintf("%s · n = %s, %s not recorded", t.Title, n.Text(), t.NotRecorded.Text())
	}
	return fmt.Sprintf("%s · n = %s", t.Title, n.Text())
}

// bars are the rows of a table. What is not recorded has no percentage, but is
// drawn to the same scale; a hidden count is drawn as hidden.
func bars(t *reports.Table) []charts.Bar {
	out := make([]charts.Bar, 0, len(t.Rows))
	for _, row := range t.Rows {
		bar := charts.Bar{Label: row.Label, Tone: kit.Accent}
		switch share, ok := row.Cell.Share(); {
		case row.Cell.Hidden:
			bar.Hidden, bar.Text = true, row.Cell.Text()
		case ok:
			bar.Value, bar.Text, bar.Count = share, row.Cell.Percent(t.Decimals), row.Cell.Text()
		default:
			bar.Count, bar.Tone = row.Cell.Text(), kit.Neutral
			bar.Value = float64(row.Cell.N) / float64(max(1, t.Recorded.N))
		}
		out = append(out, bar)
	}
	return out
}

// wellbeingCard draws the same people before and after on the first
// questionnaire, or says why there is no one to draw.
func wellbeingCard(r *reports.Report) fyne.CanvasObject {
	if len(r.Outcomes) == 0 {
		return kit.NewCard("Scores", "", kit.VStack(8,
			kit.NewParagraph("No questionnaires were completed in this period.", kit.Body)))
	}
	return slopeCard(&r.Outcomes[0])
}

// slopeCard draws the same people before and after on one score.
func slopeCard(o *reports.Outcome) fyne.CanvasObject {
	counted := o.ShortName
	if !o.Pairs.Hidden && !o.People.Hidden {
		counted = fmt.Sprintf("%s, n = %s of %s", o.ShortName, o.Pairs.Text(), o.People.Text())
	}
	content := []fyne.CanvasObject{kit.NewText(counted, kit.Muted)}
	if o.Before != nil && o.After != nil {
		content = append(content, kit.Fixed(0, 250, charts.NewSlopes(slope(o))))
	}
	content = append(content, kit.NewParagraph(o.Text, kit.Body))
	if o.SmallSample != "" {
		content = append(content, kit.NewParagraph(o.SmallSample, kit.Bold))
	}
	note := o.Note
	if len(o.Lines) == 0 && o.Spread != nil {
		note = fmt.Sprintf("The darker band shows the middle 50%% of scores and the lighter band the middle 80%%. %s", note)
		if o.Spread.Quarters {
			note = fmt.Sprintf("The band shows the middle 50%% of scores. %s", o.Note)
		}
	}
	content = append(content, kit.NewParagraph(note, kit.Small))
	return kit.NewCard(o.Finding, "", kit.VStack(8, content...))
}

func slope(o *reports.Outcome) charts.SlopeData {
	s := charts.SlopeData{
		Before: *o.Before, After: *o.After, LeftLabel: "first", RightLabel: "follow-up", Min: o.Min, Max: o.Max,
	}
	for _, line := range o.Lines {
		s.Pairs = append(s.Pairs, [2]float64{line.Before, line.After})
	}
	if len(o.Lines) == 0 && o.Spread != nil {
		s.Bands = &[2][4]float64{o.Spread.Before, o.Spread.After}
	}
	if len(o.Comparators) > 0 {
		c := o.Comparators[0]
		s.Comparator, s.ComparatorLabel = c.Value, reports.Score(c.Value)
	}
	return s
}
