package store_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store/office"
)

// What is counted beside a filter is what the search finds once that filter is
// added. The counts come from memory and the search from SQL, so each checks the
// other, whatever is chosen and whatever changed before.
func TestCountServices_areWhatTheSearchFindsWithThatFilter(t *testing.T) {
	ctx := context.Background()
	today := d("2026-04-08")
	s := open(t, on(today.String()))
	must(t, caseload.Write(ctx, s, caseload.Options{Clients: 3, Services: 250, Seed: 5, Today: today}))
	staff, err := s.Lists.Staff(ctx, true)
	must(t, err)
	r := rand.New(rand.NewPCG(7, 8))
	for range 25 {
		changeDirectory(t, s, r)
		f := someFilter(r, s, t)
		if r.IntN(4) == 0 && len(staff) > 0 {
			f.Favourites = staff[r.IntN(len(staff))].ID
		}
		counts, err := s.Directory.CountServices(ctx, f)
		must(t, err)
		compareCounts(t, s, f, counts)
	}
}

// changeDirectory changes a service in one of the ways that the counts depend on.
func changeDirectory(t *testing.T, s *office.Office, r *rand.Rand) {
	t.Helper()
	ctx := context.Background()
	services, _, err := s.Directory.Services(ctx, data.ServiceFilter{Closed: true})
	must(t, err)
	v, err := s.Directory.Service(ctx, services[r.IntN(len(services))].ID)
	must(t, err)
	switch r.IntN(6) {
	case 0:
		v.Area = []string{"", "Deal", "DEAL", "Margate"}[r.IntN(4)]
	case 1:
		v.Languages = []string{"polish", "Welsh"}[:r.IntN(3)]
	case 2:
		v.Status, v.ClosedUntil = data.ServicePaused, data.MustDate([]string{"2026-04-01", "2026-04-08", "2026-05-01"}[r.IntN(3)])
	case 3:
		v.Room, v.Wheelchair, v.MinAge, v.MaxAge = data.Full, data.No, 18, r.IntN(60)+20
	case 4:
		must(t, s.Directory.SetFavourite(ctx, v.ID, r.IntN(2) == 0))
	case 5:
		if other := services[r.IntN(len(services))].ID; other != v.ID {
			_, _ = s.Directory.MergeServices(ctx, v.ID, other) // two that are one already stay so
		}
		return
	}
	_ = s.Directory.SaveService(ctx, v) // one that was merged is left as it is
}

// someFilter chooses a few filters.
func someFilter(r *rand.Rand, s *office.Office, t *testing.T) data.ServiceFilter {
	t.Helper()
	bare, err := s.Directory.CountServices(context.Background(), data.ServiceFilter{})
	must(t, err)
	one := func(list []data.Tally) string {
		if len(list) == 0 || r.IntN(3) > 0 {
			return ""
		}
		return list[r.IntN(len(list))].Key
	}
	maybe := func() bool { return r.IntN(4) == 0 }
	f := data.ServiceFilter{
		Words:  []string{"", "", "a", "lunch", "lunch club", "advice or", "+"}[r.IntN(7)],
		NeedID: data.ID(one(bare.Needs)), CategoryID: data.ID(one(bare.Categories)), Area: one(bare.Areas), Language: one(bare.Languages),
		Closed: maybe(), Free: maybe(), Wheelchair: maybe(), HasRoom: maybe(),
	}
	if maybe() {
		f.Day = data.Weekday(r.IntN(8))
	}
	if maybe() {
		f.Part = data.DayPart(r.IntN(4))
	}
	if maybe() {
		f.Age = r.IntN(90)
	}
	if maybe() {
		f.Area = strings.ToUpper(f.Area)
	}
	if maybe() {
		f.Delivery = data.DeliveryWays()[r.IntN(4)].Value
	}
	if maybe() {
		f.CheckedFrom = data.MustDate("2026-01-01")
	}
	if maybe() {
		f.For, f.SuitsOnly = &data.Suiting{Age: r.IntN(2) * 40, Wheelchair: maybe()}, maybe()
	}
	return f
}

// compareCounts asks the search for each number.
func compareCounts(t *testing.T, s *office.Office, f data.ServiceFilter, counts *data.ServiceCounts) {
	t.Helper()
	is := func(what string, n int, f data.ServiceFilter) {
		t.Helper()
		_, total, err := s.Directory.Services(context.Background(), f)
		must(t, err)
		if total != n {
			t.Errorf("%s: %d counted and %d found, with %+v", what, n, total, f)
		}
	}
	with := func(change func(*data.ServiceFilter)) data.ServiceFilter { g := f; change(&g); return g }
	is("total", counts.Total, f)
	is("free", counts.Free, with(func(f *data.ServiceFilter) { f.Free = true }))
	is("step-free", counts.Wheelchair, with(func(f *data.ServiceFilter) { f.Wheelchair = true }))
	is("room", counts.HasRoom, with(func(f *data.ServiceFilter) { f.HasRoom = true }))
	if f.For != nil {
		is("suits", counts.Suits, with(func(f *data.ServiceFilter) { f.SuitsOnly = true }))
	}
	for _, way := range data.DeliveryWays() {
		if f.Delivery == "" || f.Delivery == way.Value {
			is("delivery", counts.Delivery[way.Value], with(func(f *data.ServiceFilter) { f.Delivery = way.Value }))
		}
	}
	for day := data.Monday; day <= data.Sunday; day++ {
		is("day", counts.Days[day], with(func(f *data.ServiceFilter) { f.Day = day }))
	}
	for part := data.Morning; part <= data.Evening; part++ {
		is("part of day", counts.Parts[part], with(func(f *data.ServiceFilter) { f.Part = part }))
	}
	for what, list := range map[string]struct {
		tallies []data.Tally
		choose  func(*data.ServiceFilter, string)
	}{
		"need":     {counts.Needs, func(f *data.ServiceFilter, key string) { f.NeedID = data.ID(key) }},
		"category": {counts.Categories, func(f *data.ServiceFilter, key string) { f.CategoryID = data.ID(key) }},
		"area":     {counts.Areas, func(f *data.ServiceFilter, key string) { f.Area = key }},
		"language": {counts.Languages, func(f *data.ServiceFilter, key string) { f.Language = key }},
	} {
		if !slices.IsSortedFunc(list.tallies, func(a, b data.Tally) int { return b.N - a.N }) {
			t.Errorf("%s: not the commonest first: %v", what, list.tallies)
		}
		for _, entry := range list.tallies {
			is(what, entry.N, with(func(f *data.ServiceFilter) { list.choose(f, entry.Key) }))
		}
	}
}
