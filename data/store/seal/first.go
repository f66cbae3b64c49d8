package seal

import (
	"database/sql"
	"errors"
	"net/url"
	"time"

	"github.com/mattn/go-sqlite3"
)

// firstDriver opens a database before its first page is there. The bytes of
// the seal have to be reserved by then, and the driver runs what a DSN asks for
// before any hook: so this one is asked for nothing that writes.
const firstDriver = "waymark-seal-first"

func init() {
	sql.Register(firstDriver, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		return c.SetFileControlInt("main", sqlite3.SQLITE_FCNTL_RESERVE_BYTES, reserved)
	}})
}

// CreateDatabase is Create followed by the first page of an empty database,
// which has a log. uri is the file as an SQLite URI without a query.
func CreateDatabase(path, uri string, key *Key, now time.Time, slots ...NewSlot) error {
	if err := Create(path, key, now, slots...); err != nil {
		return err
	}
	q := url.Values{}
	key.QueryNew(q)
	db, err := sql.Open(firstDriver, uri+"?"+q.Encode())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec("PRAGMA journal_mode = WAL")
	return errors.Join(err, db.Close())
}
