package overview_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
	"waymark/data/store/office"
	"waymark/data/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// BenchmarkRecordAudited opens records as a service without sign-in does, as a
// manager whose reads are noted, and as a prescriber who sees only their own
// clients, in turn on one database, and reports the ratios to the first.
func BenchmarkRecordAudited(b *testing.B) {
	ctx := context.Background()
	storetest.Bench(b)
	body, err := os.ReadFile(storetest.Path())
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "copy.db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		b.Fatal(err)
	}
	s, err := office.Open(ctx, path, store.Options{Clock: storetest.On(storetest.Day.String())})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	rows, _, err := s.Casework.Clients(ctx, data.ClientFilter{Limit: 200})
	if err != nil {
		b.Fatal(err)
	}
	first, err := s.Casework.Client(ctx, rows[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	me := first.Prescriber
	rows, _, err = s.Casework.Clients(ctx, data.ClientFilter{Prescriber: me, Limit: 20})
	if err != nil || len(rows) == 0 {
		b.Fatal(len(rows), err)
	}
	took := map[string]time.Duration{}
	as := func(name string, begin func()) {
		begin()
		at := time.Now()
		for _, row := range rows {
			if _, err := s.Overview.Record(ctx, row.ID); err != nil {
				b.Fatal(name, err)
			}
		}
		if err := s.FlushNotes(ctx); err != nil {
			b.Fatal(err)
		}
		took[name] += time.Since(at)
	}
	for b.Loop() {
		as("plain", func() { s.Session.StaffAt(me) })
		as("audited", func() { s.Session.SignIn(access.Identity{Person: me, Role: access.Manager}) })
		as("narrowed", func() { s.Session.SignIn(access.Identity{Person: me, Role: access.Prescriber, OwnOnly: true}) })
	}
	b.ReportMetric(float64(took["audited"])/float64(took["plain"]), "audited/plain")
	b.ReportMetric(float64(took["narrowed"])/float64(took["plain"]), "narrowed/plain")
	b.ReportMetric(float64(took["plain"].Milliseconds())/float64(b.N*len(rows)), "ms/record")
}
