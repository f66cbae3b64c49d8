package reports

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"waymark/data"
	"waymark/reports/disclosure"
)

// Choice is another way of making a report for the same reader, and what it
// would show.
type Choice struct {
	Text    string // such as "Only the days that they do not have yet: 1 April 2026 to 30 June 2026"
	Request Request
	// NotSent is the hand-over that has to be marked as not sent first; "" for none.
	NotSent data.ID

	Cells, Hidden              int
	Headlines, HeadlinesHidden int
}

// Shown returns the share of the cells that is shown, from 0 to 1.
func (c *Choice) Shown() float64 {
	if c.Cells == 0 {
		return 0
	}
	return 1 - float64(c.Hidden)/float64(c.Cells)
}

// ShownText returns what the report would show, such as "80 of 100 cells, all
// headline figures".
func (c *Choice) ShownText() string {
	headlines := "all headline figures"
	switch shown := c.Headlines - c.HeadlinesHidden; {
	case shown == 0:
		headlines = "no headline figures"
	case c.HeadlinesHidden > 0:
		headlines = fmt.Sprintf("%d of %d headline figures", shown, c.Headlines)
	}
	return Count(c.Cells-c.Hidden) + " of " + Count(c.Cells) + " cells, " + headlines
}

// HidesTooMuch reports whether what the reader has already hides so much that
// another choice should be looked at: half as many cells again as would be hidden
// without it, or so much that the report cannot be handed over.
func (h *Handing) HidesTooMuch() bool { return h.Told > 0 || 2*h.Hidden > 3*h.Alone }

// Choices works out other ways of making a report for a reader that would show
// more than r, which MakeFor made for q, or that can be handed over where r cannot:
// the best first.
func Choices(ctx context.Context, s Source, q Request, to Recipient, r *Report) ([]Choice, error) {
	list, by := candidates(q, to, r), newMaker(s)
	kept := list[:0]
	now := Choice{Cells: r.Handing.Cells, Hidden: r.Handing.Hidden}
	for _, c := range list {
		left := to
		if c.NotSent != "" {
			left.Held = slices.DeleteFunc(slices.Clone(to.Held), func(h data.HandedOver) bool { return h.ID == c.NotSent })
		}
		made, err := by.make(ctx, c.Request, left)
		if data.CodeOf(err) == data.CodeRefused {
			continue // what they have of those days cannot be counted here
		}
		if err != nil {
			return nil, err
		}
		c.Cells, c.Hidden = made.Handing.Cells, made.Handing.Hidden
		all, shown := made.Headlines()
		c.Headlines, c.HeadlinesHidden = all, all-shown
		better := c.Shown() > now.Shown() || r.Handing.Told > 0
		if better && made.Handing.Told == 0 && made.Seen.Some() {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(a, b Choice) int {
		return cmp.Or(cmp.Compare(a.HeadlinesHidden, b.HeadlinesHidden), cmp.Compare(b.Shown(), a.Shown()))
	})
	return kept, nil
}

// notYetHeld returns the longest run of days of a period that no report is on that
// the reader has; some is false if there is none.
func notYetHeld(f data.FigureFilter, held []data.HandedOver) (from, to data.Date, some bool) {
	inOrder := slices.Clone(held)
	slices.SortFunc(inOrder, func(a, b data.HandedOver) int { return a.Report.Filter.From.Sub(b.Report.Filter.From) })
	longest, next := -1, f.From
	consider := func(last data.Date) {
		if days := last.Sub(next); days > longest {
			longest, from, to = days, next, last
		}
	}
	for i := range inOrder {
		h := inOrder[i].Report.Filter
		if h.From.After(f.To) || h.To.Before(next) {
			continue
		}
		consider(h.From.AddDays(-1))
		next = h.To.AddDays(1)
	}
	consider(f.To)
	return from, to, longest >= 0
}

// candidates lists the ways that may show more: a period that leaves out what
// they have, one of whole months, rounded counts, and a report that overlaps
// left out of what they have, if it was never sent.
func candidates(q Request, to Recipient, r *Report) []Choice {
	var list []Choice
	period := func(text string, from, last data.Date) {
		if from.After(last) || from == q.Filter.From && last == q.Filter.To {
			return
		}
		other := q
		other.Filter.From, other.Filter.To = from, last
		words := (&Report{From: from, To: last}).PeriodText()
		if !slices.ContainsFunc(list, func(c Choice) bool { return c.Request.Filter == other.Filter }) {
			list = append(list, Choice{Text: text + ": " + words, Request: other})
		}
	}
	if from, last, some := notYetHeld(q.Filter, to.Held); some {
		period("Only the days that they do not have yet", from, last)
	}
	if end := q.Filter.To; end.AddDays(1).Day != 1 {
		period("Whole months", q.Filter.From, data.Date{Year: end.Year, Month: end.Month, Day: 1}.AddDays(-1))
	}
	const step = 5
	if r.Rule.RoundTo < step {
		rounded := q
		rounded.Rule = &disclosure.Rule{Minimum: r.Rule.Minimum, RoundTo: step}
		list = append(list, Choice{Text: fmt.Sprintf("Counts rounded to the nearest %d", step), Request: rounded})
	}
	const most = 3 // the latest
	for i, n := len(to.Held)-1, 0; i >= 0 && n < most; i-- {
		h := &to.Held[i]
		f := h.Report.Filter
		if !f.From.After(q.Filter.To) && !f.To.Before(q.Filter.From) && !h.Unrecorded() {
			n++
			list = append(list, Choice{
				Text:    "Without the report on " + (&Report{From: f.From, To: f.To}).PeriodText() + ", if it was never sent",
				Request: q, NotSent: h.ID,
			})
		}
	}
	return list
}
