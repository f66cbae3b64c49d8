package attack_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/disclosure"
)

var today = data.MustDate("2026-11-29")

// sample is a service with an invented caseload.
func sample(t *testing.T, clients int) *office.Office {
	t.Helper()
	return sampleOf(t, caseload.Options{Clients: clients})
}

func sampleOf(t *testing.T, o caseload.Options) *office.Office {
	t.Helper()
	o.Seed, o.Today = 1, today
	clock := data.Clock(func() time.Time { return today.Time().Add(12 * time.Hour) })
	s, err := office.Open(context.Background(), filepath.Join(t.TempDir(), "sample.db"), store.Options{Clock: clock, NewID: caseload.NewIDs(1, today)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := caseload.Write(context.Background(), s, o); err != nil {
		t.Fatal(err)
	}
	return s
}

// printed makes a report as a reader gets it, and as it truly is.
func printed(t *testing.T, s *office.Office, f data.FigureFilter, rule disclosure.Rule) (*reports.Report, *page, *page) {
	t.Helper()
	make := func(rule disclosure.Rule) (*reports.Report, *page) {
		r, err := reports.Make(context.Background(), s.Figures, reports.Request{Filter: f, AsAt: today.Time(), Rule: &rule})
		if err != nil {
			t.Fatal(err)
		}
		body, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		return r, read(f, body)
	}
	r, p := make(rule)
	_, truth := make(disclosure.Rule{})
	return r, p, truth
}

// The attacker is no straw man: whatever single number is printed that was
// hidden for the sake of others, it finds what follows.
func TestAttack_findsWhatOneMoreNumberTells(t *testing.T) {
	s := sample(t, 0)
	_, p, truth := printed(t, s, data.FigureFilter{From: first(t, s), To: today}, disclosure.Default)
	tried, missed := 0, 0
	for place := range p.hidden {
		n := truth.shown[place]
		if n < 5 || strings.HasSuffix(place, "#n") || strings.HasSuffix(place, "not_recorded") {
			continue
		}
		tried++
		p.shown[place] = n
		delete(p.hidden, place)
		if list, _ := newReader(5, []*page{p}, []*page{truth}).solve(); len(list) == 0 {
			t.Logf("nothing follows from %s", place)
			missed++
		}
		delete(p.shown, place)
		p.hidden[place] = true
	}
	// Single numbers may be hidden for nothing, where a search was given up.
	if tried < 10 || missed > tried/4 {
		t.Errorf("of %d numbers that are hidden for others %d tell nothing", tried, missed)
	}
}

func first(t *testing.T, s *office.Office) data.Date {
	t.Helper()
	d, err := s.Figures.FirstDate(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// One report of the pilot's caseload, and one of a large one, tell no one
// anything that they hide.
func TestAttack_oneReportTellsNothing(t *testing.T) {
	for _, clients := range []int{0, 600} {
		s := sample(t, clients)
		for _, minimum := range []int{5, 3, 8} {
			_, p, truth := printed(t, s, data.FigureFilter{From: first(t, s), To: today}, disclosure.Rule{Minimum: minimum})
			who := newReader(minimum, []*page{p}, []*page{truth})
			list, hidden := who.solve()
			t.Logf("%d clients, minimum %d: %d of %d hidden or guarded numbers are told, %d ends unsure", clients, minimum, len(list), hidden, who.unsure)
			for _, f := range list {
				t.Error(f)
			}
		}
	}
}
