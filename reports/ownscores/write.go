package ownscores

import (
	"context"
	"io"
	"slices"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// look is the set of styles of a sheet. Large print follows the clear print
// guidance for people who see badly: 16 points or more, and no grey letters.
type look struct {
	title, head, body, quiet, point style.Text
	gap, chart                      float64
}

var (
	normal = look{title: style.Bold(20, 9, style.Ink), head: style.Bold(13, 6.4, style.Accent), body: style.Plain(12, 6, style.Ink),
		quiet: style.Plain(10.5, 5.1, style.Muted), point: style.Bold(12, 5.6, style.Ink), gap: 3, chart: 38}
	large = look{title: style.Bold(26, 11.6, style.Ink), head: style.Bold(19, 9, style.Ink), body: style.Plain(17, 8.2, style.Ink),
		quiet: style.Plain(16, 7.8, style.Ink), point: style.Bold(17, 8, style.Ink), gap: 4.5, chart: 50}
)

// page is a sheet being set.
type page struct {
	*style.Page
	look
}

// Write makes the sheet, A4, and puts it at path, whole or not at all. Without a
// score, and with letters that the program's font does not have, it is a
// *data.Problem, and so is a path that cannot be written. The same input gives the
// same bytes.
func Write(ctx context.Context, path string, s *Sheet, o reports.Print) error {
	list := slices.DeleteFunc(slices.Clone(s.Scores), func(s Score) bool { return len(s.Points) == 0 })
	if len(list) == 0 {
		return data.NewProblem(data.CodeNotFound, "There is no score to print yet. A questionnaire needs enough answers for one.")
	}
	if err := reports.Printable(s.Client, s.Service, s.Phone); err != nil {
		return err
	}
	p := &page{style.New(style.A4(20, 20, 20, 20), style.About{Title: o.Language.Say("scores.title"), Made: s.On.Time(), Beside: o.Beside()}), normal}
	if o.Large {
		p.look = large
	}
	p.Each(o.Language, o.Both, func(in *clienttext.Language, _ int) {
		p.Next()
		p.heading(in, s)
		for i := range list {
			p.score(in, &list[i])
		}
		p.foot(in, s)
	})
	p.Close()
	if err := p.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return p.PDF.Output(w) })
}

func (p *page) heading(in *clienttext.Language, s *Sheet) {
	if s.Service != "" {
		p.para(p.quiet, s.Service, 2)
	}
	p.para(p.title, in.Say("scores.title"), 2)
	p.para(p.body, in.Say("sheet.for", s.Client), 2)
	p.Y += p.gap
	p.Rule(p.Left, p.Y, p.Within(), style.Accent, 0.6)
	p.Y += p.gap
	p.Y += p.Lines(p.Left, p.Y, p.body, p.Wrap(in.Say("scores.up_and_down"), p.body, p.Within()))
}

// foot is who to ask.
func (p *page) foot(in *clienttext.Language, s *Sheet) {
	if s.Phone == "" {
		return
	}
	lines := p.Wrap(in.Say("sheet.questions", s.Phone), p.body, p.Within())
	if p.Room() < p.gap*2+p.body.Lead*float64(len(lines)) {
		p.Next()
	}
	p.Y += p.gap * 2
	p.Y += p.Lines(p.Left, p.Y, p.body, lines)
}

// score sets one measure, whole on one page.
func (p *page) score(in *clienttext.Language, s *Score) {
	points := s.shown()
	var lines []string
	for _, at := range points {
		lines = append(lines, p.Wrap(in.Say("scores.was", in.Date(at.On), s.number(at.Value)), p.body, p.Within())...)
	}
	scale := p.Wrap(s.scale(in), p.quiet, p.Within())
	height := 3*p.gap + 2*p.head.Lead + float64(len(scale))*p.quiet.Lead + float64(len(lines))*p.body.Lead
	if len(points) > 1 {
		height += p.chart + p.days(in, points) + p.gap
	}
	if p.Room() < height {
		p.Next()
	} else {
		p.Y += 2 * p.gap
	}
	p.para(p.head, s.name(in), 2)
	p.Y += p.Lines(p.Left, p.Y, p.quiet, scale)
	p.Y += p.gap / 2
	p.Y += p.Lines(p.Left, p.Y, p.body, lines)
	if len(points) > 1 {
		p.Y += p.gap
		p.draw(in, s, points)
	}
}

// para writes a text over up to so many lines, and moves down.
func (p *page) para(t style.Text, text string, most int) {
	p.Y += p.Lines(p.Left, p.Y, t, p.AtMost(text, t, p.Within(), most))
}
