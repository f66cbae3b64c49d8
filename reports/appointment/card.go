package appointment

import (
	"context"
	"io"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/reports"
	"waymark/reports/internal/style"
)

// cardLook is the set of styles of a card. Large print follows the clear print
// guidance for people who see badly: 16 points or more, and no grey letters.
type cardLook struct {
	paper                         style.Paper
	head, label, name, when, body style.Text
	gap                           float64
}

var (
	smallCard = cardLook{
		paper: style.A6(9),
		head:  style.Bold(9, 4.4, style.Accent), label: style.Plain(9.5, 4.6, style.Muted), name: style.Bold(12, 5.8, style.Ink),
		when: style.Bold(17, 8, style.Ink), body: style.Plain(10.5, 5.1, style.Ink), gap: 3,
	}
	largeCard = cardLook{
		paper: style.A5(13),
		head:  style.Bold(16, 7.6, style.Ink), label: style.Plain(16, 7.6, style.Ink), name: style.Bold(20, 9.4, style.Ink),
		when: style.Bold(28, 12.8, style.Ink), body: style.Plain(17, 8.2, style.Ink), gap: 4.5,
	}
)

// WriteCard makes an appointment card, A6, or A5 in large print, and puts it at
// path, whole or not at all. An appointment without a day is a *data.Problem.
func WriteCard(ctx context.Context, path string, c *data.AppointmentCard, o reports.Print) error {
	if c == nil || c.On.IsZero() {
		return data.NewProblem(data.CodeNotFound, "There is no appointment to print.")
	}
	if err := reports.Printable(c.Client, c.Staff, c.Surgery, c.Room, c.Service); err != nil {
		return err
	}
	look := smallCard
	if o.Large {
		look = largeCard
	}
	s := &sheet{style.New(look.paper, style.About{Title: o.Language.Say("card.title"), Made: c.On.Time(), Beside: o.Both && !o.Language.English()})}
	s.Each(o.Language, o.Both, func(in *clienttext.Language, _ int) {
		s.Next()
		setCard(s, look, c, in)
	})
	s.Close()
	if err := s.PDF.Error(); err != nil {
		return err
	}
	return reports.ReplacePrivate(ctx, path, func(w io.Writer) error { return s.PDF.Output(w) })
}

func setCard(s *sheet, l cardLook, c *data.AppointmentCard, in *clienttext.Language) {
	if c.Service != "" {
		s.para(l.head, c.Service, 2)
		s.Y += l.gap / 2
	}
	s.rule(style.Accent, 0.6)
	s.Y += l.gap
	s.para(l.label, in.Say("card.for"), 2)
	s.para(l.name, c.Client, 2)
	s.Y += l.gap
	s.para(l.when, in.Day(c.On), 3)
	if c.At != "" {
		s.para(l.when, in.Time(c.At), 2)
	}
	s.Y += l.gap
	s.para(l.label, in.Say("card.where"), 2)
	place := c.Surgery
	if c.Town != "" {
		place += ", " + c.Town
	}
	s.para(l.body, place, 3)
	if c.Room != "" {
		s.para(l.body, c.Room, 2)
	}
	if c.Staff != "" {
		s.Y += l.gap / 2
		s.para(l.label, in.Say("card.with"), 2)
		s.para(l.body, c.Staff, 2)
	}
	last := in.Say("card.cannot")
	if c.ServicePhone != "" {
		last = in.Say("card.cannot.call", c.ServicePhone)
	}
	s.Y += l.gap
	s.rule(style.Line, 0.3)
	s.Y += l.gap
	s.para(l.body, last, 6)
}
