// Package messages implements the page on which surgeries are told of their
// clients over a period: a letter about each who agreed, a list for the practice
// to enter, and who is left out and why.
package messages

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/letters"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// New makes the page of host.ViewMessages.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), looking: load.New(h)}
	p.header = kit.NewPageHeader("Messages to surgeries", "Follows the national standard for messages to GPs. Not tested against it.")
	p.header.SetBreadcrumb("Reports", func() { h.Go(host.Route{Area: host.Reports}) })
	p.write = kit.Primary("Create letters and list…", p.askWrite)
	p.header.SetActions(p.write)
	p.surgery = kit.NewChoice("Surgery", nil, func(string) { p.look() })
	p.from, p.to = h.DateField("From", data.DateHappened), h.DateField("To", data.DateHappened)
	first := data.Date{Year: h.Today().Year, Month: h.Today().Month, Day: 1}
	p.from.SetValue(host.Day(first.AddMonths(-1)))
	p.to.SetValue(host.Day(first.AddDays(-1)))
	for _, f := range []*kit.DateField{p.from, p.to} {
		f.OnChanged = func(kit.Day, error) { p.look() }
	}
	p.again = kit.NewCheck("Include clients already reported", func(bool) { p.look() })
	p.which = kit.NewSegmented([]string{"Letters", "Left out"}, 0, func(int) { p.draw() })
	p.rows = kit.NewRows(p.count, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnSelect = p.choose
	p.detail = kit.VStack(2)
	p.state = kit.NewParagraph("", kit.Muted)
	p.list = container.NewStack(p.rows)
	choices := kit.NewCard("", "", kit.VStack(12, kit.Columns([]float32{44, 28, 28}, p.surgery, p.from, p.to), kit.Wrap(p.again, p.which), p.state))
	sides := kit.Columns([]float32{42, 58}, kit.NewCard("", "", p.list).Flush(), kit.NewCard("", "", kit.NewReader(p.detail)))
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.main = kit.Border(theme.Gap, choices, nil, nil, nil, kit.Fixed(0, 260, sides))
	p.scroll = kit.ScrollBeyond(p.main) // in a low window with large text
	p.content = kit.Pad(theme.PageMargin, kit.Border(10, p.header, nil, nil, nil, p.body))
	p.write.Disable()
	return p
}

// page shows who is told of and who is left out, and the letter that is chosen.
type page struct {
	h                *host.Host
	content, main    fyne.CanvasObject
	scroll           fyne.CanvasObject
	header           *kit.PageHeader
	write            *kit.Button
	surgery          *kit.Choice
	from, to         *kit.DateField
	again            *kit.Check
	which            *kit.Segmented
	rows             *kit.Rows
	list, detail     *fyne.Container
	body             *fyne.Container
	state            *kit.Text
	reading, looking *load.Latest
	batch            *letters.Batch // nil while there is none
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return nil }

// Shows implements host.Watcher: the surgeries to choose from. What is told is
// worked out when someone asks, not after every change.
func (*page) Shows(c store.Change) bool { return c.Is(store.ChangedLists) }

// Reload implements host.Page.
func (p *page) Reload() {
	load.Into(p.reading, load.View{What: "read the surgeries", Put: p.put, Again: p.Reload}, func(ctx context.Context) ([]data.Surgery, error) {
		return p.h.Lists.Surgeries(ctx, false)
	}, func(list []data.Surgery) {
		if len(list) == 0 {
			p.put(kit.NewEmpty(theme.IconReports, "No surgeries yet", "Add your surgeries in Settings. Messages about their clients appear here.",
				kit.Primary("Open Settings", func() { p.h.Go(host.Route{Area: host.Settings}) })))
			return
		}
		options := make([]kit.Option, len(list))
		for i, s := range list {
			options[i] = kit.Option{ID: string(s.ID), Label: s.Name, Note: s.Town}
		}
		p.surgery.SetOptions(options)
		if p.surgery.Selected() == "" {
			p.surgery.SetSelected(options[0].ID)
		}
		p.put(p.scroll)
		if p.batch == nil {
			p.look()
		}
	})
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// look works out who is told of.
func (p *page) look() {
	p.batch = nil
	p.write.Disable()
	from, fromErr := p.from.Value()
	to, toErr := p.to.Value()
	if fromErr != nil || toErr != nil || p.surgery.Selected() == "" {
		p.looking.Forget()
		p.say("Choose a surgery and dates.")
		return
	}
	p.say("Loading…")
	surgery, again := data.ID(p.surgery.Selected()), p.again.Checked
	load.Do(p.looking, func(ctx context.Context) (*letters.Batch, error) {
		return p.h.Letters.Batch(ctx, surgery, host.Date(from), host.Date(to), again, nil)
	}, func(b *letters.Batch, err error) {
		errs := data.FieldErrorsOf(err)
		p.from.SetError(errs.For("From"))
		p.to.SetError(errs.For("To"))
		if err != nil {
			p.say(p.h.Fail("work out what a surgery is told", err))
			return
		}
		p.leaveOutUnprintable(b)
		p.batch = b
		if len(b.Messages) > 0 {
			p.write.Enable()
		}
		p.say(p.summary())
	})
}

func (p *page) say(sentence string) {
	p.state.SetText(sentence)
	p.draw()
	p.content.Refresh()
}

// summary says how many are told of, and what the list lacks.
func (p *page) summary() string {
	b := p.batch
	text := fmt.Sprintf("%s, %s for the practice to enter, %s left out. They never include scores or notes.", data.Plural(len(b.Messages), "letter", "letters"),
		data.Plural(len(b.Rows()), "line", "lines"), data.Plural(len(b.LeftOut), "client", "clients"))
	if len(b.Uncoded) > 0 {
		words := make([]string, len(b.Uncoded))
		for i, m := range b.Uncoded {
			words[i] = "“" + m.Words() + "”"
		}
		text += fmt.Sprintf(" Not in the list because there is no code: %s.", data.JoinAnd(words))
	}
	return text
}

func (p *page) count() int {
	switch {
	case p.batch == nil:
		return 0
	case p.which.Selected() == 1:
		return len(p.batch.LeftOut)
	}
	return len(p.batch.Messages)
}

func (p *page) fill(i int, o fyne.CanvasObject) {
	if i >= p.count() {
		return
	}
	row := o.(*kit.RowText)
	if p.which.Selected() == 1 {
		l := p.batch.LeftOut[i]
		r := kit.RowData{Title: l.Client, Secondary: l.Why}
		if l.ListOnly {
			r.Chips = []kit.ChipData{{Text: "letter only"}}
		}
		row.Set(r)
		return
	}
	m := &p.batch.Messages[i]
	row.Set(kit.RowData{Title: m.Client, Secondary: m.Occasion.Label(), Chips: []kit.ChipData{{Text: data.Plural(len(m.Rows), "line", "lines")}}})
}

func (p *page) draw() {
	p.list.Objects = []fyne.CanvasObject{p.rows}
	if p.batch != nil && p.count() == 0 {
		title, sentence := "No messages", "Choose other dates, or see who is left out."
		if p.which.Selected() == 1 {
			title, sentence = "No one is left out", "Every client with news has agreed to share it."
		}
		p.list.Objects = []fyne.CanvasObject{kit.NewEmpty(nil, title, sentence, nil)}
	}
	p.list.Refresh()
	p.rows.Reload()
	if p.count() > 0 {
		p.rows.Select(0)
		p.choose(0)
		return
	}
	p.show()
}

// choose shows the letter about a client, or why there is none.
func (p *page) choose(i int) {
	switch {
	case i < 0 || i >= p.count():
		p.show()
	case p.which.Selected() == 1:
		l := p.batch.LeftOut[i]
		p.show(kit.NewParagraph(l.Client, kit.Bold), kit.NewParagraph(l.Why+".", kit.Body),
			kit.HStack(0, kit.Quiet("Open record", func() { p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: l.ClientID}) })))
	default:
		p.show(host.LetterView(p.batch.Messages[i].Letter)...)
	}
}

func (p *page) show(objects ...fyne.CanvasObject) {
	p.detail.Objects = objects
	p.detail.Refresh()
}

// leaveOutUnprintable takes out the letters that would be printed with empty boxes,
// such as those about someone whose name is in Chinese, and says whose they are.
func (p *page) leaveOutUnprintable(b *letters.Batch) {
	if p.h.Documents == nil { // pictures of screens are drawn without
		return
	}
	b.Messages = slices.DeleteFunc(b.Messages, func(m letters.Message) bool {
		missing := p.h.Documents.Unprintable(m.Letter)
		if missing != "" {
			b.LeftOut = append(b.LeftOut, letters.LeftOut{ClientID: m.ClientID, Client: m.Client,
				Why: fmt.Sprintf("Our fonts do not have these letters: %s Write to the surgery by email or by hand.", missing)})
		}
		return missing != ""
	})
}
