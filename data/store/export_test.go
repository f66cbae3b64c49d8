package store

import (
	"context"
	"path"
	"time"

	"waymark/data"
	"waymark/data/fold"
)

// What the benchmarks need, to hold the store against the same SQL without it.

// ClientSQL is the SQL of Clients and its arguments.
func ClientSQL(f data.ClientFilter, today data.Date) (count, page string, args []any) {
	where, args := clientWhere(f, today)
	return "SELECT count(*) FROM client c" + where, clientRowSelect(where), args
}

// ServiceSQL is the SQL of SearchServices for plain words, and its arguments.
func ServiceSQL(f data.ServiceFilter, today data.Date) (count, page string, args []any) {
	q := serviceQuery(f, asked{match: plainMatch(f.Words), first: fold.Words(f.Words)}, today)
	return q.count(), q.page(), q.pageArgs(f, "")
}

// AskedSQL is the SQL of SearchServices once it is known which words are looked
// for: the nearest to misspelt ones, and those of the same meaning.
func (s *Store) AskedSQL(ctx context.Context, f data.ServiceFilter, today data.Date) (count, page string, args []any, err error) {
	words, err := s.askedFor(ctx, f)
	if err != nil {
		return "", "", nil, err
	}
	q := serviceQuery(f, *words, today)
	return q.count(), q.page(), q.pageArgs(f, ""), nil
}

// Aggregates are the bare queries that the figures of everybody cannot do
// without: one for each subject of the report.
func Aggregates() []string {
	c := &counter{}
	return []string{
		`SELECT c.sex, (CAST(replace(@to, '-', '') AS INTEGER) - CAST(replace(c.birth_date, '-', '') AS INTEGER)) / 10000, f.reason_id, coalesce(f.surgery_id, c.surgery_id), f.source, count(*)` + described + ` GROUP BY 1, 2, 3, 4, 5`,
		`SELECT count(*) FROM referral WHERE received_on BETWEEN @from AND @to`,
		`SELECT x.reason_id, count(*) FROM (SELECT f.id` + described + `) f JOIN referral_reason x ON x.referral_id = f.id GROUP BY 1`,
		`SELECT n.reason_id, count(DISTINCT n.client_id) FROM need n WHERE n.removed_at IS NULL AND n.found_on BETWEEN @from AND @to AND n.client_id IN ` + c.seen() + ` GROUP BY 1`,
		`SELECT outcome, kind, count(*) FROM contact WHERE removed_at IS NULL AND held_on BETWEEN @from AND @to GROUP BY 1, 2`,
		`SELECT o.decision, p.status, count(*) FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to GROUP BY 1, 2`,
		`SELECT count(DISTINCT o.client_id), count(DISTINCT CASE WHEN o.decision = 'chosen' THEN o.client_id END), count(DISTINCT CASE WHEN p.status IN ('started', 'attending', 'completed', 'stopped') THEN o.client_id END)
			FROM offer o LEFT JOIN prescription p ON p.offer_id = o.id WHERE o.offered_on BETWEEN @from AND @to`,
		`SELECT status, count(*) FROM follow_up WHERE first_due BETWEEN @from AND @to GROUP BY 1`,
		`SELECT r.stage, r.mode, count(r.score), avg(r.score)` + c.inPeriod() + ` GROUP BY 1, 2`,
		`SELECT r.score, (SELECT b.score FROM response b WHERE b.episode_id = r.episode_id AND b.stage = 'baseline' AND b.finished AND b.score IS NOT NULL ORDER BY b.answered_on LIMIT 1)` +
			c.inPeriod() + ` AND r.stage = 'follow_up' AND r.score IS NOT NULL`,
	}
}

// CreateVersion makes a database as an earlier version of the program did.
func CreateVersion(ctx context.Context, file string, version int) error {
	db, err := connect(file, readWrite, 1)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for i, name := range migrations()[:version] {
		script, err := migrationFiles.ReadFile(path.Join("migrations", name))
		if err != nil {
			return err
		}
		t, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, string(script)); err != nil {
			return err
		}
		if err := stampVersion(ctx, t, i+1, name, time.Unix(0, 0)); err != nil {
			return err
		}
		if err := t.Commit(); err != nil {
			return err
		}
	}
	return nil
}
