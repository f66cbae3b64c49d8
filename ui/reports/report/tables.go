package report

import (
	"fmt"
	"fyne.io/fyne/v2"

	"waymark/reports"
	"waymark/ui/kit"
)

// grid sets out rows of texts under headings: the first column takes the
// words, the others figures.
func grid(headings []string, rows [][]string) fyne.CanvasObject {
	weights := make([]float32, len(headings))
	for i := range weights {
		weights[i] = 1
	}
	weights[0] = 2.4
	lines := []fyne.CanvasObject{kit.Columns(weights, cells(headings, true)...), kit.Separator()}
	for _, row := range rows {
		lines = append(lines, kit.Columns(weights, cells(row, false)...))
	}
	return kit.VStack(6, lines...)
}

func cells(texts []string, heading bool) []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, len(texts))
	for i, text := range texts {
		if heading || i == 0 {
			style := kit.Body
			if heading {
				style = kit.Small
			}
			p := kit.NewParagraph(text, style)
			if i > 0 {
				p.SetAlign(fyne.TextAlignTrailing)
			}
			list[i] = p
			continue
		}
		t := kit.NewText(text, kit.Body)
		t.SetMinWidth(40)
		t.SetAlign(fyne.TextAlignTrailing)
		list[i] = t
	}
	return list
}

// withShare is a count with its percentage where it has one.
func withShare(c reports.Cell) string {
	if p := c.Percent(0); p != "" && c.N > 0 {
		return c.Text() + " · " + p
	}
	return c.Text()
}

func matrixCard(m *reports.Matrix) fyne.CanvasObject {
	content := []fyne.CanvasObject{kit.NewText(m.Title, kit.Muted)}
	if m.Some() {
		rows := make([][]string, len(m.Rows))
		for i, r := range m.Rows {
			rows[i] = []string{r.Label}
			for _, c := range r.Cells {
				rows[i] = append(rows[i], withShare(c))
			}
		}
		content = append(content, grid(append([]string{m.Heading}, m.Columns...), rows))
	}
	content = append(content, kit.NewParagraph(m.Note, kit.Small))
	return kit.NewCard(m.Finding, "", kit.VStack(8, content...))
}

func statisticsCard(o *reports.Outcome) fyne.CanvasObject {
	var rows [][]string
	for _, s := range o.Statistics() {
		rows = append(rows, []string{s.Label, s.Text()})
	}
	return kit.NewCard(fmt.Sprintf("%s: statistics", o.ShortName), "", kit.VStack(8, grid([]string{fmt.Sprintf("People with both scores, n = %s", o.Pairs.Text()), ""}, rows)))
}

func breakdownCard(b *reports.Breakdown) fyne.CanvasObject {
	var rows [][]string
	for _, r := range b.Rows {
		rows = append(rows, []string{r.Label, r.Pairs.Text(), reports.ScoreOrDash(r.Before), reports.ScoreOrDash(r.After), reports.SignedOrDash(r.Change), interval(r)})
	}
	return kit.NewCard(b.Title, "", kit.VStack(8,
		grid([]string{b.Heading, "Pairs", "First", "Follow-up", "Mean change", "95% CI"}, rows), kit.NewParagraph(b.Note, kit.Small)))
}

func interval(r reports.BreakdownRow) string {
	if r.Low == nil || r.High == nil {
		return "–"
	}
	return fmt.Sprintf("%s to %s", reports.Signed(*r.Low), reports.Signed(*r.High))
}

func comparisonCard(c *reports.Comparison) fyne.CanvasObject {
	var rows [][]string
	for _, r := range c.Rows {
		rows = append(rows, []string{r.Label, r.Before, r.Now, r.Change})
	}
	return kit.NewCard(c.Finding, "", kit.VStack(8, grid([]string{"Figure", "Before", "Now", "Change"}, rows), kit.NewParagraph(c.Note, kit.Small)))
}
