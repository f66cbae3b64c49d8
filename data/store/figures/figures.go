package figures

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/lists"
	"waymark/data/store/measure"
	"waymark/data/tally"
)

// Figures counts what a report for f needs, all from one snapshot of the
// database. What each figure means is said at data.Figures.
func (s *Figures) Figures(ctx context.Context, f data.FigureFilter) (*data.Figures, error) {
	if s.held() {
		if err := mayCount(f); err != nil {
			return nil, err
		}
	}
	var figures *data.Figures
	look, own := s.db.Look, s.db.CountsOwn()
	switch {
	case f.OwnOf == own:
	case own == "" && !s.held():
		look = func(ctx context.Context, fn func(*store.Tx) error) error { return s.db.LookAtOwn(ctx, f.OwnOf, fn) }
	case f.OwnOf == "":
		f.OwnOf = own
	default:
		return nil, data.NewProblem(data.CodeRefused, "This report is of clients whom you do not see here, so it cannot be counted again. Ask a manager who sees all clients.")
	}
	err := look(ctx, func(t *store.Tx) error {
		partner, err := mayCountPart(ctx, t, f)
		if err != nil {
			return err
		}
		if figures, err = countFigures(ctx, t, f, t.Today(), s.held()); err == nil {
			figures.HeldOf = partner
			figures.OwnOf = f.OwnOf
		}
		return err
	})
	return figures, err
}

// Unmet counts what was recorded in a period about people without an attended
// contact in it.
func (s *Figures) Unmet(ctx context.Context, f data.FigureFilter) (data.Unmet, error) {
	figures, err := s.Figures(ctx, f)
	if err != nil {
		return data.Unmet{}, err
	}
	return figures.Unmet, nil
}

// countFigures counts everyone: of clients, or of what is held in their place.
func countFigures(ctx context.Context, q store.Querier, f data.FigureFilter, today data.Date, held bool) (*data.Figures, error) {
	words, err := store.FactWords(ctx, q)
	if err != nil {
		return nil, err
	}
	catalogue, err := measure.CatalogueOf(ctx, q)
	if err != nil {
		return nil, err
	}
	holidays, err := lists.HolidayList(ctx, q)
	if err != nil {
		return nil, err
	}
	calendar := tally.Calendar{Today: today, Holidays: data.NewHolidays(holidays)}
	names, lonely, err := factNames(ctx, q)
	if err != nil {
		return nil, err
	}
	bands, err := clutterBands(ctx, q)
	if err != nil {
		return nil, err
	}
	var made map[int64][]byte
	if !held {
		if made, err = store.MissingFacts(ctx, q, words); err != nil {
			return nil, err
		}
	}
	for kinds := words.Kinds(); ; {
		count := tally.New(f, words, catalogue, kinds, lonely, calendar)
		count.Join(names.Partnership)
		count.LowTop, count.MiddleTop = bands.LowTop, bands.MiddleTop
		var unread []int64
		if held {
			err = addHeld(ctx, q, words, count)
		} else {
			unread, err = addFacts(ctx, q, words, count, made)
		}
		if err != nil {
			return nil, err
		}
		used := count.Kinds()
		if len(unread) == 0 && slices.Equal(used, kinds) {
			if names.Services, err = serviceNames(ctx, q, count.Services()); err != nil {
				return nil, err
			}
			return count.Figures(names), nil
		}
		// A questionnaire is new, or no one's any more; or a body cannot be read.
		kinds = used
		if err := store.MakeFacts(ctx, q, words, unread, made); err != nil {
			return nil, err
		}
	}
}

// addFacts counts everyone, and gaps that were found for no one in particular.
// It returns the clients whose facts cannot be read. They come in the order of
// their IDs, so that means are added up in the same order every time.
func addFacts(ctx context.Context, q store.Querier, words *tally.Words, count *tally.Count, made map[int64][]byte) (unread []int64, err error) {
	read, counted := make(chan *bodies, 2), make(chan *bodies, 3)
	done := make(chan []int64)
	go func() { done <- addBodies(read, counted, count) }()
	for range cap(counted) {
		counted <- &bodies{}
	}
	err = readBodies(ctx, q, made, read, counted)
	close(read)
	if unread = <-done; err != nil {
		return nil, err
	}
	gaps, err := store.GapsOfNoOne(ctx, q, words)
	for _, g := range gaps {
		count.AddGap(g)
	}
	return unread, err
}

// bodies are the facts of some clients as they are kept: one body after
// another, and where each ends. One goroutine reads the next while another
// counts these.
type bodies struct {
	text []byte
	ends []int
	seqs []int64
}

// bodiesBatch is how many clients are read before they are counted.
const bodiesBatch = 500

// readBodies reads the facts of everyone; made has those that are not kept.
func readBodies(ctx context.Context, q store.Querier, made map[int64][]byte, read chan<- *bodies, counted <-chan *bodies) error {
	type row struct {
		seq  int64
		body sql.RawBytes
	}
	b := <-counted
	err := store.Each(ctx, q, func(r *row) []any { return []any{&r.seq, &r.body} }, func(r *row) error {
		body := []byte(r.body)
		if own, is := made[r.seq]; is {
			body = own
		}
		b.text, b.seqs = append(b.text, body...), append(b.seqs, r.seq)
		if b.ends = append(b.ends, len(b.text)); len(b.ends) == bodiesBatch {
			read <- b
			b = <-counted
		}
		return nil
	}, "SELECT f.seq, f.body FROM client c CROSS JOIN client_facts f ON f.seq = c.seq ORDER BY c.id")
	read <- b
	return err
}

func addBodies(read <-chan *bodies, counted chan<- *bodies, count *tally.Count) (unread []int64) {
	var facts tally.Facts
	for b := range read {
		from := 0
		for i, to := range b.ends {
			if facts.Read(b.text[from:to]) == nil {
				count.Add(&facts)
			} else {
				unread = append(unread, b.seqs[i])
			}
			from = to
		}
		b.text, b.ends, b.seqs = b.text[:0], b.ends[:0], b.seqs[:0]
		counted <- b
	}
	return unread
}

// factNames reads what counts are called, and which reason stands for
// loneliness.
func factNames(ctx context.Context, q store.Querier) (names tally.Names, lonely data.ID, err error) {
	for _, list := range []struct {
		to           *[]tally.Entry
		table, order string
	}{{&names.Reasons, "reason", "position, name_fold"}, {&names.Surgeries, "surgery", "name_fold"}, {&names.Staff, "staff", "name"}, {&names.Partners, "partner", "name_fold"}} {
		if *list.to, err = store.Collect(ctx, q, func(e *tally.Entry) []any { return []any{&e.ID, &e.Name, &e.Retired} },
			"SELECT id, name, retired FROM "+list.table+" ORDER BY "+list.order); err != nil { // names are our own
			return names, "", err
		}
	}
	if names.Partnership, err = partnership(ctx, q); err != nil {
		return names, "", err
	}
	lonely, names.Lonely, err = lonelyReason(ctx, q)
	return names, lonely, err
}

// lonelyReason is the reason that stands for loneliness: the one in the
// settings, else the first whose name says so.
func lonelyReason(ctx context.Context, q store.Querier) (id data.ID, name string, err error) {
	err = q.QueryRowContext(ctx, `SELECT id, name FROM reason
		WHERE id = coalesce((SELECT value FROM setting WHERE key = ?), '') OR name_fold LIKE '%lonel%' OR name_fold LIKE '%isolat%' OR name_fold LIKE '%befriend%'
		ORDER BY id <> coalesce((SELECT value FROM setting WHERE key = ?), ''), position, name_fold LIMIT 1`, lists.SettingLoneliness, lists.SettingLoneliness).Scan(&id, &name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", nil
	}
	return id, name, err
}

// namesBatch is how many services are named by one query.
const namesBatch = 10_000

// serviceNames reads what services are called.
func serviceNames(ctx context.Context, q store.Querier, wanted []int64) (map[int64]tally.Service, error) {
	type row struct {
		seq int64
		tally.Service
	}
	names := make(map[int64]tally.Service, len(wanted))
	for batch := range slices.Chunk(wanted, namesBatch) {
		asked, err := json.Marshal(batch)
		if err != nil {
			return nil, err
		}
		if err := store.Each(ctx, q, func(r *row) []any { return []any{&r.seq, &r.ID, &r.Name} }, func(r *row) error {
			names[r.seq] = r.Service
			return nil
		}, "SELECT v.seq, v.id, v.name FROM json_each(?) j CROSS JOIN service v ON v.seq = j.value", string(asked)); err != nil {
			return nil, err
		}
	}
	return names, nil
}
