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
	if err := t.Values("SELECT "+IndexedColumns+" WHERE v.seq = ?", []any{seq}, d.Scan()...); err != nil {
		return err
	}
	if err := t.Derive("DELETE FROM service_fts WHERE rowid = ?", seq); err != nil || d.Merged {
		return err
	}
	return InsertIndexed(t, seq, d.Folded())
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

// InsertIndexed adds a service to the search index that is not in it.
func InsertIndexed(t *store.Tx, seq int64, folded Indexed) error {
	return t.Derive("INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)",
		seq, folded.Name, folded.Category, folded.Organisation, folded.Area, folded.Description)
}
