package store

import (
	"waymark/data/fold"
)

// indexService writes the folded text of one service to the search index. An
// entry that was merged into another is not found.
func (t *tx) indexService(seq int64) error {
	var d indexed
	if err := t.values("SELECT "+indexedColumns+" WHERE v.seq = ?", []any{seq}, d.scan()...); err != nil {
		return err
	}
	if err := t.derive("DELETE FROM service_fts WHERE rowid = ?", seq); err != nil || d.merged {
		return err
	}
	return t.insertIndexed(seq, d.folded())
}

// indexed is what the search finds a service by.
type indexed struct {
	name, category, organisation, area, description string
	merged                                          bool
}

// indexedColumns selects what a service, v, is indexed by.
const indexedColumns = `v.name || ' ' || v.other_names, coalesce(g.name, ''), v.area || ' ' || v.address || ' ' || v.postcode,
	v.description || ' ' || v.eligibility,
	coalesce((SELECT group_concat(k.name, ' ') FROM service_category n JOIN category k ON k.id = n.category_id WHERE n.service_seq = v.seq), '')
	|| ' ' || coalesce((SELECT group_concat(r.name, ' ') FROM service_need n JOIN reason r ON r.id = n.reason_id WHERE n.service_seq = v.seq), ''),
	v.merged_into IS NOT NULL
	FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id`

func (d *indexed) scan() []any {
	return []any{&d.name, &d.organisation, &d.area, &d.description, &d.category, &d.merged}
}

func (d indexed) folded() indexed {
	return indexed{fold.Text(d.name), fold.Text(d.category), fold.Text(d.organisation), fold.Text(d.area), fold.Text(d.description), d.merged}
}

func (t *tx) insertIndexed(seq int64, folded indexed) error {
	return t.derive("INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)",
		seq, folded.name, folded.category, folded.organisation, folded.area, folded.description)
}
