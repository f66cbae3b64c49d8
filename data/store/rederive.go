package store

import (
	"context"
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
