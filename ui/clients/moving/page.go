// Package moving implements Clients, Import: people from a list, with the questions
// that the list leaves open one at a time, people who may be known side by side, and
// a preview of the first records, all before anything is saved. It shows earlier
// imports, takes one back, and works through what could not be read.
package moving

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data/access"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// LeftView is the Record of a route to the list to work through.
const LeftView = host.LeftView

// view is one of the states of the page.
type view interface {
	object() fyne.CanvasObject
	first() fyne.Focusable
}

// page is the way from a list to clients.
type page struct {
	h       *host.Host
	content *fyne.Container
	header  *kit.PageHeader
	actions []fyne.CanvasObject // of what is shown, also while work goes on in its place
	said    *kit.Banner
	body    *fyne.Container

	shown  view
	start  *start
	opened *opened // nil until a list was opened
	job    *load.Job
}

// New makes the page that brings people in.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, said: kit.NewBanner(kit.Neutral, "", nil), body: container.NewStack()}
	p.header = kit.NewPageHeader("Import clients", "")
	p.header.SetBreadcrumb("Clients", func() { h.Go(host.Route{Area: host.Clients}) })
	p.said.Hide()
	p.content = kit.Pad(theme.PageMargin, kit.Border(12, kit.VStack(10, p.header, p.said), nil, nil, nil, p.body))
	p.job = load.NewJob(h, p.put, func() {
		p.header.SetActions(p.actions...)
		p.put(p.shown.object())
	})
	p.start = newStart(p)
	if r.Record == LeftView || h.Session.May(access.Bulk, access.Write) != nil {
		p.workThrough("")
		return p
	}
	p.begin()
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// Reload implements host.Page: a list that is open stays as it is.
func (p *page) Reload() {
	if p.shown == view(p.start) {
		p.start.load()
	}
	if l, ok := p.shown.(*leftList); ok {
		l.load()
	}
}

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.shown.first() }

// Leave implements host.Guarded: answers to questions are only lost on purpose.
func (p *page) Leave(leave func()) {
	gone := func() {
		p.job.Leave()
		leave()
	}
	if _, open := p.shown.(*work); !open && !p.job.Running() {
		gone()
		return
	}
	kit.Confirm(p.h.Window, "Leave the import?", "What is not finished is not imported. Your answers to its questions are lost.", "Leave", true, gone)
}

// begin shows the choice of a list.
func (p *page) begin() {
	p.opened = nil
	p.header.SetTitle("Import clients")
	p.header.SetAside("")
	p.header.SetSubtitle("Nothing is saved until you import, and one undo takes it all back.")
	p.offer()
	p.show(p.start)
	p.start.load()
}

// show puts a state on the page.
func (p *page) show(v view) {
	p.shown = v
	p.put(v.object())
	if f := v.first(); f != nil && p.h.Window.Canvas().Content() != nil && !p.job.Running() {
		p.h.Window.Canvas().Focus(f)
	}
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
	p.content.Refresh()
}

func (p *page) say(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.said.Show()
	p.content.Refresh()
}

func (p *page) hush() {
	if p.said.Visible() {
		p.said.Hide()
		p.content.Refresh()
	}
}

// offer shows the buttons of the page's state.
func (p *page) offer(actions ...fyne.CanvasObject) {
	p.actions = actions
	if !p.job.Running() {
		p.header.SetActions(actions...)
	}
}

// run shows words in place of the page's state while work goes on. then is called
// after the state is shown again.
func (p *page) run(words string, of func(ctx context.Context, tell func(string)) error, then func(err error, stopped bool)) {
	if p.job.Running() {
		return
	}
	p.hush()
	p.header.SetActions() // “Cancel import” would leave this going on
	p.job.Run(words, of, then)
}
