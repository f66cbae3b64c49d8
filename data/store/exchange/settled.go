package exchange

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"waymark/data"
	"waymark/data/store"
)

// Settled is something that meeting other devices brought.
type Settled struct {
	ID   data.ID
	Kind string
	// Record is the table, RecordID the row and OtherID another row that it is about.
	Record   string
	RecordID string
	OtherID  string
	ClientID data.ID // "" if it is about no client
	At       time.Time
	// Lost has, by column, what the record does not show any more.
	Lost map[string]any
	// Asks says that a person has to decide; else it was settled by rule.
	Asks bool
}

// The choices of Settle.
const (
	// Seen leaves everything as it is.
	Seen = "seen"
	// UseLost puts what was lost back into the record.
	UseLost = "use"
)

// SinceLastMet lists what meeting other devices brought that no one has settled,
// what needs a person first.
func (s *Exchange) SinceLastMet(ctx context.Context) ([]Settled, error) {
	list, err := s.conflicts(ctx)
	if err != nil {
		return nil, err
	}
	news, err := store.Collect(ctx, s.work, func(n *Settled) []any {
		return []any{&n.ID, &n.Kind, &n.Record, &n.RecordID, &n.OtherID, store.OrNull(&n.ClientID), store.At(&n.At)}
	}, "SELECT id, kind, record, record_id, other_id, client_id, at FROM exchange_news WHERE settled_at IS NULL")
	for _, n := range news {
		n.Asks = n.Kind != newsOne
		list = append(list, n)
	}
	slices.SortStableFunc(list, func(a, b Settled) int {
		if n := number(b.Asks) - number(a.Asks); n != 0 {
			return n
		}
		return b.At.Compare(a.At)
	})
	return list, err
}

// conflicts lists what was typed on one device and gave way to another.
func (s *Exchange) conflicts(ctx context.Context) ([]Settled, error) {
	type row struct {
		Settled
		body string
	}
	rows, err := store.Collect(ctx, s.work, func(r *row) []any {
		return []any{&r.ID, &r.Record, &r.RecordID, store.OrNull(&r.ClientID), store.At(&r.At), &r.body}
	}, "SELECT id, record, record_id, client_id, created_at, body FROM conflict WHERE settled_at IS NULL")
	if err != nil {
		return nil, err
	}
	list := make([]Settled, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.body), &r.Lost); err != nil {
			return nil, err
		}
		r.Kind = newsOverwritten
		for column := range r.Lost {
			if slices.Contains(specs[r.Record].text, column) {
				r.Kind, r.Asks = newsText, true
			}
		}
		list[i] = r.Settled
	}
	return list, nil
}

// Settle does with one of them what a person chose.
func (s *Exchange) Settle(ctx context.Context, id data.ID, choice string) error {
	if choice != Seen && choice != UseLost {
		return data.NewProblem(data.CodeInvalid, "Choose whether to keep the record as it is.")
	}
	var client data.ID
	return s.work.WriteAbout(ctx, store.ChangedClient, &client, func(t *store.Tx) error {
		var open bool
		if err := t.Value(&open, "SELECT EXISTS (SELECT 1 FROM conflict WHERE id = ?)", id); err != nil {
			return err
		}
		if open {
			return settleConflict(t, id, choice, &client)
		}
		if err := t.Value(store.OrNull(&client), "SELECT client_id FROM exchange_news WHERE id = ?", id); err != nil {
			return err
		}
		return t.Derive("UPDATE exchange_news SET settled_at = ? WHERE id = ?", store.Instant(t.Now), id)
	})
}

func settleConflict(t *store.Tx, id data.ID, choice string, about *data.ID) error {
	var record, row, body string
	if err := t.Values("SELECT record, record_id, body, coalesce(client_id, '') FROM conflict WHERE id = ?", []any{id}, &record, &row, &body, about); err != nil {
		return err
	}
	if choice == UseLost {
		fields, err := lostFields(t, record, row, body)
		if err != nil {
			return err
		}
		if err := t.Update(record, data.ID(row), &data.Stamp{}, *about, fields); err != nil {
			return err
		}
	}
	return t.Update("conflict", id, &data.Stamp{}, *about, []store.Field{{Column: "settled_at", Value: store.Instant(t.Now)}, {Column: "settled_how", Value: choice}})
}

// lostFields has the columns that lost, with the others of their groups as they
// were, since these win together.
func lostFields(t *store.Tx, record, row, body string) ([]store.Field, error) {
	known, ok := store.Tables()[record]
	if !ok || len(known.Key) != 1 || known.Key[0] != "id" {
		return nil, data.NewProblem(data.CodeRefused, "This cannot be put back by itself. Open the record and type it there.")
	}
	var lost map[string]any
	if err := json.Unmarshal([]byte(body), &lost); err != nil {
		return nil, err
	}
	var fields []store.Field
	for column, value := range lost {
		if n, isNumber := value.(float64); isNumber && n == float64(int64(n)) {
			value = int64(n)
		}
		fields = append(fields, store.Field{Column: column, Value: value})
	}
	return fields, nil
}
