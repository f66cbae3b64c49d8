package measure

import (
	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/store"
)

// saveScores writes every score that the answers of a questionnaire give, in
// the version that it was asked in, and returns its own total; nil where the
// answers do not give one.
func saveScores(t *store.Tx, r *data.Response, prorate bool) (total *float64, write func() error, err error) {
	c, err := Catalogue(t)
	if err != nil {
		return nil, nil, err
	}
	scores, err := c.Scores(r.InstrumentID, r.Version, r.Answers, instrument.Options{Prorate: prorate})
	if err != nil {
		return nil, nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "An answer is not one that this questionnaire has, so nothing was saved. Answer the item again."}
	}
	if own, ok := scores[r.InstrumentID]; ok && own.Valid {
		total = &own.Value
	}
	return total, func() error { return writeScores(t, r.ID, scores) }, nil
}

func writeScores(t *store.Tx, response data.ID, scores map[string]instrument.Score) error {
	if err := t.Derive("DELETE FROM score WHERE response_id = ?", response); err != nil {
		return err
	}
	for measure, s := range scores {
		if !s.Valid {
			continue
		}
		if err := t.Derive("INSERT INTO score (response_id, measure, value, estimated) VALUES (?, ?, ?, ?)", response, measure, s.Value, s.Estimated); err != nil {
			return err
		}
	}
	return nil
}
