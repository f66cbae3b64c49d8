// Package trail reads the audit trails for managers: who did what on which PC, and what
// is unusual.
package trail

import (
	"context"
	"fmt"
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
	// Device is the id of the PC on which it happened, or ThisPC; "" for all.
	Device        string
	From, To      data.Date // inclusive; zero: open
	Unusual       bool      // only rows that have a mark
	Limit, Offset int
}

// Row is one row of the audit trail.
type Row struct {
	// Device is the id of the PC on which it happened, and PC its name; both are "" for
	// this one.
	Device, PC     string
	Seq            int64
	At             time.Time // by the clock of that PC
	Person         string    // "" where no one had signed in
	Action, Record string
	Fields         string
	ClientID       data.ID
	Client         string
	Marks          []Mark

	chain  int64
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

// Both trails are filtered, and cut off after as many rows as can be shown, before they
// are put together: each has an index of times.
const (
	filterSQL = ` FROM %s a WHERE (?1 = '' OR a.actor = ?1 OR a.record_id = ?1) AND (?2 = '' OR a.client_id = ?2 OR a.record_id = ?2)
		AND a.at >= ?3 AND (?4 = '' OR a.at < ?4) AND `
	hereSQL      = `(?5 = '' OR ?5 = '` + ThisPC + `')`
	elsewhereSQL = `(?5 = '' OR a.chain = (SELECT number FROM audit_chain WHERE device = ?5))
		AND a.seq > (SELECT shown_after FROM audit_chain k WHERE k.number = a.chain)`
	columnsSQL = "a.seq, a.at, a.actor, a.action, a.record, a.record_id, a.fields, a.client_id"
	latestSQL  = " ORDER BY a.at DESC, a.rowid DESC LIMIT ?6 + ?7"
)

var (
	fromHere      = fmt.Sprintf(filterSQL, "audit") + hereSQL
	fromElsewhere = fmt.Sprintf(filterSQL, "audit_elsewhere") + elsewhereSQL
	countSQL      = "SELECT (SELECT count(*)" + fromHere + ") + (SELECT count(*)" + fromElsewhere + ")"
	rowsSQL       = `SELECT a.chain, coalesce(k.device, ''), coalesce(k.name, ''), a.seq, a.at, a.actor,
	coalesce(st.name, su.name, (SELECT w.name FROM staff w WHERE w.id = a.record_id AND a.action = 'wrong passphrase'), ''), a.action, a.record, a.fields, a.client_id,
	coalesce(trim(c.given_names || ' ' || c.family_name), ''),
	coalesce(a.action = 'open' AND c.id IS NOT NULL AND p.role IN ('prescriber', 'volunteer') AND c.prescriber_id IS NOT a.actor
	AND NOT EXISTS (SELECT 1 FROM episode e WHERE e.client_id = c.id AND e.prescriber_id = a.actor AND e.status <> 'closed'), 0)
	FROM (SELECT * FROM (SELECT 0 AS chain, ` + columnsSQL + fromHere + latestSQL + `)
		UNION ALL SELECT * FROM (SELECT a.chain, ` + columnsSQL + fromElsewhere + latestSQL + `)) a
	LEFT JOIN audit_chain k ON k.number = a.chain LEFT JOIN staff st ON st.id = a.actor LEFT JOIN surgery su ON su.id = a.actor
	LEFT JOIN client c ON c.id = a.client_id LEFT JOIN person_access p ON p.staff_id = a.actor
	ORDER BY a.at DESC, a.chain, a.seq DESC LIMIT ?6 OFFSET ?7`
)

func scan(r *Row) []any {
	return []any{&r.chain, &r.Device, &r.PC, &r.Seq, store.At(&r.At), &r.actor, &r.Person, &r.Action, &r.Record, &r.Fields, &r.ClientID, &r.Client, &r.others}
}

// Find returns rows, the latest first, and how many there are.
func (s *Trail) Find(ctx context.Context, f Filter) (rows []Row, total int, err error) {
	if err := s.db.Flush(ctx); err != nil {
		return nil, 0, err
	}
	zone := s.db.Local().Location()
	args := []any{f.Person, f.Client, instantOf(f.From, zone), instantOf(dayAfter(f.To), zone), f.Device}
	limit, offset := store.Limit(f.Limit), f.Offset
	if f.Unusual {
		limit, offset = mostLooked, 0
	} else if err := s.db.QueryRowContext(ctx, countSQL, args...).Scan(&total); err != nil {
		return nil, 0, store.Problem(err)
	}
	rows, err = store.Collect(ctx, s.db, scan, rowsSQL, append(args, limit, offset)...)
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
		if r.Action == "open" && busy[place{r.chain, r.Seq}] {
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

// place is where a row stands: in which trail, and under which number.
type place struct{ chain, seq int64 }

// busy are the records that were opened when their person had opened more than
// ManyInAnHour within the hour before.
func (s *Trail) busy(ctx context.Context, from, to time.Time) (map[place]bool, error) {
	type opened struct {
		place
		at     time.Time
		client string
	}
	busy := map[place]bool{}
	recent := map[data.ID][]opened{}
	type row struct {
		opened
		actor data.ID
	}
	err := store.Each(ctx, s.db, func(r *row) []any { return []any{&r.chain, &r.seq, store.At(&r.at), &r.actor, &r.client} }, func(r *row) error {
		list := append(recent[r.actor], r.opened)
		for r.at.Sub(list[0].at) > time.Hour {
			list = list[1:]
		}
		recent[r.actor] = list
		people := map[string]bool{}
		for _, o := range list {
			people[o.client] = true
		}
		busy[r.place] = len(people) > ManyInAnHour
		return nil
	}, `SELECT 0 AS chain, seq, at, actor, client_id FROM audit WHERE action = 'open' AND at BETWEEN ?1 AND ?2
		UNION ALL SELECT chain, seq, at, actor, client_id FROM audit_elsewhere WHERE action = 'open' AND at BETWEEN ?1 AND ?2
		ORDER BY at, chain, seq`, store.Instant(from), store.Instant(to))
	return busy, err
}
