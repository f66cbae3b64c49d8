package pad

import (
	"context"

	"waymark/data"
	"waymark/data/store"
)

// facts is what the prescriber's side of a sitting knows about the client.
type facts struct {
	client       data.Client
	response     *data.Response  // the one that is carried on or looked at
	halfway      *data.Response  // another one, left half-way
	earlier      []data.Response // finished ones, oldest first
	episode      data.ID         // the latest, "" when there is none
	initials     string          // of the member of staff at work
	registration string          // the service's registration of the instrument
}

// load reads the facts off the UI goroutine.
func (s *sitting) load() {
	client, record := s.route.Client, s.route.Record
	if s.keeper.response.ID != "" {
		record = s.keeper.response.ID
	}
	db := s.host.Store
	s.host.Background(func(ctx context.Context) func() {
		f, err := readFacts(ctx, db, client, record)
		return func() { s.publish(f, err) }
	})
}

func readFacts(ctx context.Context, db *store.Store, client, record data.ID) (*facts, error) {
	f := &facts{}
	if record != "" {
		r, err := db.Response(ctx, record)
		if err != nil {
			return nil, err
		}
		f.response, client = r, r.ClientID
	}
	story, err := db.Record(ctx, client)
	if err != nil {
		return nil, err
	}
	f.client = story.Client
	if story.Episode != nil {
		f.episode = story.Episode.ID
	}
	f.sort(story.Responses, record)
	if f.registration, err = db.Setting(ctx, store.SettingRegistration); err != nil {
		return nil, err
	}
	staff, err := db.Staff(ctx, true)
	if err != nil {
		return nil, err
	}
	for _, p := range staff {
		if p.ID == db.Actor() {
			f.initials = initials(p.Name)
		}
	}
	return f, nil
}

// sort tells finished questionnaires from one left half-way.
func (f *facts) sort(all []data.Response, current data.ID) {
	for i := range all {
		r := &all[i]
		switch {
		case r.ID == current:
		case r.Finished:
			f.earlier = append(f.earlier, *r)
		default:
			f.halfway = r
		}
	}
}

// proposedStage is the baseline until one of this episode has a total, and a
// follow-up after that.
func (f *facts) proposedStage() data.Stage {
	if f.response != nil {
		return f.response.Stage
	}
	if f.baseline("") != nil {
		return data.StageFollowUp
	}
	return data.Baseline
}

// baseline is the first complete baseline of an episode ("" for the latest).
func (f *facts) baseline(episode data.ID) *data.Response {
	if episode == "" {
		episode = f.episode
	}
	for i := range f.earlier {
		r := &f.earlier[i]
		if r.EpisodeID == episode && r.Stage == data.Baseline && r.Score != nil {
			return r
		}
	}
	return nil
}
