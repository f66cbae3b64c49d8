// Package listimport implements the import of lists of services: choose a file
// or folder, look at how it is read, match its columns to the directory's, and
// see what would change before anything does. It also imports postcodes.
package listimport

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// step is one of the steps from a file to the directory.
type step interface {
	// name stands in the line of steps.
	name() string
	view() fyne.CanvasObject
	// enter is called each time the step is shown.
	enter()
	// first is what has the focus first; it may be nil.
	first() fyne.Focusable
}

// page is the way from a file to the directory, one step at a time. Nothing is
// written before its end.
type page struct {
	h       *host.Host
	content fyne.CanvasObject

	line *kit.Steps
	body *fyne.Container
	said *kit.Banner
	foot *fyne.Container
	bar  *fyne.Container // the buttons of the step

	choosing *choosing
	reading  *reading
	matching *matching
	changes  *changes
	finish   *finish
	path     []step // the steps that the opened file takes
	at       int
	opened   *opened // nil until a file was opened
	job      *load.Job
	// wait waits between two questions to a website; nil: really. Tests set it.
	wait func(context.Context, time.Duration) error
}

// New makes the page that takes services and postcodes in.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, said: kit.NewBanner(kit.Neutral, "", nil)}
	p.job = load.NewJob(h, p.put, p.showStep)
	p.choosing, p.reading, p.matching, p.changes, p.finish = newChoosing(p), newReading(p), newMatching(p), newChanges(p), newFinish(p)
	header := kit.NewPageHeader("Import", "Nothing changes until the last step. Your own edits are kept.")
	header.SetBreadcrumb("Directory", func() { h.Go(host.Route{Area: host.Directory}) })
	p.line = kit.NewSteps("")
	p.body = container.NewStack()
	p.bar = container.NewStack()
	p.foot = kit.VStack(10, p.said, p.bar)
	p.said.Hide()
	top := kit.VStack(12, header, p.line)
	p.content = kit.Pad(theme.PageMargin, kit.Border(14, top, p.foot, nil, nil, kit.ScrollBeyond(p.body)))
	p.restart()
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// Reload implements host.Page: it reads what was imported before. A file that
// is opened stays as it is.
func (p *page) Reload() {
	p.h.Window.SetOnDropped(p.dropped)
	p.choosing.load()
}

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.path[p.at].first() }

// Leave implements host.Guarded: what is under way is only stopped on purpose.
func (p *page) Leave(leave func()) {
	gone := func() {
		p.job.Leave()
		p.reading.again.stop()
		p.h.Window.SetOnDropped(nil)
		leave()
	}
	if p.at == 0 && !p.job.Running() || p.path[p.at] == step(p.finish) {
		gone()
		return
	}
	kit.Confirm(p.h.Window, "Leave the import?", "What is not finished is not imported. You can open the file again later.", "Leave", true, gone)
}

// restart goes back to the choice of a file.
func (p *page) restart() {
	p.opened = nil
	p.path = []step{p.choosing, p.reading, p.matching, p.changes, p.finish}
	p.show(0)
}

// another begins with another file.
func (p *page) another() {
	p.choosing.path.SetText("")
	p.choosing.web.address.SetText("")
	p.restart()
	p.choosing.load()
}

// show goes to a step.
func (p *page) show(at int) {
	p.at = at
	names := make([]string, len(p.path))
	for i, s := range p.path {
		names[i] = s.name()
	}
	p.line.Set(names, at)
	p.hush()
	p.put(p.path[at].view())
	p.path[at].enter()
	if f := p.path[at].first(); f != nil && p.h.Window.Canvas().Content() != nil && !p.job.Running() {
		p.h.Window.Canvas().Focus(f)
	}
}

func (p *page) next() { p.show(p.at + 1) }

func (p *page) back() { p.show(p.at - 1) }

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
	p.content.Refresh()
}

// buttons shows the step's own buttons at the right of the foot and something
// at its left, which may be nil.
func (p *page) buttons(left fyne.CanvasObject, right ...fyne.CanvasObject) {
	p.bar.Objects = []fyne.CanvasObject{kit.Border(12, nil, nil, nil, kit.HStack(8, right...), left)}
	p.bar.Show()
	p.content.Refresh()
}

// backButton leads to the step before.
func (p *page) backButton() *kit.Button { return kit.Secondary("Back", p.back) }

func (p *page) say(tone kit.Tone, sentence string) {
	p.said.Set(tone, sentence)
	p.said.Show()
	p.content.Refresh()
}

// complain says beside a field what is wrong with it, and goes there.
func (p *page) complain(f *kit.TextField, sentence string) {
	f.SetError(sentence)
	f.Focus()
	p.content.Refresh() // the sentence takes a line
}

func (p *page) hush() {
	if p.said.Visible() {
		p.said.Hide()
		p.content.Refresh()
	}
}

// dropped opens a file that was dropped on the window.
func (p *page) dropped(_ fyne.Position, uris []fyne.URI) {
	if len(uris) == 0 || p.at != 0 || p.job.Running() || kit.OverlayOpen(p.h.Window) {
		return
	}
	p.choosing.path.SetText(uris[0].Path())
	p.choosing.open()
}

// background reads or writes off the UI goroutine.
func (p *page) background(work func(ctx context.Context) error, then func(error)) {
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() { then(err) }
	})
}

// today is the day on which the file is read: dates after it cannot be when
// something was checked.
func (p *page) today() data.Date { return p.h.Today() }
