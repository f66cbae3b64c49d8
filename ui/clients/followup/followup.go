// Package followup implements the page on which one follow-up is done.
package followup

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// followUpPage does one follow-up: beside what was agreed and how to reach the
// person stand the ways in which it may end.
type followUpPage struct {
	h       *host.Host
	route   host.Route
	content *fyne.Container

	facts   *fyne.Container // the left side
	right   *fyne.Container // the form, or what came of it
	page    fyne.CanvasObject
	header  *kit.PageHeader
	known   *followUpFacts // nil until it is read
	form    *form.Form
	fields  map[followUpWay]*fyne.Container
	missed  *person.Missed // the fields of a call that reached no one
	outlook *kit.Text      // what comes of it, before it is saved
	met     *host.Met      // which contact reached them
	card    *kit.Card      // nil until it is built

	reading *load.Latest
	done    bool // stored; the confirmation is shown
}

// followUpFacts is what is known when the telephone is picked up.
type followUpFacts struct {
	followUp     data.FollowUp
	prescription data.Prescription
	offer        data.Offer // zero when it cannot be found
	record       *data.ClientRecord
	attempts     []data.Attempt
	missed       person.MissedFacts
	flags        []kit.FlagData
	draft        *form.Found
}

// New makes the page of the follow-up that the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &followUpPage{h: h, reading: load.New(h), route: r, facts: kit.VStack(theme.Gap), right: container.NewStack()}
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	p.form = form.New(h, "followup:"+string(r.Record))
	p.form.LaidOut = p.right.Refresh
	p.form.Put = func(obj fyne.CanvasObject) {
		p.putRight(obj)
		p.put(p.page)
	}
	p.header = kit.NewPageHeader("", "")
	p.header.SetActions(kit.Secondary("Back to record", func() { h.Go(person.ToRecord(p.client())) }))
	p.page = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil,
		kit.Columns([]float32{40, 60}, kit.ScrollBeyond(p.facts), p.right)))
	return p
}

// client is whose follow-up it is, as the record says or else the route.
func (p *followUpPage) client() data.ID {
	if p.known != nil {
		return p.known.followUp.ClientID
	}
	return p.route.Client
}

// Content implements host.Page.
func (p *followUpPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *followUpPage) FirstFocus() fyne.Focusable { return p.form.First }

// Reload implements host.Page: it reads the facts again and leaves the form.
func (p *followUpPage) Reload() {
	if p.done || p.form.Busy {
		return
	}
	load.Into(p.reading, load.View{What: "open a follow-up", Put: p.put, Again: p.Reload}, p.read, func(known *followUpFacts) {
		if !p.done {
			p.show(known)
		}
	})
}

func (p *followUpPage) read(ctx context.Context) (*followUpFacts, error) {
	s := p.h.Office
	f, err := s.Offering.FollowUp(ctx, p.route.Record)
	if err != nil {
		return nil, err
	}
	k := &followUpFacts{followUp: *f}
	rx, err := s.Offering.Prescription(ctx, f.PrescriptionID)
	if err != nil {
		return nil, err
	}
	k.prescription = *rx
	if k.record, err = s.Overview.Record(ctx, f.ClientID); err != nil {
		return nil, err
	}
	offers, err := s.Offering.Offers(ctx, f.ClientID)
	if err != nil {
		return nil, err
	}
	for _, o := range offers {
		if o.ID == rx.OfferID {
			k.offer = o
		}
	}
	if k.attempts, err = s.Offering.Attempts(ctx, f.ID); err != nil {
		return nil, err
	}
	if k.missed, err = person.ReadMissed(ctx, p.h, k.attempts); err != nil {
		return nil, err
	}
	flags, err := p.h.FlagsOf(ctx, f.ClientID)
	if err != nil {
		return nil, err
	}
	k.flags = flags.Of(f.ClientID, p.h.Today())
	k.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return k, err
}

func (p *followUpPage) put(obj fyne.CanvasObject) {
	if p.content.Objects[0] != obj {
		p.content.Objects = []fyne.CanvasObject{obj}
		p.content.Refresh()
	}
}

func (p *followUpPage) putRight(obj fyne.CanvasObject) {
	p.right.Objects = []fyne.CanvasObject{obj}
	p.right.Refresh()
}

func (p *followUpPage) show(k *followUpFacts) {
	begin := p.known == nil
	p.known = k
	c := &k.record.Client
	p.header.SetTitle(k.followUp.Ordinal())
	p.header.SetAside(fmt.Sprintf("with %s", c.Name()))
	p.header.SetSubtitle(dueLine(&k.followUp, p.h.Today()))
	p.facts.Objects = p.factCards()
	p.facts.Refresh()
	switch {
	case k.followUp.Status != data.FollowUpOpen && !p.unsaved():
		p.showClosed()
	case begin:
		p.begin()
	case p.met != nil:
		p.met.LookAgain()
	}
	p.put(p.page)
}

// dueLine says when a follow-up is due, how that was counted, and why it was moved.
func dueLine(f *data.FollowUp, today data.Date) string {
	line := fmt.Sprintf("Due %s", f.DueOn.Long())
	switch days := today.Sub(f.DueOn); {
	case f.Status != data.FollowUpOpen:
		line = fmt.Sprintf("Was due %s", f.DueOn.Long())
	case days > 0:
		line += fmt.Sprintf(", %s overdue", data.Plural(days, "day", "days"))
	case days == 0:
		line = fmt.Sprintf("Due today, %s", f.DueOn.Long())
	}
	line = person.Dotted(line, fmt.Sprintf("3 weeks from %s", f.CountedFrom.Short()))
	if f.MovedBecause != "" {
		line += ", " + f.MovedBecause
	}
	return line
}

// begin shows the form, or the question about an earlier draft.
func (p *followUpPage) begin() {
	p.card = p.buildForm()
	p.form.Start(p.known.draft, p.open, p.resume)
}

func (p *followUpPage) open() {
	p.form.Put(p.card)
	p.met.Look(p.client(), p.form.In.Date("reached.On"), byPhone)
	p.form.In.Named("Way").Take()
	p.form.First = p.h.Window.Canvas().Focused()
}

func (p *followUpPage) resume() {
	p.open()
	// A draft of an earlier version does not say that they spoke, and its note would be out of sight.
	if in := p.form.In; p.chosenWay() == "" && in.Named("reached.Status").Get()+in.Named("reached.Note").Get() != "" {
		in.Named("Way").Set(string(wayReached))
	}
	p.changed()
}

// showClosed says what came of a follow-up that is not open any more.
func (p *followUpPage) showClosed() {
	f := &p.known.followUp
	back := kit.Primary("Back", p.h.Back)
	lines := []fyne.CanvasObject{kit.NewParagraph(fmt.Sprintf("%s: %s on %s", f.Ordinal(), data.LowerFirst(f.Status.Label()), f.ClosedOn.Long()), kit.Body)}
	if f.Note != "" {
		lines = append(lines, kit.NewParagraph(f.Note, kit.Muted))
	}
	p.putRight(kit.VStack(0, kit.NewCard("This follow-up is closed", "",
		kit.VStack(12, append(lines, kit.HStack(8, back))...))))
	p.form.First = back
}
