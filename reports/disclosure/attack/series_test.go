package attack_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/caseload"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/disclosure"
)

// adding are the tables and numbers of what happened: over periods that have no
// day in common they add up.
var adding = []string{"referrals", "chosen", "started", "made", "not_yet", "by_kind", "by_outcome", "appointments", "appointments_made", "to_first_contact",
	"to_first_service", "by_decision", "not_chosen", "prescriptions", "gaps", "follow_ups", "visit_decisions", "confidence", "services", "by_mode."}

func addsUp(place string) bool {
	for _, t := range adding {
		if rest, in := strings.CutPrefix(place, t); in && (rest == "" || strings.HasSuffix(t, ".") || rest[0] == '#' || rest[0] == '/') {
			return true
		}
	}
	return false
}

// standing reports whether a number of a longer period says nothing about one of
// a shorter, or nothing about anyone, or is of other services on each page.
func standing(place string) bool {
	return strings.HasPrefix(place, "unmet_") || strings.HasPrefix(place, "services/rest/") || strings.HasSuffix(place, "not_recorded") || strings.Contains(place, ".incomplete_") || unrecorded(place)
}

func among(large, small data.FigureFilter) bool {
	part := func(a, b data.ID) bool { return a == "" || a == b }
	return !large.From.After(small.From) && !large.To.Before(small.To) && part(large.PartnerID, small.PartnerID) && part(large.SurgeryID, small.SurgeryID) && part(large.ReasonID, small.ReasonID) && part(large.OwnOf, small.OwnOf)
}

// across says how the pages hang together: who is on one is on every page that
// it is a part of, and periods and surgeries add up.
func (r *reader) across() {
	for i, large := range r.truth {
		for j, small := range r.truth {
			if i == j || !among(large.filter, small.filter) || among(small.filter, large.filter) && j < i {
				continue
			}
			for place := range small.shown {
				if _, both := large.shown[place]; both && !standing(place) {
					r.rest(true, at(i, place), at(j, place))
				}
			}
			if large.filter.From == small.filter.From && large.filter.To == small.filter.To && small.filter.SurgeryID != "" && large.filter.SurgeryID == "" {
				r.say(false, term{at(i, "surgeries/"+string(small.filter.SurgeryID)), 1}, term{at(j, "seen"), -1})
			}
			if large.filter.From == small.filter.From && large.filter.To == small.filter.To && small.filter.PartnerID != "" && large.filter.PartnerID == "" {
				r.say(false, term{at(i, "partners/"+string(small.filter.PartnerID)), 1}, term{at(j, "seen"), -1})
			}
		}
		r.left(i, r.partners(i), func(place string) bool { return !standing(place) })
		r.left(i, r.days(i), func(place string) bool { return addsUp(place) && !standing(place) })
		r.left(i, r.surgeries(i), func(place string) bool { return !standing(place) })
	}
}

// days lists pages within a page that have no day in common, in order.
func (r *reader) days(i int) []int {
	w := r.truth[i].filter
	var list []int
	next := w.From
	for {
		best := -1
		for j, p := range r.truth {
			f := p.filter
			same := f.PartnerID == w.PartnerID && f.SurgeryID == w.SurgeryID && f.ReasonID == w.ReasonID && f.OwnOf == w.OwnOf && f != w && among(w, f)
			if same && !f.From.Before(next) && (best < 0 || f.To.Before(r.truth[best].filter.To)) {
				best = j
			}
		}
		if best < 0 {
			return list
		}
		list, next = append(list, best), r.truth[best].filter.To.AddDays(1)
	}
}

func (r *reader) surgeries(i int) []int {
	w := r.truth[i].filter
	var list []int
	seen := map[data.ID]bool{}
	for j, p := range r.truth {
		f := p.filter
		if w.SurgeryID == "" && f.SurgeryID != "" && f.ReasonID == w.ReasonID && f.From == w.From && f.To == w.To && !seen[f.SurgeryID] {
			seen[f.SurgeryID], list = true, append(list, j)
		}
	}
	return list
}

// partners lists the pages on the partners of a whole for the same days.
func (r *reader) partners(i int) []int {
	w := r.truth[i].filter
	var list []int
	seen := map[data.ID]bool{}
	for j, p := range r.truth {
		f := p.filter
		if w.PartnerID == "" && w.SurgeryID == "" && f.PartnerID != "" && f.ReasonID == w.ReasonID && f.From == w.From && f.To == w.To && !seen[f.PartnerID] {
			seen[f.PartnerID], list = true, append(list, j)
		}
	}
	return list
}

// left is what parts leave of a whole.
func (r *reader) left(i int, parts []int, use func(string) bool) {
	if len(parts) < 2 {
		return
	}
	for place, n := range r.truth[i].shown {
		if !use(place) {
			continue
		}
		terms := []term{{at(i, place), -1}}
		for _, j := range parts {
			if m, there := r.truth[j].shown[place]; there {
				terms = append(terms, term{at(j, place), 1})
				n -= m
			}
		}
		name := at(i, place) + " left"
		if n < 0 {
			continue
		}
		r.extra[name] = n
		r.relations = append(r.relations, relation{terms: append(terms, term{name, 1})})
		if n > 0 && !standing(place) {
			r.guarded[name] = n
		}
	}
}

// meansTold lists the means from which, with those of another page, the mean of
// a few people follows.
func meansTold(pages []*page, minimum int) []string {
	var list []string
	people := func(p *page, mean string) (int, bool) {
		for _, place := range []string{mean + ".n_pairs", mean} {
			if n, shown := p.shown[place]; shown {
				return n, true
			}
		}
		return 0, false
	}
	for i, large := range pages {
		for j, small := range pages {
			if i == j || !among(large.filter, small.filter) {
				continue
			}
			for mean := range small.means {
				if _, both := large.means[mean]; !both {
					continue
				}
				a, one := people(large, mean)
				b, two := people(small, mean)
				if d := max(a-b, b-a); one && two && d > 0 && d < minimum {
					list = append(list, large.String()+" and "+small.String()+": "+mean)
				}
			}
		}
	}
	return list
}

// asked is one report that is handed over after others.
type asked struct {
	from, to string
	surgery  data.ID
	partner  data.ID
	as       *access.Identity // who hands it over; nil for who handed over the one before
}

// handOver makes reports for one reader, each after the others were handed over.
func handOver(t *testing.T, s *office.Office, list []asked) (pages, truth []*page, refused int) {
	t.Helper()
	to := reports.Recipient{Name: "Trustees"}
	for i, a := range list {
		f := data.FigureFilter{From: data.MustDate(a.from), To: data.MustDate(a.to), SurgeryID: a.surgery, PartnerID: a.partner}
		if a.as != nil {
			s.Session.SignIn(*a.as)
		}
		began := time.Now()
		r, err := reports.MakeFor(context.Background(), s.Figures, reports.Request{Filter: f, AsAt: today.Time(), Rule: &disclosure.Default}, to)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s to %s: %d of %d cells hidden, %d alone, %d told, %v", a.from, a.to, r.Handing.Hidden, r.Handing.Cells, r.Handing.Alone, r.Handing.Told, time.Since(began).Round(time.Millisecond))
		if r.Handing.Told > 0 {
			refused++
			continue
		}
		body, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		_, _, whole := printed(t, s, f, disclosure.Default)
		pages, truth = append(pages, read(f, body)), append(truth, whole)
		f.OwnOf = r.OwnOf
		pages[len(pages)-1].filter, whole.filter = f, f
		frozen, err := reports.Freeze(r, a.from, f)
		if err != nil {
			t.Fatal(err)
		}
		to.Held = append(to.Held, data.HandedOver{ID: data.ID(rune('a' + i)), ReaderID: "r", Report: *frozen})
	}
	return pages, truth, refused
}

// What one reader is handed over the time tells no more than each report alone.
// ATTACK=all tries the long series as well, which takes the attacker many minutes:
// make attack.
func TestAttack_aSeriesTellsNothing(t *testing.T) {
	all := os.Getenv("ATTACK") == "all"
	for _, clients := range []int{0, 600} {
		s := sample(t, clients)
		surgeries := surgeriesOf(t, s)
		for _, one := range []struct {
			name string
			long bool
			list []asked
		}{
			{"yesterday and today", false, []asked{{from: "2026-04-01", to: "2026-11-28"}, {from: "2026-04-01", to: "2026-11-29"}}},
			{"periods that overlap", clients > 0, []asked{{from: "2026-01-01", to: "2026-06-30"}, {from: "2026-01-01", to: "2026-03-31"}, {from: "2026-04-01", to: "2026-07-10"}}},
			{"all but one surgery", true, append([]asked{{from: "2026-01-01", to: "2026-11-29"}}, surgeries[1:]...)},
			{"months and the year to date", true, []asked{{from: "2026-04-01", to: "2026-04-30"}, {from: "2026-05-01", to: "2026-05-31"}, {from: "2026-06-01", to: "2026-06-30"}, {from: "2026-04-01", to: "2026-06-30"}}},
			{"the year to date", true, []asked{{from: "2026-04-01", to: "2026-06-30"}, {from: "2026-04-01", to: "2026-07-31"}, {from: "2026-04-01", to: "2026-08-31"}, {from: "2026-04-01", to: "2026-09-30"}}},
			{"halves and the year", true, []asked{{from: "2025-12-01", to: "2026-05-31"}, {from: "2026-06-01", to: "2026-11-29"}, {from: "2025-12-01", to: "2026-11-29"}}},
			{"quarters and the year", true, []asked{{from: "2025-12-01", to: "2026-02-28"}, {from: "2026-03-01", to: "2026-05-31"}, {from: "2026-06-01", to: "2026-08-31"},
				{from: "2026-09-01", to: "2026-11-29"}, {from: "2025-12-01", to: "2026-11-29"}}},
		} {
			if one.long && !all {
				continue
			}
			t.Run(one.name, func(t *testing.T) { attackSeries(t, s, one.list) })
		}
	}
}

// A partnership as a whole, and each of its partners, for the same days. It takes
// the attacker many minutes.
func TestAttack_aPartnershipAndItsPartnersTellNothing(t *testing.T) {
	if os.Getenv("ATTACK") != "all" {
		t.Skip("ATTACK=all tries it")
	}
	s := sampleOf(t, caseload.Options{Partners: 2})
	partners, err := s.Lists.Partners(context.Background(), true)
	if err != nil || len(partners) != 2 {
		t.Fatal(partners, err)
	}
	list := []asked{{from: "2026-01-01", to: "2026-11-29"}}
	for _, p := range partners {
		list = append(list, asked{from: "2026-01-01", to: "2026-11-29", partner: p.ID})
	}
	attackSeries(t, s, list)
}

// surgeriesOf asks for a report on each surgery for most of a year.
func surgeriesOf(t *testing.T, s *office.Office) []asked {
	t.Helper()
	surgeries, err := s.Lists.Surgeries(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	var list []asked
	for _, one := range surgeries {
		list = append(list, asked{from: "2026-01-01", to: "2026-11-29", surgery: one.ID})
	}
	return list
}

func attackSeries(t *testing.T, s *office.Office, list []asked) {
	t.Helper()
	pages, truth, refused := handOver(t, s, list)
	if refused > 0 {
		t.Errorf("%d of %d reports are refused", refused, len(list))
	}
	who := newReader(5, pages, truth)
	who.across()
	began := time.Now()
	told, hidden := who.solve()
	t.Logf("%d of %d hidden or guarded numbers are told, %d ends unsure, %v", len(told), hidden, who.unsure, time.Since(began).Round(time.Millisecond))
	for _, f := range told {
		t.Error(f)
	}
	for _, m := range meansTold(pages, 5) {
		t.Error(m)
	}
}
