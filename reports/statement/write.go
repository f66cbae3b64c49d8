// Package statement sets a data.Statement as a PDF: a certificate of deletion, or what
// a service holds and why.
package statement

import (
	"context"
	"io"
	"strconv"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// The page is A4; measures are millimetres, font sizes are points.
const (
	left, right = 22.0, 22.0
	width       = 210.0 - left - right
	top, bottom = 20.0, 20.0
	names       = 58.0 // width of the names of facts
	gap         = 4.0
)

var (
	title   = style.Bold(22, 10, style.Ink)
	heading = style.Bold(13, 6.4, style.Ink)
	body    = style.Plain(10.5, 5.2, style.Ink)
	quiet   = style.Plain(10, 5.2, style.Muted)
	foot    = style.Plain(9, 4.4, style.Muted)
)

// page is a document being set.
type page struct{ *style.Page }

// Write writes a statement to path, whole or not at all.
func Write(ctx context.Context, path string, s *data.Statement) error {
	p := page{style.New(style.A4(left, right, top, bottom), style.About{Title: s.Title, Made: s.Made.Time()})}
	p.Next()
	p.Flow(left, width, title, s.Title)
	p.Y++
	p.Flow(left, width, quiet, s.Lead)
	for i := range s.Sections {
		p.section(&s.Sections[i])
	}
	p.EachPage(1, func(i, n int) {
		p.Set(foot)
		p.At(left, p.Foot()+7, s.Foot)
		p.RightAt(left+width, p.Foot()+7, "Page "+strconv.Itoa(i)+" of "+strconv.Itoa(n))
	})
	if err := p.PDF.Error(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.PDF.Output(w) })
}

func (p page) section(s *data.StatementSection) {
	p.Y += 6
	p.Need(30) // a heading never stands alone at the foot
	p.Flow(left, width, heading, s.Heading)
	p.Y++
	if s.Intro != "" {
		p.Flow(left, width, body, s.Intro)
		p.Y++
	}
	for _, f := range s.Facts {
		p.fact(f)
	}
	for _, note := range s.Notes {
		p.Y++
		p.Flow(left, width, quiet, note)
	}
}

// fact sets a name and, beside it, its value, with a fine line above.
func (p page) fact(f data.Fact) {
	name, value := p.Wrap(f.Name, quiet, names-gap), p.Wrap(f.Value, body, width-names)
	height := body.Lead * float64(max(len(name), len(value)))
	p.Need(min(height+2, p.Foot()-top))
	p.Rule(left, p.Y, width, style.RGB(0xD5DCE0), 0.15)
	p.Y++
	y := p.Y
	p.Lines(left, y, quiet, name)
	for _, line := range value {
		p.Need(body.Lead)
		p.Write(left+names, p.Y, body, line)
		p.Y += body.Lead
	}
	p.Y = max(p.Y, y+quiet.Lead*float64(len(name))) + 0.8
}
