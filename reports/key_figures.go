package reports

import (
	"fmt"

	"waymark/data"
)

// nothing stands where there is no figure, which is not the same as nought.
const nothing = "–"

// keyFigures are the numbers to read first, with the n and N of each.
func keyFigures(r *Report) []KeyFigure {
	figures := []KeyFigure{{
		Key: "seen", Value: r.Seen.Text(), Label: unit(r.Seen.N, "people") + " seen",
		Note: r.DatesText() + surgeriesReached(&r.Surgeries),
	}}
	if !r.Seen.Some() && r.Unmet.Sentence != "" {
		figures[0].Note += ": no contact recorded"
	}
	figures = append(figures, outcomeFigure(r))
	p := &r.Offers.People
	figures = append(figures, share("started", "went to a service they were offered",
		p.Rows[2].Cell, "people offered a service", "No service was offered."))
	t := rowOf(&r.FollowUps, "on_time")
	figures = append(figures, share("follow_ups", "of follow-ups done on time", t, "follow-ups due", "No follow-up fell due."))
	c := r.ContactsByOutcome.Row(string(data.ContactAttended))
	contacts := KeyFigure{Key: "contacts", Value: "0", Label: "contacts attended", Note: "of 0 arranged"}
	if c != nil {
		contacts.Value, contacts.Note = c.Cell.Text(), "of "+r.ContactsByOutcome.N.Text()+" arranged"
		contacts.Label = unit(c.Cell.N, "contacts") + " attended"
	}
	return append(figures, contacts, KeyFigure{
		Key: "referrals", Value: r.ReferralsReceived.Text(), Label: unit(r.ReferralsReceived.N, "referrals") + " received", Note: "seen yet or not",
	})
}

func surgeriesReached(t *Table) string {
	n := 0
	for _, row := range t.Rows {
		if !row.NotRecorded && row.Cell.Some() {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return ", " + data.Plural(n, "surgery", "surgeries")
}

func outcomeFigure(r *Report) KeyFigure {
	k := KeyFigure{Key: "wellbeing", Value: nothing, Label: "mean wellbeing, same people", Note: "Nobody has answered both times yet."}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if o.Pairs.Hidden && k.Value == nothing {
			k.Note = "Too few have answered both times to show."
		}
		if o.Change == nil {
			continue
		}
		k.Value = Score(*o.Before) + " → " + Score(*o.After)
		k.Note = fmt.Sprintf("%s, n %s of %s, change %s", o.ShortName, data.Plural(o.Pairs.N, "pair", "pairs"), people(o.People.N), Signed(*o.Change))
		return k
	}
	return k
}

// share is a key figure that is a percentage with its n and N.
func share(key, label string, c Cell, whole, none string) KeyFigure {
	k := KeyFigure{Key: key, Value: nothing, Label: label, Note: none}
	if c.Hidden {
		k.Note = "Too few to show."
	}
	if p := c.Percent(0); p != "" {
		k.Value, k.Note = p, fmt.Sprintf("n %s of %s %s", c.Text(), Count(c.Of), whole)
	}
	return k
}
