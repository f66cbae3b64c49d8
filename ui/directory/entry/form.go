// Package entry implements the form in which a service is written or changed.
package entry

import (
	"context"
	"encoding/json"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/theme"
)

// formPage writes a new service, or changes one.
type formPage struct {
	h       *host.Host
	id      data.ID
	rung    bool // somebody is on the phone: saving counts as checking
	content *fyne.Container

	page   *kit.FormPage // nil until it is read
	fields *fields
	state  *kit.Text
	banner *kit.Banner
	draft  *kit.Banner
	base   data.Service
	clean  map[string]string // what the fields held when nothing was typed
	kept   *host.Draft
	saving bool
}

// New makes the form for a new service, or for the one with that id. rung is true
// while somebody is on the phone: saving then counts as checking.
func New(h *host.Host, id data.ID, rung bool) host.Page {
	key := "service:new"
	if id != "" {
		key = "service:" + string(id)
	}
	return &formPage{h: h, id: id, rung: rung, kept: host.NewDraft(h, key), content: container.NewStack(kit.NewLoading("Opening the form …"))}
}

// Content implements host.Page.
func (p *formPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *formPage) FirstFocus() fyne.Focusable {
	if p.page == nil {
		return nil
	}
	return p.fields.text["Name"].Entry
}

// loaded is what the form is built from.
type loaded struct {
	service    data.Service
	reasons    []data.Reason
	categories []data.Category
	draft      map[string]string
}

// Reload implements host.Page. A form that stands is left as it is.
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
				p.put(kit.NewErrorState(p.h.Fail("open the service form", err), p.Reload))
			default:
				p.build(l)
			}
		}
	})
}

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
	body, _, ok, err := p.h.Lists.Draft(ctx, p.kept.Key)
	if ok && json.Unmarshal(body, &l.draft) != nil {
		l.draft = nil // a draft that cannot be read must not keep anybody out
	}
	return l, err
}

func (p *formPage) put(o fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *formPage) build(l loaded) {
	p.base = l.service
	p.fields = newFields(p.h, l, p.changed)
	p.fields.fill(valuesOf(&p.base))
	p.clean = p.fields.values()
	p.page = kit.NewFormPage()
	title := "New service"
	if p.id != "" {
		title = "Edit " + p.base.Name
	}
	about := "A name is enough to begin with; the rest can follow."
	if p.rung {
		about = "Saving also marks it as checked today, by phone."
	}
	p.banner = kit.NewBanner(kit.Amber, "", nil)
	p.banner.Hide()
	p.draft = kit.NewBanner(kit.Amber, "This is what you typed the last time, before it was saved. Go on where you left off, or start afresh.",
		kit.Secondary("Start afresh", p.startAfresh).Compact())
	p.draft.Hide()
	p.page.SetHeader(kit.VStack(10, kit.NewPageHeader(title, about), p.draft, p.banner))
	p.fields.layOut = p.page.Refresh
	p.fields.lay(p.page)
	p.state = kit.NewText("", kit.Muted)
	p.page.SetFooter(p.state, kit.Secondary("Cancel", p.h.Back), kit.Primary("Save", p.Save))
	p.put(kit.Pad(theme.PageMargin, p.page))
	if len(l.draft) > 0 {
		p.resume(l.draft)
	}
	p.h.Window.Canvas().Focus(p.FirstFocus())
}

// resume puts an earlier, unsaved sitting back and says so.
func (p *formPage) resume(draft map[string]string) {
	p.fields.fill(draft)
	p.draft.Show()
	p.page.Refresh()
	p.state.SetText("Not saved yet")
}

// startAfresh lets go of an earlier sitting.
func (p *formPage) startAfresh() {
	p.draft.Hide()
	p.fields.clearErrors()
	p.fields.fill(p.clean)
	p.changed()
	p.page.Refresh()
	p.h.Window.Canvas().Focus(p.FirstFocus())
}

func (p *formPage) say(tone kit.Tone, text string) {
	p.banner.Set(tone, text)
	p.banner.Show()
	p.page.Refresh()
}

func (p *formPage) dirty() bool {
	return p.page != nil && !maps.Equal(p.clean, p.fields.values())
}

func (p *formPage) changed() {
	if p.page == nil || p.clean == nil {
		return
	}
	if !p.dirty() {
		p.state.SetText("")
		p.kept.Keep(nil)
		return
	}
	p.state.SetText("Not saved yet")
	p.kept.Keep(p.fields.values())
}

// Leave implements host.Guarded.
func (p *formPage) Leave(leave func()) {
	if !p.dirty() {
		leave()
		return
	}
	kit.Ask3(p.h.Window, "Keep what you typed?", "This service has changes that are not saved yet.",
		func() { p.save(leave) },
		func() {
			p.clean = p.fields.values()
			p.kept.Keep(nil)
			leave()
		})
}

// Save implements host.Saver.
func (p *formPage) Save() { p.save(nil) }

func (p *formPage) save(then func()) {
	if p.page == nil || p.saving {
		return
	}
	p.fields.clearErrors()
	if !p.fields.readable() {
		p.state.SetText("Please look at the fields marked in red")
		return
	}
	v := p.fields.service(p.base)
	if p.rung && v.LastChecked == p.base.LastChecked {
		v.LastChecked, v.LastCheckedBy, v.CheckedHow = p.h.Today(), p.h.Session.Person(), service.ByPhone
	}
	p.saving = true
	p.state.SetText("Saving …")
	p.h.Background(func(ctx context.Context) func() {
		err := p.h.Directory.SaveService(ctx, v)
		return func() { p.saved(v, err, then) }
	})
}

func (p *formPage) saved(v *data.Service, err error, then func()) {
	p.saving = false
	if err != nil {
		p.state.SetText("Not saved")
		if !p.fields.showErrors(data.FieldErrorsOf(err)) {
			p.say(kit.Red, p.h.Fail("save a service", err))
		}
		return
	}
	p.clean = p.fields.values()
	p.kept.Keep(nil)
	if then != nil {
		then()
		return
	}
	if p.rung {
		p.h.Back()
		return
	}
	p.h.Go(service.ServiceRoute(v.ID))
}
