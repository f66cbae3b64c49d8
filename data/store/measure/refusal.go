package measure

import (
	"context"
	"database/sql"
	"errors"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/casework"
)

const refusalColumns = `q.id, q.episode_id, q.client_id, q.stage, q.instrument_id, q.refused_on, q.reason, q.created_at, q.created_by, q.updated_at, q.updated_by`

func scanRefusal(r *data.QuestionnaireRefusal) []any {
	return append([]any{&r.ID, &r.EpisodeID, &r.ClientID, &r.Stage, &r.InstrumentID, &r.On, &r.Reason}, store.StampDest(&r.Stamp)...)
}

// RefuseQuestionnaire saves that a client would rather not answer. A second
// refusal of the same questionnaire changes the first.
func (s *Measure) RefuseQuestionnaire(ctx context.Context, r *data.QuestionnaireRefusal) error {
	if err := r.Validate(s.db.Today()); err != nil {
		return err
	}
	return s.db.WriteAbout(ctx, store.ChangedResponse, &r.ClientID, func(t *store.Tx) error {
		if r.EpisodeID == "" {
			id, err := casework.EpisodeAbout(t, r.ClientID, r.On)
			if err != nil {
				return err
			}
			store.AsItWas(t, &r.EpisodeID)
			r.EpisodeID = id
		}
		err := t.Value(&r.ID, `SELECT id FROM questionnaire_refusal
			WHERE episode_id = ? AND stage = ? AND instrument_id = ? AND removed_at IS NULL`, r.EpisodeID, r.Stage, r.InstrumentID)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		r.Stamp = data.Stamp{}
		return t.Save("questionnaire_refusal", &r.ID, &r.Stamp, r.ClientID, []store.Field{
			{"episode_id", r.EpisodeID}, {"client_id", r.ClientID}, {"stage", r.Stage}, {"instrument_id", r.InstrumentID},
			{"refused_on", r.On}, {"reason", r.Reason},
		})
	})
}

// UndoRefusal removes a refusal that was recorded in error or is no longer
// true, so the questionnaire is due again.
func (s *Measure) UndoRefusal(ctx context.Context, id data.ID) error {
	return s.db.TakeBack(ctx, store.ChangedResponse, "questionnaire_refusal", id)
}

// RefusalsOf reads the refusals of a client, oldest first.
func (s *Measure) RefusalsOf(ctx context.Context, client data.ID) ([]data.QuestionnaireRefusal, error) {
	return store.Collect(ctx, s.db, scanRefusal, "SELECT "+refusalColumns+
		" FROM questionnaire_refusal q WHERE q.client_id = ? AND q.removed_at IS NULL ORDER BY q.refused_on, q.id", client)
}
