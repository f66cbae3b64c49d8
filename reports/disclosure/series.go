package disclosure

import (
	"slices"
	"strings"

	"waymark/data"
)

// Span is days on which reports begin and end, with nothing in between: every
// report covers it whole or not at all.
type Span struct {
	From, To data.Date // both days are included
	// Partner, Surgery and Reason are the part of the caseload; "" is all of it.
	Partner, Surgery, Reason, OwnOf data.ID
	True                            map[string]int // every number that was counted for it, by Ref
}

// Filter is what a span is counted for.
func (s *Span) Filter() data.FigureFilter {
	return data.FigureFilter{From: s.From, To: s.To, PartnerID: s.Partner, SurgeryID: s.Surgery, ReasonID: s.Reason, OwnOf: s.OwnOf}
}

// Series is what one reader has besides a report. Of each held report True is
// what was counted now, for its numbers that were hidden.
type Series struct {
	Held  []Held
	Spans []Span
}

// SpansOf cuts the days of the reports of one reader wherever one of them begins
// or ends, for each part of the caseload that more than one report is on. Counts
// of what happened add up over them.
func SpansOf(report *Held, held []Held) []Span {
	type part struct{ partner, surgery, reason, own data.ID }
	groups := map[part][]*Held{}
	var order []part
	for _, h := range append([]*Held{report}, pointers(held)...) {
		p := part{h.Partner, h.Surgery, h.Reason, h.OwnOf}
		if groups[p] == nil {
			order = append(order, p)
		}
		groups[p] = append(groups[p], h)
	}
	var list []Span
	for _, p := range order {
		for _, days := range cuts(groups[p]) {
			list = append(list, Span{From: days[0], To: days[1], Partner: p.partner, Surgery: p.surgery, Reason: p.reason, OwnOf: p.own})
		}
	}
	return list
}

// cuts lists the first and last days of the spans of reports that have days in
// common or that follow on each other.
func cuts(list []*Held) [][2]data.Date {
	if len(list) < 2 {
		return nil
	}
	var begins []data.Date
	for _, h := range list {
		begins = append(begins, h.From, h.To.AddDays(1))
	}
	slices.SortFunc(begins, func(a, b data.Date) int { return a.Sub(b) })
	begins = slices.Compact(begins)
	var spans [][2]data.Date
	for i, from := range begins[:len(begins)-1] {
		to := begins[i+1].AddDays(-1)
		if slices.ContainsFunc(list, func(h *Held) bool { return !h.From.After(from) && !h.To.Before(to) }) {
			spans = append(spans, [2]data.Date{from, to})
		}
	}
	return spans
}

func pointers(held []Held) []*Held {
	list := make([]*Held, len(held))
	for i := range held {
		list[i] = &held[i]
	}
	return list
}

// against adds what the reader holds, and how it hangs together with the new
// report and with each other. The new report is the first in the model.
func (m *model) against(report *Held, s Series) {
	for i := range s.Held {
		m.hold(&s.Held[i])
	}
	all := append([]*Held{report}, pointers(s.Held)...)
	m.spans(all, s.Spans)
	for i, large := range all {
		for j, small := range all {
			if i != j && contains(large, small) && (i < j || !contains(small, large)) {
				m.within(all, i, j)
			}
		}
		m.leftOver(all, i)
	}
	m.parts(all)
}

// hold adds a report as it was printed. Whether it may be something else is for
// what was hidden in it; what it truly was is taken from what is counted now,
// and adapted to what was printed then.
func (m *model) hold(h *Held) {
	own := *h
	own.Tables = settled(h)
	m.add(own.Tables, own.Links, Fixed, h.Rule)
}

// shared lists the numbers that two reports have in common, of the tables that
// are of use. What is counted together follows from its parts.
func shared(a, b *Held, use func(*Table) bool) []string {
	known := map[string]*Cell{}
	for i := range b.Tables {
		for j := range b.Tables[i].Cells {
			known[Ref(b.Tables[i].Key, b.Tables[i].Cells[j].Key)] = &b.Tables[i].Cells[j]
		}
	}
	var refs []string
	for i := range a.Tables {
		t := &a.Tables[i]
		if !use(t) {
			continue
		}
		for j := range t.Cells {
			c, ref := &t.Cells[j], Ref(t.Key, t.Cells[j].Key)
			if other := known[ref]; other != nil && len(c.Of)+len(other.Of) == 0 && comparable(c.Key) && !c.Free {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// comparable reports whether a number is of the same thing in every report, and
// about people: the rest of the services are others each time.
func comparable(key string) bool { return !aboutNobody(key) && !strings.HasPrefix(key, KeyOthers+"/") }

func together(t *Table) bool { return !t.Apart }
func adds(t *Table) bool     { return t.Adds && !t.Apart }

// spans says that what happened in a period is what happened in its spans.
func (m *model) spans(all []*Held, spans []Span) {
	type number struct {
		ref  string
		span int
	}
	secret := map[number]int{}
	for k, h := range all {
		var own []int
		for i := range spans {
			s := &spans[i]
			if s.Partner == h.Partner && s.Surgery == h.Surgery && s.Reason == h.Reason && s.OwnOf == h.OwnOf && !s.From.Before(h.From) && !s.To.After(h.To) {
				own = append(own, i)
			}
		}
		if len(own) == 0 {
			continue
		}
		for _, ref := range shared(h, h, adds) {
			terms := []Part{{m.at[k][ref], 1}}
			for _, i := range own {
				at, there := secret[number{ref, i}]
				if !there {
					n := spans[i].True[ref]
					at = m.Add(Number{N: n, State: Secret, Guarded: n > 0})
					secret[number{ref, i}] = at
				}
				terms = append(terms, Part{at, -1})
			}
			m.gap(true, terms)
		}
	}
}

// gap says that a sum is 0, or adds what it comes to: what changed between two
// counts of the same.
func (m *model) gap(guarded bool, terms []Part) {
	n := m.come(terms)
	if n == 0 {
		m.Equal(terms...)
		return
	}
	rest := m.Add(Number{N: n, State: Secret, Guarded: guarded})
	m.Equal(append(slices.Clone(terms), Part{rest, -1})...)
}

// within says that those counted in one report are among those in another, so
// that what the other has more is about people, too.
func (m *model) within(all []*Held, large, small int) {
	guarded := large == 0 || small == 0
	for _, ref := range shared(all[large], all[small], together) {
		n := m.come([]Part{{m.at[large][ref], 1}, {m.at[small][ref], -1}})
		rest := m.Add(Number{N: n, State: Secret, Guarded: guarded && n != 0})
		m.Equal(Part{m.at[large][ref], 1}, Part{m.at[small][ref], -1}, Part{rest, -1})
	}
	if guarded {
		m.asOne(all[small], small, large, 1)
		m.asOne(all[large], large, small, -1)
	}
}

// asOne adds what one report has more, or less, than another of what the other
// counts together.
func (m *model) asOne(h *Held, own, other, sign int) {
	for i := range h.Tables {
		t := &h.Tables[i]
		if t.Apart || t.Form == Loose {
			continue
		}
		for j := range t.Cells {
			c := &t.Cells[j]
			if len(c.Of) == 0 || c.Hidden {
				continue
			}
			terms := []Part{{m.at[own][Ref(t.Key, c.Key)], -sign}}
			for _, key := range c.Of {
				if at, there := m.at[other][Ref(t.Key, key)]; there && comparable(key) {
					terms = append(terms, Part{at, sign})
				}
			}
			if len(terms) == len(c.Of)+1 {
				m.gap(true, terms)
			}
		}
	}
}

// leftOver adds what reports that have no one in common leave of one that all
// of them are within: periods for what happened, partners and surgeries for people,
// too, and those on the own clients of people, who hardly have anyone in common.
func (m *model) leftOver(all []*Held, whole int) {
	for _, by := range partings {
		use := adds
		if by != byDays {
			use = together
		}
		list := apart(all, whole, by)
		if len(list) < 2 {
			continue
		}
		guarded := whole == 0 || slices.Contains(list, 0)
		for _, ref := range shared(all[whole], all[whole], use) {
			terms := []Part{{m.at[whole][ref], 1}}
			for _, k := range list {
				if at, there := m.in(all, k, ref); there {
					terms = append(terms, Part{at, -1})
				}
			}
			m.gap(guarded, terms)
		}
		if by == byDays {
			m.atMostTogether(all, whole, list)
		}
	}
}

// atMostTogether says that no more people are in a whole than in the periods
// that make it up, because one may be in several.
func (m *model) atMostTogether(all []*Held, whole int, list []int) {
	next := all[whole].From
	for _, k := range list {
		if all[k].From != next {
			return
		}
		next = all[k].To.AddDays(1)
	}
	if next != all[whole].To.AddDays(1) {
		return
	}
	for _, ref := range shared(all[whole], all[whole], func(t *Table) bool { return !t.Adds && !t.Apart }) {
		terms := []Part{{m.at[whole][ref], 1}}
		for _, k := range list {
			if at, there := m.in(all, k, ref); there {
				terms = append(terms, Part{at, -1})
			}
		}
		m.AtMost(0, terms...)
	}
}

// in is the place of a number in a report. One that the report does not list may
// be among the rest there; in a table whose rows make up the whole it is 0.
func (m *model) in(all []*Held, k int, ref string) (at int, there bool) {
	if at, there = m.at[k][ref]; there {
		return at, true
	}
	table, _, _ := strings.Cut(ref, "#")
	for i := range all[k].Tables {
		if t := &all[k].Tables[i]; t.Key == table && t.whole() {
			return 0, false
		}
	}
	n := all[k].True[ref]
	at = m.Add(Number{N: n, State: Secret, Guarded: n > 0})
	m.at[k][ref] = at
	return at, true
}

// parting is how a caseload is parted into reports that no one is in two of.
type parting int

const (
	byDays    parting = iota
	byPartner         // with the surgeries of partners that no report is on
	bySurgery
	byPerson // whose own clients are counted
)

var partings = []parting{byDays, byPartner, bySurgery, byPerson}
