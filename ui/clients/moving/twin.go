package moving

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
)

// showTwin shows two people who may be one side by side, with three equal answers.
func (w *work) showTwin() {
	var card *kit.Card
	if len(w.twins) == 0 {
		text := "No one on the list seems to be here already, or to stand in it twice."
		if n := w.p.opened.plan.Decided; n > 0 {
			text = fmt.Sprintf("%s decided.", data.Plural(n, "pair is", "pairs are"))
		}
		card = kit.NewCard("May be known already", "", kit.NewParagraph(text, kit.Muted))
	} else {
		card = w.pairCard(&w.twins[w.twin])
	}
	w.fit(w.pair, card)
}

// turnTwin goes to another pair.
func (w *work) turnTwin(to int) {
	if len(w.twins) > 0 {
		w.twin = (to + len(w.twins)) % len(w.twins)
		w.showTwin()
	}
}

// focusTwin puts the keyboard on the pair, so that one is decided after the other.
func (w *work) focusTwin() {
	if len(w.twins) > 0 && w.same != nil {
		w.p.h.Window.Canvas().Focus(w.same)
	}
}

func (w *work) pairCard(t *data.Twin) *kit.Card {
	there := "Here"
	if t.Since > 0 {
		there = fmt.Sprintf("Here since %d", t.Since)
	}
	other, surgery := &t.Known, t.Surgery
	if t.Other != nil {
		there, other, surgery = data.Capital(t.Other.Names[0]), &t.Other.Client, t.Other.Surgery
	}
	grid := kit.VStack(6, w.pairRow("", data.Capital(t.Person.Names[0]), there, kit.Muted))
	same, differ, one := 0, 0, 0
	for _, f := range pairFields(&t.Person.Client, t.Person.Surgery, other, surgery) {
		if f.a == "" && f.b == "" {
			continue
		}
		switch {
		case f.a == f.b:
			same++
		case f.a == "" || f.b == "":
			one++
		default:
			differ++
		}
		grid.Add(w.pairRow(f.label, orNone(f.a), orNone(f.b), kit.Body))
	}
	chips := kit.Wrap(kit.NewChip(fmt.Sprintf("%d same", same), kit.Green), kit.NewChip(fmt.Sprintf("%d differ", differ), kit.Amber), kit.NewChip(fmt.Sprintf("%d on one side", one), kit.Neutral))
	buttons := make([]fyne.CanvasObject, 0, 3)
	for i, o := range data.TwinAnswers() {
		b := kit.Secondary(o.Label, func() { w.p.decide(t.Key, o.Value) })
		if i == 0 {
			w.same = b
		}
		buttons = append(buttons, b)
	}
	skip := kit.Quiet("Next pair", func() { w.turnTwin(w.twin + 1) }).Compact()
	rest := kit.Quiet("Leave all for later", func() { w.p.decide("*", data.TwinLater) }).Compact()
	if len(w.twins) < 2 {
		skip.Hide()
		rest.Hide()
	}
	return kit.NewCard("May be known already", fmt.Sprintf("%d of %s", w.twin+1, data.Count(w.p.opened.plan.Undecided)),
		kit.VStack(8, kit.NewParagraph(fmt.Sprintf("They have %s.", t.Why), kit.Muted), grid, chips, kit.Columns(nil, buttons...), kit.HStack(8, skip, rest, kit.Spacer())))
}

func (w *work) pairRow(label, a, b string, style kit.Style) fyne.CanvasObject {
	return kit.Columns([]float32{24, 38, 38}, kit.NewText(label, kit.Muted), kit.NewText(a, style), kit.NewText(b, style))
}

func orNone(text string) string {
	if text == "" {
		return "Not recorded"
	}
	return text
}

type pairField struct{ label, a, b string }

// pairFields are what two records are compared by.
func pairFields(a *data.Client, surgeryA string, b *data.Client, surgeryB string) []pairField {
	born := func(c *data.Client) string {
		if c.BirthDate.IsZero() {
			return ""
		}
		return c.BirthDate.Short()
	}
	return []pairField{
		{"Name", a.Name(), b.Name()},
		{"Born", born(a), born(b)},
		{"NHS", data.FormatNHSNumber(a.NHSNumber), data.FormatNHSNumber(b.NHSNumber)},
		{"Phone", a.Phone, b.Phone},
		{"Postcode", a.Postcode, b.Postcode},
		{"Surgery", surgeryA, surgeryB},
	}
}
