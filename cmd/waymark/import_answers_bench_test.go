package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/store/measure"
	"waymark/data/store/office"
)

// answersOf writes a list of people with several WEMWBS each, a row for every
// questionnaire.
func answersOf(b *testing.B, people, each int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "answers.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "Ref,Name,Date of birth,Date,Time")
	for item := range 14 {
		fmt.Fprintf(w, ",Q%d", item+1)
	}
	times := []string{"baseline", "follow-up", "6 months"}
	for p := range people {
		for k, time := range times[:each] {
			fmt.Fprintf(w, "\nR%06d,Person%d Family%d,%02d/%02d/%d,%02d/%02d/2025,%s", p, p, p%977, p%28+1, p/28%12+1, 1930+p/336%75, p%27+1, p/27%3+1+3*k, time)
			for item := range 14 {
				fmt.Fprintf(w, ",%d", (p*7+item*3+k)%5+1)
			}
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImportAnswers holds an import of answers, from the file's first byte
// to the commit, against bare prepared inserts of the rows that it made. New
// people of 25,000 and 50,000 rows say whether it is linear.
func BenchmarkImportAnswers(b *testing.B) {
	for _, size := range []struct{ people, each int }{{20_000, 3}, {25_000, 1}, {50_000, 1}} {
		b.Run(fmt.Sprintf("%dpeople%danswers", size.people, size.people*size.each), func(b *testing.B) {
			list := answersOf(b, size.people, size.each)
			var ours, bare time.Duration
			for b.Loop() {
				o, r := answersAgainstBare(b, list, size.people*size.each)
				ours, bare = ours+o, bare+r
			}
			b.ReportMetric(float64(ours)/float64(bare), "ratio")
			b.ReportMetric(ours.Seconds()/float64(b.N), "s/ours")
			b.ReportMetric(bare.Seconds()/float64(b.N), "s/bare")
		})
	}
}

func answersAgainstBare(b *testing.B, path string, want int) (ours, bare time.Duration) {
	b.Helper()
	ctx := context.Background()
	folder := b.TempDir()
	one, two := filepath.Join(folder, "one.db"), filepath.Join(folder, "two.db")
	s := openBench(b, one)
	start := time.Now()
	importAnswers(ctx, b, s, path, want)
	ours = time.Since(start)
	_ = s.Close()
	_ = openBench(b, two).Close()
	rows := contentOf(b, one, two)
	db, err := sql.Open("sqlite3", "file:"+two+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-16000&_foreign_keys=on&_secure_delete=on")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	start = time.Now()
	if err := insertRows(db, rows); err != nil {
		b.Fatal(err)
	}
	return ours, time.Since(start)
}

func importAnswers(ctx context.Context, b *testing.B, s *office.Office, path string, want int) {
	b.Helper()
	catalogue, definition, err := s.Measure.Questionnaire(ctx, "wemwbs")
	if err != nil {
		b.Fatal(err)
	}
	list, err := answers.Open(ctx, path, answers.Options{Catalogue: catalogue, Definition: definition, Today: data.SystemClock().Today()})
	if err != nil || len(list.Undecided()) > 0 {
		b.Fatal(list, err)
	}
	r, err := s.Measure.ImportResponses(ctx, list.Sets(ctx), measure.ResponseImport{Instrument: "wemwbs"})
	if err != nil || r.New != want {
		b.Fatal(r, err)
	}
}

// contentOf is what a database has of every table beyond another, but the record
// of who changed what. In the other the triggers are dropped: what they write is
// among the rows.
func contentOf(b *testing.B, path, other string) []tableRows {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("ATTACH ? AS other", other); err != nil {
		b.Fatal(err)
	}
	triggers, _ := readAll(b, db, "SELECT name FROM other.sqlite_master WHERE type = 'trigger'")
	for _, row := range triggers {
		if _, err := db.Exec(fmt.Sprintf("DROP TRIGGER other.%v", row[0])); err != nil {
			b.Fatal(err)
		}
	}
	var all []tableRows
	tables, _ := readAll(b, db, `SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\_fts%' ESCAPE '\'
		AND name NOT LIKE '%vocab%' ORDER BY rowid`)
	for _, row := range tables {
		table := fmt.Sprint(row[0])
		if slices.Contains([]string{"audit", "session_change"}, table) || strings.HasPrefix(table, "change_") {
			continue
		}
		rows, columns := readAll(b, db, fmt.Sprintf("SELECT * FROM main.%[1]s EXCEPT SELECT * FROM other.%[1]s", table))
		if len(rows) > 0 {
			all = append(all, tableRows{"INSERT OR REPLACE INTO " + table + " VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", columns), ", ") + ")", rows})
		}
	}
	index, _ := readAll(b, db, "SELECT seq, search_text FROM main.client")
	return append(all, tableRows{"INSERT INTO client_fts (rowid, search_text) VALUES (?, ?)", index})
}
