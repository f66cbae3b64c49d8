// Package entry implements the form in which a service is written or changed.
package entry

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/form"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// formPage writes a new service, or changes one.
type formPage struct {
	h       *host.Host
	id      data.ID
	rung    bool // someone is on the phone: saving counts as checking
	form    *form.Form
	fields  *fields
	drafted *kit.Banner // an earlier draft is in the fields
	base    data.Service
}

// New makes the form for a new service, or for the one that the route names. While
// someone is on the phone, for host.ViewRung, saving counts as checking.
func New(h *host.Host, r host.Route) host.Page {
	id, rung := r.Record, r.View == host.ViewRung
	key := "service:new"
	if id != "" {
		key = "service:" + string(id)
	}
	return &formPage{h: h, id: id, rung: rung, form: form.New(h, key)}
}

// Content implements host.Page.
func (p *formPage) Content() fyne.CanvasObject { return p.form.Content }

// FirstFocus implements host.Focuser.
func (p *formPage) FirstFocus() fyne.Focusable {
	if p.form.Page == nil {
		return nil
	}
	return p.fields.text["Name"].Entry
}

// loaded is what the form is built from.
type loaded struct {
	service    data.Service
	reasons    []data.Reason
	categories []data.Category
	draft      *form.Found
}

// Reload implements host.Page. A form that stands is left as it is.
func (p *formPage) Reload() { form.Open(p.form, "open the service form", p.load, p.build) }

func (p *formPage) load(ctx context.Context) (l loaded, err error) {
	l.service.Status = data.ServiceActive
	if p.id != "" {
		v, err := p.h.Directory.Service(ctx, p.id)
		if err != nil {
			return l, err
		}
		l.service = *v
	}
	if l.reasons, err = p.h.Lists.Reasons(ctx, false); err != nil {
		return l, err
	}
	if l.categories, err = p.h.Lists.Categories(ctx, false); err != nil {
		return l, err
	}
	l.draft, err = form.ReadDraft(ctx, p.h, p.form.Draft.Key)
	return l, err
}

func (p *formPage) build(l loaded) {
	p.base = l.service
	p.fields = newFields(p.h, l, p.changed)
	p.form.Page = kit.NewFormPage()
	p.form.In = p.fields.inputs()
	p.fill(valuesOf(&p.base))
	p.form.Settle()
	title := "New service"
	if p.id != "" {
		title = fmt.Sprintf("Edit %s", p.base.Name)
	}
	about := "You only need a name to start. You can add the rest later."
	if p.rung {
		about = "When you save, we mark it as checked today, by phone."
	}
	p.drafted = kit.NewBanner(kit.Amber, "We kept what you typed last time. Continue, or start again.",
		kit.Secondary("Start again", p.startAfresh).Compact())
	p.drafted.Hide()
	p.form.Frame([]fyne.CanvasObject{kit.NewPageHeader(title, about), p.drafted}, nil, p.Save)
	p.fields.layOut = p.form.Page.Refresh
	p.fields.lay(p.form.Page)
	p.form.Show()
	if l.draft != nil {
		p.resume(l.draft.Fields)
	}
	p.h.Window.Canvas().Focus(p.FirstFocus())
}

func (p *formPage) fill(v map[string]string) {
	p.form.In.Fill(v)
	p.fields.showUntil()
}

// resume puts an earlier, unsaved sitting back and says so.
func (p *formPage) resume(draft map[string]string) {
	p.fill(draft)
	p.drafted.Show()
	p.form.Page.Refresh()
	p.form.State.SetText("This service is not saved")
}

// startAfresh lets go of an earlier sitting.
func (p *formPage) startAfresh() {
	p.drafted.Hide()
	p.form.In.ShowErrors(nil)
	p.fill(p.form.Clean)
	p.changed()
	p.form.Page.Refresh()
	p.h.Window.Canvas().Focus(p.FirstFocus())
}

func (p *formPage) changed() {
	if !p.form.Begun {
		return
	}
	p.form.State.SetText("")
	if p.form.Keep() != "" {
		p.form.State.SetText("This service is not saved")
	}
}

// Leave implements host.Guarded.
func (p *formPage) Leave(leave func()) {
	p.form.Leave(p.form.Unsaved(), "This service has changes that are not saved yet.", p.save, leave)
}

// Save implements host.Saver.
func (p *formPage) Save() { p.save(nil) }

func (p *formPage) save(then func()) {
	if !p.form.Begun || p.form.Busy {
		return
	}
	p.form.In.ShowErrors(nil)
	if errs := p.form.In.Unreadable(); len(errs) > 0 {
		p.form.Refuse(errs, "Check the fields marked in red", func(string) {})
		return
	}
	v := p.fields.service(p.base)
	if p.rung && v.LastChecked == p.base.LastChecked {
		v.LastChecked, v.LastCheckedBy, v.CheckedHow = p.h.Today(), p.h.Session.Person(), service.ByPhone
	}
	p.form.Write(func(ctx context.Context) func() {
		err := p.h.Directory.SaveService(ctx, v)
		return func() { p.saved(v, err, then) }
	})
}

func (p *formPage) saved(v *data.Service, err error, then func()) {
	if errs := data.FieldErrorsOf(err); len(errs) > 0 {
		p.form.Refuse(errs, "This service is not saved", func(rest string) { p.form.Say(kit.Red, rest, nil) })
		return
	}
	if err != nil {
		p.form.State.SetText("This service is not saved")
		p.form.Say(kit.Red, p.h.Fail("save a service", err), nil)
		return
	}
	p.form.Stored()
	if then != nil {
		then()
		return
	}
	if p.rung {
		p.h.Back()
		return
	}
	p.h.Go(service.Route(v.ID))
}
