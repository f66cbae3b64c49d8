package rule

import (
	"slices"

	"waymark/data"
)

// Answered is one finished questionnaire as the rules see it.
type Answered struct {
	ID, EpisodeID         data.ID
	InstrumentID, Version string
	Stage                 data.Stage
	On                    data.Date
}

// Chosen is the pair that someone chose instead of the rule's; an empty ID
// stands for none.
type Chosen struct{ Before, After data.ID }

// ChosenKey is what a choice of another pair is for.
type ChosenKey struct {
	EpisodeID    data.ID
	InstrumentID string
}

// Pairs finds before and after on one measure among the questionnaires of one
// client. data.Pairing states the rule.
type Pairs struct {
	InstrumentID string     // the questionnaire that the measure belongs to
	Answers      []Answered // in the order they were answered
	// Scored reports whether the i-th has a score on the measure, of its own or
	// derived from its answers.
	Scored func(i int) bool
	// FirstFollowUps holds the day of each episode's first follow-up; see
	// FirstFollowUp.
	FirstFollowUps map[data.ID]data.Date
	Chosen         map[ChosenKey]Chosen
}

// None is the place of a questionnaire that there is none of.
const None = -1

// Pair holds the places of two questionnaires among the answers, None for
// one that there is none of.
type Pair struct {
	Before, After int
	Adjusted      bool // someone chose it instead of the rule's
}

// Complete reports whether there are both.
func (p Pair) Complete() bool { return p.Before != None && p.After != None }

// Latest returns the pair of the episode whose later questionnaire is the
// latest one answered on or after from. One person makes one pair.
func (p *Pairs) Latest(from data.Date) (best Pair, ok bool) {
	best = Pair{Before: None, After: None}
	for i := range p.Answers {
		episode := p.Answers[i].EpisodeID
		if slices.ContainsFunc(p.Answers[:i], func(a Answered) bool { return a.EpisodeID == episode }) {
			continue
		}
		pair := p.In(episode)
		if !pair.Complete() || p.Answers[pair.After].On.Before(from) {
			continue
		}
		if !best.Complete() || !p.Answers[pair.After].On.Before(p.Answers[best.After].On) {
			best = pair
		}
	}
	return best, best.Complete()
}

// In returns the pair of one episode: the one someone chose, else the one by
// the rule.
func (p *Pairs) In(episode data.ID) Pair {
	if c, ok := p.choice(episode); ok {
		return Pair{Before: p.place(c.Before), After: p.place(c.After), Adjusted: true}
	}
	before, after := p.byRule(episode)
	return Pair{Before: before, After: after}
}

// choice returns what was chosen for the measure's own questionnaire, else for
// one of the episode's whose answers the score is derived from.
func (p *Pairs) choice(episode data.ID) (Chosen, bool) {
	if len(p.Chosen) == 0 {
		return Chosen{}, false
	}
	if c, ok := p.Chosen[ChosenKey{episode, p.InstrumentID}]; ok {
		return c, true
	}
	for i := range p.Answers {
		if p.Answers[i].EpisodeID != episode || !p.Scored(i) {
			continue
		}
		if c, ok := p.Chosen[ChosenKey{episode, p.Answers[i].InstrumentID}]; ok {
			return c, true
		}
	}
	return Chosen{}, false
}

// place returns where the scored questionnaire with an ID is, None if there is
// none.
func (p *Pairs) place(id data.ID) int {
	for i := range p.Answers {
		if p.Answers[i].ID == id && p.Scored(i) {
			return i
		}
	}
	return None
}

func (p *Pairs) byRule(episode data.ID) (before, after int) {
	before, after = None, None
	first := p.FirstFollowUps[episode]
	for i := range p.Answers {
		a := &p.Answers[i]
		switch {
		case a.EpisodeID != episode || !p.Scored(i):
		case before == None:
			if a.Stage != data.StageFollowUp {
				before = i
			}
		case sameKind(&p.Answers[before], a) && isLater(a, first):
			after = i
		}
	}
	return before, after
}

// isLater reports whether a questionnaire is late enough to stand for after: on
// or after the day of the first follow-up, or marked as a follow-up in an
// episode without one.
func isLater(a *Answered, firstFollowUp data.Date) bool {
	if firstFollowUp.IsZero() {
		return a.Stage == data.StageFollowUp
	}
	return !a.On.Before(firstFollowUp)
}

// sameKind reports whether the scores of two questionnaires mean the same:
// two of one kind only in the same version.
func sameKind(a, b *Answered) bool {
	return a.InstrumentID != b.InstrumentID || a.Version == b.Version
}

// FirstFollowUp returns the day of an episode's first follow-up: the day it was
// done, else the day it was first due; zero if there is none. Of several first
// follow-ups the earliest counts.
func FirstFollowUp(list []data.FollowUp) data.Date {
	var first data.Date
	for i := range list {
		f := &list[i]
		if f.Number != 1 {
			continue
		}
		day := f.FirstDue
		if f.Status == data.FollowUpDone {
			day = f.ClosedOn
		}
		first = earlier(first, day)
	}
	return first
}

// earlier returns the earlier of two days, of which either may be missing.
func earlier(a, b data.Date) data.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
