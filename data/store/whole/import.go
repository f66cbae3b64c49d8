package whole

import (
	"context"

	format "waymark/data/interchange/whole"
	"waymark/data/store"
)

// Imported is what an import took in.
type Imported struct {
	Tables, Rows int
	// Aside is the empty database that was at the place before, as it was kept among
	// the backups; "" if there was none.
	Aside string
}

// Import makes a database at path of an export of everything: of all of it or, when
// anything is wrong with it, of nothing. It refuses a database that has records.
// What is derived is worked out when the database is opened next. progress is told a
// part from 0 to 1.
func Import(ctx context.Context, path, from string, o store.Options, progress func(float64)) (*Imported, error) {
	e, err := format.Open(from, store.LatestVersion())
	if err != nil {
		return nil, err
	}
	defer func() { _ = e.Close() }()
	// Reading alone is a small part of the work.
	if err := e.Verify(ctx, func(part float64) { progress(part * 0.1) }); err != nil {
		return nil, err
	}
	done := &Imported{Tables: len(e.Manifest.Tables)}
	for _, t := range e.Manifest.Tables {
		done.Rows += t.Rows
	}
	done.Aside, err = store.TakeIn(ctx, path, e.Manifest.Schema, o, func(l *store.Loader) error {
		return e.Load(ctx, func(part float64) { progress(0.1 + part*0.9) }, l.Table)
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}
