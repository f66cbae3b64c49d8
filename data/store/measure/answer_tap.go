package measure

import (
	"context"
	"maps"

	"waymark/data"
	"waymark/data/store"
)

// SaveAnswer stores the answer to one item of an unfinished questionnaire, or
// takes it away where value is nil. It is on the disk when SaveAnswer returns.
// It is one small row without a change entry, an audit row or a word to the
// subscribers: SaveResponse writes those, once, when the questionnaire is
// finished or put aside. A finished questionnaire is refused (CodeConflict), as
// is an answer that the questionnaire does not have (CodeInvalid).
func (s *Measure) SaveAnswer(ctx context.Context, response data.ID, item int, value *int) error {
	return s.db.Write(ctx, store.Change{}, func(t *store.Tx) error {
		r, err := unfinished(t, response)
		if err != nil {
			return err
		}
		r.Answers = maps.Clone(r.Answers)
		if delete(r.Answers, item); value != nil {
			r.Answers[item] = *value
		}
		prorate, err := prorates(t)
		if err != nil {
			return err
		}
		total, writeScores, err := saveScores(t, r, prorate)
		if err != nil {
			return err
		}
		if err := saveAnswers(t, r, false); err != nil {
			return err
		}
		if err := t.Derive("UPDATE response SET score = ?, answered = ? WHERE id = ?", total, len(r.Answers), r.ID); err != nil {
			return err
		}
		if err := t.Derive("INSERT OR IGNORE INTO answer_tap (response_id) VALUES (?)", r.ID); err != nil {
			return err
		}
		return writeScores()
	})
}

func unfinished(t *store.Tx, response data.ID) (*data.Response, error) {
	if err := t.MayChange("response", response); err != nil {
		return nil, err
	}
	r, err := store.One(t.Ctx, t, ScanResponse, "SELECT "+ResponseColumns+" FROM response r WHERE r.id = ?", response)
	if err != nil {
		return nil, err
	}
	if r.Finished {
		return nil, data.NewProblem(data.CodeConflict, "This questionnaire is finished, so the answer was not changed. Open it again from the record.")
	}
	list := []data.Response{*r}
	err = AnswersOf(t.Ctx, t, list)
	return &list[0], err
}

// forgetTaps reports whether answers of a questionnaire were written one by one
// since its last change entry, which the caller now writes.
func forgetTaps(t *store.Tx, response data.ID) (bool, error) {
	result, err := t.DeriveResult("DELETE FROM answer_tap WHERE response_id = ?", response)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// NoteTaps writes the change entries of questionnaires that a program that was
// killed left halfway, so that their answers reach the other PCs.
func (s *Measure) NoteTaps(ctx context.Context) error {
	left, err := store.Collect(ctx, s.db, func(id *data.ID) []any { return []any{id} }, "SELECT response_id FROM answer_tap")
	if err != nil || len(left) == 0 {
		return err
	}
	return s.db.Write(ctx, store.Change{}, NoteTapsWithin)
}

// NoteTapsWithin is NoteTaps within a transaction.
func NoteTapsWithin(t *store.Tx) error {
	left, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT response_id FROM answer_tap")
	for _, id := range left {
		if err == nil {
			err = t.Entry("response", store.KeyOf(id), "answers")
		}
		if err == nil {
			_, err = forgetTaps(t, id)
		}
	}
	return err
}
