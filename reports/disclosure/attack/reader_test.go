package attack_test

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"waymark/data/instrument"
	"waymark/reports/disclosure/attack"
)

// relation is a sum of places that comes to so much, or to no more.
type relation struct {
	terms  []term
	most   int
	atMost bool
}

type term struct {
	at    string
	times int
}

// reader is someone who holds several pages. truth are the same pages with
// nothing hidden: from them comes what else there is on a page, and which of
// the things that a reader would assume are so.
type reader struct {
	minimum      int
	pages, truth []*page
	relations    []relation
	guarded      map[string]int // by place, the true number
	extra        map[string]int // numbers on no page: their true value
	known        map[string]bool
	absent       map[string]bool // guarded, and in a table that is not on its page
	unsure       int             // ends of which no search came to an end
}

// newReader takes pages up, and what a reader would guard of them.
func newReader(minimum int, pages, truth []*page) *reader {
	r := &reader{minimum: minimum, pages: pages, truth: truth, guarded: map[string]int{}, extra: map[string]int{}, known: map[string]bool{}, absent: map[string]bool{}}
	for i, p := range truth {
		pages[i].others(p)
		for place, n := range p.shown {
			if n > 0 && !strings.HasSuffix(place, "/not_recorded") && !strings.Contains(place, ".incomplete_") && !unrecorded(place) && !unanswered(place) {
				r.guarded[at(i, place)] = n
				r.absent[at(i, place)] = strings.HasSuffix(place, "/Follow-up missing") && !pages[i].has(place)
			}
		}
	}
	for i := range truth {
		r.page(i)
	}
	return r
}

// unrecorded reports whether a place counts what is not recorded of pairs.
func unrecorded(place string) bool {
	return strings.Contains(place, ".missing.") && strings.Contains(place, "/not_recorded/")
}

// unanswered reports whether a place counts people of whom an answer is missing or
// not due yet.
func unanswered(place string) bool {
	return strings.HasPrefix(place, "later.") && (strings.HasSuffix(place, "/missing") || strings.HasSuffix(place, "/not_due"))
}

// at is a place on page i.
func at(i int, place string) string { return fmt.Sprintf("%d:%s", i, place) }

// value is what is truly at a place.
func (r *reader) value(place string) (int, bool) {
	if n, there := r.extra[place]; there {
		return n, true
	}
	i, rest, _ := strings.Cut(place, ":")
	k := 0
	_, _ = fmt.Sscan(i, &k)
	n, there := r.truth[k].shown[rest]
	return n, there
}

// say adds what a reader assumes, if it is so.
func (r *reader) say(atMost bool, terms ...term) {
	sum := 0
	for _, t := range terms {
		n, there := r.value(t.at)
		if !there {
			return
		}
		sum += t.times * n
	}
	if sum == 0 || atMost && sum < 0 {
		r.relations = append(r.relations, relation{terms: terms, atMost: atMost})
	}
}

// most adds that a sum comes to so much at most, if it does.
func (r *reader) most(most int, terms ...term) {
	sum := 0
	for _, t := range terms {
		n, there := r.value(t.at)
		if !there {
			return
		}
		sum += t.times * n
	}
	if sum <= most {
		r.relations = append(r.relations, relation{terms: terms, most: most, atMost: true})
	}
}

func many(times int, places []string) []term {
	var list []term
	for _, p := range places {
		list = append(list, term{p, times})
	}
	return list
}

// equal says that places come to a whole.
func (r *reader) equal(i int, whole string, parts ...string) {
	for k := range parts {
		parts[k] = at(i, parts[k])
	}
	r.say(false, append(many(1, parts), term{at(i, whole), -1})...)
}

// least says that one place is not above the others together.
func (r *reader) least(i int, one string, others ...string) {
	for k := range others {
		others[k] = at(i, others[k])
	}
	r.say(true, append(many(-1, others), term{at(i, one), 1})...)
}

// rest is what one place has more than another, which is about people, too.
func (r *reader) rest(guard bool, more, less string) {
	a, one := r.value(more)
	b, two := r.value(less)
	if !one || !two || a < b {
		return
	}
	name := more + " less " + less
	r.extra[name] = a - b
	r.relations = append(r.relations, relation{terms: []term{{more, -1}, {less, 1}, {name, 1}}})
	if guard && a > b {
		r.guarded[name] = a - b
	}
}

func (r *reader) page(i int) {
	p := r.truth[i]
	for _, t := range []string{"reasons", "sex", "age_bands", "surgeries", "partners", "sources", "prescribers", "by_kind", "by_outcome", "appointments", "appointments_made",
		"to_first_contact", "to_first_service", "by_decision", "not_chosen", "prescriptions", "gaps", "follow_ups", "visit_clutter", "visit_decisions", "lonely_by_reason"} {
		r.parts(i, t)
	}
	for _, t := range []string{"further_reasons", "needs_found", "visit_findings", "visit_needs_found", "lonely_needs"} {
		for _, place := range p.rowsOf(t) {
			r.least(i, place, t+"#n")
		}
		r.least(i, t+"#n", t+"#N")
		r.least(i, t+"#n", p.rowsOf(t)...)
		for _, place := range p.rowsOf(t) {
			r.rest(true, at(i, t+"#N"), at(i, place)) // all but a few
		}
	}
	for _, t := range []string{"reasons", "sex", "age_bands", "surgeries", "partners", "sources", "prescribers", "further_reasons", "needs_found"} {
		r.equal(i, "seen", t+"#N")
	}
	r.needs(i)
	r.equal(i, "by_kind#N", "by_outcome/attended")
	r.equal(i, "appointments#N", "appointments_made#N")
	r.equal(i, "missed", "appointments/missed")
	r.equal(i, "walk_ins", "appointments_made/walk_in")
	r.equal(i, "seen_or_missed", "appointments/seen", "appointments/missed")
	r.equal(i, "referrals", "to_first_contact#N")
	r.equal(i, "referrals", "to_first_service#N")
	r.rest(true, at(i, "referrals"), at(i, "unmet_referrals"))
	r.rest(true, at(i, "by_decision#N"), at(i, "unmet_offers"))
	r.waits(i)
	r.offers(i)
	r.least(i, "seen", "by_outcome/attended")
	r.least(i, "visited", "seen")
	r.least(i, "appointments/seen", "by_outcome/attended")
	r.least(i, "people/offered", "seen", "unmet_offers")
	r.least(i, "unmet_offers", "by_decision#N")
	for _, place := range p.rowsOf("further_reasons") { // no one has a main reason as a further one
		r.say(true, term{at(i, place), 1}, term{at(i, "reasons/"+strings.TrimPrefix(place, "further_reasons/")), 1}, term{at(i, "seen"), -1})
	}
	for _, place := range []string{"visit_findings#N", "visit_needs_found#N", "visit_clutter#N"} {
		r.equal(i, "visited", place)
	}
	r.least(i, "visited", "made")
	r.least(i, "made", "by_kind/home_visit")
	r.equal(i, "visit_findings/clutter", "visit_clutter/high")
	for _, place := range p.places() {
		if measure, rest, in := strings.Cut(strings.TrimPrefix(place, "outcome."), ".n_pairs"); in && rest == "" && strings.HasPrefix(place, "outcome.") {
			r.outcome(i, measure)
			r.answers(i, measure)
			r.scores(i, measure)
		}
	}
}

// waits says what is known of the lengths of waits: from how many on they are given,
// and how many a median or a quartile that is printed leaves on each side of it.
func (r *reader) waits(i int) {
	for _, t := range []string{"to_first_contact", "to_first_service"} {
		whole, waiting := at(i, t+"#N"), at(i, t+"/not_yet")
		least := max(r.minimum, 2)
		_, median := r.pages[i].days[quarters{t, 2}]
		_, quarter := r.pages[i].days[quarters{t, 1}]
		if median {
			r.most(-least, term{whole, -1}, term{waiting, 1})
		}
		if quarter {
			r.most(-4*r.minimum, term{whole, -1}, term{waiting, 1})
		}
		for n := 1; n <= 3; n++ {
			if days, there := r.pages[i].days[quarters{t, n}]; there {
				r.length(i, t, n, days)
			}
		}
	}
}

// length says what one of the quartiles tells: that no fewer had got there by the end
// of the band that it is in, and fewer before that band.
func (r *reader) length(i int, t string, n int, days float64) {
	whole, waiting := at(i, t+"#N"), at(i, t+"/not_yet")
	var before []term
	for _, b := range []struct {
		key  string
		most float64
	}{{"7", 7}, {"14", 14}, {"28", 28}, {"56", 56}, {"more", math.Inf(1)}} {
		one := term{at(i, t+"/"+b.key), 4}
		if days > b.most {
			before = append(before, one)
			continue
		}
		r.most(-1, append(slices.Clone(before), term{whole, -n})...)
		by := []term{{whole, n}, {waiting, -n}, {one.at, -4}}
		for _, b := range before {
			by = append(by, term{b.at, -4})
		}
		r.most(0, by...)
		return
	}
}

// answers says how those who answered are among the people.
func (r *reader) answers(i int, measure string) {
	o, later := "outcome."+measure, "later."+measure
	r.rest(true, at(i, o+".N"), at(i, "seen")) // who answered without a contact
	r.say(true, term{at(i, o+".N"), 1}, term{at(i, "seen"), -1}, term{at(i, "unmet_questionnaires"), -1})
	r.least(i, o+".n_baseline", later+"#N")
	r.equal(i, o+".n_baseline", later+"#N")
	r.rest(true, at(i, later+"#N"), at(i, o+".n_baseline")) // whose first one was before the period
	r.say(true, term{at(i, later+"#N"), 1}, term{at(i, o+".refused_evaluation"), 1}, term{at(i, o+".N"), -1})
	r.least(i, o+".pairs_adjusted", o+".n_pairs")
	r.say(true, term{at(i, o+".scores_estimated"), 1}, term{at(i, o+".n_pairs"), -2})
	for _, place := range r.truth[i].places() {
		if other, is := strings.CutSuffix(place, ".n_pairs"); is && other < o {
			r.equal(i, o+".N", other+".N")
			r.equal(i, o+".refused_evaluation", other+".refused_evaluation")
		}
	}
}

// scores says what is known of the bands from a median, of which no more than half
// are on either side, and from a mean, and what is known of the sizes of change.
func (r *reader) scores(i int, measure string) {
	o, p := "outcome."+measure, r.pages[i]
	n, known := p.shown[o+".n_pairs"]
	if !known {
		return
	}
	off := 0.05
	if n < 20 {
		off = 0.25
	}
	for _, column := range []string{"First", "Follow-up"} {
		var low, high []float64
		var places []string
		for _, b := range r.truth[i].bands[o] {
			low, high, places = append(low, b.low), append(high, b.high), append(places, at(i, o+".bands/"+b.key+"/"+column))
		}
		if mean, there := p.mean[o+"/"+column]; there {
			r.mean(places, low, high, float64(n)*mean, float64(n)*off)
		}
		median, there := p.middle[o+"/"+column]
		if !there {
			continue
		}
		var below, above []term
		for k, place := range places {
			if high[k] < median-off {
				below = append(below, term{place, 1})
			}
			if low[k] > median+off {
				above = append(above, term{place, 1})
			}
		}
		r.most(n/2, below...)
		r.most(n/2, above...)
	}
	c := o + ".changes/"
	if change, there := p.mean[o+"/change"]; there && p.points[c+"rose_small"] > 0 {
		m, _ := instrument.Standard().Measure(measure)
		small, large, all := p.points[c+"rose_small"], p.points[c+"rose_large"], m.Scoring.Max-m.Scoring.Min
		// Those of the large size are among those of the small one: of theirs is what is more.
		places := []string{at(i, c+"rose_small"), at(i, c+"rose_large"), at(i, c+"same"), at(i, c+"fell"), at(i, c+"fell_large")}
		r.mean(places, []float64{small, large - small, -small, -large, large - all}, []float64{large, all - large, small, -small, small - large}, float64(n)*change, float64(n)*off)
	}
}

// mean says that a sum, which is known but for so much, is not less than if each were
// at the lower end, and not more than if each were at the upper one. It counts in
// tenths.
func (r *reader) mean(places []string, low, high []float64, sum, off float64) {
	var least, most []term
	for k, place := range places {
		if n := int(math.Floor(10 * low[k])); n != 0 {
			least = append(least, term{place, n})
		}
		if n := int(math.Ceil(10 * high[k])); n != 0 {
			most = append(most, term{place, -n})
		}
	}
	if len(places) > 0 {
		r.most(int(math.Floor(10*(sum+off)+1e-6)), least...)
		r.most(int(math.Floor(10*(off-sum)+1e-6)), most...)
	}
}

// parts says that the rows of a table add up.
func (r *reader) parts(i int, t string) {
	rows := slices.DeleteFunc(r.truth[i].rowsOf(t), func(place string) bool { return place == t+"/not_recorded" })
	r.equal(i, t+"#n", rows...)
	if _, there := r.truth[i].shown[t+"/not_recorded"]; there {
		r.equal(i, t+"#N", t+"#n", t+"/not_recorded")
	} else {
		r.equal(i, t+"#N", t+"#n")
	}
}

func (r *reader) needs(i int) {
	p := r.truth[i]
	for _, place := range p.rowsOf("reason_needs") {
		reason := strings.Split(place, "/")[1]
		r.least(i, place, "reasons/"+reason)
	}
	names := map[string]bool{}
	for _, place := range p.rowsOf("reason_needs") {
		names[strings.SplitN(place, "/", 3)[2]] = true
	}
	for name := range names {
		column := p.column("reason_needs", name)
		// The page has the name of a need here, and its key there.
		for _, need := range p.rowsOf("needs_found") {
			if r.labels(i)[need] == name {
				r.equal(i, need, column...)
			}
		}
	}
	for _, place := range p.rowsOf("reasons") {
		reason := strings.TrimPrefix(place, "reasons/")
		r.least(i, "lonely_by_reason/"+reason, place)
	}
	r.equal(i, "found", "lonely_by_reason#N")
	r.equal(i, "lonely_needs#N", "asked", "found")
	for _, place := range p.rowsOf("lonely_needs") {
		need := strings.TrimPrefix(place, "lonely_needs/")
		r.least(i, place, "needs_found/"+need, "further_reasons/"+need)
		r.least(i, place, "needs_found/"+need)
	}
}

func (r *reader) labels(i int) map[string]string { return r.truth[i].labels }

func (r *reader) offers(i int) {
	p := r.truth[i]
	r.equal(i, "chosen", "by_decision/chosen")
	r.equal(i, "by_decision#N", "chosen", "not_chosen#N")
	var began []string
	for _, s := range []string{"started", "attending", "completed", "stopped"} {
		if _, there := p.shown["prescriptions/"+s]; there {
			began = append(began, "prescriptions/"+s)
		}
	}
	r.equal(i, "started", began...)
	for _, m := range []struct{ at, one, two, three, four string }{{"confidence", "Offers", "Chosen", "Attended at least once", ""}, {"services", "Offered", "Chosen", "Attended at least once", "Completed"}} {
		r.equal(i, "by_decision#N", p.column(m.at, m.one)...)
		r.equal(i, "chosen", p.column(m.at, m.two)...)
		r.equal(i, "started", p.column(m.at, m.three)...)
		if m.four != "" {
			r.equal(i, "prescriptions/completed", p.column(m.at, m.four)...)
		}
	}
	for _, m := range []string{"confidence", "services"} {
		for _, place := range r.pages[i].rowsOf(m) { // only rows that are on the page: others are in company
			row := place[:strings.LastIndex(place, "/")]
			for _, step := range [][2]string{{"Offers", "Chosen"}, {"Offered", "Chosen"}, {"Chosen", "Attended at least once"}, {"Attended at least once", "Completed"}} {
				if strings.HasSuffix(place, "/"+step[1]) {
					r.rest(true, at(i, row+"/"+step[0]), at(i, row+"/"+step[1]))
				}
			}
		}
	}
	r.equal(i, "people#N", "people/offered")
	r.rest(true, at(i, "people/offered"), at(i, "people/chose"))
	r.rest(true, at(i, "people/chose"), at(i, "people/started"))
	r.least(i, "people/offered", "by_decision#N")
	r.least(i, "people/chose", "chosen")
	r.least(i, "people/started", "started")
}

func (r *reader) outcome(i int, measure string) {
	p, o := r.truth[i], "outcome."+measure
	r.least(i, o+".n_pairs", o+".n_follow_up")
	r.equal(i, o+".n_pairs", o+".n_follow_up")
	r.equal(i, o+".N", "seen")
	r.say(true, term{at(i, o+".n_baseline"), 1}, term{at(i, o+".incomplete_baseline"), 1}, term{at(i, o+".refused_evaluation"), 1}, term{at(i, o+".N"), -1})
	r.say(true, term{at(i, o+".n_follow_up"), 1}, term{at(i, o+".incomplete_follow_up"), 1}, term{at(i, o+".refused_evaluation"), 1}, term{at(i, o+".N"), -1})
	r.parts(i, "by_mode."+measure)
	r.equal(i, "by_mode."+measure+"#N", o+".n_baseline", o+".n_follow_up")
	r.rest(true, at(i, o+".changes/rose_small"), at(i, o+".changes/rose_large"))
	r.rest(true, at(i, o+".changes/fell"), at(i, o+".changes/fell_large"))
	r.parts(i, "later."+measure)
	r.equal(i, o+".n_pairs", "later."+measure+"/both")
	r.equal(i, o+".n_pairs", o+".changes/rose_small", o+".changes/same", o+".changes/fell")
	for _, column := range []string{"First", "Follow-up"} {
		r.equal(i, o+".n_pairs", p.column(o+".bands", column)...)
	}
	for name, d := range map[string][2]string{"sex": {"sex", "sex"}, "age": {"age_band", "age_bands"}, "surgery": {"surgery", "surgeries"}, "reason": {"reason", "reasons"}} {
		m := o + ".missing." + name
		both := p.column(m, "Both scores")
		r.equal(i, o+".n_pairs", slices.Clone(both)...)
		r.equal(i, o+".n_pairs", p.rowsOf(o+".by."+d[0])...)
		for _, place := range both {
			row := strings.Split(place, "/")[1]
			r.equal(i, place, o+".by."+d[0]+"/"+row)
			r.say(true, term{at(i, place), 1}, term{at(i, m+"/"+row+"/Follow-up missing"), 1}, term{at(i, d[1]+"/"+row), -1})
		}
		// The sentence above it says how many have none.
		if missing := p.column(m, "Follow-up missing"); len(missing) > 0 {
			sum := 0
			for _, place := range missing {
				sum += p.shown[place]
			}
			name := at(i, o+".without")
			r.extra[name] = sum
			r.known[name] = len(r.pages[i].column(m, "Follow-up missing")) > 0
			r.say(false, append(many(1, prefixed(i, missing)), term{name, -1})...)
			r.say(false, term{at(i, "later."+measure+"/missing"), 1}, term{name, -1})
		}
	}
	for _, place := range p.rowsOf(o + ".by.service") {
		r.rest(true, at(i, o+".n_pairs"), at(i, place))
	}
}

func prefixed(i int, places []string) []string {
	list := make([]string, len(places))
	for k := range places {
		list[k] = at(i, places[k])
	}
	return list
}

// found is what the reader learns.
type found struct {
	Place     string
	True      int
	Low, High float64
	Certain   bool
}

func (f found) String() string {
	return fmt.Sprintf("%s is %d and lies from %v to %v", f.Place, f.True, f.Low, f.High)
}

// solve lists the guarded numbers that the reader knows better than the rule
// says, and how many hidden ones there are.
func (r *reader) solve() (list []found, hidden int) {
	p, of := r.puzzle(false)
	var nothing *attack.Puzzle
	var at0 map[string]int
	for _, place := range r.places() {
		n, _ := r.value(place)
		i := of[place]
		_, guard := r.guarded[place]
		dark := r.dark(place)
		if !dark && !guard {
			continue
		}
		hidden++
		inf := math.Inf(1)
		var ends [][2]float64 // each must hold a value that the reader cannot exclude
		if r.absent[place] {
			dark = true // it is bounded by those who have no second score: that is no secret
		} else if n > 0 && n < r.minimum && guard {
			ends = append(ends, [2]float64{-inf, 1}, [2]float64{float64(r.minimum - 1), inf})
		}
		if dark {
			ends = append(ends, [2]float64{float64(n) + 1, inf}, [2]float64{-inf, float64(n) - 1})
		}
		told := make([]bool, len(ends))
		for k, end := range ends {
			possible, sure := p.Possible(i, end[0], end[1])
			if told[k] = !possible; !sure {
				r.unsure++
			}
		}
		last := len(ends) - 2 // of what is hidden, one of the last two will do
		if dark && (!told[last] || !told[last+1]) {
			told[last], told[last+1] = false, false
		}
		if !slices.Contains(told, true) {
			continue
		}
		// What no one hides may say that much: of a whole of which two parts are
		// not 0, that it is 2 at least.
		if nothing == nil {
			nothing, at0 = r.puzzle(true)
		}
		base := nothing.Interval(at0[place])
		v := p.Interval(i)
		if r.absent[place] && v.Low < v.High {
			continue
		}
		if v.None || v.Low > math.Max(1, base.Low) || v.High < math.Min(float64(r.minimum-1), base.High) || v.Low == v.High {
			list = append(list, found{place, n, v.Low, v.High, v.Low == v.High})
		}
	}
	return list, hidden
}

func (r *reader) places() []string {
	var list []string
	for i, p := range r.truth {
		list = append(list, prefixed(i, p.places())...)
	}
	for name := range r.extra {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

// dark reports whether a number of a page is hidden on it.
func (r *reader) dark(place string) bool {
	if _, there := r.extra[place]; there {
		return false
	}
	i, rest, _ := strings.Cut(place, ":")
	k := 0
	_, _ = fmt.Sscan(i, &k)
	return r.pages[k].hidden[rest]
}

// puzzle is what is printed; blind, what would be known if all that can be
// hidden were.
func (r *reader) puzzle(blind bool) (*attack.Puzzle, map[string]int) {
	p, of := &attack.Puzzle{}, map[string]int{}
	for i, truth := range r.truth {
		for _, place := range truth.places() {
			n := truth.shown[place]
			low, high := 0, -1
			shown, there := r.pages[i].shown[place]
			switch {
			case r.pages[i].blank[place]:
			case blind && n == 0:
				high = 0
			case blind:
				low = 1
			case there:
				low, high = shown, shown
			case r.pages[i].hidden[place]:
				low = 1
			}
			of[at(i, place)] = p.Number(at(i, place), low, high)
		}
		for place, parts := range r.pages[i].sums {
			if blind && !slices.Contains(r.pages[i].free, place) {
				continue
			}
			terms := []attack.Term{}
			for _, part := range parts {
				terms = append(terms, attack.Term{Var: of[at(i, part)], Coef: 1})
			}
			whole := float64(r.pages[i].shown[place])
			p.Sum(whole, whole, terms...)
		}
	}
	for _, name := range r.places() {
		if _, there := r.extra[name]; there {
			low, high := 0, -1
			if r.known[name] && !blind {
				low, high = r.extra[name], r.extra[name]
			}
			of[name] = p.Number(name, low, high)
		}
	}
	for _, rel := range r.relations {
		var terms []attack.Term
		for _, t := range rel.terms {
			terms = append(terms, attack.Term{Var: of[t.at], Coef: float64(t.times)})
		}
		low := 0.0
		if rel.atMost {
			low = math.Inf(-1)
		}
		p.Sum(low, float64(rel.most), terms...)
	}
	return p, of
}
