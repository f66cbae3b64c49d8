package store

import (
	"context"
	"fmt"
	"waymark/data/access"
)

// What can be out of date, as the table stale names it.
const (
	StaleServices = "services" // cost and times read from words, and the search index
	StaleScores   = "scores"
	StaleGrams    = "letters"
	TakenIn       = "import" // not derived: the audit trail has still to say that all of it was imported
	staleLog      = "log"    // not derived: old pages of an erased person may remain in the log; see erasure.go
)

// rederive works out what a migration left out of date, each in a transaction
// with the mark that goes: a program that is killed does it at its next start.
// by has the way to do it for each.
func (s *Store) rederive(ctx context.Context, session *access.Session, by map[string]func(*Tx) error) error {
	list, err := Collect(ctx, s.reader, func(what *string) []any { return []any{what} }, "SELECT what FROM stale WHERE what <> ? ORDER BY what DESC", staleLog)
	for _, what := range list {
		if err != nil {
			return err
		}
		err = s.write(ctx, session, Change{}, func(t *Tx) error {
			again, known := by[what]
			if !known {
				return fmt.Errorf("no one can work out %s again", what)
			}
			if err := again(t); err != nil {
				return err
			}
			return t.Derive("DELETE FROM stale WHERE what = ?", what)
		})
	}
	s.forget()
	return err
}
