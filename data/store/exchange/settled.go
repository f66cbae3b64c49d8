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
	// UseBoth puts the texts that were lost below those of the record.
	UseBoth = "both"
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
	if err != nil {
		return nil, err
	}
	for _, n := range news {
		n.Asks = n.Kind != newsOne
		if n.Kind == newsWrong {
			if wrong, err := unsound(ctx, s.work, n.Record, n.RecordID, s.lastDay()); err != nil || len(wrong) == 0 {
				if err != nil {
					return nil, err
				}
				continue // someone has put it right
			}
		}
		list = append(list, n)
	}
	slices.SortStableFunc(list, func(a, b Settled) int {
		if n := number(b.Asks) - number(a.Asks); n != 0 {
			return n
		}
		return b.At.Compare(a.At)
	})
	return list, nil
}

// AsksOf counts what a person has to decide about a client.
func (s *Exchange) AsksOf(ctx context.Context, client data.ID) (n int, err error) {
	list, err := s.SinceLastMet(ctx)
	for _, one := range list {
		if one.Asks && (one.ClientID == client || one.Kind == newsPeople && one.OtherID == string(client)) {
			n++
		}
	}
	return n, err
}

// lastDay is as lastDay of work, for what is shown.
func (s *Exchange) lastDay() data.Date { return s.work.Today().AddDays(wrongClocks) }

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
		kept, err := canonicalID(ctx, s.work, r.Record, r.RecordID)
		if err != nil {
			return nil, err
		}
		r.RecordID = kept
		list[i] = r.Settled
	}
	return list, nil
}

// Settle does with one of them what a person chose.
func (s *Exchange) Settle(ctx context.Context, id data.ID, choice string) error {
	if choice != Seen && choice != UseLost && choice != UseBoth {
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
		if err := settleNews(t, id, &client); err != nil {
			return err
		}
		return t.Derive("UPDATE exchange_news SET settled_at = ? WHERE id = ?", store.Instant(t.Now), id)
	})
}

// settleNews keeps what a person said of something that is not a conflict: that two
// records are of two people.
func settleNews(t *store.Tx, id data.ID, client *data.ID) error {
	var kind string
	var one, other data.ID
	if err := t.Values("SELECT kind, record_id, other_id, coalesce(client_id, '') FROM exchange_news WHERE id = ?", []any{id}, &kind, &one, &other, client); err != nil {
		return err
	}
	if kind != newsPeople {
		return nil
	}
	if !t.Mine(one) || !t.Mine(other) {
		return data.NewProblem(data.CodeRefused, "One of the two is not your client, so nothing was saved. Ask a manager to decide.")
	}
	return differentPeople(t, one, other)
}

func settleConflict(t *store.Tx, id data.ID, choice string, about *data.ID) error {
	var record, row, body string
	if err := t.Values("SELECT record, record_id, body, coalesce(client_id, '') FROM conflict WHERE id = ?", []any{id}, &record, &row, &body, about); err != nil {
		return err
	}
	kept, err := canonicalID(t.Ctx, t, record, row)
	if err != nil {
		return err
	}
	if row = kept; choice != Seen {
		fields, parts, err := fieldsFor(t, choice, record, row, body)
		if err != nil {
			return err
		}
		if err := t.Update(record, data.ID(row), &data.Stamp{}, *about, fields, parts...); err != nil {
			return err
		}
		if choice == UseBoth {
			if err := fits(t, record, row); err != nil {
				return err
			}
		}
		if err := putBack(t, record, row, fields, parts); err != nil {
			return err
		}
	}
	if err := t.Update("conflict", id, &data.Stamp{}, *about, []store.Field{{Column: "settled_at", Value: store.Instant(t.Now)}, {Column: "settled_how", Value: choice}}); err != nil {
		return err
	}
	return stand(t, record, row, body)
}

// fieldsFor has the columns that change with a choice, and the parts that were put back.
func fieldsFor(t *store.Tx, choice, record, row, body string) (fields []store.Field, parts []string, err error) {
	if choice == UseBoth {
		fields, err = bothFields(t, record, row, body)
		return fields, nil, err
	}
	return lostFields(t, record, row, body)
}

// putBack works out what follows from fields of a row that were put back, as for those
// that come from another device: how it is found, and whether its name meets another.
func putBack(t *store.Tx, record, row string, fields []store.Field, parts []string) error {
	w, err := begin(t)
	if err != nil {
		return err
	}
	if err := w.fold(); err != nil {
		return err
	}
	of := w.tables[record]
	held, err := w.values(of, row)
	if err != nil || held == nil {
		return err
	}
	var cells []incoming
	for i := range of.groups {
		g := &of.groups[i]
		if slices.ContainsFunc(fields, func(f store.Field) bool { return slices.Contains(g.columns, f.Column) }) ||
			slices.ContainsFunc(parts, func(name string) bool { return slices.Contains(g.parts, name) }) {
			cells = append(cells, incoming{group: g, values: held[g.id]})
		}
	}
	if err := w.arrived(of, row, held, cells); err != nil {
		return err
	}
	w.touched.changed[rowKey{of.Number, row}] = true
	if err := w.derive(); err != nil {
		return err
	}
	w.tell()
	return w.end()
}

// lostFields has the columns that lost, with the others of their groups as they
// were, since these win together.
func lostFields(t *store.Tx, record, row, body string) (fields []store.Field, parts []string, err error) {
	lost, err := lostOf(record, body)
	if err != nil {
		return nil, nil, err
	}
	for column, value := range lost {
		if _, is := specs[record].parts[column]; !is {
			fields = append(fields, store.Field{Column: column, Value: whole(value)})
		}
	}
	parts, err = putPartsBack(t, record, row, lost)
	return fields, parts, err
}

// lostOf reads what a conflict keeps, by column, of a record that can be changed by
// its id.
func lostOf(record, body string) (lost map[string]any, err error) {
	known, ok := store.Tables()[record]
	if !ok || len(known.Key) != 1 || known.Key[0] != "id" {
		return nil, data.NewProblem(data.CodeRefused, "This cannot be put back by itself. Open the record and type it there.")
	}
	return lost, json.Unmarshal([]byte(body), &lost)
}
