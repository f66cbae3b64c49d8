package directory

import (
	"context"
	"slices"
	"time"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/kit"
)

// recentShown is how many of the services opened last are listed.
const recentShown = 50

// finder searches off the UI goroutine. A search that another one overtook is
// stopped, and its answer dropped.
type finder struct {
	h     *host.Host
	asked int
	stop  context.CancelFunc
	// Before a search, typing is waited for to go on; the counts, which cost
	// more, wait longer.
	pause, countPause time.Duration
	// all is how many services there are; -1 after a change, until it is counted.
	all int
	// counts is given the counts beside the filters, some time after the rows.
	counts func(*data.ServiceCounts)
}

func newFinder(h *host.Host, counts func(*data.ServiceCounts)) finder {
	return finder{h: h, counts: counts, stop: func() {}, pause: 20 * time.Millisecond, countPause: 60 * time.Millisecond, all: -1}
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
	f.stop()
	f.asked++
	asked, known := f.asked, f.all
	typing, stop := context.WithCancel(context.Background())
	f.stop = stop
	f.h.Background(func(ctx context.Context) func() {
		defer context.AfterFunc(ctx, stop)()
		if !waited(typing, f.pause) {
			return nil
		}
		a := answer{filter: filter, recent: recent, all: known}
		a.search, a.err = f.search(typing, filter, recent)
		if a.err == nil && a.all < 0 {
			var whole *data.ServiceSearch
			if whole, a.err = f.h.Store.SearchServices(typing, data.ServiceFilter{Limit: 1}); a.err == nil {
				a.all = whole.Total
			}
		}
		return func() {
			if asked != f.asked {
				return
			}
			if a.err == nil {
				f.all = a.all
			}
			publish(a)
			f.count(typing, asked, filter, a)
		}
	})
}

func (f *finder) search(ctx context.Context, filter data.ServiceFilter, recent bool) (*data.ServiceSearch, error) {
	if !recent {
		return f.h.Store.SearchServices(ctx, filter)
	}
	rows, err := f.h.Store.RecentServices(ctx, recentShown)
	return &data.ServiceSearch{Rows: rows, Total: len(rows)}, err
}

// count fetches the counts for the search that was just shown.
func (f *finder) count(typing context.Context, asked int, filter data.ServiceFilter, a answer) {
	if a.err != nil {
		return
	}
	f.h.Background(func(ctx context.Context) func() {
		if !waited(typing, f.countPause) {
			return nil
		}
		counts, err := f.h.Store.CountServices(typing, filter)
		return func() {
			switch {
			case asked != f.asked:
			case err != nil:
				f.h.Log.Error("count services", "error", err)
			default:
				f.counts(counts)
			}
		}
	})
}

// waited waits; it is false when the wait was cut short.
func waited(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// Reload implements host.Page: the rule for checks and the search again, then
// how many are due a call.
func (p *listPage) Reload() {
	p.finder.all = -1
	p.h.Background(func(ctx context.Context) func() {
		days, err := p.h.Store.CheckDays(ctx)
		if err != nil {
			return nil // the search meets with the same and says so
		}
		return func() {
			p.checkDays = days
			p.rows.Reload()
		}
	})
	p.find()
	p.h.Background(func(ctx context.Context) func() {
		_, due, err := p.h.Store.RingRound(ctx, 1)
		if err != nil {
			return nil
		}
		return func() {
			p.ring.SetText("Ring round")
			if due > 0 {
				p.ring.SetText("Ring round " + data.Count(due))
			}
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
		p.put(kit.NewErrorState(p.h.Fail("search the directory", a.err), p.Reload))
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

// say tells above the list what it shows.
func (p *listPage) say(a answer) {
	p.exact.Hide()
	p.line.Set(shownText(a.search)...)
	count := a.search.CountText(a.all)
	if p.line.Text() != "" {
		count = "· " + count
	}
	p.count.SetText(count)
	switch {
	case a.recent:
		p.count.SetText("What you opened last")
	case a.search.AnyWord || len(a.search.Instead)+len(a.search.Also) > 0:
		p.exact.SetText("Search for exactly “" + data.Tidy(a.filter.Words) + "”")
		p.exact.Show()
	case a.filter.Exact:
		p.exact.SetText("Look for similar words, too")
		p.exact.Show()
	}
	p.content.Refresh()
}

// reselect keeps the service that somebody chose while it is among the found
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
