package reports

import (
	"fmt"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Comparison sets the figures of a period beside those of the one before.
type Comparison struct {
	From, To data.Date // of the period before
	Finding  string
	Note     string
	Rows     []ComparisonRow
	// Numbers are those of the period before that Rows print, as what a reader
	// holds; nil in reports of before they were kept.
	Numbers *disclosure.Held
}

// ComparisonRow is one figure in both periods, as printed; "–" where there is
// none. Change is "" unless both are shown.
type ComparisonRow struct{ Key, Label, Before, Now, Change string }

// comparison is made of what both reports show, so that it can give nothing
// away that they hide.
func comparison(now, before *Report) *Comparison {
	c := &Comparison{From: before.From, To: before.To, Numbers: before.comparedNumbers()}
	count := func(key, label string, a, b Cell) {
		row := ComparisonRow{Key: key, Label: label, Before: a.Text(), Now: b.Text()}
		if !a.Hidden && !b.Hidden {
			row.Change = signedCount(b.N - a.N)
		}
		c.Rows = append(c.Rows, row)
	}
	share := func(key, label string, a, b Cell) {
		row := ComparisonRow{Key: key, Label: label, Before: printed(a), Now: printed(b)}
		was, ok1 := a.Share()
		is, ok2 := b.Share()
		if ok1 && ok2 {
			row.Change = Signed(100*(is-was)) + " percentage points"
		}
		c.Rows = append(c.Rows, row)
	}
	count("seen", "People seen", before.Seen, now.Seen)
	count("referrals", "Referrals received", before.ReferralsReceived, now.ReferralsReceived)
	count("contacts", "Contacts attended", rowOf(&before.ContactsByOutcome, "attended"), rowOf(&now.ContactsByOutcome, "attended"))
	count("offered", "People offered a service", rowOf(&before.Offers.People, "offered"), rowOf(&now.Offers.People, "offered"))
	share("started", "of whom attended at least one", rowOf(&before.Offers.People, "started"), rowOf(&now.Offers.People, "started"))
	share("on_time", "Follow-ups done on time", rowOf(&before.FollowUps, "on_time"), rowOf(&now.FollowUps, "on_time"))
	count("gaps", "Gaps recorded", before.Gaps.N, now.Gaps.N)
	for i := range now.Outcomes {
		c.outcome(&now.Outcomes[i], before)
	}
	c.Finding = seenClaim(before.Seen, now.Seen).title()
	c.Note = "The previous period is " + before.DatesText() + ". People seen in both periods are counted in both. " +
		"Numbers go up and down by chance from one period to the next, so a difference is not a trend."
	return c
}

func (c *Comparison) outcome(now *Outcome, before *Report) {
	was := &Outcome{}
	for i := range before.Outcomes {
		if before.Outcomes[i].Measure == now.Measure {
			was = &before.Outcomes[i]
		}
	}
	row := ComparisonRow{Key: "pairs." + now.Measure, Label: now.ShortName + ": people with both scores", Before: was.Pairs.Text(), Now: now.Pairs.Text()}
	if !was.Pairs.Hidden && !now.Pairs.Hidden {
		row.Change = signedCount(now.Pairs.N - was.Pairs.N)
	}
	mean := ComparisonRow{Key: "change." + now.Measure, Label: now.ShortName + ": mean change, people with both scores", Before: nothing, Now: nothing}
	if was.Change != nil {
		mean.Before = Signed(*was.Change)
	}
	if now.Change != nil {
		mean.Now = Signed(*now.Change)
	}
	c.Rows = append(c.Rows, row, mean)
}

// printed is a share with its n and N, "78.8% (52 of 66)". It has a decimal as the
// change beside it has, so that a reader can subtract.
func printed(c Cell) string {
	if c.Hidden {
		return hiddenText
	}
	if c.Of == 0 {
		return nothing
	}
	return fmt.Sprintf("%s (%s of %s)", c.Percent(1), c.Text(), Count(c.Of))
}

func signedCount(n int) string {
	switch {
	case n > 0:
		return "+" + Count(n)
	case n < 0:
		return minusSign + Count(-n)
	}
	return "0"
}

// seenClaim returns both counts, and no verdict on the difference.
func seenClaim(before, now Cell) claim {
	c := claim{about: bothPeriods, on: []Cell{before, now}, apart: true}
	if !before.Hidden && !now.Hidden {
		c.says = fmt.Sprintf("%s seen in this period, %s in the previous one", people(now.N), Count(before.N))
	}
	return c
}
