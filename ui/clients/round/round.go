// Package round implements the follow-up round: one person after another, one
// call for each, however many services it is about.
package round

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/round"
	"waymark/ui/clients/person"
	"waymark/ui/clients/reminder"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// page is the round. It is read from the records, so it always goes on where it
// stopped.
type page struct {
	h       *host.Host
	route   host.Route
	content *fyne.Container // the page, or a state in its place
	page    fyne.CanvasObject
	header  *kit.PageHeader
	whose   *kit.Segmented
	record  *kit.Button
	body    *fyne.Container // the sides, or the end of the round
	sides   fyne.CanvasObject
	above   *fyne.Container // what was saved last, and what the round leaves out
	facts   *fyne.Container // the left side
	right   *fyne.Container // the call

	known   *known
	call    *call // nil before the first is read, and at the end
	saved   *saved
	first   fyne.Focusable
	reading *load.Latest
}

// known is the round and the client whose turn it is.
type known struct {
	calls *round.Calls
	stop  *stop // nil at the end
	// At the end of the round:
	kept data.FollowUpFigures
	next *data.FollowUpRow // what falls due next, nil if nothing does
}

// saved is what came of the last call, to be read while the next begins.
type saved struct {
	client   data.ID
	sentence string
	write    *reminder.About // nil unless a letter or text is proposed
}

// New makes the round: of the prescriber that Route.Record names, or of everyone.
func New(h *host.Host, r host.Route) host.Page {
	p := &page{h: h, route: r, reading: load.New(h)}
	p.above, p.facts, p.right = kit.VStack(8), kit.VStack(theme.Gap), container.NewStack()
	p.header = kit.NewPageHeader("Follow-up round", "")
	p.whose = kit.NewSegmented([]string{"Everyone’s", "Mine"}, 0, p.switchTo)
	if r.Record != "" {
		p.whose.SetSelected(1)
	}
	p.record = kit.Secondary("Back to record", p.toRecord)
	p.header.SetActions(p.whose, p.record)
	p.content = container.NewStack(kit.NewLoading("Loading…"))
	p.sides = kit.Columns([]float32{40, 60}, kit.ScrollBeyond(p.facts), p.right)
	p.body = container.NewStack(p.sides)
	p.page = kit.Pad(theme.PageMargin, kit.Border(theme.Gap, kit.VStack(8, p.header, p.above), nil, nil, nil, p.body))
	return p
}

// Content implements host.Page.
func (p *page) Content() fyne.CanvasObject { return p.content }

// FirstFocus implements host.Focuser.
func (p *page) FirstFocus() fyne.Focusable { return p.first }

// Shows implements host.Watcher.
func (*page) Shows(c store.Change) bool { return c.OfStory() || c.Is(store.ChangedLists) }

func (p *page) switchTo(i int) {
	r := p.route
	r.Record = ""
	if i == 1 {
		r.Record = p.h.Session.Person()
	}
	p.h.Go(r)
}

func (p *page) toRecord() {
	if p.call != nil {
		p.h.Go(person.ToRecord(p.call.stop.client()))
	}
}

// Reload implements host.Page. A call in which something is typed stays.
func (p *page) Reload() {
	if p.call != nil && p.call.form.Busy {
		return
	}
	load.Into(p.reading, load.View{What: "open the follow-up round", Put: p.put, Again: p.Reload}, p.read, p.show)
}

func (p *page) read(ctx context.Context) (*known, error) {
	calls, err := p.h.Round.Calls(ctx, p.route.Record)
	if err != nil {
		return nil, err
	}
	k := &known{calls: calls}
	if at := p.turn(calls.Stops); at >= 0 {
		k.stop, err = readStop(ctx, p.h, &calls.Stops[at])
		return k, err
	}
	today := p.h.Today()
	if k.kept, err = p.h.Round.Kept(ctx, today.AddMonths(-keptMonths), today, p.route.Record); err != nil {
		return nil, err
	}
	next, err := p.h.Offering.FollowUps(ctx, data.FollowUpFilter{From: today.AddDays(1), OpenOnly: true, Prescriber: p.route.Record, Limit: 1})
	if len(next) > 0 {
		k.next = &next[0]
	}
	return k, err
}

// keptMonths is over how many months the end of the round looks back.
const keptMonths = 3

// turn is whose turn it is: the one being called, or the first; -1 at the end.
func (p *page) turn(stops []rule.Stop) int {
	if len(stops) == 0 {
		return -1
	}
	for i := range stops {
		if p.call != nil && stops[i].ClientID == p.call.stop.client() {
			return i
		}
	}
	return 0
}

func (p *page) put(obj fyne.CanvasObject) {
	if p.content.Objects[0] != obj {
		p.content.Objects = []fyne.CanvasObject{obj}
		p.content.Refresh()
	}
}

func (p *page) show(k *known) {
	p.known = k
	p.header.SetAside(k.progress())
	p.showAbove()
	switch {
	case k.stop == nil:
		p.showEnd()
	case p.call == nil || p.call.stop.client() != k.stop.client() || !p.call.form.Unsaved():
		p.begin(k.stop)
	default:
		p.call.met.LookAgain()
	}
	p.put(p.page)
}

// progress is such as “3 of 12”, or "" at the end.
func (k *known) progress() string {
	if k.stop == nil {
		return ""
	}
	at, later := k.calls.Done+1, 0
	for i := range k.calls.Stops {
		if k.calls.Stops[i].Later {
			later++
		}
	}
	if !k.stop.due.Later {
		at += later // they come last, and count as passed until then
	}
	return fmt.Sprintf("%d of %d", at, k.calls.Done+len(k.calls.Stops))
}

// begin shows a client and the fields of the call, and gives them the keyboard.
func (p *page) begin(s *stop) {
	p.call = newCall(p, s)
	p.facts.Objects = s.cards(func() { reminder.Ask(p.h, *s.letter(data.Date{})) })
	p.facts.Refresh()
	p.header.SetSubtitle(s.subtitle(p.h.Today()))
	p.record.Show()
	p.putRight(p.call.card)
	p.body.Objects = []fyne.CanvasObject{p.sides}
	p.body.Refresh()
	p.put(p.page) // what is not shown cannot have the keyboard
	p.call.open()
	if !kit.OverlayOpen(p.h.Window) {
		p.call.form.In.Named("Result").Take()
		p.first = p.h.Window.Canvas().Focused()
	}
}

func (p *page) putRight(obj fyne.CanvasObject) {
	p.right.Objects = []fyne.CanvasObject{obj}
	p.right.Refresh()
}

// showAbove says what was saved last and which overdue follow-ups the round
// leaves out.
func (p *page) showAbove() {
	p.above.Objects = nil
	if s := p.saved; s != nil {
		actions := kit.HStack(8, kit.Quiet("Back to record", func() { p.h.Go(person.ToRecord(s.client)) }).Compact())
		if s.write != nil {
			actions.Objects = append([]fyne.CanvasObject{kit.Secondary("Letter or text…", func() { reminder.Ask(p.h, *s.write) }).Compact()}, actions.Objects...)
		}
		p.above.Add(kit.NewBanner(kit.Green, s.sentence, actions))
	}
	if n := p.known.calls.Beyond; n > 0 {
		p.above.Add(kit.NewBanner(kit.Amber, data.Plural(n, "overdue follow-up of other staff is not in this round.", "overdue follow-ups of other staff are not in this round."),
			kit.Secondary("Show all (Ctrl+M)", p.ShowOverdue).Compact()))
	}
	p.above.Refresh()
}

// ShowOverdue implements host.OverdueShower.
func (p *page) ShowOverdue() { p.switchTo(0) }

// Leave implements host.Guarded: what was typed is kept as a draft and is there
// again when the round comes to this client.
func (p *page) Leave(leave func()) { leave() }

// Save implements host.Saver.
func (p *page) Save() {
	if p.call != nil {
		p.call.save()
	}
}
