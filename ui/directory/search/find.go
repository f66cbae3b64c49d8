package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/store"
	"waymark/ui/directory/service"
	"waymark/ui/host"
	"waymark/ui/load"
)

// recentShown is how many of the services opened last are listed.
const recentShown = 50

// finder searches off the UI goroutine. A search that another one overtook is
// stopped, and its answer dropped.
type finder struct {
	h                 *host.Host
	reading, counting *load.Latest
	// Before a search, typing is waited for to go on; the counts, which cost
	// more, wait longer.
	pause, countPause time.Duration
	// all is how many services there are; -1 after a change, until it is counted.
	all int
	// counts is given the counts beside the filters, some time after the rows.
	counts func(*data.ServiceCounts)
}

func newFinder(h *host.Host, counts func(*data.ServiceCounts)) finder {
	return finder{h: h, reading: load.New(h), counting: load.New(h), counts: counts, pause: 20 * time.Millisecond, countPause: 60 * time.Millisecond, all: -1}
}

// answer is what a search came back with.
type answer struct {
	filter data.ServiceFilter
	recent bool
	search *data.ServiceSearch
	all    int
	err    error
}

// ask searches and hands the answer to publish on the UI goroutine.
func (f *finder) ask(filter data.ServiceFilter, recent bool, publish func(answer)) {
	f.counting.Forget()
	f.reading.Pause, f.counting.Pause = f.pause, f.countPause
	known := f.all
	load.Do(f.reading, func(ctx context.Context) (a answer, err error) {
		a = answer{filter: filter, recent: recent, all: known}
		if a.search, err = f.search(ctx, filter, recent); err == nil && a.all < 0 {
			var whole *data.ServiceSearch
			if whole, err = f.h.Directory.SearchServices(ctx, data.ServiceFilter{Limit: 1}); err == nil {
				a.all = whole.Total
			}
		}
		return a, err
	}, func(a answer, err error) {
		a.err = err
		if err == nil {
			f.all = a.all
		}
		publish(a)
		if err == nil {
			f.count(filter)
		}
	})
}

func (f *finder) search(ctx context.Context, filter data.ServiceFilter, recent bool) (*data.ServiceSearch, error) {
	if !recent {
		return f.h.Directory.SearchServices(ctx, filter)
	}
	rows, err := f.h.Directory.RecentServices(ctx, recentShown)
	return &data.ServiceSearch{Rows: rows, Total: len(rows)}, err
}

// count fetches the counts for the search that was just shown.
func (f *finder) count(filter data.ServiceFilter) {
	load.Do(f.counting, func(ctx context.Context) (*data.ServiceCounts, error) {
		return f.h.Directory.CountServices(ctx, filter)
	},
		func(counts *data.ServiceCounts, err error) {
			if err != nil {
				f.h.Log.Error("count services", "error", err)
				return
			}
			f.counts(counts)
		})
}

// Shows implements host.Watcher: services, with how many clients use them.
func (*listPage) Shows(c store.Change) bool {
	return !c.Is(store.ChangedReports, store.ChangedQuestionnaires, store.ChangedContact, store.ChangedResponse)
}

// Reload implements host.Page: the rule for checks and the search again, then
// how many are due a call.
func (p *listPage) Reload() {
	p.finder.all = -1
	p.h.Background(func(ctx context.Context) func() {
		days, err := p.h.Directory.CheckDays(ctx)
		if err != nil {
			return nil // the search meets with the same and says so
		}
		return func() {
			p.checkDays = days
			p.rows.Reload()
		}
	})
	p.find()
	p.feeds.read(p.h, func() { p.notices(); p.content.Refresh() })
	p.h.Background(func(ctx context.Context) func() {
		_, due, err := p.h.Directory.RingRound(ctx, 1)
		if err != nil {
			return nil
		}
		days, unchecked, err := uncheckedServices(ctx, p.h)
		if err != nil {
			return nil
		}
		return func() {
			p.ring.SetText("Check details")
			if due > 0 {
				p.ring.SetText(fmt.Sprintf("Check details (%s)", data.Count(due)))
			}
			p.stale.set(unchecked, days)
			p.notices()
			p.content.Refresh()
		}
	})
}

// find searches for what the fields say now.
func (p *listPage) find() { p.finder.ask(p.filter(), p.recent.On(), p.publish) }

func (p *listPage) publish(a answer) {
	if a.err != nil {
		p.line.Set()
		p.count.SetText("")
		p.exact.Hide()
		p.put(p.h.CannotShow("search the directory", a.err, p.Reload))
		return
	}
	into := p.intoRows
	p.intoRows = false
	if a.recent && into && len(a.search.Rows) == 0 { // nothing recent: the whole list, then
		p.recent.SetOn(false)
		p.intoRows = true
		p.find()
		return
	}
	p.say(a)
	p.bare(a.all == 0 && !a.recent && strings.TrimSpace(a.filter.Words) == "" && !p.facets.any())
	if len(a.search.Rows) == 0 {
		p.found = nil
		p.detail.clear()
		p.put(p.emptyState(a.filter, a.all))
		return
	}
	fresh := a.filter != p.query || a.recent != p.queryRecent
	p.found, p.shown, p.query, p.queryRecent = a.search.Rows, a.search.Shown, a.filter, a.recent
	p.rows.Reload()
	p.reselect(fresh)
	p.put(p.rows)
	if into {
		p.rows.Focus()
	}
}

// bare leaves out what says nothing while there are no services: the filters, the
// count and the side of the chosen service.
func (p *listPage) bare(on bool) {
	if on && p.facets.panel.On() {
		p.showMore(false)
	}
	if on == p.side.Hidden {
		return
	}
	p.choices.Hidden, p.counted.Hidden, p.side.Hidden = on, on, on
	p.content.Refresh()
}

// say tells above the list what it shows.
func (p *listPage) say(a answer) {
	p.exact.Hide()
	p.line.Set(service.ShownText(a.search)...)
	count := a.search.CountText(a.all)
	if p.line.Text() != "" {
		count = "· " + count
	}
	p.count.SetText(count)
	switch {
	case a.recent:
		p.count.SetText("Recently viewed")
	case a.search.AnyWord || len(a.search.Instead)+len(a.search.Also) > 0:
		p.exact.SetText(fmt.Sprintf("Search for exactly “%s”", data.Tidy(a.filter.Words)))
		p.exact.Show()
	case a.filter.Exact:
		p.exact.SetText("Include similar words")
		p.exact.Show()
	}
	p.content.Refresh()
}

// reselect keeps the service that someone chose while it is among the found
// ones, and else shows the best one.
func (p *listPage) reselect(fresh bool) {
	at := -1
	if p.picked || !fresh {
		at = slices.IndexFunc(p.found, func(r data.ServiceRow) bool { return r.ID == p.chosen })
	}
	if at < 0 && p.chosen != "" && !fresh {
		p.detail.show(p.chosen) // opened by its route, beyond the rows shown
		return
	}
	if at < 0 {
		at, p.picked = 0, false
	}
	p.rows.Select(at)
	p.chosen = p.found[at].ID
	p.detail.show(p.chosen)
}
