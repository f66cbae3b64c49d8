// Package enrol implements the form in which a client is written down or changed,
// with the first referral and consents of a new one.
package enrol

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// formPage writes a new client down, or changes one.
type formPage struct {
	h       *host.Host
	client  data.ID // empty for a new one
	form    *form.Form
	similar *similarPanel
	entry   entry
	aside   bool // what was typed stays a draft while another record is looked at
	// surgery is the client's own as it was last seen.
	surgery string
	goOn    bool // with the draft, without asking: it was just typed in the short form
}

// goOn is the Route.Record with which the form of a new client goes on at once with
// what was typed before.
const goOn data.ID = "go on"

// New makes the form for a new client, or for the one that the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &formPage{h: h, goOn: r.View == host.ViewNewClient && r.Record == goOn}
	key := longDraft
	if r.View == host.ViewEditClient {
		p.client = r.Client
		key = "client:" + string(r.Client)
	}
	p.form = form.New(h, key)
	return p
}

// Content implements host.Page.
func (p *formPage) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *formPage) FirstFocus() fyne.Focusable { return p.form.First }

// loaded is what a form is built from.
type loaded struct {
	lists  person.Lists
	client data.Client
	draft  *form.Found
}

// Reload implements host.Page. A form that stands is left as it is: what was
// changed meanwhile is brought together with what was typed when it is saved.
func (p *formPage) Reload() { form.Open(p.form, "open the client form", p.load, p.build) }

func (p *formPage) load(ctx context.Context) (l loaded, err error) {
	if l.lists, err = person.ReadLists(ctx, p.h); err != nil {
		return l, err
	}
	if p.client != "" {
		c, err := p.h.Casework.Client(ctx, p.client)
		if err != nil {
			return l, err
		}
		l.client = *c
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return l, err
}

// build makes the form and offers an earlier draft.
func (p *formPage) build(l loaded) {
	p.form.Page = kit.NewFormPage()
	p.form.In = clientInputs(p.h, l.lists, p.changed)
	p.entry.client = l.client
	addClientSections(p.form.Page, p.form.In, func() {
		if p.client == "" {
			p.addFirstReferral(l.lists)
		}
	})
	if p.client == "" {
		p.entry.client.Prescriber = p.h.Session.Person()
	}
	p.form.In.Fill(clientValues(&p.entry.client))
	p.form.Settle()
	p.surgery = string(p.entry.client.SurgeryID)
	p.frame()
	if p.goOn && l.draft != nil {
		p.form.In.Fill(l.draft.Fields)
		p.resume()
		return
	}
	p.form.Start(l.draft, p.begin, p.resume)
}

// addFirstReferral adds what a new client comes with.
func (p *formPage) addFirstReferral(l person.Lists) {
	referral := person.ReferralInputs(p.h, l, p.changed)
	p.form.Page.Add("Referral", "Who referred them and why. If no one has referred them yet, leave the date blank.",
		person.ReferralObjects(referral)...)
	consents := person.ConsentInputs(p.h, p.changed)
	p.form.Page.Add("Consent", "What they said about each use of their information. Leave blank what you did not ask. Press Delete to clear "+
		"an answer.",
		person.ConsentObjects(consents)...)
	p.form.In = append(append(p.form.In, referral...), consents...)
}

// frame puts the title above the sections and the buttons below.
func (p *formPage) frame() {
	title, subtitle := "New client", "Add their details and the reason for referral."
	if p.client != "" {
		title, subtitle = fmt.Sprintf("Edit %s", p.entry.client.Name()), "Everyone who uses this record sees your changes."
	}
	p.similar = newSimilarPanel(p.h, p.form.Page.Refresh)
	p.form.Frame([]fyne.CanvasObject{kit.NewPageHeader(title, subtitle)}, []fyne.CanvasObject{p.similar.box}, p.Save)
}

// begin shows the form.
func (p *formPage) begin() {
	p.form.First = p.form.In.Named("GivenNames").Focus()
	p.form.Show()
	p.h.Window.Canvas().Focus(p.form.First)
}

func (p *formPage) resume() {
	p.surgery = p.form.In.Named("SurgeryID").Get()
	p.begin()
	p.changed()
}

// changed is called with every keystroke.
func (p *formPage) changed() {
	p.takeOverSurgery()
	p.form.Changed()
	p.similar.look(*clientOf(p.form.In, p.entry.client))
}

// takeOverSurgery lets the surgery of the referral follow the client's own until
// another one is chosen.
func (p *formPage) takeOverSurgery() {
	own := p.form.In.Named("SurgeryID").Get()
	referral := p.form.In.Named(person.ReferralPrefix + "SurgeryID")
	if referral != nil && referral.Get() == p.surgery {
		referral.Set(own)
	}
	p.surgery = own
}
