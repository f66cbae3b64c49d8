package record

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askErase asks before a person and everything about them is removed for good.
// Their name has to be typed, so that it is never the wrong record that was
// open.
func (p *recordPage) askErase() {
	c := p.rec.Client
	word := cmp.Or(c.FamilyName, c.GivenNames, c.KnownAs)
	name := form.Text("Name", kit.NewTextField(fmt.Sprintf("To go on, type “%s”", word)), func() {})
	in := form.Inputs{name}
	var left *store.Erasure
	p.ask(question{
		title: fmt.Sprintf("Erase %s for good", c.Name()), verb: "Erase", danger: true, in: in,
		sentence: "This removes everything recorded about them: contacts, services, questionnaires, story. Figures change with it, and it cannot be undone. " +
			"Backups made before still hold them. Waymark then lists those files.",
		content: in.Objects("Name"),
		prepare: func() (func(context.Context) error, error) {
			if fold.Text(name.Get()) != fold.Text(word) {
				return nil, data.FieldErrors{{Field: "Name", Sentence: "This is not their name. Nothing was erased."}}
			}
			return func(ctx context.Context) error {
				var err error
				left, err = p.h.Casework.EraseClient(ctx, p.client)
				return err
			}, nil
		},
		then: func() {
			p.h.Go(host.Route{Area: host.Clients})
			tellErased(p.h, left)
		},
	})
}

// tellErased says what still holds the person: a log that somebody else reads,
// and the files with earlier states of the database. Nothing when they are gone
// from everywhere that Waymark knows of.
func tellErased(h *host.Host, left *store.Erasure) {
	var parts []fyne.CanvasObject
	if left.Unfinished {
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("Their record is gone, but another program is still reading the database, so traces of it remain in %s-wal. "+
			"Waymark removes them as soon as that program has finished, at the latest when Waymark next starts.",
			filepath.Base(h.Path())), kit.Body))
	}
	if n := len(left.Copies); n > 0 {
		them := "them"
		if n == 1 {
			them = "it"
		}
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("%s may still hold them. To remove the person there too, delete %s and make a new backup.",
			data.Plural(n, "earlier file", "earlier files"), them), kit.Body))
		for _, path := range left.Copies {
			parts = append(parts, kit.NewParagraph(path, kit.Muted))
		}
	}
	if len(parts) == 0 {
		return
	}
	kit.ShowText(h.Window, "What still holds the erased person", kit.VStack(10, parts...))
}
