package pdf

import (
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"waymark/reports"
	"waymark/reports/internal/style"
)

const keyFiguresKey = "key_figures"

// keyFigures begins the page after the cover with the numbers to read first
// and, below them, what the rest of the report finds and how to read it.
func (d *document) keyFigures() {
	d.Next()
	d.heading = &reports.Chapter{Key: keyFiguresKey, Title: "Key figures"}
	d.together(0)
	const across, gap, h = 3, 5.0, 30.0
	w := (width - (across-1)*gap) / across
	for i, k := range d.r.KeyFigures {
		d.card(left+float64(i%across)*(w+gap), d.Y, w, h, k)
		if i%across == across-1 || i == len(d.r.KeyFigures)-1 {
			d.Y += h + gap
		}
	}
	d.Y += 3
	d.paragraph("Summary", heading2, width)
	d.Y += 1.5
	var short []block
	for _, f := range d.findings() {
		short = append(short, whole(func(d *document) { d.bullet(f, plain) }))
	}
	d.flow(short)
	d.Y += 4
	d.howToRead()
}

func (d *document) findings() []string {
	list := d.r.Summary()
	if len(list) == 0 {
		return []string{"No finding is shown, because small numbers could identify someone"}
	}
	return list
}

func (d *document) card(x, y, w, h float64, k reports.KeyFigure) {
	d.Fill(style.Soft)
	d.PDF.RoundedRect(x, y, w, h, 2.5, "1234", "F")
	const pad = 4.0
	if k.Value == hiddenWord {
		d.Set(figure.In(style.Muted))
	} else {
		d.Set(figure)
	}
	d.value(x+pad, y+11.5, k.Value, w-2*pad)
	d.Set(strong)
	y += 14.5
	y += d.lines(d.atMost(k.Label, w-2*pad, 2), strong, x+pad, y)
	d.Set(caption)
	d.lines(d.atMost(k.Note, w-2*pad, 3), caption, x+pad, y)
}

// value writes a key figure. An arrow between two of them is drawn, because
// the font has none.
func (d *document) value(x, y float64, text string, w float64) {
	before, after, two := strings.Cut(text, " → ")
	if !two {
		d.At(x, y, d.fit(text, w))
		return
	}
	d.At(x, y, before)
	x += d.Wide(before) + 3
	const long, tip = 8.0, 1.5
	middle := y - 2.6
	d.Stroke(style.Accent)
	d.Fill(style.Accent)
	d.PDF.SetLineWidth(0.7)
	d.PDF.Line(x, middle, x+long-tip, middle)
	d.PDF.Polygon([]fpdf.PointType{{X: x + long, Y: middle}, {X: x + long - 2*tip, Y: middle - tip}, {X: x + long - 2*tip, Y: middle + tip}}, "F")
	d.At(x+long+3, y, after)
}
