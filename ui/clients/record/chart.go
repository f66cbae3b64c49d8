package record

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/clienttext"
	"waymark/data/instrument"
	"waymark/data/store/measure"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
	"waymark/ui/kit/charts"
)

// scoreOn is a score and its day.
type scoreOn struct {
	on    data.Date
	value float64
}

// ownChart is what the client is shown of their own scores, in their language.
type ownChart struct {
	in    *clienttext.Language
	today data.Date
}

// showChart shows the client their own scores, large and in words, so that the
// screen can be turned round to them. It has no name on it. In a language that the
// screen cannot show it is English; their scores can be printed in it.
func (p *recordPage) showChart() {
	var list []measure.Pair
	for i := range p.pairs {
		if len(p.pairs[i].Scores) > 0 {
			list = append(list, p.pairs[i])
		}
	}
	if len(list) == 0 || kit.OverlayOpen(p.h.Window) {
		return
	}
	p.h.Background(func(ctx context.Context) func() {
		r, err := p.h.Letters.Reading(ctx, p.client)
		return func() {
			own := ownChart{today: p.h.Today()}
			switch {
			case err != nil:
				p.h.Log.Error("read the languages for clients", "error", err)
			case r.Chosen.OnScreen():
				own.in = r.Chosen
			}
			if !kit.OverlayOpen(p.h.Window) {
				kit.ShowLarge(p.h.Window, own.in.Say("own.title"), own.of(list))
			}
		}
	})
}

// of shows one measure at a time, with a row of their names where there are
// several.
func (o ownChart) of(list []measure.Pair) fyne.CanvasObject {
	place := container.NewStack(o.large(&list[0]))
	if len(list) == 1 {
		return place
	}
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Measure.ShortName
	}
	whole := kit.VStack(12)
	choose := kit.NewSegmented(names, 0, func(i int) {
		place.Objects = []fyne.CanvasObject{o.large(&list[i])}
		place.Refresh()
		whole.Refresh()
	})
	whole.Objects = []fyne.CanvasObject{kit.HStack(0, choose, kit.Spacer()), place}
	return whole
}

func (o ownChart) large(s *measure.Pair) fyne.CanvasObject {
	m := &s.Measure
	chart := charts.ScoreData{Min: m.Scoring.Min, Max: m.Scoring.Max}
	for _, p := range s.Scores {
		chart.Points = append(chart.Points, charts.ScorePoint{Label: o.day(p.AnsweredOn), Value: *p.Value, Text: scoreText(*p.Value)})
	}
	notes := []string{o.in.Say("own.range", m.Name, scoreText(m.Scoring.Min), scoreText(m.Scoring.Max))}
	if o.in.English() { // bands and published means have no other wording
		notes = append(notes, yardsticks(m, &chart)...)
	}
	lines := []fyne.CanvasObject{kit.Fixed(0, 260, charts.NewScores(chart))}
	for i, sentence := range clientWords(o.in, m, toldScores(s)) {
		style := kit.Body
		if i == 0 {
			style = kit.Heading
		}
		lines = append(lines, kit.NewParagraph(sentence, style))
	}
	return kit.VStack(8, append(lines, kit.NewParagraph(strings.Join(notes, " "), kit.Small))...)
}

// day is short in English, where a chart of many days needs it.
func (o ownChart) day(d data.Date) string {
	if o.in.English() {
		return person.DayText(d, o.today)
	}
	return o.in.Date(d)
}

// yardsticks draws the bands and the published mean of a measure, and says what
// they are.
func yardsticks(m *instrument.Measure, chart *charts.ScoreData) (notes []string) {
	for _, b := range m.Bands {
		band := charts.ScoreBand{Label: b.Label, To: m.Scoring.Max}
		if b.AtMost != nil {
			band.To = *b.AtMost
		} else if b.Below != nil {
			band.To = *b.Below
		}
		chart.Bands = append(chart.Bands, band)
	}
	if len(m.Comparators) > 0 {
		c := m.Comparators[0]
		chart.Comparator, chart.ComparatorLabel = c.Value, fmt.Sprintf("%s %d, %s: %s", c.Source, c.Year, c.Group, scoreText(c.Value))
	}
	if len(m.Bands) > 0 {
		notes = append(notes, "The names at the side are "+m.BandNote+".")
	}
	return notes
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
func clientWords(in *clienttext.Language, m *instrument.Measure, points []scoreOn) []string {
	last := points[len(points)-1]
	if len(points) == 1 {
		return []string{in.Say("own.one", in.Date(last.on), scoreText(last.value)), in.Say("own.one.more")}
	}
	first := points[0]
	words := in.Say("own.two", scoreText(first.value), in.Date(first.on), scoreText(last.value), in.Date(last.on))
	if first.value == last.value {
		words = in.Say("own.same", scoreText(first.value), in.Date(first.on), in.Date(last.on))
	}
	better := in.Say("own.higher")
	if m.LowerIsBetter {
		better = in.Say("own.lower")
	}
	return []string{words, in.Say("own.up_and_down"), better}
}
