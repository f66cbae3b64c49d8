package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/store"
)

const importRows = 20_000

// manyEntries gives services as a long feed would: each with an organisation of
// ten, a category of fifty and a description of a few sentences.
func manyEntries() iter.Seq2[*data.SourceEntry, error] {
	return func(yield func(*data.SourceEntry, error) bool) {
		for n := range importRows {
			if !yield(manyEntry(n), nil) {
				return
			}
		}
	}
}

func manyEntry(n int) *data.SourceEntry {
	return &data.SourceEntry{
		Key: fmt.Sprintf("service-%d", n), At: data.Place{File: "feed.json", Row: n + 1},
		Categories: []string{fmt.Sprintf("Category %d", n%50)},
		Service: data.Service{
			Name: fmt.Sprintf("Club number %d of the friendly street", n), Organisation: fmt.Sprintf("Organisation %d", n/10),
			Description: fmt.Sprintf("A place to meet, to talk and to do things together, number %d. Tea and coffee are served. Come as you are; no booking is needed, and nobody will ask why you came.", n),
			Cost:        "Free", Days: "Tue, Thu 10 to 12", Phone: fmt.Sprintf("01632 %06d", n), Email: fmt.Sprintf("club%d@example.org", n),
			Address: fmt.Sprintf("%d High Street, Margate", n%300), Postcode: "CT9 1AA", Area: "Margate", Status: data.ServiceActive,
		},
	}
}

// BenchmarkImport holds an import against bare prepared inserts of the same
// rows into the same tables, each into a new database in one transaction.
func BenchmarkImport(b *testing.B) {
	ctx := context.Background()
	n := 0
	fresh := func() string {
		n++
		path := filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", n))
		s, err := store.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
		return path
	}
	var ours, bare time.Duration
	for b.Loop() {
		path := fresh()
		s, err := store.Open(ctx, path, store.Options{Clock: on("2026-04-08")})
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		r, err := s.ImportServices(ctx, manyEntries(), store.ImportOptions{Source: "feed"})
		ours += time.Since(start)
		if err != nil || r.New != importRows {
			b.Fatal(r, err)
		}
		_ = s.Close()
		db, err := sql.Open("sqlite3", "file:"+fresh()+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-16000&_foreign_keys=on")
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		if err := bareInsert(db); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
		_ = db.Close()
	}
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
	b.ReportMetric(ours.Seconds()/float64(b.N), "s/ours")
	b.ReportMetric(bare.Seconds()/float64(b.N), "s/bare")
}

// bareInsert writes the same rows with nothing but prepared statements: the
// services, what they are found by, and where they came from.
func bareInsert(db *sql.DB) error {
	t, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	var failed error
	prepare := func(query string) *sql.Stmt {
		stmt, err := t.Prepare(query)
		if err != nil {
			failed = err
		}
		return stmt
	}
	service := prepare(`INSERT INTO service (id, organisation_id, name, sort_name, other_names, description, referring, eligibility, cost, days, contact_name, phone, email, web,
		address, postcode, area, min_age, max_age, status, closed_until, room, waiting, delivery, wheelchair, access, latitude, longitude, free, times,
		last_checked, last_checked_by, checked_how, place_latitude, place_longitude, created_at, created_by, updated_at, updated_by)
		VALUES (?, ?, ?, ?, '', ?, '', '', ?, ?, '', ?, ?, '', ?, ?, ?, 0, 0, 'active', NULL, '', '', '', '', '', 0, 0, 'yes', 9, NULL, NULL, '', NULL, NULL, ?, '', ?, '')`)
	organisation := prepare(`INSERT INTO organisation (id, name, name_fold, created_at, created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, '', ?, '')`)
	category := prepare(`INSERT INTO category (id, name, name_fold, created_at, created_by, updated_at, updated_by) VALUES (?, ?, ?, ?, '', ?, '')`)
	link := prepare(`INSERT INTO service_category (category_id, service_seq) VALUES (?, ?)`)
	index := prepare(`INSERT INTO service_fts (rowid, name, category, organisation, area, description) VALUES (?, ?, ?, ?, ?, ?)`)
	source := prepare(`INSERT INTO service_source (source, key, service_id, said, written, seen_at) VALUES ('feed', ?, ?, ?, ?, ?)`)
	if failed != nil {
		return failed
	}
	const stamp = "2026-04-08T12:00:00.000Z"
	said := make([]byte, 240)
	for n := range importRows {
		e := manyEntry(n)
		v := &e.Service
		organisationID, categoryID := fmt.Sprintf("organisation-%026d", n/10), fmt.Sprintf("category-%026d", n%50)
		if n%10 == 0 {
			_, failed = organisation.Exec(organisationID, v.Organisation, fold.Text(v.Organisation), stamp, stamp)
		}
		if n < 50 && failed == nil {
			_, failed = category.Exec(categoryID, e.Categories[0], fold.Text(e.Categories[0]), stamp, stamp)
		}
		if failed != nil {
			return failed
		}
		id := fmt.Sprintf("service-%028d", n)
		r, err := service.Exec(id, organisationID, v.Name, fold.Text(v.Name), v.Description, v.Cost, v.Days, v.Phone, v.Email, v.Address, v.Postcode, v.Area, stamp, stamp)
		if err != nil {
			return err
		}
		seq, err := r.LastInsertId()
		if err != nil {
			return err
		}
		if _, err := link.Exec(categoryID, seq); err != nil {
			return err
		}
		if _, err := index.Exec(seq, fold.Text(v.Name), fold.Text(e.Categories[0]), fold.Text(v.Organisation),
			fold.Text(v.Area+" "+v.Address+" "+v.Postcode), fold.Text(v.Description)); err != nil {
			return err
		}
		if _, err := source.Exec(e.Key, id, said, stamp, stamp); err != nil {
			return err
		}
	}
	return t.Commit()
}
