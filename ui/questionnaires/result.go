package questionnaires

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/charts"
	"waymark/ui/theme"
)

// result is what the prescriber sees when the laptop is back, or a form is
// keyed in: every questionnaire of the sitting with its scores and answers.
type result struct {
	content fyne.CanvasObject
	primary *kit.Button
}

// newResult shows the questionnaires of the facts' sitting. The last of the
// actions is the primary one.
func newResult(h *host.Host, f *facts, actions []*kit.Button) *result {
	out := &result{primary: actions[len(actions)-1]}
	buttons := make([]fyne.CanvasObject, 0, len(actions)+1)
	if b := printScores(h, f); b != nil {
		buttons = append(buttons, b)
	}
	for _, b := range actions {
		buttons = append(buttons, b)
	}
	title, sub := f.client.Name(), ""
	if len(f.sitting) > 0 {
		r := &f.sitting[0]
		sub = fmt.Sprintf("%s · %s · %s", r.Stage.Label(), r.AnsweredOn.Long(), howFilled(r))
	}
	parts := make([]fyne.CanvasObject, 0, 4*len(f.sitting)+1)
	for i := range f.sitting {
		parts = append(parts, responseParts(f, &f.sitting[i], len(f.sitting) > 1)...)
	}
	parts = append(parts, kit.Fixed(1, theme.PageMargin-theme.Gap, kit.VStack(0)))
	header := kit.NewPageHeader(title, sub, buttons...)
	header.SetBreadcrumb("Questionnaires", func() { h.Go(host.Route{Area: host.Questionnaires}) })
	out.content = container.New(margins{bleeds: true}, header, kit.Scroll(kit.PadXY(bleed, 0, kit.VStack(theme.Gap, parts...))))
	return out
}

func (r *result) first() fyne.Focusable { return r.primary }

// responseParts are the cards of one questionnaire.
func responseParts(f *facts, r *data.Response, several bool) []fyne.CanvasObject {
	def := f.shelf.of(r)
	heading := def.Name
	if several {
		heading += " · " + data.LowerFirst(r.Stage.Label())
	}
	parts := []fyne.CanvasObject{kit.NewParagraph(heading, kit.Heading)}
	if !r.Finished {
		words := fmt.Sprintf("Unfinished: %d of %d answered. You can continue later.", len(r.Answers), len(def.Items))
		parts = append(parts, kit.NewBanner(kit.Amber, words, nil))
	}
	scores := f.shelf.scores(r)
	cards := []fyne.CanvasObject{}
	measures := f.shelf.catalogue.MeasuresFrom(r.InstrumentID, r.Version)
	for i := range measures {
		s := scores[measures[i].ID]
		cards = append(cards, measureCard(f, &measures[i], r, &s, sameAnswers(measures[:i], &measures[i])))
	}
	for i := 0; i < len(cards); i += 2 {
		if i+1 == len(cards) {
			parts = append(parts, cards[i])
		} else {
			parts = append(parts, kit.Columns([]float32{1, 1}, cards[i], cards[i+1]))
		}
	}
	return append(parts, answersCard(r, def), kit.NewParagraph(f.shelf.rights(def), kit.Small))
}

// measureCard shows one score, or says why there is none, and what became of
// it since the first. same says of which answers it is worked out, "" if they are its
// own.
func measureCard(f *facts, m *instrument.Measure, r *data.Response, s *instrument.Score, same string) fyne.CanvasObject {
	lines := appendWords(nil, same, kit.Muted)
	if s.Valid {
		lines = append(lines, kit.NewText(points(m, s.Value), kit.Figure), kit.NewParagraph(rangeWords(m), kit.Muted))
	} else {
		lines = append(lines, kit.NewParagraph(noScore(m, r), kit.Bold),
			kit.NewParagraph("The answers are saved. A missing answer is not scored as 0.", kit.Muted))
	}
	if s.Valid {
		lines = appendWords(lines, missingWords(s), kit.Bold)
		lines = appendWords(lines, bandWords(m, s), kit.Muted)
	}
	lines = appendWords(lines, changeWords(f, m, r, s), kit.Bold)
	if chart := scoreChart(f, m, r); chart != nil {
		lines = append(lines, kit.Fixed(0, 150, chart))
	}
	return kit.NewCard(m.Name, "", kit.VStack(4, lines...))
}

func appendWords(lines []fyne.CanvasObject, words string, style kit.Style) []fyne.CanvasObject {
	if words == "" {
		return lines
	}
	return append(lines, kit.NewParagraph(words, style))
}

// scoreChart draws a measure over time; nil while there is but one score.
func scoreChart(f *facts, m *instrument.Measure, r *data.Response) fyne.CanvasObject {
	var at []charts.ScorePoint
	add := func(x *data.Response) {
		if s, ok := f.shelf.scores(x)[m.ID]; ok && s.Valid {
			at = append(at, charts.ScorePoint{Label: x.AnsweredOn.Short(), Value: s.Value, Text: points(m, s.Value)})
		}
	}
	placed := false
	for i := range f.earlier {
		e := &f.earlier[i]
		if !placed && e.AnsweredOn.After(r.AnsweredOn) {
			add(r)
			placed = true
		}
		if e.ID != r.ID {
			add(e)
		}
	}
	if !placed {
		add(r)
	}
	if len(at) < 2 {
		return nil
	}
	chart := charts.ScoreData{Points: at, Min: m.Scoring.Min, Max: m.Scoring.Max}
	if len(m.Comparators) > 0 {
		c := m.Comparators[0]
		chart.Comparator = c.Value
		chart.ComparatorLabel = fmt.Sprintf("%s %d, %s: mean %s", c.Source, c.Year, c.Group, number(c.Value))
	}
	return charts.NewScores(chart)
}

// answersCard lists every item with the words of its answer.
func answersCard(r *data.Response, def *instrument.Definition) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, 2*len(def.Items))
	for _, item := range def.Items {
		answer := kit.NewParagraph("Left blank", kit.Muted)
		if v, ok := r.Answers[item.Number]; ok {
			answer = kit.NewParagraph(def.LabelOf(item, v), kit.Bold)
		}
		text := kit.NewParagraph(fmt.Sprintf("%d  %s", item.Number, item.Text), kit.Body)
		rows = append(rows, kit.Columns([]float32{3, 1}, text, answer), kit.Separator())
	}
	return kit.NewCard("Answers", fmt.Sprintf("%d of %d", len(r.Answers), len(def.Items)), kit.VStack(5, rows...))
}
