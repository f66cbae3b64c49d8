package offer

import (
	"context"
	"slices"
	"time"

	"waymark/data"
	"waymark/ui/host"
	"waymark/ui/load"
)

const (
	// offerLimit is how many services are listed; typing finds the others.
	offerLimit = 200
	// offerRecent is how many of the services opened last are listed.
	offerRecent = 50
)

// countPause is how long typing has to rest before the counts beside the chips,
// which cost more than the rows, are asked for. Tests do not wait.
var countPause = 60 * time.Millisecond

// find searches for what the fields say now and ends the search before it.
func (s *offerSearch) find() {
	a := s.page.about
	if a == nil {
		return
	}
	s.counting.Forget()
	s.opening = false
	s.filter.lay(s.words.Text)
	filter := data.ServiceFilter{Words: s.words.Text, For: a.suiting, Limit: offerLimit}
	s.filter.apply(&filter)
	recent := s.filter.recent.On()
	load.Do(s.reading, func(ctx context.Context) (*data.ServiceSearch, error) {
		return findServices(ctx, s.page.h, filter, recent, a)
	}, func(found *data.ServiceSearch, err error) {
		s.show(filter, found, err)
		if err == nil {
			s.count(filter)
		}
	})
}

// findServices searches, or gives what was opened last with what a search would
// say about it for this person.
func findServices(ctx context.Context, h *host.Host, filter data.ServiceFilter, recent bool, a *offerAbout) (*data.ServiceSearch, error) {
	if !recent {
		return h.Directory.SearchServices(ctx, filter)
	}
	rows, err := h.Directory.RecentServices(ctx, offerRecent)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(r data.ServiceRow) bool { return r.Status == data.ServiceDefunct })
	for i := range rows {
		a.judge(&rows[i])
	}
	return &data.ServiceSearch{Rows: rows, Total: len(rows)}, nil
}

// judge says about a service what a search for this person says.
func (a *offerAbout) judge(r *data.ServiceRow) {
	r.Reasons = a.suiting.Against(r)
	for _, o := range a.offers { // newest first
		if o.ServiceID == r.ID {
			r.Before, r.BeforeOn = o.Decision, o.OfferedOn
			return
		}
	}
}

// count asks for the counts beside the chips of the search that was just shown.
func (s *offerSearch) count(filter data.ServiceFilter) {
	s.counting.Pause = countPause
	load.Do(s.counting, func(ctx context.Context) (*data.ServiceCounts, error) {
		return s.page.h.Directory.CountServices(ctx, filter)
	},
		func(counts *data.ServiceCounts, err error) {
			if err != nil {
				s.page.h.Log.Error("count services", "error", err)
				return
			}
			s.filter.show(counts)
		})
}
