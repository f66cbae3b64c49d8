// Package frame is the page of the settings without what stands in it: the list of
// its parts, the one that is open beside it, and what a part asks of the page.
package frame

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// Page is the list of parts with the one that is open beside it. It implements
// host.Page.
type Page struct {
	h       *host.Host
	content fyne.CanvasObject
	rows    *kit.Rows
	body    *fyne.Container
	said    *kit.Banner
	foot    *fyne.Container
	parts   []Place
	lines   []line // of the list: the parts, and the headings between them
	open    int
	reading *load.Latest
	writing int // writes under way; what is shown is older than they are
}

// New makes a page without parts, for those to be made with. Fill puts them in.
func New(h *host.Host) *Page {
	return &Page{h: h, reading: load.New(h), said: kit.NewBanner(kit.Green, "", nil)}
}

// Fill puts the parts into the list, as far as whoever uses the window may change
// them, and opens one of them: the first where that is nil or is left out.
func (p *Page) Fill(groups []Group, open *Part) {
	p.gather(groups)
	p.rows = kit.NewRows(func() int { return len(p.lines) }, newEntryRow, p.fill, entryHeight)
	p.rows.Heading = func(i int) bool { return p.lines[i].heading != "" }
	p.rows.OnSelect = func(i int) { p.show(p.lines[i].part) }
	p.rows.OnOpen = func(int) { p.h.Window.Canvas().FocusNext() }
	p.open = max(slices.IndexFunc(p.parts, func(s Place) bool { return s.Part == open }), 0)
	p.rows.Select(p.rowOf(p.open))
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.foot = container.NewStack(p.said)
	p.foot.Hide()
	list := kit.NewCard("", "", p.rows).Flush()
	middle := container.New(&beside{}, list, kit.Border(12, nil, p.foot, nil, nil, p.body))
	header := kit.NewPageHeader("Settings", "We save settings with the records and include them in backups.")
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, header, nil, nil, nil, middle))
}

// Parts are the parts in the list, in their order.
func (p *Page) Parts() []Place { return p.parts }

// Content implements host.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *Page) FirstFocus() fyne.Focusable { return p.rows }

// Save implements host.Saver.
func (p *Page) Save() {
	if save := p.parts[p.open].Save; save != nil {
		save(nil)
	}
}

// Leave implements host.Guarded.
func (p *Page) Leave(leave func()) {
	i := slices.IndexFunc(p.parts, func(s Place) bool { return s.Dirty != nil && s.Dirty() })
	if i < 0 {
		leave()
		return
	}
	kit.Ask3(p.h.Window, "Save your changes?", fmt.Sprintf("Your changes in “%s” are not saved yet.", p.parts[i].Title),
		func() {
			p.choose(i) // where the sentence is, if it cannot be saved
			p.parts[i].Save(leave)
		}, leave)
}

// Shows implements host.Watcher: only a part about the PCs of the service shows which
// there are.
func (p *Page) Shows(c store.Change) bool {
	return !c.Is(store.ChangedDevices) || p.parts[p.open].Met != nil
}

// Met is called when a meeting with the other PCs begins or ends, and as time goes on.
func (p *Page) Met() {
	if s := p.parts[p.open]; s.Met != nil && s.read {
		s.Met()
	}
}

// choose opens a part and selects it in the list.
func (p *Page) choose(i int) {
	p.rows.Select(p.rowOf(i))
	p.show(i)
}

// show opens a part. What was typed in the one before stays in it.
func (p *Page) show(i int) {
	if i != p.open {
		p.open = i
		p.hush()
	}
	if !p.parts[i].read {
		p.put(kit.NewLoading("Loading…"))
	}
	p.Reload()
}

// Reload implements host.Page.
func (p *Page) Reload() {
	s := p.parts[p.open]
	load.Into(p.reading, load.View{What: "read the settings", Put: p.put, Again: p.Reload}, s.Load, func(publish func()) {
		s.read = true
		publish()
		p.put(s.View)
		if s.Laid != nil {
			s.Laid()
		}
	})
}

func (p *Page) put(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// Write stores something and says so in a line beneath the part; what could not be
// stored is shown again as it was. what is the act that failed then, as Host.Fail
// takes it, and stored the sentence for when it went well. then is called when it was
// stored; it may be nil.
func (p *Page) Write(what, stored string, work func(ctx context.Context) error, then func()) {
	p.writing++
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			p.writing--
			if err != nil {
				p.Say(kit.Red, p.h.Fail(what, err))
			} else {
				p.Say(kit.Green, stored)
				if then != nil {
					then()
				}
			}
			p.Reload()
		}
	})
}

// Writing reports whether a Write is under way: what is shown is older than it is.
func (p *Page) Writing() bool { return p.writing > 0 }

// Say shows a sentence in the line beneath the part, until another part is opened.
func (p *Page) Say(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.foot.Show()
	p.content.Refresh()
}

func (p *Page) hush() {
	if p.foot.Visible() {
		p.foot.Hide()
		p.content.Refresh()
	}
}
