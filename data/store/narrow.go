package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
)

// This file lets a session that is narrowed to some clients read through
// connections on which nothing of anyone else is there: a temporary view stands
// before each table that says something of a client, under the table's own name,
// and SQLite finds it first. So every query of every slice is narrowed, also one
// that is written tomorrow.

// narrowReader is a pool of such connections.
type narrowReader struct {
	scope access.Scope
	pool  *sql.DB
}

// narrowed returns the pool for a scope. One is kept: whoever signs in next has it
// made anew.
func (s *Store) narrowed(ctx context.Context, scope access.Scope) (*sql.DB, error) {
	return s.narrowedIn(ctx, &s.narrow, scope)
}

// narrowedIn is narrowed with a place of its own for the pool that is kept, so that
// counting for a report closes no pool that pages read through.
func (s *Store) narrowedIn(ctx context.Context, kept *narrowReader, scope access.Scope) (*sql.DB, error) {
	s.narrowing.Lock()
	defer s.narrowing.Unlock()
	if kept.pool != nil && kept.scope == scope {
		return kept.pool, nil
	}
	if kept.pool != nil {
		_ = kept.pool.Close()
		*kept = narrowReader{}
	}
	views, err := s.narrowViews(ctx, scope)
	if err != nil {
		return nil, err
	}
	from, err := source(s.path, narrow)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(&narrowConnector{from: s.reader.Driver(), source: from, views: views})
	pool.SetMaxOpenConns(2)
	pool.SetMaxIdleConns(2)
	*kept = narrowReader{scope, pool}
	return pool, nil
}

// narrowConnector opens connections that have the views before anyone reads.
type narrowConnector struct {
	from   driver.Driver
	source string
	views  []string
}

// Driver is the driver beneath.
func (c *narrowConnector) Driver() driver.Driver { return c.from }

// Connect opens one connection.
func (c *narrowConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.from.Open(c.source)
	if err != nil {
		return nil, err
	}
	run, ok := conn.(driver.ExecerContext)
	if !ok {
		return nil, errors.Join(errors.New("the driver cannot make views"), conn.Close())
	}
	for _, statement := range append(slices.Clip(c.views), "PRAGMA query_only = on") {
		if _, err := run.ExecContext(ctx, statement, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("narrow a connection: %w", err), conn.Close())
		}
	}
	return conn, nil
}

// ofRow says for each table without a client of its own by which column it hangs
// on a table that has one.
var ofRow = map[string]struct{ column, parent, key string }{
	"answer":          {"response_id", "response", "id"},
	"answer_tap":      {"response_id", "response", "id"},
	"score":           {"response_id", "response", "id"},
	"silence":         {"prescription_id", "prescription", "id"},
	"referral_reason": {"referral_id", "referral", "id"},
	"client_facts":    {"seq", "client", "seq"},
}

// narrowViews are the statements that make the views of a scope.
func (s *Store) narrowViews(ctx context.Context, scope access.Scope) ([]string, error) {
	if strings.ContainsRune(string(scope.Person)+string(scope.Partner), '\'') {
		return nil, errors.New("an ID with a quotation mark")
	}
	type column struct {
		table, name string
		required    bool
		numbered    bool // the table has row numbers
	}
	columns, err := Collect(ctx, s.reader, func(c *column) []any { return []any{&c.table, &c.name, &c.required, &c.numbered} },
		`SELECT t.name, c.name, c."notnull", (t.wr = 0) FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid`)
	if err != nil {
		return nil, err
	}
	var views []string
	view := func(table, what, where string) {
		views = append(views, "CREATE TEMP VIEW "+table+" AS SELECT "+what+" FROM main."+table+" AS r WHERE "+where) // tables are our own
	}
	view("client", "*", clientInScope(scope, "r"))
	for _, c := range columns {
		if c.name != "client_id" {
			continue
		}
		of, all := ofClient(scope, "r.client_id"), "*"
		if c.numbered {
			all = "r.*, r.rowid AS rowid"
		}
		switch {
		case c.table == "appointment":
			// Whether a time is taken is asked of everyone's appointments.
			views = append(views, takenView(columnsOf(columns, func(c column) (string, string) { return c.table, c.name }), of))
		case c.required || c.table == "left_over": // one of no client may be about anyone
			view(c.table, all, of)
		default:
			view(c.table, all, "(r.client_id IS NULL OR "+of+")")
		}
	}
	for table, by := range ofRow {
		own := "EXISTS (SELECT 1 FROM main." + by.parent + " AS p WHERE p." + by.key + " = r." + by.column + " AND " + ofClient(scope, "p.client_id") + ")"
		if by.parent == "client" {
			own = "EXISTS (SELECT 1 FROM main.client AS x WHERE x." + by.key + " = r." + by.column + " AND " + clientInScope(scope, "x") + ")"
		}
		view(table, "*", own)
	}
	// Which services are in use is kept of everyone's referrals to them.
	view("in_use", "*", "EXISTS (SELECT 1 FROM main.prescription AS p WHERE p.service_id = r.service_id AND p.status IN ('made', 'contacted', 'started', 'attending') AND "+
		ofClient(scope, "p.client_id")+")")
	return views, nil
}

// clientInScope is true of a row of clients, under the given name, that is in a scope:
// whose prescriber the person is now, on the client or on an episode that is open, or
// who is a client of their partner.
// It looks at that one row, so that reading one record costs no more the more
// clients there are.
func clientInScope(scope access.Scope, row string) string {
	person := "'" + string(scope.Person) + "'"
	in := row + ".prescriber_id = " + person + " OR EXISTS (SELECT 1 FROM main.episode AS e WHERE e.client_id = " + row +
		".id AND e.prescriber_id = " + person + " AND e.status <> 'closed')"
	if scope.Unassigned {
		in += " OR " + row + ".prescriber_id IS NULL AND " + row + ".created_by = " + person
	}
	if scope.ByPartner {
		in += " OR " + partnerInScope(scope.Partner, row)
	}
	return "(" + in + ")"
}

// partnerInScope is true of a row of clients, under the given name, that is of a
// partner as data.PartnerOf says; "" is no partner.
func partnerInScope(partner data.ID, row string) string {
	of := "CASE WHEN " + row + ".surgery_id IS NOT NULL THEN (SELECT y.partner_id FROM main.surgery AS y WHERE y.id = " + row +
		".surgery_id) ELSE (SELECT z.partner_id FROM main.staff AS z WHERE z.id = " + row + ".prescriber_id) END"
	if partner == "" {
		return of + " IS NULL"
	}
	return of + " = '" + string(partner) + "'"
}

// ofClient is true where an ID is that of a client in a scope.
func ofClient(scope access.Scope, id string) string {
	return "EXISTS (SELECT 1 FROM main.client AS x WHERE x.id = " + id + " AND " + clientInScope(scope, "x") + ")"
}

// columnsOf are the columns of the table of appointments.
func columnsOf[T any](all []T, name func(T) (table, column string)) []string {
	var list []string
	for _, c := range all {
		if table, column := name(c); table == "appointment" {
			list = append(list, column)
		}
	}
	return list
}

// open are the columns of an appointment that tell when and where it is, and
// nothing of whom it is with.
var open = []string{"id", "clinic_id", "surgery_id", "staff_id", "on_day", "at", "minutes", "state", "removed_at",
	"kind", "state_at", "by_surgery", "created_at", "created_by", "updated_at", "updated_by"}

// takenView shows all appointments, those of other people's clients as taken time
// only.
func takenView(columns []string, mine string) string {
	shown := make([]string, 0, len(columns))
	for _, c := range columns {
		switch {
		case slices.Contains(open, c):
			shown = append(shown, "r."+c+" AS "+c)
		case strings.HasSuffix(c, "_id"):
			shown = append(shown, "CASE WHEN r.client_id IS NULL OR "+mine+" THEN r."+c+" END AS "+c)
		default:
			shown = append(shown, "CASE WHEN r.client_id IS NULL OR "+mine+" THEN r."+c+" ELSE '' END AS "+c)
		}
	}
	return "CREATE TEMP VIEW appointment AS SELECT " + strings.Join(shown, ", ") + ", r.rowid AS rowid FROM main.appointment AS r"
}

// reach returns an error if a row is of a client whom the session may not change,
// or whose record may only be kept. A client that this transaction added may be.
func (t *Tx) reach(table string, row, client data.ID) error {
	if err := t.keeps(table, row, client, nil); err != nil {
		return err
	}
	return t.within(table, row, client)
}

// within is reach without what a person asked of their record.
func (t *Tx) within(table string, row, client data.ID) error {
	scope, narrowed := t.session.Scope()
	if !narrowed {
		return nil
	}
	added := Remember[map[data.ID]bool](t)
	if table == "client" {
		client = row
	} else if row != "" && slices.Contains(register[table].columns, "client_id") {
		var of data.ID
		if err := t.Value(OrNull(&of), "SELECT client_id FROM "+table+" WHERE id = ?", row); err != nil { // table is our own
			return err
		}
		if err := t.within("client", of, ""); of != "" && err != nil {
			return err
		}
	}
	if client == "" || (*added)[client] {
		return nil
	}
	var mine bool
	if err := t.Value(&mine, "SELECT EXISTS (SELECT 1 FROM main.client AS x WHERE x.id = ? AND "+clientInScope(scope, "x")+")", client); err != nil || mine {
		return err
	}
	if scope.ByPartner {
		return data.NewProblem(data.CodeRefused, "This client is another partner’s, so nothing was saved. Ask a manager who sees all partners.")
	}
	return data.NewProblem(data.CodeRefused, "This client is not one of yours, so nothing was saved. Ask a manager to assign them to you.")
}

// MayChange returns an error that says so if a row is of a client whom the session
// may not change. Insert, Update and Set ask by themselves.
func (t *Tx) MayChange(table string, row data.ID) error { return t.reach(table, row, "") }

// Mine reports whether the session may see a client.
func (t *Tx) Mine(client data.ID) bool { return t.within("client", client, "") == nil }

// OnePartner returns the partner whose clients the session is narrowed to, and whether
// it is narrowed to one.
func (t *Tx) OnePartner() (partner data.ID, narrowed bool) {
	scope, narrowed := t.session.Scope()
	return scope.Partner, narrowed && scope.ByPartner
}

// addsClient notes that this transaction adds a client.
func (t *Tx) addsClient(id data.ID) {
	added := Remember[map[data.ID]bool](t)
	if *added == nil {
		*added = map[data.ID]bool{}
	}
	(*added)[id] = true
}

// reachNew is reach for a row that is added.
func (t *Tx) reachNew(table string, row, client data.ID, fields []Field) error {
	if table == "client" {
		t.addsClient(row)
		return nil
	}
	if client == "" {
		for _, f := range fields {
			if f.Column == "client_id" {
				switch v := f.Value.(type) {
				case data.ID:
					client = v
				case string:
					client = data.ID(v)
				}
			}
		}
	}
	if err := t.keeps(table, "", client, fields); err != nil {
		return err
	}
	return t.within(table, "", client)
}

// AppointmentsOf is the condition that an appointment a is of a client, given as SQL.
// To a session that sees only some clients, whose an appointment is is worked out row
// by row, so that no index finds it. The index is asked for the rows first; the view
// still decides.
func AppointmentsOf(client string) string {
	return "a.client_id = " + client + " AND a.id IN (SELECT i.id FROM main.appointment AS i WHERE i.client_id = " + client + ")"
}
