package visit

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/ui/clients/person"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// leavingPage is the lone-working card of one visit: what to know at the door,
// when to be back and who will miss whoever goes.
type leavingPage struct {
	h       *host.Host
	visit   data.ID
	content *fyne.Container
	reading *load.Latest

	record *data.VisitRecord // nil until it is read
	card   *data.LoneCard
	others []data.LoneCard
	flags  []kit.FlagData

	header  *kit.PageHeader
	shell   *kit.Card
	phone   *kit.TextField
	with    *kit.TextField
	withTel *kit.TextField
	buddy   *kit.TextField
	tel     *kit.TextField
	due     *kit.Text
	length  *kit.Text
	failure *kit.Banner
	warning *kit.Banner
	reach   *kit.Banner // whether another PC has the card
	foot    *fyne.Container
	words   *kit.Text // what the button below is for
	first   *kit.Button
	aside   *fyne.Container
	typed   bool // something was changed and is not saved
	busy    bool
}

// NewLeaving makes the page of the visit that the route names.
func NewLeaving(h *host.Host, r host.Route) host.Page {
	p := &leavingPage{h: h, visit: r.Record, reading: load.New(h)}
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	return p
}

// Content implements host.Page.
func (p *leavingPage) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser: what is to be done next.
func (p *leavingPage) FirstFocus() fyne.Focusable {
	if p.first == nil {
		return nil
	}
	return p.first
}

// Shows implements host.Watcher.
func (p *leavingPage) Shows(c store.Change) bool {
	return c.Is(store.ChangedLone, store.ChangedVisit, store.ChangedSettings)
}

type leavingKnown struct {
	record *data.VisitRecord
	card   *data.LoneCard
	others []data.LoneCard
	flags  []kit.FlagData
}

// Reload implements host.Page. What was typed stays.
func (p *leavingPage) Reload() {
	if p.busy || p.typed {
		return
	}
	load.Into(p.reading, load.View{What: "open a lone-working card", Put: p.put, Again: p.Reload}, func(ctx context.Context) (k leavingKnown, err error) {
		if k.record, err = p.h.Visits.Visit(ctx, p.visit); err != nil {
			return k, err
		}
		if k.card, err = p.h.Lone.Card(ctx, p.visit); err != nil {
			return k, err
		}
		if k.flags, err = flagsOf(ctx, p.h, k.record.ClientID); err != nil {
			return k, err
		}
		k.others, err = p.h.Lone.Out(ctx)
		return k, err
	}, func(k leavingKnown) {
		if p.typed {
			return
		}
		p.record, p.card, p.others, p.flags = k.record, k.card, k.others, k.flags
		if p.shell == nil {
			p.build()
		}
		p.show()
	})
}

func (p *leavingPage) put(o fyne.CanvasObject) {
	p.content.Objects = []fyne.CanvasObject{o}
	p.content.Refresh()
}

func (p *leavingPage) build() {
	field := func(label, placeholder string) *kit.TextField {
		f := kit.NewTextField(label)
		f.SetPlaceHolder(placeholder)
		f.OnChanged = func(string) { p.typed = p.differs() }
		return f
	}
	p.phone = field("Your phone", "For example, 07700 900162")
	p.with, p.withTel = field("Going with", "No one"), field("Their phone", "")
	p.buddy, p.tel = field("Buddy", "Who will check on you"), field("Buddy’s phone", "")
	p.due, p.length = kit.NewText("", kit.Heading), kit.NewText("", kit.Muted)
	p.failure = kit.NewBanner(kit.Red, "", nil)
	p.failure.Hide()
	p.warning = kit.NewBanner(kit.Amber, "", nil)
	p.reach = kit.NewBanner(kit.Amber, "", nil)
	p.reach.Hide()
	p.header = kit.NewPageHeader("Before you leave", "Loading…")
	p.foot = container.NewStack()
	p.shell = kit.NewCard("Lone-working card", "", nil)
	p.aside = kit.VStack(theme.Gap)
	p.put(kit.Pad(theme.PageMargin, kit.Border(theme.Gap, p.header, nil, nil, nil,
		newHalves([2]string{"Card", "Who is out now"}, 0.6, p.shell, kit.ScrollBeyond(p.aside), func() float32 { return max(280, p.aside.MinSize().Width+12) }).Content)))
}

func (p *leavingPage) differs() bool {
	c := p.card
	return p.phone.Text() != c.Phone || p.with.Text() != c.With || p.withTel.Text() != c.WithTel || p.buddy.Text() != c.Buddy || p.tel.Text() != c.BuddyTel
}

func (p *leavingPage) show() {
	r, c := p.record, p.card
	on := longDay(r.On)
	if r.At != "" {
		on = fmt.Sprintf("%s at %s", on, data.Hour(r.At))
	}
	p.header.SetTitle("Before you leave")
	if c.Out() {
		p.header.SetTitle("You are out")
	}
	p.header.SetSubtitle(fmt.Sprintf("Home visit on %s · it is %s", on, data.HourOf(p.h.Clock())))
	ways := []fyne.CanvasObject{kit.Secondary("All visits", func() { p.h.Go(toDay(r.On, r.ID)) }), kit.Secondary("Start visit", func() { p.h.Go(visitRoute(r.ID, r.ClientID)) })}
	if person.FirstOf(c.Place, r.Where()) == "" {
		ways = append([]fyne.CanvasObject{p.h.Offer(access.Diary, kit.Secondary("Edit plan", func() { p.h.Go(planRoute(r)) }))}, ways...)
	}
	p.header.SetActions(ways...)
	for _, f := range []struct {
		field *kit.TextField
		text  string
	}{{p.phone, c.Phone}, {p.with, c.With}, {p.withTel, c.WithTel}, {p.buddy, c.Buddy}, {p.tel, c.BuddyTel}} {
		if f.field.Text() != f.text {
			f.field.SetText(f.text)
		}
	}
	p.typed = false
	p.showFoot()
	p.Met()
	p.shell.SetAction(p.state())
	p.shell.SetContent(kit.Border(12, nil, p.foot, nil, nil, kit.ScrollBeyond(p.facts())))
	p.showTime()
	p.showAside()
	p.content.Refresh() // texts have grown
}

func (p *leavingPage) state() fyne.CanvasObject {
	switch c := p.card; {
	case c.Out():
		return kit.NewChip(fmt.Sprintf("Out since %s", p.clock(c.OutAt)), kit.Amber)
	case !c.BackAt.IsZero():
		return kit.NewChip(fmt.Sprintf("Back at %s", p.clock(c.BackAt)), kit.Green)
	}
	return kit.NewChip("Not out yet", kit.Neutral)
}

// facts are in the order in which they are needed at the door.
func (p *leavingPage) facts() fyne.CanvasObject {
	r := p.record
	list := kit.VStack(10)
	add := func(label string, o fyne.CanvasObject) {
		list.Add(kit.Border(10, nil, nil, kit.Fixed(116, 0, kit.NewParagraph(label, kit.Muted)), nil, o))
		list.Add(kit.Separator())
	}
	add("Where", kit.VStack(1, kit.NewParagraph(person.FirstOf(p.card.Place, r.Where(), "No address is recorded."), kit.Bold),
		kit.NewParagraph(person.Dotted(r.Client.Name(), r.Access, r.People), kit.Muted)))
	add("Known hazards", hazards(p.flags, r.Hazards))
	earlier, later := kit.Secondary("− 15", func() { p.shift(-quarter) }), kit.Secondary("+ 15", func() { p.shift(quarter) })
	add("Time due back", kit.HStack(10, earlier, p.due, later, p.length))
	list.Add(kit.Columns([]float32{1, 1}, p.phone, kit.Spacer()))
	list.Add(kit.Columns([]float32{1, 1}, p.buddy, p.tel))
	list.Add(kit.Columns([]float32{1, 1}, p.with, p.withTel))
	list.Add(p.failure)
	list.Add(p.warning)
	return list
}

func (p *leavingPage) showFoot() {
	print := kit.Secondary("Print card", p.print).Large()
	main := kit.Primary("I am out  (Ctrl+U)", p.OutOrBack).Large()
	words := "Choose “I am out” when you leave. The card stays open until you choose “I am back”."
	switch c := p.card; {
	case c.Out():
		main.SetText("I am back  (Ctrl+U)")
		words = "You are out. Choose “I am back” as soon as you are safe."
	case !c.BackAt.IsZero():
		main.SetText("I am out again  (Ctrl+U)")
		words = "This card is closed. Check the time before you go out again."
	}
	p.first = main
	p.words = kit.NewParagraph(words, kit.Muted)
	p.foot.Objects = []fyne.CanvasObject{kit.VStack(10, p.reach, p.words, kit.Border(8, nil, nil, print, nil, main))}
	p.foot.Refresh()
}

// showAside says who else is out, and who would be rung.
func (p *leavingPage) showAside() {
	list := kit.VStack(8)
	for _, c := range p.others {
		name := c.Staff
		if name == "" {
			name = "Someone"
		}
		due := fmt.Sprintf("back by %s", p.clock(c.DueAt))
		if c.Place != "" {
			due = c.Place + " · " + due
		}
		chip := kit.NewChip("Out", kit.Neutral)
		if !p.h.Clock().Before(c.DueAt) {
			chip = kit.NewChip("Overdue", kit.Red)
		}
		list.Add(kit.Border(8, nil, nil, nil, kit.HStack(0, chip), kit.VStack(1, kit.NewParagraph(name, kit.Bold), kit.NewParagraph(due, kit.Muted))))
	}
	if len(p.others) == 0 {
		list.Add(kit.NewParagraph("No one is out on a visit now.", kit.Muted))
	}
	p.aside.Objects = []fyne.CanvasObject{kit.NewCard("Who is out now", "", list)}
	p.aside.Refresh()
}

// OutOrBack is the one key for both.
func (p *leavingPage) OutOrBack() {
	if p.card == nil || p.busy {
		return
	}
	c := p.filled()
	if c.Out() {
		p.write("say that you are back", func(ctx context.Context) error { return p.h.Lone.Back(ctx, c.ID) })
		return
	}
	if !c.DueAt.After(p.h.Clock()) { // the card was filled in long ago
		c.DueAt = p.h.Clock().Add(time.Hour).Truncate(time.Minute)
	}
	p.write("say that you are out", func(ctx context.Context) error { return p.h.Lone.GoOut(ctx, &c) })
}

// Save implements host.Saver: Ctrl+S keeps the card without going out.
func (p *leavingPage) Save() {
	if p.card == nil || p.busy {
		return
	}
	c := p.filled()
	p.write("save a lone-working card", func(ctx context.Context) error { return p.h.Lone.Save(ctx, &c) })
}

// Leave implements host.Guarded: what was typed is kept on the card.
func (p *leavingPage) Leave(leave func()) {
	if !p.typed || p.card == nil {
		leave()
		return
	}
	c := p.filled()
	p.writeThen("save a lone-working card", func(ctx context.Context) error { return p.h.Lone.Save(ctx, &c) }, leave)
}

func (p *leavingPage) filled() data.LoneCard {
	c := *p.card
	c.Phone, c.With, c.WithTel, c.Buddy, c.BuddyTel = p.phone.Text(), p.with.Text(), p.withTel.Text(), p.buddy.Text(), p.tel.Text()
	return c
}

func (p *leavingPage) write(what string, work func(ctx context.Context) error) {
	p.writeThen(what, work, func() {})
}

func (p *leavingPage) writeThen(what string, work func(ctx context.Context) error, then func()) {
	p.busy = true
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			p.busy = false
			p.refuse(what, err)
			if err != nil {
				return
			}
			p.typed = false
			p.Reload()
			then()
		}
	})
}

// refuse says what is wrong beside the fields; nil takes that away.
func (p *leavingPage) refuse(what string, err error) {
	errs := data.FieldErrorsOf(err)
	for _, f := range []struct {
		field *kit.TextField
		name  string
	}{{p.phone, "Phone"}, {p.withTel, "WithTel"}, {p.buddy, "Buddy"}, {p.tel, "BuddyTel"}} {
		f.field.SetError(errs.For(f.name))
	}
	said := fmt.Sprint(errs.For("DueAt"), errs.For("Place"))
	if err != nil && errs == nil {
		said = p.h.Fail(what, err)
	}
	p.failure.Hidden = said == ""
	p.failure.Set(kit.Red, said)
	p.shell.Refresh()
}

func (p *leavingPage) print() {
	c, r := p.filled(), p.record
	c.Staff = person.FirstOf(c.Staff, r.Staff)
	printed(p.h, "Print card", "lone-working-"+p.h.Today().String()+".pdf", func(ctx context.Context, path string) error {
		set, err := p.h.Lone.Settings(ctx)
		if err != nil {
			return err
		}
		return p.h.Documents.LoneCard(ctx, path, &data.LoneSheet{Card: c, On: r.On, At: r.At, Due: p.clock(c.DueAt), Call: set.Call, Printed: p.h.Today()})
	})
}
