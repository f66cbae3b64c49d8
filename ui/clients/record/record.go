// Package record implements a client’s record: their story, what comes next, and
// the dialogs that change it.
package record

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/measure"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// recordPage is one client: who this is and what matters at a glance, what
// comes next, and everything that happened.
type recordPage struct {
	h       *host.Host
	client  data.ID
	content *fyne.Container

	header  *kit.PageHeader
	flags   *kit.Flags
	known   flagsKnown
	asked   *fyne.Container // that the record may only be kept
	differs *fyne.Container // that what two PCs wrote waits for a person
	chips   *fyne.Container
	matters *kit.Text
	note    *kit.Tip // around matters, with the whole of it
	story   *story
	aside   *fyne.Container
	page    fyne.CanvasObject
	more    *kit.Button
	offer   *kit.Button
	// changing is what of the page changes or uses the record.
	changing []fyne.CanvasObject
	toLiving []fyne.CanvasObject // those of changing that are of no use once the client has died; contacts and calls are, for the family may ring

	rec     *data.ClientRecord // nil until it is read
	gaps    []data.Gap         // newest first
	tasks   []data.TaskRow     // open ones
	pairs   []measure.Pair     // of the latest episode
	lists   person.Lists
	names   map[data.ID]string // of reasons, those no longer offered as well
	reading *load.Latest
}

// New makes the record of the client whom the route names.
func New(h *host.Host, r host.Route) host.Page {
	p := &recordPage{h: h, reading: load.New(h), client: r.Client}
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	p.header = kit.NewPageHeader("", "")
	p.header.SetBreadcrumb("Clients", func() { h.Go(host.Route{Area: host.Clients}) })
	p.more = kit.MenuButton("More", p.menuItems)
	p.offer = kit.Primary("Offer services", p.goTo(host.Clients, host.ViewOffer))
	ask := kit.Secondary("Questionnaire", p.goTo(host.Questionnaires, host.ViewQuestionnaire))
	met := kit.Secondary("Record a contact", p.goTo(host.Clients, host.ViewNewContact))
	p.header.SetActions(p.more, ask, met, p.offer)
	p.chips, p.flags = kit.Wrap(), kit.NewFlags()
	p.matters = kit.NewParagraph("", kit.Body)
	p.matters.SetMaxLines(2)
	p.story = newStory(h, p)
	p.aside = kit.VStack(theme.Gap)
	p.note = kit.WithTip(p.matters, p.wholeMatters)
	call := kit.Quiet("Log a call", p.askCall).Compact()
	p.changing = []fyne.CanvasObject{ask, met, p.offer, call}
	p.toLiving = []fyne.CanvasObject{ask, p.offer}
	p.asked = container.NewStack()
	p.differs = container.NewStack()
	p.differs.Hide()
	// In a low window with large text everything under the warnings scrolls: the page
	// opens at what comes next, which no one does without having seen them.
	warned := kit.VStack(10, p.header, p.asked, p.flags)
	top := kit.VStack(10, p.differs, kit.Beside(p.chips, call), p.note)
	p.page = kit.Pad(theme.PageMargin, kit.Border(10, warned, nil, nil, nil, kit.ScrollBeyond(kit.Border(14, top, nil, nil, nil,
		kit.Columns([]float32{64, 36}, p.story.card,
			kit.ScrollBeyond(p.aside))))))
	return p
}

func (p *recordPage) goTo(area host.Area, view host.View) func() {
	return func() { p.h.Go(host.Route{Area: area, View: view, Client: p.client}) }
}

func (p *recordPage) wholeMatters() string {
	if p.matters.Truncated() {
		return p.matters.Text()
	}
	return ""
}

// Content implements host.Page.
func (p *recordPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: Enter does what comes next.
func (p *recordPage) FirstFocus() fyne.Focusable {
	switch {
	case p.rec == nil:
		return nil
	case p.story.step != nil:
		return p.story.step
	case p.onlyKept(), p.rec.Died:
		return p.more
	default:
		return p.offer
	}
}

// Shows implements host.Watcher: the story of the client, with the names that are in it.
func (p *recordPage) Shows(c store.Change) bool {
	return c.About(p.client) || c.Is(store.ChangedDirectory, store.ChangedLists, store.ChangedQuestionnaires)
}

// Reload implements host.Page.
func (p *recordPage) Reload() {
	load.Into(p.reading, load.View{What: "open a record", Put: p.put, Again: p.Reload}, p.read, func(k recordKnown) {
		p.tasks = k.tasks
		p.showDiffers(k.asks)
		p.rec, p.lists, p.names, p.gaps, p.pairs, p.known = k.rec, k.lists, k.names, k.gaps, k.pairs, k.flags
		p.show()
	})
}

// recordKnown is everything the record shows, read in one go.
type recordKnown struct {
	rec   *data.ClientRecord
	lists person.Lists
	names map[data.ID]string // of the reasons
	gaps  []data.Gap
	tasks []data.TaskRow
	pairs []measure.Pair
	flags flagsKnown
	asks  int // what meeting other PCs brought and a person has to decide
}

func (p *recordPage) read(ctx context.Context) (k recordKnown, err error) {
	if k.rec, err = p.h.Overview.Record(ctx, p.client); err != nil {
		return k, err
	}
	if k.lists, err = person.ReadLists(ctx, p.h); err != nil {
		return k, err
	}
	if k.asks, err = p.readDiffers(ctx); err != nil {
		return k, err
	}
	if k.flags, err = p.readFlags(ctx); err != nil {
		return k, err
	}
	all, err := p.h.Lists.Reasons(ctx, true)
	if err != nil {
		return k, err
	}
	k.names = person.ReasonNames(all)
	if k.tasks, err = p.h.Tasks.Tasks(ctx, data.TaskFilter{Open: true, ClientID: p.client}); err != nil {
		return k, err
	}
	if k.gaps, err = p.h.Offering.ClientGaps(ctx, p.client); err == nil && k.rec.Episode != nil {
		k.pairs, err = p.h.Measure.PairsOf(ctx, p.client, k.rec.Episode.ID)
	}
	return k, err
}

func (p *recordPage) put(obj fyne.CanvasObject) {
	if p.content.Objects[0] == obj {
		return
	}
	p.content.Objects = []fyne.CanvasObject{obj}
	p.content.Refresh()
}

func (p *recordPage) show() {
	c := &p.rec.Client
	p.header.SetTitle(c.Name())
	p.header.SetSubtitle(aboutLine(c, p.h.Today()))
	p.showFlags()
	p.offerAll()
	p.chips.Objects = chipsOf(p.rec, p.names)
	if young := p.youngChip(); young != "" {
		p.chips.Objects = append(p.chips.Objects, kit.NewChip(young, kit.Amber))
	}
	p.chips.Refresh()
	p.matters.SetText(c.Matters)
	if c.Matters == "" {
		p.note.Hide()
	} else {
		p.note.Show()
	}
	p.story.show(p.rec)
	p.aside.Objects = p.askCards()
	if flags := p.flagsCard(); flags != nil {
		p.aside.Objects = append(p.aside.Objects, flags)
	}
	if tasks := p.tasksCard(); tasks != nil {
		p.aside.Objects = append(p.aside.Objects, tasks)
	}
	p.aside.Objects = append(p.aside.Objects, wellbeingCard(p.rec, p.pairs, p.h.Today(),
		kit.Secondary("Show to client", p.showChart).Compact(), p.offered(kit.Quiet("Choose scores…", p.askPair).Compact())), p.servicesCard())
	if gaps := p.gapsCard(); gaps != nil {
		p.aside.Objects = append(p.aside.Objects, gaps)
	}
	p.aside.Objects = append(p.aside.Objects, p.aboutCard())
	p.aside.Refresh()
	first := p.content.Objects[0] != p.page
	p.put(p.page)
	p.page.Refresh()
	if first && p.h.Window.Canvas().Focused() == nil {
		p.h.Window.Canvas().Focus(p.FirstFocus())
	}
}

// aboutLine is what tells two people of one name apart.
func aboutLine(c *data.Client, today data.Date) string {
	known, age, nhs := "", "", ""
	if c.KnownAs != "" {
		known = "“" + c.KnownAs + "”"
	}
	if !c.BirthDate.IsZero() {
		age = fmt.Sprintf("Aged %d", data.Age(c.BirthDate, today))
	}
	if c.NHSNumber != "" {
		nhs = fmt.Sprintf("NHS %s", data.FormatNHSNumber(c.NHSNumber))
	}
	return person.Dotted(known, age, nhs)
}

// act does what the next step's button says when that is not another page.
func (p *recordPage) act(k person.StepKind) {
	switch k {
	case person.StepReferral:
		p.askReferral(nil)
	case person.StepReopen:
		p.askReopen()
	case person.StepClose:
		p.askClose()
	case person.StepBook:
		p.h.BookNext(&p.rec.Client)
	case person.StepAppointment:
		if len(p.rec.Appointments) > 0 {
			p.h.OpenAppointment(&p.rec.Appointments[0])
		}
	}
}

// menuItems are what is done more rarely.
func (p *recordPage) menuItems() []*fyne.MenuItem {
	if p.onlyKept() {
		return p.keptItems()
	}
	items := p.permitted(access.Clients, fyne.NewMenuItem("Edit personal details", p.goTo(host.Clients, host.ViewEditClient)))
	if !p.rec.Died {
		items = append(items, p.livingItems()...)
	}
	items = append(items,
		p.withdrawItem(),
		fyne.NewMenuItem("Add a flag…", func() { p.askFlag(data.Flag{}) }),
		fyne.NewMenuItem("Write to the surgery…", p.writeToSurgery))
	return append(append(items, p.episodeItems()...), p.rightsItems()...)
}

// livingItems are what is done with a client, or for them, who has not died.
func (p *recordPage) livingItems() []*fyne.MenuItem {
	items := p.permitted(access.Diary, fyne.NewMenuItem("Book an appointment…", func() { p.h.BookNext(&p.rec.Client) }))
	items = append(items, p.permitted(access.Clients, fyne.NewMenuItem("Add a referral…", func() { p.askReferral(nil) }))...)
	items = append(items, fyne.NewMenuItem("Add a new need…", p.askNeed))
	items = append(items, p.permitted(access.Diary, fyne.NewMenuItem("Plan a home visit", p.goTo(host.Calendar, host.ViewPlanVisit)))...)
	if unfinished(p.rec.Prescriptions) {
		items = append(items, fyne.NewMenuItem("Print summary…", p.askSheet))
	}
	return append(items, fyne.NewMenuItem("Consent…", p.askConsent))
}

// episodeItems are those of whoever may pause, reopen and close support.
func (p *recordPage) episodeItems() []*fyne.MenuItem {
	e := p.rec.Episode
	if e == nil || p.h.Session.May(access.Clients, access.Write) != nil {
		return nil
	}
	items := []*fyne.MenuItem{fyne.NewMenuItemSeparator()}
	if e.Status == data.EpisodeOpen {
		items = append(items, fyne.NewMenuItem("Pause support…", p.askPause))
	}
	if e.Status != data.EpisodeOpen {
		items = append(items, fyne.NewMenuItem("Reopen support…", p.askReopen))
	}
	if e.Status != data.EpisodeClosed {
		items = append(items, fyne.NewMenuItem("Close support…", p.askClose))
	}
	return items
}
