package record

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/measure"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// scoreOn is a score and its day.
type scoreOn struct {
	on    data.Date
	value float64
}

// showChart shows the client their own scores, large and in words, so that the
// screen can be turned round to them. It has no name on it.
func (p *recordPage) showChart() {
	var list []measure.Pair
	for i := range p.pairs {
		if len(p.pairs[i].Scores) > 0 {
			list = append(list, p.pairs[i])
		}
	}
	if len(list) > 0 && !kit.OverlayOpen(p.h.Window) {
		kit.ShowLarge(p.h.Window, "How things have been", chartOf(list, p.h.Today()))
	}
}

// chartOf shows one measure at a time, with a row of their names where there
// are several.
func chartOf(list []measure.Pair, today data.Date) fyne.CanvasObject {
	place := container.NewStack(largeChart(&list[0], today))
	if len(list) == 1 {
		return place
	}
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Measure.ShortName
	}
	whole := kit.VStack(12)
	choose := kit.NewSegmented(names, 0, func(i int) {
		place.Objects = []fyne.CanvasObject{largeChart(&list[i], today)}
		place.Refresh()
		whole.Refresh()
	})
	whole.Objects = []fyne.CanvasObject{kit.HStack(0, choose, kit.Spacer()), place}
	return whole
}

func largeChart(s *measure.Pair, today data.Date) fyne.CanvasObject {
	m := &s.Measure
	chart := kit.ScoreData{Min: m.Scoring.Min, Max: m.Scoring.Max}
	for _, p := range s.Scores {
		chart.Points = append(chart.Points, kit.ScorePoint{Label: person.DayText(p.AnsweredOn, today), Value: *p.Value})
	}
	for _, b := range m.Bands {
		band := kit.ScoreBand{Label: b.Label, To: m.Scoring.Max}
		if b.AtMost != nil {
			band.To = *b.AtMost
		} else if b.Below != nil {
			band.To = *b.Below
		}
		chart.Bands = append(chart.Bands, band)
	}
	notes := []string{fmt.Sprintf("%s, %s to %s.", m.Name, scoreText(m.Scoring.Min), scoreText(m.Scoring.Max))}
	if len(m.Comparators) > 0 {
		c := m.Comparators[0]
		chart.Comparator, chart.ComparatorLabel = c.Value, fmt.Sprintf("%s %d, %s: %s", c.Source, c.Year, c.Group, scoreText(c.Value))
	}
	if len(m.Bands) > 0 {
		notes = append(notes, "The names at the side are "+m.BandNote+".")
	}
	lines := []fyne.CanvasObject{kit.Fixed(0, 260, kit.NewScoreChart(chart))}
	for i, sentence := range clientWords(m, toldScores(s)) {
		style := kit.Body
		if i == 0 {
			style = kit.Heading
		}
		lines = append(lines, kit.NewParagraph(sentence, style))
	}
	return kit.VStack(8, append(lines, kit.NewParagraph(strings.Join(notes, " "), kit.Small))...)
}

// toldScores are the scores that are put into words: before and after, and
// without both only the latest, for others are not compared (rule.Pairs).
func toldScores(s *measure.Pair) []scoreOn {
	if s.Before != nil && s.After != nil {
		return []scoreOn{{s.Before.AnsweredOn, *s.Before.Value}, {s.After.AnsweredOn, *s.After.Value}}
	}
	last := s.Scores[len(s.Scores)-1]
	return []scoreOn{{last.AnsweredOn, *last.Value}}
}

// clientWords says what the scores were and are, to the person whose they are,
// in the same words whichever way they went. It never judges a change: sizes of
// change are for groups, and one person’s score moves by as much on its own.
func clientWords(m *instrument.Measure, points []scoreOn) []string {
	last := points[len(points)-1]
	if len(points) == 1 {
		return []string{"Your score on " + last.on.Short() + " was " + scoreText(last.value) + ".",
			"When you answer the same questions again, we can look at both together."}
	}
	first := points[0]
	words := []string{"Your score was " + scoreText(first.value) + " on " + first.on.Short() + " and " + scoreText(last.value) + " on " + last.on.Short() + "."}
	if first.value == last.value {
		words = []string{"Your score was " + scoreText(first.value) + " on " + first.on.Short() + " and again on " + last.on.Short() + "."}
	}
	words = append(words, "Scores go up and down from day to day. Does this match how things feel to you?")
	if m.LowerIsBetter {
		return append(words, "On this scale, a lower score is better.")
	}
	return append(words, "On this scale, a higher score is better.")
}
