package rule

import (
	"iter"
	"slices"

	"waymark/data"
)

// Questionnaire is one that the service offers.
type Questionnaire struct {
	ID, Name string
	Measures []string // all that its answers can be scored as
}

// Begun is a questionnaire that is not finished.
type Begun struct {
	Answered
	Saved data.Stamp
}

// Course is what of one episode decides which questionnaires are due.
type Course struct {
	Status data.EpisodeStatus
	// SeenOn is the first day on which someone was with the client: they came
	// to a contact, or services were offered to them. Zero if no one was.
	SeenOn    data.Date
	Finished  []Answered // of this episode, in the order they were answered
	Begun     []Begun    // of this episode
	FollowUps []data.FollowUp
	Refusals  []data.QuestionnaireRefusal
}

// Due finds the questionnaires that are due.
type Due struct {
	Offered []Questionnaire // the one to begin with first
	// Measures returns all that answers to a version can be scored as.
	Measures func(instrumentID, version string) []string
	// NameOf returns the short name of a questionnaire, offered or not.
	NameOf func(instrumentID, version string) string
}

// Asks lists the questionnaires that a client is to be asked: due today, begun,
// still to come, or refused. Nothing is asked while an episode is paused or
// closed.
//
// The first questionnaire is due once the client was seen, until one marked as
// first is finished, whatever its gaps: one that was begun is resumed instead.
//
// A follow-up questionnaire is due from the second follow-up on, or once no
// further follow-up is planned, for each questionnaire answered at first; if
// that one is not offered any more, for the first offered one that shares a
// score with it. It is answered by any finished questionnaire that shares a
// score with the first one and is late enough to stand for after (isLater), so
// a SWEMWBS answers for a WEMWBS. No one is asked again within two weeks of the
// first one, which is the time that the questions are about.
func (d *Due) Asks(c *Course, today data.Date) []data.Ask {
	if c.Status != data.EpisodeOpen {
		return nil
	}
	if !slices.ContainsFunc(c.Finished, isFirst) {
		return d.first(c)
	}
	return d.later(c, today)
}

func isFirst(a Answered) bool { return a.Stage == data.Baseline }

// first returns the first questionnaire, of which there is none finished.
func (d *Due) first(c *Course) []data.Ask {
	if len(c.Begun) > 0 {
		asks := make([]data.Ask, len(c.Begun))
		for i := range c.Begun {
			asks[i] = d.resumed(c, &c.Begun[i])
		}
		return asks
	}
	if len(d.Offered) == 0 {
		return nil
	}
	ask := data.Ask{InstrumentID: d.Offered[0].ID, Name: d.Offered[0].Name, Stage: data.Baseline, State: data.AskLater}
	if !c.SeenOn.IsZero() {
		ask.State, ask.On = data.AskDue, c.SeenOn
	}
	return []data.Ask{refusedOr(c, ask)}
}

// resumed returns what is to be done about one that was begun: to go on with
// it, unless the client refused after it was last saved.
func (d *Due) resumed(c *Course, b *Begun) data.Ask {
	ask := data.Ask{InstrumentID: b.InstrumentID, Name: d.NameOf(b.InstrumentID, b.Version), Stage: b.Stage,
		State: data.AskBegun, On: b.On, ResponseID: b.ID}
	if r := refusalOf(c, ask.Stage, ask.InstrumentID); r != nil && !r.CreatedAt.Before(b.Saved.UpdatedAt) {
		return refused(ask, r)
	}
	return ask
}

// later returns the follow-up questionnaires, and what else was begun.
func (d *Due) later(c *Course, today data.Date) []data.Ask {
	var asks []data.Ask
	for i := range c.Begun {
		asks = append(asks, d.resumed(c, &c.Begun[i]))
	}
	day := FollowUpDay(c.FollowUps)
	if day.IsZero() {
		return asks
	}
	for q, soonest := range d.wanted(c) {
		if slices.ContainsFunc(c.Begun, func(b Begun) bool { return b.InstrumentID == q.ID }) {
			continue
		}
		ask := data.Ask{InstrumentID: q.ID, Name: q.Name, Stage: data.StageFollowUp, State: data.AskDue, On: latest(day, soonest)}
		if ask.On.After(today) {
			ask.State = data.AskLater
		}
		asks = append(asks, refusedOr(c, ask))
	}
	return asks
}

// wanted goes through the offered questionnaires that the unanswered first ones
// are to be followed by, in the order in which they are offered, each with the
// first day on which it may be asked.
func (d *Due) wanted(c *Course) iter.Seq2[*Questionnaire, data.Date] {
	soonest := map[string]data.Date{}
	firstFollowUp := FirstFollowUp(c.FollowUps)
	for i := range c.Finished {
		a := &c.Finished[i]
		if a.Stage != data.Baseline || d.follows(c, i, firstFollowUp) || d.followed(c, i, firstFollowUp) {
			continue
		}
		if q := d.successor(a); q != nil {
			soonest[q.ID] = latest(soonest[q.ID], a.On.AddDays(recallDays))
		}
	}
	return func(yield func(*Questionnaire, data.Date) bool) {
		for i := range d.Offered {
			q := &d.Offered[i]
			if day, ok := soonest[q.ID]; ok && !d.covered(q, soonest) && !yield(q, day) {
				return
			}
		}
	}
}

// recallDays is the time that the questions are about, “the last 2 weeks”.
const recallDays = 14

// covered reports whether another wanted one gives all the scores of q and
// more, so that q need not be asked beside it.
func (d *Due) covered(q *Questionnaire, wanted map[string]data.Date) bool {
	return slices.ContainsFunc(d.Offered, func(o Questionnaire) bool {
		_, asked := wanted[o.ID]
		return asked && len(o.Measures) > len(q.Measures) && containsAll(o.Measures, q.Measures)
	})
}

// follows reports whether the one at place i stands for after itself although
// it is marked as a first one.
func (d *Due) follows(c *Course, i int, firstFollowUp data.Date) bool {
	a := &c.Finished[i]
	return isLater(a, firstFollowUp) && slices.ContainsFunc(c.Finished[:i], func(b Answered) bool {
		return isFirst(b) && d.share(&b, a.InstrumentID, a.Version)
	})
}

// followed reports whether a later questionnaire answers for the one at place i.
func (d *Due) followed(c *Course, i int, firstFollowUp data.Date) bool {
	a := &c.Finished[i]
	for j := i + 1; j < len(c.Finished); j++ {
		b := &c.Finished[j]
		if isLater(b, firstFollowUp) && d.share(a, b.InstrumentID, b.Version) {
			return true
		}
	}
	return false
}

func (d *Due) share(a *Answered, instrumentID, version string) bool {
	return a.InstrumentID == instrumentID ||
		overlap(d.Measures(a.InstrumentID, a.Version), d.Measures(instrumentID, version))
}

// successor returns the offered questionnaire that follows a first one, nil if
// none shares a score with it.
func (d *Due) successor(a *Answered) *Questionnaire {
	for i := range d.Offered {
		if d.Offered[i].ID == a.InstrumentID {
			return &d.Offered[i]
		}
	}
	measures := d.Measures(a.InstrumentID, a.Version)
	for i := range d.Offered {
		if overlap(measures, d.Offered[i].Measures) {
			return &d.Offered[i]
		}
	}
	return nil
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(m string) bool { return slices.Contains(b, m) })
}

func containsAll(all, part []string) bool {
	return !slices.ContainsFunc(part, func(m string) bool { return !slices.Contains(all, m) })
}

// FollowUpDay returns the day from which the follow-up questionnaire of an
// episode is due: that of the earliest second follow-up, done or planned. While
// a first one is open it is three weeks after that; once no further follow-up
// is planned, the day on which the last was closed. It is zero if there are no
// follow-ups.
func FollowUpDay(list []data.FollowUp) data.Date {
	var second, expected, over data.Date
	for i := range list {
		f := &list[i]
		switch {
		case f.Number == 2 && f.Status == data.FollowUpOpen:
			second = earlier(second, f.DueOn)
		case f.Number == 2 && f.Status == data.FollowUpDone:
			second = earlier(second, earlier(f.DueOn, f.ClosedOn))
		case f.Status == data.FollowUpOpen:
			expected = earlier(expected, f.DueOn.AddDays(data.FollowUpDays))
		case f.ClosedOn.After(over):
			over = f.ClosedOn
		}
	}
	switch {
	case !second.IsZero():
		return second
	case !expected.IsZero():
		return expected
	default:
		return over
	}
}

func latest(a, b data.Date) data.Date {
	if b.After(a) {
		return b
	}
	return a
}

// refusedOr returns ask, or that it was refused.
func refusedOr(c *Course, ask data.Ask) data.Ask {
	if r := refusalOf(c, ask.Stage, ask.InstrumentID); r != nil {
		return refused(ask, r)
	}
	return ask
}

func refused(ask data.Ask, r *data.QuestionnaireRefusal) data.Ask {
	ask.State, ask.On, ask.RefusalID, ask.Reason = data.AskRefused, r.On, r.ID, r.Reason
	return ask
}

// refusalOf returns the latest refusal of a questionnaire, nil if there is none.
func refusalOf(c *Course, stage data.Stage, instrumentID string) *data.QuestionnaireRefusal {
	var last *data.QuestionnaireRefusal
	for i := range c.Refusals {
		r := &c.Refusals[i]
		if r.Stage != stage || r.InstrumentID != "" && r.InstrumentID != instrumentID {
			continue
		}
		if last == nil || r.CreatedAt.After(last.CreatedAt) {
			last = r
		}
	}
	return last
}
