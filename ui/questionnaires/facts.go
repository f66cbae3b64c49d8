package questionnaires

import (
	"context"
	"slices"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// facts is what the prescriber's side of a sitting knows about the client.
type facts struct {
	shelf    *shelf
	client   data.Client
	response *data.Response  // the one that is carried on or looked at
	halfway  *data.Response  // another one, left halfway
	earlier  []data.Response // finished ones, oldest first
	sitting  []data.Response // those of this sitting, in its order
	episode  data.ID         // the latest, "" when there is none
	staff    string          // who is at work
	planned  []string        // questionnaires of a set that was left
	stage    data.Stage      // that was chosen for that set, "" when there is none
	asks     []data.Ask      // questionnaires of the latest episode, due or not
	pairs    []measure.Pair  // of the episode of response, else of the latest
	kept     bool            // the client restricted the use of their record
}

// load reads the facts off the UI goroutine.
func (s *sitting) load() {
	client, record := s.route.Client, s.route.Record
	if s.keeper.response.ID != "" {
		record = s.keeper.response.ID
	}
	db, made := s.host.Office, s.made
	s.host.Background(func(ctx context.Context) func() {
		f, err := readFacts(ctx, db, client, record, made)
		return func() { s.publish(f, err) }
	})
}

func readFacts(ctx context.Context, db *office.Office, client, record data.ID, made []data.ID) (*facts, error) {
	f := &facts{}
	if record != "" {
		r, err := db.Measure.Response(ctx, record)
		if err != nil {
			return nil, err
		}
		f.response, client = r, r.ClientID
	}
	story, err := db.Overview.Record(ctx, client)
	if err != nil {
		return nil, err
	}
	f.client = story.Client
	if story.Episode != nil {
		f.episode = story.Episode.ID
	}
	f.asks = story.Asks
	episode := f.episode
	if f.response != nil {
		episode = f.response.EpisodeID
	}
	if f.pairs, err = db.Measure.PairsOf(ctx, client, episode); err != nil {
		return nil, err
	}
	f.sort(story.Responses, record, made)
	if f.shelf, err = readShelf(ctx, db); err != nil {
		return nil, err
	}
	if f.planned, f.stage, err = readPlan(ctx, db, client); err != nil {
		return nil, err
	}
	standing, err := db.Rights.Standing(ctx)
	if err != nil {
		return nil, err
	}
	_, f.kept = standing[client]
	staff, err := db.Lists.Staff(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, p := range staff {
		if p.ID == db.Session.Person() {
			f.staff = p.Name
		}
	}
	return f, nil
}

// sort tells finished questionnaires from one left halfway.
func (f *facts) sort(all []data.Response, current data.ID, made []data.ID) {
	byID := map[data.ID]*data.Response{}
	for i := range all {
		r := &all[i]
		byID[r.ID] = r
		switch {
		case r.ID == current:
		case r.Finished:
			f.earlier = append(f.earlier, *r)
		default:
			f.halfway = r
		}
	}
	for _, id := range made {
		if r := byID[id]; r != nil {
			f.sitting = append(f.sitting, *r)
		}
	}
	if len(f.sitting) == 0 && f.response != nil {
		f.sitting = []data.Response{*f.response}
	}
}

// firstOf is what stands for before on a measure (rule.Pairs), with its score.
// It is nil when there is none, and never the response except.
func (f *facts) firstOf(measure string, except data.ID) (*data.Response, float64) {
	for i := range f.pairs {
		p := &f.pairs[i]
		if p.Measure.ID == measure && p.Before != nil && p.Before.ID != except {
			return &p.Before.Response, *p.Before.Value
		}
	}
	return nil, 0
}

// hasFirst is true when this episode has a first one of a questionnaire to
// hold another against: one with at least one valid score of its own.
func (f *facts) hasFirst(def *instrument.Definition) bool {
	for _, m := range def.Measures() {
		if r, _ := f.firstOf(m.ID, ""); r != nil {
			return true
		}
	}
	return false
}

// proposedSet is what is ticked at the start: what is left of a set, else what
// is due, else what the client has begun with in this episode, else the first
// that is offered.
func (f *facts) proposedSet() []*instrument.Definition {
	if f.response != nil {
		return f.shelf.named(f.planned)
	}
	if set := f.shelf.named(f.planned); len(set) > 0 {
		return set
	}
	var due, before []string
	for i := range f.asks {
		if f.asks[i].State == data.AskDue {
			due = append(due, f.asks[i].InstrumentID)
		}
	}
	for i := range f.earlier {
		r := &f.earlier[i]
		if r.EpisodeID == f.episode && r.Stage == data.Baseline {
			before = append(before, r.InstrumentID)
		}
	}
	for _, ids := range [][]string{due, before} {
		var set []*instrument.Definition
		for _, d := range f.shelf.offered {
			if slices.Contains(ids, d.ID) {
				set = append(set, d)
			}
		}
		if len(set) > 0 {
			return set
		}
	}
	return f.shelf.usual()
}

// dueAgain reports whether a follow-up of a questionnaire is due.
func (f *facts) dueAgain(def *instrument.Definition) bool {
	return slices.ContainsFunc(f.asks, func(a data.Ask) bool {
		return a.InstrumentID == def.ID && a.Stage == data.StageFollowUp && a.State == data.AskDue
	})
}

// proposedStage is the baseline until one of the set has a score in this
// episode or is due again, and a follow-up after that.
func (f *facts) proposedStage(set []*instrument.Definition) data.Stage {
	if f.response != nil {
		return f.response.Stage
	}
	for _, d := range set {
		if f.hasFirst(d) || f.dueAgain(d) {
			return data.StageFollowUp
		}
	}
	return data.Baseline
}

// stageOf is the stage of one questionnaire of a set: in a set of follow-ups
// one that has no first one yet is the first.
func (f *facts) stageOf(def *instrument.Definition, chosen data.Stage, setSize int) data.Stage {
	if chosen == data.StageFollowUp && setSize > 1 && !f.hasFirst(def) && !f.dueAgain(def) {
		return data.Baseline
	}
	return chosen
}
