package docx

import (
	"waymark/reports"
	"waymark/reports/docx/internal/word"
)

// part writes one part of a chapter.
func (w *writer) part(p *reports.Part) {
	switch {
	case p.Table != nil:
		w.table(p.Table)
	case p.Wait != nil:
		w.table(&p.Wait.Table)
	case p.Matrix != nil:
		w.matrix(p.Matrix)
	case p.Outcome != nil:
		w.outcome(p.Outcome)
	case p.Comparison != nil:
		w.comparison(p.Comparison)
	case p.Loneliness != nil:
		w.section(p.Loneliness.Reason, p.Loneliness.Finding)
		w.doc.Note(p.Loneliness.Note)
	case p.Learnt != "":
		w.written(p.Learnt, 2)
	case p.Tale != nil:
		w.tale(p.Tale)
	case p.Terms != nil:
		w.terms(p.Terms)
	default:
		for _, s := range p.Sentences {
			w.doc.Bullet(word.Text(sentence(s)))
		}
	}
}

// section begins a part with its title and what it finds, as a sentence.
func (w *writer) section(title, finding string) {
	w.doc.Heading(2, title)
	w.doc.Leading(word.Text(sentence(finding)))
}

// grid is a table with its caption and a note on how to read it; the columns after
// the first hold numbers.
func (w *writer) grid(caption string, header []string, rows [][]string, note string) {
	if len(rows) == 0 {
		w.doc.Note(note)
		return
	}
	numeric := make([]bool, len(header))
	for i := range numeric {
		numeric[i] = i > 0
	}
	w.doc.Labelled("Table", caption)
	w.doc.Table(caption, header, numeric, rows, note)
}

func (w *writer) table(t *reports.Table) {
	w.section(t.Title, t.Finding)
	if !t.N.Some() {
		w.doc.Note(t.Note)
		return
	}
	w.bars(t)
	rows, shares := make([][]string, len(t.Rows)), false
	for i, row := range t.Rows {
		rows[i] = []string{row.Label, row.Cell.Text(), row.Cell.Percent(t.Decimals)}
		shares = shares || rows[i][2] != ""
	}
	header := []string{t.Heading, capital(t.Unit), "Percentage"}
	if !shares {
		header = header[:2]
	}
	w.grid(t.Title+", "+t.Unit, header, rows, t.Note)
}

// most is how many columns of numbers a page has room for.
const most = 9

// matrix is a table, or several where it has more columns than a page bears.
// Counts that have a whole carry their percentage.
func (w *writer) matrix(m *reports.Matrix) {
	w.section(m.Title, m.Finding)
	if m.Key == "bands" {
		w.bands(m)
	}
	if m.Empty() || len(m.Columns) == 0 {
		w.doc.Note(m.Note)
		return
	}
	for from := 0; from < len(m.Columns); from += most {
		to, note := min(from+most, len(m.Columns)), ""
		if to == len(m.Columns) {
			note = m.Note
		}
		rows := make([][]string, len(m.Rows))
		for i, row := range m.Rows {
			rows[i] = []string{row.Label}
			for _, c := range row.Cells[from:to] {
				rows[i] = append(rows[i], withShare(c))
			}
		}
		caption := m.Title + ", " + m.Unit
		if m.Across != "" {
			caption += ". Columns: " + lower(m.Across)
		}
		w.grid(caption, append([]string{m.Heading}, m.Columns[from:to]...), rows, note)
	}
}

func (w *writer) comparison(c *reports.Comparison) {
	const title = "This period and the previous one"
	w.section(title, c.Finding)
	rows := make([][]string, len(c.Rows))
	for i, row := range c.Rows {
		rows[i] = []string{row.Label, row.Before, row.Now, row.Change}
	}
	w.grid(title, []string{"Figure", "Previous period", "This period", "Change"}, rows, c.Note)
}

func (w *writer) terms(list []reports.Definition) {
	for _, t := range list {
		w.doc.Paragraph(word.Bold(t.Term+": "), word.Text(t.Meaning))
	}
}
