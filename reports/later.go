package reports

import (
	"fmt"

	"waymark/data"
)

// The keys of what became of the follow-up score. That one is missing or not due yet
// says nothing about anyone but that there is no answer.
const (
	bothKey       = "both"
	notDueKey     = "not_due"
	declinedKey   = "declined"
	missingKey    = "missing"
	unansweredKey = "unanswered" // all of them but bothKey
)

// withoutKey is the number of people whose follow-up score is missing, beside the
// other numbers of a score.
const withoutKey = "without"

// later counts the people with a first score by what became of the follow-up
// score: whether they have it, it is not due yet, they declined it, or it is
// missing.
func (b *builder) later(o *Outcome, f *data.OutcomeFigures) {
	if len(f.Pairs)+len(f.Unpaired)+f.NotDue+f.Declined == 0 || o.Pairs.Hidden {
		return
	}
	t := things("later."+o.Measure, o.ShortName+": follow-up scores", "Follow-up score", "people", []data.Tally{
		{Key: bothKey, Label: "Has both scores", N: len(f.Pairs)},
		{Key: notDueKey, Label: "Not due yet", N: f.NotDue},
		{Key: declinedKey, Label: "Declined", N: f.Declined},
		{Key: missingKey, Label: "Missing", N: len(f.Unpaired)},
	})
	b.unanswered(&t)
	b.protect(&t)
	t.Finding = laterClaim(&t).title()
	t.Note = "People with both scores, or with a first score in the period. “Missing” means that the follow-up was due by the end of the period and was not declined. "
	o.Later = &t
	if row := o.unanswered(); row != nil {
		t.Note += "The reasons for no follow-up score are counted together, because a small number could identify someone. "
		if !row.Cell.Hidden {
			t.Note += "Their total is shown, because it follows from the other numbers. "
		}
	}
	t.Note += t.ns()
}

// unanswered counts everyone without a follow-up score together where a reason for it
// is small. How many they are follows from who has both scores, and is told by any
// heading: of 9 people 8. So the reasons would follow too, however they were hidden
// one by one.
func (b *builder) unanswered(t *Table) {
	row := Row{Key: unansweredKey, Label: "Not due yet, declined or missing", Cell: Cell{Of: t.Recorded.N}, Unanswered: true}
	small := false
	for _, r := range t.Rows[1:] {
		small = small || b.rule.Small(r.Cell.N)
		row.Cell.N += r.Cell.N
		row.Parts, row.counts = append(row.Parts, r.Key), append(row.counts, r.Cell.N)
	}
	if small {
		t.Rows = append(t.Rows[:1:1], row)
	}
}

// laterClaim says how many people have no follow-up score, and why where that is told.
func laterClaim(t *Table) claim {
	c := claim{about: "People with a first score, by follow-up score", on: []Cell{t.N}, apart: true}
	missing, together := rowOf(t, missingKey), rowOf(t, unansweredKey)
	if t.N.Hidden {
		return c
	}
	switch whole := people(t.N.N); {
	case t.Row(unansweredKey) != nil && !together.Hidden:
		c.says = fmt.Sprintf(oneOrMany(together.N, "%s of %s with a first score has no follow-up score", "%s of %s with a first score have no follow-up score"), together.Text(), whole)
	case missing.Hidden:
		c.base = whole
	case missing.N == 0:
		c.says, c.base = "No follow-up score is missing", whole+" with a first score"
	default:
		c.says = fmt.Sprintf("The follow-up score is missing for %s of %s with a first score", missing.Text(), whole)
	}
	return c
}

// unanswered is the row of everyone without a follow-up score, where they are counted
// together; else nil.
func (o *Outcome) unanswered() *Row {
	if o.Later == nil {
		return nil
	}
	for i := range o.Later.Rows {
		if o.Later.Rows[i].Unanswered {
			return &o.Later.Rows[i]
		}
	}
	return nil
}
