package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// hidesSome reports whether single scores would tell a number that is hidden, or
// counted together with others.
func (o *Outcome) hidesSome() bool {
	return slices.ContainsFunc(o.Changes, func(g ChangeGroup) bool { return g.Cell.Hidden }) ||
		slices.ContainsFunc(o.Bands.Rows, func(r MatrixRow) bool { return len(r.Parts) > 0 }) || o.Bands.whyHidden() != ""
}

// test is the t-test of the pairs, nil where there is none to show.
func (o *Outcome) test() *PairedTest {
	if o.Paired == nil {
		return nil
	}
	return o.Paired.Test
}

// words puts the figures into sentences. all is what the pairs say before
// anything is hidden or rounded: only whether the mean change is more than
// chance is taken from it.
func (o *Outcome) words(all *Paired) {
	o.Interval = o.interval()
	o.Finding, o.Text = o.claim(all).title(), o.text()
	note := fmt.Sprintf("%s, %g to %g.", o.ShortName, o.Min, o.Max)
	if o.LowerIsBetter {
		note = fmt.Sprintf("%s, %g to %g; lower is better.", o.ShortName, o.Min, o.Max)
	}
	if o.Pairs.N > 0 {
		note += " Compares each person’s first complete questionnaire with their last complete one on or after the first follow-up."
	}
	o.Note = note + " " + o.comparatorText()
}

// base is how many people have both scores, of how many, where that is shown.
func (o *Outcome) base() string {
	switch {
	case o.Pairs.Hidden:
		return ""
	case o.People.Hidden:
		return people(o.Pairs.N)
	}
	return o.Pairs.Text() + " of " + people(o.People.N)
}

// claim is the mean change, where its 95% confidence interval leaves out none.
// Scores of the answers that another score is of are no finding.
func (o *Outcome) claim(all *Paired) claim {
	c := claim{about: o.ShortName + firstAndFollowUp, base: o.base(), on: []Cell{o.Pairs}}
	switch {
	case o.SameAnswers != "":
		c.about = o.ShortName + " scores, from the same answers"
		return c
	case o.Pairs.Hidden:
		return c
	case o.Change == nil:
		c.says, c.base, c.apart = "No one has completed "+o.ShortName+" both times yet", "", true
		return c
	case o.Paired.Few || all == nil || all.Test == nil:
		return c
	}
	points := strings.TrimLeft(Signed(*o.Change), "+"+minusSign)
	c.apart = (all.Test.Low > 0 || all.Test.High < 0) && points != "0.0"
	points += " points"
	if points == "1.0 points" {
		points = "1.0 point"
	}
	format := "Mean %s score was %s higher at follow-up"
	switch lower := *o.Change < 0; {
	case lower && o.LowerIsBetter:
		format = "Mean %s score, of which lower is better, was %s lower at follow-up"
	case o.LowerIsBetter:
		format = "Mean %s score, of which lower is better, was %s higher at follow-up"
	case lower:
		format = "Mean %s score was %s lower at follow-up"
	}
	c.says = fmt.Sprintf(format, o.ShortName, points)
	return c
}

func (o *Outcome) text() string {
	counts := fmt.Sprintf("First questionnaire: %s of %s. Follow-up: %s of %s.", o.Baselines.Text(), o.People.of("people"), o.FollowUps.Text(), o.People.of("people"))
	switch {
	case o.Baselines.Hidden || o.FollowUps.Hidden:
		counts = "How many people completed it is hidden, because it could help to identify someone."
	case o.People.Hidden:
		counts = fmt.Sprintf("First questionnaire: %s. Follow-up: %s.", people(o.Baselines.N), people(o.FollowUps.N))
	}
	if o.SameAnswers != "" {
		counts = o.SameAnswers + " " + counts
	}
	if o.Pairs.Hidden {
		return "The mean is hidden, because it could help to identify someone. " + counts
	}
	if o.Change == nil {
		return "There is no mean, because a change can only be measured for people with both scores. " + counts
	}
	if o.Pairs.N == 1 {
		return fmt.Sprintf("1 person completed both questionnaires, with a score of %s and then %s. For one person there is no standard deviation, and scores go up and down. %s",
			Score(*o.Before), Score(*o.After), counts)
	}
	change := "mean change " + Signed(*o.Change)
	if o.ChangeSD != nil {
		change = fmt.Sprintf("%s, standard deviation %s", change, Score(*o.ChangeSD))
	}
	s := fmt.Sprintf("%s completed both questionnaires. Their mean score was %s at first and %s at follow-up (%s).",
		data.Capital(people(o.Pairs.N)), Score(*o.Before), Score(*o.After), change)
	if roundedApart(*o.Before, *o.After, *o.Change) {
		s += " " + eachRounded
	}
	if o.Interval != "" {
		s += " " + o.Interval
	}
	return s + o.sizesText() + " " + NoCause + " " + counts
}

// NoCause stands with every change of scores.
const NoCause = "There is no comparison group, so this does not show what caused the change."

// sizesText says how many went up and how many went down by the smaller size,
// both or neither, and what that size is.
func (o *Outcome) sizesText() string {
	var up, down *ChangeGroup
	for i := range o.Changes {
		switch o.Changes[i].Key {
		case "rose_small":
			up = &o.Changes[i]
		case "fell":
			down = &o.Changes[i]
		}
	}
	if up == nil || down == nil || up.Cell.Hidden || down.Cell.Hidden || up.Cell.Of == 0 {
		return ""
	}
	s := fmt.Sprintf(" Of %s, %s (%s) went up by %g points or more and %s (%s) went down by as much.",
		people(up.Cell.Of), up.Cell.Text(), up.Cell.Percent(0), up.Points, down.Cell.Text(), down.Cell.Percent(0))
	if o.ChangeNote != "" {
		s += " " + o.ChangeNote
	}
	return s
}

// interval says how sure the mean change is, where that can be said.
func (o *Outcome) interval() string {
	t := o.test()
	if t == nil {
		return ""
	}
	return fmt.Sprintf("95%% confidence interval (CI) for the mean change: %s to %s (paired t-test, t(%d) = %s, %s; Cohen’s d_z = %s).",
		Signed(t.Low), Signed(t.High), t.DF, decimal(t.T, 2), t.PText(), decimal(t.DZ, 2))
}

// sameAnswers says that a score is worked out of the answers to another
// questionnaire, or of those that give the total as well.
func (b *builder) sameAnswers(o *Outcome, f *data.OutcomeFigures, c *instrument.Catalogue) string {
	if f.Other != "" {
		if m, ok := c.Measure(f.Other); ok {
			said := fmt.Sprintf("%s is worked out from the answers to %s: these are the same answers, not a second result.", o.ShortName, m.ShortName)
			if short, known := c.Measure(o.Measure); known && len(short.Items) < len(m.Items) {
				said += fmt.Sprintf(" It needs only %d of the %d answers, so more people can have this score.", len(short.Items), len(m.Items))
			}
			return said
		}
	}
	whole, part := c.Measure(o.InstrumentID)
	if part && whole.ID != o.Measure {
		return fmt.Sprintf("%s is a part of %s: these are the same answers, not a second result.", o.ShortName, whole.ShortName)
	}
	return ""
}

func (o *Outcome) comparatorText() string {
	if len(o.Comparators) == 0 {
		return "No published mean is shown for comparison."
	}
	parts := make([]string, len(o.Comparators))
	for i, c := range o.Comparators {
		parts[i] = fmt.Sprintf("%s (%s)", Score(c.Value), ComparatorName(c))
	}
	return "Published mean: " + strings.Join(parts, "; ") + "."
}

// ComparatorName is where a comparator comes from, "Health Survey for England
// 2011, adults".
func ComparatorName(c data.Comparator) string {
	s := c.Source
	if c.Year != 0 {
		s += " " + strconv.Itoa(c.Year)
	}
	if c.Group != "" {
		s += ", " + c.Group
	}
	return s
}

// ChangesNote says how to read the sizes of change, and where they come from if
// Text does not say it.
func (o *Outcome) ChangesNote() string {
	s := "n = " + o.Pairs.of("people") + ". "
	if o.Pairs.Hidden {
		s = ""
	}
	s += "The rows that begin with “including” are part of the row above."
	if o.ChangeNote != "" && !strings.Contains(o.Text, o.ChangeNote) {
		s += " " + o.ChangeNote
	}
	return s
}
