package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data/interchange/people"
	"waymark/data/store/moving"
)

// benchPeople is how many people are brought in, with three answers each.
const benchPeople = 20_000

// benchCaseload is a list of people with a referral and the three answers to UCLA-3
// each.
func benchCaseload(b *testing.B) string {
	b.Helper()
	var list strings.Builder
	list.WriteString("Ref,First name,Surname,DOB,Phone,Postcode,Referral date,UCLA3 date,UCLA3 1,UCLA3 2,UCLA3 3\n")
	letters := func(n int) string {
		return string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + string(rune('a'+n/676%26))
	}
	for n := range benchPeople {
		fmt.Fprintf(&list, "%d,Given%s,Family%s,%02d/%02d/%d,01843 %06d,CT9 %d%s,28/03/2024,30/03/2024,%d,%d,%d\n", n+1, letters(n), letters(n*7+n/26),
			n%28+1, n/28%12+1, 1930+n/336%60, 100_000+n, n%9+1, "AB", n%3+1, n/3%3+1, n/9%3+1)
	}
	path := filepath.Join(b.TempDir(), "caseload.csv")
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImportClients holds an import of people from a file, from its first byte
// to the commit, against bare prepared inserts of the rows that it made, into the
// same tables of another new database with the same pragmas, in one transaction.
func BenchmarkImportClients(b *testing.B) {
	list := benchCaseload(b)
	ctx := context.Background()
	var ours, bare time.Duration
	for b.Loop() {
		folder := b.TempDir()
		one, two := filepath.Join(folder, "one.db"), filepath.Join(folder, "two.db")
		s := openBench(b, one)
		start := time.Now()
		l, err := openPeople(ctx, s, importJob{path: list}, &people.Map{})
		if err != nil {
			b.Fatal(err)
		}
		if n := len(l.Asks()); n > 0 {
			b.Fatal(l.Asks())
		}
		read, err := l.People(ctx)
		if err != nil {
			b.Fatal(err)
		}
		r, _, err := s.Moving.Import(ctx, moving.Input{People: read.People, Rows: read.Rows, Left: read.Left}, moving.Options{Source: "list", Twins: nil})
		ours += time.Since(start)
		if err != nil || r.New != benchPeople || r.Responses != benchPeople {
			b.Fatal(r, err)
		}
		_ = s.Close()
		_ = openBench(b, two).Close()
		rows := clientRowsOf(b, one)
		db, err := sql.Open("sqlite3", "file:"+two+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-16000&_foreign_keys=on&_secure_delete=on")
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		if err := insertRows(db, rows); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
		_ = db.Close()
	}
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
	b.ReportMetric(ours.Seconds()/float64(b.N), "s/ours")
	b.ReportMetric(bare.Seconds()/float64(b.N), "s/bare")
}

// clientRowsOf reads what an import of people made of every table.
func clientRowsOf(b *testing.B, path string) []tableRows {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var all []tableRows
	for _, table := range []string{"surgery", "staff", "client", "client_import", "client_origin", "left_over", "episode", "referral", "contact", "response", "answer", "score"} {
		rows, columns := readAll(b, db, "SELECT * FROM "+table)
		marks := strings.TrimSuffix(strings.Repeat("?, ", columns), ", ")
		all = append(all, tableRows{"INSERT INTO " + table + " VALUES (" + marks + ")", rows})
	}
	return all
}
