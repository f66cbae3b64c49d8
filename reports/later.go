package reports

import (
	"fmt"

	"waymark/data"
)

// later counts the people with a first score by what became of the follow-up
// score: whether they have it, it is not due yet, they declined it, or it is
// missing.
func (b *builder) later(o *Outcome, f *data.OutcomeFigures) {
	if len(f.Pairs)+len(f.Unpaired)+f.NotDue+f.Declined == 0 || o.Pairs.Hidden {
		return
	}
	t := things("later."+o.Measure, o.ShortName+": follow-up scores", "Follow-up score", "people", []data.Tally{
		{Key: bothKey, Label: "Has both scores", N: len(f.Pairs)},
		{Key: "not_due", Label: "Not due yet", N: f.NotDue},
		{Key: "declined", Label: "Declined", N: f.Declined},
		{Key: "missing", Label: "Missing", N: len(f.Unpaired)},
	})
	b.protect(&t)
	c := claim{about: "People with a first score, by follow-up score", on: []Cell{t.N}, apart: true}
	missing := rowOf(&t, "missing")
	if !t.N.Hidden {
		c.base = people(t.N.N)
		if !missing.Hidden {
			c.base = ""
			c.says = fmt.Sprintf("The follow-up score is missing for %s of %s with a first score", missing.Text(), people(t.N.N))
			if missing.N == 0 {
				c.says, c.base = "No follow-up score is missing", people(t.N.N)+" with a first score"
			}
		}
	}
	t.Finding = c.title()
	t.Note = "People with both scores, or with a first score in the period. “Missing” means that the follow-up was due by the end of the period and was not declined. " + t.ns()
	o.Later = &t
}

const bothKey = "both"
