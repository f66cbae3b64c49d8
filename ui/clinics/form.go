// Package clinics implements the form in which a clinic of a surgery is set up:
// where, whose, on which days and in which slots, with the sessions that come of it.
package clinics

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// page is the form of one clinic.
type page struct {
	h        *host.Host
	id       data.ID // "" for a new one
	form     *form.Form
	base     data.Clinic
	holidays *data.Holidays
	away     []data.Absence
	coming   *coming
}

// loaded is what the form is built from.
type loaded struct {
	clinic    data.Clinic
	surgeries []data.Surgery
	staff     []data.Staff
	holidays  *data.Holidays
	away      []data.Absence
	draft     *form.Found
}

// New makes the form for a new clinic, or for the one that the route names.
func New(h *host.Host, r host.Route) host.Page {
	key := "clinic:new"
	if r.Record != "" {
		key = "clinic:" + string(r.Record)
	}
	return &page{h: h, id: r.Record, form: form.New(h, key)}
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.form.First }

// Reload implements host.Page. A form that stands is left as it is.
func (p *page) Reload() { form.Open(p.form, "open the clinic", p.load, p.build) }

func (p *page) load(ctx context.Context) (l loaded, err error) {
	l.clinic = data.Clinic{From: p.h.Today(), StaffID: p.h.Session.Person(), Starts: "09:00", Ends: "12:30"}
	rows, err := p.h.Diary.Clinics(ctx)
	if err != nil {
		return l, err
	}
	found := p.id == ""
	for i := range rows {
		if rows[i].ID == p.id {
			l.clinic, found = rows[i].Clinic, true
		}
	}
	if !found {
		return l, data.NewProblem(data.CodeNotFound, "This clinic has been removed. Go to Settings to see the other clinics.")
	}
	if l.surgeries, err = p.h.Lists.Surgeries(ctx, l.clinic.SurgeryID != ""); err != nil {
		return l, err
	}
	if l.staff, err = p.h.Lists.Staff(ctx, false); err != nil {
		return l, err
	}
	if l.holidays, err = p.h.Lists.Holidays(ctx); err != nil {
		return l, err
	}
	away, err := p.h.Diary.Absences(ctx, p.h.Today(), p.h.Today().AddDays(ahead))
	if err != nil {
		return l, err
	}
	for _, a := range away {
		l.away = append(l.away, a.Absence)
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return l, err
}

func (p *page) build(l loaded) {
	p.base, p.holidays, p.away = l.clinic, l.holidays, l.away
	p.coming = newComing()
	p.form.Page = kit.NewFormPage()
	p.form.In = inputs(p.h, &l, p.changed)
	p.form.In.Fill(values(&p.base))
	p.form.Settle()
	p.lay()
	p.form.Start(l.draft, p.begin, p.begin)
}

func (p *page) lay() {
	in := p.form.In
	row := func(names ...string) fyne.CanvasObject { return kit.FormRow(in.Objects(names...)...) }
	title, others := "New clinic", []fyne.CanvasObject(nil)
	if p.id != "" {
		title = "Edit clinic"
		others = []fyne.CanvasObject{kit.Secondary("End this clinic…", p.end)}
	}
	p.form.Frame([]fyne.CanvasObject{kit.NewPageHeader(title, fmt.Sprintf("No sessions on bank holidays or while the %s is away.", p.h.Role().One))},
		nil, p.Save, others...)
	p.form.Page.Add(fmt.Sprintf("Place and %s", p.h.Role().One), "", row("SurgeryID", "StaffID", "Room"))
	p.form.Page.Add("When", "", in.Named("Days").Obj, row("Repeats", "From", "Until"), in.Named("Weeks").Obj)
	p.form.Page.Add("Hours", "", row("Starts", "Ends", "SlotMinutes"), row("Breaks", "Note"))
}

// begin shows the fields, with the sessions beside them.
func (p *page) begin() {
	p.form.Begun = true
	p.outlook()
	body := kit.Columns([]float32{64, 36}, p.form.Page, p.coming.card)
	p.form.Put(kit.Pad(theme.PageMargin, body))
	p.form.In.Named("SurgeryID").Take()
	p.form.First = p.h.Window.Canvas().Focused()
}

func (p *page) changed() {
	p.form.Changed()
	p.form.Page.Refresh() // chips that are on are wider, and may need another line
	p.outlook()
}

// outlook shows what the fields come to.
func (p *page) outlook() {
	weeks := p.form.In.Named("Weeks").Obj
	if hide := p.form.In.Named("Repeats").Get() != monthly; hide == weeks.Visible() {
		if hide {
			weeks.Hide()
		} else {
			weeks.Show()
		}
		p.form.Page.Refresh()
	}
	p.coming.show(clinic(p.form.In, p.base), len(p.form.In.Unreadable()) == 0, p.h.Today(), p.holidays, p.away)
}

// Leave implements host.Guarded.
func (p *page) Leave(leave func()) {
	p.form.Leave(p.form.Unsaved(), "The clinic is not saved yet.", p.saveThen, leave)
}
