// Package learnt is where the coordinator writes down what was learnt in the
// period of a report, with headings, lists and pictures, and where the stories
// are that people agreed to have told.
package learnt

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// New makes the page of host.ViewLearnt for the period in Route.Filter.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), filter: r.Filter}
	p.header = kit.NewPageHeader("What we learned", p.period())
	p.header.SetBreadcrumb("Reports", func() { h.Go(host.Route{Area: host.Reports}) })
	p.save = kit.Primary("Save", p.Save)
	p.which = kit.NewSegmented([]string{"Written by us", "Stories"}, 0, func(int) { p.show() })
	p.header.SetActions(p.which, p.save)
	p.notice = kit.NewBanner(kit.Red, "", nil)
	p.notice.Hide()
	p.words = newWords(p)
	p.stories = newStories(p)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.notice), nil, nil, nil, p.body))
	return p
}

// page has two halves: the words and the stories.
type page struct {
	h       *host.Host
	filter  data.FigureFilter
	content fyne.CanvasObject
	header  *kit.PageHeader
	which   *kit.Segmented
	save    *kit.Button
	notice  *kit.Banner
	body    *fyne.Container
	words   *words
	stories *stories
	reading *load.Latest
	read    bool
}

func (p *page) period() string {
	if p.filter.From.IsZero() {
		return "Choose a period in Reports first."
	}
	return fmt.Sprintf("%s to %s · printed in the report for exactly this period", p.filter.From.Short(), p.filter.To.Short())
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.words.text.Entry }

// Reload implements host.Page. What is being typed stays.
func (p *page) Reload() {
	filter := p.filter
	type found struct {
		words *wordsFound
		told  *toldFound
	}
	load.Into(p.reading, load.View{What: "read what was learned", Put: p.put, Again: p.Reload},
		func(ctx context.Context) (f found, err error) {
			if f.words, err = readWords(ctx, p.h.Office, filter); err == nil {
				f.told, err = readStories(ctx, p.h.Office, filter)
			}
			return f, err
		},
		func(f found) {
			p.words.fill(f.words)
			p.stories.fill(f.told)
			p.read = true
			p.show()
		})
}

func (p *page) show() {
	if !p.read {
		return
	}
	if p.which.Selected() == 1 {
		p.save.Hide()
		p.put(p.stories.content)
		return
	}
	p.save.Show()
	p.put(p.words.content)
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
	p.header.Refresh()
}

func (p *page) say(tone kit.Tone, text string) {
	p.notice.Set(tone, text)
	p.notice.Show()
	p.content.Refresh()
}

// Save implements host.Saver.
func (p *page) Save() { p.words.save(nil) }

// Leave implements host.Guarded.
func (p *page) Leave(leave func()) {
	if !p.words.changed() {
		leave()
		return
	}
	kit.Ask3(p.h.Window, "Save your changes?", "Your changes to “What we learned” are not saved yet.",
		func() { p.words.save(leave) },
		func() {
			p.words.draft.Keep(nil)
			leave()
		})
}
