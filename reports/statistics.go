package reports

import (
	"slices"
	"strconv"
	"strings"
)

// Statistic is one number about the pairs of a score.
type Statistic struct {
	Key, Label string
	Value      *float64 // nil where it cannot be given
	Decimals   int
}

// Text is the number as printed, or "–" where there is none.
func (s Statistic) Text() string {
	if s.Value == nil {
		return nothing
	}
	text := strconv.FormatFloat(*s.Value, 'f', s.Decimals, 64)
	if s.Key == "p" && *s.Value < 0.001 {
		return "< 0.001"
	}
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	return strings.Replace(text, "-", "–", 1)
}

// Statistics lists what the pairs come to, in the order that it is read. All
// are of the same people, but for the two means over everybody, which say so.
func (o *Outcome) Statistics() []Statistic {
	p := o.Paired
	if p == nil {
		p = &Paired{}
	}
	t := p.Test
	if t == nil {
		t = &PairedTest{}
	}
	has := func(v float64, ok bool) *float64 {
		if !ok {
			return nil
		}
		return &v
	}
	some, tested := o.Paired != nil, p.Test != nil
	return []Statistic{
		{"mean_first", "Mean, first", has(p.MeanBefore, some), 1},
		{"mean_later", "Mean, follow-up", has(p.MeanAfter, some), 1},
		{"median_first", "Median, first", has(p.MedianBefore, some && !p.Few), 1},
		{"median_later", "Median, follow-up", has(p.MedianAfter, some && !p.Few), 1},
		{"sd_first", "Standard deviation, first", p.SDBefore, 2},
		{"sd_later", "Standard deviation, follow-up", p.SDAfter, 2},
		{"change", "Mean change", has(p.Change, some), 1},
		{"sd_change", "Standard deviation of the change", p.ChangeSD, 2},
		{"low", "95 % interval of the mean change, from", has(t.Low, tested), 2},
		{"high", "95 % interval of the mean change, to", has(t.High, tested), 2},
		{"t", "Paired t", has(t.T, tested), 3},
		{"df", "Degrees of freedom", has(float64(t.DF), tested), 0},
		{"p", "p, two-sided", has(t.P, tested), 3},
		{"d_z", "d_z (mean change / its standard deviation)", has(t.DZ, tested), 2},
		{"mean_all_first", "Mean of all first questionnaires (not the same people)", o.AllBaselinesMean, 1},
		{"mean_all_later", "Mean of all follow-ups (not the same people)", o.AllFollowUpsMean, 1},
	}
}

// Counted is one of the numbers of people behind a score.
type Counted struct {
	Key, Label string
	Cell       Cell
}

// Answered lists who answered, in the order that it is read. What there is
// none of, and is good to have none of, is left out.
func (o *Outcome) Answered() []Counted {
	list := []Counted{
		{"people", "People", o.People},
		{"first", "First questionnaire complete", o.Baselines}, {"first_incomplete", "First questionnaire incomplete", o.BaselinesIncomplete},
		{"later", "Follow-up complete", o.FollowUps}, {"later_incomplete", "Follow-up incomplete", o.FollowUpsIncomplete},
		{"pairs", "Both, so counted as a pair", o.Pairs},
		{"refused", "Refused the use in evaluation", o.Refused},
		{"estimated", "Scores estimated in part", o.Estimated}, {"adjusted", "Pairs chosen by somebody", o.Adjusted},
	}
	return slices.DeleteFunc(list, func(c Counted) bool {
		always := c.Key == "people" || c.Key == "first" || c.Key == "later" || c.Key == "pairs"
		return !always && !c.Cell.Some()
	})
}
