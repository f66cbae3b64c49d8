package attack_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
	"waymark/reports"
	"waymark/reports/disclosure"
)

var (
	manager = &access.Identity{Person: "boss", Role: access.Manager}
	most    = asked{from: "2026-01-01", to: "2026-11-29"}
)

// own are two prescribers who see only their own clients, those with the most.
func own(t *testing.T, s *office.Office) (first, second *access.Identity) {
	t.Helper()
	s.Session.SignIn(*manager)
	staff, err := s.Lists.Staff(context.Background(), false)
	if err != nil || len(staff) < 2 {
		t.Fatal(staff, err)
	}
	seen := map[data.ID]int{}
	for i := range staff {
		f, err := s.Figures.Figures(context.Background(), data.FigureFilter{From: data.MustDate(most.from), To: data.MustDate(most.to), OwnOf: staff[i].ID})
		if err != nil {
			t.Fatal(err)
		}
		seen[staff[i].ID] = f.Seen
	}
	slices.SortFunc(staff, func(a, b data.Staff) int { return seen[b.ID] - seen[a.ID] })
	if seen[staff[1].ID] < 10 {
		t.Fatal("too few clients:", seen)
	}
	as := func(id data.ID) *access.Identity {
		return &access.Identity{Person: id, Role: access.Prescriber, OwnOnly: true}
	}
	return as(staff[0].ID), as(staff[1].ID)
}

func (a asked) by(who *access.Identity) asked {
	a.as = who
	return a
}

// A report over one person's own clients was taken for one over everyone, so that the
// people of both were compared as if they were the same. It is a part: what the whole
// has more is about people, too, and nothing else is hidden for it.
func TestHandOver_theWholeAfterOnePersonsOwnClients(t *testing.T) {
	s := sample(t, 0)
	first, second := own(t, s)
	pages, _, refused := handOver(t, s, []asked{most.by(first), most.by(second), most.by(manager)})
	if refused > 0 || len(pages) != 3 {
		t.Fatalf("%d reports are refused", refused)
	}
	whole, compared := pages[2], 0
	for _, part := range pages[:2] {
		for place, n := range part.shown {
			all, both := whole.shown[place]
			if !both || standing(place) || strings.Contains(place, "/together") { // who is counted together differs
				continue
			}
			compared++
			if rest := all - n; rest > 0 && rest < 5 {
				t.Errorf("%s: all but %d are %v’s", place, rest, part.filter.OwnOf)
			}
		}
	}
	if compared < 50 {
		t.Errorf("only %d numbers are in both", compared)
	}
	for _, m := range meansTold(pages, 5) {
		t.Error(m)
	}
}

// Someone who sees only their own clients cannot count what a report on everyone hides,
// so what the two tell together is not known. Nothing else is refused for that.
func TestMakeFor_refusesWhatCannotBeCompared(t *testing.T) {
	s := sample(t, 0)
	first, second := own(t, s)
	spring, wide, later := asked{from: "2026-03-01", to: "2026-05-31"}, most, asked{from: "2026-05-01", to: "2026-08-31"}
	for name, c := range map[string]struct {
		held    []asked
		wanted  asked
		refused bool
	}{
		"everyone in the same days":            {[]asked{spring.by(manager)}, spring.by(first), true},
		"everyone in more days":                {[]asked{wide.by(manager)}, spring.by(first), true},
		"everyone in days that only overlap":   {[]asked{later.by(manager)}, spring.by(first), false},
		"another person’s own clients":         {[]asked{spring.by(first)}, spring.by(second), false},
		"their own clients":                    {[]asked{spring.by(first)}, wide.by(first), false},
		"a person’s own clients, for everyone": {[]asked{spring.by(first)}, spring.by(manager), false},
	} {
		to := reports.Recipient{Name: "Trustees"}
		var err error
		for i, a := range append(c.held, c.wanted) {
			s.Session.SignIn(*a.as)
			f := data.FigureFilter{From: data.MustDate(a.from), To: data.MustDate(a.to)}
			var r *reports.Report
			if r, err = reports.MakeFor(context.Background(), s.Figures, reports.Request{Filter: f, AsAt: today.Time(), Rule: &disclosure.Default}, to); err != nil {
				break
			}
			if r.Handing.Told > 0 {
				t.Errorf("%s: %s", name, r.Handing.ToldText())
			}
			frozen, problem := reports.Freeze(r, a.from, f)
			if problem != nil {
				t.Fatal(problem)
			}
			to.Held = append(to.Held, data.HandedOver{ID: data.ID(rune('a' + i)), ReaderID: "r", Report: *frozen})
		}
		if (err != nil) != c.refused || c.refused && data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A report that was saved before it was kept whose clients it is on is on those of whoever
// made it.
func TestMakeFor_readsOwnReportsOfBefore(t *testing.T) {
	s := sample(t, 0)
	first, _ := own(t, s)
	ask := func(who *access.Identity, held ...data.HandedOver) *reports.Report {
		s.Session.SignIn(*who)
		f := data.FigureFilter{From: data.MustDate(most.from), To: data.MustDate(most.to)}
		r, err := reports.MakeFor(context.Background(), s.Figures, reports.Request{Filter: f, AsAt: today.Time(), Rule: &disclosure.Default}, reports.Recipient{Name: "Trustees", Held: held})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	frozen, err := reports.Freeze(ask(first), "own", data.FigureFilter{From: data.MustDate(most.from), To: data.MustDate(most.to)})
	if err != nil {
		t.Fatal(err)
	}
	held := data.HandedOver{ID: "a", ReaderID: "r", Report: *frozen}
	want := ask(manager, held).Handing
	before := strings.Replace(string(frozen.Body), `"OwnOf":"`+string(first.Person)+`"`, `"OwnOf":""`, 1)
	if before == string(frozen.Body) {
		t.Fatal("it does not say whose clients it is on")
	}
	held.Report.Body, held.CreatedBy = []byte(before), first.Person
	if got := ask(manager, held).Handing; got.Hidden != want.Hidden || got.Told != want.Told || len(got.Held) != 1 || !got.Held[0].OwnOnly {
		t.Errorf("%d cells are hidden and %d told; %d and %d once it was kept", got.Hidden, got.Told, want.Hidden, want.Told)
	}
	if want.Hidden == want.Alone {
		t.Error("nothing is hidden for what they have")
	}
}
