package openreferral

import (
	"context"
	"errors"
	"iter"
	"path"

	"waymark/data"
)

// IsPackage says whether a path is a folder or a zip with an Open Referral
// package in it, by its table of services.
func IsPackage(path string) bool {
	a, err := openArchive(path)
	if err != nil {
		return false
	}
	_ = a.close()
	return true
}

// ReadPackage reads the services of a package of CSV files, in a folder or a
// zip, in the order of services.csv. The other tables are joined by their ids
// and held in memory; the services stream. A zip may unpack to 500 MB. A table
// that cannot be read gives a *data.Problem as the last error, and what came
// before it must not be kept. The reading can be repeated.
func ReadPackage(ctx context.Context, path string) iter.Seq2[*data.SourceEntry, error] {
	return readPackage(ctx, path, data.SystemClock())
}

func readPackage(ctx context.Context, name string, clock data.Clock) iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		a, err := openArchive(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer func() { _ = a.close() }()
		if err := a.read(ctx, clock.Today(), yield); err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

func (a *archive) read(ctx context.Context, today data.Date, yield func(*data.SourceEntry, error) bool) error {
	if err := a.checkSize(); err != nil {
		return err
	}
	j, err := a.join(ctx)
	if err != nil {
		return err
	}
	at := data.Place{File: path.Base(a.tables["services"])}
	stopped := false
	err = a.rows(ctx, "services", func(r row, ragged bool) error {
		at.Row++
		e := j.record(r).entry(at, today)
		if ragged {
			e.Doubts = append(e.Doubts, data.Doubt{Field: "row",
				Sentence: "This line has a different number of cells from the headings, so some values may be in the wrong column."})
		}
		if j.lacksOrganization(r) {
			e.Doubts = append(e.Doubts, data.Doubt{Field: "Organisation",
				Sentence: "The organisation that this service names by its id is not in the package. It was left out."})
		}
		if stopped = !yield(e, nil); stopped {
			return errStopped
		}
		return nil
	})
	if stopped {
		return nil
	}
	return err
}
