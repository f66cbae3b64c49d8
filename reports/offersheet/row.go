package offersheet

import "waymark/reports/internal/style"

// row is one line of the page: how high it is, how it is drawn at a height,
// and whether it must stand on the same page as the one after it.
type row struct {
	lead float64
	keep bool
	draw func(y float64)
}

// lines are the rows of a paragraph. Its first two lines stay together, and so
// do its last two: no line stands alone.
func (d *document) lines(x float64, s style.Text, text []string) []row {
	rows := make([]row, len(text))
	for i, l := range text {
		keep := i+1 < len(text) && (i == 0 || i+2 == len(text))
		rows[i] = row{s.Lead, keep, func(y float64) { d.Write(x, y, s, l) }}
	}
	return rows
}

func (d *document) paragraph(x float64, s style.Text, text string, w float64) []row {
	return d.lines(x, s, d.Wrap(text, s, w))
}

// space is an empty row.
func space(h float64) row { return row{h, false, nil} }

// fits allows for what is lost in adding up fractions of millimetres.
func (d *document) fits(h float64) bool { return h <= d.Room()+0.01 }

// together keeps rows on one page.
func together(rows []row) []row {
	for i := range rows {
		rows[i].keep = i+1 < len(rows)
	}
	return rows
}

// withNext keeps rows on one page, and with what comes after them.
func withNext(rows []row) []row {
	for i := range rows {
		rows[i].keep = true
	}
	return rows
}

func height(rows []row) float64 {
	h := 0.0
	for _, r := range rows {
		h += r.lead
	}
	return h
}

// flow draws rows one below the other, on a new page where those that have to
// stay together do not fit. Space at the top of a page is left out.
func (d *document) flow(rows []row) {
	for i, r := range rows {
		h := r.lead
		for j := i; j+1 < len(rows) && rows[j].keep; j++ {
			h += rows[j+1].lead
		}
		first := i == 0 || !rows[i-1].keep
		if (first && !d.fits(h) && h <= full) || !d.fits(r.lead) {
			d.Next()
		}
		if r.draw == nil && d.Y == top {
			continue
		}
		if r.draw != nil {
			r.draw(d.Y)
		}
		d.Y += r.lead
	}
}
