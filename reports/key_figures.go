package reports

import (
	"cmp"
	"fmt"
	"strings"

	"waymark/data"
)

// nothing stands where there is no figure, which is not the same as 0.
const nothing = "–"

// keyFigures are the numbers to read first, each with what it is of.
func keyFigures(r *Report) []KeyFigure {
	figures := []KeyFigure{counted("seen", r.Seen, "people", "seen", r.DatesText()+surgeriesReached(&r.Surgeries))}
	if !r.Seen.Some() && r.Unmet.Sentence != "" {
		figures[0].Note += ": no attended contact"
	}
	figures = append(figures, outcomeFigure(r))
	p := &r.Offers.People
	figures = append(figures, share("started", "of people offered a service attended at least one", "share of people offered a service who attended one",
		p.Rows[2].Cell, p.N, oneOrMany(p.Rows[2].Cell.Of, "person offered a service", "people offered a service"), "No service was offered."))
	t := rowOf(&r.FollowUps, "on_time")
	figures = append(figures, share("follow_ups", "of follow-ups were done on time", "share of follow-ups done on time",
		t, r.FollowUps.N, oneOrMany(t.Of, "follow-up due", "follow-ups due"), "No follow-up was due."))
	note := "none arranged"
	if n := r.ContactsByOutcome.N; n.Hidden {
		note = ""
	} else if n.N > 0 {
		note = "of " + n.Text() + " arranged"
	}
	contacts := counted("contacts", rowOf(&r.ContactsByOutcome, string(data.ContactAttended)), "contacts", "attended", note)
	return append(figures, contacts, counted("referrals", r.ReferralsReceived, "referrals", "received", "including people not seen yet"))
}

// counted is a key figure that is a count: “69”, “people seen”. One that is
// hidden is labelled by what it is a number of, so that no one reads of hidden
// people.
func counted(key string, c Cell, many, what, note string) KeyFigure {
	if c.Hidden {
		return KeyFigure{Key: key, Value: hiddenText, Label: "number of " + many + " " + what, Note: tooSmall}
	}
	return KeyFigure{Key: key, Value: c.Text(), Label: unit(c.N, many) + " " + what, Note: note}
}

// tooSmall says why a figure is hidden, and not which of two reasons it is: that it
// is small, or that a small number would follow from it.
const tooSmall = "Hidden because it could help to identify someone."

// Title is what the figure is called in a table, where no value stands before it:
// “Share of follow-ups done on time”. Reports saved by older versions have only the
// label.
func (k KeyFigure) Title() string { return data.Capital(cmp.Or(k.Name, k.Label)) }

// Sentence is the figure as a sentence without a full stop, for texts.
func (k KeyFigure) Sentence() string {
	note := strings.TrimSuffix(k.Note, ".")
	switch k.Value {
	case hiddenText:
		return "The " + k.Label + " is hidden because it could help to identify someone"
	case nothing:
		return note
	}
	s := k.Value + " " + k.Label
	if k.Key == "wellbeing" { // its label is a name
		s = data.Capital(k.Label) + ": " + k.Value
	}
	if note != "" {
		s += " (" + note + ")"
	}
	return s
}

func surgeriesReached(t *Table) string {
	n := 0
	for _, row := range t.Rows {
		switch {
		case len(row.Parts) > 0:
			n += len(row.Parts)
		case !row.NotRecorded && row.Cell.Some():
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return ", " + data.Plural(n, "surgery", "surgeries")
}

// outcomeFigure is of the first score that some people have both times.
func outcomeFigure(r *Report) KeyFigure {
	k := KeyFigure{Key: "wellbeing", Value: nothing, Label: "mean score, first to follow-up", Note: "No one has two scores yet."}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if o.Pairs.Hidden {
			k.Value, k.Note = hiddenText, tooSmall
		}
		if o.Change == nil {
			continue
		}
		k.Label = "mean " + o.ShortName + " score, first to follow-up"
		k.Value = Score(*o.Before) + " → " + Score(*o.After)
		k.Note = fmt.Sprintf("%s; mean change %s", o.base(), Signed(*o.Change))
		if roundedApart(*o.Before, *o.After, *o.Change) {
			k.Note += " (each figure is rounded)"
		}
		if t := o.test(); t != nil {
			k.Note = fmt.Sprintf("%s, 95%% CI %s to %s", k.Note, Signed(t.Low), Signed(t.High))
		}
		return k
	}
	return k
}

// share is a key figure that is a percentage with what it is of. Its label
// follows the percentage; name is what it is called without one before it. It is
// hidden if the part is or the whole: 0 of a whole that is hidden is not 0 of none.
func share(key, label, name string, c, whole Cell, of, none string) KeyFigure {
	k := KeyFigure{Key: key, Value: nothing, Label: label, Name: name, Note: none}
	if c.Hidden || whole.Hidden {
		k.Value, k.Label, k.Note = hiddenText, name, tooSmall
	}
	if p := c.Percent(0); p != "" {
		k.Value, k.Note = p, fmt.Sprintf("%s of %s %s", c.Text(), Count(c.Of), of)
	}
	return k
}
