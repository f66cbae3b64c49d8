package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"

	"waymark/data"
)

// applicationID brands the file as Waymark's ("WYMK" in ASCII), so that
// another program's database is never taken for ours.
const applicationID = 0x57594d4b

// driverName is the driver that databases are opened with. The tests use one
// that also notes every query.
var driverName = "waymark-sqlite3"

var sqliteDriver = &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
	// Temporary tables stay in memory: a sorted list of names must not
	// reach the disk outside the database.
	_, err := c.Exec("PRAGMA temp_store=MEMORY", nil)
	return err
}}

func init() { sql.Register(driverName, sqliteDriver) }

type mode string

const (
	readWrite mode = "rw"
	readOnly  mode = "ro"
	probing   mode = "probe"
	untouched mode = "untouched" // makes no file beside it and sees no log
	planted   mode = "planted"   // writes beside the writer, which waits; see seed.go
	alone     mode = "alone"     // reads its log, and keeps everyone else out
	narrow    mode = "narrow"    // as readOnly, once its views are made; see narrow.go
	building  mode = "building"  // a new file, thrown away if the work does not end; see takein.go
)

// connect opens a pool. Pragmas stand in the DSN so that they hold for every
// connection of the pool, also one opened later.
func connect(path string, a mode, connections int) (*sql.DB, error) {
	from, err := source(path, a)
	if err != nil {
		return nil, err
	}
	db, err := sql.Open(driverName, from)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// source names a database and how it is opened, as the driver reads it. A
// protected one has to be unlocked.
func source(path string, a mode) (string, error) {
	q := url.Values{}
	q.Set("_foreign_keys", "on")
	q.Set("_busy_timeout", "5000")
	// What is deleted is overwritten. VACUUM INTO takes it over for the copy, which
	// would have old rows in the gaps of its pages otherwise, out of an erasure's reach.
	q.Set("_secure_delete", "on")
	switch a {
	case readWrite:
		q.Set("mode", "rwc")
		q.Set("_journal_mode", "WAL")
		q.Set("_synchronous", "FULL")
		q.Set("_txlock", "immediate")
		q.Set("_cache_size", "-16000")
	case readOnly:
		// Not mode=ro: a WAL file can only be read by who may write its index.
		q.Set("mode", "rw")
		q.Set("_query_only", "on")
		q.Set("_cache_size", "-64000")
	case narrow:
		q.Set("mode", "rw")
		q.Set("_cache_size", "-64000")
	case probing:
		q.Set("mode", "rw")
		q.Set("_query_only", "on")
	case untouched:
		q.Set("mode", "ro")
		q.Set("immutable", "1")
		q.Set("_query_only", "on")
	case building:
		q.Set("mode", "rwc")
		q.Set("_foreign_keys", "off") // asked for at the end, all at once
		q.Set("_journal_mode", "OFF")
		q.Set("_synchronous", "OFF")
		q.Set("_cache_size", "-64000")
	case planted:
		q.Set("mode", "rw")
		q.Set("_foreign_keys", "off") // asked for at the end, all at once
		q.Set("_synchronous", "FULL")
		q.Set("_txlock", "immediate")
		q.Set("_cache_size", "-16000")
	case alone:
		q.Set("mode", "rw")
		q.Set("_query_only", "on")
		q.Set("_locking_mode", "EXCLUSIVE") // then the index of the log stays in memory
	}
	s, err := sealingOf(path)
	if err != nil {
		return "", err
	}
	if s != nil {
		s.key.Query(q)
	}
	return fileURI(path) + "?" + q.Encode(), nil
}

// connectCopy opens a copy without leaving anything beside it. Never use it on
// a database that this process has open: closing it would drop SQLite's locks.
func connectCopy(path string) (*sql.DB, error) {
	if hasLog(path) {
		return connect(path, alone, 1)
	}
	return connect(path, untouched, 1)
}

// connectBeside opens a database that a program may have open. One without a
// log is open nowhere, and nothing is made beside it.
func connectBeside(path string) (*sql.DB, error) {
	if hasLog(path) {
		return connect(path, probing, 1)
	}
	return connect(path, untouched, 1)
}

// hasLog reports whether part of the database may be in a log or a journal.
func hasLog(path string) bool {
	for _, suffix := range []string{walSuffix, "-journal"} {
		if _, err := os.Lstat(path + suffix); err == nil {
			return true
		}
	}
	return false
}

// connectAll opens a pool with all its connections at once: one opened later
// would open whatever has the name of the file by then.
func connectAll(ctx context.Context, path string, a mode, connections int) (*sql.DB, error) {
	db, err := connect(path, a, connections)
	if err != nil {
		return nil, err
	}
	open, errs := make([]*sql.Conn, connections), make([]error, connections)
	var opening sync.WaitGroup
	for i := range connections { // beside one another: each reads the whole schema
		opening.Go(func() {
			if open[i], errs[i] = db.Conn(ctx); errs[i] == nil {
				var n int
				errs[i] = open[i].QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n) // opens the log, too
			}
		})
	}
	opening.Wait()
	err = errors.Join(errs...)
	for _, c := range open {
		if c != nil {
			err = errors.Join(err, c.Close())
		}
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}

// fileURI writes path as a URI that SQLite reads alike on every system.
func fileURI(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a Windows drive: C:/…
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath()
}

// probe looks at a file before anything could change it, and gives its schema
// version: 0 when it is new.
func probe(ctx context.Context, path string, mustExist bool) (int, error) {
	return probeWith(ctx, path, mustExist, func(path string) (*sql.DB, error) { return connect(path, probing, 1) })
}

func probeWith(ctx context.Context, path string, mustExist bool, open func(string) (*sql.DB, error)) (int, error) {
	info, err := os.Stat(path)
	if os.IsNotExist(err) || (err == nil && info.Size() == 0) {
		if mustExist {
			return 0, data.NewProblem(data.CodeNotFound, "There is no Waymark database at that place. Check the name of the file.")
		}
		return 0, ensureFolder(path)
	}
	db, err := open(path)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	var brand, version, tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&brand); err != nil {
		return 0, err
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	switch {
	case brand == 0 && tables == 0 && version == 0 && !mustExist:
		return 0, nil // an empty database: begun, never migrated
	case brand != applicationID:
		return 0, data.NewProblem(data.CodeForeign,
			"This file was not made by Waymark. Choose a different file.")
	case version > LatestVersion():
		return 0, data.NewProblem(data.CodeNewer, fmt.Sprintf(
			"This database was written by a newer Waymark (version %d of its tables; this program knows %d). Update the program. The file was left as it is.",
			version, LatestVersion()))
	}
	return version, nil
}

func ensureFolder(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The folder for the database cannot be made. Choose a folder that you may write to."}
	}
	return nil
}

// ownerOnly makes a file that only its owner may read, or an existing one so;
// the log of a database takes over how the database may be read. Windows has
// the user's own folder for that.
func ownerOnly(path string) error {
	// One that is there is not opened: closing it would drop SQLite's locks.
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600) // the path of the user's own database
	switch {
	case err == nil:
		err = f.Close()
	case errors.Is(err, os.ErrExist):
		err = nil
	default:
		return &data.Problem{Code: data.CodeRefused, Cause: err,
			Sentence: "The database file cannot be opened for writing. Check the folder’s permissions."}
	}
	if err != nil || runtime.GOOS == "windows" {
		return err
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if err := os.Chmod(name, 0o600); err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, os.ErrPermission) {
			return err
		}
	}
	return nil
}
