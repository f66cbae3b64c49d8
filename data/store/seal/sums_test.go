package seal

import (
	"encoding/binary"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"testing"
)

// plainFile makes a plain database with check values, some rows in it, and
// everything in the file itself.
func plainFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plain.db")
	must(t, CreatePlain(path, uri(path)))
	db := connect(t, path, nil)
	do(t, db, schema, fill)
	must(t, db.Close())
	return path
}

// wantSums makes sure that every page of a file has the right value.
func wantSums(t *testing.T, path string) {
	t.Helper()
	pages, err := CheckPages(path)
	if must(t, err); pages != (Pages{Kept: true}) {
		t.Errorf("the pages of %s are %+v", filepath.Base(path), pages)
	}
}

func TestSums_areThoseOfSQLite(t *testing.T) {
	body, err := os.ReadFile(plainFile(t))
	must(t, err)
	if body[20] != sumSize {
		t.Fatal("a page reserves", body[20], "bytes")
	}
	for ; len(body) > 0; body = body[pageSize:] {
		// As in ext/misc/cksumvfs.c.
		var a, b uint32
		for i := 0; i < pageSize-sumSize; i += 8 {
			a += binary.LittleEndian.Uint32(body[i:]) + b
			b += binary.LittleEndian.Uint32(body[i+4:]) + a
		}
		if end := body[pageSize-sumSize:]; binary.LittleEndian.Uint32(end) != a || binary.LittleEndian.Uint32(end[4:]) != b {
			t.Errorf("a page has %x, and not %x %x", end[:sumSize], a, b)
		}
	}
}

func TestSums_findEveryFlippedBit(t *testing.T) {
	path := plainFile(t)
	body, err := os.ReadFile(path)
	must(t, err)
	random := rand.New(rand.NewPCG(1, 2)) // the same bits each time
	for at := 0; at < len(body); at += 1 + random.IntN(7) {
		if at >= pageSize {
			at += random.IntN(50)
		}
		at := min(at, len(body)-1)
		was := body[at]
		body[at] ^= 1 << random.IntN(8)
		must(t, os.WriteFile(path, body, 0o600))
		body[at] = was
		if pages, err := CheckPages(path); err == nil && pages.Wrong == 0 {
			t.Fatalf("nothing was found of byte %d: %+v", at, pages)
		}
	}
}

func TestSums_damagedPageIsAnError(t *testing.T) {
	path := plainFile(t)
	body, err := os.ReadFile(path)
	must(t, err)
	for _, at := range []int{20, 50, pageSize - 1, len(body) - 100} {
		was := body[at]
		body[at] ^= 4
		must(t, os.WriteFile(path, body, 0o600))
		body[at] = was
		db := connect(t, path, nil)
		var n int
		if err := db.QueryRow("SELECT sum(length(note)) FROM (" + all + ")").Scan(&n); err == nil {
			t.Errorf("byte %d changed, and all was read", at)
		}
	}
}

func TestSums_areRightAfterEveryWayToWrite(t *testing.T) {
	for _, mode := range []string{"WAL", "DELETE", "TRUNCATE", "OFF"} {
		t.Run(mode, func(t *testing.T) {
			path := plainFile(t)
			db := connect(t, path, nil)
			db.SetMaxOpenConns(1)
			do(t, db, "PRAGMA cache_size = 5", "PRAGMA journal_mode = "+mode) // so that pages are written before the commit
			tx, err := db.Begin()
			must(t, err)
			_, err = tx.Exec(fill)
			must(t, err)
			if mode == "OFF" {
				must(t, tx.Commit())
			} else {
				must(t, tx.Rollback())
			}
			do(t, db, fill, "DELETE FROM client WHERE rowid % 3 = 0", "VACUUM")
			must(t, db.Close())
			wantSums(t, path)
		})
	}
}

func TestSums_copyHasThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	old := connect(t, path, nil)
	do(t, old, schema, fill, "PRAGMA cache_size = 5")
	if kept, err := HasSums(path); err != nil || kept {
		t.Fatal("the database without check values", kept, err)
	}
	copied, q := filepath.Join(t.TempDir(), "copy.db"), url.Values{}
	QueryPlain(q)
	_, err := old.Exec("VACUUM INTO ?", uri(copied)+"?"+q.Encode())
	must(t, err)
	wantSums(t, copied)
	if got, want := text(t, connect(t, copied, nil), all), text(t, old, all); got != want {
		t.Error("the copy differs")
	}
}

// Another connection may have opened the file before there was a page.
func TestSums_ofAFileThatWasOpenedEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plain.db")
	must(t, os.WriteFile(path, nil, 0o600))
	early := connect(t, path, nil, "_journal_mode", "DELETE")
	var n int
	must(t, early.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&n))
	must(t, CreatePlain(path, uri(path)))
	db := connect(t, path, nil)
	do(t, db, schema, fill)
	must(t, db.Close())
	do(t, early, fill)
	must(t, early.Close())
	wantSums(t, path)
}

// What another program copied has none, and can still be read.
func TestCheckPages_countsPagesWithoutSum(t *testing.T) {
	path := plainFile(t)
	body, err := os.ReadFile(path)
	must(t, err)
	pages := len(body) / pageSize
	for i := range pages {
		clear(body[(i+1)*pageSize-sumSize : (i+1)*pageSize])
	}
	must(t, os.WriteFile(path, body, 0o600))
	found, err := CheckPages(path)
	if must(t, err); found.Missing != pages || found.Wrong > 0 {
		t.Errorf("of %d pages: %+v", pages, found)
	}
	if text(t, connect(t, path, nil), all) == "" {
		t.Error("nothing was read")
	}
}
