package store_test

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
)

// The benchmarks hold the store against the same work in bare SQLite, in turn
// on one database in one run, and report the ratio of the times. The database
// has 100,000 clients and 50,000 services; BENCH_CLIENTS makes it
// smaller, and BENCH_DB takes a database that was written before.

var benchDay = data.MustDate("2026-04-08")

var bench struct {
	once sync.Once
	path string
	made string // the folder to remove at the end
	err  error
}

func TestMain(m *testing.M) {
	flag.Parse()
	tracing := flag.Lookup("test.bench").Value.String() == ""
	if tracing {
		store.TraceQueries()
	}
	code := m.Run()
	if tracing && code == 0 {
		code = checkPlans()
	}
	if bench.made != "" {
		_ = os.RemoveAll(bench.made)
	}
	os.Exit(code)
}

func checkPlans() (code int) {
	faults, err := faultsOfPlans()
	if err != nil {
		faults = append(faults, err.Error())
	}
	for _, f := range faults {
		fmt.Fprintln(os.Stderr, "A query grows faster than its rows:\n"+f)
	}
	return min(len(faults), 1)
}

func benchStore(b *testing.B) (*store.Store, *sql.DB) {
	b.Helper()
	bench.once.Do(func() { bench.path, bench.err = writeBenchDatabase() })
	if bench.err != nil {
		b.Fatal(bench.err)
	}
	s, err := store.Open(context.Background(), bench.path, store.Options{ReadOnly: true})
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
	s, err := store.Open(context.Background(), path, store.Options{Clock: on(benchDay.String())})
	if err != nil {
		return path, err
	}
	defer func() { _ = s.Close() }()
	if err := caseload.Write(context.Background(), s, caseload.Options{Clients: clients, Services: clients / 2, Seed: 1, Today: benchDay}); err != nil {
		return path, err
	}
	return path, answerAgain(path)
}

// answerAgain has everybody answer each questionnaire of the sample twice, so
// that there are three responses to a client and more.
func answerAgain(path string) error {
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for _, statement := range []string{
		`INSERT INTO response SELECT 'again-' || id, episode_id, client_id, instrument_id, instrument_version, stage, answered_on, mode,
		   filled_by, finished, score, answered, staff_id, created_at, created_by, updated_at, updated_by FROM response WHERE finished`,
		`INSERT INTO score SELECT 'again-' || s.response_id, s.measure, s.value, s.estimated FROM score s JOIN response r ON r.id = s.response_id WHERE r.finished`,
	} {
		if _, err := db.Exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// drain reads every row of a query as the driver gives it.
func drain(db *sql.DB, query string, args ...any) error {
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

// inTurn times ours and bare one after the other, each time round, and reports
// both and their ratio.
func inTurn(b *testing.B, ours, bare func() error) {
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

// keystrokes are what somebody types, letter by letter.
func keystrokes(word string) []string {
	runes := []rune(word)
	list := make([]string, 0, len(runes))
	for i := range runes {
		list = append(list, string(runes[:i+1]))
	}
	return list
}

func BenchmarkClientSearch(b *testing.B) {
	for _, words := range keystrokes("carter al") {
		b.Run(fmt.Sprintf("%q", words), func(b *testing.B) {
			s, bare := benchStore(b)
			f := data.ClientFilter{Words: words}
			count, page, args := store.ClientSQL(f, benchDay)
			inTurn(b, func() error { _, _, err := s.Clients(context.Background(), f); return err },
				func() error {
					if err := drain(bare, count, args...); err != nil {
						return err
					}
					return drain(bare, page, append(args, 200, 0)...)
				})
		})
	}
}

func BenchmarkDirectorySearch(b *testing.B) {
	for _, words := range keystrokes("lunch cl") {
		b.Run(fmt.Sprintf("%q", words), func(b *testing.B) {
			s, bare := benchStore(b)
			f := data.ServiceFilter{Words: words}
			count, page, args := store.ServiceSQL(f, benchDay)
			inTurn(b, func() error { _, _, err := s.Services(context.Background(), f); return err },
				func() error {
					if err := drain(bare, count, args...); err != nil {
						return err
					}
					return drain(bare, page, args...)
				})
		})
	}
}

func BenchmarkFigures(b *testing.B) {
	s, bare := benchStore(b)
	f := data.FigureFilter{From: benchDay.AddMonths(-12), To: benchDay}
	args := []any{sql.Named("from", f.From.String()), sql.Named("to", f.To.String()),
		sql.Named("surgery", ""), sql.Named("reason", ""), sql.Named("instrument", "wemwbs")}
	inTurn(b, func() error { _, err := s.Figures(context.Background(), f); return err },
		func() error {
			for _, q := range store.Aggregates("wemwbs", "swemwbs") {
				if err := drain(bare, q, args...); err != nil {
					return fmt.Errorf("%s: %w", q, err)
				}
			}
			return nil
		})
}
