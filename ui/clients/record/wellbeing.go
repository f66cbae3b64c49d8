package record

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/store/measure"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/kit/charts"
)

// wellbeingCard is the score before and after on one measure, by the rule that
// the report follows, a small chart of all scores beside the mean of a
// population, and what can be done with it. Scores on different measures are
// never mixed.
func wellbeingCard(rec *data.ClientRecord, pairs []measure.Pair, today data.Date, more ...fyne.CanvasObject) fyne.CanvasObject {
	shown := shownPair(rec, pairs)
	due := followUpDue(rec.Asks)
	if shown == nil || len(shown.Scores) == 0 && due.IsZero() {
		return kit.NewCard("Wellbeing", "", kit.NewParagraph(noScore(rec, shown != nil), kit.Muted))
	}
	m := &shown.Measure
	aside := fmt.Sprintf("%s, %s to %s", m.ShortName, scoreText(m.Scoring.Min), scoreText(m.Scoring.Max))
	chart := scoresChart(shown, due, today)
	parts := kit.VStack(6, kit.NewParagraph(changeText(shown), kit.Bold))
	if len(shown.Scores) > 1 && (shown.Before == nil || shown.After == nil) {
		parts.Add(kit.NewParagraph(shown.Rule, kit.Small)) // why two scores are not before and after
	}
	for i := range pairs {
		if p := &pairs[i]; p != shown && p.Before != nil && p.After != nil {
			parts.Add(kit.NewParagraph(p.Measure.ShortName+": "+changeText(p), kit.Muted))
		}
	}
	parts.Add(charts.NewScores(chart))
	if len(m.Comparators) > 0 {
		c := m.Comparators[0]
		parts.Add(kit.NewParagraph(fmt.Sprintf("Dashed line: %s %d, %s.", c.Source, c.Year, c.Group), kit.Small))
	}
	if len(shown.Scores) > 0 && len(more) > 0 {
		parts.Add(kit.Wrap(more...))
	}
	return kit.NewCard("Wellbeing", aside, parts)
}

// scoresChart is every score on the measure, the day of the next and a
// population's mean.
func scoresChart(shown *measure.Pair, due, today data.Date) charts.ScoreData {
	m := &shown.Measure
	chart := charts.ScoreData{Min: m.Scoring.Min, Max: m.Scoring.Max}
	for _, s := range shown.Scores {
		chart.Points = append(chart.Points, charts.ScorePoint{Label: person.DayText(s.AnsweredOn, today), Value: *s.Value, Text: scoreText(*s.Value)})
	}
	if !due.IsZero() {
		chart.Due = fmt.Sprintf("due %s", person.DayText(due, today))
	}
	if len(m.Comparators) > 0 {
		c := m.Comparators[0]
		chart.Comparator = c.Value
		chart.ComparatorLabel = fmt.Sprintf("%s average, %d: %s", strings.TrimPrefix(c.Source, "Health Survey for "), c.Year, scoreText(c.Value))
	}
	return chart
}

// shownPair is the measure that the card shows, of those that the questionnaire
// answered last can be scored on: one with a before and an after, else one with
// a score. It is nil when there is none, or this program does not know the
// questionnaire.
func shownPair(rec *data.ClientRecord, pairs []measure.Pair) *measure.Pair {
	var last data.ID
	for i := range rec.Responses {
		if rec.Responses[i].Finished {
			last = rec.Responses[i].ID
		}
	}
	var of []*measure.Pair
	for i := range pairs {
		if p := &pairs[i]; p.Gives(last) {
			of = append(of, p)
		}
	}
	for _, fits := range []func(*measure.Pair) bool{
		func(p *measure.Pair) bool { return p.Before != nil && p.After != nil },
		func(p *measure.Pair) bool { return len(p.Scores) > 0 },
		func(*measure.Pair) bool { return true },
	} {
		for _, p := range of {
			if fits(p) {
				return p
			}
		}
	}
	return nil
}

// noScore says why there is nothing to show; known is false where the
// questionnaire answered last is one that this program does not know.
func noScore(rec *data.ClientRecord, known bool) string {
	for _, r := range rec.Responses {
		switch {
		case r.Finished && !known:
			return "The latest questionnaire needs a newer version of Waymark."
		case r.Finished:
			return fmt.Sprintf("Completed on %s. Some answers are missing, so there is no score.", r.AnsweredOn.Long())
		}
	}
	return "No questionnaire yet. Complete one early so you can compare later scores with it."
}

// followUpDue is the day on which the follow-up questionnaire is due; zero when
// there is nothing to wait for.
func followUpDue(asks []data.Ask) data.Date {
	for i := range asks {
		if a := &asks[i]; a.Stage == data.StageFollowUp && (a.State == data.AskDue || a.State == data.AskLater) {
			return a.On
		}
	}
	return data.Date{}
}

// changeText says the finding in words: the score before, the one after, the
// change. Two scores that are not before and after are not compared.
func changeText(p *measure.Pair) string {
	switch {
	case p.Before == nil && len(p.Scores) == 0:
		return "No score yet"
	case p.Before == nil:
		last := p.Scores[len(p.Scores)-1]
		return fmt.Sprintf("%s on %s", scoreText(*last.Value), last.AnsweredOn.Short())
	case p.After == nil:
		return fmt.Sprintf("%s at first", scoreText(*p.Before.Value))
	}
	first, last := *p.Before.Value, *p.After.Value

	switch change := last - first; {
	case change > 0:
		return fmt.Sprintf("%s at first, %s now: up %s", scoreText(first), scoreText(last), scoreText(change))
	case change < 0:
		return fmt.Sprintf("%s at first, %s now: down %s", scoreText(first), scoreText(last), scoreText(-change))
	default:
		return fmt.Sprintf("%s at first, %s now: no change", scoreText(first), scoreText(last))
	}
}

// scoreText is a score with at most two decimals, and none that say nothing.
func scoreText(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}
