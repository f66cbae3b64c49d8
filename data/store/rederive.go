package store

import (
	"context"

	"waymark/data"
)

// What can be out of date, as the table stale names it.
const (
	staleServices = "services" // cost and times read from words, and the search index
	staleScores   = "scores"
	staleLog      = "log" // not derived: old pages of an erased person may remain in the log; see erasure.go
)

// rederive works out what a migration left out of date, each in a transaction
// with the mark that goes: a program that is killed does it at its next start.
func (s *Store) rederive(ctx context.Context) error {
	list, err := collect(ctx, s.writer, func(what *string) []any { return []any{what} }, "SELECT what FROM stale WHERE what <> ? ORDER BY what DESC", staleLog)
	for _, what := range list {
		if err != nil {
			return err
		}
		err = s.write(ctx, Change{}, func(t *tx) error {
			if err := t.rederive(what); err != nil {
				return err
			}
			return t.derive("DELETE FROM stale WHERE what = ?", what)
		})
	}
	return err
}

func (t *tx) rederive(what string) error {
	if what == staleScores {
		return t.rescore()
	}
	return t.rereadServices()
}

// rereadServices reads cost and times from the words of every service, and
// indexes it.
func (t *tx) rereadServices() error {
	type row struct {
		seq        int64
		cost, days string
	}
	rows, err := collect(t.ctx, t, func(r *row) []any { return []any{&r.seq, &r.cost, &r.days} }, "SELECT seq, cost, days FROM service")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := t.derive("UPDATE service SET free = ?, times = ? WHERE seq = ?",
			data.FreeOfCharge(r.cost), int64(data.ReadTimes(r.days)), r.seq); err != nil {
			return err
		}
		if err := t.indexService(r.seq); err != nil {
			return err
		}
	}
	return nil
}

// rescore works out the scores of every questionnaire. Answers come in the order of their questionnaires, so
// that only one is held at a time.
func (t *tx) rescore() error {
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
