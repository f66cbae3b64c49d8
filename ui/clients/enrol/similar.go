package enrol

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// similarShown is how many people who may be the same are named.
const similarShown = 2

// similarPanel warns while a form is filled in that the person may be there
// already. It never stands in the way of saving.
type similarPanel struct {
	h       *host.Host
	box     *fyne.Container
	moved   func() // the panel has another height now
	last    string // what was looked for last
	reading *load.Latest
}

func newSimilarPanel(h *host.Host, moved func()) *similarPanel {
	p := &similarPanel{h: h, reading: load.New(h), box: kit.VStack(8), moved: moved}
	p.box.Hide()
	return p
}

// look asks for people like c when something that tells people apart has
// changed since the last time.
func (p *similarPanel) look(c data.Client) {
	key := strings.Join([]string{c.GivenNames, c.FamilyName, c.BirthDate.String(), c.NHSNumber, c.Postcode, c.Phone}, "\x00")
	if key == p.last {
		return
	}
	p.last = key
	load.Do(p.reading, func(ctx context.Context) ([]data.Similar, error) {
		_ = c.Validate(p.h.Today()) // for its tidying: half-typed fields are no matter here
		return p.h.Casework.SimilarClients(ctx, &c)
	}, func(found []data.Similar, err error) {
		if err != nil {
			p.h.Log.Error("look for similar clients", "error", err)
			return
		}
		p.show(found)
	})
}

func (p *similarPanel) show(found []data.Similar) {
	p.box.Objects = nil
	for i, s := range found {
		if i == similarShown {
			more := fmt.Sprintf("%d more like this.", len(found)-similarShown)
			p.box.Add(kit.NewParagraph(more, kit.Muted))
			break
		}
		p.box.Add(kit.NewBanner(kit.Amber, similarText(s, p.h.Today()),
			kit.Secondary("Open record", func() { p.h.Go(person.ToRecord(s.ID)) }).Compact()))
	}
	if len(found) == 0 {
		p.box.Hide()
	} else {
		p.box.Show()
	}
	p.box.Refresh()
	p.moved()
}

func similarText(s data.Similar, today data.Date) string {
	return fmt.Sprintf("This person may already have a record: %s, %s.", whoText(s, today), s.Why)
}

// whoText names a client with what tells them apart from others.
func whoText(s data.Similar, today data.Date) string {
	who := s.Name
	if s.KnownAs != "" {
		who += " “" + s.KnownAs + "”"
	}
	if about := person.Dotted(person.BornText(s.BirthDate, today), s.Postcode, s.Surgery); about != "" {
		who += " (" + about + ")"
	}
	return who
}

// askDouble asks before a person is saved who is here already. Nothing that was
// typed is lost: it stays in the form, or as a draft if the other record is opened.
func (p *formPage) askDouble(same []data.Similar, done func()) {
	parts := kit.VStack(8)
	for i, s := range same {
		if i == similarShown {
			parts.Add(kit.NewParagraph(fmt.Sprintf("%d more like this.", len(same)-similarShown), kit.Muted))
			break
		}
		parts.Add(kit.NewParagraph(fmt.Sprintf("%s has %s.", whoText(s, p.h.Today()), s.Why), kit.Body))
	}
	parts.Add(kit.NewParagraph("Nothing is saved yet. If you open the record, we keep what you typed as a draft.", kit.Muted))
	p.form.State.SetText("Not saved yet. We keep what you type as a draft.")
	kit.AskWhich(p.h.Window, "This person may already have a record", parts,
		kit.Way{Verb: "Save as a new client", Do: func() {
			for _, s := range same {
				p.entry.others = append(p.entry.others, s.ID)
			}
			p.saveThen(done)
		}},
		kit.Way{Verb: "Open record", Do: func() {
			p.aside = true
			p.h.Go(person.ToRecord(same[0].ID))
			p.aside = false
		}})
}
