// Package contact implements the form in which a contact is recorded, changed or
// removed, and in which is written up what came of an appointment.
package contact

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/clients/person"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
)

// contactPage records a contact, one that came of an appointment too, or changes one.
type contactPage struct {
	h      *host.Host
	client data.ID // empty until one is picked in the form
	record data.ID // empty for a new contact
	booked data.ID // the appointment that the contact came of; empty for none
	form   *form.Form
	who    *person.ClientPicker // nil when the route named the client

	contact data.Contact // as it is stored, or the beginnings of a new one
	written int          // needs of this save that are stored already
	join    joining
	came    *data.AppointmentRow // booked, as it is stored; nil for none
	carried map[string]string    // typed into a new contact that is added to this one; nil otherwise
	parts   data.ContactParts    // what was recorded as part of it
	flags   *kit.Flags           // about the client
}

// New makes the form for a new contact, or for the one that the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &contactPage{h: h, client: r.Client, record: r.Record, join: joining{reading: load.New(h)}}
	key := "contact:new:" + string(r.Client)
	switch {
	case r.View == host.ViewAppointment:
		p.record, p.booked = "", r.Record
		key = "appointment:" + string(p.booked)
	case p.record != "":
		key = "contact:" + string(p.record)
	}
	p.form = form.New(h, key)
	return p
}

// Content implements host.Page.
func (p *contactPage) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *contactPage) FirstFocus() fyne.Focusable { return p.form.First }

// contactLoaded is what the form is built from.
type contactLoaded struct {
	lists   person.Lists
	contact data.Contact
	came    *data.AppointmentRow
	record  *data.ClientRecord // nil when the client is still to be picked
	draft   *form.Found
	parts   data.ContactParts
	flags   []kit.FlagData
}

// Reload implements host.Page. A form that stands is left as it is.
func (p *contactPage) Reload() { form.Open(p.form, "open the contact form", p.load, p.build) }

func (p *contactPage) load(ctx context.Context) (l contactLoaded, err error) {
	if l.lists, err = person.ReadLists(ctx, p.h); err != nil {
		return l, err
	}
	client, record := p.client, p.record
	if p.booked != "" {
		if l.came, err = p.h.Diary.Appointment(ctx, p.booked); err != nil {
			return l, err
		}
		client, record = l.came.ClientID, l.came.ContactID
	}
	if record != "" {
		k, err := p.h.Casework.Contact(ctx, record)
		if err != nil {
			return l, err
		}
		l.contact, client = *k, k.ClientID
		if l.parts, err = p.h.Casework.ContactParts(ctx, k.ID); err != nil {
			return l, err
		}
	}
	if client != "" {
		if l.record, err = p.h.Overview.Record(ctx, client); err != nil {
			return l, err
		}
		if l.flags, err = p.readFlags(ctx, client); err != nil {
			return l, err
		}
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return l, err
}

// build makes the form, fills it, and offers an earlier draft.
func (p *contactPage) build(l contactLoaded) {
	p.form.Page = kit.NewFormPage()
	p.contact, p.parts, p.came = l.contact, l.parts, l.came
	switch {
	case p.came != nil && p.came.ContactID != "": // it is written up already
		p.record, p.came = p.came.ContactID, nil
	case p.came != nil:
		p.contact, p.client = contactOfAppointment(&p.came.Appointment), p.came.ClientID
	case p.record == "":
		p.contact = p.freshContact(l)
	}
	p.form.In = contactInputs(p.h, l, p.changed)
	if l.record == nil {
		p.who = person.NewClientPicker(p.h, p.picked)
		p.form.In = append(form.Inputs{p.who.Input()}, p.form.In...)
	}
	p.sections()
	p.form.In.Fill(contactValues(&p.contact))
	p.form.Settle()
	p.frame(l)
	if p.carried != nil {
		p.begin()
		p.carry()
		return
	}
	p.form.Start(l.draft, p.begin, p.resume)
}

// contactOfAppointment is the contact that may come of an appointment: no one has
// said yet whether the client came.
func contactOfAppointment(a *data.Appointment) data.Contact {
	k := data.Contact{ClientID: a.ClientID, Kind: a.Kind, On: a.On, At: a.At, Minutes: a.Minutes, StaffID: a.StaffID, SurgeryID: a.SurgeryID}
	if a.State == data.AppointmentArrived || a.State == data.AppointmentInRoom || a.State == data.AppointmentSeen {
		k.Outcome = data.ContactAttended
	}
	return k
}

// freshContact is a contact of today, with whoever works here, or with the
// client's own prescriber when that is someone at the desk.
func (p *contactPage) freshContact(l contactLoaded) data.Contact {
	k := data.Contact{ClientID: p.client, On: p.h.Today(), StaffID: p.h.Session.Person()}
	worksWithClients := false
	for _, s := range l.lists.Staff {
		worksWithClients = worksWithClients || s.ID == k.StaffID && s.Role.SeesClients()
	}
	if !worksWithClients {
		k.StaffID = ""
	}
	if l.record != nil {
		k.SurgeryID = l.record.Client.SurgeryID
		if k.StaffID == "" {
			k.StaffID = l.record.Client.Prescriber
		}
	}
	return k
}

func (p *contactPage) sections() {
	in := p.form.In
	if p.who != nil {
		p.form.Page.Add("Which client?", "", in.Named("ClientID").Obj)
	}
	p.form.Page.Add("The contact", "", in.Named("Kind").Obj, in.Named("Outcome").Obj,
		kit.Columns([]float32{2, 1, 1}, in.Objects("On", "At", "Minutes")...),
		kit.Columns([]float32{1, 1}, in.Objects("SurgeryID", "StaffID")...))
	p.form.Page.Add("", "", in.Named("Note").Obj)
	if needs := in.Named("Needs"); needs != nil {
		p.form.Page.Add("New needs", "Needs you found in this contact, apart from the reason for referral. Leave blank if there were none.", needs.Obj)
	}
}

// frame puts the title above the sections and the buttons below.
func (p *contactPage) frame(l contactLoaded) {
	header := kit.NewPageHeader("Record a contact", "For past contacts. Book appointments in the calendar.")
	if p.record != "" {
		header = kit.NewPageHeader("Edit contact", "")
	}
	if l.record != nil {
		c := &l.record.Client
		header.SetAside(fmt.Sprintf("with %s", c.Name()))
		header.SetBreadcrumb("Clients", func() { p.h.Go(host.Route{Area: host.Clients}) })
	}
	var others []fyne.CanvasObject
	if p.record != "" {
		others = append(others, kit.Secondary("Entered by mistake", p.askRemove))
	}
	p.flags = kit.NewFlags()
	p.flags.Set(l.flags)
	p.form.Frame([]fyne.CanvasObject{header, p.flags}, nil, p.Save, others...)
	if p.came != nil {
		header.SetTitle("What happened?")
		header.SetSubtitle(p.came.Kind.Label() + ", " + whenBooked(p.came))
		if p.contact.Outcome == "" {
			p.askWhatCame()
		}
	}
}

func whenBooked(a *data.AppointmentRow) string {
	if a.At == "" {
		return a.On.Long()
	}
	return a.On.LongAt(a.At)
}

// askWhatCame offers the usual ends of an appointment. Only one that took place has
// more to be written down.
func (p *contactPage) askWhatCame() {
	answer := func(o data.ContactOutcome, then func()) fyne.CanvasObject {
		return kit.Secondary(o.Label(), func() {
			p.form.Say(kit.Accent, "", nil)
			p.form.In.Named("Outcome").Set(string(o))
			p.changed()
			then()
		}).Compact()
	}
	sentence := fmt.Sprintf("This was booked for %s. Did they attend?", whenBooked(p.came))
	if p.came.Note != "" {
		sentence += fmt.Sprintf(" Note: %s", p.came.Note)
	}
	answers := kit.HStack(8, answer(data.ContactAttended, p.form.In.Named("Note").Take), answer(data.ContactMissed, p.Save))
	if p.h.Books() { // no one met, so it is only the appointment that is marked
		answers.Add(answer(data.ContactCancelled, p.Save))
	}
	p.form.Say(kit.Accent, sentence, answers)
}

// begin shows the form.
func (p *contactPage) begin() {
	p.form.Show()
	start := p.form.In[0]
	start.Take()
	p.form.First = p.h.Window.Canvas().Focused()
	p.lookForContact()
}

func (p *contactPage) resume() {
	if p.who != nil {
		p.client = data.ID(p.who.Picker.Selected())
	}
	p.begin()
	p.changed()
}

// readFlags reads the warnings about the client.
func (p *contactPage) readFlags(ctx context.Context, client data.ID) ([]kit.FlagData, error) {
	flags, err := p.h.FlagsOf(ctx, client)
	return flags.Of(client, p.h.Today()), err
}

// picked takes over what is known of a client who was picked in the form.
func (p *contactPage) picked(id data.ID) {
	p.client = id
	p.h.Background(func(ctx context.Context) func() {
		c, err := p.h.Casework.Client(ctx, id)
		var flags []kit.FlagData
		if err == nil {
			flags, err = p.readFlags(ctx, id)
		}
		return func() {
			if err != nil {
				p.form.Say(kit.Red, p.h.Fail("read a client", err), nil)
				return
			}
			surgery, staff := p.form.In.Named("SurgeryID"), p.form.In.Named("StaffID")
			if p.client != id {
				return
			}
			p.flags.Set(flags)
			p.form.Page.Refresh()
			if surgery.Get() == "" {
				surgery.Set(string(c.SurgeryID))
			}
			if staff.Get() == "" {
				staff.Set(string(c.Prescriber))
			}
			p.changed()
		}
	})
	p.lookForContact()
}

// changed is called with every keystroke.
func (p *contactPage) changed() {
	p.lookForContact()
	p.form.Changed()
}
