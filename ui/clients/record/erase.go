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
	name := form.Text("Name", kit.NewTextField(fmt.Sprintf("To confirm, type “%s”", word)), func() {})
	in := form.Inputs{name}
	var left *store.Erasure
	p.ask(question{
		title: fmt.Sprintf("Delete the record of %s", c.Name()), verb: "Delete record", danger: true, in: in,
		sentence: "This deletes all we have on them: contacts, services, answers, scores and stories. Report figures " +
			"will change. You cannot undo this. Earlier backups still contain this record. Waymark will list those files.",
		content: in.Objects("Name"),
		prepare: func() (func(context.Context) error, error) {
			if fold.Text(name.Get()) != fold.Text(word) {
				return nil, data.FieldErrors{{Field: "Name", Sentence: "The name does not match. Nothing has been deleted."}}
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

// tellErased says what still holds the person: a log that someone else reads,
// and the files with earlier states of the database. Nothing when they are gone
// from everywhere that Waymark knows of.
func tellErased(h *host.Host, left *store.Erasure) {
	var parts []fyne.CanvasObject
	if left.Unfinished {
		parts = append(parts, kit.NewParagraph(fmt.Sprintf("The record is deleted, but another program is still reading the database. Traces of the record remain in "+
			"%s-wal. Waymark removes them when that program has finished, or when Waymark next starts.",
			filepath.Base(h.Path())), kit.Body))
	}
	if n := len(left.Copies); n > 0 {
		parts = append(parts, kit.NewParagraph(data.Plural(n,
			"earlier file may still contain the record. To remove the record there too, delete the file and make a new backup.",
			"earlier files may still contain the record. To remove the record there too, delete the files and make a new backup."), kit.Body))
		for _, path := range left.Copies {
			parts = append(parts, kit.NewParagraph(path, kit.Muted))
		}
	}
	if len(parts) == 0 {
		return
	}
	kit.ShowText(h.Window, "Files that may still contain the record", kit.VStack(10, parts...))
}
