package paperform

import (
	"strconv"

	"waymark/data/instrument"
	"waymark/reports/internal/style"
)

const (
	leastText = 60.0 // millimetres that the questions of a grid need
	widest    = 22.0 // the widest column of a grid
	mostLines = 5    // of a question in a grid
	beside    = 4.6  // what a digit beside a box takes
)

// grid sets questions that share their answers one below the other, with the
// answers above the columns of boxes.
type grid struct {
	*document
	choices []instrument.Choice
	labels  [][]string // of the columns, broken into lines
	column  float64    // width of one
	text    float64    // width of the questions
}

// grid is nil where questions with the answers of the questionnaire are not to
// be set in a grid: there is no room for it, or the print is large.
func (d *document) grid() *grid {
	choices := d.form.Choices
	if d.large || len(choices) == 0 || isScale(choices) {
		return nil
	}
	g := &grid{document: d, choices: choices}
	g.column = min(widest, (width-d.numbers-leastText)/float64(len(choices)))
	g.text = width - d.numbers - g.column*float64(len(choices))
	var ok bool
	if g.labels, ok = d.columns(choices, g.column-2, 5); !ok || g.column < d.box+2*beside {
		return nil
	}
	return g
}

// takes is how many of the first questions go into the grid. One alone does
// not, nor one so long that a line across the page reads better.
func (g *grid) takes(items []instrument.Item) int {
	n := 0
	for n < len(items) && len(items[n].Choices) == 0 && len(g.broken(items[n])) <= mostLines {
		n++
	}
	if n < 2 {
		return 0
	}
	return n
}

func (g *grid) broken(item instrument.Item) []string { return g.wrap(item.Text, g.body, g.text-3) }

// columns breaks the answers into lines of w; false where a word is too long
// or an answer takes more than most lines.
func (d *document) columns(choices []instrument.Choice, w float64, most int) ([][]string, bool) {
	labels := make([][]string, len(choices))
	for i, c := range choices {
		labels[i] = d.wrap(c.Label, d.label, w)
		if len(labels[i]) > most || !d.wholeWords(c.Label, w) {
			return nil, false
		}
	}
	return labels, true
}

func (g *grid) x(column int) float64 {
	return left + g.numbers + g.text + (float64(column)+0.5)*g.column
}

func (g *grid) header() block {
	deep := longest(g.labels)
	h := float64(deep)*g.label.Lead + 1.5
	return block{h, func(y float64) {
		for i, lines := range g.labels {
			below := y + float64(deep-len(lines))*g.label.Lead
			for j, l := range lines {
				g.centred(g.x(i), below+float64(j)*g.label.Lead, g.label, l)
			}
		}
		g.Pen(style.Ink, 0.3)
		g.PDF.Line(left, y+h, left+width, y+h)
	}}
}

// rows sets the questions; the answers stand above them on each page.
func (g *grid) rows(items []instrument.Item) {
	header := g.header()
	for i, item := range items {
		row := g.row(item)
		if i > 0 && g.fits(row.height) {
			g.put(row)
			continue
		}
		if i > 0 || !g.fits(header.height+row.height) {
			g.newPage(false)
		}
		g.put(header)
		g.put(row)
	}
	g.Y += g.gap
}

func (g *grid) row(item instrument.Item) block {
	lines := g.broken(item)
	h := max(float64(len(lines))*g.body.Lead, g.box) + 2*g.pad
	return block{h, func(y float64) {
		middle := y + h/2
		first := middle - float64(len(lines))*g.body.Lead/2
		g.Write(left, first, g.body, strconv.Itoa(item.Number))
		g.Lines(left+g.numbers, first, g.body, lines)
		for i, c := range g.choices {
			g.tick(g.x(i)-g.box/2, middle-g.box/2, c.Value)
		}
		g.line(left, y+h)
	}}
}

func longest(labels [][]string) int {
	n := 0
	for _, l := range labels {
		n = max(n, len(l))
	}
	return n
}

// tick draws an empty box with the digit of its answer beside it.
func (d *document) tick(x, y float64, value int) {
	d.square(x, y)
	d.Write(x+d.box+0.9, y+d.box-d.digit.Lead+0.3, d.digit, strconv.Itoa(value))
}

func (d *document) square(x, y float64) {
	d.Pen(style.Ink, 0.4)
	d.PDF.Rect(x, y, d.box, d.box, "D")
}
