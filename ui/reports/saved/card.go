package saved

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/reports"
	"waymark/ui/kit"
)

// card shows a kept report: its key figures as they were, what has changed
// since, and the buttons that write it again.
func (p *page) card(c *comparison) fyne.CanvasObject {
	f := c.frozen
	facts := []fyne.CanvasObject{
		kit.NewParagraph(fmt.Sprintf("%s · %s · figures from %s", c.then.PeriodText(), c.then.ScopeText(), c.then.AsAtText()), kit.Muted),
		kit.NewParagraph(withText(c.with), kit.Body),
		kit.Wrap(figures(c.then)...),
		kit.Separator(),
	}
	facts = append(facts, changes(c)...)
	facts = append(facts, kit.NewParagraph(fmt.Sprintf("Checksum of the figures (SHA-256): %s. Definitions: edition %s.", f.Hash, fmt.Sprint(f.Edition)), kit.Small))
	card := kit.NewCard(f.Title, "", kit.ScrollBeyond(kit.VStack(10, facts...)))
	card.SetAction(kit.HStack(8,
		kit.Secondary("PDF", func() { p.write(c, ".pdf") }).Compact(),
		kit.Secondary("Excel", func() { p.write(c, ".xlsx") }).Compact(),
		kit.Secondary("Word", func() { p.write(c, ".docx") }).Compact()))
	return card
}

// withText says who has the report.
func withText(with []data.HandedOver) string {
	if len(with) == 0 {
		return "No one has this report: its files are drafts. To hand a report over, choose “Hand over…” on the page Reports."
	}
	readers := make([]string, len(with))
	for i := range with {
		readers[i] = with[i].ReaderText()
	}
	return "Handed over to: " + data.JoinAnd(readers) + "."
}

func figures(r *reports.Report) []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.KeyFigures))
	for _, k := range r.KeyFigures {
		list = append(list, kit.Fixed(190, 0, kit.VStack(0, kit.NewText(strings.ReplaceAll(k.Value, " → ", " to "), kit.Heading), kit.NewParagraph(k.Label, kit.Small))))
	}
	return list
}

// changes says what is different today, grouped by where the figure stands.
func changes(c *comparison) []fyne.CanvasObject {
	list := []fyne.CanvasObject{kit.NewText("What has changed since", kit.Heading)}
	if c.unseen {
		return append(list, kit.NewParagraph("This report covers clients or days that cannot be counted here, so we cannot say what has changed. Ask a manager who sees all clients.", kit.Body))
	}
	if len(c.list) == 0 {
		list = append(list, kit.NewBanner(kit.Green, "No change. Today’s figures are the same.", nil))
	}
	list = append(list, kit.NewParagraph(since(c.since), kit.Body))
	where := ""
	for _, d := range c.list {
		if d.Where != where {
			where = d.Where
			list = append(list, kit.NewText(where, kit.Bold))
		}
		list = append(list, kit.Columns([]float32{3, 1, 1}, kit.NewParagraph(d.What, kit.Body), side(fmt.Sprintf("then %s", d.Then)), side(fmt.Sprintf("now %s", d.Now))))
	}
	return list
}

func side(text string) fyne.CanvasObject {
	t := kit.NewText(text, kit.Body)
	t.SetAlign(fyne.TextAlignTrailing)
	return t
}

// since says in a sentence what was written about the period afterwards.
func since(s data.SinceFrozen) string {
	if s.NotHeld {
		return "This PC holds only what reports count, so it cannot say which records were added or changed since then."
	}
	if s == (data.SinceFrozen{}) {
		return "No records for this period have been added or changed since then."
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{s.Late, "record was added late", "records were added late"}, {s.Corrected, "record was changed or corrected", "records were changed or corrected"},
		{s.Removed, "was withdrawn", "were withdrawn"}, {s.Erased, "person was deleted", "people were deleted"},
	} {
		if p.n > 0 {
			parts = append(parts, data.Plural(p.n, p.one, p.many))
		}
	}
	return fmt.Sprintf("Since then, in records for this period: %s.", strings.Join(parts, ", "))
}
