// Package appointment typesets what a surgery prints of its clinics: the card
// that someone takes home, and the list of a clinic. Neither says why anyone
// comes.
package appointment

import (
	"time"

	"waymark/reports/internal/style"
)

// sheet is a document being set.
type sheet struct{ *style.Page }

// newSheet makes a document with its first page.
func newSheet(paper style.Paper, title string, made time.Time) *sheet {
	s := &sheet{style.New(paper, style.About{Title: title, Made: made})}
	s.Next()
	return s
}

// para writes a text over up to so many lines, and moves down.
func (s *sheet) para(t style.Text, text string, most int) {
	s.Y += s.Lines(s.Left, s.Y, t, s.AtMost(text, t, s.Within(), most))
}

// rule draws a line across.
func (s *sheet) rule(c style.Colour, width float64) { s.Rule(s.Left, s.Y, s.Within(), c, width) }
