package reports

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// fewPairs is the number of pairs under which sizes of change say little
// about a group (the authors of WEMWBS ask for 30 or more).
const fewPairs = 30

// instrumentName is how people call a questionnaire; one that did not come
// with the program goes by its ID.
func instrumentName(id string) string {
	if d, ok := instrument.ByID(id); ok {
		return d.ShortName
	}
	return id
}

// outcome works out what one questionnaire shows.
func outcome(f *data.OutcomeFigures, seen int, comparators []data.Comparator) Outcome {
	o := Outcome{
		InstrumentID: f.InstrumentID, Name: f.InstrumentID, ShortName: instrumentName(f.InstrumentID),
		Seen: seen, Refused: f.Refused,
		Baselines: f.Baselines, BaselinesIncomplete: f.BaselinesIncomplete,
		FollowUps: f.FollowUps, FollowUpsIncomplete: f.FollowUpsIncomplete,
		AllBaselinesMean: f.BaselineMean, AllFollowUpsMean: f.FollowUpMean,
		Pairs: slices.Clone(f.Pairs),
	}
	d, known := instrument.ByID(f.InstrumentID)
	if known {
		o.Name, o.Rights, o.Min, o.Max = d.Name, d.Rights, d.Scoring.Min, d.Scoring.Max
		o.changes(d)
	} else {
		o.scaleFromPairs()
	}
	o.Comparators = choose(comparators, f.InstrumentID, d)
	o.means()
	o.ByMode = things("by_mode", o.ShortName+": how it was filled in", "Filled in", "complete questionnaires", f.ByMode)
	o.ByMode.Finding = modeWords.finding(&o.ByMode)
	o.ByMode.Note = "Every complete questionnaire answered in the period. Answers read aloud come out more positive. " + o.ByMode.ns()
	if n := len(o.Pairs); n > 0 && n < fewPairs {
		o.SmallSample = fmt.Sprintf("Only %s: chance alone can move a mean of so few, so read it with caution.", plural(n, "pair", "pairs"))
	}
	o.words()
	return o
}

var modeWords = wording{
	none: "No questionnaire was completed in this period", unknown: "How questionnaires were filled in is not recorded",
	mostly: "How more than half were filled in is not recorded",
	all:    "All questionnaires were filled in one way: %s", one: "The one questionnaire was filled in this way: %s",
	most: "More than half were filled in one way: %s", lead: "%s was the most common way",
	tie: "%s were equally common ways", level: "No way stood out: %d were equally common", lower: true,
}

// choose takes the comparators of one questionnaire from a list, or the first
// of its own where no list was given.
func choose(list []data.Comparator, id string, d *instrument.Definition) []data.Comparator {
	if list == nil && d != nil && len(d.Comparators) > 0 {
		c := d.Comparators[0]
		return []data.Comparator{{InstrumentID: id, Source: c.Source, Year: c.Year, Group: c.Group, Value: c.Value}}
	}
	var own []data.Comparator
	for _, c := range list {
		if c.InstrumentID == id {
			own = append(own, c)
		}
	}
	return own
}

// scaleFromPairs gives a questionnaire whose scale is not known one that
// holds its scores, so that a chart can be drawn.
func (o *Outcome) scaleFromPairs() {
	for i, p := range o.Pairs {
		low, high := min(p.Before, p.After), max(p.Before, p.After)
		if i == 0 {
			o.Min, o.Max = low, high
		}
		o.Min, o.Max = min(o.Min, low), max(o.Max, high)
	}
}

// means works out what the same people scored before and after.
func (o *Outcome) means() {
	p := pairedOf(o.Pairs)
	if p == nil {
		return
	}
	o.Paired = p
	o.Before, o.After, o.Change, o.ChangeSD = &p.MeanBefore, &p.MeanAfter, &p.Change, p.ChangeSD
}

// changes counts the pairs by size of change. Those that rose by the larger
// size are counted among those that rose by the smaller one, too.
func (o *Outcome) changes(d *instrument.Definition) {
	t := d.Thresholds
	if t == nil {
		return
	}
	n := map[instrument.Change]int{}
	for _, p := range o.Pairs {
		n[d.Change(p.Before, p.After)]++
	}
	all := len(o.Pairs)
	small, large := strconv.FormatFloat(t.Small, 'g', -1, 64), strconv.FormatFloat(t.Large, 'g', -1, 64)
	o.Changes = []ChangeGroup{
		{Key: "rose_small", Label: "Rose by " + small + " points or more", Points: t.Small, Cell: Cell{N: n[instrument.RoseSmall] + n[instrument.RoseLarge], Of: all}},
		{Key: "rose_large", Label: "of whom by " + large + " points or more", Within: "rose_small", Points: t.Large, Cell: Cell{N: n[instrument.RoseLarge], Of: all}},
		{Key: "same", Label: fmt.Sprintf("Stayed within %g points", t.Within), Points: t.Within, Cell: Cell{N: n[instrument.Same], Of: all}},
		{Key: "fell", Label: "Fell by " + small + " points or more", Points: t.Small, Cell: Cell{N: n[instrument.Fell], Of: all}},
	}
}

// words puts the figures into sentences.
func (o *Outcome) words() {
	o.Interval = o.interval()
	o.Finding, o.Text = o.finding(), o.text()
	note := fmt.Sprintf("%s, %g to %g.", o.ShortName, o.Min, o.Max)
	if len(o.Pairs) > 0 {
		note += " Same people before and after: their first complete questionnaire and their last complete one of the period."
	}
	o.Note = note + " " + o.comparatorText()
}

func (o *Outcome) finding() string {
	if o.Change == nil {
		return "Nobody has answered " + o.ShortName + " both times yet"
	}
	points := strings.TrimLeft(Signed(*o.Change), "+–")
	who, verb := "The same people", "higher"
	if len(o.Pairs) == 1 {
		who = "The one person with both"
	}
	switch {
	case points == "0.0":
		return who + " scored the same at follow-up"
	case *o.Change < 0:
		verb = "lower"
	}
	unit := "points"
	if points == "1.0" {
		unit = "point"
	}
	return fmt.Sprintf("%s scored %s %s %s at follow-up", who, points, unit, verb)
}

func (o *Outcome) text() string {
	counts := fmt.Sprintf("First questionnaire: n %s of %s seen. Follow-up: n %s of %s seen.",
		Count(o.Baselines), Count(o.Seen), Count(o.FollowUps), Count(o.Seen))
	if o.Change == nil {
		return "No mean is given, because a mean is only comparable for the same people before and after. " + counts
	}
	if len(o.Pairs) == 1 {
		return fmt.Sprintf("1 person answered every question both times: %s, then %s. One pair has no standard deviation. %s",
			Score(*o.Before), Score(*o.After), counts)
	}
	s := fmt.Sprintf("%s answered every question both times: mean %s, then %s (mean change %s, standard deviation %s).",
		capital(people(len(o.Pairs))), Score(*o.Before), Score(*o.After), Signed(*o.Change), Score(*o.ChangeSD))
	if o.Interval != "" {
		s += " " + o.Interval
	}
	for _, g := range o.Changes {
		if g.Key == "rose_small" {
			s += fmt.Sprintf(" %s of %s (%s) rose by %g points or more.", Count(g.Cell.N), Count(g.Cell.Of), g.Cell.Percent(0), g.Points)
		}
	}
	return s + " " + counts
}

// interval says how sure the mean change is, where that can be said.
func (o *Outcome) interval() string {
	if o.Paired == nil || o.Paired.Test == nil {
		return ""
	}
	t := o.Paired.Test
	return fmt.Sprintf("The 95 %% interval of the mean change is %s to %s (paired t %s, %s, %s; d_z %s).",
		Signed(t.Low), Signed(t.High), strconv.FormatFloat(t.T, 'f', 2, 64), plural(t.DF, "degree of freedom", "degrees of freedom"), t.PText(),
		strconv.FormatFloat(t.DZ, 'f', 2, 64))
}

func (o *Outcome) comparatorText() string {
	if len(o.Comparators) == 0 {
		return "No comparator is given."
	}
	parts := make([]string, len(o.Comparators))
	for i, c := range o.Comparators {
		parts[i] = fmt.Sprintf("%s (%s)", Score(c.Value), ComparatorName(c))
	}
	return "Population mean: " + strings.Join(parts, "; ") + "."
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
