package reports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
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

	Finding string // such as “Mean WEMWBS score was 12.0 points higher at follow-up (41 of 69 people)”, or neutral
	Text    string // the figures in a sentence or two
	Note    string // how to read the chart, and the comparators with source, year and group

	People                         Cell // the N: people seen, or who answered, in the period
	Refused                        Cell // refused the use of their answers in evaluation
	Baselines, BaselinesIncomplete Cell
	FollowUps, FollowUpsIncomplete Cell
	// The means over all complete questionnaires of a stage, which are not of
	// the same people; nil when there are none.
	AllBaselinesMean, AllFollowUpsMean *float64

	// SameAnswers says that the scores are of the answers that another score in the
	// report is of, so that they are no second finding; "" where they are not.
	SameAnswers string `json:",omitempty"`
	// ChangeNote is where the sizes of change come from, and what they are for.
	ChangeNote string `json:",omitempty"`

	Pairs    Cell // how many people have both
	Unpaired Cell // how many have a first score in the period and no pair
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
	BandEnds    []BandEnd     `json:",omitempty"` // of the bands, lowest first
	BandNote    string
	SmallSample string // a caution when there are fewer than 30 pairs, else ""
	Comparators []data.Comparator
	ByMode      Table       // complete questionnaires, by how they were filled in
	Breakdowns  []Breakdown // by sex, age and so on, only where numbers allow
	Missing     []Matrix    // whose follow-up is missing, beside who has one
	// Later counts the people with a first score by what became of the follow-up
	// score; nil in reports saved before that was told apart, and without any.
	Later     *Table `json:",omitempty"`
	Estimated Cell   // scores that were made up in part
	Adjusted  Cell   // pairs that someone chose otherwise than the rule
}

// BandEnd is the lowest and the highest score of a band.
type BandEnd struct {
	Key       string
	Low, High float64
}

// at is the key of the tables of the score, as disclosure knows them.
func (o *Outcome) at() string { return outcomePrefix + o.Measure }

// Line is one person's score before and after, without anything else.
type Line struct{ Before, After float64 }

// Spread is how scores lie before and after: a tenth, a quarter, three
// quarters and nine tenths of the people scored no more than this.
type Spread struct {
	Before, After [4]float64
	// Quarters is true where a tenth of the people is so few that only the quarters
	// may be given; the tenths are the same as the quarters then.
	Quarters bool `json:",omitempty"`
}

// ChangeGroup counts the pairs that changed by a size that the questionnaire
// names. The sizes are the same up and down.
type ChangeGroup struct {
	Key   string // "rose_small", "rose_large", "same", "fell" or "fell_large"
	Label string // such as “Went up by 3 points or more”
	// Within is the key of the group that this one is a part of, or "": those
	// that went up by 8 also went up by 3.
	Within string
	Points float64
	Cell   Cell
}

// outcome works out what one score shows.
func (b *builder) outcome(f *data.OutcomeFigures, o Options) Outcome {
	whole := cmp.Or(f.People, b.figures.Seen)
	at := outcomePrefix + cmp.Or(f.Measure, f.InstrumentID)
	count := func(key string, n int) Cell { return b.cell(at, key, n) }
	out := Outcome{
		Measure: cmp.Or(f.Measure, f.InstrumentID), InstrumentID: f.InstrumentID, Name: f.InstrumentID, ShortName: f.InstrumentID,
		People: count("people", whole), Refused: count("refused", f.Refused),
		Baselines: count("first", f.Baselines), BaselinesIncomplete: count("first_incomplete", f.BaselinesIncomplete),
		FollowUps: count("later", f.FollowUps), FollowUpsIncomplete: count("later_incomplete", f.FollowUpsIncomplete),
		Pairs: count("pairs", len(f.Pairs)), Unpaired: count("without", len(f.Unpaired)),
		Estimated: count("estimated", f.Estimated), Adjusted: count("adjusted", f.Adjusted),
	}
	m, known := o.Catalogue.Measure(out.Measure)
	if known {
		out.Name, out.ShortName, out.Min, out.Max, out.LowerIsBetter = m.Name, m.ShortName, m.Scoring.Min, m.Scoring.Max, m.LowerIsBetter
		out.BandNote = m.BandNote
		if d, ok := o.Catalogue.ByID(m.InstrumentID); ok {
			out.Rights = d.Rights
		}
	}
	// Before the bands, whose title depends on it, and after the names, which it says.
	out.SameAnswers = b.sameAnswers(&out, f, o.Catalogue)
	if known {
		out.Changes = b.changes(&m, &out, f.Pairs)
		if m.Thresholds != nil {
			out.ChangeNote = m.Thresholds.Note
		}
		out.Bands = b.bands(&m, &out, f.Pairs)
	} else {
		out.scaleFromPairs(f.Pairs)
	}
	out.Comparators = choose(o.Comparators, out.Measure, &m)
	b.means(&out, f)
	b.spread(&out, f.Pairs)
	if o.Scores && b.rule.RoundTo <= 1 && !b.few(len(f.Pairs)) {
		out.Scores = pairScores(&out, f.Pairs)
	}
	b.modes(&out, f.ByMode)
	b.later(&out, f)
	b.breakdowns(&out, f)
	if n := len(f.Pairs); n > 0 && n < fewPairs && !out.Pairs.Hidden {
		out.SmallSample = fmt.Sprintf("Based on %s only. The mean change of a larger group could be quite different.", people(n))
		if b.few(n) {
			out.SmallSample += " The standard deviation, confidence interval and median are not shown, because one person’s score could be worked out from them."
		}
	}
	out.words(pairedOf(scoresOf(f.Pairs)))
	if !out.People.Hidden && !b.Seen.Hidden && out.People.N != b.Seen.N {
		out.Note += " “People” are those seen, and those who answered a questionnaire in the period without a contact in it."
	}
	return out
}

var modeWords = phrases{
	about: "Completed questionnaires, by how they were completed",
	none:  "No questionnaire was completed in this period", unknown: "How questionnaires were completed is not recorded",
	mostly: "How more than half were completed is not recorded",
	all:    "All questionnaires were completed this way: %s", one: "The one questionnaire was completed this way: %s", lower: true,
}

// modes counts how questionnaires were filled in.
func (b *builder) modes(o *Outcome, tallies []data.Tally) {
	o.ByMode = things("by_mode."+o.Measure, o.ShortName+": how the questionnaire was completed", "Completed", "complete questionnaires", tallies)
	b.protect(&o.ByMode)
	o.ByMode.Finding = modeWords.claim(&o.ByMode).title()
	o.ByMode.Note = "Every complete questionnaire answered in the period. Answers given to another person tend to be more positive. " + o.ByMode.ns()
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

// scaleFromPairs sets for a questionnaire whose scale is not known one that
// holds its scores, in tens, so that a chart can be drawn and its ends are
// no one's score.
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
		}
		b.careful(p, len(f.Pairs))
		o.Paired = p
		o.Before, o.After, o.Change, o.ChangeSD = &p.MeanBefore, &p.MeanAfter, &p.Change, p.ChangeSD
	}
	// Where it is hidden how many the pairs are, whether there is such a mean would tell.
	if !o.Pairs.Hidden {
		o.AllBaselinesMean = b.meanOfAll(f.BaselineMean, o.Baselines, f.Baselines, len(f.Pairs))
		o.AllFollowUpsMean = b.meanOfAll(f.FollowUpMean, o.FollowUps, f.FollowUps, len(f.Pairs))
	}
}

// careful leaves what may be told of n pairs, as exactly as it may be told.
func (b *builder) careful(p *Paired, n int) {
	if b.few(n) {
		p.few()
	}
	if b.rule.On() {
		p.toPrecision(n)
	}
}

// meanOfAll is the mean of everyone who answered; nil where that is hidden, or
// where only a few of them are no pair.
func (b *builder) meanOfAll(mean *float64, shown Cell, n, pairs int) *float64 {
	if mean == nil || shown.Hidden || b.rule.Small(n-pairs) {
		return nil
	}
	v := *mean
	if b.rule.On() {
		v = toPrecision(v, n)
	}
	return &v
}

// few is true for so few pairs that their spread would tell single scores.
func (b *builder) few(pairs int) bool { return b.rule.On() && pairs < 2*b.rule.Minimum }

// changes counts the pairs by size of change, up and down alike. Those that
// changed by the larger size are counted among those of the smaller one, too.
func (b *builder) changes(m *instrument.Measure, o *Outcome, pairs []data.Pair) []ChangeGroup {
	t := m.Thresholds
	if t == nil || b.left[o.at()+"/changes"] {
		return nil
	}
	n := map[instrument.Change]int{}
	for _, p := range pairs {
		n[m.Change(p.Before, p.After)]++
	}
	large, less, same := n[instrument.RoseLarge], n[instrument.RoseSmall], n[instrument.Same]
	fellLess, fellLarge := n[instrument.FellSmall], n[instrument.FellLarge]
	shown := func(key string, n int) Cell { return b.of(o.at()+"/changes", key, n, o.Pairs) }
	name := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return []ChangeGroup{
		{Key: "rose_small", Label: "Went up by " + name(t.Small) + " points or more", Points: t.Small, Cell: shown("rose_small", large+less)},
		{Key: "rose_large", Label: "including by " + name(t.Large) + " points or more", Within: "rose_small", Points: t.Large, Cell: shown("rose_large", large)},
		{Key: "same", Label: "Changed by " + name(t.Within) + " points or less", Points: t.Within, Cell: shown("same", same)},
		{Key: "fell", Label: "Went down by " + name(t.Small) + " points or more", Points: t.Small, Cell: shown("fell", fellLess+fellLarge)},
		{Key: "fell_large", Label: "including by " + name(t.Large) + " points or more", Within: "fell", Points: t.Large, Cell: shown("fell_large", fellLarge)},
	}
}

var bandColumns = []string{"First", "Follow-up"}

// bands counts the pairs by band before and after.
func (b *builder) bands(m *instrument.Measure, o *Outcome, pairs []data.Pair) Matrix {
	t := Matrix{
		Key: "bands", Title: m.ShortName + ": score bands, first and follow-up", Heading: "Band", Unit: "people",
		Columns: bandColumns, Note: "The people with both scores. Bands are " + m.BandNote + ".",
	}
	if len(m.Bands) == 0 || len(pairs) == 0 || b.left[o.at()+"/bands"] {
		return t
	}
	o.BandEnds = bandEnds(m, pairs)
	counts := [2]map[string]int{{}, {}}
	for _, p := range pairs {
		counts[0][m.BandOf(p.Before)]++
		counts[1][m.BandOf(p.After)]++
	}
	for _, band := range m.Bands {
		row := MatrixRow{Key: band.Label, Label: data.Capital(band.Label)}
		for j, column := range t.Columns {
			n := counts[j][band.Label]
			row.counts = append(row.counts, n)
			row.Cells = append(row.Cells, b.of(o.at()+"/bands", row.Key+"/"+column, n, o.Pairs))
		}
		t.Rows = append(t.Rows, row)
	}
	b.combine(&t, func(int) bool { return !o.Pairs.Hidden })
	t.Note += t.whyHidden()
	c := bandClaim(&t, o.Pairs, m.LowerIsBetter)
	if o.SameAnswers != "" {
		c.says = "" // else one result would be told twice
	}
	t.Finding = c.title()
	return t
}

// bandEnds lists the ends of the bands of a score. Sums are whole numbers, unless some
// are made up in part.
func bandEnds(m *instrument.Measure, pairs []data.Pair) []BandEnd {
	step := 0.0
	broken := func(p data.Pair) bool { return p.Before != math.Trunc(p.Before) || p.After != math.Trunc(p.After) }
	if m.Scoring.Kind == instrument.Sum && !slices.ContainsFunc(pairs, broken) {
		step = 1
	}
	list, low := make([]BandEnd, len(m.Bands)), m.Scoring.Min
	for i, band := range m.Bands {
		list[i] = BandEnd{Key: band.Label, Low: low, High: m.Scoring.Max}
		switch {
		case band.AtMost != nil:
			list[i].High, low = *band.AtMost, *band.AtMost+step
		case band.Below != nil:
			list[i].High, low = *band.Below-step, *band.Below
		}
	}
	return list
}

// bandClaim is about the band that is furthest from well, which a funder asks
// about first: how many were in it both times, where the two differ by more than
// chance.
func bandClaim(t *Matrix, all Cell, lowerIsBetter bool) claim {
	worst := t.Rows[0]
	if lowerIsBetter {
		worst = t.Rows[len(t.Rows)-1]
	}
	before, after := worst.Cells[0], worst.Cells[1]
	if slices.ContainsFunc(t.Rows, func(r MatrixRow) bool { return len(r.Parts) > 0 }) {
		before, after = hidden, hidden // it may be one of those counted together
	}
	c := claim{about: "Score bands, first and follow-up", on: []Cell{all, before, after}}
	if all.Hidden {
		return c
	}
	c.base = people(all.N)
	if !before.Hidden && !after.Hidden {
		c.apart = rule.ApartOverlapping(before.N, after.N, all.N)
		c.says = fmt.Sprintf("%s were in the band “%s” at first and %s at follow-up", people(before.N), data.LowerFirst(worst.Label), Count(after.N))
	}
	if c.finds() {
		c.base = "of " + people(all.N)
	}
	return c
}

// mostLines is how many lines of single people a chart can bear.
const mostLines = 200

// spread keeps each person's line for the service's own eyes only. They are exact
// scores of single people: off the chart a reader could count what is hidden or
// counted together, here and in another score of the same answers, and work out more
// than the precision of the means allows.
func (b *builder) spread(o *Outcome, pairs []data.Pair) {
	n := len(pairs)
	if n == 0 || o.Pairs.Hidden {
		return
	}
	if !b.rule.On() && n <= mostLines {
		for _, p := range pairs {
			o.Lines = append(o.Lines, Line{p.Before, p.After})
		}
		slices.SortFunc(o.Lines, func(a, b Line) int { return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After)) })
	}
	// Quarters of twenty people are five each, so that none tells about few, and
	// so are tenths of fifty.
	least := max(b.rule.Minimum, 1)
	if n < 4*least {
		return
	}
	o.Spread = spreadOf(pairs)
	if b.rule.On() {
		o.Spread.toPrecision(n)
	}
	if n < 10*least {
		o.Spread.onlyQuarters()
	}
}
