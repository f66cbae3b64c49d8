package offer

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// longChip is from how many letters on a chip leaves no room for a second one.
const longChip = 5

// serviceRow is a service as this person's row: what it is, and what to know
// before it is offered to them.
func (p *offerPage) serviceRow(r *data.ServiceRow) kit.RowData {
	state, more := p.stateOf(r)
	where := person.FirstOf(data.MilesText(r.Miles), r.Area)
	waiting := ""
	if r.Room == data.Full {
		waiting = person.PrefixIf("waiting ", r.Waiting)
	}
	unknown := ""
	if p.about.suiting.Wheelchair && r.Wheelchair == "" && len(r.Reasons) == 0 {
		unknown = "Step-free: not known"
	}
	row := kit.RowData{Title: r.Name, Secondary: person.Dotted(more, unknown, waiting, r.Organisation, where, data.Tidy(r.Days), r.Cost),
		Marks: marksIn(r.Name, p.search.shown, 0), Muted: len(r.Reasons) > 0}
	before := beforeText(r.Before, r.BeforeOn, p.h.Today())
	if a, ok := p.sitting.of(r.ID); ok {
		state, before = kit.ChipData{Text: a.Decision.Label(), Tone: decisionTone(a.Decision)}, ""
	}
	if before != "" && len(state.Text) > longChip { // there is room for one long chip
		row.Secondary, before = person.Dotted(before, row.Secondary), ""
	}
	row.SecondaryMarks = marksIn(r.Organisation, p.search.shown, max(0, strings.Index(row.Secondary, r.Organisation)))
	for _, c := range []kit.ChipData{{Text: before}, state} {
		if c.Text != "" {
			row.Chips = append(row.Chips, c)
		}
	}
	return row
}

// marksIn are the parts of a text that the search looked for, for a line in
// which the text begins at byte from.
func marksIn(text, looked string, from int) []kit.Range {
	list := []kit.Range{}
	for _, m := range fold.Ranges(text, looked) {
		list = append(list, kit.Range{From: from + m.Start, To: from + m.End})
	}
	return list
}

// stateOf is the one word that matters most about a service for this person,
// and what belongs to it: "Not for their age" and "Ages 11 to 18". It is green only
// if everything that they need is known of the service.
func (p *offerPage) stateOf(r *data.ServiceRow) (chip kit.ChipData, more string) {
	if len(r.Reasons) > 0 {
		reason, rest, bracket := strings.Cut(r.Reasons[0], " (")
		if bracket {
			more = data.Capital(strings.TrimSuffix(rest, ")"))
		}
		return kit.ChipData{Text: reason, Tone: reasonTone(r.Reasons[0])}, more
	}
	if stale := p.about.stale(r.LastChecked, p.h.Today()); stale != "" {
		return kit.ChipData{Text: stale, Tone: kit.Amber}, ""
	}
	switch {
	case p.about.suiting.Matches(r):
		return kit.ChipData{Text: "Meets a need", Tone: kit.Green}, ""
	case r.Meets: // something that they need is not known
		return kit.ChipData{Text: "Meets a need"}, ""
	case r.Mentions:
		return kit.ChipData{Text: "Mentions a need"}, ""
	}
	return kit.ChipData{}, ""
}

// reasonTone is amber for what passes, such as a full group, and grey for what
// does not, such as ages.
func reasonTone(reason string) kit.Tone {
	for _, passing := range []string{"Full", "Closed until", "Closed for now"} {
		if strings.HasPrefix(reason, passing) {
			return kit.Amber
		}
	}
	return kit.Neutral
}

// stale says since when no one has made sure of an entry, "" when someone has
// lately, by the service's own rule.
func (a *offerAbout) stale(checked, today data.Date) string {
	switch {
	case a.checkDays <= 0:
		return ""
	case checked.IsZero():
		return "Never checked"
	case today.Sub(checked) > a.checkDays:
		return fmt.Sprintf("Not checked since %s", monthText(checked, today, "Jan"))
	}
	return ""
}

// manyDays is from when on a month alone could be taken for that of this year.
const manyDays = 330

// monthText is a month by its layout ("Jan", "January"), with the year when that
// is not plain.
func monthText(d, today data.Date, layout string) string {
	if today.Sub(d) > manyDays {
		layout += " 2006"
	}
	return d.Time().Format(layout)
}

// beforeText is what the person said the last time, in a few words, or "".
func beforeText(said data.Decision, on, today data.Date) string {
	if said == "" {
		return ""
	}
	return fmt.Sprintf("%s in %s", said.Label(), monthText(on, today, "January"))
}

func decisionTone(d data.Decision) kit.Tone {
	if d == data.Chosen {
		return kit.Green
	}
	return kit.Neutral
}
