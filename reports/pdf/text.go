package pdf

import (
	"regexp"
	"strings"

	"waymark/reports/internal/style"
	"waymark/reports/internal/typeset"
)

// wrap, fit and atMost measure in the current font.
func (d *document) wrap(text string, w float64) []string {
	return typeset.Width(d.Wide).Wrap(bound.Replace(text), w)
}

// bound keeps “n = 68” and “p < 0.001” in one line.
var bound = strings.NewReplacer(" = ", hardly("="), " < ", hardly("<"))

func hardly(sign string) string { return string(typeset.Hard) + sign + string(typeset.Hard) }

func (d *document) fit(text string, w float64) string { return typeset.Width(d.Wide).Fit(text, w) }

func (d *document) atMost(text string, w float64, n int) []string {
	return typeset.Width(d.Wide).AtMost(text, w, n)
}

// paragraph sets text in lines no wider than w, over pages where it must.
func (d *document) paragraph(text string, s style.Text, w float64) { d.indented(text, s, 0, w) }

func (d *document) indented(text string, s style.Text, x, w float64) {
	d.Set(s)
	for _, l := range d.wrap(text, w) {
		d.need(s.Lead)
		d.Set(s)
		d.At(d.x+x, d.Y+s.Baseline(), l)
		d.Y += s.Lead
	}
}

// lines sets lines from x, the first at the top of y, and says how high they are.
func (d *document) lines(list []string, s style.Text, x, y float64) float64 {
	return d.Lines(x, y, s, list)
}

// height is how high text is when set to w.
func (d *document) height(text string, s style.Text, w float64) float64 {
	d.Set(s)
	return float64(len(d.wrap(text, w))) * s.Lead
}

// footnote is a caption under a chart or table.
func (d *document) footnote(text string) {
	d.paragraph(d.unsaid(text), caption, d.text())
	d.Y += 4
}

var (
	sentenceEnds = regexp.MustCompile(`[.!?] [A-Z]`)
	ninetyFive   = regexp.MustCompile(`95 ?%`)
)

// sentencesOf parts a note into its sentences.
func sentencesOf(text string) []string {
	var list []string
	for {
		at := sentenceEnds.FindStringIndex(text)
		if at == nil {
			return append(list, text)
		}
		list, text = append(list, text[:at[0]+1]), text[at[0]+2:]
	}
}

// unsaid is a note without what other notes have said before. Sentences with a
// number stay: they are about the table above them.
func (d *document) unsaid(note string) string {
	return d.unsaidBut(note, func(s string) bool {
		return strings.ContainsAny(ninetyFive.ReplaceAllString(s, ""), "0123456789")
	})
}

// unsaidOfScore is unsaid for the notes of a score, which say the same for each
// of them but for how many people it is of.
func (d *document) unsaidOfScore(note string) string {
	return d.unsaidBut(note, func(s string) bool { return strings.HasPrefix(s, "n ") || strings.HasPrefix(s, "N ") })
}

func (d *document) unsaidBut(note string, stays func(sentence string) bool) string {
	var left []string
	for _, s := range sentencesOf(strings.TrimSpace(note)) {
		if !d.noted[s] || stays(s) {
			left = append(left, s)
		}
		d.noted[s] = true
	}
	return strings.Join(left, " ")
}

func trimStop(s string) string {
	if n := len(s); n > 0 && s[n-1] == '.' {
		return s[:n-1]
	}
	return s
}
