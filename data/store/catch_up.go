package store

import "context"

// catchUp does what an update of the program, or its sudden end, left to do.
func (s *Store) catchUp(ctx context.Context) error {
	if err := s.rederive(ctx, map[string]func(*tx) error{
		staleServices: func(t *tx) error { return t.rereadServices() },
		staleScores:   func(t *tx) error { return t.rescore("") },
		staleGrams:    func(t *tx) error { return t.recountGrams() },
	}); err != nil {
		return err
	}
	if err := s.noteTaps(ctx); err != nil {
		return err
	}
	return s.reachHolidays(ctx)
}
