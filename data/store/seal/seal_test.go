package seal

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"
)

func TestMain(m *testing.M) {
	CalibrateTo(0)
	sql.Register("sealed-memory", &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec("PRAGMA temp_store=MEMORY", nil)
		return err
	}})
	if path := os.Getenv("SEAL_CHILD"); path != "" {
		child(path)
		return
	}
	os.Exit(m.Run())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func uri(path string) string { return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() }

// recoverySecret is a cheap secret: no Argon2id.
func recoverySecret(t testing.TB) (Secret, []string) {
	t.Helper()
	s, list, err := NewRecovery()
	must(t, err)
	return s, list
}

// sealedFile makes a sealed database in a folder of its own.
func sealedFile(t testing.TB) (path string, key *Key) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "service.db")
	key, err := NewKey()
	must(t, err)
	t.Cleanup(key.Close)
	secret, _ := recoverySecret(t)
	must(t, CreateDatabase(path, uri(path), key, time.Unix(1e9, 0), NewSlot{"", secret}))
	return path, key
}

// connect opens a database with one connection as the program does. A nil key
// opens a plain one.
func connect(t testing.TB, path string, key *Key, with ...string) *sql.DB {
	t.Helper()
	q := url.Values{"_secure_delete": {"on"}, "_busy_timeout": {"0"}, "_synchronous": {"FULL"}, "_journal_mode": {"WAL"}}
	for i := 0; i < len(with); i += 2 {
		q.Set(with[i], with[i+1])
	}
	if key != nil {
		key.Query(q)
	}
	db, err := sql.Open("sealed-memory", uri(path)+"?"+q.Encode())
	must(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func do(t testing.TB, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%.80s: %v", s, err)
		}
	}
}

func text(t testing.TB, db *sql.DB, query string) string {
	t.Helper()
	s, err := read(db, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return s
}

// read returns all that a query gives, as one text.
func read(db *sql.DB, query string) (string, error) {
	rows, err := db.Query(query)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for rows.Next() {
		row := make([]any, len(columns))
		for i := range row {
			row[i] = new(sql.RawBytes)
		}
		if err := rows.Scan(row...); err != nil {
			return "", err
		}
		for _, v := range row {
			fmt.Fprintf(&b, "%s|", *v.(*sql.RawBytes))
		}
	}
	return b.String(), rows.Err()
}

const (
	schema = "CREATE TABLE client (id INTEGER PRIMARY KEY, name TEXT, note TEXT)"
	fill   = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) " +
		"INSERT INTO client SELECT NULL, 'Margaret Oyelaran', printf('Housing debts of Oyelaran %d, ', i) || hex(randomblob(i % 40 * 20)) FROM n"
	all = "SELECT id, name, note FROM client ORDER BY id"
)

// plainText is what must not be in any file.
var plainText = [][]byte{[]byte("SQLite format 3"), []byte("CREATE TABLE"), []byte("Oyelaran"), []byte("Housing debts")}

func noPlainText(t testing.TB, folder string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	must(t, err)
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		must(t, err)
		for _, s := range plainText {
			if bytes.Contains(content, s) {
				t.Errorf("%s has %q in it", e.Name(), s)
			}
		}
	}
}

func TestDatabase_hasNoPlainTextInAnyFile(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill, "CREATE VIRTUAL TABLE words USING fts5(name, note)", "INSERT INTO words SELECT name, note FROM client")
	folder := filepath.Dir(path)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() < 20*pageSize {
		t.Fatalf("the log has nothing in it: %v", err)
	}
	noPlainText(t, folder)
	do(t, db, "PRAGMA wal_checkpoint(TRUNCATE)", fill)
	noPlainText(t, folder)
	before := text(t, db, all)
	must(t, db.Close())
	noPlainText(t, folder)
	if got := text(t, connect(t, path, key), all); got != before || len(got) < 10000 {
		t.Error("what was written is not what is read")
	}
}

func TestDatabase_hasNoPlainTextInItsJournal(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key, "_journal_mode", "DELETE")
	do(t, db, schema, fill)
	before := text(t, db, all)
	do(t, db, "PRAGMA cache_size = 10", "PRAGMA cache_spill = 10", "BEGIN IMMEDIATE", "UPDATE client SET note = 'x' || note", fill)
	journal, err := os.ReadFile(path + "-journal")
	must(t, err)
	// The recogniser of pages depends on this layout.
	if len(journal) < 512+10*(pageSize+8) || !bytes.HasPrefix(journal, []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}) {
		t.Fatalf("the journal of %d bytes has another layout", len(journal))
	}
	if got := journal[512+4+pageSize-4 : 512+4+pageSize]; !bytes.Equal(got, make([]byte, 4)) {
		t.Errorf("the first page of the journal ends with %x", got)
	}
	noPlainText(t, filepath.Dir(path))
	// A copy in the middle is what a crash leaves: opening it rolls it back.
	folder := filepath.Join(t.TempDir(), "crash")
	must(t, os.CopyFS(folder, os.DirFS(filepath.Dir(path))))
	if got := text(t, connect(t, filepath.Join(folder, "service.db"), key, "_journal_mode", "DELETE"), all); got != before {
		t.Error("the journal was not rolled back")
	}
	do(t, db, "ROLLBACK")
	if text(t, db, all) != before {
		t.Error("the transaction was not rolled back")
	}
}

// Without reserved bytes there is no room for a seal, and nothing is stored.
func TestDatabase_refusesPagesWithoutRoomForTheSeal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "service.db")
	key, err := NewKey()
	must(t, err)
	defer key.Close()
	must(t, Create(path, key, time.Now()))
	q := url.Values{}
	key.QueryNew(q)
	for _, mode := range []string{"DELETE", "WAL"} {
		q.Set("_journal_mode", mode)
		db, err := sql.Open("sealed-memory", uri(path)+"?"+q.Encode())
		must(t, err)
		if _, err := db.Exec(schema); err == nil {
			t.Errorf("%s: a page without room for its seal was stored", mode)
		}
		must(t, db.Close())
	}
	noPlainText(t, filepath.Dir(path))
}

func TestDatabase_opensOnlyWithItsKey(t *testing.T) {
	path, key := sealedFile(t)
	do(t, connect(t, path, key), schema)
	other, err := NewKey()
	must(t, err)
	defer other.Close()
	closed, err := NewKey()
	must(t, err)
	closed.Close()
	for name, k := range map[string]*Key{"another key": other, "a closed key": closed} {
		if _, err := read(connect(t, path, k), all); err == nil {
			t.Errorf("opened with %s", name)
		}
	}
	if _, err := read(connect(t, path, nil, "_journal_mode", "DELETE"), all); err == nil {
		t.Error("opened without a key")
	}
	// PRAGMA key is an accepted no-op of SQLite; it must not open anything.
	if _, err := read(connect(t, path, nil, "_journal_mode", "DELETE"), "PRAGMA key = 'x'; "+all); err == nil {
		t.Error("opened with PRAGMA key")
	}
}

func TestDatabase_refusesTemporaryFiles(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill, "CREATE TEMP TABLE kept AS SELECT * FROM client", "PRAGMA temp_store = FILE", "PRAGMA cache_size = 5")
	if _, err := db.Exec("CREATE TEMP TABLE spilled AS SELECT a.name FROM client a, client b"); err == nil {
		t.Error("a temporary table reached the disk")
	}
}

func TestDatabase_isNotMappedIntoMemory(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	if got := text(t, db, "PRAGMA mmap_size = 268435456"); got != "" && got != "0|" {
		t.Errorf("mapped: %s", got)
	}
	do(t, db, schema, fill, "PRAGMA wal_checkpoint(TRUNCATE)")
	if got := text(t, db, "PRAGMA integrity_check"); got != "ok|" {
		t.Error(got)
	}
}

func TestLog_hidesSaltsAndChecksums(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill)
	log, err := os.ReadFile(path + "-wal")
	must(t, err)
	salts := log[16:24]
	for at := logHeader; at+frameSize <= len(log); at += frameSize {
		if bytes.Equal(log[at+8:at+16], salts) {
			t.Fatalf("the frame at %d shows its salts", at)
		}
	}
}

func TestPlainLog_tellsALogThatIsNotSealed(t *testing.T) {
	path, key := sealedFile(t)
	plain := filepath.Join(t.TempDir(), "plain.db")
	for file, k := range map[string]*Key{path: key, plain: nil} {
		do(t, connect(t, file, k), schema, fill)
		if got, err := PlainLog(file + "-wal"); err != nil || got != (k == nil) {
			t.Errorf("%s: %v %v", filepath.Base(file), got, err)
		}
	}
}

// A transaction larger than the memory for pages writes pages to the log before
// it ends, and writes some of them again in place.
func TestLog_afterACrashInALargeTransaction(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key, "_cache_size", "10")
	do(t, db, schema, fill, "PRAGMA cache_spill = 10")
	before := text(t, db, all)
	do(t, db, "BEGIN IMMEDIATE", fill, "UPDATE client SET note = upper(note)", fill, "UPDATE client SET note = lower(note)")
	during := filepath.Join(t.TempDir(), "during")
	must(t, os.CopyFS(during, os.DirFS(filepath.Dir(path))))
	do(t, db, "COMMIT")
	after := text(t, db, all)
	later := filepath.Join(t.TempDir(), "later")
	must(t, os.CopyFS(later, os.DirFS(filepath.Dir(path))))
	for folder, want := range map[string]string{during: before, later: after} {
		_ = os.Remove(filepath.Join(folder, "service.db-shm"))
		again := connect(t, filepath.Join(folder, "service.db"), key)
		if text(t, again, all) != want {
			t.Errorf("%s the end of the transaction something else was recovered", filepath.Base(folder))
		}
		if got := text(t, again, "PRAGMA integrity_check"); got != "ok|" {
			t.Error(got)
		}
	}
}

func TestVacuumInto_makesASealedCopyOfItsOwn(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill)
	copied := filepath.Join(filepath.Dir(path), "copy.db")
	q := url.Values{}
	key.QueryNew(q)
	if _, err := db.Exec("VACUUM INTO ?", uri(copied)+"?"+q.Encode()); err == nil {
		t.Error("a copy was written without a header")
	}
	must(t, os.Remove(copied))
	must(t, CreateLike(copied, key, path))
	if _, err := db.Exec("VACUUM INTO ?", uri(copied)+"?"+q.Encode()); err != nil {
		t.Fatal(err)
	}
	noPlainText(t, filepath.Dir(path))
	if text(t, connect(t, copied, key), all) != text(t, db, all) {
		t.Error("the copy differs")
	}
	a, err := headerOf(path)
	must(t, err)
	b, err := headerOf(copied)
	must(t, err)
	if a.file == b.file || a.key != b.key || len(a.slots) != len(b.slots) || a.slots[0].ID != b.slots[0].ID {
		t.Error("the copy has the same id, or other slots")
	}
}

// plainCopy writes a plain database from a sealed one, and back.
func TestVacuumInto_convertsBothWays(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill)
	want := text(t, db, all)
	plain := filepath.Join(t.TempDir(), "plain.db")
	to := url.Values{}
	QueryPlain(to)
	if _, err := db.Exec("VACUUM INTO ?", uri(plain)+"?"+to.Encode()); err != nil {
		t.Fatal(err)
	}
	if state, err := Look(plain); err != nil || state != Plain {
		t.Fatal(state, err)
	}
	open := connect(t, plain, nil)
	if text(t, open, all) != want {
		t.Error("the plain copy differs")
	}
	again := filepath.Join(t.TempDir(), "again.db")
	must(t, CreateLike(again, key, path))
	q := url.Values{}
	key.QueryNew(q)
	if _, err := open.Exec("VACUUM INTO ?", uri(again)+"?"+q.Encode()); err != nil {
		t.Fatal(err)
	}
	if text(t, connect(t, again, key), all) != want {
		t.Error("the sealed copy differs")
	}
}

// Closing another handle of a database drops SQLite's locks on it (POSIX), so
// the header is read through SQLite.
func TestSlots_keepSQLitesLocks(t *testing.T) {
	path, key := sealedFile(t)
	db := connect(t, path, key, "_journal_mode", "DELETE")
	do(t, db, schema, "BEGIN IMMEDIATE")
	if _, err := Slots(path); err != nil {
		t.Fatal(err)
	}
	secret, _ := recoverySecret(t)
	if _, err := AddSlot(path, key, "", secret, time.Now()); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "SEAL_CHILD="+path, "SEAL_DO=lock", "SEAL_WORDS="+strings.Join(toWords(secret.bytes), " "))
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "locked") {
		t.Errorf("another program could write: %s %v", out, err)
	}
	do(t, db, "ROLLBACK")
}

func TestPlace_leavesOutTheLockBytes(t *testing.T) {
	for _, i := range []int64{0, 1, lockPage - headerPages - 1, lockPage - headerPages, lockPage, lockPage + 5} {
		p := place(i)
		if p == lockPage || p < headerPages {
			t.Errorf("page %d is at %d", i, p)
		}
		for _, extra := range []int64{0, 1, pageSize - 1} {
			if n := pagesIn((p+1)*pageSize + extra); n != i+1 {
				t.Errorf("a file with page %d last has %d pages", i, n)
			}
		}
		if n := pagesIn((p+1)*pageSize - 1); n != i {
			t.Errorf("a file with half of page %d last has %d pages", i, n)
		}
	}
	if place(lockPage-headerPages)-place(lockPage-headerPages-1) != 2 {
		t.Error("nothing was left out")
	}
}

// A database that grows over the lock bytes, here much earlier than after a gigabyte.
func TestDatabase_growsOverTheLockBytes(t *testing.T) {
	before := lockPage
	lockPage = 40
	defer func() { lockPage = before }()
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, schema, fill, fill, "PRAGMA wal_checkpoint(TRUNCATE)")
	want := text(t, db, all)
	must(t, db.Close())
	content, err := os.ReadFile(path)
	must(t, err)
	if at := lockPage * pageSize; !bytes.Equal(content[at:at+pageSize], make([]byte, pageSize)) {
		t.Error("something is stored where the lock bytes are")
	}
	if text(t, connect(t, path, key), all) != want {
		t.Error("read otherwise than written")
	}
}

// On demand, since it writes more than a gigabyte: SEAL_LARGE=1.
func TestDatabase_pastAGigabyte(t *testing.T) {
	if os.Getenv("SEAL_LARGE") == "" {
		t.Skip("writes more than a gigabyte: set SEAL_LARGE=1")
	}
	path, key := sealedFile(t)
	db := connect(t, path, key)
	do(t, db, "CREATE TABLE big (id INTEGER PRIMARY KEY, b BLOB)")
	for range 12 {
		do(t, db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 100) INSERT INTO big SELECT NULL, randomblob(1000000) FROM n", "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	must(t, db.Close())
	db = connect(t, path, key)
	if got := text(t, db, "PRAGMA integrity_check"); got != "ok|" {
		t.Error(got)
	}
}

var errNone = errors.New("no state")

// child is another program: see TestSlots_keepSQLitesLocks and TestKill.
func child(path string) {
	secret, err := Recovery(os.Getenv("SEAL_WORDS"))
	if err != nil {
		panic(err)
	}
	key, err := Open(path, "", secret)
	if err != nil {
		panic(err)
	}
	q := url.Values{"_secure_delete": {"on"}, "_busy_timeout": {"0"}, "_synchronous": {"FULL"}}
	key.Query(q)
	db, err := sql.Open("sealed-memory", uri(path)+"?"+q.Encode())
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(1)
	if os.Getenv("SEAL_DO") == "share" {
		fmt.Println(share(db, "child"), "rows")
		return
	}
	if os.Getenv("SEAL_DO") == "lock" {
		_, err := db.Exec("BEGIN IMMEDIATE")
		fmt.Println(err)
		return
	}
	work(db, rand.New(rand.NewSource(time.Now().UnixNano())), func(n int) { fmt.Println(n) })
}

// work writes numbered transactions for ever, and tells of each that is done.
// Transaction n leaves the sum of all its rows equal to what ledger says.
func work(db *sql.DB, r *rand.Rand, done func(n int)) {
	ctx := context.Background()
	var n int
	if err := db.QueryRow("SELECT coalesce(max(n), 0) FROM ledger").Scan(&n); err != nil {
		panic(err)
	}
	for {
		n++
		if transact(ctx, db, r, n) != nil {
			return
		}
		done(n)
		if r.Intn(6) == 0 {
			_, _ = db.Exec("PRAGMA wal_checkpoint(" + []string{"PASSIVE", "TRUNCATE", "RESTART"}[r.Intn(3)] + ")")
		}
	}
}

const ledger = "CREATE TABLE ledger (n INTEGER PRIMARY KEY, rows INTEGER, bytes INTEGER); CREATE TABLE row (id INTEGER PRIMARY KEY, n INTEGER, b BLOB); CREATE INDEX row_n ON row (n)"

func transact(ctx context.Context, db *sql.DB, r *rand.Rand, n int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for range r.Intn(20) + 1 {
		if _, err := tx.Exec("INSERT INTO row (n, b) VALUES (?, randomblob(?))", n, r.Intn(9000)); err != nil {
			return err
		}
	}
	if _, err := tx.Exec("DELETE FROM row WHERE n < ? AND id % 3 = 0", n-3); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO ledger SELECT ?, count(*), coalesce(sum(length(b)), 0) FROM row", n); err != nil {
		return err
	}
	return tx.Commit()
}

// lastWhole returns the last transaction of a database, after it made sure that
// all of it is there.
func lastWhole(db *sql.DB) (n int, err error) {
	check, err := read(db, "PRAGMA integrity_check")
	if err != nil {
		return 0, err
	}
	if check != "ok|" {
		return 0, fmt.Errorf("integrity check: %.200s", check)
	}
	var rows, size, gotRows, gotSize, entries int
	if err := db.QueryRow("SELECT coalesce(max(n), 0), count(*) FROM ledger").Scan(&n, &entries); err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, nil
	}
	if err := db.QueryRow("SELECT rows, bytes FROM ledger WHERE n = ?", n).Scan(&rows, &size); err != nil {
		return 0, err
	}
	if err := db.QueryRow("SELECT count(*), coalesce(sum(length(b)), 0) FROM row").Scan(&gotRows, &gotSize); err != nil {
		return 0, err
	}
	if rows != gotRows || size != gotSize || entries != n {
		return 0, fmt.Errorf("%w: transaction %d has %d rows of %d bytes instead of %d of %d", errNone, n, gotRows, gotSize, rows, size)
	}
	return n, nil
}
