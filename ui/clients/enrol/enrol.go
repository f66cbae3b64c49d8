// Package enrol implements the form in which a client is written down or changed,
// with the first referral and consents of a new one.
package enrol

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// formPage writes a new client down, or changes one.
type formPage struct {
	h       *host.Host
	client  data.ID // empty for a new one
	content *fyne.Container

	page    *kit.FormPage // nil until the lists are read
	in      form.Inputs
	state   *kit.Text
	warning *fyne.Container
	similar *similarPanel
	save    *kit.Button
	first   fyne.Focusable

	draft *host.Draft
	clean map[string]string // what the fields held when nothing was typed
	entry entry
	begun bool // the fields are shown, not the question about a draft
	busy  bool
	aside bool // what was typed stays a draft while another record is looked at
	// surgery is the client's own as it was last seen.
	surgery string
}

// New makes the form for a new client, or for the one that the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &formPage{h: h, content: container.NewStack(kit.NewLoading("Opening the form …"))}
	key := "client:new"
	if r.View == host.ViewEditClient {
		p.client = r.Client
		key = "client:" + string(r.Client)
	}
	p.draft = host.NewDraft(h, key)
	return p
}

// Content implements host.Page.
func (p *formPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *formPage) FirstFocus() fyne.Focusable { return p.first }

// loaded is what a form is built from.
type loaded struct {
	lists  person.Lists
	client data.Client
	draft  *form.Found
}

// Reload implements host.Page. A form that stands is left as it is: what was
// changed meanwhile is brought together with what was typed when it is saved.
func (p *formPage) Reload() {
	if p.page != nil {
		return
	}
	p.h.Background(func(ctx context.Context) func() {
		l, err := p.load(ctx)
		return func() {
			switch {
			case p.page != nil:
			case err != nil:
				p.put(kit.NewErrorState(p.h.Fail("open the client form", err), p.Reload))
			default:
				p.build(l)
			}
		}
	})
}

func (p *formPage) load(ctx context.Context) (l loaded, err error) {
	if l.lists, err = person.ReadLists(ctx, p.h); err != nil {
		return l, err
	}
	if p.client != "" {
		c, err := p.h.Store.Client(ctx, p.client)
		if err != nil {
			return l, err
		}
		l.client = *c
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.draft.Key)
	return l, err
}

func (p *formPage) put(obj fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{obj}
	p.content.Refresh()
}

// build makes the form and offers an earlier draft.
func (p *formPage) build(l loaded) {
	p.page = kit.NewFormPage()
	p.in = clientInputs(p.h, l.lists, p.changed)
	addClientSections(p.page, p.in)
	p.entry.client = l.client
	if p.client == "" {
		p.addFirstReferral(l.lists)
		p.entry.client.Prescriber = p.h.Store.Actor()
	}
	p.in.Fill(clientValues(&p.entry.client))
	p.clean = p.in.Values()
	p.surgery = string(p.entry.client.SurgeryID)
	p.frame()
	p.first = p.in.Named("GivenNames").Focus()
	if l.draft == nil {
		p.begin()
		return
	}
	var view fyne.CanvasObject
	view, p.first = form.OfferDraft(p.h, l.draft, func() { p.resume(l.draft) }, p.startAfresh)
	p.put(view)
	p.h.Window.Canvas().Focus(p.first)
}

// addFirstReferral adds what a new client comes with.
func (p *formPage) addFirstReferral(l person.Lists) {
	referral := person.ReferralInputs(p.h, l, p.changed)
	p.page.Add("Referral", "Who sent them, and why. Clear the day if nobody has referred them yet.",
		person.ReferralObjects(referral)...)
	consents := person.ConsentInputs(p.h, p.changed)
	p.page.Add("Consent", "What they said to each use of what is held about them. Leave open what was not asked; Delete takes an answer back.",
		person.ConsentObjects(consents)...)
	p.in = append(append(p.in, referral...), consents...)
}

// frame puts the title above the sections and the buttons below.
func (p *formPage) frame() {
	title, subtitle := "New client", "Write down who they are and why they come."
	if p.client != "" {
		title, subtitle = "Edit "+p.entry.client.Name(), "What is changed here is changed for everybody who sees the record."
	}
	p.similar = newSimilarPanel(p.h, p.page.Refresh)
	p.warning = container.NewStack()
	p.warning.Hide()
	p.page.SetHeader(kit.VStack(10, kit.NewPageHeader(title, subtitle), p.warning, p.similar.box))
	p.state = kit.NewText("", kit.Muted)
	p.save = kit.Primary("Save", p.Save)
	p.page.SetFooter(p.state, kit.Secondary("Cancel", p.h.Back), p.save)
}

// begin shows the form.
func (p *formPage) begin() {
	p.begun = true
	p.first = p.in.Named("GivenNames").Focus()
	p.put(kit.Pad(theme.PageMargin, p.page))
	p.h.Window.Canvas().Focus(p.first)
}

func (p *formPage) resume(d *form.Found) {
	p.in.Fill(d.Fields)
	p.surgery = p.in.Named("SurgeryID").Get()
	p.begin()
	p.changed()
}

func (p *formPage) startAfresh() {
	p.draft.Keep(nil)
	p.begin()
}

// typed are the fields that hold something else than they began with.
func (p *formPage) typed() map[string]string {
	typed := p.in.Values()
	maps.DeleteFunc(typed, func(name, text string) bool { return p.clean[name] == text })
	return typed
}

// changed is called with every keystroke.
func (p *formPage) changed() {
	p.takeOverSurgery()
	typed := p.typed()
	p.draft.Keep(typed)
	if len(typed) == 0 {
		p.state.SetText("")
	} else {
		p.state.SetText("Not saved yet. What you type is kept as a draft.")
	}
	p.similar.look(*clientOf(p.in, p.entry.client))
}

// takeOverSurgery lets the surgery of the referral follow the client's own until
// another one is chosen.
func (p *formPage) takeOverSurgery() {
	own := p.in.Named("SurgeryID").Get()
	referral := p.in.Named(person.ReferralPrefix + "SurgeryID")
	if referral != nil && referral.Get() == p.surgery {
		referral.Set(own)
	}
	p.surgery = own
}

// warn shows a sentence above the form; "" takes it away.
func (p *formPage) warn(tone kit.Tone, sentence string) {
	p.warning.Objects = nil
	p.warning.Hide()
	if sentence != "" {
		p.warning.Objects = []fyne.CanvasObject{kit.NewBanner(tone, sentence, nil)}
		p.warning.Show()
	}
	p.warning.Refresh()
	p.page.Refresh()
}
