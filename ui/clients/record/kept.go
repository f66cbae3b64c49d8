package record

import (
	"fyne.io/fyne/v2"

	"waymark/data/access"
	"waymark/ui/clients/person"
	"waymark/ui/host"
)

// This file holds what a record offers while the person has restricted its use: it
// may be read, and nothing in it may be changed.

// onlyKept reports whether the record may only be kept.
func (p *recordPage) onlyKept() bool { return p.known.shown.Restricted(p.client) != "" }

// offered returns what changes or uses the record, hidden while that is only kept.
func (p *recordPage) offered(o fyne.CanvasObject) fyne.CanvasObject {
	if p.onlyKept() {
		o.Hide()
	} else {
		o.Show()
	}
	return o
}

// offeredTo is offered for whoever may write in an area.
func (p *recordPage) offeredTo(area access.Area, o fyne.CanvasObject) fyne.CanvasObject {
	return p.h.Offer(area, p.offered(o))
}

// permittedStep leaves the button out of a step that whoever uses the window may not do.
func (p *recordPage) permittedStep(s person.Step) person.Step {
	needs := map[person.StepKind]access.Area{
		person.StepBook: access.Diary, person.StepAppointment: access.Diary,
		person.StepReferral: access.Clients, person.StepReopen: access.Clients, person.StepClose: access.Clients,
	}
	if area, some := needs[s.Does]; some && p.h.Session.May(area, access.Write) != nil {
		s.Verb = ""
	}
	return s
}

// permitted leaves out of the menu what whoever uses the window may not do.
func (p *recordPage) permitted(area access.Area, item *fyne.MenuItem) []*fyne.MenuItem {
	if p.h.Session.May(area, access.Write) != nil {
		return nil
	}
	return []*fyne.MenuItem{item}
}

// offerAll shows or hides what is offered beside the title and above the story.
func (p *recordPage) offerAll() {
	for _, o := range p.changing {
		p.offered(o)
	}
	if p.rec.Died {
		for _, o := range p.toLiving {
			o.Hide()
		}
	}
	p.header.Refresh()
}

// keptStep is the next step of a record that is only kept: whoever may, lifts that.
func (p *recordPage) keptStep() person.Step {
	s := person.Step{Lead: "Restricted", Title: "Nothing to do", Detail: "A manager can lift the restriction under Rights."}
	if p.h.Session.May(access.Rights, access.Write) == nil {
		s.Detail = "You can lift the restriction under Rights."
		s.Verb, s.To = "Open Rights", host.Route{Area: host.Clients, View: host.ViewRights, Client: p.client}
	}
	return s
}

// keptItems are the items of the menu while the record is only kept. A consent can
// always be withdrawn.
func (p *recordPage) keptItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{p.withdrawItem()}
	return append(items, p.rightsItems()...)
}

func (p *recordPage) withdrawItem() *fyne.MenuItem {
	return fyne.NewMenuItem("Withdraw a consent…", func() { person.AskWithdraw(p.h, &p.rec.Client, p.rec.Consents) })
}

// rightsItems are those of whoever answers what people ask under their rights.
func (p *recordPage) rightsItems() []*fyne.MenuItem {
	if p.h.Session.May(access.Erasing, access.Write) != nil {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItemSeparator(), fyne.NewMenuItem("Rights", p.goTo(host.Clients, host.ViewRights)),
		fyne.NewMenuItem("Delete this person’s record…", p.askErase)}
}
