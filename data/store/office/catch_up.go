package office

import (
	"context"
	"waymark/data/store"
	"waymark/data/store/directory"
	"waymark/data/store/measure"
)

// catchUp does what an update of the program, or its sudden end, left to do.
func (s *Office) catchUp(ctx context.Context) error {
	if err := s.db.Rederive(ctx, map[string]func(*store.Tx) error{
		store.StaleServices: func(t *store.Tx) error { return directory.RereadServices(t) },
		store.StaleScores:   func(t *store.Tx) error { return measure.Rescore(t, "") },
		store.StaleGrams:    func(t *store.Tx) error { return t.RecountGrams() },
		store.TakenIn:       func(t *store.Tx) error { return t.Audit("import", "database", "everything", "", "") },
	}); err != nil {
		return err
	}
	if err := s.Measure.NoteTaps(ctx); err != nil {
		return err
	}
	if err := s.Offering.ReachHolidays(ctx); err != nil {
		return err
	}
	return s.db.KeepFacts(ctx)
}
