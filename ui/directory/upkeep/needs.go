package upkeep

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

// needsPage proposes what services help with, from the words of their entries: one
// reason at a time, each service with the sentence that says so. Nothing is marked
// before someone confirms it.
type needsPage struct {
	h       *host.Host
	content fyne.CanvasObject
	header  *kit.PageHeader
	said    *kit.Banner
	foot    *fyne.Container // the banner
	body    *fyne.Container
	reasons *kit.Rows
	rows    *kit.KeyRows
	card    *kit.Card
	sides   fyne.CanvasObject
	all     *kit.Button
	confirm *kit.Button

	list    []data.NeedSuggestion
	chosen  data.ID                      // the reason that is shown
	ticked  map[data.ID]map[data.ID]bool // by reason and service
	reading *load.Latest
	saving  bool
}

// NewNeeds makes the page of needs that descriptions suggest.
func NewNeeds(h *host.Host, _ host.Route) host.Page {
	p := &needsPage{h: h, reading: load.New(h), ticked: map[data.ID]map[data.ID]bool{}, said: kit.NewBanner(kit.Green, "", nil)}
	p.header = kit.NewPageHeader("Suggested needs", "Descriptions mention these needs. Tick the services that help, then confirm.")
	p.header.SetBreadcrumb("Directory", func() { h.Go(host.Route{Area: host.Directory}) })
	p.reasons = kit.NewRows(func() int { return len(p.list) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fillReason, kit.RowHeight())
	p.reasons.OnSelect = func(i int) { p.choose(p.list[i].Reason.ID) }
	p.reasons.OnOpen = func(int) { h.Window.Canvas().Focus(p.rows) }
	p.rows = kit.NewKeyRows(func() int { return len(p.shown().Services) }, newTickRow, p.fill, kit.RowHeight())
	p.rows.OnTap = p.tick
	p.rows.OnKey = func(e *fyne.KeyEvent) bool {
		enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if enter {
			p.tick(p.rows.Selected())
		}
		return enter
	}
	p.rows.OnRune = func(r rune) {
		if r == ' ' {
			p.tick(p.rows.Selected())
		}
	}
	p.all = kit.Secondary("", p.tickAll)
	p.confirm = kit.Primary("", p.add)
	p.card = kit.NewCard("", "", kit.Border(10, nil, container.NewHBox(p.all, p.confirm), nil, nil, p.rows))
	p.sides = kit.Columns([]float32{32, 68}, kit.NewCard("", "", p.reasons).Flush(), p.card)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.foot = container.NewStack(p.said)
	p.foot.Hide()
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, kit.VStack(8, p.header, p.foot), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *needsPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *needsPage) FirstFocus() fyne.Focusable {
	if len(p.list) == 0 {
		return nil
	}
	return p.reasons
}

// Reload implements host.Page. What is ticked stays ticked.
func (p *needsPage) Reload() {
	load.Into(p.reading, load.View{What: "suggest needs", Put: p.put, Again: p.Reload}, p.h.Directory.SuggestedNeeds, func(list []data.NeedSuggestion) {
		p.list = list
		p.show()
	})
}

// shown is the reason that is chosen, or the first, or nothing.
func (p *needsPage) shown() data.NeedSuggestion {
	for _, s := range p.list {
		if s.Reason.ID == p.chosen {
			return s
		}
	}
	if len(p.list) > 0 {
		return p.list[0]
	}
	return data.NeedSuggestion{}
}

func (p *needsPage) show() {
	if len(p.list) == 0 {
		p.put(kit.NewEmpty(theme.IconDirectory, "No suggestions", "Needs appear here if the descriptions of services mention them.",
			kit.Secondary("Back to directory", func() { p.h.Go(host.Route{Area: host.Directory}) })))
		return
	}
	p.reasons.Reload()
	for i, s := range p.list {
		if s.Reason.ID == p.shown().Reason.ID {
			p.reasons.Select(i)
		}
	}
	p.choose(p.shown().Reason.ID)
	p.put(p.sides)
}

func (p *needsPage) choose(reason data.ID) {
	if p.chosen != reason {
		p.rows.Unselect()
		p.rows.ScrollToTop()
	}
	p.chosen = reason
	p.rows.Reload()
	p.tell()
}

// tell says on the buttons what they do.
func (p *needsPage) tell() {
	s, n := p.shown(), len(p.wanted())
	p.card.SetTitle(s.Reason.Name)
	p.all.SetText("Tick all")
	if n == len(s.Services) {
		p.all.SetText("Untick all")
	}
	p.confirm.SetText(fmt.Sprintf("Confirm for %s", data.Plural(n, "service", "services")))
	p.confirm.Disable()
	if n > 0 && !p.saving {
		p.confirm.Enable()
	}
	p.card.Refresh()
}

// wanted are the services that are ticked for the reason that is shown.
func (p *needsPage) wanted() (services []data.ID) {
	s := p.shown()
	for _, v := range s.Services {
		if p.ticked[s.Reason.ID][v.ID] {
			services = append(services, v.ID)
		}
	}
	return services
}

func (p *needsPage) set(service data.ID, on bool) {
	reason := p.shown().Reason.ID
	if p.ticked[reason] == nil {
		p.ticked[reason] = map[data.ID]bool{}
	}
	p.ticked[reason][service] = on
}

func (p *needsPage) tick(i int) {
	s := p.shown()
	if i < 0 || i >= len(s.Services) {
		return
	}
	p.set(s.Services[i].ID, !p.ticked[s.Reason.ID][s.Services[i].ID])
	p.rows.Reload()
	p.tell()
}

func (p *needsPage) tickAll() {
	s := p.shown()
	on := len(p.wanted()) < len(s.Services)
	for _, v := range s.Services {
		p.set(v.ID, on)
	}
	p.rows.Reload()
	p.tell()
}

// add marks what is ticked.
func (p *needsPage) add() {
	reason, services := p.shown().Reason, p.wanted()
	if len(services) == 0 || p.saving {
		return
	}
	p.write("mark needs of services", func(ctx context.Context) ([]data.ID, error) {
		return p.h.Directory.AddNeed(ctx, reason.ID, services)
	}, func(added []data.ID) {
		delete(p.ticked, reason.ID)
		undo := kit.Secondary("Undo", func() { p.undo(reason, added) }).Compact()
		p.say(kit.Green, fmt.Sprintf("%s marked for “%s”.", data.Plural(len(added), "service", "services"), reason.Name), undo)
	})
}

func (p *needsPage) undo(reason data.Reason, services []data.ID) {
	p.write("undo needs of services", func(ctx context.Context) ([]data.ID, error) {
		return p.h.Directory.RemoveNeed(ctx, reason.ID, services)
	}, func(removed []data.ID) {
		p.say(kit.Green, fmt.Sprintf("“%s” removed from %s again.", reason.Name, data.Plural(len(removed), "service", "services")), nil)
	})
}

// write stores something, and reads the suggestions again.
func (p *needsPage) write(what string, work func(context.Context) ([]data.ID, error), then func([]data.ID)) {
	if p.saving {
		return
	}
	p.saving = true
	p.tell()
	p.h.Background(func(ctx context.Context) func() {
		changed, err := work(ctx)
		return func() {
			p.saving = false
			if err != nil {
				p.say(kit.Red, p.h.Fail(what, err), nil)
				p.tell()
				return
			}
			then(changed)
			p.Reload()
		}
	})
}

// say shows a line above the lists, with a button or none.
func (p *needsPage) say(tone kit.Tone, sentence string, action *kit.Button) {
	if action == nil {
		p.said = kit.NewBanner(tone, sentence, nil)
	} else {
		p.said = kit.NewBanner(tone, sentence, action)
	}
	p.foot.Objects = []fyne.CanvasObject{p.said}
	p.foot.Show()
	p.content.Refresh()
}

func (p *needsPage) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *needsPage) fillReason(i int, o fyne.CanvasObject) {
	s := p.list[i]
	o.(*kit.RowText).Set(kit.RowData{Title: s.Reason.Name, Secondary: data.Plural(len(s.Services), "service", "services")})
}

// newTickRow makes an empty row with its box.
func newTickRow() fyne.CanvasObject {
	return container.NewBorder(nil, nil, container.NewCenter(kit.NewTick()), nil, kit.NewRowText())
}

func (p *needsPage) fill(i int, o fyne.CanvasObject) {
	s := p.shown()
	v := s.Services[i]
	for _, part := range o.(*fyne.Container).Objects {
		switch part := part.(type) {
		case *kit.RowText:
			part.Set(quoteRow(v))
		case *fyne.Container:
			part.Objects[0].(*kit.Tick).Set(p.ticked[s.Reason.ID][v.ID])
		}
	}
}

// quoteRow is a service with the sentence that suggests the need, its word marked.
func quoteRow(v data.SuggestedService) kit.RowData {
	const before = "“"
	row := kit.RowData{Title: v.Name, Secondary: before + v.Quote + "”",
		SecondaryMarks: []kit.Range{{From: len(before) + v.From, To: len(before) + v.To}}}
	if v.Organisation != "" {
		row.Secondary += " · " + v.Organisation
	}
	return row
}
