package reports

import (
	"context"
	"math/rand/v2"
	"time"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/reports/disclosure"
)

// Source is where the figures of a report and what stands beside them come
// from: the store.
type Source interface {
	Figures(ctx context.Context, f data.FigureFilter) (*data.Figures, error)
	Comparators(ctx context.Context) ([]data.Comparator, error)
	Catalogue(ctx context.Context) (*instrument.Catalogue, error)
	Learnt(ctx context.Context, f data.FigureFilter) (*data.Learnt, error)
	Tales(ctx context.Context, f data.FigureFilter) ([]data.Tale, error)
	ReportSettings(ctx context.Context) (data.ReportSettings, error)
}

// Request is what someone wants a report on.
type Request struct {
	Filter data.FigureFilter
	// Partner, Surgery and Reason are the names of the filters; "" for all.
	Partner, Surgery, Reason string
	AsAt                     time.Time
	// Rule overrules the service's own rule for small numbers; nil takes that.
	Rule    *disclosure.Rule
	Compare bool // with the period before
	Scores  bool // each pair's scores, for a reader who is to work with them
}

// Make counts and builds a report.
func Make(ctx context.Context, s Source, q Request) (*Report, error) {
	c, err := gather(ctx, s, q)
	if err != nil {
		return nil, err
	}
	return Build(c.figures, c.options)
}

// gathered is what a report is built from.
type gathered struct {
	figures *data.Figures
	options Options
}

// gather counts, and reads what stands beside the figures.
func gather(ctx context.Context, s Source, q Request) (*gathered, error) {
	settings, err := s.ReportSettings(ctx)
	if err != nil {
		return nil, err
	}
	o := Options{ServiceName: settings.ServiceName, Role: settings.Role, AsAt: q.AsAt, Partner: q.Partner, Surgery: q.Surgery, Reason: q.Reason, Scores: q.Scores, Staff: settings.ByStaff,
		Rule: disclosure.Rule{Minimum: settings.MinimumCell, RoundTo: settings.RoundTo}}
	if q.Rule != nil {
		o.Rule = *q.Rule
	}
	if o.Comparators, err = s.Comparators(ctx); err != nil {
		return nil, err
	}
	if o.Catalogue, err = s.Catalogue(ctx); err != nil {
		return nil, err
	}
	if o.Tales, err = s.Tales(ctx, q.Filter); err != nil {
		return nil, err
	}
	learnt, err := s.Learnt(ctx, q.Filter)
	if err != nil {
		return nil, err
	}
	o.Learnt = learnt.Body
	figures, err := s.Figures(ctx, q.Filter)
	if err != nil {
		return nil, err
	}
	if q.Compare {
		if o.Before, err = s.Figures(ctx, q.Filter.Before()); err != nil {
			return nil, err
		}
	}
	return &gathered{figures, o}, nil
}

// pairScores are the scores of the pairs in no order that could tell whose
// they are. They are given only when every count that they would tell is
// shown.
func pairScores(o *Outcome, pairs []data.Pair) []Line {
	if o.Pairs.Hidden || o.hidesSome() {
		return nil
	}
	list := make([]Line, len(pairs))
	for to, from := range rand.Perm(len(pairs)) { //nolint:gosec // G404: an order without meaning, not a secret
		list[to] = Line{pairs[from].Before, pairs[from].After}
	}
	return list
}
