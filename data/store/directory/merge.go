package directory

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"waymark/data"
	"waymark/data/store"
	"waymark/data/store/wordindex"
)

// moved is what a merge changed, so that it can be undone.
type moved struct {
	Offers        []data.ID         `json:"offers"`
	Prescriptions []data.ID         `json:"prescriptions"`
	Sources       []int64           `json:"sources"`
	Filled        map[string]string `json:"filled"` // fields of the kept entry that were blank
	Needs         []data.ID         `json:"needs"`  // that the kept entry did not have
	Categories    []data.ID         `json:"categories"`
}

// MergeServices takes one entry of the directory into another: its history and
// sources move, and what the kept entry does not say is filled in from it. The
// other is no longer found, but stays, so that UndoMerge can bring it back.
func (s *Directory) MergeServices(ctx context.Context, keep, gone data.ID) (data.ID, error) {
	if keep == gone {
		return "", data.NewProblem(data.CodeInvalid, "An entry cannot be merged with itself. Choose two.")
	}
	var id data.ID
	err := s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		for _, v := range []data.ID{keep, gone} {
			if err := notMerged(t, v); err != nil {
				return err
			}
		}
		var m moved
		if err := moveHistory(t, keep, gone, &m); err != nil {
			return err
		}
		if err := fillFrom(t, keep, gone, &m); err != nil {
			return err
		}
		if err := setMerged(t, gone, keep); err != nil {
			return err
		}
		body, err := json.Marshal(m)
		if err != nil {
			return err
		}
		return t.Insert("service_merge", &id, &data.Stamp{}, "", []store.Field{{"kept_id", keep}, {"gone_id", gone}, {"moved", string(body)}})
	})
	return id, err
}

func notMerged(t *store.Tx, service data.ID) error {
	var into data.ID
	if err := t.Value(store.OrNull(&into), "SELECT merged_into FROM service WHERE id = ?", service); err != nil {
		return err
	}
	if into != "" {
		return data.NewProblem(data.CodeConflict, "One of the two was merged already. Look at the list again.")
	}
	return nil
}

// moveHistory moves what points at the other entry to the kept one.
func moveHistory(t *store.Tx, keep, gone data.ID, m *moved) error {
	id := func(id *data.ID) []any { return []any{id} }
	var err error
	if m.Offers, err = store.Collect(t.Ctx, t, id, "SELECT id FROM offer WHERE service_id = ?", gone); err != nil {
		return err
	}
	if m.Prescriptions, err = store.Collect(t.Ctx, t, id, "SELECT id FROM prescription WHERE service_id = ?", gone); err != nil {
		return err
	}
	if m.Sources, err = store.Collect(t.Ctx, t, func(n *int64) []any { return []any{n} }, "SELECT seq FROM service_source WHERE service_id = ?", gone); err != nil {
		return err
	}
	for table, ids := range map[string][]data.ID{"offer": m.Offers, "prescription": m.Prescriptions} {
		for _, id := range ids {
			if err := t.Set(table, id, store.Field{"service_id", keep}); err != nil {
				return err
			}
		}
	}
	return t.Derive("UPDATE service_source SET service_id = ? WHERE service_id = ?", keep, gone)
}

// meantBlank are fields where blank says something: no limit, no closure.
var meantBlank = []string{"MinAge", "MaxAge", "ClosedUntil", "Status"}

// fillFrom fills what the kept entry leaves blank.
func fillFrom(t *store.Tx, keep, gone data.ID, m *moved) error {
	kept, err := Service(t.Ctx, t, keep)
	if err != nil {
		return err
	}
	other, err := Service(t.Ctx, t, gone)
	if err != nil {
		return err
	}
	m.Filled = map[string]string{}
	for _, f := range data.ServiceFields() {
		if v := f.Get(other); f.Get(kept) == "" && v != "" && !slices.Contains(meantBlank, f.Name) {
			f.Set(kept, v)
			m.Filled[f.Name] = v
		}
	}
	kept.Needs, m.Needs = union(kept.Needs, other.Needs)
	kept.Categories, m.Categories = union(kept.Categories, other.Categories)
	return SaveService(t, kept)
}

// union adds to a list what another has more, and says what that was.
func union(list, other []data.ID) (all, added []data.ID) {
	for _, id := range other {
		if !slices.Contains(list, id) {
			list, added = append(list, id), append(added, id)
		}
	}
	return list, added
}

func setMerged(t *store.Tx, service, into data.ID) error {
	if err := t.Set("service", service, store.Field{"merged_into", store.Ref(into)}); err != nil {
		return err
	}
	var seq int64
	if err := t.Value(&seq, "SELECT seq FROM service WHERE id = ?", service); err != nil {
		return err
	}
	return wordindex.IndexService(t, seq)
}

// UndoMerge brings a merged entry back with its history. What was filled in is
// taken out again where no one has changed it since.
func (s *Directory) UndoMerge(ctx context.Context, merge data.ID) error {
	return s.db.Write(ctx, store.Change{Kind: store.ChangedDirectory}, func(t *store.Tx) error {
		var keep, gone data.ID
		var body string
		if err := t.Values("SELECT kept_id, gone_id, moved FROM service_merge WHERE id = ? AND undone_at IS NULL", []any{merge},
			&keep, &gone, &body); err != nil {
			return err
		}
		if err := notMerged(t, keep); err != nil {
			return data.NewProblem(data.CodeConflict, "The entry that was kept has been merged into another since. Undo that first.")
		}
		var m moved
		if err := json.Unmarshal([]byte(body), &m); err != nil {
			return err
		}
		if err := moveBack(t, keep, gone, &m); err != nil {
			return err
		}
		if err := hearAgain(t, merge, &m); err != nil {
			return err
		}
		if err := emptyAgain(t, keep, &m); err != nil {
			return err
		}
		if err := setMerged(t, gone, ""); err != nil {
			return err
		}
		if err := t.Set("service_merge", merge, store.Field{"undone_at", store.Instant(t.Now)}); err != nil {
			return err
		}
		return t.Audit("undo", "service_merge", merge, "", "")
	})
}

func moveBack(t *store.Tx, keep, gone data.ID, m *moved) error {
	for table, ids := range map[string][]data.ID{"offer": m.Offers, "prescription": m.Prescriptions} {
		for _, id := range ids {
			if err := moveFrom(t, table, id, keep, gone); err != nil {
				return err
			}
		}
	}
	for _, seq := range m.Sources {
		if err := t.Derive("UPDATE service_source SET service_id = ? WHERE seq = ? AND service_id = ?", gone, seq, keep); err != nil {
			return err
		}
	}
	return nil
}

// moveFrom moves a row of the kept entry back, unless it was moved on or erased
// since.
func moveFrom(t *store.Tx, table string, id, keep, gone data.ID) error {
	var at data.ID
	err := t.Value(&at, "SELECT service_id FROM "+table+" WHERE id = ?", id) // table is our own
	if errors.Is(err, sql.ErrNoRows) || err == nil && at != keep {
		return nil
	}
	if err != nil {
		return err
	}
	return t.Set(table, id, store.Field{"service_id", gone})
}

// hearAgain forgets what a source said of the entry while it was merged: that
// was compared with the kept one, and has never reached this one.
func hearAgain(t *store.Tx, merge data.ID, m *moved) error {
	for _, seq := range m.Sources {
		if err := t.Derive(`UPDATE service_source SET said = x'', written = ''
			WHERE seq = ? AND seen_at > (SELECT created_at FROM service_merge WHERE id = ?)`, seq, merge); err != nil {
			return err
		}
	}
	return nil
}

// Survivor is the entry that one was merged into, itself when it was not.
func Survivor(t *store.Tx, service data.ID) (id data.ID, err error) {
	return id, t.Value(&id, `WITH RECURSIVE chain(id, into_id) AS (
			SELECT id, merged_into FROM service WHERE id = ?
			UNION ALL SELECT v.id, v.merged_into FROM chain JOIN service v ON v.id = chain.into_id)
		SELECT id FROM chain WHERE into_id IS NULL`, service)
}

func emptyAgain(t *store.Tx, keep data.ID, m *moved) error {
	kept, err := Service(t.Ctx, t, keep)
	if err != nil {
		return err
	}
	for _, f := range data.ServiceFields() {
		if v, ok := m.Filled[f.Name]; ok && f.Get(kept) == v {
			f.Set(kept, "")
		}
	}
	if kept.Status == "" {
		kept.Status = data.ServiceActive
	}
	kept.Needs = slices.DeleteFunc(kept.Needs, func(id data.ID) bool { return slices.Contains(m.Needs, id) })
	kept.Categories = slices.DeleteFunc(kept.Categories, func(id data.ID) bool { return slices.Contains(m.Categories, id) })
	return SaveService(t, kept)
}

// Merges lists the merges that can be undone, newest first.
func (s *Directory) Merges(ctx context.Context) ([]data.Merge, error) {
	return store.Collect(ctx, s.db, func(m *data.Merge) []any {
		return []any{&m.ID, &m.KeptID, &m.GoneID, &m.Kept, &m.Gone, store.At(&m.At), store.OrNull(&m.By)}
	}, `SELECT m.id, m.kept_id, m.gone_id, k.name, g.name, m.created_at, (SELECT name FROM staff WHERE id = m.created_by)
		FROM service_merge m JOIN service k ON k.id = m.kept_id JOIN service g ON g.id = m.gone_id
		WHERE m.undone_at IS NULL AND k.merged_into IS NULL ORDER BY m.created_at DESC, m.id DESC LIMIT 200`)
}
