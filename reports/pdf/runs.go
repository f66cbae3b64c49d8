package pdf

import (
	"strings"
	"unicode"

	"waymark/data/wording"
	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// word is what stands between two spaces; its pieces may look different.
type word []wording.Run

// words parts runs at their spaces, and words wider than w where they must be.
func (d *document) words(runs []wording.Run, s style.Text, w float64) []word {
	var list []word
	open := false // the next piece belongs to the last word
	for _, r := range runs {
		text := typeset.Clean(r.Text)
		if strings.HasPrefix(text, " ") {
			open = false
		}
		for i, part := range strings.FieldsFunc(bound.Replace(text), breaks) {
			d.setRun(r, s)
			for j, l := range d.wrap(part, w) {
				piece := r
				piece.Text = l
				if open && i == 0 && j == 0 {
					list[len(list)-1] = append(list[len(list)-1], piece)
				} else {
					list = append(list, word{piece})
				}
			}
			open = true
		}
		open = open && !strings.HasSuffix(text, " ")
	}
	return list
}

// breaks reports whether a line may end at a space.
func breaks(r rune) bool { return r != typeset.Hard && unicode.IsSpace(r) }

// broken parts runs into lines no wider than w, and where a line ends in them.
func (d *document) broken(runs []wording.Run, s style.Text, w float64) [][]wording.Run {
	var lines [][]wording.Run
	var typed []wording.Run
	for _, r := range runs {
		for {
			text, rest, ends := strings.Cut(r.Text, "\n")
			typed = append(typed, wording.Run{Text: text, Bold: r.Bold, Italic: r.Italic})
			if !ends {
				break
			}
			lines, typed, r.Text = append(lines, d.filled(typed, s, w)...), nil, rest
		}
	}
	return append(lines, d.filled(typed, s, w)...)
}

// filled sets words in lines no wider than w. Neighbours that look alike are
// put together, so that the text can be read back in one piece.
func (d *document) filled(runs []wording.Run, s style.Text, w float64) [][]wording.Run {
	var lines [][]wording.Run
	var current []wording.Run
	used := 0.0
	for _, next := range d.words(runs, s, w) {
		long := 0.0
		for _, p := range next {
			d.setRun(p, s)
			long += d.Wide(p.Text)
		}
		space := d.Wide(" ")
		if len(current) > 0 && used+space+long > w {
			lines, current, used = append(lines, current), nil, 0
		}
		if len(current) > 0 {
			current[len(current)-1].Text += " "
			used += space
		}
		for _, p := range next {
			current = joined(current, p)
		}
		used += long
	}
	if len(current) > 0 {
		lines = append(lines, current)
	}
	return lines
}

func joined(line []wording.Run, p wording.Run) []wording.Run {
	if n := len(line); n > 0 && line[n-1].Bold == p.Bold && line[n-1].Italic == p.Italic {
		line[n-1].Text += p.Text
		return line
	}
	return append(line, p)
}

func (d *document) setRun(r wording.Run, s style.Text) {
	s.Bold = s.Bold || r.Bold
	d.Set(s)
}

// rich sets runs in lines from x; before, where given, draws beside each line.
func (d *document) rich(runs []wording.Run, s style.Text, x, w float64, before func(line int)) {
	for i, l := range d.broken(runs, s, w) {
		d.need(s.Lead)
		if before != nil {
			before(i)
		}
		d.richLine(l, s, d.x+x)
		d.Y += s.Lead
	}
}

func (d *document) richLine(runs []wording.Run, s style.Text, x float64) {
	const slant = 11 // degrees: the fonts that are embedded have no italic
	y := d.Y + s.Baseline()
	for _, r := range runs {
		d.setRun(r, s)
		if r.Italic {
			d.PDF.TransformBegin()
			d.PDF.TransformSkewX(slant, x, y)
		}
		d.At(x, y, r.Text)
		if r.Italic {
			d.PDF.TransformEnd()
		}
		x += d.Wide(r.Text)
	}
}
