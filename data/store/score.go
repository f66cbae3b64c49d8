package store

import (
	"waymark/data"
	"waymark/data/instrument"
)

// saveScores writes every score that the answers of a questionnaire give, in
// the version that it was asked in, and returns its own total; nil where the
// answers do not give one.
func (t *tx) saveScores(r *data.Response, prorate bool) (total *float64, write func() error, err error) {
	c, err := t.catalogue()
	if err != nil {
		return nil, nil, err
	}
	scores, err := c.Scores(r.InstrumentID, r.Version, r.Answers, instrument.Options{Prorate: prorate})
	if err != nil {
		return nil, nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "An answer is not one that this questionnaire has, so nothing was saved. Please answer the item again."}
	}
	if own, ok := scores[r.InstrumentID]; ok && own.Valid {
		total = &own.Value
	}
	return total, func() error { return t.writeScores(r.ID, scores) }, nil
}

func (t *tx) writeScores(response data.ID, scores map[string]instrument.Score) error {
	if _, err := t.exec("DELETE FROM score WHERE response_id = ?", response); err != nil {
		return err
	}
	for measure, s := range scores {
		if !s.Valid {
			continue
		}
		if _, err := t.exec("INSERT INTO score (response_id, measure, value, estimated) VALUES (?, ?, ?, ?)", response, measure, s.Value, s.Estimated); err != nil {
			return err
		}
	}
	return nil
}

// fillInScores scores the questionnaires that were there before scores had a
// table of their own. Answers come in the order of their questionnaires, so
// that only one is held at a time.
func fillInScores(t *tx) error {
	prorate, err := t.prorates()
	if err != nil {
		return err
	}
	var r data.Response
	store := func() error {
		if r.ID == "" {
			return nil
		}
		_, write, err := t.saveScores(&r, prorate)
		if data.CodeOf(err) == data.CodeInvalid {
			return nil // answers that cannot be scored had no score before either
		}
		if err != nil {
			return err
		}
		return write()
	}
	type row struct {
		id, instrument, version string
		item, value             int
	}
	rows, err := t.QueryContext(t.ctx, `SELECT a.response_id, r.instrument_id, r.instrument_version, a.item, a.value
		FROM answer a JOIN response r ON r.id = a.response_id ORDER BY a.response_id, a.item`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var v row
	for rows.Next() {
		if err := rows.Scan(&v.id, &v.instrument, &v.version, &v.item, &v.value); err != nil {
			return err
		}
		if string(r.ID) != v.id {
			if err := store(); err != nil {
				return err
			}
			r = data.Response{ID: data.ID(v.id), InstrumentID: v.instrument, Version: v.version, Answers: map[int]int{}}
		}
		r.Answers[v.item] = v.value
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return store()
}
