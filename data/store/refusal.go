package store

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
)

const refusalColumns = `q.id, q.episode_id, q.client_id, q.stage, q.instrument_id, q.refused_on, q.reason, q.created_at, q.created_by, q.updated_at, q.updated_by`

func scanRefusal(r *data.QuestionnaireRefusal) []any {
	return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.Stage, &r.InstrumentID, &r.On, &r.Reason}, stampDest(&r.Stamp)...)
}

// RefuseQuestionnaire saves that a client would rather not answer. A second
// refusal of the same questionnaire changes the first.
func (s *Store) RefuseQuestionnaire(ctx context.Context, r *data.QuestionnaireRefusal) error {
	if err := r.Validate(s.today()); err != nil {
		return err
	}
	return s.writeAbout(ctx, &r.ClientID, func(t *tx) error {
		if r.EpisodeID == "" {
			id, err := t.episodeAbout(r.ClientID, r.On)
			if err != nil {
				return err
			}
			asItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		err := t.value(&r.ID, `SELECT id FROM questionnaire_refusal
			WHERE episode_id = ? AND stage = ? AND instrument_id = ? AND removed_at IS NULL`, r.EpisodeID, r.Stage, r.InstrumentID)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		r.Stamp = data.Stamp{}
		return t.save("questionnaire_refusal", &r.ID, &r.Stamp, r.ClientID, []field{
			{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"stage", r.Stage}, {"instrument_id", r.InstrumentID},
			{"refused_on", r.On}, {"reason", r.Reason},
		})
	})
}

// UndoRefusal removes a refusal that was recorded in error or is no longer
// true, so the questionnaire is due again.
func (s *Store) UndoRefusal(ctx context.Context, id data.ID) error {
	return s.remove(ctx, "questionnaire_refusal", id, nil)
}

// refusalsOf reads the refusals of a client, oldest first.
func (s *Store) refusalsOf(ctx context.Context, client data.ID) ([]data.QuestionnaireRefusal, error) {
	return collect(ctx, s.reader, scanRefusal, "SELECT "+refusalColumns+
		" FROM questionnaire_refusal q WHERE q.client_id = ? AND q.removed_at IS NULL ORDER BY q.refused_on, q.id", client)
}
