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
	if s.Key == "p" && *s.Value < 0.001 {
		return "< 0.001"
	}
	return decimal(*s.Value, s.Decimals)
}

// decimal is a number with some decimals, and a minus as Signed has it.
func decimal(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	return strings.Replace(text, "-", minusSign, 1)
}

// filed is the number as reports have been saved with it since the first, by
// which they are known again whatever is printed.
func (s Statistic) filed() string {
	switch s.Key {
	case "sd_first", "sd_later", "sd_change", "low", "high":
		s.Decimals = 2
	case "t":
		s.Decimals = 3
	}
	return s.Text()
}

// Statistics lists what the pairs come to, in the order that it is read. All
// are of the same people, but for the two means over everyone, which say so.
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
		{"mean_first", "Mean score, first", has(p.MeanBefore, some), 1},
		{"mean_later", "Mean score, follow-up", has(p.MeanAfter, some), 1},
		{"median_first", "Median score, first", has(p.MedianBefore, some && !p.Few), 1},
		{"median_later", "Median score, follow-up", has(p.MedianAfter, some && !p.Few), 1},
		{"sd_first", "Standard deviation, first", p.SDBefore, 1},
		{"sd_later", "Standard deviation, follow-up", p.SDAfter, 1},
		{"change", "Mean change", has(p.Change, some), 1},
		{"sd_change", "Standard deviation of the change", p.ChangeSD, 1},
		{"low", "Mean change: lower 95% confidence limit", has(t.Low, tested), 1},
		{"high", "Mean change: upper 95% confidence limit", has(t.High, tested), 1},
		{"t", "Paired t-test, t", has(t.T, tested), 2},
		{"df", "Degrees of freedom", has(float64(t.DF), tested), 0},
		{"p", "p (two-sided)", has(t.P, tested), 3},
		{"d_z", "Cohen’s d_z (mean change ÷ its standard deviation)", has(t.DZ, tested), 2},
		{"mean_all_first", "Mean of all first questionnaires (different people)", o.AllBaselinesMean, 1},
		{"mean_all_later", "Mean of all follow-up questionnaires (different people)", o.AllFollowUpsMean, 1},
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
		{"pairs", "Both complete (included)", o.Pairs},
		{"refused", "Did not agree to use in evaluation", o.Refused},
		{"estimated", "Scores with estimated answers", o.Estimated}, {"adjusted", "Pairs chosen by staff", o.Adjusted},
	}
	return slices.DeleteFunc(list, func(c Counted) bool {
		always := c.Key == "people" || c.Key == "first" || c.Key == "later" || c.Key == "pairs"
		return !always && !c.Cell.Some()
	})
}
