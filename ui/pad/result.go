package pad

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// result is what the prescriber sees when the laptop is back.
type result struct {
	content fyne.CanvasObject
	primary *kit.Button
}

func newResult(s *sitting) *result {
	f := s.facts
	r := &s.keeper.response
	if f.response != nil && f.response.ID == r.ID {
		*r = *f.response // as it was stored, with its score
	}
	def := instrumentOf(r.InstrumentID)
	out := &result{}
	actions := []fyne.CanvasObject{}
	toRecord := kit.Secondary("To the record", s.toRecord)
	if r.Finished {
		toRecord = kit.Primary("To the record", s.toRecord)
		out.primary = toRecord
		actions = append(actions, toRecord)
	} else {
		out.primary = kit.Primary("Carry on", s.carryOn)
		actions = append(actions, toRecord, out.primary)
	}
	header := kit.NewPageHeader(def.Name, fmt.Sprintf("%s · %s · %s · %s",
		f.client.Name(), r.Stage.Label(), r.AnsweredOn.Long(), howFilled(r)), actions...)
	header.SetBreadcrumb("Questionnaires", func() { s.host.Go(host.Route{Area: host.Questionnaires}) })
	cards := kit.VStack(theme.Gap,
		kit.Columns([]float32{1, 1}, totalCard(r, def), changeCard(f, r, def)),
		answersCard(r, def),
		kit.Fixed(1, theme.PageMargin-theme.Gap, kit.VStack(0)))
	out.content = container.New(margins{bleeds: true}, header, kit.Scroll(kit.PadXY(bleed, 0, cards)))
	return out
}

func (r *result) first() fyne.Focusable { return r.primary }

func howFilled(r *data.Response) string {
	how := lowerFirst(r.Mode.Label())
	if r.FilledBy != "" {
		how += " (" + r.FilledBy + ")"
	}
	return how
}

// totalCard shows the total, or says why there is none.
func totalCard(r *data.Response, def *instrument.Definition) fyne.CanvasObject {
	if r.Score == nil {
		return kit.NewCard("Total", "", kit.VStack(6,
			kit.NewParagraph(noTotal(r, def), kit.Bold),
			kit.NewParagraph("The answers that were given are kept. A missing answer is never counted as nought.", kit.Muted)))
	}
	lines := []fyne.CanvasObject{
		kit.NewText(number(*r.Score), kit.Figure),
		kit.NewParagraph(fmt.Sprintf("of %s to %s points", number(def.Scoring.Min), number(def.Scoring.Max)), kit.Muted),
	}
	if missing := len(def.Items) - len(r.Answers); missing > 0 {
		lines = append(lines, kit.NewParagraph("Estimated: "+data.Plural(missing, "answer is", "answers are")+" missing.", kit.Bold))
	}
	if band := def.BandOf(*r.Score); band != "" {
		lines = append(lines, kit.NewParagraph("In the range “"+band+"”: "+def.BandNote+".", kit.Muted))
	}
	return kit.NewCard("Total", "", kit.VStack(4, lines...))
}

// noTotal says which items have no answer.
func noTotal(r *data.Response, def *instrument.Definition) string {
	var blank []string
	for _, item := range def.Items {
		if _, ok := r.Answers[item.Number]; !ok {
			blank = append(blank, fmt.Sprint(item.Number))
		}
	}
	if !r.Finished {
		return fmt.Sprintf("Left half-way: %d of %d answered. It can be carried on.", len(r.Answers), len(def.Items))
	}
	switch len(blank) {
	case 0:
		return "No total yet."
	case 1:
		return "No total: item " + blank[0] + " is blank."
	default:
		return "No total: items " + joinAnd(blank) + " are blank."
	}
}

func joinAnd(words []string) string {
	out := words[0]
	for i, w := range words[1:] {
		if i == len(words)-2 {
			out += " and " + w
		} else {
			out += ", " + w
		}
	}
	return out
}

// changeCard holds the score against the baseline of the same episode.
func changeCard(f *facts, r *data.Response, def *instrument.Definition) fyne.CanvasObject {
	chart := scoreChart(f, r, def)
	lines := []fyne.CanvasObject{kit.NewParagraph(changeSentence(f, r), kit.Bold)}
	if chart != nil {
		lines = append(lines, kit.Fixed(0, 150, chart))
	}
	return kit.NewCard("Since the first one", "", kit.VStack(8, lines...))
}

func changeSentence(f *facts, r *data.Response) string {
	base := f.baseline(r.EpisodeID)
	switch {
	case r.Stage == data.Baseline && r.Score != nil:
		return "This is the first one. Later ones are held against it."
	case r.Stage == data.Baseline:
		return "This would be the first one, and has no total to hold later ones against."
	case base == nil:
		return "There is no first one with a total to hold it against."
	case r.Score == nil:
		return fmt.Sprintf("No change can be worked out without a total. The first one was %s on %s.", number(*base.Score), base.AnsweredOn.Long())
	}
	return fmt.Sprintf("%s since %s, when it was %s.", signed(*r.Score-*base.Score), base.AnsweredOn.Long(), number(*base.Score))
}

// signed writes a change with its sign: "+12 points", "−3 points", "No change".
func signed(change float64) string {
	noun := " points"
	if change == 1 || change == -1 {
		noun = " point"
	}
	switch {
	case change > 0:
		return "+" + number(change) + noun
	case change < 0:
		return "−" + number(-change) + noun
	}
	return "No change"
}

// scoreChart draws all totals of this questionnaire, nil when there is none.
func scoreChart(f *facts, r *data.Response, def *instrument.Definition) fyne.CanvasObject {
	var points []kit.ScorePoint
	add := func(x *data.Response) {
		if x.Score != nil && x.InstrumentID == r.InstrumentID {
			points = append(points, kit.ScorePoint{Label: x.AnsweredOn.Short(), Value: *x.Score})
		}
	}
	placed := false
	for i := range f.earlier {
		if !placed && f.earlier[i].AnsweredOn.After(r.AnsweredOn) {
			add(r)
			placed = true
		}
		add(&f.earlier[i])
	}
	if !placed {
		add(r)
	}
	if len(points) == 0 {
		return nil
	}
	return kit.NewScoreChart(kit.ScoreData{Points: points, Min: def.Scoring.Min, Max: def.Scoring.Max})
}

// answersCard lists every item with the words of its answer.
func answersCard(r *data.Response, def *instrument.Definition) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, 0, 2*len(def.Items))
	for _, item := range def.Items {
		answer := kit.NewText("Left blank", kit.Muted)
		if v, ok := r.Answers[item.Number]; ok {
			answer = kit.NewText(def.Label(v), kit.Bold)
		}
		text := kit.NewText(fmt.Sprintf("%d  %s", item.Number, item.Text), kit.Body)
		rows = append(rows, kit.Columns([]float32{3, 1}, text, answer), kit.Separator())
	}
	return kit.NewCard("The answers", fmt.Sprintf("%d of %d", len(r.Answers), len(def.Items)), kit.VStack(5, rows...))
}
