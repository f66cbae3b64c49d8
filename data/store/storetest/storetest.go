// Package storetest is what the benchmarks of the slices share. They hold the store
// against the same work in bare SQLite, in turn on one database in one run, and
// report the ratio of the times. The database has 100,000 clients and 50,000
// services; BENCH_CLIENTS makes it smaller, and BENCH_DB takes a database that
// was written before.
package storetest

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/office"
)

// Day is the day that it is in the database of the benchmarks.
var Day = data.MustDate("2026-04-08")

var bench struct {
	once sync.Once
	path string
	made string // the folder to remove at the end
	err  error
}

// Main runs the tests of a package, with new databases copied from one, and removes the database of its benchmarks.
func Main(m *testing.M) {
	store.Templates()
	code := m.Run()
	if bench.made != "" {
		_ = os.RemoveAll(bench.made)
	}
	os.Exit(code)
}

// On is a clock that stands at noon of a day.
func On(day string) data.Clock {
	d := data.MustDate(day)
	return func() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
}

// Bench opens the database of the benchmarks, and the same in bare SQLite.
func Bench(b *testing.B) (*office.Office, *sql.DB) {
	b.Helper()
	bench.once.Do(func() { bench.path, bench.err = writeBenchDatabase() })
	if bench.err != nil {
		b.Fatal(bench.err)
	}
	s, err := office.Open(context.Background(), bench.path, store.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	// The same cache as the store's readers have, so that only code differs.
	bare, err := sql.Open("sqlite3", "file:"+bench.path+"?_cache_size=-64000&_query_only=on")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = bare.Close() })
	return s, bare
}

// Path is where the database of the benchmarks is, once Bench was called.
func Path() string { return bench.path }

func writeBenchDatabase() (string, error) {
	if path := os.Getenv("BENCH_DB"); path != "" {
		return path, nil
	}
	clients := 100_000
	if n, err := strconv.Atoi(os.Getenv("BENCH_CLIENTS")); err == nil {
		clients = n
	}
	dir, err := os.MkdirTemp("", "waymark-bench")
	if err != nil {
		return "", err
	}
	bench.made = dir
	path := filepath.Join(dir, "waymark.db")
	s, err := office.Open(context.Background(), path, store.Options{Clock: On(Day.String())})
	if err != nil {
		return path, err
	}
	err = caseload.Write(context.Background(), s, caseload.Options{Clients: clients, Services: clients / 2, Seed: 1, Today: Day})
	if err := errors.Join(err, s.Close()); err != nil {
		return path, err
	}
	if err := answerAgain(path); err != nil {
		return path, err
	}
	again, err := office.Open(context.Background(), path, store.Options{Clock: On(Day.String())}) // keeps what figures count
	if err != nil {
		return path, err
	}
	return path, again.Close()
}

// answerAgain has everyone answer each questionnaire of the sample twice, so
// that there are three responses to a client and more.
func answerAgain(path string) error {
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	const answered = `episode_id, client_id, instrument_id, instrument_version, stage, answered_on, mode,
		filled_by, finished, score, answered, staff_id, created_at, created_by, updated_at, updated_by`
	for _, statement := range []string{
		`INSERT INTO response (id, ` + answered + `) SELECT 'again-' || id, ` + answered + ` FROM response WHERE finished`,
		`INSERT INTO score SELECT 'again-' || s.response_id, s.measure, s.value, s.estimated FROM score s JOIN response r ON r.id = s.response_id WHERE r.finished`,
	} {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// Drain reads every row of a query as the driver gives it.
func Drain(db *sql.DB, query string, args ...any) error {
	rows, err := db.Query(query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]sql.RawBytes, len(columns))
	dest := make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// InTurn times ours and bare one after the other, each time round, and reports
// both and their ratio.
func InTurn(b *testing.B, ours, bare func() error) {
	b.Helper()
	for _, warm := range []func() error{ours, bare} {
		if err := warm(); err != nil {
			b.Fatal(err)
		}
	}
	var a, z time.Duration
	for b.Loop() {
		start := time.Now()
		if err := ours(); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := bare(); err != nil {
			b.Fatal(err)
		}
		a, z = a+middle.Sub(start), z+time.Since(middle)
	}
	b.ReportMetric(float64(a)/float64(z), "ratio")
	b.ReportMetric(float64(a.Microseconds())/float64(b.N), "µs/ours")
	b.ReportMetric(float64(z.Microseconds())/float64(b.N), "µs/bare")
}

// Keystrokes are what someone types, letter by letter.
func Keystrokes(word string) []string {
	runes := []rune(word)
	list := make([]string, 0, len(runes))
	for i := range runes {
		list = append(list, string(runes[:i+1]))
	}
	return list
}

// Percentile returns the time that p of 100 stay under.
func Percentile(times []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[(len(sorted)-1)*p/100]
}
