package visit

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// dayPage lists the visits of one day in the order of travel, with the plan of
// the one that is selected beside them.
type dayPage struct {
	h       *host.Host
	day     data.Date
	chosen  data.ID
	booked  data.ID // the booking of what is chosen, while it has no plan
	content *fyne.Container
	reading *load.Latest

	header *kit.PageHeader
	whose  *kit.Segmented
	rows   *kit.Rows
	list   *fyne.Container // the rows, or what to do without any
	plan   *fyne.Container
	travel *kit.Text
	first  *kit.TextField
	last   *kit.TextField
	order  *kit.Button
	add    *kit.Button // plans a visit
	known  *dayKnown
}

// dayKnown is what the page reads.
type dayKnown struct {
	visits      []data.VisitRow
	from, to    string // postcodes where the day begins and ends
	first, last rule.Place
	selected    *data.VisitRecord
	flags       []kit.FlagData // about its client
}

// toDay is the way to the visits of a day, with one of them selected.
func toDay(on data.Date, visit data.ID) host.Route {
	return host.VisitsRoute(on, visit)
}

// NewDay makes the page of the visits of the day that the route's filter begins
// with, today if it says none.
func NewDay(h *host.Host, r host.Route) host.Page {
	p := &dayPage{h: h, day: r.Filter.From, chosen: r.Record, reading: load.New(h)}
	if p.day.IsZero() {
		p.day = h.Today()
	}
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	p.build()
	return p
}

// Content implements host.Page.
func (p *dayPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *dayPage) FirstFocus() fyne.Focusable {
	switch {
	case p.known == nil:
		return nil
	case len(p.known.visits) > 0:
		return p.rows
	case p.h.Session.May(access.Diary, access.Write) == nil:
		return p.add
	default:
		return nil
	}
}

// Shows implements host.Watcher.
func (p *dayPage) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedLone, store.ChangedSettings, store.ChangedLists)
}

func (p *dayPage) build() {
	p.add = kit.Primary("Plan a visit", func() {
		p.h.Go(host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Filter: data.FigureFilter{From: p.day}})
	})
	p.header = kit.NewPageHeader("Home visits", longDay(p.day),
		kit.Secondary("Day before", func() { p.goTo(p.day.AddDays(-1)) }), kit.Secondary("Day after", func() { p.goTo(p.day.AddDays(1)) }),
		kit.Secondary("Print list", p.print),
		p.h.Offer(access.Diary, p.add))
	p.whose = kit.NewSegmented([]string{"Everyone’s", "Mine"}, 0, func(int) { p.Reload() })
	p.rows = kit.NewRows(func() int { return len(p.known.visits) }, func() fyne.CanvasObject { return kit.NewRowText() },
		func(i int, o fyne.CanvasObject) { o.(*kit.RowText).Set(p.row(i)) }, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.rows.OnOpen = func(i int) { p.openVisit(p.known.visits[i]) }
	p.list = container.NewStack()
	p.travel = kit.NewParagraph("", kit.Muted)
	p.first, p.last = kit.NewTextField("Day begins at"), kit.NewTextField("Day ends at")
	p.first.SetPlaceHolder("Postcode")
	p.last.SetPlaceHolder("Postcode")
	p.order = kit.Secondary("Order by distance", p.propose)
	moves := kit.HStack(8, p.order, kit.Secondary("Earlier", func() { p.move(-1) }), kit.Secondary("Later", func() { p.move(1) }))
	foot := kit.PadXY(16, 2, kit.VStack(6, kit.Separator(), kit.Columns([]float32{1, 1}, p.first, p.last), p.travel, moves))
	card := kit.NewCard("In travel order", "", kit.Border(4, nil, foot, nil, nil, p.list)).Flush()
	card.SetAction(p.whose)
	p.plan = kit.VStack(theme.Gap)
	page := kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil,
		newHalves([2]string{"Visits", "Plan"}, 0.54, card, kit.ScrollBeyond(p.plan), func() float32 { return max(320, p.plan.MinSize().Width+12) }).Content))
	p.content.Objects = []fyne.CanvasObject{page}
}

// Reload implements host.Page.
func (p *dayPage) Reload() {
	load.Into(p.reading, load.View{What: "read the visits of a day", Put: func(o fyne.CanvasObject) {
		p.plan.Objects = []fyne.CanvasObject{o}
		p.plan.Refresh()
	}, Again: p.Reload}, p.read, p.show)
}

func (p *dayPage) read(ctx context.Context) (*dayKnown, error) {
	k := &dayKnown{}
	f := data.VisitFilter{From: p.day, To: p.day}
	if p.whose.Selected() == 1 {
		f.StaffID = p.h.Session.Person()
	}
	var err error
	if k.visits, err = p.h.Visits.List(ctx, f); err != nil {
		return nil, err
	}
	for _, end := range []struct {
		setting  string
		postcode *string
		place    *rule.Place
	}{{data.SettingVisitFrom, &k.from, &k.first}, {data.SettingVisitTo, &k.to, &k.last}} {
		if *end.postcode, err = p.h.Lists.Setting(ctx, end.setting); err != nil {
			return nil, err
		}
		if end.place.Latitude, end.place.Longitude, end.place.Known, err = p.h.Visits.Locate(ctx, *end.postcode); err != nil {
			return nil, err
		}
	}
	if len(k.visits) > 0 {
		at := max(0, slices.IndexFunc(k.visits, func(v data.VisitRow) bool {
			return v.ID == p.chosen && v.AppointmentID == p.booked || v.ID != "" && v.ID == p.chosen
		}))
		if err = adopt(ctx, p.h, k.visits[at:at+1]); err != nil {
			return nil, err
		}
		if k.selected, err = p.h.Visits.Visit(ctx, k.visits[at].ID); err == nil {
			k.flags, err = flagsOf(ctx, p.h, k.selected.ClientID)
		}
	}
	return k, err
}

// adopt begins the plans of visits that are only booked so far.
func adopt(ctx context.Context, h *host.Host, visits []data.VisitRow) error {
	for i := range visits {
		if visits[i].ID != "" {
			continue
		}
		id, err := h.Visits.Adopt(ctx, visits[i].AppointmentID)
		if err != nil {
			return err
		}
		visits[i].ID = id
	}
	return nil
}

func (p *dayPage) show(k *dayKnown) {
	p.known = k
	p.header.SetSubtitle(longDay(p.day) + " · " + data.Plural(len(k.visits), "visit", "visits"))
	if p.first.Text() == "" {
		p.first.SetText(k.from)
	}
	if p.last.Text() == "" {
		p.last.SetText(k.to)
	}
	if len(k.visits) == 0 {
		p.list.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, "No visits on this day", "Plan a visit to see its address, access and hazards here.", nil)}
		p.plan.Objects = nil
	} else {
		p.list.Objects = []fyne.CanvasObject{p.rows}
		p.rows.Reload()
		p.chosen, p.booked = k.selected.ID, k.selected.AppointmentID
		p.rows.Select(slices.IndexFunc(k.visits, func(v data.VisitRow) bool { return v.ID == p.chosen }))
		p.showPlan()
	}
	p.travel.SetText(p.travelText())
	p.content.Refresh() // texts have grown
}

func (p *dayPage) row(i int) kit.RowData {
	v := &p.known.visits[i]
	d := kit.RowData{Lead: data.Hour(v.At), Title: v.Client, Secondary: person.Dotted(v.Where, v.Staff)}
	switch {
	case v.Out:
		d.Chips = append(d.Chips, kit.ChipData{Text: "Out", Tone: kit.Amber})
	case !v.FinishedAt.IsZero():
		d.Chips = append(d.Chips, kit.ChipData{Text: "Finished", Tone: kit.Green})
	case v.UnderWay():
		d.Chips = append(d.Chips, kit.ChipData{Text: "Under way", Tone: kit.Accent})
	}
	if v.Open > 0 {
		d.Chips = append(d.Chips, kit.ChipData{Text: data.Plural(v.Open, "open decision", "open decisions"), Tone: kit.Red})
	}
	return d
}

// choose shows the plan of a visit.
func (p *dayPage) choose(i int) {
	if i < 0 || i >= len(p.known.visits) || p.known.visits[i].ID == p.chosen && p.chosen != "" {
		return
	}
	p.chosen, p.booked = p.known.visits[i].ID, p.known.visits[i].AppointmentID
	p.Reload()
}

// showPlan shows what to know before leaving.
func (p *dayPage) showPlan() {
	r := p.known.selected
	facts := kit.VStack(10)
	add := func(label, text string) {
		if text == "" {
			text = "Not recorded"
		}
		facts.Add(kit.Border(10, nil, nil, kit.Fixed(120, 0, kit.NewParagraph(label, kit.Muted)), nil, kit.NewParagraph(text, kit.Body)))
		facts.Add(kit.Separator())
	}
	add("Where", r.Where())
	add("Access", person.Dotted(r.Access, r.Client.AccessNeeds))
	add("Who will be there", r.People)
	facts.Add(kit.Border(10, nil, nil, kit.Fixed(120, 0, kit.NewParagraph("Known hazards", kit.Muted)), nil, hazards(p.known.flags, r.Hazards)))
	facts.Add(kit.Separator())
	add("Phone", person.Dotted(r.Client.Phone, r.Client.OtherPhone))
	if last := r.Last; last != nil {
		add("Last visit", last.On.Short()+". "+person.FirstOf(fullest(last), "No rooms were rated."))
	}
	card := kit.NewCard(r.Client.Name(), data.Hour(r.At), facts)
	p.plan.Objects = []fyne.CanvasObject{card, p.ways(r)}
}

// fullest are the rooms rated highest on a visit, in words.
func fullest(r *data.VisitRecord) string {
	var rooms []string
	for _, f := range r.Findings {
		if f.Rating() > 0 {
			rooms = append(rooms, f.Text())
		}
	}
	return strings.Join(rooms, ", ")
}

// ways are what can be done with the visit: the next step is filled.
func (p *dayPage) ways(r *data.VisitRecord) fyne.CanvasObject {
	leaving := kit.Secondary("Before you leave", func() { p.h.Go(leavingRoute(r)) })
	open := kit.Secondary("Start visit", func() { p.h.Go(visitRoute(r.ID, r.ClientID)) })
	switch {
	case !r.FinishedAt.IsZero():
		open.SetText("Open visit")
	case !r.ArrivedAt.IsZero():
		open.SetText("Continue visit")
		open.SetKind(kit.KindPrimary)
	default:
		leaving.SetKind(kit.KindPrimary)
	}
	edit := p.h.Offer(access.Diary, kit.Secondary("Edit plan", func() { p.h.Go(planRoute(r)) }))
	list := kit.VStack(10, kit.Columns([]float32{1, 1}, leaving, open), kit.Columns([]float32{1, 1}, edit,
		kit.Secondary("Open record", func() { p.h.Go(person.ToRecord(r.ClientID)) })))
	if r.ArrivedAt.IsZero() {
		list.Add(kit.HStack(0, kit.Quiet("Remove visit", func() { p.remove(r) })))
	}
	return list
}

func visitRoute(visit, client data.ID) host.Route {
	return host.Route{Area: host.Calendar, View: host.ViewVisit, Record: visit, Client: client}
}

func planRoute(r *data.VisitRecord) host.Route {
	return host.Route{Area: host.Calendar, View: host.ViewPlanVisit, Client: r.ClientID, Record: r.ID}
}

func leavingRoute(r *data.VisitRecord) host.Route {
	return host.Route{Area: host.Calendar, View: host.ViewLeaving, Record: r.ID, Client: r.ClientID}
}

func (p *dayPage) openVisit(v data.VisitRow) {
	if v.ID != "" {
		p.h.Go(visitRoute(v.ID, v.ClientID))
	}
}

func (p *dayPage) goTo(d data.Date) { p.h.Go(toDay(d, "")) }

func (p *dayPage) remove(r *data.VisitRecord) {
	kit.Confirm(p.h.Window, "Remove this visit?", "Remove a visit that was entered by mistake or will not take place. The record still shows that it was planned.", "Remove", true, func() {
		p.change("remove a visit", func(ctx context.Context) error { return p.h.Visits.Remove(ctx, r.ID) })
	})
}

func (p *dayPage) change(what string, work func(ctx context.Context) error) {
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			if err != nil {
				kit.Message(p.h.Window, "The visit was not saved", p.h.Fail(what, err))
				return
			}
			p.Reload()
		}
	})
}

// print makes the list of the day as a PDF.
func (p *dayPage) print() {
	if p.known == nil || len(p.known.visits) == 0 {
		kit.Message(p.h.Window, "Nothing to print", "There are no visits on this day.")
		return
	}
	visits := slices.Clone(p.known.visits)
	printed(p.h, "Print visits", "visits-"+p.day.String()+".pdf", func(ctx context.Context, path string) error {
		sheet := &data.VisitList{On: p.day, Printed: p.h.Today()}
		if err := adopt(ctx, p.h, visits); err != nil {
			return err
		}
		for _, v := range visits {
			r, err := p.h.Visits.Visit(ctx, v.ID)
			if err != nil {
				return err
			}
			flags, err := flagsOf(ctx, p.h, v.ClientID)
			if err != nil {
				return err
			}
			sheet.Visits = append(sheet.Visits, data.VisitListItem{At: v.At, Client: v.Client, Where: v.Where, Phone: v.Phone, Access: r.Access,
				People: r.People, Hazards: hazardWords(flags, r.Hazards), Staff: v.Staff})
		}
		return p.h.Documents.VisitList(ctx, path, sheet)
	})
}
