package report

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/wording"
	"waymark/reports"
	"waymark/ui/kit"
	"waymark/ui/kit/charts"
)

// subjects shows one chapter of the report at a time below a row of their
// names.
func subjects(r *reports.Report, selected int, onSelect func(int)) fyne.CanvasObject {
	list := r.Chapters()
	selected = min(selected, len(list)-1)
	names := make([]string, len(list))
	for i := range list {
		names[i] = shortTitle(&list[i])
	}
	place := container.NewStack(inTwos(cards(&list[selected])))
	whole := kit.VStack(12)
	choose := kit.NewSegmented(names, selected, func(i int) {
		onSelect(i)
		place.Objects = []fyne.CanvasObject{inTwos(cards(&list[i]))}
		place.Refresh()
		whole.Refresh()
	})
	whole.Objects = []fyne.CanvasObject{choose, place}
	return whole
}

// shortTitle is a chapter's name where ten stand in a row.
func shortTitle(c *reports.Chapter) string {
	short := map[string]string{
		"reached": "People", "why": "Why", "chosen": "Chosen", "done": "Done", "changed": "Scores", "compared": "Before",
		"learnt": "Learned", "stories": "Stories", "definitions": "Method", "quality": "Quality",
	}
	if name, ok := short[c.Key]; ok {
		return name
	}
	return c.Title
}

// cards draws what is in a chapter: narrow ones beside each other, wide ones
// over the whole width.
func cards(c *reports.Chapter) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for i := range c.Parts {
		list = append(list, partCards(&c.Parts[i])...)
	}
	return list
}

func partCards(p *reports.Part) []fyne.CanvasObject {
	switch {
	case p.Table != nil:
		return one(tableCard(p.Table))
	case p.Wait != nil:
		return one(tableCard(&p.Wait.Table))
	case p.Matrix != nil:
		return one(wide(matrixCard(p.Matrix)))
	case p.Outcome != nil:
		return outcomeCards(p.Outcome)
	case p.Comparison != nil:
		return one(wide(comparisonCard(p.Comparison)))
	case p.Loneliness != nil:
		return one(wide(kit.NewCard(p.Loneliness.Finding, "", kit.NewParagraph(p.Loneliness.Note, kit.Muted))))
	case p.Learnt != "":
		return one(wide(kit.NewCard("What we learned", "", words(p.Learnt))))
	case p.Tale != nil:
		return one(wide(kit.NewCard(p.Tale.Heading, "", words(p.Tale.Body))))
	case len(p.Terms) > 0:
		return one(wide(kit.NewCard("Definitions", "", terms(p.Terms))))
	default:
		return one(wide(kit.NewCard("What the figures cannot show", "", sentences(p.Sentences))))
	}
}

func one(card fyne.CanvasObject) []fyne.CanvasObject { return []fyne.CanvasObject{card} }

func outcomeCards(o *reports.Outcome) []fyne.CanvasObject {
	list := []fyne.CanvasObject{slopeCard(o), changesCard(o), statisticsCard(o)}
	for i := range o.Breakdowns {
		list = append(list, wide(breakdownCard(&o.Breakdowns[i])))
	}
	return list
}

// wideCard marks a card that takes the whole width.
type wideCard struct{ fyne.CanvasObject }

func wide(card fyne.CanvasObject) fyne.CanvasObject { return wideCard{card} }

// inTwos puts cards side by side, two in a row, and wide ones in rows of
// their own.
func inTwos(cards []fyne.CanvasObject) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	var waiting fyne.CanvasObject
	flush := func() {
		if waiting != nil {
			rows = append(rows, waiting)
			waiting = nil
		}
	}
	for _, card := range cards {
		switch w, isWide := card.(wideCard); {
		case isWide:
			flush()
			rows = append(rows, w.CanvasObject)
		case waiting == nil:
			waiting = card
		default:
			rows = append(rows, kit.Columns([]float32{1, 1}, waiting, card))
			waiting = nil
		}
	}
	flush()
	return kit.VStack(16, rows...)
}

func changesCard(o *reports.Outcome) fyne.CanvasObject {
	list := make([]charts.Bar, 0, len(o.Changes))
	for _, g := range o.Changes {
		bar := charts.Bar{Label: g.Label, Tone: kit.Accent, Count: g.Cell.Text(), Hidden: g.Cell.Hidden}
		if share, ok := g.Cell.Share(); ok {
			bar.Value, bar.Text = share, g.Cell.Percent(0)
		}
		if g.Cell.Hidden {
			bar.Text, bar.Count = g.Cell.Text(), ""
		}
		list = append(list, bar)
	}
	content := []fyne.CanvasObject{kit.NewText("Change for people with both scores", kit.Muted)}
	if o.Pairs.N > 0 && len(list) > 0 {
		content = append(content, charts.NewBars(list), kit.NewParagraph(o.ChangesNote(), kit.Small))
	}
	if o.Interval != "" {
		content = append(content, kit.NewParagraph(o.Interval, kit.Body))
	}
	content = append(content, kit.NewParagraph(completeness(o), kit.Small))
	return kit.NewCard(fmt.Sprintf("%s: size of change", o.ShortName), "", kit.VStack(8, content...))
}

// completeness keeps the n of each stage apart from the n of the pairs.
func completeness(o *reports.Outcome) string {
	text := fmt.Sprintf("First questionnaires: %s complete, %s with answers missing. Follow-up questionnaires: %s complete, %s with "+
		"answers missing.",
		o.Baselines.Text(), o.BaselinesIncomplete.Text(), o.FollowUps.Text(), o.FollowUpsIncomplete.Text())
	if o.Refused.Some() {
		text += fmt.Sprintf(" Not used because the person did not agree: %s.", o.Refused.Text())
	}
	if o.Rights != "" {
		text += " " + o.Rights + "."
	}
	return text
}

func sentences(list []string) fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	for _, s := range list {
		lines = append(lines, kit.NewParagraph(s, kit.Body))
	}
	return kit.VStack(8, lines...)
}

func terms(list []reports.Definition) fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	for _, d := range list {
		lines = append(lines, kit.VStack(2, kit.NewText(d.Term, kit.Bold), kit.NewParagraph(d.Meaning, kit.Muted)))
	}
	return kit.VStack(10, lines...)
}

// words shows the coordinator's own words.
func words(text string) fyne.CanvasObject {
	lines := []fyne.CanvasObject{}
	for _, b := range wording.Parse(text) {
		style, sign := kit.Body, ""
		switch b.Kind {
		case wording.Heading:
			style = kit.Bold
		case wording.Bullet:
			sign = "•  "
		case wording.Numbered:
			sign = fmt.Sprintf("%d.  ", b.Number)
		case wording.Quote:
			style = kit.Muted
		case wording.Picture:
			style, sign = kit.Small, "Picture: "
		}
		lines = append(lines, kit.NewParagraph(sign+b.Plain(), style))
	}
	return kit.VStack(8, lines...)
}
