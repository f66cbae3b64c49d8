package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/seal"
)

// ReceiveSeed keeps a seed that another device made, as Seed.WriteTo wrote it, and
// makes sure that it is a database from which this one can begin. One of an older
// program is brought up to date. Whether all of it is sound is still being looked at
// when it returns; TakeSeed waits for that.
func (d *Door) ReceiveSeed(ctx context.Context, from io.Reader) (seed *Seed, err error) {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return nil, err
	}
	if seed, err = d.store.newSeed(); err != nil {
		return nil, err
	}
	if err = seed.receive(from); err == nil {
		err = seed.check(ctx, d.store.options)
	}
	if err != nil {
		return nil, Problem(errors.Join(err, seed.Close()))
	}
	seed.lookThrough(ctx)
	reached("seed received")
	return seed, nil
}

func (s *Seed) receive(from io.Reader) error {
	w, err := seal.CreatePages(s.path, s.key)
	if err != nil {
		return err
	}
	r, page := bufio.NewReaderSize(from, 1<<20), make([]byte, seal.PageSize)
	for {
		_, err := io.ReadFull(r, page)
		if errors.Is(err, io.EOF) {
			return w.Close()
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = damagedSeed(err)
		}
		if err == nil {
			err = w.Add(page)
		}
		if errors.Is(err, seal.ErrPage) {
			err = damagedSeed(err)
		}
		if err != nil {
			return errors.Join(err, w.Close())
		}
	}
}

func damagedSeed(cause error) error {
	return &data.Problem{Code: data.CodeDamaged, Cause: cause,
		Sentence: "The copy of the records that another PC made for this one is damaged, so nothing of it was used."}
}

// check makes sure that a seed is what this program, or an older one, makes.
func (s *Seed) check(ctx context.Context, o Options) error {
	pool, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	var brand, version int
	if err := errors.Join(pool.QueryRowContext(ctx, "PRAGMA application_id").Scan(&brand), pool.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)); err != nil {
		return damagedSeed(err)
	}
	switch {
	case brand != applicationID || version < 1:
		return damagedSeed(errors.New("not a database of Waymark"))
	case version > LatestVersion():
		return data.NewProblem(data.CodeNewer, "Another PC of your service has a newer Waymark. Update Waymark on this PC, then the records arrive.")
	}
	if err := sameSchema(ctx, pool, version, o); err != nil {
		return err
	}
	if version == LatestVersion() {
		return nil
	}
	if err := quickCheck(ctx, pool); err != nil {
		return damagedSeed(err)
	}
	return migrate(ctx, pool, o.Clock.Now())
}

// sameSchema makes sure that a seed has the tables of its version, and nothing else:
// whoever made it may have put anything there.
func sameSchema(ctx context.Context, seed *sql.DB, version int, o Options) error {
	fresh, err := sql.Open(driverName, ":memory:")
	if err != nil {
		return err
	}
	fresh.SetMaxOpenConns(1)
	defer func() { _ = fresh.Close() }()
	if err := migrateTo(ctx, fresh, version, o.Clock.Now()); err != nil {
		return err
	}
	want, err := statements(ctx, fresh)
	if err != nil {
		return err
	}
	got, err := statements(ctx, seed)
	if err != nil {
		return damagedSeed(err)
	}
	if !maps.Equal(want, got) {
		return damagedSeed(errors.New("it has other tables than its version"))
	}
	return nil
}

func statements(ctx context.Context, db *sql.DB) (map[string]string, error) {
	schema, err := schemaOf(ctx, db, "main")
	all := map[string]string{}
	for _, o := range schema {
		all[o.kind+" "+o.name] = o.sql
	}
	return all, err
}

// TakeSeed runs fn in one transaction, in which fill puts the rows of a seed in the
// place of those that this database has. The rows of the seed can be read as tables of
// the schema seed. fn has to see to it itself that what it writes names rows that are
// there: that is looked at once, at the end.
func (d *Door) TakeSeed(ctx context.Context, seed *Seed, fn func(t *Tx, fill func(SeedPlan) error) error) error {
	if err := d.session.May(d.area, access.Read|access.Write); err != nil {
		return err
	}
	also, err := d.store.takeSeed(context.WithoutCancel(ctx), d.session, seed, fn)
	if err != nil {
		return Problem(err)
	}
	d.store.forget()
	for _, c := range also {
		d.store.announce(c)
	}
	return nil
}

func (s *Store) takeSeed(ctx context.Context, session *access.Session, seed *Seed, fn func(t *Tx, fill func(SeedPlan) error) error) (also []Change, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.closed {
		return nil, data.NewProblem(data.CodeRefused, "The database is closed. Open it and try again.")
	}
	if err := s.stillOurs(ctx, true); err != nil {
		return nil, err
	}
	s.commits++
	p, err := s.attached(ctx, seed)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	tx, err := p.conn.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	keys, err := p.watchKeys()
	if err != nil {
		return nil, err
	}
	t := s.over(ctx, session, tx)
	err = fn(t, func(plan SeedPlan) error {
		return keys.filling(func() (map[string]bool, error) { return fillFrom(ctx, tx, plan) })
	})
	if err == nil {
		err = t.finish()
	}
	if err == nil {
		err = keys.hold(ctx, tx)
	}
	if bad := seed.whole.found(); bad != nil {
		err = bad // what went wrong before follows from it
	}
	if err == nil {
		reached("seed taken")
		err = tx.Commit()
	}
	if err != nil {
		t.putBack()
		_ = tx.Rollback()
		s.takenBack(ctx)
		return nil, err
	}
	reached("seed kept")
	return t.also, s.settle(ctx)
}

// fillFrom puts the rows of the attached seed in the place of those of the database,
// and returns which tables have no others. Triggers would work out again what is in the seed already.
func fillFrom(ctx context.Context, tx *sql.Tx, plan SeedPlan) (whole map[string]bool, err error) {
	schema, err := schemaOf(ctx, tx, "main")
	if err != nil {
		return nil, err
	}
	tables, err := plan.tables(schema)
	if err != nil {
		return nil, err
	}
	whole = map[string]bool{}
	triggers := slices.DeleteFunc(slices.Clone(schema), func(o object) bool { return o.kind != "trigger" })
	for _, o := range triggers {
		if _, err := tx.ExecContext(ctx, "DROP TRIGGER main."+o.name); err != nil { // names are our own
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		keep := plan.Keep[name]
		if name == "stale" {
			keep = ownStale
		}
		if err := fillTable(ctx, tx, name, keep); err != nil {
			return nil, fmt.Errorf("fill %s: %w", name, err)
		}
		whole[name] = keep == ""
	}
	for _, o := range triggers {
		if _, err := tx.ExecContext(ctx, o.sql); err != nil {
			return nil, err
		}
	}
	reached("seed filled in")
	return whole, nil
}

func fillTable(ctx context.Context, tx *sql.Tx, name, keep string) error {
	empty, how := "DELETE FROM main."+name, "INSERT INTO main."
	if keep != "" {
		empty += " WHERE NOT (" + keep + ")"
		how = "INSERT OR IGNORE INTO main."
	}
	for _, statement := range []string{empty, how + name + " SELECT * FROM seed." + name} { // names are our own
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
