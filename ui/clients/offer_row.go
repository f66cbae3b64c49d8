package clients

import (
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/kit"
)

// serviceRow is a service as this person's row: what it is, and what to know
// before it is offered to them.
func (p *offerPage) serviceRow(r *data.ServiceRow) kit.RowData {
	row := kit.RowData{Title: r.Name, Secondary: dotted(r.Organisation, r.Area, data.Tidy(r.Days), r.Cost, r.Waiting),
		Marks: []kit.Range{}}
	for _, m := range fold.Ranges(r.Name, p.search.query) {
		row.Marks = append(row.Marks, kit.Range{From: m.Start, To: m.End})
	}
	state, fits := p.stateOf(r)
	row.Muted = !fits
	before := p.before(r.ID)
	if a, ok := p.sitting.of(r.ID); ok {
		state, before = kit.ChipData{Text: a.Decision.Label(), Tone: decisionTone(a.Decision)}, ""
	}
	if before != "" && len(state.Text) > len("Suits") { // there is room for one long chip
		row.Secondary, before = dotted(before, row.Secondary), ""
	}
	for _, c := range []kit.ChipData{{Text: before}, state} {
		if c.Text != "" {
			row.Chips = append(row.Chips, c)
		}
	}
	return row
}

// stateOf is the one word that matters most about a service for this person;
// fits is false when it is not for them as things are.
func (p *offerPage) stateOf(r *data.ServiceRow) (chip kit.ChipData, fits bool) {
	today := p.h.Today()
	switch {
	case r.Status != data.ServiceActive:
		return kit.ChipData{Text: r.Status.Label(), Tone: kit.Amber}, false
	case !forAge(r.MinAge, r.MaxAge, data.Age(p.about.record.Client.BirthDate, today)):
		return kit.ChipData{Text: "Not for their age"}, false
	case r.LastChecked.IsZero():
		return kit.ChipData{Text: "Never checked", Tone: kit.Amber}, true
	case p.about.checkDays > 0 && today.Sub(r.LastChecked) > p.about.checkDays:
		return kit.ChipData{Text: "Not checked for " + data.Plural(today.Sub(r.LastChecked), "day", "days"), Tone: kit.Amber}, true
	case p.suits(r):
		return kit.ChipData{Text: "Suits", Tone: kit.Green}, true
	}
	return kit.ChipData{}, true
}

// place puts what is not for this person as things are after the rest.
func (p *offerPage) place(r *data.ServiceRow) int {
	if _, fits := p.stateOf(r); !fits {
		return 1
	}
	return 0
}

// forAge is true within the limits of a service, or when the age is not known.
func forAge(least, most, age int) bool {
	return age < 0 || age >= least && (most == 0 || age <= most)
}

// suits is true when a service helps with one of the person's needs.
func (p *offerPage) suits(r *data.ServiceRow) bool {
	names := reasonNames(p.about.reasons)
	listed := strings.Split(r.Needs, ", ")
	return slices.ContainsFunc(p.search.reasons, func(id data.ID) bool { return slices.Contains(listed, names[id]) })
}

// before is what the person said the last time, in a few words, or "".
func (p *offerPage) before(service data.ID) string {
	for _, o := range p.about.offers { // newest first
		if o.ServiceID != service {
			continue
		}
		switch o.Decision {
		case data.Chosen:
			return "Chosen before"
		case data.Declined:
			return "Declined before"
		default:
			return "Not now, last time"
		}
	}
	return ""
}

func decisionTone(d data.Decision) kit.Tone {
	if d == data.Chosen {
		return kit.Green
	}
	return kit.Neutral
}

// merged brings several lists, each best first, into one that is best first
// and holds each service once.
func merged(lists [][]data.ServiceRow) []data.ServiceRow {
	var rows []data.ServiceRow
	seen := map[data.ID]bool{}
	for i := 0; ; i++ {
		more := false
		for _, list := range lists {
			if i >= len(list) {
				continue
			}
			more = true
			if !seen[list[i].ID] {
				seen[list[i].ID] = true
				rows = append(rows, list[i])
			}
		}
		if !more {
			return rows
		}
	}
}
