package directory

import (
	"context"
	"database/sql"

	"waymark/data"
	"waymark/data/store"
)

// RingRound lists the services that are due a check, the most used first, and
// how many there are in all: not checked for CheckDays, closed for now until a
// day that has come, or no longer in the source they came from.
func (s *Directory) RingRound(ctx context.Context, n int) (rows []data.RingRow, total int, err error) {
	days, err := s.CheckDays(ctx)
	if err != nil {
		return nil, 0, err
	}
	today := s.db.Today()
	args := []any{sql.Named("today", today), sql.Named("due", today.AddDays(-days)), sql.Named("year", today.AddMonths(-12)),
		sql.Named("limit", store.Limit(n)), sql.Named("staff", s.db.Actor())}
	const due = ` FROM service v WHERE v.merged_into IS NULL AND v.status <> 'defunct' AND (
		v.last_checked IS NULL OR v.last_checked < @due
		OR (v.status = 'temporarily closed' AND v.closed_until <= @today AND v.last_checked < v.closed_until)
		OR EXISTS (SELECT 1 FROM service_source x WHERE x.service_id = v.id AND x.gone_on > coalesce(v.last_checked, '')))`
	if err := s.db.QueryRowContext(ctx, "SELECT count(*)"+due, args...).Scan(&total); err != nil {
		return nil, 0, store.Problem(err)
	}
	rows, err = store.Collect(ctx, s.db, func(r *data.RingRow) []any {
		return append(scanServiceOnly(&r.ServiceRow), &r.ContactName, store.OrNull(&r.LastCheckedBy), &r.CheckedHow, &r.Used, &r.GoneFrom)
	}, `WITH used AS MATERIALIZED (SELECT service_id, count(*) AS n FROM offer WHERE offered_on > @year GROUP BY 1),
		page AS MATERIALIZED (SELECT v.seq, coalesce(u.n, 0) AS n, row_number() OVER () AS place FROM (
			SELECT v.seq, v.id, v.last_checked, v.sort_name`+due+`) v LEFT JOIN used u ON u.service_id = v.id
			ORDER BY coalesce(u.n, 0) DESC, v.last_checked, v.sort_name LIMIT @limit)
		SELECT `+serviceRowColumns+`, v.contact_name, (SELECT name FROM staff WHERE id = v.last_checked_by), v.checked_how, p.n,
			(SELECT max(gone_on) FROM service_source x WHERE x.service_id = v.id)
		FROM page p JOIN service v ON v.seq = p.seq LEFT JOIN organisation g ON g.id = v.organisation_id
		ORDER BY p.n DESC, v.last_checked, v.sort_name`, args...)
	for i := range rows {
		rows[i].Miles = -1
	}
	return rows, total, err
}
