package exchange_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/store"
	"waymark/data/store/exchange"
	"waymark/data/store/office"
)

// BenchmarkCapture saves a contact in a database of a service of several PCs and in
// one that is not, in turn, and reports the ratio of the times.
func BenchmarkCapture(b *testing.B) {
	one, many := newService(b, 1).devices[0], newService(b, 1).devices[0]
	alone := &device{name: "alone", now: noon, path: filepath.Join(b.TempDir(), "waymark.db")}
	newDatabase(b, alone.path)
	alone.open(b)
	b.Cleanup(func() { must(b, alone.Close()) })
	_ = one
	save := func(d *device) func() {
		c := d.addClient(b, "Ann", "Archer")
		r := d.refer(b, c.ID)
		return func() {
			must(b, d.Casework.SaveContact(ctx, &data.Contact{EpisodeID: r.EpisodeID, ClientID: c.ID, Kind: "phone", Outcome: data.ContactAttended,
				On: data.MustDate("2026-04-02"), Note: "Spoke."}))
		}
	}
	with, without := save(many), save(alone)
	inTurn(b, with, without)
}

// BenchmarkCaptureImport loads a caseload of 200 clients in the same way.
func BenchmarkCaptureImport(b *testing.B) {
	load := func(begun bool) func() {
		return func() {
			d := &device{name: "a", now: noon, path: filepath.Join(b.TempDir(), "waymark.db")}
			newDatabase(b, d.path)
			d.open(b)
			if begun {
				must(b, d.Exchange.Start(ctx, "a", nil))
			}
			must(b, caseload.Write(ctx, d.Office, caseload.Options{Clients: 200, Services: 100, Seed: 1, Today: data.MustDate("2026-04-08")}))
			must(b, d.Close())
		}
	}
	inTurn(b, load(true), load(false))
}

func inTurn(b *testing.B, with, without func()) {
	b.Helper()
	var times [2]time.Duration
	with()
	without()
	for b.Loop() {
		for i, do := range []func(){with, without} {
			begin := time.Now()
			do()
			times[i] += time.Since(begin)
		}
	}
	b.ReportMetric(float64(times[0])/float64(times[1]), "ratio")
}

// BenchmarkApply applies the changes of a new caseload, and inserts the same rows
// with plain SQL into a database with the same tables, and reports the ratio.
func BenchmarkApply(b *testing.B) {
	for _, changes := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(changes), func(b *testing.B) {
			var times [2]time.Duration
			var rows int
			for b.Loop() {
				from := &device{name: "from", now: noon, path: filepath.Join(b.TempDir(), "from.db")}
				newDatabase(b, from.path)
				from.open(b)
				must(b, from.Exchange.Start(ctx, from.name, nil))
				must(b, caseload.Write(ctx, from.Office, caseload.Options{Clients: changes / 48, Services: changes / 200, Seed: 1, Today: data.MustDate("2026-04-08")}))
				out, err := from.Exchange.Snapshot(ctx)
				must(b, err)
				rows = out.Changes
				shared, err := from.Exchange.Shared(ctx)
				must(b, err)
				must(b, from.Close())
				to := &device{name: "to", now: noon, path: filepath.Join(b.TempDir(), "to.db")}
				newDatabase(b, to.path)
				to.open(b)
				must(b, to.Exchange.Start(ctx, to.name, shared))
				begin := time.Now()
				_, err = to.Exchange.Apply(ctx, exchange.Incoming{Device: from.name, Number: 1, Clock: out.Clock, Parts: out.Parts})
				times[0] += time.Since(begin)
				must(b, err)
				must(b, to.Close())
				times[1] += bareInsert(b, from.path)
			}
			b.ReportMetric(float64(times[0])/float64(times[1]), "ratio")
			b.ReportMetric(float64(times[0].Microseconds())/float64(b.N)/float64(rows), "µs/row")
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// bareInsert copies the records of a database into an empty one with the same
// tables, indexes and triggers, row by row in one transaction, and returns how long
// that took.
func bareInsert(b *testing.B, from string) time.Duration {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bare.db")
	s, err := office.Open(ctx, path, store.Options{})
	must(b, err)
	must(b, s.Close())
	in, err := sql.Open("sqlite3", "file:"+from+"?mode=ro")
	must(b, err)
	defer func() { must(b, in.Close()) }()
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal=WAL&_sync=FULL&_cache_size=-64000&_foreign_keys=on")
	must(b, err)
	db.SetMaxOpenConns(1)
	defer func() { must(b, db.Close()) }()
	tables, err := store.WholeTables(ctx, in)
	must(b, err)
	type row struct {
		table  int
		values []any
	}
	var rows []row
	known := store.Tables()
	for i := range tables {
		if !known[tables[i].Name].Records && !known[tables[i].Name].Parts {
			continue
		}
		must(b, tables[i].EachRow(ctx, in, "", func(values []any) error {
			rows = append(rows, row{i, append([]any(nil), values...)})
			return nil
		}))
	}
	tx, err := db.Begin()
	must(b, err)
	prepared := map[int]*sql.Stmt{}
	for i := range tables {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(tables[i].Columns)), ", ")
		prepared[i], err = tx.Prepare( //nolint:sqlclosecheck // the transaction closes its statements
			"INSERT OR REPLACE INTO " + tables[i].Name + " (" + strings.Join(tables[i].Names(), ", ") + ") VALUES (" + marks + ")")
		must(b, err)
	}
	begin := time.Now()
	for _, r := range rows {
		_, err := prepared[r.table].Exec(r.values...)
		must(b, err)
	}
	must(b, tx.Commit())
	return time.Since(begin)
}
