package calendar

import (
	"strings"

	"waymark/data"
	"waymark/data/agenda"
	"waymark/data/interchange"
	"waymark/reports/internal/style"
)

// dayBlocks are what is printed of a day, in its order.
func (p *page) dayBlocks(d data.Date) []block {
	var blocks []block
	if h, ok := p.agenda.Holidays.On(d); ok {
		blocks = append(blocks, block{ground: grey, lines: []line{{h.Title, true, style.Muted}, {"Closed", false, style.Muted}}})
	}
	for _, e := range p.agenda.Day(d) {
		switch {
		case e.Kind == agenda.Clinic:
			blocks = append(blocks, p.clinicBlocks(&e)...)
		case e.Mood != agenda.Cancelled:
			blocks = append(blocks, p.entryBlock(&e))
		}
	}
	if len(blocks) == 0 {
		blocks = append(blocks, block{ground: style.White, lines: []line{{"Nothing is planned.", false, style.Muted}}})
	}
	return blocks
}

// clinicBlocks are the head of a clinic and a block for each slot, so that a
// long clinic can go on on the next page.
func (p *page) clinicBlocks(e *agenda.Entry) []block {
	head := block{ground: style.Soft, lines: present(
		line{agenda.Clock(e.From) + "–" + agenda.Clock(e.To) + " Clinic", true, style.Accent},
		line{joined(", ", e.Surgery, e.Room), false, style.Accent}, line{e.Staff, false, style.Muted})}
	if e.Mood == agenda.Cancelled {
		head.ground = grey
		head.lines = append(head.lines, line{joined(": ", "Cancelled", e.About), true, style.Muted})
		return []block{head}
	}
	blocks := []block{head}
	for i := range e.Slots {
		s := &e.Slots[i]
		b := block{ground: style.Soft, joined: true}
		for _, who := range s.Booked {
			if who.Mood == agenda.Cancelled {
				continue
			}
			text := agenda.Clock(s.From) + " " + p.name(who.Client)
			switch {
			case who.WalkIn:
				text += ", walk-in"
			case who.State != data.AppointmentBooked.Label():
				text += ", " + data.LowerFirst(who.State)
			}
			b.lines = append(b.lines, line{text, false, style.Ink})
		}
		if len(b.lines) == 0 && s.Free() {
			b.ground, b.lines = style.White, []line{{agenda.Clock(s.From) + " free", false, style.Muted}}
		}
		if len(b.lines) > 0 {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func (p *page) entryBlock(e *agenda.Entry) block {
	b := block{ground: style.White}
	when := ""
	if e.HasHour() {
		when = agenda.Clock(e.From) + " "
	}
	switch e.Kind {
	case agenda.Away:
		b.ground = grey
		if e.HasHour() {
			when = agenda.Clock(e.From) + "–" + agenda.Clock(e.To) + " "
		}
		b.lines = []line{{when + joined(": ", e.Staff, data.LowerFirst(e.Title())), true, style.Muted}}
	case agenda.Visit:
		b.ground = warm
		b.lines = []line{{when + joined(": ", "Home visit", p.name(e.Client)), true, style.Ink}}
		if p.o.Names {
			b.lines = append(b.lines, line{e.Address, false, style.Ink})
		}
		b.lines = append(b.lines, line{e.Staff, false, style.Muted})
	case agenda.FollowUp:
		about := data.FollowUpOrdinal(e.Number)
		if e.Closed {
			about += ", " + data.LowerFirst(e.State)
		}
		b.lines = []line{{p.name(e.Client), true, style.Ink}, {joined(", ", about, e.Asks), false, style.Muted}, {e.Staff, false, style.Muted}}
	default:
		who := p.name(e.Client)
		if who == "" {
			who = e.Title()
		}
		b.lines = []line{{when + who, true, style.Ink}, {joined(", ", e.About, e.Surgery), false, style.Muted}, {e.Staff, false, style.Muted}}
	}
	b.lines = present(b.lines...)
	return b
}

func (p *page) name(client string) string { return interchange.Who(client, p.o.Names) }

func present(lines ...line) []line {
	var full []line
	for _, l := range lines {
		if l.text != "" {
			full = append(full, l)
		}
	}
	return full
}

func joined(by string, parts ...string) string {
	var full []string
	for _, part := range parts {
		if part != "" {
			full = append(full, part)
		}
	}
	return strings.Join(full, by)
}
