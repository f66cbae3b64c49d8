package attack_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
)

// page is what someone reads in the JSON of a report: every count by its
// place, what is hidden, and what is counted together.
type page struct {
	filter data.FigureFilter
	shown  map[string]int
	hidden map[string]bool
	sums   map[string][]string // the places of what is counted together at a place
	means  map[string]float64
	labels map[string]string
	blank  map[string]bool      // hidden, and may be 0
	free   []string             // what is counted together at such a place is shown whatever it is
	days   map[quarters]float64 // how long so many quarters waited at most
	middle map[string]float64   // medians of scores
	mean   map[string]float64   // means of the pairs, before and after, and of their change
	points map[string]float64   // sizes of change
	bands  map[string][]band    // of a score, lowest first
	tables int                  // how many tables were read
}

// quarters is a number of quarters of those in a table of waits.
type quarters struct {
	table string
	n     int
}

// band is a band of scores, with the lowest and the highest.
type band struct {
	key       string
	low, high float64
}

func newPage(f data.FigureFilter) *page {
	return &page{filter: f, shown: map[string]int{}, hidden: map[string]bool{}, sums: map[string][]string{}, means: map[string]float64{}, labels: map[string]string{},
		blank: map[string]bool{}, days: map[quarters]float64{}, middle: map[string]float64{}, mean: map[string]float64{}, points: map[string]float64{}, bands: map[string][]band{}}
}

type row struct {
	Key   string
	Label string
	N     *int `json:"n"`
	// Whole is here so that it does not count as N, which is all that its name
	// differs in.
	Whole    *int `json:"N"`
	Points   float64
	Together []string `json:"counted_together"`
	// Unanswered is true for those of whom there is no answer.
	Unanswered bool
}

type table struct {
	N           *int
	Recorded    *int `json:"n"`
	NotRecorded *int `json:"not_recorded"`
	Overlaps    bool
	Rows        []row
}

type matrix struct {
	Columns []string
	Rows    []struct {
		Key      string
		Cells    []struct{ N *int }
		Together []string `json:"counted_together"`
	}
}

func (p *page) put(at string, n *int) {
	if n == nil {
		p.hidden[at] = true
		return
	}
	p.shown[at] = *n
}

func (p *page) table(at string, raw json.RawMessage) {
	var t table
	if json.Unmarshal(raw, &t) != nil || t.Rows == nil {
		return
	}
	p.tables++
	p.put(at+"#N", t.N)
	p.put(at+"#n", t.Recorded)
	for _, r := range t.Rows {
		p.labels[at+"/"+r.Key] = r.Label
		if len(r.Together) == 0 {
			p.put(at+"/"+r.Key, r.N)
			continue
		}
		var parts []string
		for _, key := range r.Together {
			parts = append(parts, at+"/"+key)
			p.hidden[at+"/"+key] = true
			p.blank[at+"/"+key] = r.Unanswered
		}
		if r.Unanswered {
			p.free = append(p.free, at+"/"+r.Key)
		}
		if r.N != nil {
			p.shown[at+"/"+r.Key] = *r.N
			p.sums[at+"/"+r.Key] = parts
		}
	}
}

func (p *page) matrix(at string, raw json.RawMessage) {
	var m matrix
	if json.Unmarshal(raw, &m) != nil || m.Rows == nil {
		return
	}
	p.tables++
	for _, r := range m.Rows {
		for j, c := range r.Cells {
			place := at + "/" + r.Key + "/" + m.Columns[j]
			if len(r.Together) == 0 {
				p.put(place, c.N)
				continue
			}
			var parts []string
			for _, key := range r.Together {
				parts = append(parts, at+"/"+key+"/"+m.Columns[j])
			}
			if c.N != nil {
				p.shown[place] = *c.N
				p.sums[place] = parts
			}
		}
	}
}

type object map[string]json.RawMessage

func opened(raw json.RawMessage) object {
	var o object
	_ = json.Unmarshal(raw, &o)
	return o
}

func (o object) number(key string) *int {
	var n *int
	_ = json.Unmarshal(o[key], &n)
	return n
}

// read reads the JSON of a report.
func read(f data.FigureFilter, body []byte) *page {
	p := newPage(f)
	o := opened(body)
	p.put("seen", o.number("clients_seen"))
	p.put("referrals", o.number("referrals_received"))
	for _, key := range []string{"reasons", "further_reasons", "needs_found", "sex", "age_bands", "surgeries", "partners", "sources", "prescribers", "gaps", "follow_ups"} {
		p.table(key, o[key])
	}
	p.put("not_yet", opened(o["follow_ups"]).number("not_yet_due"))
	p.matrix("reason_needs", o["reason_needs"])
	if l := opened(o["loneliness"]); l != nil {
		p.put("asked", l.number("main_reason"))
		p.put("found", l.number("found_later"))
		p.table("lonely_by_reason", l["by_reason"])
		p.table("lonely_needs", l["other_needs"])
	}
	c := opened(o["contacts"])
	p.table("by_kind", c["by_kind"])
	p.table("by_outcome", c["by_outcome"])
	a := opened(o["appointments"])
	p.put("missed", a.number("did_not_attend"))
	p.put("walk_ins", a.number("walk_ins"))
	p.put("seen_or_missed", a.number("seen_or_not_attended"))
	p.table("appointments", a["by_outcome"])
	p.table("appointments_made", a["by_way"])
	w := opened(o["waits"])
	p.table("to_first_contact", w["to_first_contact"])
	p.table("to_first_service", w["to_first_service"])
	for _, t := range []string{"to_first_contact", "to_first_service"} {
		for n, key := range []string{"quarter_within_days", "median_days", "three_quarters_within_days"} {
			if days := opened(w[t]).number(key); days != nil {
				p.days[quarters{t, n + 1}] = float64(*days)
			}
		}
	}
	p.offers(opened(o["offers"]))
	if v := opened(o["home_visits"]); v != nil {
		p.put("made", v.number("visits_made"))
		p.put("visited", v.number("people_visited"))
		for _, key := range []string{"findings", "clutter", "needs_found", "decisions"} {
			p.table("visit_"+key, v[key])
		}
	}
	u := opened(o["without_contact"])
	for _, key := range []string{"referrals", "offers", "questionnaires", "follow_ups"} {
		p.put("unmet_"+key, u.number(key))
	}
	var outcomes []object
	_ = json.Unmarshal(o["outcomes"], &outcomes)
	for _, one := range outcomes {
		p.outcome(one)
	}
	return p
}

func (p *page) offers(o object) {
	p.put("chosen", o.number("chosen"))
	p.put("started", o.number("started"))
	for _, key := range []string{"people", "by_decision", "not_chosen", "prescriptions"} {
		p.table(key, o[key])
	}
	p.matrix("confidence", o["confidence"])
	p.matrix("services", o["services"])
}

func (p *page) outcome(o object) {
	var measure string
	_ = json.Unmarshal(o["instrument"], &measure)
	at := "outcome." + measure
	for _, key := range []string{"N", "n_baseline", "n_follow_up", "n_pairs", "incomplete_baseline", "incomplete_follow_up", "refused_evaluation", "scores_estimated", "pairs_adjusted"} {
		p.put(at+"."+key, o.number(key))
	}
	var changes []row
	_ = json.Unmarshal(o["changes"], &changes)
	for _, c := range changes {
		p.put(at+".changes/"+c.Key, c.N)
		p.points[at+".changes/"+c.Key] = c.Points
	}
	for column, key := range map[string]string{"First": "mean_baseline", "Follow-up": "mean_follow_up", "change": "mean_change"} {
		var mean *float64
		if json.Unmarshal(o[key], &mean) == nil && mean != nil {
			p.mean[at+"/"+column] = *mean
		}
	}
	p.matrix(at+".bands", o["bands"])
	p.table("by_mode."+measure, o["by_mode"])
	p.table("later."+measure, o["follow_up_scores"])
	var missing []json.RawMessage
	_ = json.Unmarshal(o["missing_follow_up"], &missing)
	for _, raw := range missing {
		var title struct{ Title string }
		_ = json.Unmarshal(raw, &title)
		p.matrix(at+".missing."+title.Title[strings.LastIndex(title.Title, " ")+1:], raw)
	}
	var parts []struct {
		Key  string
		Rows []struct {
			Key   string
			Pairs *int     `json:"n_pairs"`
			Mean  *float64 `json:"mean_baseline"`
		}
	}
	_ = json.Unmarshal(o["breakdowns"], &parts)
	for _, b := range parts {
		p.tables++
		for _, r := range b.Rows {
			p.put(at+".by."+b.Key+"/"+r.Key, r.Pairs)
			if r.Mean != nil {
				p.means[at+".by."+b.Key+"/"+r.Key] = *r.Mean
			}
		}
	}
	var mean *float64
	if json.Unmarshal(o["mean_baseline"], &mean) == nil && mean != nil {
		p.means[at] = *mean
	}
	var paired struct {
		Before *float64 `json:"median_baseline"`
		After  *float64 `json:"median_follow_up"`
	}
	if json.Unmarshal(o["paired"], &paired) == nil && paired.Before != nil && paired.After != nil {
		p.middle[at+"/First"], p.middle[at+"/Follow-up"] = *paired.Before, *paired.After
	}
	p.bands[at] = bandsOf(measure)
}

// bandsOf lists the bands of a score, which its questionnaire has in print.
func bandsOf(measure string) (list []band) {
	m, _ := instrument.Standard().Measure(measure)
	low := m.Scoring.Min
	whole := m.Scoring.Kind == instrument.Sum
	for _, b := range m.Bands {
		one := band{key: b.Label, low: low, high: m.Scoring.Max}
		switch {
		case b.AtMost != nil && whole:
			one.high, low = *b.AtMost, *b.AtMost+1
		case b.AtMost != nil:
			one.high, low = *b.AtMost, *b.AtMost
		case b.Below != nil && whole:
			one.high, low = *b.Below-1, *b.Below
		case b.Below != nil:
			one.high, low = *b.Below, *b.Below
		}
		list = append(list, one)
	}
	return list
}

// places lists every place of a page, in order.
func (p *page) places() []string {
	var list []string
	for at := range p.shown {
		list = append(list, at)
	}
	for at := range p.hidden {
		list = append(list, at)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// has reports whether a place is on the page, shown or hidden.
func (p *page) has(place string) bool {
	_, shown := p.shown[place]
	return shown || p.hidden[place]
}

// rowsOf lists the places of the rows of a table.
func (p *page) rowsOf(at string) []string {
	var list []string
	for _, place := range p.places() {
		if rest, in := strings.CutPrefix(place, at+"/"); in && rest != "together" {
			list = append(list, place)
		}
	}
	return list
}

// column lists the places of a column of a matrix.
func (p *page) column(at, name string) []string {
	return slices.DeleteFunc(p.rowsOf(at), func(place string) bool { return !strings.HasSuffix(place, "/"+name) })
}

func (p *page) String() string { return fmt.Sprintf("%v to %v", p.filter.From, p.filter.To) }

// others takes the services that are counted together on a page for those that
// the true page has besides.
func (p *page) others(truth *page) {
	for _, column := range []string{"Offered", "Chosen", "Attended at least once", "Completed"} {
		const at = "services/"
		if n, there := truth.shown[at+"others/"+column]; there {
			truth.shown[at+"rest/"+column] = n
			delete(truth.shown, at+"others/"+column)
		}
		whole := at + "others/" + column
		var parts []string
		for _, place := range truth.column("services", column) {
			_, shown := p.shown[place]
			if !shown && !p.hidden[place] {
				parts = append(parts, place)
			}
		}
		if _, shown := p.shown[whole]; shown {
			p.sums[whole] = parts
		}
		delete(p.hidden, whole)
	}
}
