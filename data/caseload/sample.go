// Package caseload writes an invented caseload that reproduces the published
// figures of the pilot in Thanet exactly: 69 clients seen over eight months in
// four surgeries, for the reasons, sexes and mean scores of its report, with
// one person of whom neither reason nor sex is recorded.
//
// Its dates run up to a given day, so that Today and the calendar have work in
// them. The same seed and day give the same content. A larger caseload keeps
// the pilot's people and adds others in the same proportions, so only the
// unscaled one has the published figures.
package caseload

import (
	"context"

	"waymark/data"
	"waymark/data/store/office"
)

// PilotClients is how many people the pilot saw.
const PilotClients = 69

// batch is how many clients are written in one transaction.
const batch = 2000

// Options says what is written.
type Options struct {
	Clients  int                   // 0, or up to 69: the pilot's 69
	Only     int                   // of the pilot’s people only the first so many; 0: all of them
	Services int                   // up to the directory of the sample: that
	Partners int                   // 0: one organisation; else a partnership of so many
	Seed     uint64                // another seed gives other people
	Today    data.Date             // the day the caseload runs up to
	Progress func(done, total int) // may be nil
}

// Write fills a new database. One that holds clients already is refused, so
// that invented people never end up among real ones.
func Write(ctx context.Context, s *office.Office, o Options) error {
	if _, total, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 1}); err != nil {
		return err
	} else if total > 0 {
		return data.NewProblem(data.CodeRefused, "This database holds clients already, so no sample was written into it. Please give a new file.")
	}
	if err := s.AddStartingLists(ctx); err != nil {
		return err
	}
	reasons, err := s.Lists.Reasons(ctx, true)
	if err != nil {
		return err
	}
	g := newGenerator(o, reasons)
	if err := s.Load(ctx, "sample directory", g.writeLists); err != nil {
		return err
	}
	if err := s.Load(ctx, "sample clinics", g.writeClinics); err != nil {
		return err
	}
	if err := writeClients(ctx, s, g, o.total(), o.Progress); err != nil {
		return err
	}
	return g.writeLearnt(ctx, s)
}

// total is how many people are written.
func (o *Options) total() int {
	if o.Only > 0 {
		return min(o.Only, PilotClients)
	}
	return max(o.Clients, PilotClients)
}

func writeClients(ctx context.Context, s *office.Office, g *generator, total int, progress func(done, total int)) error {
	pilot := g.pilot()
	for from := 0; from < total; from += batch {
		if err := ctx.Err(); err != nil {
			return err
		}
		to := min(from+batch, total)
		err := s.Load(ctx, "sample clients", func(b *office.Bulk) error {
			for i := from; i < to; i++ {
				p := g.planOf(i, pilot)
				if err := g.writeClient(b, i, p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if progress != nil {
			progress(to, total)
		}
	}
	return nil
}
