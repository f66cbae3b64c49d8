package rights

import (
	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/kit"
)

// asideOf is what was found in a text and what is marked, each with what can be
// done about it.
func (v *review) asideOf(t *data.RightsText) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	if len(t.Picture) > 0 && len(t.Marks) == 0 {
		list = append(list, kit.NewParagraph("Does the photo show someone else, or their things?", kit.Body),
			kit.Wrap(kit.Secondary("Leave the photo out", func() { v.mark(0, 1) }).Compact()))
	}
	for _, f := range t.Found {
		list = append(list, kit.VStack(4, kit.NewParagraph(part(t, f.From, f.To), kit.Bold), kit.NewParagraph(f.Why, kit.Small),
			kit.Wrap(kit.Secondary("Black out", func() { v.mark(f.From, f.To) }).Compact(),
				kit.Quiet("Stays", func() {
					v.add(data.RightsMark{From: f.From, To: f.To, Stays: true, Reason: data.ReasonKnown})
				}).Compact())), kit.Separator())
	}
	for i := range t.Marks {
		list = append(list, v.markCard(t, i), kit.Separator())
	}
	if len(list) == 0 {
		return []fyne.CanvasObject{kit.NewParagraph("No one else was found in this text. Read it all the same: a name can be missed.", kit.Muted)}
	}
	return list
}

// part is a part of a text in quotes.
func part(t *data.RightsText, from, to int) string {
	runes := []rune(t.Text)
	if len(t.Picture) > 0 || from >= to || to > len(runes) {
		return "The photo"
	}
	const most = 60
	if to-from > most {
		return "“" + string(runes[from:from+most]) + "…”"
	}
	return "“" + string(runes[from:to]) + "”"
}

// markCard is one mark with its reason.
func (v *review) markCard(t *data.RightsText, i int) fyne.CanvasObject {
	m := t.Marks[i]
	chip, reasons := kit.NewChip("Black", kit.Neutral), data.RightsBlackReasons()
	if m.Stays {
		chip, reasons = kit.NewChip("Stays", kit.Green), data.RightsStayReasons()
	}
	change := func(fn func(*data.RightsMark)) {
		fn(&v.now().Marks[i])
		v.store(nil)
	}
	reason := kit.NewChoice("Reason", person.OptionsOf(reasons), nil)
	reason.SetSelected(string(m.Reason))
	reason.OnChoose(func(id string) { change(func(m *data.RightsMark) { m.Reason = data.RightsReason(id) }) })
	agreed := kit.NewChoice("Was the other person asked?", person.OptionsOf(data.RightsAgreeds()), nil).AllowNone("Not said")
	agreed.SetSelected(string(m.Agreed))
	agreed.OnChoose(func(id string) { change(func(m *data.RightsMark) { m.Agreed = data.RightsAgreed(id) }) })
	return kit.VStack(6, kit.Wrap(chip), kit.NewParagraph(part(t, m.From, m.To), kit.Bold), reason, agreed,
		kit.Wrap(kit.Quiet("Remove mark", func() { v.erase(m.From) }).Compact()))
}
