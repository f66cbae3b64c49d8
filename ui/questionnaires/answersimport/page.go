// Package answersimport implements the import of answers to questionnaires from a
// list: choose the file, see how it was read and what would be written, change
// what was decided wrongly, and import all of it or nothing.
//
// It decides nothing itself. How a list is read is data/interchange/answers, and
// what is written is data/store/measure, as for the command.
package answersimport

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// The steps, in their order.
const (
	atFile = iota
	atCheck
	atDone
)

// page is the way from a file to the answers of clients. Nothing is written before
// its end.
type page struct {
	h       *host.Host
	content fyne.CanvasObject
	line    *kit.Steps
	body    *fyne.Container
	said    *kit.Banner
	bar     *fyne.Container // the buttons of the step

	choosing *choosing
	check    *check
	done     *done
	at       int
	job      *load.Job
}

// New makes the page that imports answers.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, said: kit.NewBanner(kit.Neutral, "", nil), body: container.NewStack(), bar: container.NewStack()}
	p.job = load.NewJob(h, p.put, func() { p.show(p.at) })
	p.choosing, p.check, p.done = newChoosing(p), newCheck(p), newDone(p)
	header := kit.NewPageHeader("Import answers", "Nothing changes until you press Import. All is imported, or nothing.")
	header.SetBreadcrumb("Questionnaires", func() { h.Go(host.Route{Area: host.Questionnaires}) })
	p.line = kit.NewSteps("File", "Check", "Done")
	p.said.Hide()
	top := kit.VStack(12, header, p.line)
	foot := kit.VStack(10, p.said, p.bar)
	p.content = kit.Pad(theme.PageMargin, kit.Border(14, top, foot, nil, nil, kit.ScrollBeyond(p.body)))
	p.show(atFile)
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// Reload implements host.Page: it reads which questionnaires there are. A file that
// is opened stays as it is.
func (p *page) Reload() { p.choosing.load() }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable {
	if p.at == atFile {
		return p.choosing.path.Entry
	}
	return nil
}

// Leave implements host.Guarded: what is under way is only stopped on purpose.
func (p *page) Leave(leave func()) {
	gone := func() {
		p.job.Leave()
		leave()
	}
	if p.at != atCheck && !p.job.Running() {
		gone()
		return
	}
	kit.Confirm(p.h.Window, "Leave the import?", "What is not finished is not imported. You can open the file again later.", "Leave", true, gone)
}

// show goes to a step.
func (p *page) show(at int) {
	p.at = at
	p.line.Set([]string{"File", "Check", "Done"}, at)
	p.hush()
	p.put([]fyne.CanvasObject{p.choosing.content, p.check.content, p.done.content}[at])
	switch at {
	case atFile:
		p.buttons(kit.Primary("Open", p.choosing.open))
	case atCheck:
		p.check.offer()
	case atDone:
		p.done.show()
	}
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
	p.content.Refresh()
}

func (p *page) buttons(right ...fyne.CanvasObject) {
	p.bar.Objects = []fyne.CanvasObject{kit.HStack(8, append([]fyne.CanvasObject{kit.Spacer()}, right...)...)}
	p.bar.Show()
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

// run shows words in place of the step while work goes on. then gets what work
// returned, and whether someone stopped it; the step is shown again by then.
func (p *page) run(words string, work func(ctx context.Context, tell func(string)) error, then func(err error, stopped bool)) {
	if p.job.Running() {
		return
	}
	p.hush()
	p.bar.Hide()
	p.job.Run(words, work, then)
}
