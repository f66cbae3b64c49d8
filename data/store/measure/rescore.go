package measure

import (
	"waymark/data"
	"waymark/data/store"
)

// Rescore works out the scores of every questionnaire, or only of those given to
// one instrument. Answers come in the order of their questionnaires, so that
// only one is held at a time.
func Rescore(t *store.Tx, only string) error {
	prorate, err := prorates(t)
	if err != nil {
		return err
	}
	var r data.Response
	store := func() error {
		if r.ID == "" {
			return nil
		}
		total, write, err := saveScores(t, &r, prorate)
		if data.CodeOf(err) == data.CodeInvalid {
			return nil // answers that cannot be scored had no score before either
		}
		if err != nil {
			return err
		}
		if err := t.Derive("UPDATE response SET score = ? WHERE id = ? AND score IS NOT ?", total, r.ID, total); err != nil {
			return err
		}
		return write()
	}
	type row struct {
		id, instrument, version string
		item, value             int
	}
	rows, err := t.QueryContext(t.Ctx, `SELECT a.response_id, r.instrument_id, r.instrument_version, a.item, a.value
		FROM answer a JOIN response r ON r.id = a.response_id WHERE ?1 = '' OR r.instrument_id = ?1 ORDER BY a.response_id, a.item`, only)
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

// RescoreResponses works out the scores of some questionnaires, whose answers came
// from another device.
func RescoreResponses(t *store.Tx, ids []data.ID) error {
	prorate, err := prorates(t)
	if err != nil {
		return err
	}
	for _, id := range ids {
		list, err := store.Collect(t.Ctx, t, ScanResponse, "SELECT "+ResponseColumns+" FROM response r WHERE r.id = ?", id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			continue
		}
		if err := AnswersOf(t.Ctx, t, list); err != nil {
			return err
		}
		if err := rescoreOne(t, &list[0], prorate); err != nil {
			return err
		}
	}
	return nil
}

func rescoreOne(t *store.Tx, r *data.Response, prorate bool) error {
	total, write, err := saveScores(t, r, prorate)
	if data.CodeOf(err) == data.CodeInvalid {
		total, write, err = nil, func() error { return writeScores(t, r.ID, nil) }, nil // such answers have no score
	}
	if err != nil {
		return err
	}
	if err := t.Derive("UPDATE response SET score = ?1, answered = ?2 WHERE id = ?3 AND (score IS NOT ?1 OR answered <> ?2)", total, len(r.Answers), r.ID); err != nil {
		return err
	}
	return write()
}
