package store

import (
	"bytes"
	"context"
	"slices"

	"waymark/data/tally"
)

// What a report counts of a client is kept as facts, one small row each, so that
// figures take one pass over these and not over everything on record. Triggers
// empty the row of whoever a change is about (see the migration), whoever makes
// it; an empty row is worked out again when it is read, and kept when there are
// many.

// FactWords reads the words that facts name by number.
func FactWords(ctx context.Context, q Querier) (*tally.Words, error) {
	list, err := Collect(ctx, q, func(w *string) []any { return []any{w} }, "SELECT word FROM fact_word ORDER BY number")
	return tally.NewWords(list...), err
}

// MissingFacts works out the facts that are not kept, by seq.
func MissingFacts(ctx context.Context, q Querier, words *tally.Words) (map[int64][]byte, error) {
	missing, err := missingFacts(ctx, q)
	if err != nil {
		return nil, err
	}
	made := make(map[int64][]byte, len(missing))
	return made, MakeFacts(ctx, q, words, missing, made)
}

// MakeFacts works out the facts of some clients into made, by seq.
func MakeFacts(ctx context.Context, q Querier, words *tally.Words, clients []int64, made map[int64][]byte) error {
	for batch := range slices.Chunk(clients, factsBatch) {
		gathered, err := gatherFacts(ctx, q, words, batch)
		if err != nil {
			return err
		}
		for i, f := range gathered {
			made[batch[i]] = f.Append(nil)
		}
	}
	return nil
}

// keepFacts works out what facts are missing and keeps them, if there are so
// many that working them out for every report would be felt: after an import,
// a bulk load or an update of the program.
func (t *Tx) keepFacts() error {
	missing, err := missingFacts(t.Ctx, t)
	if err != nil || len(missing) < factsBatch {
		return err
	}
	return t.makeFacts(missing)
}

// GapsOfNoOne reads the gaps that were found for no one in particular.
func GapsOfNoOne(ctx context.Context, q Querier, words *tally.Words) ([]tally.Need, error) {
	return Collect(ctx, q, func(g *tally.Need) []any { return []any{DayOf{&g.On}, CodeOf{&g.Reason, words}} },
		"SELECT found_on, reason_id FROM gap WHERE client_id IS NULL AND removed_at IS NULL")
}

func missingFacts(ctx context.Context, q Querier) ([]int64, error) {
	return Collect(ctx, q, func(seq *int64) []any { return []any{seq} }, "SELECT seq FROM client_facts WHERE body IS NULL")
}

// makeFacts works out and keeps the facts of some clients.
func (t *Tx) makeFacts(clients []int64) error {
	words, err := FactWords(t.Ctx, t)
	if err != nil {
		return err
	}
	known := words.Len()
	var body []byte
	for batch := range slices.Chunk(clients, factsBatch) {
		gathered, err := gatherFacts(t.Ctx, t, words, batch)
		if err != nil {
			return err
		}
		for i, f := range gathered {
			body = f.Append(body[:0])
			if err := t.Derive("UPDATE client_facts SET body = ? WHERE seq = ?", body, batch[i]); err != nil {
				return err
			}
		}
	}
	for code := known + 1; code <= words.Len(); code++ {
		if err := t.Derive("INSERT INTO fact_word (number, word) VALUES (?, ?)", code, words.Word(tally.Code(code))); err != nil {
			return err
		}
	}
	return nil
}

// KeepFacts keeps the facts that are missing, if they are many.
func (d *Door) KeepFacts(ctx context.Context) error {
	var many bool
	if err := d.QueryRowContext(ctx, "SELECT count(*) >= ? FROM client_facts WHERE body IS NULL", factsBatch).Scan(&many); err != nil || !many {
		return err
	}
	return d.Write(ctx, Change{}, func(*Tx) error { return nil }) // every write does, at its end
}

// StaleFacts returns the seqs of facts that are not what is on record, and of
// clients who have none.
func StaleFacts(ctx context.Context, q Querier) ([]int64, error) {
	words, err := FactWords(ctx, q)
	if err != nil {
		return nil, err
	}
	stale, err := Collect(ctx, q, func(seq *int64) []any { return []any{seq} },
		`SELECT seq FROM client_facts WHERE seq NOT IN (SELECT seq FROM client) UNION SELECT seq FROM client WHERE seq NOT IN (SELECT seq FROM client_facts)`)
	if err != nil {
		return nil, err
	}
	type row struct {
		seq  int64
		body []byte
	}
	kept, err := Collect(ctx, q, func(r *row) []any { return []any{&r.seq, &r.body} },
		"SELECT seq, body FROM client_facts WHERE body IS NOT NULL AND seq IN (SELECT seq FROM client)")
	if err != nil {
		return nil, err
	}
	for batch := range slices.Chunk(kept, factsBatch) {
		seqs := make([]int64, len(batch))
		for i, k := range batch {
			seqs[i] = k.seq
		}
		gathered, err := gatherFacts(ctx, q, words, seqs)
		if err != nil {
			return nil, err
		}
		for i, f := range gathered {
			if !bytes.Equal(batch[i].body, f.Append(nil)) {
				stale = append(stale, seqs[i])
			}
		}
	}
	return stale, nil
}

// RepairFacts works out again the facts that are not what is on record.
func (t *Tx) RepairFacts() error {
	stale, err := StaleFacts(t.Ctx, t)
	if err != nil || len(stale) == 0 {
		return err
	}
	for _, seq := range stale {
		if err := t.Derive("DELETE FROM client_facts WHERE seq = ?", seq); err != nil {
			return err
		}
		if err := t.Derive("INSERT INTO client_facts (seq) SELECT seq FROM client WHERE seq = ?", seq); err != nil {
			return err
		}
	}
	return nil
}
