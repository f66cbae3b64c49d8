package figures

import (
	"context"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/tally"
)

// A coordinator's device of a service holds no clients. It counts what other devices
// worked out of each, see package exchange: person_facts in place of client_facts.

// held reports whether this database holds what reports count in place of clients.
func (s *Figures) held() bool { return s.db.Holds() == store.HoldsFigures }

// mayCount returns an error if figures to the end of a period cannot be told from
// what is held: without the days of birth, ages are known on the last day of a month.
func mayCount(f data.FigureFilter) error {
	if f.To.IsZero() || f.To.AddDays(1).Day == 1 {
		return nil
	}
	return data.NewProblem(data.CodeRefused, "This PC holds no dates of birth, so it counts reports that end on the last day of a month. Choose such a day, or make this report on the PC of a prescriber or manager.")
}

// mayCountPart returns an error if a report is on people whose records this database does
// not hold, because it is that of a PC of one partner. Else it returns the name of that
// partner, "" on any other PC.
func mayCountPart(ctx context.Context, q store.Querier, f data.FigureFilter) (name string, err error) {
	partner, is, err := store.OwnPartner(ctx, q)
	if err != nil || !is {
		return "", err
	}
	var own bool
	err = q.QueryRowContext(ctx, `SELECT coalesce(name, ''), CASE WHEN ?2 <> '' THEN EXISTS (SELECT 1 FROM surgery s WHERE s.id = ?2 AND s.partner_id = ?1) ELSE ?3 = ?1 END
		FROM (SELECT max(name) AS name FROM partner WHERE id = ?1)`, partner, f.SurgeryID, f.PartnerID).Scan(&name, &own)
	if err != nil || own {
		return name, err
	}
	return "", data.NewProblem(data.CodeRefused, "This PC holds only the records of "+name+". Choose "+name+" or one of its surgeries, or make this report on a PC that holds all records.")
}

// heldFacts hands over the facts of everyone that are held; noOne are gaps that were
// found for no one in particular.
func heldFacts(ctx context.Context, q store.Querier, words *tally.Words, do func(f *tally.Facts, noOne bool, tales []byte) error) error {
	reading, err := portables(ctx, q, words)
	if err != nil {
		return err
	}
	type row struct{ facts, tales []byte }
	return store.Each(ctx, q, func(r *row) []any { return []any{&r.facts, &r.tales} }, func(r *row) error {
		f, noOne, err := reading.Read(r.facts)
		if err != nil {
			return &data.Problem{Code: data.CodeNewer, Cause: err,
				Sentence: "What reports count came from another version of Waymark. Update Waymark on every PC of your service and let them meet, then try again."}
		}
		return do(f, noOne, r.tales)
	}, "SELECT facts, tales FROM person_facts ORDER BY key")
}

// portables reads what facts name: services, and rows of lists that became others.
func portables(ctx context.Context, q store.Querier, words *tally.Words) (*tally.Portables, error) {
	p := &tally.Portables{Words: words, Services: map[string]int64{}, Became: map[string]string{}}
	type service struct {
		id  string
		seq int64
	}
	if err := store.Each(ctx, q, func(v *service) []any { return []any{&v.id, &v.seq} }, func(v *service) error {
		p.Services[v.id] = v.seq
		return nil
	}, "SELECT id, seq FROM service"); err != nil {
		return nil, err
	}
	return p, store.Each(ctx, q, func(r *[2]any) []any { return []any{&r[0], &r[1]} }, func(r *[2]any) error {
		p.Became[store.KeyText(r[0])] = store.KeyText(r[1])
		return nil
	}, "SELECT gone_id, kept_id FROM exchange_same")
}

// addHeld counts everyone of whom facts are held.
func addHeld(ctx context.Context, q store.Querier, words *tally.Words, count *tally.Count) error {
	return heldFacts(ctx, q, words, func(f *tally.Facts, noOne bool, _ []byte) error {
		if !noOne {
			count.Add(f)
			return nil
		}
		for _, g := range f.Gaps {
			count.AddGap(g)
		}
		return nil
	})
}

// heldTales hands over what was told by the people in scope.
func (s *Figures) heldTales(ctx context.Context, f data.FigureFilter, do func(*tally.Tales)) error {
	return s.db.Look(ctx, func(t *store.Tx) error {
		words := tally.NewWords()
		count := tally.New(f, words, nil, nil, "", tally.Calendar{})
		partners, err := partnership(ctx, t)
		if err != nil {
			return err
		}
		count.Join(partners)
		return heldFacts(ctx, t, words, func(facts *tally.Facts, noOne bool, body []byte) error {
			if noOne || len(body) == 0 || !count.InScope(facts) {
				return nil
			}
			tales, err := tally.ReadTales(body)
			if err == nil {
				do(tales)
			}
			return err
		})
	})
}

// talesHeld are the tales of a period that are held.
func (s *Figures) talesHeld(ctx context.Context, f data.FigureFilter) ([]data.Tale, error) {
	var list []data.Tale
	err := s.heldTales(ctx, f, func(t *tally.Tales) {
		for _, one := range t.Told {
			if within(one.On, f) {
				list = append(list, data.Tale{ID: one.ID, Kind: one.Kind, ToldOn: one.On, Heading: one.Heading, Body: one.Body})
			}
		}
	})
	slices.SortFunc(list, func(a, b data.Tale) int {
		for _, by := range []int{strings.Compare(string(b.Kind), string(a.Kind)), a.ToldOn.Sub(b.ToldOn)} {
			if by != 0 {
				return by
			}
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return list, err
}

func within(on data.Date, f data.FigureFilter) bool { return !on.Before(f.From) && !on.After(f.To) }

func inPeriod(days []data.Date, f data.FigureFilter) (n int) {
	for _, on := range days {
		if within(on, f) {
			n++
		}
	}
	return n
}

// TalesNaming counts the tales of a period that may be told and that the session, or a
// coordinator's device, does not get, because a client’s name is in them.
func (s *Figures) TalesNaming(ctx context.Context, f data.FigureFilter) (n int, err error) {
	if !s.held() {
		err = s.told(ctx, f, func(_ *data.Tale, seen, named bool) {
			if named && !seen {
				n++
			}
		})
		return n, err
	}
	err = s.heldTales(ctx, f, func(t *tally.Tales) { n += inPeriod(t.Named, f) })
	return n, err
}

// heldFirstDate is FirstDate of what is held.
func (s *Figures) heldFirstDate(ctx context.Context) (data.Date, error) {
	var first tally.Day
	err := s.db.Look(ctx, func(t *store.Tx) error {
		return heldFacts(ctx, t, tally.NewWords(), func(f *tally.Facts, _ bool, _ []byte) error {
			if on := f.Earliest(); on > 0 && (first == 0 || on < first) {
				first = on
			}
			return nil
		})
	})
	return first.Date(), err
}
