package tally

import (
	"cmp"
	"slices"

	"waymark/data"
	"waymark/data/rule"
)

// HomeVisit is a finished home visit: how full its fullest room was rated, 0 if
// none was, and the troubles that were found.
type HomeVisit struct {
	On       Day
	Clutter  int
	Troubles []Code
}

// Decision is what a home visit asked to be decided, and how it was answered.
type Decision struct {
	On          Day // of the visit
	Kind, State Code
}

// tidyVisits brings what came of visits into one order.
func (f *Facts) tidyVisits() {
	for i := range f.HomeVisits {
		slices.Sort(f.HomeVisits[i].Troubles)
		f.HomeVisits[i].Troubles = slices.Compact(f.HomeVisits[i].Troubles)
	}
	slices.SortFunc(f.HomeVisits, func(a, b HomeVisit) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Clutter, b.Clutter), slices.Compare(a.Troubles, b.Troubles))
	})
	slices.SortFunc(f.Decisions, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.State, b.State))
	})
	slices.SortFunc(f.VisitNeeds, func(a, b Need) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Reason, b.Reason)) })
}

func (f *Facts) appendVisits(w *writer) {
	w.numbers(len(f.HomeVisits))
	for i := range f.HomeVisits {
		v := &f.HomeVisits[i]
		w.numbers(int(v.On), v.Clutter, len(v.Troubles))
		for _, t := range v.Troubles {
			w.numbers(int(t))
		}
	}
	w.numbers(len(f.Decisions))
	for _, d := range f.Decisions {
		w.numbers(int(d.On), int(d.Kind), int(d.State))
	}
	w.numbers(len(f.VisitNeeds))
	for _, n := range f.VisitNeeds {
		w.numbers(int(n.On), int(n.Reason))
	}
}

func (f *Facts) readVisits(r *reader) {
	f.HomeVisits = resized(f.HomeVisits, r.length())
	for i := range f.HomeVisits {
		v := &f.HomeVisits[i]
		v.On, v.Clutter = Day(r.number()), r.number()
		v.Troubles = resized(v.Troubles, r.length())
		for j := range v.Troubles {
			v.Troubles[j] = Code(r.number())
		}
	}
	f.Decisions = resized(f.Decisions, r.length())
	for i := range f.Decisions {
		f.Decisions[i] = Decision{On: Day(r.number()), Kind: Code(r.number()), State: Code(r.number())}
	}
	f.VisitNeeds = r.needs(f.VisitNeeds)
}

// visitCounts are the counts of what home visits showed.
type visitCounts struct {
	troubles, needs counts
	decisions       map[[2]Code]int
	band            [4]int // people by the band of their fullest room; the last: not rated
	found           []Code // of the client at hand
}

// visits counts what was found at the client's home in the period: people once
// for each thing, and decisions each.
func (c *Count) visits(f *Facts) {
	n := &c.atHome
	v := &c.figures.Visits
	made, fullest := 0, 0
	n.found = n.found[:0]
	for i := range f.HomeVisits {
		visit := &f.HomeVisits[i]
		if !c.within(visit.On) {
			continue
		}
		made++
		fullest = max(fullest, visit.Clutter)
		n.found = append(n.found, visit.Troubles...)
	}
	for _, d := range f.Decisions {
		if c.within(d.On) {
			if n.decisions == nil {
				n.decisions = map[[2]Code]int{}
			}
			n.decisions[[2]Code{d.Kind, d.State}]++
		}
	}
	if made == 0 {
		return
	}
	v.Made += made
	v.People++
	c.clutter(fullest)
	slices.Sort(n.found)
	n.found = slices.Compact(n.found)
	for _, t := range n.found {
		n.troubles.add(t)
	}
	if len(n.found) > 0 {
		v.PeopleFound++
	}
	c.visitNeeds(f)
}

// clutter counts a person by how full their fullest room was. A room in the
// highest band is a trouble as well.
func (c *Count) clutter(fullest int) {
	s := data.VisitSettings{LowTop: c.LowTop, MiddleTop: c.MiddleTop}
	band := s.Band(fullest)
	if band < 0 {
		band = 3
	}
	c.atHome.band[band]++
	if band == 2 {
		c.atHome.found = append(c.atHome.found, c.words.Code(string(rule.TroubleClutter)))
	}
}

func (c *Count) visitNeeds(f *Facts) {
	n := &c.atHome
	n.found = n.found[:0]
	for _, need := range f.VisitNeeds {
		if c.within(need.On) && !slices.Contains(n.found, need.Reason) {
			n.found = append(n.found, need.Reason)
			n.needs.add(need.Reason)
		}
	}
	if len(n.found) > 0 {
		c.figures.Visits.PeopleNeeds++
	}
}

// describeVisits names what was counted.
func (c *Count) describeVisits(reasons []Entry) {
	n, v := &c.atHome, &c.figures.Visits
	for _, t := range rule.Troubles() {
		v.Found = append(v.Found, data.Tally{Key: string(t.Value), Label: t.Label, N: n.troubles.of(c.words.Code(string(t.Value)))})
	}
	s := data.VisitSettings{LowTop: c.LowTop, MiddleTop: c.MiddleTop}
	for i, label := range s.BandLabels() {
		v.Clutter = append(v.Clutter, data.Tally{Key: []string{"low", "middle", "high"}[i], Label: "Fullest room rated " + label, N: n.band[i]})
	}
	v.Clutter = append(v.Clutter, data.Tally{N: n.band[3]})
	v.Needs = c.inOrder(reasons, n.needs)
	for _, kind := range data.DecisionKinds() {
		for _, state := range []data.DecisionState{data.DecisionActed, data.DecisionNotNeeded, data.DecisionOpen} {
			at := [2]Code{c.words.Code(string(kind.Value)), c.words.Code(string(state))}
			v.Decisions = append(v.Decisions, data.Tally{Key: string(kind.Value) + "_" + string(state), Label: kind.Label + ": " + data.LowerFirst(state.Label()), N: n.decisions[at]})
		}
	}
}
