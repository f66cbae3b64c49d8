package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"waymark/data"
)

// DueQuestionnaire is one questionnaire that a client has yet to be asked.
type DueQuestionnaire struct {
	ClientID     data.ID
	Client       string
	InstrumentID string
	Stage        data.Stage
	Why          string // such as "second follow-up was due on 7 Apr 2026"
}

// dueQuery lists, for the open episodes, those who were seen and have answered
// nothing yet, for the first questionnaire that is offered; and those whose
// second follow-up has come, for each offered one that they answered before.
const dueQuery = `WITH offered(id, place) AS (SELECT value, key FROM json_each(@offered))
	SELECT client, name, questionnaire, stage, second FROM (
	  SELECT c.id AS client, trim(c.given_names || ' ' || c.family_name) AS name, c.sort_name, o.id AS questionnaire, o.place, 'baseline' AS stage, NULL AS second
	  FROM episode e JOIN client c ON c.id = e.client_id JOIN offered o ON o.place = 0
	  WHERE e.status = 'open'
	  AND NOT EXISTS (SELECT 1 FROM response r WHERE r.episode_id = e.id AND (r.stage = 'baseline' OR NOT r.finished))
	  AND EXISTS (SELECT 1 FROM contact k WHERE k.episode_id = e.id AND k.outcome = 'attended' AND k.removed_at IS NULL)
	  UNION ALL
	  SELECT c.id, trim(c.given_names || ' ' || c.family_name), c.sort_name, o.id, o.place, 'follow_up', f.second
	  FROM (SELECT episode_id, min(first_due) AS second FROM follow_up
	    WHERE number = 2 AND due_on <= @today AND status IN ('open', 'done') GROUP BY episode_id) f
	  JOIN episode e ON e.id = f.episode_id JOIN client c ON c.id = e.client_id CROSS JOIN offered o
	  WHERE e.status = 'open'
	  AND EXISTS (SELECT 1 FROM response r WHERE r.episode_id = e.id AND r.instrument_id = o.id AND r.stage = 'baseline' AND r.finished)
	  AND NOT EXISTS (SELECT 1 FROM response r WHERE r.episode_id = e.id AND r.instrument_id = o.id AND (r.stage = 'follow_up' OR NOT r.finished))
	) ORDER BY second, sort_name, client, place LIMIT 200`

// DueQuestionnaires lists clients with an open episode who were seen but have
// no baseline, and, for each offered questionnaire that they have a baseline
// of, those whose second follow-up is due by today, or done, without it.
// Half-filled ones are not listed: they are to be resumed.
func (s *Store) DueQuestionnaires(ctx context.Context, today data.Date) ([]DueQuestionnaire, error) {
	offered, err := s.OfferedQuestionnaires(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(offered))
	for i, d := range offered {
		ids[i] = d.ID
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	type due struct {
		DueQuestionnaire
		on data.Date
	}
	rows, err := collect(ctx, s.reader, func(d *due) []any {
		return []any{&d.ClientID, &d.Client, &d.InstrumentID, &d.Stage, &d.on}
	}, dueQuery, sql.Named("offered", string(list)), sql.Named("today", today))
	if err != nil {
		return nil, err
	}
	all := make([]DueQuestionnaire, 0, len(rows))
	for _, r := range rows {
		d := r.DueQuestionnaire
		d.Why = "seen, but no first questionnaire yet"
		if d.Stage == data.StageFollowUp {
			d.Why = "second follow-up was due on " + r.on.Short()
		}
		all = append(all, d)
	}
	return all, nil
}
