package funder

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/reports"
	"waymark/ui/kit"
)

// subject is one part of the report, shown under its name.
type subject struct {
	name  string
	cards func(r *reports.Report) []fyne.CanvasObject
}

func tables(list ...*reports.Table) []fyne.CanvasObject {
	cards := make([]fyne.CanvasObject, len(list))
	for i, t := range list {
		cards[i] = tableCard(t)
	}
	return cards
}

// subjectList is every part beyond the two charts on top, in reading order.
func subjectList() []subject {
	return []subject{
		{"People", func(r *reports.Report) []fyne.CanvasObject { return tables(&r.Sex, &r.AgeBands) }},
		{"Where from", func(r *reports.Report) []fyne.CanvasObject { return tables(&r.Surgeries, &r.Sources) }},
		{"Needs", func(r *reports.Report) []fyne.CanvasObject { return tables(&r.FurtherReasons, &r.NeedsFound) }},
		{"Contacts", func(r *reports.Report) []fyne.CanvasObject {
			return tables(&r.ContactsByKind, &r.ContactsByOutcome)
		}},
		{"Offers", func(r *reports.Report) []fyne.CanvasObject {
			return tables(&r.Offers.People, &r.Offers.ByDecision, &r.Offers.Prescriptions, &r.Gaps)
		}},
		{"Follow-ups", func(r *reports.Report) []fyne.CanvasObject { return tables(&r.FollowUps) }},
		{"Wellbeing", wellbeing},
		{"Method", method},
	}
}

// subjects shows one part at a time below a row of their names.
func subjects(r *reports.Report, selected int, onSelect func(int)) fyne.CanvasObject {
	list := subjectList()
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.name
	}
	place := container.NewStack(inTwos(list[selected].cards(r)))
	whole := kit.VStack(12)
	choose := kit.NewSegmented(names, selected, func(i int) {
		onSelect(i)
		place.Objects = []fyne.CanvasObject{inTwos(list[i].cards(r))}
		place.Refresh()
		whole.Refresh()
	})
	whole.Objects = []fyne.CanvasObject{choose, place}
	return whole
}

// inTwos puts cards side by side, two in a row.
func inTwos(cards []fyne.CanvasObject) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for i := 0; i < len(cards); i += 2 {
		if i+1 == len(cards) {
			rows = append(rows, cards[i])
			break
		}
		rows = append(rows, kit.Columns([]float32{1, 1}, cards[i], cards[i+1]))
	}
	return kit.VStack(16, rows...)
}

// wellbeing is how scores changed and how the questionnaires were filled in,
// for every questionnaire in use.
func wellbeing(r *reports.Report) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		cards = append(cards, changesCard(o), tableCard(&o.ByMode))
	}
	if len(cards) == 0 {
		cards = append(cards, kit.NewCard("Wellbeing", "", kit.NewParagraph("No questionnaire was filled in in this period.", kit.Body)))
	}
	return cards
}

func changesCard(o *reports.Outcome) fyne.CanvasObject {
	list := make([]kit.Bar, 0, len(o.Changes))
	for _, g := range o.Changes {
		bar := kit.Bar{Label: g.Label, Tone: kit.Accent, Count: g.Cell.Text(), Hidden: g.Cell.Hidden}
		if share, ok := g.Cell.Share(); ok {
			bar.Value, bar.Text = share, g.Cell.Percent(0)
		}
		list = append(list, bar)
	}
	content := []fyne.CanvasObject{kit.NewText("Change of the same people · n "+reports.Count(len(o.Pairs)), kit.Muted)}
	if len(o.Pairs) > 0 && len(list) > 0 {
		content = append(content, kit.NewBarChart(list))
	}
	if o.Interval != "" {
		content = append(content, kit.NewParagraph(o.Interval, kit.Body))
	}
	content = append(content, kit.NewParagraph(completeness(o), kit.Small))
	return kit.NewCard(o.Finding, "", kit.VStack(8, content...))
}

// completeness keeps the n of each stage apart from the n of the pairs.
func completeness(o *reports.Outcome) string {
	text := "First questionnaires: " + reports.Count(o.Baselines) + " complete, " + reports.Count(o.BaselinesIncomplete) + " with answers missing. " +
		"Follow-up questionnaires: " + reports.Count(o.FollowUps) + " complete, " + reports.Count(o.FollowUpsIncomplete) + " with answers missing."
	if o.Refused > 0 {
		text += " Not used, because they refused: " + reports.Count(o.Refused) + "."
	}
	return text
}

// method is what the figures cannot tell, and what the words mean.
func method(r *reports.Report) []fyne.CanvasObject {
	quality := []fyne.CanvasObject{}
	for _, sentence := range r.Quality {
		quality = append(quality, kit.NewParagraph(sentence, kit.Body))
	}
	if len(quality) == 0 {
		quality = append(quality, kit.NewParagraph("Nothing stands out.", kit.Body))
	}
	words := []fyne.CanvasObject{}
	for _, d := range r.Definitions {
		words = append(words, kit.VStack(2, kit.NewText(d.Term, kit.Bold), kit.NewParagraph(d.Meaning, kit.Muted)))
	}
	return []fyne.CanvasObject{
		kit.NewCard("What the figures cannot tell", "", kit.VStack(8, quality...)),
		kit.NewCard("What the words mean", "", kit.VStack(10, words...)),
	}
}
