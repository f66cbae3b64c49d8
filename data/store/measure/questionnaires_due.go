package measure

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"waymark/data"
	"waymark/data/rule"
	"waymark/data/store"
	"waymark/data/store/casework"
)

// DueQuestionnaire is one questionnaire that a client has yet to be asked.
type DueQuestionnaire struct {
	data.Ask
	ClientID  data.ID
	EpisodeID data.ID
	Client    string // name
}

// DueFilter says which due questionnaires are wanted. Zero fields do not filter.
type DueFilter struct {
	Today      data.Date
	Prescriber data.ID
	// Look is how many episodes to look at for each stage, those open longest
	// first; 0 means all.
	Look int
}

// dueLimit is the most rows that DueQuestionnaires returns.
const dueLimit = 200

// DueList is the questionnaires that are due, the longest due first.
type DueList struct {
	Rows []DueQuestionnaire // 200 at most
	// First and FollowUp count the people who are due a first and a follow-up
	// questionnaire, those beyond Rows among them.
	First, FollowUp int
	// MoreFirst and MoreFollowUp are true where not every episode was looked at.
	MoreFirst, MoreFollowUp bool
}

// DueQuestionnaires lists the questionnaires that are due by the rule
// (rule.Due). Those that were begun are not listed: UnfinishedResponses has
// them.
func (s *Measure) DueQuestionnaires(ctx context.Context, f DueFilter) (*DueList, error) {
	due, err := s.DueRule(ctx)
	if err != nil {
		return nil, err
	}
	list := &DueList{}
	if len(due.Offered) == 0 {
		return list, nil
	}
	if list.First, list.MoreFirst, err = s.addDue(ctx, list, due, f, firstCandidates); err != nil {
		return nil, err
	}
	if list.FollowUp, list.MoreFollowUp, err = s.addDue(ctx, list, due, f, followUpCandidates); err != nil {
		return nil, err
	}
	return list, s.nameDue(ctx, list)
}

// addDue adds what is due of the episodes that a query pre-selects, and counts
// the people. more is true where the query has others.
func (s *Measure) addDue(ctx context.Context, list *DueList, due *rule.Due, f DueFilter, query string) (people int, more bool, err error) {
	type candidate struct{ episode, client data.ID }
	candidates, err := store.Collect(ctx, s.db, func(c *candidate) []any { return []any{&c.episode, &c.client} }, query,
		sql.Named("today", f.Today), sql.Named("prescriber", f.Prescriber), sql.Named("look", cmp.Or(f.Look, -1)))
	if err != nil {
		return 0, false, err
	}
	episodes := make([]data.ID, len(candidates))
	for i, c := range candidates {
		episodes[i] = c.episode
	}
	courses, err := CoursesOf(ctx, s.db, episodes)
	if err != nil {
		return 0, false, err
	}
	for _, c := range candidates {
		before := len(list.Rows)
		for _, a := range due.Asks(courses[c.episode], f.Today) {
			if a.State == data.AskDue {
				list.Rows = append(list.Rows, DueQuestionnaire{Ask: a, ClientID: c.client, EpisodeID: c.episode})
			}
		}
		if len(list.Rows) > before {
			people++
		}
	}
	return people, len(candidates) == f.Look, nil
}

// nameDue puts the rows in order, cuts them off and looks up who they are.
// Rows of one client stay in the order in which questionnaires are offered.
func (s *Measure) nameDue(ctx context.Context, list *DueList) error {
	slices.SortStableFunc(list.Rows, func(a, b DueQuestionnaire) int { return a.On.Compare(b.On) })
	if len(list.Rows) > dueLimit {
		list.Rows = list.Rows[:dueLimit]
	}
	ids := make([]data.ID, len(list.Rows))
	for i := range list.Rows {
		ids[i] = list.Rows[i].ClientID
	}
	body, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	type name struct{ name, sort string }
	names := map[data.ID]name{}
	type row struct {
		id data.ID
		of name
	}
	if err := store.Each(ctx, s.db, func(r *row) []any { return []any{&r.id, &r.of.name, &r.of.sort} }, func(r *row) error {
		names[r.id] = r.of
		return nil
	}, `SELECT c.id, trim(c.given_names || ' ' || c.family_name), c.sort_name FROM json_each(?) j CROSS JOIN client c ON c.id = j.value`, string(body)); err != nil {
		return err
	}
	for i := range list.Rows {
		list.Rows[i].Client = names[list.Rows[i].ClientID].name
	}
	slices.SortStableFunc(list.Rows, func(a, b DueQuestionnaire) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(names[a.ClientID].sort, names[b.ClientID].sort), cmp.Compare(a.ClientID, b.ClientID))
	})
	return nil
}

// The candidates are open episodes, pre-selected for the rule: those are left out
// of which it says for certain that nothing is due.
var candidates = `SELECT e.id, e.client_id FROM episode e WHERE e.status = 'open' AND ` + casework.Lives("e.client_id") + `
	AND (@prescriber = '' OR coalesce(e.prescriber_id, (SELECT c.prescriber_id FROM client c WHERE c.id = e.client_id)) = @prescriber)
	AND `

const longestOpen = ` ORDER BY e.opened_on, e.id LIMIT @look`

// hasFirst is true of episodes with a finished first questionnaire.
const hasFirst = `EXISTS (SELECT 1 FROM response r WHERE r.episode_id = e.id AND r.stage = 'baseline' AND r.finished)`

// firstCandidates are episodes without a first questionnaire whose client was
// seen and has not refused every one. (@today is not asked here.)
var firstCandidates = candidates + `NOT ` + hasFirst + ` AND ` + seenOn + ` IS NOT NULL AND @today IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM questionnaire_refusal q WHERE q.episode_id = e.id AND q.stage = 'baseline' AND q.instrument_id = '' AND q.removed_at IS NULL)` + longestOpen

// followUpCandidates are episodes with a first questionnaire whose second
// follow-up has come, or is off, and a first questionnaire without its own
// follow-up.
var followUpCandidates = candidates + hasFirst + `
	AND EXISTS (SELECT 1 FROM follow_up f WHERE f.episode_id = e.id AND (f.due_on <= @today OR f.status <> 'open'))
	AND EXISTS (SELECT 1 FROM response b WHERE b.episode_id = e.id AND b.stage = 'baseline' AND b.finished
	  AND NOT EXISTS (SELECT 1 FROM response l WHERE l.episode_id = e.id AND l.instrument_id = b.instrument_id AND l.finished AND l.stage = 'follow_up'
	    AND l.answered_on > b.answered_on
	    AND l.answered_on >= coalesce((SELECT min(CASE WHEN f.status = 'done' THEN f.closed_on ELSE f.first_due END) FROM follow_up f WHERE f.episode_id = e.id AND f.number = 1), '')))` + longestOpen

// Of returns the rows of one stage.
func (l *DueList) Of(stage data.Stage) []DueQuestionnaire {
	return slices.DeleteFunc(slices.Clone(l.Rows), func(d DueQuestionnaire) bool { return d.Stage != stage })
}
