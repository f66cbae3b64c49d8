package clients

import (
	"cmp"
	"context"

	"waymark/data"
	"waymark/data/fold"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// askErase asks before a person and everything about them is removed for good.
// Their name has to be typed, so that it is never the wrong record that was
// open.
func (p *recordPage) askErase() {
	c := p.rec.Client
	word := cmp.Or(c.FamilyName, c.GivenNames, c.KnownAs)
	name := textInput("Name", kit.NewTextField("To go on, type “"+word+"”"), func() {})
	in := inputs{name}
	p.ask(question{
		title: "Erase " + c.Name() + " for good", verb: "Erase", danger: true, in: in,
		sentence: "Everything that is recorded about them is removed: contacts, services, questionnaires, story. Figures change with it, and it cannot be undone. " +
			"The copies of the database that were made before still hold them: those are in " + p.h.Store.CopiesDir() + ".",
		content: in.objects("Name"),
		prepare: func() (func(context.Context) error, error) {
			if fold.Text(name.get()) != fold.Text(word) {
				return nil, data.FieldErrors{{Field: "Name", Sentence: "This is not their name. Nothing was erased."}}
			}
			return func(ctx context.Context) error { return p.h.Store.EraseClient(ctx, p.client) }, nil
		},
		then: func() { p.h.Go(host.Route{Area: host.Clients}) },
	})
}
