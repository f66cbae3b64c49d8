package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// fewPairs is the number of pairs under which sizes of change say little
// about a group (the authors of WEMWBS ask for 30 or more).
const fewPairs = 30

// Outcome is what one score shows. Means before and after are of the same
// people, those of the pairs.
type Outcome struct {
	Measure      string // such as "wemwbs" or "djg6.social"
	InstrumentID string
	Name         string // in full
	ShortName    string
	Rights       string
	// Min and Max are the ends of the scale.
	Min, Max      float64
	LowerIsBetter bool

	Finding string // such as "The same people scored 12.0 points higher at follow-up"
	Text    string // the figures in a sentence or two
	Note    string // how to read the chart, and the comparators with source, year and group

	People                         Cell // the N: people seen, or who answered, in the period
	Refused                        Cell // refused the use of their answers in evaluation
	Baselines, BaselinesIncomplete Cell
	FollowUps, FollowUpsIncomplete Cell
	// The means over all complete questionnaires of a stage, which are not of
	// the same people; nil when there are none.
	AllBaselinesMean, AllFollowUpsMean *float64

	Pairs Cell // how many people have both
	// Lines are the scores of each pair for a chart, lowest first score first:
	// empty where a line would show a number that is hidden, or there are too
	// many to draw. Spread stands for them.
	Lines  []Line `json:"-"`
	Spread *Spread
	// Scores are the pairs' scores one by one, in random order and with nothing
	// else, for a reader who is to work with them: only where they were asked
	// for and no number is hidden that they would tell.
	Scores []Line `json:"-"`
	// The means, the mean change and its standard deviation over Pairs: nil
	// without a pair, the deviation also with one pair only.
	Before, After, Change, ChangeSD *float64
	Paired                          *Paired // the same and more of the pairs; nil without one
	Interval                        string  // how sure the mean change is, in a sentence; "" where that cannot be said

	Changes     []ChangeGroup // empty when the questionnaire has no sizes of change
	Bands       Matrix        // the pairs by band before and after; no rows without bands
	BandNote    string
	SmallSample string // a caution when there are fewer than 30 pairs, else ""
	Comparators []data.Comparator
	ByMode      Table       // complete questionnaires, by how they were filled in
	Breakdowns  []Breakdown // by sex, age and so on, only where numbers allow
	Missing     []Matrix    // who has no follow-up, against who has
	Estimated   Cell        // scores that were made up in part
	Adjusted    Cell        // pairs that somebody chose otherwise than the rule
}

// Line is one person's score before and after, without anything else.
type Line struct{ Before, After float64 }

// Spread is how scores lie before and after: a tenth, a quarter, three
// quarters and nine tenths of the people scored no more than this.
type Spread struct{ Before, After [4]float64 }

// ChangeGroup counts the pairs that changed by a size worth a word.
type ChangeGroup struct {
	Key   string // "rose_small", "rose_large", "same" or "fell"
	Label string // such as "Rose by 3 or more"
	// Within is the key of the group that this one is a part of, or "": those
	// that rose by 8 also rose by 3.
	Within string
	Points float64
	Cell   Cell
}

// outcome works out what one score shows.
func (b *builder) outcome(f *data.OutcomeFigures, o Options) Outcome {
	whole := cmp.Or(f.People, b.figures.Seen)
	out := Outcome{
		Measure: cmp.Or(f.Measure, f.InstrumentID), InstrumentID: f.InstrumentID, Name: f.InstrumentID, ShortName: f.InstrumentID,
		People: b.cell(whole), Refused: b.cell(f.Refused),
		Baselines: b.cell(f.Baselines), FollowUps: b.cell(f.FollowUps),
		Pairs: b.cell(len(f.Pairs)), Estimated: b.cell(f.Estimated), Adjusted: b.cell(f.Adjusted),
	}
	m, known := o.Catalogue.Measure(out.Measure)
	if known {
		out.Name, out.ShortName, out.Min, out.Max, out.LowerIsBetter = m.Name, m.ShortName, m.Scoring.Min, m.Scoring.Max, m.LowerIsBetter
		out.BandNote = m.BandNote
		if d, ok := o.Catalogue.ByID(m.InstrumentID); ok {
			out.Rights = d.Rights
		}
		out.Changes = b.changes(&m, f.Pairs)
		out.Bands = b.bands(&m, f.Pairs)
	} else {
		out.scaleFromPairs(f.Pairs)
	}
	out.Comparators = choose(o.Comparators, out.Measure, &m)
	b.means(&out, f)
	b.spread(&out, f.Pairs)
	if o.Scores {
		out.Scores = pairScores(&out, f.Pairs)
	}
	b.modes(&out, f.ByMode, b.rule.Small(f.Baselines) || b.rule.Small(f.FollowUps))
	b.breakdowns(&out, f)
	if n := len(f.Pairs); n > 0 && n < fewPairs {
		out.SmallSample = fmt.Sprintf("Only %s: chance alone can move a mean of so few, so read it with caution.", data.Plural(n, "pair", "pairs"))
		if b.few(n) {
			out.SmallSample += " Spread, interval and median are left out, because scores of single people could be worked out from them."
		}
		if out.Pairs.Hidden {
			out.SmallSample = "Too few pairs to show: a mean of so few would tell about single people."
		}
	}
	out.words()
	return out
}

var modeWords = phrases{
	none: "No questionnaire was completed in this period", unknown: "How questionnaires were filled in is not recorded",
	mostly: "How more than half were filled in is not recorded",
	all:    "All questionnaires were filled in one way: %s", one: "The one questionnaire was filled in this way: %s",
	most: "More than half were filled in one way: %s", lead: "%s was the most common way",
	tie: "%s were equally common ways", level: "No way stood out: %d were equally common", lower: true,
}

// incomplete fills in how many questionnaires have no score because answers are
// missing. Like all that is not recorded they are shown; but where few are
// complete by one of the scores, those of another would tell how few.
func (b *builder) incomplete(all []data.OutcomeFigures) {
	fewFirst := slices.ContainsFunc(all, func(f data.OutcomeFigures) bool { return b.rule.Small(f.Baselines) })
	fewLater := slices.ContainsFunc(all, func(f data.OutcomeFigures) bool { return b.rule.Small(f.FollowUps) })
	show := func(n int, few bool) Cell {
		if few && n > 0 {
			return hidden
		}
		return Cell{N: b.rule.Round(n)}
	}
	for i := range b.Outcomes {
		o := &b.Outcomes[i]
		o.BaselinesIncomplete, o.FollowUpsIncomplete = show(all[i].BaselinesIncomplete, fewFirst), show(all[i].FollowUpsIncomplete, fewLater)
	}
}

// modes counts how questionnaires were filled in. Where those of one time are
// few, all together would tell them.
func (b *builder) modes(o *Outcome, tallies []data.Tally, few bool) {
	o.ByMode = things("by_mode."+o.Measure, o.ShortName+": how it was filled in", "Filled in", "complete questionnaires", tallies)
	b.protect(&o.ByMode)
	if few {
		b.hideAll(&o.ByMode)
	}
	o.ByMode.Finding = modeWords.finding(&o.ByMode)
	o.ByMode.Note = "Every complete questionnaire answered in the period. Answers read aloud come out more positive. " + o.ByMode.ns()
}

// choose takes the comparators of one score from a list, or the first of its
// own where no list was given.
func choose(list []data.Comparator, measure string, m *instrument.Measure) []data.Comparator {
	if list == nil && len(m.Comparators) > 0 {
		c := m.Comparators[0]
		return []data.Comparator{{InstrumentID: measure, Source: c.Source, Year: c.Year, Group: c.Group, Value: c.Value}}
	}
	var own []data.Comparator
	for _, c := range list {
		if c.InstrumentID == measure {
			own = append(own, c)
		}
	}
	return own
}

// scaleFromPairs gives a questionnaire whose scale is not known one that
// holds its scores, in tens, so that a chart can be drawn and its ends are
// nobody's score.
func (o *Outcome) scaleFromPairs(pairs []data.Pair) {
	for i, p := range pairs {
		low, high := min(p.Before, p.After), max(p.Before, p.After)
		if i == 0 {
			o.Min, o.Max = low, high
		}
		o.Min, o.Max = min(o.Min, low), max(o.Max, high)
	}
	o.Min, o.Max = 10*math.Floor(o.Min/10), 10*math.Ceil(o.Max/10)
}

// means works out what the same people scored before and after. A mean of few
// people would tell what single ones scored, and so would two means whose
// people differ by a few.
func (b *builder) means(o *Outcome, f *data.OutcomeFigures) {
	if p := pairedOf(scoresOf(f.Pairs)); p != nil && !o.Pairs.Hidden {
		if b.rule.RoundTo > 1 {
			p.N, p.Test = b.rule.Round(p.N), nil // the degrees of freedom would tell n
			p.coarse()
		}
		if b.few(len(f.Pairs)) {
			p.few()
		}
		o.Paired = p
		o.Before, o.After, o.Change, o.ChangeSD = &p.MeanBefore, &p.MeanAfter, &p.Change, p.ChangeSD
	}
	if !o.Baselines.Hidden && !b.rule.Small(f.Baselines-len(f.Pairs)) {
		o.AllBaselinesMean = f.BaselineMean
	}
	if !o.FollowUps.Hidden && !b.rule.Small(f.FollowUps-len(f.Pairs)) {
		o.AllFollowUpsMean = f.FollowUpMean
	}
	if b.rule.RoundTo > 1 {
		for _, mean := range []**float64{&o.AllBaselinesMean, &o.AllFollowUpsMean} {
			if *mean != nil {
				v := oneDecimal(**mean)
				*mean = &v
			}
		}
	}
}

// few is true for so few pairs that their spread would tell single scores.
func (b *builder) few(pairs int) bool { return b.rule.On() && pairs < 2*b.rule.Minimum }

// changes counts the pairs by size of change. Those that rose by the larger
// size are counted among those that rose by the smaller one, too.
func (b *builder) changes(m *instrument.Measure, pairs []data.Pair) []ChangeGroup {
	t := m.Thresholds
	if t == nil {
		return nil
	}
	n := map[instrument.Change]int{}
	for _, p := range pairs {
		n[m.Change(p.Before, p.After)]++
	}
	large, less, same, fell := n[instrument.RoseLarge], n[instrument.RoseSmall], n[instrument.Same], n[instrument.Fell]
	hide, whole := b.rule.Parts([]int{large, less, same, fell})
	// What rose at all may be shown where nothing hidden follows from it.
	rose := hide[0] == hide[1] && hide[2] == hide[3] && (!hide[0] || b.rule.Covered(large, less)) && (!hide[2] || b.rule.Covered(same, fell))
	all := b.cell(len(pairs))
	shown := func(n int, veil bool) Cell {
		if veil || whole || all.Hidden {
			return hidden
		}
		return b.of(n, all)
	}
	name := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return []ChangeGroup{
		{Key: "rose_small", Label: "Rose by " + name(t.Small) + " points or more", Points: t.Small, Cell: shown(large+less, !rose)},
		{Key: "rose_large", Label: "of whom by " + name(t.Large) + " points or more", Within: "rose_small", Points: t.Large, Cell: shown(large, hide[0])},
		{Key: "same", Label: "Stayed within " + name(t.Within) + " points", Points: t.Within, Cell: shown(same, hide[2])},
		{Key: "fell", Label: "Fell by " + name(t.Small) + " points or more", Points: t.Small, Cell: shown(fell, hide[3])},
	}
}

// bands counts the pairs by band before and after.
func (b *builder) bands(m *instrument.Measure, pairs []data.Pair) Matrix {
	t := Matrix{
		Key: "bands", Title: m.ShortName + ": bands before and after", Heading: "Band", Unit: "people",
		Columns: []string{"First", "Follow-up"}, Note: "The same people before and after. Bands are " + m.BandNote + ".",
	}
	if len(m.Bands) == 0 || len(pairs) == 0 {
		return t
	}
	counts := [2]map[string]int{{}, {}}
	for _, p := range pairs {
		counts[0][m.BandOf(p.Before)]++
		counts[1][m.BandOf(p.After)]++
	}
	all := b.cell(len(pairs))
	for _, band := range m.Bands {
		t.Rows = append(t.Rows, MatrixRow{Key: band.Label, Label: data.Capital(band.Label), Cells: []Cell{
			{N: counts[0][band.Label], Of: all.N}, {N: counts[1][band.Label], Of: all.N},
		}})
	}
	b.protectColumn(&t, 0)
	b.protectColumn(&t, 1)
	t.Note += t.whyHidden()
	t.Finding = bandFinding(&t, m.LowerIsBetter)
	return t
}

// bandFinding is about the worst band, which a funder asks about first.
func bandFinding(t *Matrix, lowerIsBetter bool) string {
	worst := t.Rows[0]
	if lowerIsBetter {
		worst = t.Rows[len(t.Rows)-1]
	}
	before, after := worst.Cells[0], worst.Cells[1]
	if before.Hidden || after.Hidden {
		return "How many were in each band before and after"
	}
	label := "“" + data.LowerFirst(worst.Label) + "”"
	switch {
	case after.N < before.N:
		return fmt.Sprintf("In the band %s were %s at first and %s at follow-up", label, Count(before.N), Count(after.N))
	case after.N > before.N:
		return fmt.Sprintf("More people were in the band %s at follow-up: %s at first, then %s", label, Count(before.N), Count(after.N))
	}
	return fmt.Sprintf("As many were in the band %s at follow-up as at first: %s", label, Count(before.N))
}

// mostLines is how many lines of single people a chart can bear.
const mostLines = 200

// spread keeps each person's line only where no number that is hidden could be
// counted off the chart.
func (b *builder) spread(o *Outcome, pairs []data.Pair) {
	n := len(pairs)
	if n == 0 || o.Pairs.Hidden {
		return
	}
	bare := !b.rule.On() || !o.hidesSome() && b.rule.RoundTo <= 1 && !b.few(n)
	if bare && n <= mostLines {
		for _, p := range pairs {
			o.Lines = append(o.Lines, Line{p.Before, p.After})
		}
		slices.SortFunc(o.Lines, func(a, b Line) int { return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After)) })
	}
	// Quarters of twenty people are five each, so that none tells about few.
	if enough := 4 * max(b.rule.Minimum, 1); n >= enough && n >= 4 {
		o.Spread = spreadOf(pairs)
	}
}

func (o *Outcome) hidesSome() bool {
	for _, g := range o.Changes {
		if g.Cell.Hidden {
			return true
		}
	}
	return o.Bands.whyHidden() != ""
}

// words puts the figures into sentences.
func (o *Outcome) words() {
	o.Interval = o.interval()
	o.Finding, o.Text = o.finding(), o.text()
	note := fmt.Sprintf("%s, %g to %g.", o.ShortName, o.Min, o.Max)
	if o.LowerIsBetter {
		note = fmt.Sprintf("%s, %g to %g; lower is better.", o.ShortName, o.Min, o.Max)
	}
	if o.Pairs.N > 0 {
		note += " Same people before and after: their first complete questionnaire and their last complete one at or after the first follow-up."
	}
	o.Note = note + " " + o.comparatorText()
}

func (o *Outcome) finding() string {
	switch {
	case o.Pairs.Hidden:
		return "Too few have answered " + o.ShortName + " both times to show what changed"
	case o.Change == nil:
		return "Nobody has answered " + o.ShortName + " both times yet"
	}
	points := strings.TrimLeft(Signed(*o.Change), "+–")
	who, verb := "The same people", "higher"
	if o.Pairs.N == 1 {
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
	counts := fmt.Sprintf("First questionnaire: n %s of %s. Follow-up: n %s of %s.",
		o.Baselines.Text(), o.People.Text(), o.FollowUps.Text(), o.People.Text())
	if o.Change == nil {
		return "No mean is given, because a mean is only comparable for the same people before and after. " + counts
	}
	if o.Pairs.N == 1 {
		return fmt.Sprintf("1 person answered every question both times: %s, then %s. One pair has no standard deviation. %s",
			Score(*o.Before), Score(*o.After), counts)
	}
	spread := ""
	if o.ChangeSD != nil {
		spread = ", standard deviation " + Score(*o.ChangeSD)
	}
	s := fmt.Sprintf("%s answered every question both times: mean %s, then %s (mean change %s%s).",
		data.Capital(people(o.Pairs.N)), Score(*o.Before), Score(*o.After), Signed(*o.Change), spread)
	if o.Interval != "" {
		s += " " + o.Interval
	}
	for _, g := range o.Changes {
		if g.Key == "rose_small" && !g.Cell.Hidden {
			s += fmt.Sprintf(" %s of %s (%s) rose by %g points or more.", g.Cell.Text(), Count(g.Cell.Of), g.Cell.Percent(0), g.Points)
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
		Signed(t.Low), Signed(t.High), strconv.FormatFloat(t.T, 'f', 2, 64), data.Plural(t.DF, "degree of freedom", "degrees of freedom"), t.PText(),
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
