// Package wordindex keeps what services are found by: the folded words of each
// in the full-text index. Lists and the directory both write it.
package wordindex

import (
	"waymark/data/fold"
	"waymark/data/store"
)

// IndexService writes the folded text of one service to the search index. An
// entry that was merged into another is not found.
func IndexService(t *store.Tx, seq int64) error {
	var d Indexed
	if err := writeWaiting(t); err != nil {
		return err
	}
	if err := t.Values("SELECT "+IndexedColumns+" WHERE v.seq = ?", []any{seq}, d.Scan()...); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM service_fts WHERE rowid = ?", seq); err != nil || d.Merged {
		return err
	}
	return insert(t, seq, d.Folded())
}

// Indexed is what the search finds a service by.
type Indexed struct {
	Name, Category, Organisation, Area, Description string
	Merged                                          bool
}

// IndexedColumns selects what a service, v, is indexed by.
const IndexedColumns = `v.name || ' ' || v.other_names, coalesce(g.name, ''), v.area || ' ' || v.address || ' ' || v.postcode,
	v.description || ' ' || v.eligibility,
	coalesce((SELECT group_concat(k.name, ' ') FROM service_category n JOIN category k ON k.id = n.category_id WHERE n.service_seq = v.seq), '')
	|| ' ' || coalesce((SELECT group_concat(r.name, ' ') FROM service_need n JOIN reason r ON r.id = n.reason_id WHERE n.service_seq = v.seq), ''),
	v.merged_into IS NOT NULL
	FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id`

// Scan returns where IndexedColumns go.
func (d *Indexed) Scan() []any {
	return []any{&d.Name, &d.Organisation, &d.Area, &d.Description, &d.Category, &d.Merged}
}

// Folded is the same as the index holds it.
func (d Indexed) Folded() Indexed {
	return Indexed{fold.Text(d.Name), fold.Text(d.Category), fold.Text(d.Organisation), fold.Text(d.Area), fold.Text(d.Description), d.Merged}
}

// waiting are services that are new to the index and not in it yet. Any
// statement that may fail halfway, such as one that sets off a trigger, has
// FTS5 write out what it gathered; so an import gathers here instead, and the
// index gets many services one after another.
type waiting struct {
	rows []waitingRow
	size int // of their texts in bytes
}

type waitingRow struct {
	seq    int64
	folded Indexed
}

// enough is how many bytes wait at most: what FTS5 gathers before it writes.
const enough = 1 << 20

// InsertIndexed adds a service to the search index that is not in it, at the
// latest before the commit.
func InsertIndexed(t *store.Tx, seq int64, folded Indexed) error {
	w := store.Remember[waiting](t)
	if w.rows == nil {
		t.Last(func() error { return writeWaiting(t) })
	}
	w.rows = append(w.rows, waitingRow{seq, folded})
	w.size += len(folded.Name) + len(folded.Category) + len(folded.Organisation) + len(folded.Area) + len(folded.Description)
	if w.size < enough {
		return nil
	}
	return writeWaiting(t)
}

func writeWaiting(t *store.Tx) error {
	w := store.Remember[waiting](t)
	for _, row := range w.rows {
		if err := insert(t, row.seq, row.folded); err != nil {
			return err
		}
	}
	clear(w.rows) // lets go of the texts
	w.rows, w.size = w.rows[:0], 0
	return nil
}

func insert(t *store.Tx, seq int64, folded Indexed) error {
	return t.Derive("INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)",
		seq, folded.Name, folded.Category, folded.Organisation, folded.Area, folded.Description)
}
