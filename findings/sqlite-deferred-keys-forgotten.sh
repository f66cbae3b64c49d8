#!/usr/bin/env bash
# PRAGMA defer_foreign_keys = ON has SQLite count the rows without a parent until the
# commit. Switching it OFF again before that does not look at them, and forgets the
# count: COMMIT succeeds, and the row without a parent stays.
# Exit status 0 while that is so, 1 when it changes.
set -euo pipefail
version=v1.14.53
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
go mod init example.org/keys >/dev/null 2>&1
go get "github.com/mattn/go-sqlite3@$version" >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"database/sql"
	"fmt"

	_ "github.com/mattn/go-sqlite3"
)

// commits reports whether a row without a parent is committed.
func commits(pragmas ...string) (version string, committed bool) {
	db, err := sql.Open("sqlite3", ":memory:?_foreign_keys=on")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		"CREATE TABLE service (id INTEGER PRIMARY KEY)", "CREATE TABLE visit (service REFERENCES service (id))",
		"BEGIN", "PRAGMA defer_foreign_keys = ON", "INSERT INTO visit VALUES (7)",
	} {
		if _, err := db.Exec(statement); err != nil {
			panic(err)
		}
	}
	for _, pragma := range pragmas {
		if _, err := db.Exec(pragma); err != nil {
			panic(err)
		}
	}
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&version); err != nil {
		panic(err)
	}
	_, err = db.Exec("COMMIT")
	return version, err == nil
}

func main() {
	_, kept := commits()
	version, forgotten := commits("PRAGMA defer_foreign_keys = OFF")
	fmt.Println(version, kept, forgotten)
}
GO
seen=$(go run .)
echo "go-sqlite3 $version, SQLite ${seen%% *}, $(go version | cut -d' ' -f3)"
echo "A visit to no service is committed: ${seen#* } (left ON until the commit; switched OFF before it)"
[[ $seen == *" false true" ]]
