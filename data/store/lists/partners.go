package lists

import (
	"context"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

// Partners lists the organisations of a partnership by name, none in a service of one
// organisation; withRetired also those no longer offered.
func (s *Lists) Partners(ctx context.Context, withRetired bool) ([]data.Partner, error) {
	return Partners(ctx, s.db, withRetired)
}

// Partners reads the organisations of a partnership by name.
func Partners(ctx context.Context, q store.Querier, withRetired bool) ([]data.Partner, error) {
	return store.Collect(ctx, q, func(v *data.Partner) []any {
		return append([]any{&v.ID, &v.Name, &v.Retired}, store.StampDest(&v.Stamp)...)
	}, "SELECT id, name, retired, "+store.StampColumns+" FROM partner WHERE retired = 0 OR ? ORDER BY name_fold", withRetired)
}

// SavePartner adds or changes a partner. A second of the same name is refused, and so
// is retiring one that surgeries or staff belong to: their clients would be no one's.
func (s *Lists) SavePartner(ctx context.Context, v *data.Partner) error {
	return saveListed(ctx, s.db, v.Validate, func(t *store.Tx) error { return SavePartner(t, v) })
}

// SavePartner writes a partner within a transaction.
func SavePartner(t *store.Tx, v *data.Partner) error {
	if _, narrowed := t.OnePartner(); narrowed {
		return data.NewProblem(data.CodeRefused, "Only a manager who sees the clients of all partners can change the partners.")
	}
	if v.Retired && v.ID != "" {
		var used bool
		if err := t.Value(&used, `SELECT EXISTS (SELECT 1 FROM surgery WHERE partner_id = ?1 AND retired = 0)
			OR EXISTS (SELECT 1 FROM staff WHERE partner_id = ?1 AND retired = 0)`, v.ID); err != nil {
			return err
		}
		if used {
			return data.NewProblem(data.CodeRefused, "Surgeries or staff still belong to this partner. Give them another partner, or retire them, and then retire it.")
		}
	}
	already, err := Partnership(t.Ctx, t)
	if err != nil {
		return err
	}
	if !already {
		if err := managersSeeAll(t); err != nil {
			return err
		}
	}
	return t.Save("partner", &v.ID, &v.Stamp, "", []store.Field{{"name", v.Name}, {"name_fold", fold.Text(v.Name)}, {"retired", v.Retired}})
}

// Partnership reports whether the service is a partnership: several organisations.
// Partners that are retired count, because their clients are still theirs.
func Partnership(ctx context.Context, q store.Querier) (is bool, err error) {
	err = q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM partner)").Scan(&is)
	return is, store.Problem(err)
}

// managersSeeAll has whoever manages a service of one organisation go on seeing all
// of it when it becomes a partnership.
func managersSeeAll(t *store.Tx) error {
	managers, err := store.Collect(t.Ctx, t, func(id *data.ID) []any { return []any{id} },
		"SELECT staff_id FROM person_access WHERE role = 'manager' AND ended_at = '' AND all_partners = 0")
	for _, id := range managers {
		if err == nil {
			err = t.Put("person_access", []any{id}, store.Field{Column: "all_partners", Value: true})
		}
	}
	return err
}

// mayBelong returns an error if the session may not have an entry of a list belong to
// a partner: who sees the clients of one partner would see those of another with it.
func mayBelong(t *store.Tx, table string, id, partner data.ID) error {
	was, narrowed := t.OnePartner()
	if !narrowed {
		return nil
	}
	if id != "" {
		if err := t.Value(store.OrNull(&was), "SELECT partner_id FROM "+table+" WHERE id = ?", id); err != nil { // table is our own
			return err
		}
	}
	if partner == was {
		return nil
	}
	return data.FieldErrors{{Field: "Partner", Sentence: "Only a manager who sees the clients of all partners can change this."}}
}
