package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/seal"
)

// A seed is a copy of the records of one database from which another begins, whole:
// rows are copied as SQLite has them, with their indexes, which is as fast as copying
// the file. What belongs to one PC alone is never written into it, so nothing has to be
// taken out again.

// seedSuffix ends the name of a seed. It is sealed under a key that no one has but the
// process that made it: one that a killed program left can be read by no one, and the
// next start removes it.
const seedSuffix = ".seed"

// Seed is a seed in a file beside the database.
type Seed struct {
	path  string
	key   *seal.Key
	whole *lookedThrough // of one that was received; nil for one that was made here
}

// SeedPlan says what is in a seed beside records and what is derived from them.
type SeedPlan struct {
	// Take names the tables of this PC whose rows are copied, and the tables of records
	// of which not all are: with what follows SELECT, "" for all rows as they are.
	Take map[string]string
	// Keep has for tables of which this PC keeps rows of its own which those are.
	Keep map[string]string
	// Functions are those of SQL that are called in Take.
	Functions map[string]any
}

// WriteAndSeed runs fn in one transaction and makes a seed of the database as it is
// then, before anything else is written. Writing goes on while the seed is made.
func (d *Door) WriteAndSeed(ctx context.Context, fn func(*Tx) (SeedPlan, error)) (*Seed, error) {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return nil, err
	}
	seed, err := d.store.newSeed()
	if err != nil {
		return nil, err
	}
	if err := d.writeSeed(ctx, seed, fn); err != nil {
		return nil, Problem(errors.Join(err, seed.Close()))
	}
	return seed, nil
}

func (d *Door) writeSeed(ctx context.Context, seed *Seed, fn func(*Tx) (SeedPlan, error)) (err error) {
	p, err := d.store.seeding(ctx, seed)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	var plan SeedPlan
	var begun error
	if err := d.Write(ctx, Change{}, func(t *Tx) (err error) {
		t.then = func() { begun = p.begin(ctx) }
		plan, err = fn(t)
		return err
	}); err != nil {
		return err
	}
	if begun != nil {
		return begun
	}
	reached("seed begun")
	return p.fill(ctx, plan)
}

// newSeed makes the key of a seed, in whose place there is no file yet.
func (s *Store) newSeed() (*Seed, error) {
	key, err := seal.NewKey()
	if err != nil {
		return nil, err
	}
	seed := &Seed{path: s.path + seedSuffix, key: key}
	if err := removeWhole(seed.path); err != nil {
		return nil, errors.Join(err, seed.Close())
	}
	return seed, nil
}

// Close removes the seed, and forgets its key.
func (s *Seed) Close() error {
	s.whole.stop()
	err := removeWhole(s.path)
	s.key.Close()
	return err
}

// WriteTo writes the pages of the seed in the clear.
func (s *Seed) WriteTo(w io.Writer) (n int64, err error) {
	err = seal.ReadPages(s.path, s.key, func(page []byte) error {
		m, err := w.Write(page)
		n += int64(m)
		return err
	})
	return n, err
}

// address is the seed as SQLite opens it.
func (s *Seed) address() string {
	q := url.Values{}
	s.key.Query(q)
	return fileURI(s.path) + "?" + q.Encode()
}

// planting is one connection to a database with a seed beside it.
type planting struct {
	pool *sql.DB
	conn *sql.Conn
}

// seeding opens a connection on which a new seed is attached.
func (s *Store) seeding(ctx context.Context, seed *Seed) (*planting, error) {
	if s.writer == nil {
		return nil, data.NewProblem(data.CodeRefused, "This database is read-only, so nothing can be saved.")
	}
	if err := seal.CreateEmpty(seed.path, fileURI(seed.path), seed.key); err != nil {
		return nil, err
	}
	return s.attached(ctx, seed)
}

// attached opens a connection to the database on which a seed is attached. Keys that
// name rows are not looked at: tables are filled one after another.
func (s *Store) attached(ctx context.Context, seed *Seed) (p *planting, err error) {
	p = &planting{}
	if p.pool, err = connect(s.path, planted, 1); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.close())
		}
	}()
	if p.conn, err = p.pool.Conn(ctx); err != nil {
		return p, err
	}
	if _, err = p.conn.ExecContext(ctx, "ATTACH ? AS seed", seed.address()); err != nil {
		return p, err
	}
	// The log is copied into the database only by us; see guard. What is in a seed that
	// another device made is not to be trusted with functions.
	for _, pragma := range []string{"wal_autocheckpoint = 0", "trusted_schema = OFF", "seed.journal_mode = OFF", "seed.synchronous = OFF", "seed.cache_size = -16000"} {
		if _, err = p.conn.ExecContext(ctx, "PRAGMA "+pragma); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (p *planting) close() (err error) {
	if p.conn != nil {
		err = p.conn.Close()
	}
	return errors.Join(err, p.pool.Close())
}

// begin has what is read from now on be the database as it is at this moment.
func (p *planting) begin(ctx context.Context) error {
	if _, err := p.conn.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
		return err
	}
	var n int
	return p.conn.QueryRowContext(ctx, "SELECT count(*) FROM main.sqlite_schema").Scan(&n)
}

// functions are what a connection of the driver can be given.
type functions interface {
	RegisterFunc(name string, impl any, pure bool) error
}

func (p *planting) register(name string, impl any) error {
	return p.conn.Raw(func(c any) error {
		f, ok := c.(functions)
		if !ok {
			return fmt.Errorf("a connection of %T takes no functions", c)
		}
		return f.RegisterFunc(name, impl, true)
	})
}

// object is something in a schema.
type object struct {
	kind, name, sql string
	root            int
}

func schemaOf(ctx context.Context, q Querier, of string) ([]object, error) {
	return Collect(ctx, q, func(o *object) []any { return []any{&o.kind, &o.name, &o.sql, &o.root} },
		"SELECT type, name, coalesce(sql, ''), rootpage FROM "+of+".sqlite_schema WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY rowid")
}

// stored reports whether it is a table with rows of its own.
func (o object) stored() bool { return o.kind == "table" && o.root > 0 }

// inSeed is the statement that makes a table or an index in the seed, "" for what is
// neither.
func (o object) inSeed() string {
	for _, begins := range []string{"CREATE TABLE ", "CREATE UNIQUE INDEX ", "CREATE INDEX "} {
		if rest, ok := strings.CutPrefix(o.sql, begins); ok && (o.stored() || o.kind == "index") {
			return begins + "seed." + rest
		}
	}
	return ""
}

// fill writes the seed.
func (p *planting) fill(ctx context.Context, plan SeedPlan) error {
	for name, impl := range plan.Functions {
		if err := p.register(name, impl); err != nil {
			return err
		}
	}
	schema, err := schemaOf(ctx, p.conn, "main")
	if err != nil {
		return err
	}
	for _, o := range schema {
		if statement := o.inSeed(); statement != "" {
			if _, err := p.conn.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("make %s: %w", o.name, err)
			}
		}
	}
	tables, err := plan.tables(schema)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		from := tables[name]
		if from == "" {
			from = "* FROM main." + name
		}
		if _, err := p.conn.ExecContext(ctx, "INSERT INTO seed."+name+" SELECT "+from); err != nil { //nolint:gosec // G202: names and plans are our own
			return fmt.Errorf("copy %s: %w", name, err)
		}
	}
	reached("seed filled")
	return p.finish(ctx)
}

// finish adds to the seed what else a database of its version has, as VACUUM does, so
// that a program with a later version brings it up to date.
func (p *planting) finish(ctx context.Context) error {
	for _, statement := range []string{
		"PRAGMA writable_schema = ON",
		`INSERT INTO seed.sqlite_schema SELECT type, name, tbl_name, 0, sql FROM main.sqlite_schema
			WHERE type IN ('view', 'trigger') OR type = 'table' AND rootpage = 0`,
		fmt.Sprintf("PRAGMA seed.application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA seed.user_version = %d", LatestVersion()),
		"COMMIT",
	} {
		if _, err := p.conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// ownStale are the marks of work that concerns one file, not its records.
const ownStale = "what IN ('" + staleLog + "', '" + TakenIn + "')"

// tables are those that are in a seed, with what follows SELECT, "" for all rows. The
// rows of a full-text index are in tables of its own.
func (p SeedPlan) tables(schema []object) (map[string]string, error) {
	all := map[string]string{}
	var indexes []string
	for _, o := range schema {
		if o.kind == "table" && o.root == 0 && register[o.name].kind == derived {
			indexes = append(indexes, o.name+"_")
		}
	}
	for _, o := range schema {
		if !o.stored() {
			continue
		}
		spec, known := register[o.name]
		from, planned := p.Take[o.name]
		switch {
		case o.name == "stale":
			all[o.name] = "* FROM main.stale WHERE NOT (" + ownStale + ")"
		case known && (spec.kind != local || planned):
			all[o.name] = from
		case !known && slices.ContainsFunc(indexes, func(begins string) bool { return strings.HasPrefix(o.name, begins) }):
			all[o.name] = ""
		case !known:
			return nil, fmt.Errorf("the table %s is not in the register", o.name)
		}
	}
	return all, nil
}
