package measure

import (
	"context"
	"encoding/json"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/rule"
	"waymark/data/store"
)

// DueRule returns the rule about due questionnaires, with the questionnaires of
// this service.
func (s *Measure) DueRule(ctx context.Context) (*rule.Due, error) {
	catalogue, err := s.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	offered, err := s.OfferedQuestionnaires(ctx)
	if err != nil {
		return nil, err
	}
	known := map[[2]string][]string{} // few versions, many answers
	d := &rule.Due{
		Measures: func(id, version string) []string {
			key := [2]string{id, version}
			if _, ok := known[key]; !ok {
				known[key] = measureIDs(catalogue.MeasuresFrom(id, version))
			}
			return known[key]
		},
		NameOf: func(id, version string) string {
			if d, ok := catalogue.Version(id, version); ok {
				return d.ShortName
			}
			return id
		},
	}
	for _, o := range offered {
		d.Offered = append(d.Offered, rule.Questionnaire{ID: o.ID, Name: o.ShortName, Measures: d.Measures(o.ID, o.Version)})
	}
	return d, nil
}

func measureIDs(measures []instrument.Measure) []string {
	ids := make([]string, len(measures))
	for i := range measures {
		ids[i] = measures[i].ID
	}
	return ids
}

// seenOn is the first day on which someone was with the client of episode e.
const seenOn = `(SELECT min(day) FROM (
	SELECT min(k.held_on) AS day FROM contact k WHERE k.client_id = e.client_id AND k.episode_id = e.id AND k.outcome = 'attended' AND k.removed_at IS NULL
	UNION ALL SELECT min(o.offered_on) FROM offer o WHERE o.client_id = e.client_id AND o.episode_id = e.id))`

// CoursesOf reads what decides which questionnaires are due in some episodes.
// An episode that there is not has no course. SeenOn is read only where there is
// no first questionnaire.
func CoursesOf(ctx context.Context, q store.Querier, episodes []data.ID) (map[data.ID]*rule.Course, error) {
	list, err := json.Marshal(episodes)
	if err != nil {
		return nil, err
	}
	ids := string(list)
	courses := make(map[data.ID]*rule.Course, len(episodes))
	type head struct {
		id data.ID
		rule.Course
	}
	if err := store.Each(ctx, q, func(h *head) []any { return []any{&h.id, &h.Status, &h.SeenOn} }, func(h *head) error {
		courses[h.id] = &rule.Course{Status: h.Status, SeenOn: h.SeenOn}
		return nil
	}, `SELECT e.id, e.status,
		-- No one asks since when someone was seen who has answered.
		CASE WHEN `+hasFirst+` THEN NULL ELSE `+seenOn+` END
		FROM json_each(?) j CROSS JOIN episode e ON e.id = j.value`, ids); err != nil {
		return nil, err
	}
	if err := addResponses(ctx, q, courses, ids); err != nil {
		return nil, err
	}
	if err := store.Each(ctx, q, func(f *data.FollowUp) []any {
		return []any{&f.EpisodeID, &f.Number, &f.Status, &f.FirstDue, &f.DueOn, &f.ClosedOn}
	}, func(f *data.FollowUp) error {
		c := courses[f.EpisodeID]
		c.FollowUps = append(c.FollowUps, *f)
		return nil
	}, `SELECT f.episode_id, f.number, f.status, f.first_due, f.due_on, f.closed_on
		FROM json_each(?) j CROSS JOIN follow_up f ON f.episode_id = j.value`, ids); err != nil {
		return nil, err
	}
	return courses, store.Each(ctx, q, scanRefusal, func(r *data.QuestionnaireRefusal) error {
		c := courses[r.EpisodeID]
		c.Refusals = append(c.Refusals, *r)
		return nil
	}, "SELECT "+refusalColumns+` FROM json_each(?) j CROSS JOIN questionnaire_refusal q ON q.episode_id = j.value
		WHERE q.removed_at IS NULL`, ids)
}

// addResponses adds the questionnaires of the episodes, in the order they were
// answered.
func addResponses(ctx context.Context, q store.Querier, courses map[data.ID]*rule.Course, ids string) error {
	type row struct {
		rule.Begun
		finished bool
	}
	return store.Each(ctx, q, func(r *row) []any {
		return []any{&r.ID, &r.EpisodeID, &r.InstrumentID, &r.Version, &r.Stage, &r.On, &r.finished, store.At(&r.Saved.UpdatedAt)}
	}, func(r *row) error {
		c := courses[r.EpisodeID]
		if r.finished {
			c.Finished = append(c.Finished, r.Answered)
		} else {
			c.Begun = append(c.Begun, r.Begun)
		}
		return nil
	}, `SELECT r.id, r.episode_id, r.instrument_id, r.instrument_version, r.stage, r.answered_on, r.finished, r.updated_at
		FROM json_each(?) j CROSS JOIN response r ON r.episode_id = j.value ORDER BY r.answered_on, r.id`, ids)
}

// AsksOf lists the questionnaires of one episode, due or not.
func (s *Measure) AsksOf(ctx context.Context, episode data.ID) ([]data.Ask, error) {
	due, err := s.DueRule(ctx)
	if err != nil {
		return nil, err
	}
	courses, err := CoursesOf(ctx, s.db, []data.ID{episode})
	if err != nil || courses[episode] == nil {
		return nil, err
	}
	return due.Asks(courses[episode], s.db.Today()), nil
}
