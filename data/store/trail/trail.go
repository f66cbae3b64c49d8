// Package trail reads the audit trail for managers: who did what, and what is
// unusual.
package trail

import (
	"context"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// Trail is the audit trail as one session sees it.
type Trail struct{ db *store.Door }

// New opens this slice of a database to a session.
func New(db *store.Store, session *access.Session) *Trail {
	return &Trail{db: db.For(session, access.Trail)}
}

// Filter says which rows to read. The zero value reads the latest of all.
type Filter struct {
	Person, Client data.ID
	From, To       data.Date // inclusive; zero: open
	Unusual        bool      // only rows that have a mark
	Limit, Offset  int
}

// Row is one row of the audit trail.
type Row struct {
	Seq            int64
	At             time.Time
	Person         string // "" where no one had signed in
	Action, Record string
	Fields         string
	ClientID       data.ID
	Client         string
	Marks          []Mark

	actor  data.ID
	others bool // the client is no one's whose clients the person's are
}

// Mark is why a row is unusual.
type Mark string

// The marks.
const (
	ManyRecords  Mark = "Many records in an hour"
	NotTheirs    Mark = "Not one of their own clients"
	OutsideHours Mark = "Outside working hours"
)

// What counts as unusual: more records in an hour than ManyInAnHour, and a time
// before EarlyHour, from LateHour on or at a weekend.
const (
	ManyInAnHour = 25
	EarlyHour    = 7
	LateHour     = 20
	mostLooked   = 50_000
)

const rowsSQL = ` FROM audit a LEFT JOIN staff st ON st.id = a.actor LEFT JOIN surgery su ON su.id = a.actor
	LEFT JOIN client c ON c.id = a.client_id LEFT JOIN person_access p ON p.staff_id = a.actor
	WHERE (?1 = '' OR a.actor = ?1 OR a.record_id = ?1) AND (?2 = '' OR a.client_id = ?2 OR a.record_id = ?2)
	AND a.at >= ?3 AND (?4 = '' OR a.at < ?4)`

const rowColumns = `a.seq, a.at, a.actor, coalesce(st.name, su.name, (SELECT w.name FROM staff w WHERE w.id = a.record_id AND a.action = 'wrong passphrase'), ''), a.action, a.record, a.fields, a.client_id,
	coalesce(trim(c.given_names || ' ' || c.family_name), ''),
	a.action = 'open' AND c.id IS NOT NULL AND p.role IN ('prescriber', 'volunteer') AND c.prescriber_id IS NOT a.actor
	AND NOT EXISTS (SELECT 1 FROM episode e WHERE e.client_id = c.id AND e.prescriber_id = a.actor AND e.status <> 'closed')`

func scan(r *Row) []any {
	return []any{&r.Seq, store.At(&r.At), &r.actor, &r.Person, &r.Action, &r.Record, &r.Fields, &r.ClientID, &r.Client, &r.others}
}

// Find returns rows, the latest first, and how many there are.
func (s *Trail) Find(ctx context.Context, f Filter) (rows []Row, total int, err error) {
	if err := s.db.Flush(ctx); err != nil {
		return nil, 0, err
	}
	zone := s.db.Local().Location()
	args := []any{f.Person, f.Client, instantOf(f.From, zone), instantOf(dayAfter(f.To), zone)}
	limit, offset := store.Limit(f.Limit), f.Offset
	if f.Unusual {
		limit, offset = mostLooked, 0
	} else if err := s.db.QueryRowContext(ctx, "SELECT count(*)"+rowsSQL, args...).Scan(&total); err != nil {
		return nil, 0, store.Problem(err)
	}
	rows, err = store.Collect(ctx, s.db, scan, "SELECT "+rowColumns+rowsSQL+" ORDER BY a.seq DESC LIMIT ?5 OFFSET ?6", append(args, limit, offset)...)
	if err != nil {
		return nil, 0, err
	}
	if err := s.mark(ctx, rows, zone); err != nil || !f.Unusual {
		return rows, total, err
	}
	var marked []Row
	for _, r := range rows {
		if len(r.Marks) > 0 {
			marked = append(marked, r)
		}
	}
	from := min(f.Offset, len(marked))
	return marked[from:min(from+store.Limit(f.Limit), len(marked))], len(marked), nil
}

func dayAfter(d data.Date) data.Date {
	if d.IsZero() {
		return d
	}
	return d.AddDays(1)
}

func instantOf(d data.Date, zone *time.Location) string {
	if d.IsZero() {
		return ""
	}
	at, err := time.ParseInLocation(time.DateOnly, d.String(), zone)
	if err != nil {
		return ""
	}
	return store.Instant(at)
}

// mark says of each row why it is unusual.
func (s *Trail) mark(ctx context.Context, rows []Row, zone *time.Location) error {
	if len(rows) == 0 {
		return nil
	}
	busy, err := s.busy(ctx, rows[len(rows)-1].At.Add(-time.Hour), rows[0].At)
	if err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		if r.Action == "open" && busy[r.Seq] {
			r.Marks = append(r.Marks, ManyRecords)
		}
		if r.others {
			r.Marks = append(r.Marks, NotTheirs)
		}
		if r.Person != "" && outside(r.At.In(zone)) {
			r.Marks = append(r.Marks, OutsideHours)
		}
	}
	return nil
}

func outside(at time.Time) bool {
	weekend := at.Weekday() == time.Saturday || at.Weekday() == time.Sunday
	return weekend || at.Hour() < EarlyHour || at.Hour() >= LateHour
}

// busy are the records that were opened when their person had opened more than
// ManyInAnHour within the hour before.
func (s *Trail) busy(ctx context.Context, from, to time.Time) (map[int64]bool, error) {
	type opened struct {
		seq    int64
		at     time.Time
		client string
	}
	busy := map[int64]bool{}
	recent := map[data.ID][]opened{}
	type row struct {
		opened
		actor data.ID
	}
	err := store.Each(ctx, s.db, func(r *row) []any { return []any{&r.seq, store.At(&r.at), &r.actor, &r.client} }, func(r *row) error {
		list := append(recent[r.actor], r.opened)
		for r.at.Sub(list[0].at) > time.Hour {
			list = list[1:]
		}
		recent[r.actor] = list
		people := map[string]bool{}
		for _, o := range list {
			people[o.client] = true
		}
		busy[r.seq] = len(people) > ManyInAnHour
		return nil
	}, "SELECT seq, at, actor, client_id FROM audit WHERE action = 'open' AND at BETWEEN ? AND ? ORDER BY seq", store.Instant(from), store.Instant(to))
	return busy, err
}
