package store

import (
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"waymark/data"
	"waymark/data/access"
)

// Every database knows whom it erased: a tombstone has the keyed hash of the ID,
// and the key is a secret of the database. A backup from before still has the
// person, so what takes the place of a database is told first.

// known is what a database knows of those who were erased from it.
type known struct {
	secrets [][]byte // the keys of the hashes; more than one if databases met
	rows    []erasedRow
	hashes  map[string]bool // of the clients among rows
}

// erasedRow is a tombstone of an erased row.
type erasedRow struct {
	table int
	row   []byte
	clock int64
	actor any
}

// has reports whether the client was erased.
func (k *known) has(id data.ID) bool {
	key := KeyOf(id)
	return slices.ContainsFunc(k.secrets, func(secret []byte) bool { return k.hashes[string(hashed(secret, key))] })
}

// add takes up what another database knows.
func (k *known) add(other *known) {
	for _, secret := range other.secrets {
		if !slices.ContainsFunc(k.secrets, func(s []byte) bool { return string(s) == string(secret) }) {
			k.secrets = append(k.secrets, secret)
		}
	}
	for _, r := range other.rows {
		if r.table == register["client"].number {
			k.hashes[string(r.row)] = true
		}
	}
	k.rows = append(k.rows, other.rows...)
}

// readKnown reads what a database knows of its erasures. One from before there
// were tombstones knows nothing.
func readKnown(ctx context.Context, q Querier) (*known, error) {
	k := &known{hashes: map[string]bool{}}
	var there bool
	if err := q.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'tombstone')").Scan(&there); err != nil || !there {
		return k, err
	}
	secrets, err := Collect(ctx, q, func(b *[]byte) []any { return []any{b} },
		"SELECT value FROM secret WHERE name = ?1 OR name LIKE ?1 || ' %' ORDER BY name", erasureKey)
	if err != nil {
		return nil, err
	}
	rows, err := Collect(ctx, q, func(r *erasedRow) []any { return []any{&r.table, &r.row, &r.clock, &r.actor} },
		"SELECT tbl, row, clock, actor FROM tombstone WHERE erased = 1 AND typeof(row) = 'blob' ORDER BY seq")
	if err != nil {
		return nil, err
	}
	k.add(&known{secrets: secrets, rows: rows})
	return k, nil
}

// knownIn is readKnown for a file that this process does not have open. It is read
// as it is, without its log.
func knownIn(ctx context.Context, path string) (*known, error) {
	db, err := connect(path, untouched, 1)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	return readKnown(ctx, db)
}

// knownWithLog is knownIn for a database that may have a log, which is left as it is:
// it may be all that is left of what someone typed. Both are read as a copy at trial.
func knownWithLog(ctx context.Context, path, trial string) (k *known, err error) {
	if size(path) <= 0 {
		return nil, errNoDatabase
	}
	if !hasLog(path) {
		return knownIn(ctx, path)
	}
	defer func() { err = errors.Join(err, removeWhole(trial)) }()
	for _, suffix := range []string{"", walSuffix, "-journal"} {
		if _, err := os.Lstat(path + suffix); err != nil {
			continue
		}
		if err := copyBytes(path+suffix, trial+suffix); err != nil {
			return nil, err
		}
	}
	db, err := connect(trial, alone, 1)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	return readKnown(ctx, db)
}

var errNoDatabase = errors.New("a log without its database")

// knownBefore is what is known of erasures when another file takes the place of
// the database at path: by the database itself and by its backups, of which one
// may be younger than what was restored since. unsure: the database is there and
// cannot be read, so its last erasures may be missing.
func knownBefore(ctx context.Context, path string, o Options) (k *known, unsure bool) {
	k = &known{hashes: map[string]bool{}}
	if taken(path) {
		own, err := knownWithLog(ctx, path, path+trialSuffix)
		if unsure = err != nil; !unsure {
			k.add(own)
		}
	}
	entries, err := os.ReadDir(o.CopiesDir)
	if err != nil {
		return k, unsure // there are no backups to ask
	}
	for _, e := range entries {
		c, ok := readCopyName(e.Name())
		if !ok || !e.Type().IsRegular() || !equalNames(c.base, copyBase(path)) {
			continue
		}
		if other, err := knownIn(ctx, filepath.Join(o.CopiesDir, e.Name())); err == nil {
			k.add(other)
		}
	}
	return k, unsure
}

// eraseKnown erases from the file at path, which no program has open, those whom
// k names, and lets the file know of them. It brings the file up to the tables of
// this program. erased is how many people it had. Where it fails, the file must
// not be used.
func eraseKnown(ctx context.Context, path string, k *known, o Options) (erased int, err error) {
	if len(k.rows) == 0 {
		return 0, nil
	}
	db, err := connect(path, readWrite, 1)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := &Store{path: path, options: o, writer: db}
	if err := migrate(ctx, db, o.Clock.Now()); err != nil {
		return 0, err
	}
	if err := s.beginTrail(ctx); err != nil {
		return 0, err
	}
	if s.clock, err = readClock(ctx, db); err != nil {
		return 0, err
	}
	if erased, err = s.eraseAgain(ctx, k); err != nil {
		return 0, err
	}
	var busy, pages, copied int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &copied); err != nil {
		return 0, err
	}
	if busy != 0 {
		return 0, errBusy
	}
	return erased, nil
}

// eraseAgain is the transaction of eraseKnown.
func (s *Store) eraseAgain(ctx context.Context, k *known) (erased int, err error) {
	t, err := s.begin(ctx, access.NewSession("", access.Everything, s.options.Clock))
	if err != nil {
		return 0, err
	}
	defer func() { _ = t.sql.Rollback() }()
	ids, err := Collect(ctx, t, func(id *data.ID) []any { return []any{id} }, "SELECT id FROM client")
	if err != nil {
		return 0, err
	}
	e := &Erasure{Rows: map[string]int{}}
	for _, id := range ids {
		if !k.has(id) {
			continue
		}
		if err := t.eraseOne(id, e); err != nil {
			return 0, err
		}
		erased++
	}
	if err := t.orderNames(); err != nil {
		return 0, err
	}
	if err := t.learn(k); err != nil {
		return 0, err
	}
	if err := t.finish(); err != nil {
		return 0, err
	}
	return erased, t.sql.Commit()
}

// learn takes up the tombstones of erased rows that are not there yet, and the
// keys of their hashes.
func (t *Tx) learn(k *known) error {
	own, err := readKnown(t.Ctx, t)
	if err != nil {
		return err
	}
	for _, secret := range k.secrets {
		if slices.ContainsFunc(own.secrets, func(s []byte) bool { return string(s) == string(secret) }) {
			continue
		}
		name := erasureKey
		if len(own.secrets) > 0 {
			name += " " + hex.EncodeToString(hashed(secret, name)[:4])
		}
		if err := t.Derive("INSERT INTO secret (name, value) VALUES (?, ?)", name, secret); err != nil {
			return err
		}
		own.secrets = append(own.secrets, secret)
	}
	there := make(map[string]bool, len(own.rows))
	for _, r := range own.rows {
		there[string(r.row)] = true
	}
	for _, r := range k.rows {
		if there[string(r.row)] {
			continue
		}
		there[string(r.row)] = true
		if err := t.buryAgain(r); err != nil {
			return err
		}
	}
	return nil
}
