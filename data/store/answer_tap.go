package store

import (
	"context"
	"maps"

	"waymark/data"
)

// SaveAnswer stores the answer to one item of an unfinished questionnaire, or
// takes it away where value is nil. It is on the disk when SaveAnswer returns.
// It is one small row without a change entry, an audit row or a word to the
// subscribers: SaveResponse writes those, once, when the questionnaire is
// finished or put aside. A finished questionnaire is refused (CodeConflict), as
// is an answer that the questionnaire does not have (CodeInvalid).
func (s *Store) SaveAnswer(ctx context.Context, response data.ID, item int, value *int) error {
	return s.write(ctx, Change{}, func(t *tx) error {
		r, err := t.unfinished(response)
		if err != nil {
			return err
		}
		r.Answers = maps.Clone(r.Answers)
		if delete(r.Answers, item); value != nil {
			r.Answers[item] = *value
		}
		prorate, err := t.prorates()
		if err != nil {
			return err
		}
		total, writeScores, err := t.saveScores(r, prorate)
		if err != nil {
			return err
		}
		if err := t.saveAnswers(r, false); err != nil {
			return err
		}
		if err := t.derive("UPDATE response SET score = ?, answered = ? WHERE id = ?", total, len(r.Answers), r.ID); err != nil {
			return err
		}
		if err := t.derive("INSERT OR IGNORE INTO answer_tap (response_id) VALUES (?)", r.ID); err != nil {
			return err
		}
		return writeScores()
	})
}

func (t *tx) unfinished(response data.ID) (*data.Response, error) {
	r, err := one(t.ctx, t, scanResponse, "SELECT "+responseColumns+" FROM response r WHERE r.id = ?", response)
	if err != nil {
		return nil, err
	}
	if r.Finished {
		return nil, data.NewProblem(data.CodeConflict, "This questionnaire is finished, so the answer was not changed. Open it again from the record.")
	}
	list := []data.Response{*r}
	err = answersOf(t.ctx, t, list)
	return &list[0], err
}

// forgetTaps reports whether answers of a questionnaire were written one by one
// since its last change entry, which the caller now writes.
func (t *tx) forgetTaps(response data.ID) (bool, error) {
	result, err := t.deriveResult("DELETE FROM answer_tap WHERE response_id = ?", response)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// noteTaps writes the change entries of questionnaires that a program that was
// killed left half-way, so that their answers reach the other PCs.
func (s *Store) noteTaps(ctx context.Context) error {
	left, err := collect(ctx, s.writer, func(id *data.ID) []any { return []any{id} }, "SELECT response_id FROM answer_tap")
	if err != nil || len(left) == 0 {
		return err
	}
	return s.write(ctx, Change{}, func(t *tx) error {
		for _, id := range left {
			if err := t.entry("response", keyOf(id), "answers"); err != nil {
				return err
			}
			if _, err := t.forgetTaps(id); err != nil {
				return err
			}
		}
		return nil
	})
}
