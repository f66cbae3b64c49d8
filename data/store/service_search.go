package store

import (
	"context"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// Services gives the services that f asks for and how many there are in all:
// best first for words, else by name. Every word is looked for as the
// beginning of a word in name, category, organisation, area or description,
// which count in that order; accents and typographic marks do not matter.
func (s *Store) Services(ctx context.Context, f data.ServiceFilter) (rows []data.ServiceRow, total int, err error) {
	from, where, order, args := serviceQuery(f)
	if err := s.reader.QueryRowContext(ctx, "SELECT count(*)"+from+where, args...).Scan(&total); err != nil {
		return nil, 0, problem(err)
	}
	rows, err = collect(ctx, s.reader, func(r *data.ServiceRow) []any {
		return []any{&r.ID, &r.Name, &r.Organisation, &r.Area, &r.Cost, &r.Days, &r.Waiting, &r.Status, &r.LastChecked, &r.MinAge, &r.MaxAge, &r.Needs}
	}, serviceRowSelect(from, where, order), append(args, limit(f.Limit), f.Offset)...)
	return rows, total, err
}

// serviceRowSelect picks the page first; what stands beside a name is looked up
// only for the rows that are shown.
func serviceRowSelect(from, where, order string) string {
	return `WITH page AS MATERIALIZED (SELECT v.seq, row_number() OVER () AS place FROM (SELECT v.seq` + from + where + order + ` LIMIT ? OFFSET ?) v)
	SELECT v.id, v.name, coalesce(g.name, ''), v.area, v.cost, v.days, v.waiting, v.status, v.last_checked, v.min_age, v.max_age,
	  coalesce((SELECT group_concat(name, ', ') FROM (SELECT r.name FROM service_need n JOIN reason r ON r.id = n.reason_id WHERE n.service_seq = v.seq ORDER BY r.position)), '')
	FROM page p JOIN service v ON v.seq = p.seq LEFT JOIN organisation g ON g.id = v.organisation_id ORDER BY p.place`
}

func serviceQuery(f data.ServiceFilter) (from, where, order string, args []any) {
	from, order = " FROM service v", " ORDER BY v.sort_name, v.seq"
	conditions := []string{"v.status <> 'defunct'"}
	if f.Closed {
		conditions[0] = "1"
	}
	if match := serviceMatch(f.Words); match != "" {
		from = " FROM service_fts JOIN service v ON v.seq = service_fts.rowid"
		conditions = append(conditions, "service_fts MATCH ?")
		args = append(args, match)
		order = " ORDER BY bm25(service_fts, 10, 6, 4, 3, 1), v.sort_name"
	} else if strings.TrimSpace(f.Words) != "" {
		// Nothing but marks was typed, as in the name "+44": look at the name itself.
		conditions = append(conditions, "instr(v.name, ?) > 0")
		args = append(args, strings.TrimSpace(f.Words))
	}
	if f.NeedID != "" {
		conditions = append(conditions, "v.seq IN (SELECT service_seq FROM service_need WHERE reason_id = ?)")
		args = append(args, f.NeedID)
	}
	if f.Area != "" {
		conditions = append(conditions, "v.area = ? COLLATE NOCASE")
		args = append(args, f.Area)
	}
	return from, " WHERE " + strings.Join(conditions, " AND "), order, args
}

// serviceMatch is the FTS5 query for typed words: each the beginning of a word,
// in any order. It is "" when nothing can be looked for.
func serviceMatch(words string) string {
	var parts []string
	for _, w := range fold.Words(words) {
		parts = append(parts, quoteFTS(w)+"*")
	}
	return strings.Join(parts, " ")
}
