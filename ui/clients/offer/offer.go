// Package offer implements the page on which services are offered to a client and
// what they say is noted.
package offer

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

// offerPage is one sitting in which services are put before a client: the
// directory searched for this person's needs, and what they say to each.
type offerPage struct {
	h       *host.Host
	client  data.ID
	content *fyne.Container
	page    fyne.CanvasObject

	header *kit.PageHeader
	flags  *kit.Flags
	search *offerSearch
	detail *offerDetail
	given  *fyne.Container // what was put before them so far
	met    *host.Met       // which contact the sitting is
	notice *fyne.Container
	finish *kit.Button
	gap    *kit.Button
	first  fyne.Focusable

	about   *offerAbout // nil until it is read
	sitting sitting
	draft   *host.Draft

	reading *load.Latest
	gaps    int  // recorded in this sitting
	begun   bool // the search is shown, not the question about a draft
	busy    bool
	done    bool // stored
}

// offerAbout is what is known of the client that bears on an offer.
type offerAbout struct {
	record    *data.ClientRecord
	suiting   *data.Suiting
	place     *data.Coordinates // of their home, nil when it is not known
	offers    []data.Offer      // earlier ones, newest first
	reasons   []data.Reason
	checkDays int
	services  int // how many the directory holds
	flags     host.PersonFlags
}

// New makes the page that offers services to the client whom the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &offerPage{h: h, reading: load.New(h), client: r.Client, sitting: newSitting(h.Today())}
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	p.draft = host.NewDraft(h, "offer:"+string(r.Client))
	p.header = kit.NewPageHeader("Offer services", "")
	p.header.SetBreadcrumb("Record", func() { h.Go(person.ToRecord(r.Client)) })
	p.finish = kit.Primary("", p.Save)
	p.gap = kit.Secondary("Record a gap", p.askGap)
	p.header.SetActions(p.gap, p.finish)
	p.flags = kit.NewFlags()
	p.search = newOfferSearch(p)
	p.detail = newOfferDetail(p)
	p.given = container.NewStack()
	p.met = host.NewMet(h, "No type of contact yet")
	p.notice = container.NewStack()
	p.notice.Hide()
	p.first = p.search.words
	p.page = kit.Pad(theme.PageMargin, kit.Border(12,
		kit.VStack(10, p.header, p.flags, p.notice, p.search.bar), nil, nil, nil,
		container.New(offerColumns{}, p.search.card, p.detail.card, p.given)))
	return p
}

// Content implements host.Page.
func (p *offerPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *offerPage) FirstFocus() fyne.Focusable { return p.first }

// Reload implements host.Page: it reads what is known of the client and
// searches again. What was said in this sitting stays.
func (p *offerPage) Reload() {
	if p.done || p.busy {
		return
	}
	type known struct {
		about *offerAbout
		draft *form.Found
	}
	load.Into(p.reading, load.View{What: "open the offer of services", Put: p.put, Again: p.Reload},
		func(ctx context.Context) (k known, err error) {
			if k.about, err = readOfferAbout(ctx, p.h, p.client); err == nil {
				k.draft, err = form.ReadDraft(ctx, p.h, p.draft.Key)
			}
			return k, err
		},
		func(k known) {
			if !p.done {
				p.show(k.about, k.draft)
			}
		})
}

func readOfferAbout(ctx context.Context, h *host.Host, client data.ID) (*offerAbout, error) {
	a := &offerAbout{}
	var err error
	if a.record, err = h.Overview.Record(ctx, client); err != nil {
		return nil, err
	}
	if a.offers, err = h.Offering.Offers(ctx, client); err != nil {
		return nil, err
	}
	if a.reasons, err = h.Lists.Reasons(ctx, true); err != nil {
		return nil, err
	}
	if a.suiting, a.place, err = h.Casework.SuitingFor(ctx, client); err != nil {
		return nil, err
	}
	if a.checkDays, err = h.Directory.CheckDays(ctx); err != nil {
		return nil, err
	}
	whole, err := h.Directory.SearchServices(ctx, data.ServiceFilter{Limit: 1})
	if err != nil {
		return nil, err
	}
	a.services = whole.Total
	a.flags, err = h.FlagsOf(ctx, client)
	return a, err
}

func (p *offerPage) put(obj fyne.CanvasObject) {
	if p.content.Objects[0] != obj {
		p.content.Objects = []fyne.CanvasObject{obj}
		p.content.Refresh()
	}
}

func (p *offerPage) show(about *offerAbout, found *form.Found) {
	first := p.about == nil
	p.about = about
	p.header.SetAside(fmt.Sprintf("to %s", about.record.Client.Name()))
	p.flags.Set(about.flags.Discreet(p.client, p.h.Today()))
	p.search.filter.known(about)
	p.met.Look(p.client, p.sitting.On, data.MeetingHint{})
	p.sittingChanged()
	if !first {
		p.search.find()
		return
	}
	if found == nil {
		p.begin()
		return
	}
	view, button := form.OfferDraft(p.h, found, func() { p.resume(found) }, func() {
		p.draft.Keep(nil)
		p.begin()
	})
	p.first = button
	p.put(view)
	p.h.Window.Canvas().Focus(button)
}

// begin shows the search with the keyboard in it.
func (p *offerPage) begin() {
	p.begun = true
	p.first = p.search.words
	p.put(p.page)
	p.search.find()
	p.h.Window.Canvas().Focus(p.search.words)
}

func (p *offerPage) resume(found *form.Found) {
	p.sitting = sittingFrom(found.Fields, p.h.Today())
	p.met.LookOn(p.sitting.On, data.MeetingHint{})
	p.sittingChanged()
	p.begin()
}

// sittingChanged shows what was said so far, everywhere it shows.
func (p *offerPage) sittingChanged() {
	n := p.sitting.chosen()
	switch {
	case len(p.sitting.Answers) == 0:
		p.finish.SetText("Save")
		p.finish.Disable()
		if p.gaps > 0 { // that nothing was suitable is an end of the sitting, too
			p.finish.Enable()
		}
	case n == 0:
		p.finish.SetText("Save: none chosen")
		p.finish.Enable()
	default:
		p.finish.SetText(fmt.Sprintf("Save: %s chosen", data.Count(n)))
		p.finish.Enable()
	}
	if p.sitting.On != p.h.Today() {
		p.header.SetSubtitle(fmt.Sprintf("Offered on %s", p.sitting.On.Long()))
	}
	p.header.Refresh()
	p.showGiven()
	p.search.rows.Reload()
}

// answered takes over what was said about a service and keeps the draft.
func (p *offerPage) answered(a answer) {
	p.sitting.set(a)
	p.keep()
}

// takeOut forgets what was said about a service: it was put there by mistake.
func (p *offerPage) takeOut(service data.ID) {
	p.sitting.remove(service)
	p.keep()
	p.detail.fill()
	p.h.Window.Canvas().Focus(p.search.words)
}

func (p *offerPage) keep() {
	p.draft.Keep(p.sitting.fields())
	p.sittingChanged()
}

// say shows under the title what went wrong; "" takes away what is shown.
func (p *offerPage) say(sentence string) { p.tell(kit.Red, sentence, nil) }

// tell shows a sentence under the title; action may be nil.
func (p *offerPage) tell(tone kit.Tone, sentence string, action fyne.CanvasObject) {
	p.notice.Objects = nil
	p.notice.Hide()
	if sentence != "" {
		p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, sentence, action)}
		p.notice.Show()
	}
	p.page.Refresh()
}
