package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/mattn/go-sqlite3"
)

// traced is every query that a store of this test run asked, each once.
var traced struct {
	sync.Mutex
	queries map[string]bool
}

// TraceQueries has every store that is opened from now on note its queries.
func TraceQueries() {
	traced.queries = map[string]bool{}
	sql.Register(driverName+"-traced", tracingDriver{})
	driverName += "-traced"
}

// TracedQueries returns the queries noted so far.
func TracedQueries() []string {
	traced.Lock()
	defer traced.Unlock()
	list := make([]string, 0, len(traced.queries))
	for q := range traced.queries {
		list = append(list, q)
	}
	slices.Sort(list)
	return list
}

func note(query string) {
	traced.Lock()
	defer traced.Unlock()
	traced.queries[query] = true
}

type tracingDriver struct{}

func (tracingDriver) Open(dsn string) (driver.Conn, error) {
	c, err := sqliteDriver.Open(dsn)
	if err != nil {
		return nil, err
	}
	return tracingConn{c.(*sqlite3.SQLiteConn)}, nil
}

type tracingConn struct{ *sqlite3.SQLiteConn }

func (c tracingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	note(query)
	return c.SQLiteConn.QueryContext(ctx, query, args)
}

func (c tracingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	note(query)
	return c.SQLiteConn.ExecContext(ctx, query, args)
}

func (c tracingConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	note(query)
	return c.SQLiteConn.PrepareContext(ctx, query)
}

// PlanStep is one line of how SQLite answers a query.
type PlanStep struct {
	ID, Parent int64
	Detail     string
}

// Plans opens a database to ask it how it would answer queries. run runs a
// statement there first.
func Plans(path string) (explain func(query string) ([]PlanStep, error), run func(statement string) error, done func(), err error) {
	opened, err := sqliteDriver.Open(fileURI(path))
	if err != nil {
		return nil, nil, nil, err
	}
	c := opened.(*sqlite3.SQLiteConn)
	run = func(statement string) error {
		_, err := c.Exec(statement, nil)
		return err
	}
	return func(query string) ([]PlanStep, error) { return explainOn(c, query) }, run, func() { _ = c.Close() }, nil
}

func explainOn(c *sqlite3.SQLiteConn, query string) ([]PlanStep, error) {
	stmt, err := c.Prepare("EXPLAIN QUERY PLAN " + query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = stmt.Close() }()
	rows, err := stmt.Query(make([]driver.Value, stmt.NumInput())) //nolint:staticcheck // the driver's own, without a context
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var steps []PlanStep
	for {
		row := make([]driver.Value, 4)
		if err := rows.Next(row); errors.Is(err, io.EOF) {
			return steps, nil
		} else if err != nil {
			return nil, err
		}
		steps = append(steps, PlanStep{ID: row[0].(int64), Parent: row[1].(int64), Detail: row[3].(string)})
	}
}
