// Package due implements the page of records that are due to be deleted: for each a
// manager decides to delete it or to keep it longer, and then deletes all at once.
package due

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/kit/answer"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page is the list of a month with what was decided of each record.
type page struct {
	h       *host.Host
	content fyne.CanvasObject
	header  *kit.PageHeader
	about   *kit.Text
	which   *kit.Segmented
	rows    *kit.Rows
	body    *fyne.Container
	said    *kit.Banner
	all     *kit.Button
	erase   *kit.Button
	reading *load.Latest

	rules     data.RetentionRules
	due, kept []data.RetentionDue
	marked    map[data.ID]bool // to be deleted
	shown     bool
}

// New makes the page.
func New(h *host.Host, _ host.Route) host.Page {
	p := &page{h: h, reading: load.New(h), marked: map[data.ID]bool{}, said: kit.NewBanner(kit.Green, "", nil)}
	p.all = kit.Secondary("Mark all without warnings", p.markAll)
	p.erase = kit.Primary("Delete marked…", p.askErase)
	p.header = kit.NewPageHeader("Due to be deleted", h.Today().Time().Format("January 2006"), p.all, p.erase)
	p.header.SetBreadcrumb("Settings", func() {
		h.Go(host.Route{Area: host.Settings, View: host.ViewPart, Record: "Retention"})
	})
	p.about = kit.NewParagraph("", kit.Muted)
	p.which = kit.NewSegmented([]string{"Due", "Kept longer"}, 0, func(int) { p.show() })
	p.rows = kit.NewRows(func() int { return len(p.list()) }, func() fyne.CanvasObject { return kit.NewRowText() }, p.fill, kit.RowHeight())
	p.rows.OnOpen = p.decide
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.said.Hide()
	top := kit.VStack(theme.Gap, p.header, p.about, p.said, kit.HStack(0, p.which, kit.Spacer()))
	p.content = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, top, nil, nil, nil, kit.NewCard("", "", p.body).Flush()))
	p.able()
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// Shows implements host.Watcher.
func (*page) Shows(c store.Change) bool {
	return c.Is(store.ChangedClient, store.ChangedSettings, store.ChangedTask, store.ChangedFollowUp)
}

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable {
	if !p.shown {
		return nil
	}
	return p.rows
}

// lists is what the page reads.
type lists struct {
	rules     data.RetentionRules
	due, kept []data.RetentionDue
}

// Reload implements host.Page.
func (p *page) Reload() {
	view := load.View{What: "read what is due to be deleted", Put: p.put, Again: p.Reload}
	load.Into(p.reading, view, func(ctx context.Context) (l lists, err error) {
		if l.rules, err = p.h.Retention.Rules(ctx); err != nil {
			return l, err
		}
		l.due, l.kept, err = p.h.Retention.Due(ctx)
		return l, err
	}, func(l lists) {
		p.rules, p.due, p.kept = l.rules, l.due, l.kept
		there := map[data.ID]bool{}
		for i := range p.due {
			there[p.due[i].ClientID] = true
		}
		for id := range p.marked {
			if !there[id] {
				delete(p.marked, id)
			}
		}
		p.shown = true
		p.about.SetText(fmt.Sprintf("By the rules of your service: %s if someone was never seen, else %s. Open a row to decide.",
			lower(p.rules.Sentence(data.RetainContact)), lower(p.rules.Sentence(data.RetainCase))))
		p.show()
	})
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// list is what the chosen half shows.
func (p *page) list() []data.RetentionDue {
	if p.which.Selected() == 1 {
		return p.kept
	}
	return p.due
}

// show draws the chosen half.
func (p *page) show() {
	half := p.which.Selected()
	p.which.SetOptions([]string{fmt.Sprintf("Due (%d)", len(p.due)), fmt.Sprintf("Kept longer (%d)", len(p.kept))})
	p.which.SetSelected(half)
	p.rows.Reload()
	shown := fyne.CanvasObject(p.rows)
	if len(p.list()) == 0 {
		title, sentence := "Nothing is due", "No record has been kept as long as its rule says. The next list is for next month."
		if p.which.Selected() == 1 {
			title, sentence = "Nothing is kept longer", "A record that you decide to keep is listed here until its day."
		}
		shown = kit.NewEmpty(nil, title, sentence, nil)
	}
	p.put(shown)
	p.able()
}

func (p *page) put(o fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

// able says on the button how many records it would delete.
func (p *page) able() {
	n := len(p.marked)
	p.erase.SetText("Delete marked…")
	if n > 0 {
		p.erase.SetText(fmt.Sprintf("Delete %s…", data.Plural(n, "record", "records")))
		p.erase.Enable()
	} else {
		p.erase.Disable()
	}
	if len(p.due) == 0 {
		p.all.Disable()
	} else {
		p.all.Enable()
	}
	p.header.Refresh()
}

func (p *page) fill(i int, o fyne.CanvasObject) {
	d := p.list()[i]
	title := d.Name
	if !d.Born.IsZero() {
		title = fmt.Sprintf("%s, born %s", d.Name, d.Born.Short())
	}
	row := kit.RowData{Title: title, Secondary: facts(&d)}
	switch {
	case p.which.Selected() == 1:
		row.Chips = []kit.ChipData{{Text: "Until " + d.Kept.Until.Short(), Tone: kit.Neutral}}
		row.Aside = d.Kept.Because
	case p.marked[d.ClientID]:
		row.Chips = append(row.Chips, kit.ChipData{Text: "To delete", Tone: kit.Red})
	}
	if len(d.Warnings) > 0 {
		row.Chips = append([]kit.ChipData{{Text: d.Warnings[0], Tone: kit.Amber}}, row.Chips...)
	}
	o.(*kit.RowText).Set(row)
}

// facts says why a record is due.
func facts(d *data.RetentionDue) string {
	words := fmt.Sprintf("%s · last entry %s · due since %s", d.Kind.Words(), d.LastOn.Short(), d.DueOn.Short())
	if d.Kept != nil {
		words += " · was kept until " + d.Kept.Until.Short()
	}
	return words
}

// markAll marks what is due and has nothing open.
func (p *page) markAll() {
	for i := range p.due {
		if d := &p.due[i]; len(d.Warnings) == 0 {
			p.marked[d.ClientID] = true
		}
	}
	p.which.SetSelected(0)
	p.show()
}

// decide asks what is to become of a row.
func (p *page) decide(i int) {
	list := p.list()
	if i < 0 || i >= len(list) {
		return
	}
	d := list[i]
	open := func() { p.h.Go(host.Route{Area: host.Clients, View: host.ViewClient, Client: d.ClientID}) }
	if p.which.Selected() == 1 {
		answer.AskOne(p.h.Window, d.Name, "Kept until "+d.Kept.Until.Short()+": "+d.Kept.Because, []string{"Keep it no longer", "Change until when", "Open the record"},
			func(i int) {
				[]func(){func() {
					p.write("The record is no longer kept.", func(ctx context.Context) error { return p.h.Retention.Release(ctx, d.Kept.ID) })
				}, func() { p.keep(&d) }, open}[i]()
			})
		return
	}
	sentence := facts(&d) + "."
	if len(d.Warnings) > 0 {
		sentence += " Still open: " + strings.Join(d.Warnings, ", ") + "."
	}
	mark := "Mark to be deleted"
	if p.marked[d.ClientID] {
		mark = "Take the mark away"
	}
	answer.AskOne(p.h.Window, d.Name, sentence, []string{mark, "Keep it longer…", "Open the record"}, func(i int) {
		[]func(){func() { p.toggle(d.ClientID) }, func() { p.keep(&d) }, open}[i]()
	})
}

func (p *page) toggle(id data.ID) {
	if p.marked[id] {
		delete(p.marked, id)
	} else {
		p.marked[id] = true
	}
	p.show()
}
