package moving

import (
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/kit"
	"waymark/ui/kit/draw"
	"waymark/ui/theme"
)

// done says what an import did.
type done struct {
	content fyne.CanvasObject
	show    *kit.Button
}

// inOneRow is the width that four key figures need beside one another at the normal
// size of the text.
const inOneRow = 640

func keyFigures(r *data.ListResult) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		kit.NewKeyFigure(data.Count(r.New), "new", "clients added"),
		kit.NewKeyFigure(data.Count(r.Changed), "changed", "were here already"),
		kit.NewKeyFigure(data.Count(r.Later), "later", "not imported yet"),
		kit.NewKeyFigure(data.Count(r.Left), "to work through", "could not be read"),
	}
}

func (p *page) finished(r *data.ListResult) {
	d := &done{show: kit.Primary("Show clients", p.toClients)}
	figures := kit.Fitting(kit.Fixed(inOneRow*draw.TextScale(), 0, kit.Columns(nil, keyFigures(r)...)),
		kit.VStack(theme.Gap, kit.Columns(nil, keyFigures(r)[:2]...), kit.Columns(nil, keyFigures(r)[2:]...)))
	words := kit.VStack(8,
		kit.NewParagraph(fmt.Sprintf("%s, %s and %s came with them.", data.Plural(r.Referrals, "referral", "referrals"), data.Plural(r.Contacts, "contact", "contacts"), data.Plural(r.Responses, "questionnaire", "questionnaires")), kit.Body),
		kit.NewParagraph("Consent was not imported. Each record is marked “Consent to be confirmed” until you record it.", kit.Body))
	if len(r.Added) > 0 {
		words.Add(kit.NewParagraph(fmt.Sprintf("Added to your lists: %s.", data.JoinAnd(r.Added)), kit.Body))
	}
	words.Add(kit.NewParagraph(fmt.Sprintf("When you get a newer file of “%s”, import it in the same way to update these clients.", r.Source), kit.Body))
	through := kit.Secondary("Work through list", func() { p.workThrough(r.ImportID) })
	if r.Left == 0 {
		through.Hide()
	}
	undo := kit.Secondary("Undo import…", func() { p.askUndo(r.ImportID, r.Source, r.New) })
	card := kit.NewCard(fmt.Sprintf("Imported from %s", r.Source), data.Plural(r.Read, "row", "rows"), words)
	d.content = kit.VStack(16, figures, card, kit.HStack(8, undo, kit.Spacer(), through, d.show))
	p.offer()
	p.header.SetSubtitle("The import is saved. You can undo it until a record is changed or your PCs exchange records.")
	p.show(d)
}

func (d *done) object() fyne.CanvasObject { return kit.ScrollBeyond(d.content) }

func (d *done) first() fyne.Focusable { return d.show }
