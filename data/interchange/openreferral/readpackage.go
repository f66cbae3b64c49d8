package openreferral

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"math"
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
// and held in memory, in parts where they are large; the services stream. A zip may unpack to 500 MB. A table
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
	portions, err := a.portions(ctx)
	if err != nil {
		return err
	}
	first := 0
	for _, last := range portions {
		if last <= first { // fewer services than portions
			continue
		}
		var part *wanted
		if len(portions) > 1 {
			if part, err = a.wanted(ctx, first, last); err != nil {
				return err
			}
		}
		j, err := a.join(ctx, part)
		if err != nil {
			return err
		}
		emitted, err := a.emit(ctx, j, today, first, last, yield)
		if err != nil {
			return err
		}
		if part == nil {
			return a.sayOrphans(j, emitted, yield)
		}
		first = last
	}
	return nil
}

// errPortion ends the reading of services.csv where a portion ends.
var errPortion = errors.New("the portion ends here")

// emit hands the services on from one row of services.csv to another, and returns their
// ids.
func (a *archive) emit(ctx context.Context, j *joined, today data.Date, first, last int, yield func(*data.SourceEntry, error) bool) (emitted map[string]bool, err error) {
	emitted = map[string]bool{}
	at := data.Place{File: path.Base(a.tables["services"])}
	err = a.rows(ctx, "services", func(r row, doubt string) error {
		if at.Row++; at.Row <= first {
			return nil
		}
		s := j.record(r)
		emitted[s.ID] = true
		where := j.place(s, text(r, "organization_id"))
		e := s.entry(at, today)
		if where != "" {
			e.Doubts = append(e.Doubts, data.Doubt{Field: "Address", Sentence: where})
		}
		if e.Service.Address == "" && j.unlinked { // the places are there, whichever is meant
			e.Unsaid = append(e.Unsaid, placeFields...)
		}
		if doubt != "" {
			e.Doubts = append(e.Doubts, data.Doubt{Field: "row", Sentence: doubt})
		}
		if j.lacksOrganization(r) {
			e.Doubts = append(e.Doubts, data.Doubt{Field: "Organisation",
				Sentence: "The organisation that this service names by its id is not in the package. It was left out."})
		}
		if !yield(e, nil) {
			return errStopped
		}
		if at.Row == last {
			return errPortion
		}
		return nil
	})
	if errors.Is(err, errPortion) {
		err = nil
	}
	return emitted, err
}

// portions are the rows of services.csv at which each part of the package ends:
// one part if the other tables are small.
func (a *archive) portions(ctx context.Context) ([]int, error) {
	var size int64
	for table, name := range a.tables {
		if info, err := fs.Stat(a.files, name); err == nil && table != "services" {
			size += info.Size()
		}
	}
	parts := int(size/a.part) + 1
	if parts == 1 {
		return []int{math.MaxInt}, nil
	}
	services := 0
	if err := a.rows(ctx, "services", func(row, string) error { services++; return nil }); err != nil {
		return nil, err
	}
	var ends []int
	for n := 1; n < parts; n++ {
		ends = append(ends, services*n/parts)
	}
	return append(ends, math.MaxInt), nil
}

// wanted are the ids to which some rows of services.csv refer, themselves and by
// the places where the services are.
func (a *archive) wanted(ctx context.Context, first, last int) (*wanted, error) {
	w := &wanted{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	n := 0
	err := a.rows(ctx, "services", func(r row, _ string) error {
		if n++; n > last {
			return errPortion
		}
		if n > first {
			w.services[text(r, "id")] = true
			w.organizations[text(r, "organization_id")] = true
			w.locations[text(r, "location_id")] = true
		}
		return nil
	})
	if err != nil && !errors.Is(err, errPortion) {
		return nil, err
	}
	return w, a.rows(ctx, "service_at_location", func(r row, _ string) error {
		if w.services[text(r, "service_id")] {
			w.locations[text(r, "location_id")] = true
		}
		return nil
	})
}
