// Package since implements “Since you last met”: what meeting the other PCs of the
// service changed here, what a rule settled, and what a person has to decide.
package since

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// most is how many are shown at once.
const most = 60

// page is the list of what meetings brought.
type page struct {
	h       *host.Host
	content *fyne.Container
	header  *kit.PageHeader
	body    *fyne.Container
	said    *kit.Banner
	back    *kit.Button
	reading *load.Latest
	total   int
}

// New makes the page.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), body: container.NewStack(kit.NewLoading("Loading…")), said: kit.NewBanner(kit.Red, "", nil)}
	p.back = kit.Secondary("Back to Today", func() { h.Go(host.Route{Area: host.Today}) })
	p.header = kit.NewPageHeader("Since you last met", "", p.back)
	p.header.SetBreadcrumb("Today", func() { h.Go(host.Route{Area: host.Today}) })
	p.said.Hide()
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, kit.VStack(8, p.header, p.said), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.back }

// Shows implements host.Watcher: what a meeting brings is in the clients' stories and
// in the lists.
func (p *page) Shows(c store.Change) bool {
	return c.OfStory() || c.Is(store.ChangedDevices, store.ChangedLists, store.ChangedDirectory)
}

// Reload implements host.Page.
func (p *page) Reload() {
	type known struct {
		list  []exchange.Shown
		total int
	}
	load.Into(p.reading, load.View{What: "read what meeting brought", Put: p.put, Again: p.Reload}, func(ctx context.Context) (k known, err error) {
		k.list, k.total, err = p.h.Exchange.ShowSinceLastMet(ctx, most)
		return k, err
	}, func(k known) {
		p.total = k.total
		p.show(k.list)
	})
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *page) show(list []exchange.Shown) {
	asks, ruled := kit.VStack(theme.Gap), kit.VStack(10)
	needs := 0
	for i := range list {
		if one := &list[i]; one.Asks {
			needs++
			asks.Add(p.card(one))
		} else {
			if len(ruled.Objects) > 0 {
				ruled.Add(kit.Separator())
			}
			ruled.Add(p.ruled(one))
		}
	}
	p.header.SetSubtitle(p.subtitle(needs, len(list)-needs))
	p.content.Refresh() // the header has a line more now
	if len(list) == 0 {
		p.put(kit.NewEmpty(theme.IconToday, "Nothing to decide", "When the other PCs of the service change what you changed, it is listed here.", nil))
		return
	}
	if needs == 0 {
		asks.Add(kit.NewCard("Nothing needs you", "", kit.NewParagraph("What was settled by rule is listed beside. Old values are kept with the client’s record.", kit.Muted)))
	}
	ruled.Add(kit.NewParagraph("Nothing you typed is replaced without a line here. Old values are kept with the client’s record.", kit.Muted))
	if len(list) > needs {
		ruled.Add(kit.HStack(0, kit.Secondary("I have seen these", func() { p.seen(list) }).Compact()))
	}
	p.put(kit.ScrollBeyond(kit.Columns([]float32{64, 36}, asks, kit.NewCard("Settled by rule", data.Plural(len(list)-needs, "thing", "things"), ruled))))
}

// subtitle counts what there is.
func (p *page) subtitle(needs, ruled int) string {
	if needs+ruled == 0 {
		return ""
	}
	text := fmt.Sprintf("%s you · %d settled by rule", data.Plural(needs, "needs", "need"), ruled)
	if more := p.total - needs - ruled; more > 0 {
		text += fmt.Sprintf(" · %d more after these", more)
	}
	return text + ". Nothing you typed was dropped."
}

// card asks a person to decide one thing.
func (p *page) card(one *exchange.Shown) fyne.CanvasObject {
	var content fyne.CanvasObject
	switch one.Kind {
	case exchange.Text:
		content = p.texts(one)
	case exchange.SamePeople:
		content = p.people(one)
	case exchange.Clash:
		content = p.clash(one)
	case exchange.Wrong:
		content = p.wrong(one)
	default:
		content = p.sameName(one)
	}
	card := kit.NewCard(title(one), "Needs you", content)
	card.SetEdge(kit.Amber)
	return card
}

// title says what a thing is about.
func title(one *exchange.Shown) string {
	switch one.Kind {
	case exchange.SamePeople:
		return "May be the same client"
	case exchange.Clash:
		return fmt.Sprintf("Two bookings at one time: %s", one.Day.LongAt(one.Time))
	case exchange.SameName:
		return fmt.Sprintf("Two entries have one name: “%s”", one.Other)
	}
	what := recordName(one.Record)
	if one.Client != "" {
		return fmt.Sprintf("%s: %s", one.Client, strings.ToLower(what[:1])+what[1:])
	}
	return what
}

// texts sets two texts side by side: the record keeps one, and a person may take the
// other.
func (p *page) texts(one *exchange.Shown) fyne.CanvasObject {
	rows := kit.VStack(10, kit.NewParagraph("Two PCs changed the same text. Both are kept.", kit.Muted))
	for _, v := range one.Values {
		rows.Add(kit.Columns([]float32{1, 1}, side("In the record: "+label(one.Record, v.Column), v.Here), side("The other text", v.Lost)))
	}
	// Three equal buttons: which text is right is not for us to propose.
	keep := kit.Secondary("Keep the record as it is", func() { p.settle(one, exchange.Seen) }).Compact()
	use := kit.Secondary("Use the other text", func() { p.settle(one, exchange.UseLost) }).Compact()
	both := kit.Secondary("Keep both texts", func() { p.settle(one, exchange.UseBoth) }).Compact()
	return kit.VStack(12, rows, kit.Wrap(append([]fyne.CanvasObject{keep, use, both}, p.openRecord(one.ClientID, "Open the record")...)...))
}

// side is one of two texts.
func side(head, text string) fyne.CanvasObject {
	if text == "" {
		text = "Not recorded"
	}
	return kit.Fill(theme.ColorGround, kit.Pad(10, kit.VStack(4, kit.NewParagraph(head, kit.Label), kit.NewParagraph(text, kit.Body))))
}

// people sets two clients side by side who may be one person.
func (p *page) people(one *exchange.Shown) fyne.CanvasObject {
	rows := kit.VStack(6, kit.Columns([]float32{1, 2, 2}, kit.NewText("Name", kit.Muted), kit.NewParagraph(one.Client, kit.Bold), kit.NewParagraph(one.Other, kit.Bold)))
	for _, v := range one.Values {
		rows.Add(kit.Separator())
		rows.Add(kit.Columns([]float32{1, 2, 2}, kit.NewText(label(one.Record, v.Column), kit.Muted), value(v.Here), value(v.Lost)))
	}
	same := kit.Secondary("Same client…", func() { p.askJoin(one) }).Compact()
	acts := []fyne.CanvasObject{p.h.Offer(access.Clients, same), kit.Secondary("Different clients", func() { p.settle(one, exchange.Seen) }).Compact()}
	acts = append(acts, p.openRecord(one.ClientID, "Open the first")...)
	acts = append(acts, p.openRecord(one.OtherClient, "Open the second")...)
	return kit.VStack(12, rows, kit.NewParagraph("Both records stay until you decide. Open both if you are not sure.", kit.Muted), kit.Wrap(acts...))
}

// askJoin makes two records one, once a person has confirmed what cannot be undone.
func (p *page) askJoin(one *exchange.Shown) {
	kit.Confirm(p.h.Window, "Join these two records?", fmt.Sprintf("“%s” and “%s” become one record on every PC, with the contacts, questionnaires and follow-ups of both. "+
		"Where they differ, the later entry counts, and the other is listed here. If one of them refused consent, no counts. This cannot be undone.", one.Client, one.Other),
		"Join records", true, func() {
			p.write(func(ctx context.Context) error {
				return p.h.Exchange.JoinPeople(ctx, one.ClientID, one.OtherClient)
			})
		})
}

// wrong shows a record that two PCs changed into what no form would save.
func (p *page) wrong(one *exchange.Shown) fyne.CanvasObject {
	rows := kit.VStack(6, kit.NewParagraph("Two PCs changed this at the same time, and together the changes do not fit:", kit.Body))
	for _, sentence := range one.Broken {
		rows.Add(kit.NewParagraph(sentence, kit.Bold))
	}
	how := "Open the record and correct it there. It leaves this list once it is right."
	if one.ClientID == "" {
		how = "Put back what gave way, which is listed under “Settled by rule”. This leaves the list once it is right."
	}
	rows.Add(kit.NewParagraph(how, kit.Muted))
	acts := append(p.openRecord(one.ClientID, "Open the record"), kit.Secondary("Leave it as it is", func() { p.settle(one, exchange.Seen) }).Compact())
	return kit.VStack(12, rows, kit.Wrap(acts...))
}

func value(text string) fyne.CanvasObject {
	if text == "" {
		return kit.NewText("Not recorded", kit.Muted)
	}
	return kit.NewParagraph(text, kit.Body)
}

// clash shows two bookings at one time.
func (p *page) clash(one *exchange.Shown) fyne.CanvasObject {
	calendar := kit.Secondary("Open the calendar", func() { p.h.Go(host.Route{Area: host.Calendar, Day: one.Day}) }).Compact()
	both := kit.Secondary("Both stay", func() { p.settle(one, exchange.Seen) }).Compact()
	acts := append([]fyne.CanvasObject{calendar, both}, p.openRecord(one.ClientID, "Open the first")...)
	acts = append(acts, p.openRecord(one.OtherClient, "Open the second")...)
	return kit.VStack(12, kit.Columns([]float32{1, 1}, side("First", one.Client), side("Second", one.Other)),
		kit.NewParagraph("They were booked on two PCs. Both stay in the calendar until you move one.", kit.Muted), kit.Wrap(acts...))
}

// sameName says that two entries of a list have one name now.
func (p *page) sameName(one *exchange.Shown) fyne.CanvasObject {
	return kit.VStack(12, kit.NewParagraph(fmt.Sprintf("%s: two PCs gave two entries the same name. One of them is marked. Rename one, or retire it.", recordName(one.Record)), kit.Body),
		kit.Wrap(kit.Secondary("It is right now", func() { p.settle(one, exchange.Seen) }).Compact()))
}

// ruled is one thing that a rule settled.
func (p *page) ruled(one *exchange.Shown) fyne.CanvasObject {
	head := title(one)
	chip, text := "Later one counts", ""
	if one.Kind == exchange.BecameOne {
		chip = "2 became 1"
		head, text = recordName(one.Record), "Added on two PCs. It is one now."
		if one.Other != "" {
			head = fmt.Sprintf("%s “%s”", head, one.Other)
		}
	}
	var lines []string
	for _, v := range one.Values {
		lines = append(lines, fmt.Sprintf("%s: “%s” instead of “%s”.", label(one.Record, v.Column), v.Here, v.Lost))
	}
	if text == "" {
		text = strings.Join(lines, " ")
	}
	column := kit.VStack(4, kit.NewParagraph(head, kit.Bold), kit.Wrap(kit.NewChip(chip, kit.Neutral)), kit.NewParagraph(text, kit.Muted))
	if one.Kind == exchange.Overwritten {
		column.Add(kit.Wrap(append([]fyne.CanvasObject{kit.Quiet("Put the other back", func() { p.settle(one, exchange.UseLost) }).Compact()},
			p.openRecord(one.ClientID, "Open the record")...)...))
	}
	return column
}

func (p *page) openRecord(client data.ID, words string) []fyne.CanvasObject {
	if client == "" {
		return nil
	}
	return []fyne.CanvasObject{kit.Quiet(words, func() { p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: client}) }).Compact()}
}

func (p *page) settle(one *exchange.Shown, choice string) {
	p.write(func(ctx context.Context) error { return p.h.Exchange.Settle(ctx, one.ID, choice) })
}

// seen puts away all that a rule settled.
func (p *page) seen(list []exchange.Shown) {
	p.write(func(ctx context.Context) error {
		for i := range list {
			if list[i].Asks {
				continue
			}
			if err := p.h.Exchange.Settle(ctx, list[i].ID, exchange.Seen); err != nil {
				return err
			}
		}
		return nil
	})
}

func (p *page) write(work func(ctx context.Context) error) {
	p.h.Background(func(ctx context.Context) func() {
		err := work(ctx)
		return func() {
			p.said.Hide()
			if err != nil {
				p.said.Set(kit.Red, p.h.Fail("settle what meeting brought", err))
				p.said.Show()
			}
			p.content.Refresh()
			p.Reload()
		}
	})
}
