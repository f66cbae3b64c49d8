package tally

import (
	"cmp"
	"slices"
	"strconv"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
)

// outcomes goes through the questionnaires of one client after another.
type outcomes struct {
	kinds      map[Kind]bool // that someone answered
	groups     []group
	people, no int // in scope, and of them refused

	at      []int           // of the client at hand: the places of the questionnaires that count
	answers []rule.Answered // those, for the rule; empty until they are needed
	first   map[data.ID]data.Date
	chosen  map[rule.ChosenKey]rule.Chosen
}

// group holds the measures that the same questionnaires give.
type group struct {
	instruments []Code
	measures    []*measure
}

// measure adds up one measure.
type measure struct {
	id, instrument string
	code           Code
	modes          counts
	first, last    sum // of scores, for the means over everyone
	pairs          []pair
	went           []int64 // services, of one pair after another
	unpaired       []who
	sources        counts // pairs, by the questionnaire of the later answers
	scored         counts // scores in the period, by the questionnaire of the answers
	out            data.OutcomeFigures
	used           bool // someone answered in the period
}

type pair struct {
	before, after float64
	who           who
	from, to      int // in went
}

// who describes someone by codes: a large caseload has many of them, and so
// they hold no pointers.
type who struct {
	sex, surgery, reason, prescriber Code
	age                              int // in full years; -1: not recorded
}

// prepare finds the measures that the questionnaires in use give, and the
// questionnaires that give each.
func (o *outcomes) prepare(words *Words, catalogue *instrument.Catalogue, kinds []Kind) {
	o.kinds = map[Kind]bool{}
	type used struct{ id, version string }
	list := make([]used, len(kinds))
	for i, k := range kinds {
		list[i] = used{words.Word(k.Instrument), words.Word(k.Version)}
	}
	slices.SortFunc(list, func(a, b used) int {
		return cmp.Or(one(a.id != "wemwbs")-one(b.id != "wemwbs"), cmp.Compare(a.id, b.id), cmp.Compare(a.version, b.version))
	})
	var measures []string
	from := map[string][]string{}
	for _, u := range list {
		for _, m := range catalogue.MeasuresFrom(u.id, u.version) {
			if len(from[m.ID]) == 0 {
				measures = append(measures, m.ID)
			}
			if !slices.Contains(from[m.ID], u.id) {
				from[m.ID] = append(from[m.ID], u.id)
			}
		}
	}
	for len(measures) > 0 {
		list := from[measures[0]]
		others := func(m string) bool { return !slices.Equal(from[m], list) }
		g := group{}
		for _, id := range list {
			g.instruments = append(g.instruments, words.Code(id))
		}
		for _, id := range slices.DeleteFunc(slices.Clone(measures), others) {
			m, _ := catalogue.Measure(id)
			g.measures = append(g.measures, &measure{id: id, instrument: m.InstrumentID, code: words.Code(id)})
		}
		o.groups = append(o.groups, g)
		measures = slices.DeleteFunc(measures, func(m string) bool { return !others(m) })
	}
}

func (o *outcomes) use(f *Facts) {
	for i := range f.Responses {
		if k := (Kind{f.Responses[i].Instrument, f.Responses[i].Version}); !o.kinds[k] {
			o.kinds[k] = true
		}
	}
}

// Kinds are the questionnaires that someone answered, whenever and whoever.
func (c *Count) Kinds() []Kind {
	list := make([]Kind, 0, len(c.outcomes.kinds))
	for k := range c.outcomes.kinds {
		list = append(list, k)
	}
	slices.SortFunc(list, Kind.compare)
	return list
}

// add counts someone in scope who was seen in the period, or who answered a
// questionnaire in it.
func (o *outcomes) add(c *Count, f *Facts, p *person) {
	o.people++
	if f.Refused {
		o.no++
		return
	}
	for _, g := range o.groups {
		o.at, o.answers = o.at[:0], o.answers[:0]
		for i := range f.Responses {
			if r := &f.Responses[i]; r.On <= c.to && slices.Contains(g.instruments, r.Instrument) {
				o.at = append(o.at, i)
			}
		}
		if len(o.at) == 0 {
			continue
		}
		for _, m := range g.measures {
			after, paired := o.pair(c, f, p, m)
			first := o.stages(c, f, m, after)
			if paired || first == nil {
				continue
			}
			switch o.follows(c, f, first) {
			case rule.LaterNotDue:
				m.out.NotDue++
			case rule.LaterDeclined:
				m.out.Declined++
			default:
				m.unpaired = append(m.unpaired, p.code())
			}
		}
	}
}

func (p *person) code() who { return who{p.sex, p.surgery, p.reason, p.prescriber, p.age} }

func (w *who) inWords(words *Words) data.Who {
	band := ""
	if w.age >= 0 { // "" is the key of what is not recorded
		band = data.AgeBandOf(w.age)
	}
	return data.Who{Sex: words.Word(w.sex), AgeBand: band, Surgery: words.Word(w.surgery), Reason: words.Word(w.reason),
		Prescriber: words.Word(w.prescriber)}
}

func (m *measure) score(r *Response) *Score {
	for i := range r.Scores {
		if r.Scores[i].Measure == m.code {
			return &r.Scores[i]
		}
	}
	return nil
}

// stages counts the client among those with a first and with a later
// questionnaire in the period: with a score, or with answers missing. after is
// the place of the later one of their pair, which is a later one however it is
// marked. It returns the first one with a score, nil if there is none.
func (o *outcomes) stages(c *Count, f *Facts, m *measure, after int) (answered *Response) {
	var firstDone, lastDone *Score
	var first, last bool
	for _, i := range o.at {
		r := &f.Responses[i]
		if r.On < c.from {
			continue
		}
		m.used = true
		s := m.score(r)
		if s != nil {
			m.modes.add(r.Mode)
			m.scored.add(r.Instrument)
		}
		later := r.Stage == c.is.followUp || i == after
		switch {
		case later && s != nil:
			lastDone = s
		case r.Stage == c.is.baseline && s != nil && firstDone == nil:
			firstDone, answered = s, r
		}
		first = first || r.Stage == c.is.baseline && !later
		last = last || later
	}
	m.stage(firstDone, first, lastDone, last)
	return answered
}

// stage counts a client's first and later questionnaire: with a score, or else that there
// was one.
func (m *measure) stage(firstDone *Score, first bool, lastDone *Score, last bool) {
	switch {
	case firstDone != nil:
		m.out.Baselines++
		m.first.add(firstDone.Value)
	case first:
		m.out.BaselinesIncomplete++
	}
	switch {
	case lastDone != nil:
		m.out.FollowUps++
		m.last.add(lastDone.Value)
	case last:
		m.out.FollowUpsIncomplete++
	}
}

// follows says how things are with the questionnaire that is to follow one.
func (o *outcomes) follows(c *Count, f *Facts, first *Response) rule.Later {
	var followUps []data.FollowUp
	for i := range f.FollowUps {
		if u := &f.FollowUps[i]; u.Episode == first.Episode {
			followUps = append(followUps, data.FollowUp{Number: u.Number, Status: c.statusOf(u.Status), FirstDue: u.FirstDue.Date(),
				DueOn: u.DueOn.Date(), ClosedOn: u.ClosedOn.Date()})
		}
	}
	declined := slices.ContainsFunc(f.Refusals, func(r Refusal) bool {
		return r.Episode == first.Episode && (r.Instrument == 0 || r.Instrument == first.Instrument)
	})
	until := c.filter.To
	if c.calendar.Today.Before(until) {
		until = c.calendar.Today
	}
	return rule.LaterOf(first.On.Date(), followUps, declined, until)
}

// pair finds the client's pair in the period, by the rule that data.Pairing
// states, and returns the place of the later questionnaire.
func (o *outcomes) pair(c *Count, f *Facts, p *person, m *measure) (place int, is bool) {
	if len(o.at) < 2 {
		return rule.None, false // no two, no pair
	}
	if len(o.answers) == 0 {
		o.forRule(c, f)
	}
	pairs := rule.Pairs{InstrumentID: m.instrument, Answers: o.answers, FirstFollowUps: o.first, Chosen: o.chosen,
		Scored: func(i int) bool { return m.score(&f.Responses[o.at[i]]) != nil }}
	found, ok := pairs.Latest(c.filter.From)
	if !ok {
		return rule.None, false
	}
	if found.Adjusted {
		m.out.Adjusted++
	}
	place = o.at[found.After]
	after := &f.Responses[place]
	first, last := m.score(&f.Responses[o.at[found.Before]]), m.score(after)
	m.out.Estimated += one(first.Estimated > 0) + one(last.Estimated > 0)
	one := pair{before: first.Value, after: last.Value, who: p.code(), from: len(m.went)}
	for _, j := range f.Joined {
		if j.Episode == after.Episode {
			m.went = append(m.went, j.Service)
		}
	}
	one.to = len(m.went)
	m.pairs = append(m.pairs, one)
	m.sources.add(after.Instrument)
	return place, true
}

// forRule puts the questionnaires at hand as the rule sees them. What is within
// a client is told apart by numbers.
func (o *outcomes) forRule(c *Count, f *Facts) {
	for _, i := range o.at {
		r := &f.Responses[i]
		o.answers = append(o.answers, rule.Answered{
			ID: numbered(i), EpisodeID: numbered(int(r.Episode)), InstrumentID: c.words.Word(r.Instrument), Version: c.words.Word(r.Version),
			Stage: data.Stage(c.words.Word(r.Stage)), On: r.On.Date(),
		})
	}
	if o.first == nil {
		o.first, o.chosen = map[data.ID]data.Date{}, map[rule.ChosenKey]rule.Chosen{}
	}
	clear(o.first)
	for i := range f.FollowUps {
		u := &f.FollowUps[i]
		episode := numbered(int(u.Episode))
		one := data.FollowUp{Number: u.Number, FirstDue: u.FirstDue.Date(), ClosedOn: u.ClosedOn.Date()}
		if u.Status == c.is.done {
			one.Status = data.FollowUpDone
		}
		// The earliest of several counts.
		if day := rule.FirstFollowUp([]data.FollowUp{one}); !day.IsZero() && (o.first[episode].IsZero() || day.Before(o.first[episode])) {
			o.first[episode] = day
		}
	}
	clear(o.chosen)
	for _, v := range f.Chosen {
		o.chosen[rule.ChosenKey{EpisodeID: numbered(int(v.Episode)), InstrumentID: c.words.Word(v.Instrument)}] = rule.Chosen{
			Before: numbered(v.Before), After: numbered(v.After)}
	}
}

// few are the IDs of small numbers, which almost all are.
var few = func() (list [32]data.ID) {
	for i := range list {
		list[i] = data.ID(strconv.Itoa(i))
	}
	return list
}()

func numbered(n int) data.ID {
	switch {
	case n < 0:
		return ""
	case n < len(few):
		return few[n]
	}
	return data.ID(strconv.Itoa(n))
}

// other returns the questionnaire whose answers give most of the pairs, or where
// there is no pair most of the scores; "" if it is the one of the measure.
func (m *measure) other(words *Words) string {
	sources := m.sources
	if len(m.pairs) == 0 {
		sources = m.scored
	}
	all := 0
	for _, n := range sources {
		all += n
	}
	for code, n := range sources {
		if word := words.Word(Code(code)); 2*n > all && word != m.instrument {
			return word
		}
	}
	return ""
}

// figures are the counts of the measure.
func (m *measure) figures(o *outcomes, words *Words, services map[int64]Service) data.OutcomeFigures {
	out := m.out
	out.Measure, out.InstrumentID, out.People, out.Refused = m.id, m.instrument, o.people, o.no
	out.BaselineMean, out.FollowUpMean = m.first.mean(out.Baselines), m.last.mean(out.FollowUps)
	out.Pairs = m.inWords(words, services)
	out.Other = m.other(words)
	for i := range m.unpaired {
		out.Unpaired = append(out.Unpaired, m.unpaired[i].inWords(words))
	}
	for _, mode := range data.AnswerModes() {
		out.ByMode = append(out.ByMode, data.Tally{Key: string(mode.Value), Label: mode.Label, N: m.modes.of(words.Code(string(mode.Value)))})
	}
	out.ByMode = append(out.ByMode, notRecorded(m.modes.of(0)))
	return out
}

// inWords are the pairs by what they scored.
func (m *measure) inWords(words *Words, services map[int64]Service) []data.Pair {
	if len(m.pairs) == 0 {
		return nil
	}
	slices.SortFunc(m.pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
	})
	went := make([]string, len(m.went))
	for i, seq := range m.went {
		went[i] = services[seq].ID
	}
	list := make([]data.Pair, len(m.pairs))
	for i := range m.pairs {
		p := &m.pairs[i]
		list[i] = data.Pair{Before: p.before, After: p.after, Who: p.who.inWords(words)}
		if p.to > p.from {
			list[i].Who.Services = went[p.from:p.to:p.to]
			slices.Sort(list[i].Who.Services)
		}
	}
	return list
}
