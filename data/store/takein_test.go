package store

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
)

// takeIn makes a database of rows as a Waymark with an earlier version of the tables
// had them: one client.
func takeIn(t *testing.T, version int, skip string) (path string, err error) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "new.db")
	_, err = TakeIn(context.Background(), path, version, Options{}, func(l *Loader) error {
		for name := range register {
			types, err := l.columns(name)
			if err != nil || len(types) == 0 || register[name].leftOut != "" || name == skip {
				continue
			}
			var columns []string
			for c := range types {
				columns = append(columns, c)
			}
			slices.Sort(columns)
			add, err := l.Table(name, columns)
			if err != nil {
				return err
			}
			if name != "client" {
				continue
			}
			values := make([]any, len(columns))
			for i, c := range columns {
				switch values[i] = any(""); {
				case types[c] == "INTEGER":
					values[i] = int64(1)
				case c == "birth_date" || c == "surgery_id" || c == "prescriber_id":
					values[i] = nil
				case c == "family_name":
					values[i] = "Pett"
				}
			}
			if err := add(values); err != nil {
				return err
			}
		}
		return nil
	})
	return path, err
}

// An export of an older Waymark is brought up to date as its database would be: a
// column that came later has what its migration gives it, and a table that came
// later is there.
func TestTakeIn_migratesOlderRows(t *testing.T) {
	for _, version := range []int{4, 17, 26, LatestVersion()} {
		path, err := takeIn(t, version, "")
		if err != nil {
			t.Fatalf("version %d: %v", version, err)
		}
		s, err := Open(context.Background(), path, Options{Clock: func() time.Time { return time.Date(2026, 4, 8, 12, 0, 0, 0, time.UTC) }})
		if err != nil {
			t.Fatal(err)
		}
		var name, reads string
		var translations, stale, noted int
		if err := s.reader.QueryRow(`SELECT family_name, reads, (SELECT count(*) FROM translation), (SELECT count(*) FROM stale),
			(SELECT count(*) FROM stale WHERE what = 'import') FROM client`).Scan(&name, &reads, &translations, &stale, &noted); err != nil {
			t.Fatal(err)
		}
		if name != "Pett" || reads != "" || stale < 2 || noted != 1 {
			t.Errorf("version %d: %q, %q, %d stale, %d to be noted in the trail", version, name, reads, stale, noted)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTakeIn_wantsEveryTable(t *testing.T) {
	if path, err := takeIn(t, LatestVersion(), "letter"); data.CodeOf(err) != data.CodeDamaged || taken(path) {
		t.Errorf("without letters: %v; something is there: %t", err, taken(path))
	}
	if _, err := takeIn(t, LatestVersion()+1, ""); err == nil {
		t.Error("tables of tomorrow were taken in")
	}
}

// A disk that fills up on the way leaves nothing.
func TestTakeIn_leavesNothingOnAFullDisk(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "new.db")
	_, err := TakeIn(context.Background(), path, LatestVersion(), Options{}, func(l *Loader) error {
		if _, err := l.tx.Exec("PRAGMA max_page_count = 200"); err != nil {
			return err
		}
		add, err := l.Table("postcode", []string{"postcode", "latitude", "longitude"})
		for i := range 100_000 {
			if err != nil {
				return err
			}
			err = add([]any{string(rune('a'+i%26)) + time.Duration(i).String(), 51.0, 1.0})
		}
		return err
	})
	if strings.Contains(data.Sentence(err), "typed") {
		t.Errorf("a restore, into which nothing was typed, says %q", data.Sentence(err))
	}
	if data.CodeOf(err) != data.CodeFull || taken(path) || taken(path+restoringSuffix) {
		t.Errorf("%v; something is there: %t", err, taken(path))
	}
}
