package seal

import (
	"bytes"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

func TestPages_reachAnotherFileUnderAnotherKey(t *testing.T) {
	was := lockPage
	lockPage = headerPages + 5 // the pages go on behind it
	defer func() { lockPage = was }()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from.db"), filepath.Join(dir, "to.db")
	first, err := NewKey()
	must(t, err)
	defer first.Close()
	second, err := NewKey()
	must(t, err)
	defer second.Close()
	must(t, CreateEmpty(from, "file:"+from, first))
	db := openWith(t, from, first)
	_, err = db.Exec("CREATE TABLE a (b TEXT, c BLOB); INSERT INTO a VALUES (?, zeroblob(50000)); PRAGMA application_id = 7", "gooseberry")
	must(t, err)
	must(t, db.Close())

	w, err := CreatePages(to, second)
	must(t, err)
	must(t, ReadPages(from, first, w.Add))
	must(t, w.Close())
	for _, path := range []string{from, to} {
		body, err := os.ReadFile(path)
		must(t, err)
		if bytes.Contains(body, []byte("gooseberry")) {
			t.Errorf("%s has the text in the clear", filepath.Base(path))
		}
	}
	db = openWith(t, to, second)
	var text string
	var sound string
	must(t, db.QueryRow("SELECT b FROM a").Scan(&text))
	must(t, db.QueryRow("PRAGMA integrity_check").Scan(&sound))
	must(t, db.Close())
	if text != "gooseberry" || sound != "ok" {
		t.Errorf("%q, %s", text, sound)
	}
	if err := ReadPages(to, first, func([]byte) error { return nil }); err == nil {
		t.Error("another key opens the copy")
	}
	if err := w.Add(bytes.Repeat([]byte{1}, PageSize)); !errors.Is(err, ErrPage) {
		t.Errorf("a page without room for its seal: %v", err)
	}
}

// A database of more than a gigabyte has a page that SQLite never writes, over which
// the file grows. A copy of such a database could not be made.
func TestReadPages_givesPagesThatTheFileGrewOver(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from.db"), filepath.Join(dir, "to.db")
	key, err := NewKey()
	must(t, err)
	defer key.Close()
	must(t, CreateEmpty(from, "file:"+from, key))
	last := bytes.Repeat([]byte("x"), usable)
	last = append(last, make([]byte, reserved)...)
	must(t, withHeader(from, true, func(d device) error {
		s, err := key.sealerOf(d)
		must(t, err)
		f := &file{device: d, kind: kindDatabase, sealer: s}
		n, err := f.pageCount()
		must(t, err)
		return f.writeDatabase(last, (n+1)*pageSize)
	}))
	read := func(path string) (pages [][]byte) {
		must(t, ReadPages(path, key, func(p []byte) error {
			pages = append(pages, bytes.Clone(p))
			return nil
		}))
		return pages
	}
	pages := read(from)
	n := len(pages)
	if n < 3 || !bytes.Equal(pages[n-1], last) || !bytes.Equal(pages[n-2], make([]byte, pageSize)) {
		t.Fatalf("%d pages", n)
	}
	w, err := CreatePages(to, key)
	must(t, err)
	for _, p := range pages {
		must(t, w.Add(p))
	}
	must(t, w.Close())
	if got := read(to); len(got) != n || !bytes.Equal(bytes.Join(got, nil), bytes.Join(pages, nil)) {
		t.Errorf("the copy has %d pages of %d", len(got), n)
	}
}

func openWith(t *testing.T, path string, key *Key) *sql.DB {
	t.Helper()
	q := url.Values{}
	key.Query(q)
	db, err := sql.Open("sqlite3", "file:"+path+"?"+q.Encode())
	must(t, err)
	db.SetMaxOpenConns(1)
	return db
}
