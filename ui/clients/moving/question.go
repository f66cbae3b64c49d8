package moving

import (
	"encoding/json"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/interchange/people"
	"waymark/ui/kit"
)

// columnFragment is the part of a map that says what a column becomes, and which way
// round its dates are; "" leaves either as it is.
func columnFragment(key, field, order string) string {
	said := map[string]map[string]string{}
	if field != "" {
		said["columns"] = map[string]string{key: field}
	}
	if order != "" {
		said["days"] = map[string]string{key: order}
	}
	body, _ := json.Marshal(said) // text alone
	return string(body)
}

// showQuestion shows one question, with its answers and what each costs.
func (w *work) showQuestion() {
	var card *kit.Card
	switch {
	case len(w.asks) == 0 && len(w.twins) == 0:
		card = kit.NewCard("Every question has an answer", "", kit.NewParagraph("Look at the first records and the columns. Then import the clients.", kit.Body))
	case len(w.asks) == 0:
		card = kit.NewCard("Decide who is known", "", kit.NewParagraph("The columns are clear. Compare each pair below: no one is joined unless you say so.", kit.Body))
	case len(w.asks[w.asked].Table) > 0:
		card = w.tableCard(&w.asks[w.asked])
	default:
		card = w.answersCard(&w.asks[w.asked])
	}
	w.fit(w.question, card)
}

func (w *work) aside() string { return fmt.Sprintf("Question %d of %d", w.asked+1, len(w.asks)) }

// later is the button that leaves a question for now; nil if it is the only one.
func (w *work) later() fyne.CanvasObject {
	b := kit.Secondary("Answer later", func() {
		w.asked = (w.asked + 1) % len(w.asks)
		w.showQuestion()
	})
	if len(w.asks) < 2 {
		b.Hide()
	}
	return b
}

// answersCard is a question with a few answers, of which none is proposed.
func (w *work) answersCard(a *people.Ask) *kit.Card {
	labels := make([]string, len(a.Answers))
	means := make([]fyne.CanvasObject, len(a.Answers))
	for i, answer := range a.Answers {
		labels[i] = answer.Label
		means[i] = kit.NewParagraph(answer.Means, kit.Muted)
	}
	use := kit.Primary("Use this answer", nil)
	use.Disable()
	targets := kit.NewTargets(labels, func(i int) {
		use.SetText("Use this answer")
		if i < 0 {
			use.Disable()
			return
		}
		use.SetText(fmt.Sprintf("Use “%s”", labels[i]))
		use.Enable()
	})
	use.OnTapped = func() {
		if i := targets.Selected(); i >= 0 {
			w.p.answer(a.Answers[i].Map, w.asked)
		}
	}
	w.firstOf = targets.Focusable()
	buttons := kit.WrapEnd(w.rowsButton(a), w.later(), use)
	return kit.NewCard(a.Title, w.aside(), kit.VStack(10, kit.NewParagraph(a.Evidence, kit.Body), targets, kit.Columns(nil, means...), buttons))
}

// rowsButton shows the rows that a question is about.
func (w *work) rowsButton(a *people.Ask) fyne.CanvasObject {
	rows := a.Rows()
	show := kit.Quiet(fmt.Sprintf("Show %s", data.Plural(len(rows), "row", "rows")), func() {
		if !kit.OverlayOpen(w.p.h.Window) {
			kit.ShowText(w.p.h.Window, a.Title, kit.Fixed(560, 320, kit.Scroll(kit.NewParagraph(rowList(rows), kit.Body))))
		}
	})
	if len(rows) == 0 {
		show.Hide()
	}
	return show
}

func rowList(rows []data.ListPlace) string {
	const most = 400
	var b strings.Builder
	for i, r := range rows[:min(len(rows), most)] {
		if i > 0 {
			b.WriteString(", ")
		}
		if r.Sheet != "" {
			b.WriteString(r.Sheet + " ")
		}
		fmt.Fprintf(&b, "%d", r.Row)
	}
	if len(rows) > most {
		return fmt.Sprintf("%s and %d more", b.String(), len(rows)-most)
	}
	return b.String()
}

// tableCard asks what spellings stand for, each with the likeliest proposed.
func (w *work) tableCard(a *people.Ask) *kit.Card {
	const most = 12 // the rest follows once these are answered
	shown := a.Table[:min(len(a.Table), most)]
	choices := make([]*kit.Choice, len(shown))
	grid := kit.FormGrid()
	use := kit.Primary("Use these", nil)
	check := func(string) {
		open := 0
		for _, c := range choices {
			if c.Selected() == "" {
				open++
			}
		}
		use.SetText("Use these")
		if open > 0 {
			use.SetText(fmt.Sprintf("Use these: %d to choose", open))
			use.Disable()
			return
		}
		use.Enable()
	}
	options := make([]kit.Option, len(a.Options))
	for i, o := range a.Options {
		options[i] = kit.Option{ID: o.Value, Label: o.Label}
	}
	for i, s := range shown {
		label := fmt.Sprintf("“%s” in %s", s.Text, data.Plural(s.Rows, "row", "rows"))
		if s.Text == "" {
			label = fmt.Sprintf("Not said in %s", data.Plural(s.Rows, "row", "rows"))
		}
		choices[i] = kit.NewChoice(label, options, check)
		choices[i].SetSelected(s.Proposed)
		grid.Add(choices[i])
	}
	check("")
	use.OnTapped = func() {
		chosen := map[string]string{}
		for i, c := range choices {
			chosen[shown[i].Text] = c.Selected()
		}
		w.p.answer(a.Fragment(chosen), w.asked)
	}
	text := a.Evidence
	if more := len(a.Table) - len(shown); more > 0 {
		text = fmt.Sprintf("%s %d more follow.", text, more)
	}
	return kit.NewCard(a.Title, w.aside(), kit.VStack(10, kit.NewParagraph(text, kit.Body), grid, kit.WrapEnd(w.later(), use)))
}
