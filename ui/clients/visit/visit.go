// Package visit implements home visits: the day's list with the order of travel,
// the plan of one visit, the lone-working card before leaving, and the page that
// is tapped on the visit itself.
package visit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page is the screen for one hand on a visit. Every tap is on the disk before
// the next one; what was tapped is shown at once and never waits for a reading.
type page struct {
	h       *host.Host
	visit   data.ID
	content *fyne.Container
	reading *load.Latest

	record  *data.VisitRecord // nil until it is read
	card    *data.LoneCard    // of this visit
	needs   []data.Need       // confirmed from this visit
	reasons []data.Reason
	flags   []kit.FlagData
	saved   time.Time
	later   map[data.ID]bool // decisions that someone wants to answer later

	header  *kit.PageHeader
	rooms   *roomsCard
	aside   *fyne.Container
	asked   map[data.ID]*decisionCard // open ones, with what was typed into them
	words   *wordsCard
	changes *kit.Card
	finish  *kit.Card
	halves  *halves
	open    int // decisions, as the switch between the halves says
	writing int // taps that are on their way to the disk
}

// New makes the page of the visit that the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, visit: r.Record, reading: load.New(h), later: map[data.ID]bool{}, asked: map[data.ID]*decisionCard{}}
	p.content = container.NewStack(kit.NewLoading("Opening the visit…"))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: the first room.
func (p *page) FirstFocus() fyne.Focusable {
	if p.rooms == nil {
		return nil
	}
	return p.rooms.first()
}

// Shows implements host.Watcher. The page's own taps are shown already.
func (p *page) Shows(c store.Change) bool {
	if c.Is(store.ChangedLone, store.ChangedSettings) {
		return true
	}
	return p.writing == 0 && (p.record == nil || c.About(p.record.ClientID))
}

// known is what the page reads.
type known struct {
	record  *data.VisitRecord
	card    *data.LoneCard
	needs   []data.Need
	reasons []data.Reason
	flags   []kit.FlagData
}

func (p *page) read(ctx context.Context) (k known, err error) {
	if k.record, err = p.h.Visits.Visit(ctx, p.visit); err != nil {
		return k, err
	}
	if k.card, err = p.h.Lone.Card(ctx, p.visit); err != nil {
		return k, err
	}
	if k.needs, err = p.h.Visits.Needs(ctx, p.visit); err != nil {
		return k, err
	}
	if k.flags, err = flagsOf(ctx, p.h, k.record.ClientID); err != nil {
		return k, err
	}
	k.reasons, err = p.h.Lists.Reasons(ctx, false)
	return k, err
}

// Reload implements host.Page. What is typed and not saved yet stays.
func (p *page) Reload() {
	load.Into(p.reading, load.View{What: "open a visit", Put: p.put, Again: p.Reload}, p.read, func(k known) {
		if p.writing > 0 {
			return // the taps are newer than what was read
		}
		first := p.record == nil
		p.record, p.card, p.needs, p.reasons, p.flags = k.record, k.card, k.needs, k.reasons, k.flags
		if first {
			p.build()
		}
		p.show()
	})
}

func (p *page) put(o fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *page) build() {
	p.header = kit.NewPageHeader("Home visit", "Loading…")
	p.rooms = newRoomsCard(p)
	p.words = newWordsCard(p)
	p.changes = kit.NewCard("", "", nil)
	p.finish = kit.NewCard("", "", nil)
	p.aside = kit.VStack(theme.Gap)
	p.halves = newHalves([2]string{"Questions", "Decisions and finish"}, 0.64, p.rooms.card,
		kit.Border(theme.Gap, nil, p.finish, nil, nil, kit.ScrollBeyond(p.aside)), p.asideWidth)
}

// show brings everything in line with the record.
func (p *page) show() {
	r := p.record
	p.header.SetTitle(fmt.Sprintf("Home visit to %s", named(&r.Client, p.h.Today())))
	p.header.SetSubtitle(p.subtitle())
	p.header.SetActions(p.chips()...)
	p.rooms.show()
	p.words.show()
	p.showAside()
	if p.rooms.placed {
		p.content.Refresh()
		return
	}
	p.rooms.placed = true
	p.put(kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil,
		p.halves.Content)))
}

// named is a client with their age, if it is known.
func named(c *data.Client, today data.Date) string {
	if c.BirthDate.IsZero() {
		return c.Name()
	}
	return fmt.Sprintf("%s, %d", c.Name(), data.Age(c.BirthDate, today))
}

func (p *page) showAside() {
	list := p.decisionCards()
	list = append(list, p.words.card)
	if p.showChanges() {
		list = append(list, p.changes)
	}
	p.showFinish()
	if n := len(p.record.Open()); n != p.open {
		p.open = n
		name := "Decisions and finish"
		if n > 0 {
			name += fmt.Sprintf(" (%d open)", n)
		}
		p.halves.rename([2]string{"Questions", name})
	}
	p.aside.Objects = list
	p.aside.Refresh()
}

// asideWidth is what the right column needs, beside the scroll bar.
func (p *page) asideWidth() float32 { return max(p.aside.MinSize().Width+12, p.finish.MinSize().Width) }

func (p *page) subtitle() string {
	r := p.record
	parts := []string{longDay(r.On)}
	switch {
	case !r.FinishedAt.IsZero():
		parts = append(parts, fmt.Sprintf("finished %s", p.clock(r.FinishedAt)))
	case !r.ArrivedAt.IsZero():
		parts = append(parts, fmt.Sprintf("arrived %s", p.clock(r.ArrivedAt)))
	case r.At != "":
		parts = append(parts, fmt.Sprintf("planned for %s", data.Hour(r.At)))
	}
	saved := "works offline"
	if !p.saved.IsZero() {
		saved = fmt.Sprintf("works offline, saved on this PC at %s", p.clock(p.saved))
	}
	return strings.Join(append(parts, saved), " · ")
}

// clock is an instant on the clock here.
func (p *page) clock(t time.Time) string { return data.HourOf(t.In(p.h.Clock().Location())) }

// longDay is a day with its weekday, as a heading has it.
func longDay(d data.Date) string { return d.Time().Format("Monday 2 January 2006") }

// shortDay is a day without its year, while that is the same.
func shortDay(d, beside data.Date) string {
	if d.Year == beside.Year {
		return d.Time().Format("2 Jan")
	}
	return d.Short()
}

// chips say what to look out for, and by when to be back.
func (p *page) chips() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, chip := range kit.FlagChips(p.flags, 3) {
		list = append(list, kit.NewChip(chip.Text, chip.Tone))
	}
	for _, hazard := range hazardsOf(p.record.Hazards) {
		list = append(list, kit.NewChip(hazard, kit.Amber))
	}
	if p.card != nil && p.card.Out() {
		list = append(list, kit.NewChip(fmt.Sprintf("Back by %s", p.clock(p.card.DueAt)), kit.Neutral))
	}
	return list
}

// flagsOf reads the warnings about the client of a visit.
func flagsOf(ctx context.Context, h *host.Host, client data.ID) ([]kit.FlagData, error) {
	flags, err := h.FlagsOf(ctx, client)
	return flags.Of(client, h.Today()), err
}

// hazardsOf splits what is known into a few words each.
func hazardsOf(texts ...string) []string {
	var list []string
	for _, text := range texts {
		for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' }) {
			if part = data.Tidy(part); part != "" {
				list = append(list, data.Capital(part))
			}
		}
	}
	return list
}

// tapped keeps what was found about one room or aspect. It is shown at once; if
// it cannot be saved, the sentence says so and what was stored is shown again.
func (p *page) tapped(a data.VisitAspect, room, value string) {
	f := p.record.Finding(a, room)
	if f == nil {
		p.record.Findings = append(p.record.Findings, data.VisitFinding{VisitID: p.visit, ClientID: p.record.ClientID, Aspect: a, Room: room})
		f = &p.record.Findings[len(p.record.Findings)-1]
	}
	f.Value = value
	keep := data.VisitFinding{VisitID: p.visit, Aspect: a, Room: room, Value: value}
	p.write("save a finding", func(ctx context.Context) (func(), error) {
		decisions, err := p.h.Visits.SaveFinding(ctx, &keep)
		return func() { p.record.Decisions = decisions }, err
	})
}

// write stores something that was tapped, and shows the page anew.
func (p *page) write(what string, work func(ctx context.Context) (func(), error)) {
	p.writing++
	p.h.Background(func(ctx context.Context) func() {
		then, err := work(ctx)
		return func() {
			p.writing--
			if err != nil {
				kit.Message(p.h.Window, "The visit was not saved", p.h.Fail(what, err))
				p.Reload()
				return
			}
			p.saved = p.h.Clock()
			if p.record.ArrivedAt.IsZero() {
				p.record.ArrivedAt = p.h.Clock.Now()
			}
			then()
			p.show()
		}
	})
}

// Leave implements host.Guarded: the client's words are saved first.
func (p *page) Leave(leave func()) {
	if p.words == nil {
		leave()
		return
	}
	p.words.commit(leave)
}

// Save implements host.Saver.
func (p *page) Save() {
	if p.words != nil {
		p.words.commit(func() {})
	}
}
