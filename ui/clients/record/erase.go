package record

import (
	"cmp"
	"context"
	"fmt"

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
			"will change. You cannot undo this. Earlier backups still contain this record. Waymark will list those files and can clean them.",
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
			p.h.TellErased(left)
		},
	})
}
