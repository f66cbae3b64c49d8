package figures

import (
	"context"
	"sync"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/named"
	"waymark/data/store"
	"waymark/data/store/casework"
	"waymark/data/tally"
)

// Tales returns what was told in the period by people in scope whose consent to
// it stands at this moment: stories first, in the order they were told. A tale of a
// client whom the session does not see is left out where a name of that client is found
// in it, or of another who is not seen; see casework.NamesClient and TalesNaming.
func (s *Figures) Tales(ctx context.Context, f data.FigureFilter) ([]data.Tale, error) {
	if s.held() {
		return s.talesHeld(ctx, f)
	}
	var list []data.Tale
	err := s.told(ctx, f, func(t *data.Tale, seen, named bool) {
		if seen || !named {
			list = append(list, *t)
		}
	})
	return list, err
}

// told hands over the tales of a period that may be told, each with whether the session
// sees the client who told it, and, where not, whether a name of a client whom it does not
// see is in it. Such a tale does not say whose it is.
func (s *Figures) told(ctx context.Context, f data.FigureFilter, do func(t *data.Tale, seen, named bool)) error {
	type row struct {
		data.Tale
		name data.ClientName
	}
	c := scope(f)
	none := s.db.MayNot(access.Casework, access.Read)
	return s.db.Look(ctx, func(t *store.Tx) error {
		rows, err := store.Collect(ctx, t, func(r *row) []any {
			return append(casework.ScanTale(&r.Tale), &r.name.Given, &r.name.Family, &r.name.Preferred)
		}, "SELECT "+casework.TaleColumns+", x.given_names, x.family_name, x.known_as FROM tale t JOIN client x ON x.id = t.client_id"+
			" WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND"+
			casework.MayBeTold+c.of("t.client_id")+" ORDER BY t.kind DESC, t.told_on, t.id", c.args()...)
		if err != nil {
			return err
		}
		sees := func(client data.ID) bool { return !none && t.Mine(client) }
		hidden := sync.OnceValues(func() (named.Index, error) { return casework.TellingNames(t, sees) })
		for i := range rows {
			r := &rows[i]
			if sees(r.ClientID) {
				do(&r.Tale, true, false)
				continue
			}
			others, err := hidden()
			if err != nil {
				return err
			}
			r.ClientID = ""
			do(&r.Tale, false, casework.NamesClient(&r.Tale, r.name, others))
		}
		return nil
	})
}

// TalesWithoutConsent counts what was told in the period and may not be used.
func (s *Figures) TalesWithoutConsent(ctx context.Context, f data.FigureFilter) (n int, err error) {
	if s.held() {
		err = s.heldTales(ctx, f, func(t *tally.Tales) { n += inPeriod(t.Without, f) })
		return n, err
	}
	c := scope(f)
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM tale t WHERE t.removed_at IS NULL AND t.told_on BETWEEN @from AND @to AND NOT ("+casework.MayBeTold+")"+c.of("t.client_id"), c.args()...).Scan(&n)
	return n, store.Problem(err)
}
