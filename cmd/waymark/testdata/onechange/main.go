// Command onechange changes one client's record in a database of any version, so
// that a report on it can be timed after a change: the day of the first referral
// moves by a day. Only for databases made to be measured; it tells nobody.
package main

import (
	"database/sql"
	"fmt"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

func main() {
	if err := change(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "onechange:", err)
		os.Exit(1)
	}
}

func change(path string) error {
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=rw")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	_, err = db.Exec("UPDATE referral SET received_on = date(received_on, '-1 day') WHERE id = (SELECT min(id) FROM referral)")
	return err
}
