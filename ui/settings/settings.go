// Package settings is where a service makes the program its own: who uses this
// PC, the lists that forms offer, the days on which no one works, where the
// records lie and how they are copied, and how the program looks.
package settings

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// section is one subject of the settings: what it shows, and how it is read.
type section struct {
	title string
	view  fyne.CanvasObject
	// load reads what the section shows, off the UI goroutine, and gives what
	// puts it into the view.
	load func(ctx context.Context) (publish func(), err error)
	// laid is called when the view has been laid out with what was read; it may
	// be nil.
	laid func()
	// words are others that people search by; see parts.go.
	words string
	// read is true once it was published; before, the view has nothing to show.
	read bool
}

// page is the list of sections with the one that is open beside it.
type page struct {
	h        *host.Host
	content  fyne.CanvasObject
	rows     *kit.Rows
	body     *fyne.Container
	said     *kit.Banner
	foot     *fyne.Container
	sections []*section
	lines    []line // of the list: the sections, and the headings between them
	own      *own
	copies   *copies
	clinics  *clinics
	versions *versions
	devices  *deviceList
	open     int
	reading  *load.Latest
	writing  int // writes under way; what is shown is older than they are
}

// New makes the page of the settings.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), said: kit.NewBanner(kit.Green, "", nil)}
	p.own, p.copies, p.clinics, p.versions = newOwn(p), newCopies(p), newClinics(p), newVersions(p)
	p.devices = newDevices(p)
	p.gather(p.groups())
	p.rows = kit.NewRows(func() int { return len(p.lines) }, newEntryRow, p.fill, entryHeight)
	p.rows.Heading = func(i int) bool { return p.lines[i].heading != "" }
	p.rows.OnSelect = func(i int) { p.show(p.lines[i].section) }
	p.rows.OnOpen = func(int) { p.h.Window.Canvas().FocusNext() }
	if r.View == host.ViewClinics {
		p.open = slices.IndexFunc(p.sections, func(s *section) bool { return s.title == clinicsTitle })
	}
	if r.View == host.ViewPart {
		p.open = max(slices.IndexFunc(p.sections, func(s *section) bool { return s.title == string(r.Record) }), 0)
	}
	p.rows.Select(p.rowOf(p.open))
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.foot = container.NewStack(p.said)
	p.foot.Hide()
	list := kit.NewCard("", "", p.rows).Flush()
	middle := container.New(&beside{}, list, kit.Border(12, nil, p.foot, nil, nil, p.body))
	header := kit.NewPageHeader("Settings", "We save settings with the records and include them in backups.")
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, header, nil, nil, nil, middle))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.rows }

// Save implements host.Saver.
func (p *page) Save() {
	if p.sections[p.open].view == p.own.view {
		p.own.save(nil)
	}
}

// Leave implements host.Guarded.
func (p *page) Leave(leave func()) {
	if !p.own.dirty() {
		leave()
		return
	}
	kit.Ask3(p.h.Window, "Save your changes?", fmt.Sprintf("Your changes in “%s” are not saved yet.", p.own.title()),
		func() {
			p.choose(p.ownPart()) // where the sentence is, if it cannot be saved
			p.own.save(leave)
		}, leave)
}

// ownPart is the part whose changes are saved together.
func (p *page) ownPart() int {
	return slices.IndexFunc(p.sections, func(s *section) bool { return s.view == p.own.view })
}

// fill shows a heading or the title of a section.
func (p *page) fill(i int, o fyne.CanvasObject) {
	row, l := o.(*entryRow), p.lines[i]
	if l.heading != "" {
		row.set(l.heading, true)
		return
	}
	row.set(p.sections[l.section].title, false)
}

// choose opens a section and selects it in the list.
func (p *page) choose(i int) {
	p.rows.Select(p.rowOf(i))
	p.show(i)
}

// show opens a section. What was typed in the one before stays in it.
func (p *page) show(i int) {
	if i != p.open {
		p.open = i
		p.hush()
	}
	if !p.sections[i].read {
		p.put(kit.NewLoading("Loading…"))
	}
	p.Reload()
}

// Reload implements host.Page.
func (p *page) Reload() {
	s := p.sections[p.open]
	load.Into(p.reading, load.View{What: "read the settings", Put: p.put, Again: p.Reload}, s.load, func(publish func()) {
		s.read = true
		publish()
		p.put(s.view)
		if s.laid != nil {
			s.laid()
		}
	})
}

func (p *page) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// write stores something and says so in a line beneath the section; what could
// not be stored is shown again as it was. then is called when it was stored; it
// may be nil.
func (p *page) write(what, stored string, work func(ctx context.Context) error, then func()) {
	p.writing++
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			p.writing--
			if err != nil {
				p.say(kit.Red, p.h.Fail(what, err))
			} else {
				p.say(kit.Green, stored)
				if then != nil {
					then()
				}
			}
			p.Reload()
		}
	})
}

func (p *page) say(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.foot.Show()
	p.content.Refresh()
}

func (p *page) hush() {
	if p.foot.Visible() {
		p.foot.Hide()
		p.content.Refresh()
	}
}
