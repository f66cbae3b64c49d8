package seal

import (
	"database/sql"
	"errors"

	"github.com/mattn/go-sqlite3"
)

// firstSealed and firstPlain are drivers that open a database before its first
// page is there. The bytes at the end of each page have to be reserved by then,
// and the driver runs what a DSN asks for before any hook: so these are asked for
// nothing that writes.
const (
	firstSealed = "waymark-seal-first"
	firstPlain  = "waymark-plain-first"
)

func init() {
	for name, bytes := range map[string]int{firstSealed: reserved, firstPlain: sumSize} {
		sql.Register(name, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
			return c.SetFileControlInt("main", sqlite3.SQLITE_FCNTL_RESERVE_BYTES, bytes)
		}})
	}
}

// What has SQLite write the first page of an empty database, which has a log or not.
const (
	withLog    = "PRAGMA journal_mode = WAL"
	withoutLog = "PRAGMA user_version = 1"
)

// writeFirst writes the first page of an empty database.
func writeFirst(driver, from, statement string) error {
	db, err := sql.Open(driver, from)
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec(statement)
	return errors.Join(err, db.Close())
}
