package figures

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/measure"
)

// refused are the people whose latest word on the use in evaluation was no.
const refused = `(SELECT n.client_id FROM consent n WHERE n.kind = 'evaluation' AND n.given = 0 AND NOT EXISTS (SELECT 1 FROM consent l
	WHERE l.client_id = n.client_id AND l.kind = 'evaluation' AND (l.given_on, l.created_at, l.id) > (n.given_on, n.created_at, n.id)))`

// outcomes counts each measure that the answers of the period can be scored as.
func (c *counter) outcomes() error {
	measures, from, err := c.measuresInUse()
	if err != nil || len(measures) == 0 {
		return err
	}
	o := &outcomeCounter{counter: c, refused: map[string]bool{}}
	if err := o.prepare(); err != nil {
		return err
	}
	for len(measures) > 0 {
		// Those that the same questionnaires give are read together.
		list := from[measures[0]]
		others := func(m string) bool { return !slices.Equal(from[m], list) }
		if err := o.count(slices.DeleteFunc(slices.Clone(measures), others), list); err != nil {
			return err
		}
		measures = slices.DeleteFunc(measures, func(m string) bool { return !others(m) })
	}
	return nil
}

// measuresInUse lists the measures that finished questionnaires give, and the
// questionnaires that give each.
func (c *counter) measuresInUse() (measures []string, from map[string][]string, err error) {
	type used struct{ id, version string }
	list, err := store.Collect(c.ctx, c.q, func(u *used) []any { return []any{&u.id, &u.version} },
		"SELECT DISTINCT instrument_id, instrument_version FROM response WHERE finished ORDER BY instrument_id <> 'wemwbs', 1, 2")
	if err != nil {
		return nil, nil, err
	}
	from = map[string][]string{}
	for _, u := range list {
		for _, m := range c.catalogue.MeasuresFrom(u.id, u.version) {
			if len(from[m.ID]) == 0 {
				measures = append(measures, m.ID)
			}
			if !slices.Contains(from[m.ID], u.id) {
				from[m.ID] = append(from[m.ID], u.id)
			}
		}
	}
	return measures, from, nil
}

// outcomeCounter goes through the questionnaires of one measure after another,
// client by client.
type outcomeCounter struct {
	*counter
	refused  map[string]bool
	people   int                   // in scope, those who refused among them
	no       int                   // of them refused
	first    map[data.ID]data.Date // the day of an episode's first follow-up
	services map[string][]string   // that somebody went to in an episode
	chosen   map[rule.ChosenKey]rule.Chosen
}

// scored is one finished questionnaire, with its scores on some measures.
type scored struct {
	rule.Answered
	client, mode string
	scores       []scoreOn
}

// scoreOn is a score on one measure, invalid where the answers give none.
type scoreOn struct {
	value     sql.NullFloat64
	estimated sql.NullInt64
}

// prepare reads what every measure needs.
func (o *outcomeCounter) prepare() error {
	refusers, err := store.Collect(o.ctx, o.q, func(id *string) []any { return []any{id} }, "SELECT DISTINCT client_id FROM "+refused)
	if err != nil {
		return err
	}
	for _, id := range refusers {
		o.refused[id] = true
	}
	o.people = len(o.persons)
	for id := range o.persons {
		if o.refused[id] {
			o.no++
		}
	}
	type two struct{ episode, value string }
	scan := func(t *two) []any { return []any{&t.episode, &t.value} }
	o.services = map[string][]string{}
	if err := o.firstFollowUps(); err != nil {
		return err
	}
	names := interned{}
	if err := store.Each(o.ctx, o.q, scan, func(t *two) error {
		o.services[t.episode] = append(o.services[t.episode], names.of(t.value))
		return nil
	}, "SELECT DISTINCT p.episode_id, p.service_id FROM prescription p WHERE "+went+" ORDER BY 1, 2"); err != nil {
		return err
	}
	return o.adjustments()
}

// firstFollowUps gives the day of each episode's first follow-up, as
// rule.FirstFollowUp states it.
const firstFollowUps = `SELECT episode_id, min(CASE WHEN status = 'done' THEN closed_on ELSE first_due END) FROM follow_up WHERE number = 1 GROUP BY episode_id`

func (o *outcomeCounter) firstFollowUps() error {
	type day struct {
		episode data.ID
		on      data.Date
	}
	o.first = map[data.ID]data.Date{}
	return store.Each(o.ctx, o.q, func(d *day) []any { return []any{&d.episode, &d.on} }, func(d *day) error {
		o.first[d.episode] = d.on
		return nil
	}, firstFollowUps)
}

func (o *outcomeCounter) adjustments() error {
	var err error
	o.chosen, err = measure.ChosenPairs(o.ctx, o.q, "")
	return err
}

// count goes through the questionnaires that give some measures, each
// client's in the order they were answered.
func (o *outcomeCounter) count(measures, instruments []string) error {
	args, columns, joins := o.args(), "", ""
	talliers := make([]*tallier, len(measures))
	for i, measure := range measures {
		m, _ := o.catalogue.Measure(measure)
		talliers[i] = &tallier{outcomeCounter: o, at: i, from: o.filter.From, modes: map[string]int{}, out: data.OutcomeFigures{
			Measure: measure, InstrumentID: m.InstrumentID, People: o.people, Refused: o.no,
		}}
		columns += fmt.Sprintf(", s%d.value, s%d.estimated", i, i)
		joins += fmt.Sprintf(" LEFT JOIN score s%d ON s%d.response_id = r.id AND s%d.measure = @measure%d", i, i, i, i)
		args = append(args, sql.Named(fmt.Sprintf("measure%d", i), measure))
	}
	marks := make([]string, len(instruments))
	for i, id := range instruments {
		marks[i] = fmt.Sprintf("@questionnaire%d", i)
		args = append(args, sql.Named(marks[i][1:], id))
	}
	reader := &personReader{talliers: talliers, names: interned{}}
	err := store.Each(o.ctx, o.q, func(r *scored) []any {
		r.scores = make([]scoreOn, len(measures))
		dest := []any{&r.ID, &r.client, &r.EpisodeID, &r.InstrumentID, &r.Version, &r.Stage, &r.On, &r.mode}
		for i := range r.scores {
			dest = append(dest, &r.scores[i].value, &r.scores[i].estimated)
		}
		return dest
	}, reader.take, `SELECT r.id, r.client_id, r.episode_id, r.instrument_id, r.instrument_version, r.stage, r.answered_on, r.mode`+columns+`
		FROM response r`+joins+` WHERE r.finished AND r.answered_on <= @to AND r.instrument_id IN (`+strings.Join(marks, ", ")+`)
		ORDER BY r.client_id, r.answered_on, r.id`, args...)
	if err != nil {
		return err
	}
	reader.person()
	for _, t := range talliers {
		if figures, used := t.figures(); used {
			o.counted(figures)
		}
	}
	return nil
}

// counted adds the figures of one measure.
func (c *counter) counted(o data.OutcomeFigures) { c.figures.Outcomes = append(c.figures.Outcomes, o) }

// personReader gathers the questionnaires of one client and hands them to the
// tallier of each measure.
type personReader struct {
	talliers []*tallier
	names    interned
	list     []scored
	answers  []rule.Answered // those of list, for the rules
}

func (p *personReader) take(r *scored) error {
	if len(p.list) > 0 && p.list[0].client != r.client {
		p.person()
	}
	one := *r
	one.InstrumentID, one.Version, one.mode = p.names.of(r.InstrumentID), p.names.of(r.Version), p.names.of(r.mode)
	one.Stage = data.Stage(p.names.of(string(r.Stage)))
	one.scores = slices.Clone(r.scores)
	p.list, p.answers = append(p.list, one), append(p.answers, one.Answered)
	return nil
}

func (p *personReader) person() {
	if len(p.list) > 0 {
		for _, t := range p.talliers {
			t.person(p.list, p.answers)
		}
	}
	p.list, p.answers = p.list[:0], p.answers[:0]
}

// tallier adds up one measure, the at-th of those that are read together.
type tallier struct {
	*outcomeCounter
	at          int
	from        data.Date
	modes       map[string]int
	first, last float64 // sums of scores, for the means over everybody
	out         data.OutcomeFigures
	used        bool // somebody answered in the period
}

func (t *tallier) complete(r *scored) bool { return r.scores[t.at].value.Valid }
func (t *tallier) value(r *scored) float64 { return r.scores[t.at].value.Float64 }

// person counts the client whose questionnaires these are.
func (t *tallier) person(list []scored, answers []rule.Answered) {
	who := t.persons[list[0].client]
	if who == nil || t.refused[list[0].client] {
		return
	}
	hasFirst := t.stages(list)
	pair, ok := t.pair(list, answers, who)
	switch {
	case ok:
		t.out.Pairs = append(t.out.Pairs, pair)
	case hasFirst:
		t.out.Unpaired = append(t.out.Unpaired, who.Who)
	}
}

// stages counts the client among those with a first and with a later
// questionnaire in the period: with a score, or with answers missing. It
// reports whether there was a first one with a score.
func (t *tallier) stages(list []scored) bool {
	var firstDone, lastDone *scored
	var first, last bool
	for i := range list {
		r := &list[i]
		if r.On.Before(t.from) {
			continue
		}
		t.used = true
		if t.complete(r) {
			t.modes[r.mode]++
		}
		switch {
		case r.Stage == data.Baseline && t.complete(r) && firstDone == nil:
			firstDone = r
		case r.Stage == data.StageFollowUp && t.complete(r):
			lastDone = r
		}
		first = first || r.Stage == data.Baseline
		last = last || r.Stage == data.StageFollowUp
	}
	switch {
	case firstDone != nil:
		t.out.Baselines++
		t.first += t.value(firstDone)
	case first:
		t.out.BaselinesIncomplete++
	}
	switch {
	case lastDone != nil:
		t.out.FollowUps++
		t.last += t.value(lastDone)
	case last:
		t.out.FollowUpsIncomplete++
	}
	return firstDone != nil
}

// pair finds the client's pair in the period.
func (t *tallier) pair(list []scored, answers []rule.Answered, who *person) (data.Pair, bool) {
	pairs := rule.Pairs{InstrumentID: t.out.InstrumentID, Answers: answers, FirstFollowUps: t.outcomeCounter.first, Chosen: t.chosen,
		Scored: func(i int) bool { return t.complete(&list[i]) }}
	found, ok := pairs.Latest(t.from)
	if !ok {
		return data.Pair{}, false
	}
	if found.Adjusted {
		t.out.Adjusted++
	}
	before, after := &list[found.Before], &list[found.After]
	for _, r := range []*scored{before, after} {
		if r.scores[t.at].estimated.Int64 > 0 {
			t.out.Estimated++
		}
	}
	pair := data.Pair{Before: t.value(before), After: t.value(after), Who: who.Who}
	pair.Who.Services = t.services[string(after.EpisodeID)]
	return pair, true
}

// figures are the counts of the measure; used is false when nobody answered it
// in the period.
func (t *tallier) figures() (out data.OutcomeFigures, used bool) {
	out = t.out
	if out.Baselines > 0 {
		mean := t.first / float64(out.Baselines)
		out.BaselineMean = &mean
	}
	if out.FollowUps > 0 {
		mean := t.last / float64(out.FollowUps)
		out.FollowUpMean = &mean
	}
	slices.SortFunc(out.Pairs, func(a, b data.Pair) int {
		return cmp.Or(cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
	for _, m := range data.AnswerModes() {
		out.ByMode = append(out.ByMode, data.Tally{Key: string(m.Value), Label: m.Label, N: t.modes[string(m.Value)]})
	}
	return out, t.used
}
