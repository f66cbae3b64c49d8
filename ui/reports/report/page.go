package report

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/ui/host"
	"waymark/ui/kit"
	"waymark/ui/load"
	"waymark/ui/theme"
)

// New makes the page of the area Reports. It has one view.
func New(h *host.Host, _ host.Route) host.Page { return newPage(h) }

// page shows the figures for what was chosen and writes them as files.
type page struct {
	host     *host.Host
	root     *fyne.Container
	header   *kit.PageHeader
	choices  *choices
	verdict  *kit.Chip
	counted  *kit.Text
	notice   *fyne.Container // what became of an export
	body     *fyne.Container
	scroll   *kit.FollowScroll
	figures  *fyne.Container // what is scrolled
	files    []*kit.Button   // what writes the report as a file, or keeps it
	subject  int
	counting *load.Latest
	report   *reports.Report // what is shown; nil while there is none to export
	request  reports.Request // what it was made for
	filter   data.FigureFilter
}

func newPage(h *host.Host) *page {
	p := &page{host: h, counting: load.New(h), figures: container.NewStack(), notice: container.NewStack()}
	draft := kit.Secondary("Save a draft…", func() { p.checkNames(p.draft) })
	hand := kit.Primary("Hand over…", func() { p.checkNames(p.handOver) })
	keep := kit.Secondary("Save these figures…", p.keep).Compact()
	p.files = []*kit.Button{keep, draft, hand}
	learnt := kit.Secondary("What we learned", func() { h.Go(host.Route{Area: host.Reports, View: host.ViewLearnt, Filter: p.asked()}) })
	saved := kit.Secondary("Saved reports", func() { h.Go(host.Route{Area: host.Reports, View: host.ViewSaved}) })
	handed := kit.Secondary("Handed over", func() { h.Go(host.Route{Area: host.Reports, View: host.ViewHanded}) })
	surgeries := kit.Secondary("Messages to surgeries", func() { h.Go(host.Route{Area: host.Reports, View: host.ViewMessages}) })
	p.header = kit.NewPageHeader("Report", "", h.Offer(access.Letters, surgeries), h.Offer(access.Casework, learnt), saved, handed, draft, hand)
	p.choices = newChoices(h.Today, p.count)
	p.verdict = kit.NewChip("Loading…", kit.Neutral)
	p.counted = kit.NewParagraph("", kit.Muted)
	p.scroll = kit.Scroll(p.figures)
	p.body = container.NewStack(kit.NewLoading("Loading…"))
	p.notice.Hide()
	p.root = container.New(margins{}, p.header, p.choices.content, kit.Sides(10, kit.Border(10, nil, nil, p.verdict, nil, kit.VStack(0, kit.Spacer(), p.counted, kit.Spacer())), kit.HStack(10, p.choices.compare, keep)), p.notice, p.body)
	p.offer(nil)
	return p
}

// Content is the page.
func (p *page) Content() fyne.CanvasObject { return p.root }

// Shows implements host.Watcher: figures, which count nearly everything.
func (*page) Shows(c store.Change) bool {
	return !c.Is(store.ChangedMarks)
}

// Reload reads the lists to choose from again, then counts.
func (p *page) Reload() {
	db := p.host.Office
	p.host.Background(func(ctx context.Context) func() {
		lists, err := readLists(ctx, db)
		return func() {
			if err != nil {
				p.counting.Forget() // an earlier count must not cover the sentence
				p.fail(err)
				return
			}
			p.choices.fill(lists)
			p.count()
		}
	})
}

// toChoose is what the parts of the caseload are chosen from, retired entries among
// them, and the first day on record.
type toChoose struct {
	partners  []data.Partner
	surgeries []data.Surgery
	reasons   []data.Reason
	first     data.Date
}

func readLists(ctx context.Context, db *office.Office) (l toChoose, err error) {
	if l.partners, err = db.Lists.Partners(ctx, true); err != nil {
		return l, err
	}
	if l.surgeries, err = db.Lists.Surgeries(ctx, true); err != nil {
		return l, err
	}
	if l.reasons, err = db.Lists.Reasons(ctx, true); err != nil {
		return l, err
	}
	l.first, err = db.Figures.FirstDate(ctx)
	return l, err
}

// count works the figures out off the UI goroutine. The last figures stay in
// sight meanwhile, but are not offered as a file.
func (p *page) count() {
	p.counting.Forget()
	p.offer(nil)
	filter, ok := p.choices.filter()
	if !ok {
		p.say("Enter dates", kit.Amber, "")
		return
	}
	p.say("Loading…", kit.Neutral, "")
	request, db := p.choices.request(filter, p.host.Clock()), p.host.Office
	type figures struct {
		report *reports.Report
		unmet  data.Unmet
	}
	load.Do(p.counting, func(ctx context.Context) (f figures, err error) {
		if f.report, err = reports.Make(ctx, db.Figures, request); err == nil && f.report.Unmet.Sentence != "" {
			f.unmet, err = db.Figures.Unmet(ctx, filter)
		}
		return f, err
	}, func(f figures, err error) { p.publish(request, f.report, f.unmet, err) })
}

// asked is the period and the part of the caseload last counted, or proposed.
func (p *page) asked() data.FigureFilter {
	filter, _ := p.choices.filter()
	return filter
}

func (p *page) publish(request reports.Request, r *reports.Report, unmet data.Unmet, err error) {
	switch {
	case data.CodeOf(err) == data.CodeRefused:
		p.refuse(err)
		return
	case err != nil:
		p.fail(err)
		return
	}
	p.filter, p.request = request.Filter, request
	p.header.SetSubtitle(r.PeriodText() + " · " + r.ScopeText())
	if nothing(r) {
		p.say("No activity in this period", kit.Neutral, "")
		p.show(kit.NewEmpty(theme.IconReports, "No activity in this period",
			"No one was referred, seen or followed up. Change the period, surgery or reason.", nil))
		return
	}
	p.offer(r)
	p.say("Totals checked", kit.Green, fmt.Sprintf("%s · produced %s · %s", seenText(r), r.AsAtText(), ruleText(r)))
	p.fill(r, unmet)
}

// fill puts the figures into the scroller, which keeps its place. Where no one
// was seen it says what there is instead, and what to do. That is for staff,
// and so in full: the files have only what the rule for small numbers lets by.
func (p *page) fill(r *reports.Report, unmet data.Unmet) {
	figures := overview(r, p.subject, func(i int) {
		p.subject = i
	})
	if !r.Seen.Some() && unmet.Any() {
		banner := kit.NewBanner(kit.Amber, fmt.Sprintf("%s, no attended contact in this period. To add one, open the client’s record and choose “Record a "+
			"contact”.",
			unmet.Text()),
			kit.Secondary("Go to Clients", func() { p.host.Go(host.Route{Area: host.Clients}) }).Compact())
		figures = kit.VStack(theme.Gap, kit.PadXY(bleed, 0, banner), figures)
	}
	p.figures.Objects = []fyne.CanvasObject{figures}
	p.figures.Refresh()
	p.show(p.scroll)
}

// refuse shows why the parts do not add up. There is nothing to export then.
func (p *page) refuse(err error) {
	p.offer(nil)
	p.say("Totals do not match", kit.Red, "You cannot export until this is fixed.")
	p.show(kit.PadXY(bleed, 0, kit.VStack(0, kit.NewBanner(kit.Red, data.Sentence(err), nil))))
}

func (p *page) fail(err error) {
	p.offer(nil)
	p.say("Could not load figures", kit.Neutral, "")
	p.show(p.host.CannotShow("count a report", err, p.Reload))
}

// offer says which report can be written as a file, nil for none.
func (p *page) offer(r *reports.Report) {
	p.report = r
	for _, b := range p.files {
		if r == nil {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

func (p *page) say(verdict string, tone kit.Tone, counted string) {
	p.verdict.Set(verdict, tone)
	p.counted.SetText(counted)
	p.root.Refresh()
}

func (p *page) show(obj fyne.CanvasObject) {
	p.body.Objects = []fyne.CanvasObject{obj}
	p.body.Refresh()
}

// tell says what became of an export, above the figures.
func (p *page) tell(tone kit.Tone, text string, action fyne.CanvasObject) {
	p.notice.Objects = []fyne.CanvasObject{kit.NewBanner(tone, text, action)}
	p.notice.Show()
	p.root.Refresh()
}

// nothing is true when there is not even an empty table worth printing.
func nothing(r *reports.Report) bool {
	for _, c := range []reports.Cell{r.Seen, r.ReferralsReceived, r.ContactsByOutcome.N, r.Offers.ByDecision.N, r.FollowUps.N} {
		if c.Some() {
			return false
		}
	}
	return len(r.Outcomes) == 0 && r.Unmet.Sentence == ""
}

func seenText(r *reports.Report) string {
	if r.Seen.Hidden {
		return "The number of people seen is hidden, to protect people"
	}
	return data.Plural(r.Seen.N, "person seen", "people seen")
}

// ruleText says in a few words how small numbers are treated.
func ruleText(r *reports.Report) string {
	if !r.Rule.On() {
		return "small numbers shown, internal use only"
	}
	return fmt.Sprintf("counts of 1 to %d hidden", r.Rule.Minimum-1)
}
