package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/sources"
)

// benchList is a list as a health service publishes it: cells divided by ¬.
func benchList(b *testing.B, benchRows int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "list.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Fprintln(f, "OrganisationID¬OrganisationName¬Description¬Address1¬City¬Postcode¬ParentName¬Phone¬Website")
	for n := range benchRows {
		fmt.Fprintf(f, "%d¬Club number %d of the friendly street¬A place to meet, to talk and to do things together, number %d. Tea and coffee are served; come as you are.¬%d High Street¬Margate¬CT9 %dAA¬Trust %d¬01843 %06d¬http://www.example.org/%d\n",
			n, n, n, n%300, n%10, n/30, n, n)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkImportFile holds an import from a file, from its first byte to the
// commit, against bare prepared inserts of the rows that it made, into the same
// tables of another new database with the same pragmas, in one transaction. For a workbook it also
// says what excelize alone takes to read it.
func BenchmarkImportFile(b *testing.B) {
	const rows, large = 15_000, 100_000
	list := benchList(b, rows)
	b.Run("CSV", func(b *testing.B) { importAgainstBare(b, list, rows) })
	b.Run("CSV100k", func(b *testing.B) { importAgainstBare(b, benchList(b, large), large) })
	b.Run("Excel", func(b *testing.B) {
		book := benchWorkbook(b, list)
		importAgainstBare(b, book, rows)
		start := time.Now()
		readWithExcelize(b, book)
		b.ReportMetric(time.Since(start).Seconds(), "s/excelize")
	})
}

func importAgainstBare(b *testing.B, list string, benchRows int) {
	ctx := context.Background()
	var ours, bare time.Duration
	for b.Loop() {
		folder := b.TempDir()
		one, two := filepath.Join(folder, "one.db"), filepath.Join(folder, "two.db")
		s := openBench(b, one)
		start := time.Now()
		feed, err := interchange.Open(ctx, list, interchange.Options{Today: data.SystemClock().Today()})
		if err != nil {
			b.Fatal(err)
		}
		r, err := s.Sources.ImportServices(ctx, feed.Entries(ctx), sources.ImportOptions{Source: "list"})
		ours += time.Since(start)
		if err != nil || r.New != benchRows {
			b.Fatal(r, err)
		}
		_ = s.Close()
		_ = openBench(b, two).Close()
		rows := rowsOf(b, one)
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

// benchWorkbook is the list as a workbook.
func benchWorkbook(b *testing.B, list string) string {
	b.Helper()
	text, err := os.ReadFile(list) // our own
	if err != nil {
		b.Fatal(err)
	}
	w := excelize.NewFile()
	defer func() { _ = w.Close() }()
	rows, err := w.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		var cells []any
		for _, cell := range strings.Split(strings.TrimSpace(line), "¬") {
			cells = append(cells, cell)
		}
		n++
		if err := rows.SetRow(fmt.Sprint("A", n), cells); err != nil {
			b.Fatal(err)
		}
	}
	path := filepath.Join(b.TempDir(), "list.xlsx")
	if err := errors.Join(rows.Flush(), w.SaveAs(path)); err != nil {
		b.Fatal(err)
	}
	return path
}

func readWithExcelize(b *testing.B, path string) {
	b.Helper()
	w, err := excelize.OpenFile(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = w.Close() }()
	rows, err := w.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
	}
	if err := rows.Close(); err != nil {
		b.Fatal(err)
	}
}

func openBench(b *testing.B, path string) *office.Office {
	b.Helper()
	s, err := office.Open(context.Background(), path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// tableRows are the rows of one table, as they are inserted.
type tableRows struct {
	insert string
	rows   [][]any
}

// rowsOf reads what an import made of every table, and the folded texts that
// went into the search index.
func rowsOf(b *testing.B, path string) []tableRows {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var all []tableRows
	for _, table := range []string{"organisation", "category", "service", "service_category", "service_need", "service_language", "service_source"} {
		rows, columns := readAll(b, db, "SELECT * FROM "+table)
		marks := strings.TrimSuffix(strings.Repeat("?, ", columns), ", ")
		all = append(all, tableRows{"INSERT INTO " + table + " VALUES (" + marks + ")", rows})
	}
	index, _ := readAll(b, db, `SELECT v.seq, v.name || ' ' || v.other_names,
			(SELECT group_concat(k.name, ' ') FROM service_category n JOIN category k ON k.id = n.category_id WHERE n.service_seq = v.seq),
			g.name, v.area || ' ' || v.address || ' ' || v.postcode, v.description || ' ' || v.eligibility
		FROM service v LEFT JOIN organisation g ON g.id = v.organisation_id`)
	for _, row := range index {
		for i, cell := range row[1:] {
			text, _ := cell.(string)
			row[i+1] = fold.Text(text)
		}
	}
	return append(all, tableRows{"INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)", index})
}

func readAll(b *testing.B, db *sql.DB, query string) (all [][]any, columns int) {
	b.Helper()
	rows, err := db.Query(query)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		row, dest := make([]any, len(names)), make([]any, len(names))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			b.Fatal(err)
		}
		all = append(all, row)
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return all, len(names)
}

func insertRows(db *sql.DB, tables []tableRows) error {
	t, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	for _, table := range tables {
		if err := insertTable(t, table); err != nil {
			return err
		}
	}
	return t.Commit()
}

func insertTable(t *sql.Tx, table tableRows) error {
	stmt, err := t.Prepare(table.insert)
	if err != nil {
		return err
	}
	defer func() { _ = stmt.Close() }()
	for _, row := range table.rows {
		if _, err := stmt.Exec(row...); err != nil {
			return err
		}
	}
	return nil
}
