package docx

import (
	"strings"

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
		w.section("Loneliness", p.Loneliness.Finding)
		w.doc.Caption(p.Loneliness.Note)
	case p.Learnt != "":
		w.written(p.Learnt, 2)
	case p.Tale != nil:
		w.tale(p.Tale)
	default:
		for _, t := range p.Terms {
			w.doc.Paragraph(word.Bold(t.Term+": "), word.Text(t.Meaning))
		}
		for _, s := range p.Sentences {
			w.doc.Paragraph(word.Text(sentence(s)))
		}
	}
}

// section begins a part with its title and what it finds, as a sentence.
func (w *writer) section(title, finding string) {
	w.doc.Heading(2, title)
	w.doc.Leading(word.Text(sentence(finding)))
}

// lines are one below the other in a paragraph, so that they stay together
// when they are pasted, with the note below them.
func (w *writer) lines(list []string) {
	if len(list) > 0 {
		w.doc.Leading(word.Text(strings.Join(list, "\n")))
	}
}

func (w *writer) table(t *reports.Table) {
	w.section(t.Title, t.Finding)
	if t.N.Some() {
		list := make([]string, len(t.Rows))
		for i, row := range t.Rows {
			list[i] = row.Label + ": " + counted(row.Cell, t.Decimals)
		}
		w.lines(list)
	}
	w.doc.Caption(t.Note)
}

// wide is the number of columns from which a line for each row would not be
// read any more.
const wide = 5

func (w *writer) matrix(m *reports.Matrix) {
	w.section(m.Title, m.Finding)
	switch {
	case len(m.Rows) == 0:
	case len(m.Columns) >= wide:
		w.grid(m)
	default:
		list := make([]string, len(m.Rows))
		for i, row := range m.Rows {
			parts := make([]string, len(row.Cells))
			for j, c := range row.Cells {
				parts[j] = columnName(m, j) + " " + counted(c, 0)
			}
			list[i] = row.Label + ": " + strings.Join(parts, "; ")
		}
		w.lines(list)
	}
	w.doc.Caption(m.Note)
}

// most is how many columns of numbers a page has room for.
const most = 9

// grid is a table, or several when it has more columns than a page bears.
func (w *writer) grid(m *reports.Matrix) {
	for from := 0; from < len(m.Columns); from += most {
		to := min(from+most, len(m.Columns))
		header, numeric := append([]string{m.Heading}, m.Columns[from:to]...), make([]bool, to-from+1)
		for i := range numeric {
			numeric[i] = i > 0
		}
		rows := make([][]string, len(m.Rows))
		for i, row := range m.Rows {
			rows[i] = []string{row.Label}
			for _, c := range row.Cells[from:to] {
				rows[i] = append(rows[i], counted(c, 0))
			}
		}
		if m.Across != "" {
			w.doc.Caption(m.Across)
		}
		w.doc.Table(header, numeric, rows)
	}
}

func (w *writer) comparison(c *reports.Comparison) {
	w.section("This period and the one before", c.Finding)
	list := make([]string, len(c.Rows))
	for i, row := range c.Rows {
		list[i] = row.Label + ": " + row.Before + " in the period before, " + row.Now + " in this one"
		if row.Change != "" {
			list[i] += " (" + row.Change + ")"
		}
	}
	w.lines(list)
	w.doc.Caption(c.Note)
}
