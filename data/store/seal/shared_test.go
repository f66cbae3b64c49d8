package seal

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"
)

// shared is how many rows each of two programs writes.
const shared = 120

// share writes rows beside another program that does the same. It returns how many were
// acknowledged; one that is refused because the other writes is tried again.
func share(db *sql.DB, who string) (n int) {
	for n < shared {
		_, err := db.Exec("INSERT INTO big (who, b) VALUES (?, randomblob(150000))", who)
		var e sqlite3.Error
		switch {
		case err == nil:
			n++
		case errors.As(err, &e) && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked):
			time.Sleep(time.Millisecond)
		default:
			fmt.Fprintln(os.Stderr, err)
			return -1
		}
	}
	return n
}

// Two programs write to one file that reaches over SQLite's lock bytes: on demand, since
// it writes more than a gigabyte: SEAL_LARGE=1.
func TestDatabase_twoProgramsPastAGigabyte(t *testing.T) {
	if os.Getenv("SEAL_LARGE") == "" {
		t.Skip("writes more than a gigabyte: set SEAL_LARGE=1")
	}
	path, key := sealedFile(t)
	secret, list := recoverySecret(t)
	_, err := AddSlot(path, key, "", secret, time.Now())
	must(t, err)
	db := connect(t, path, key)
	do(t, db, "CREATE TABLE big (id INTEGER PRIMARY KEY, who TEXT, b BLOB)")
	for range 10 { // to just below
		do(t, db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 106) INSERT INTO big SELECT NULL, 'before', randomblob(1000000) FROM n", "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	must(t, db.Close())
	for _, mode := range []string{"DELETE", "WAL"} {
		db := connect(t, path, key, "_journal_mode", mode)
		do(t, db, "DELETE FROM big WHERE who <> 'before'")
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SEAL_CHILD="+path, "SEAL_DO=share", "SEAL_WORDS="+strings.Join(list, " "))
		said := make(chan string)
		go func() {
			out, err := cmd.CombinedOutput()
			said <- strings.TrimSpace(fmt.Sprint(string(out), orNothing(err)))
		}()
		if n := share(db, "parent"); n != shared {
			t.Errorf("%s: %d rows were written", mode, n)
		}
		if out := <-said; out != fmt.Sprint(shared, " rows") {
			t.Errorf("%s: the other program says %s", mode, out)
		}
		if got := text(t, db, "SELECT who, count(*), sum(length(b)) FROM big WHERE who <> 'before' GROUP BY who ORDER BY who"); got != fmt.Sprintf("child|%d|%d|parent|%d|%d|", shared, shared*150000, shared, shared*150000) {
			t.Errorf("%s: there is %s", mode, got)
		}
		if got := text(t, db, "PRAGMA integrity_check"); got != "ok|" {
			t.Errorf("%s: %s", mode, got)
		}
		must(t, db.Close())
	}
	if info, err := os.Stat(path); err != nil || info.Size() < lockPage*pageSize+1<<20 {
		t.Errorf("the file does not reach over the lock bytes: %v", err)
	}
}

func orNothing(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
