package exchange_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store"
)

// The clocks of a database that becomes one of a service are begun in one statement.
// They are those that its change log gives entry by entry.
func TestStart_beginsClocksAsEntryByEntry(t *testing.T) {
	for name, shared := range map[string][]byte{"founding": nil, "joining": bytes.Repeat([]byte{7}, 32)} {
		t.Run(name, func(t *testing.T) {
			d := &device{name: "first", now: noon, path: filepath.Join(t.TempDir(), "waymark.db")}
			newDatabase(t, d.path)
			d.open(t)
			s := &service{t: t, devices: []*device{d}}
			h := &history{service: s, rng: rand.New(rand.NewPCG(5, 7)), day: noon, copies: map[*device]copied{}}
			for h.step = range 150 {
				h.work(d)
			}
			must(t, d.Lists.SetSetting(ctx, "text_scale", "150"))
			must(t, d.Close())
			body, err := os.ReadFile(d.path)
			must(t, err)
			other := &device{name: "other", now: d.now, path: filepath.Join(t.TempDir(), "waymark.db")}
			must(t, os.WriteFile(other.path, body, 0o600))
			other.open(t)
			d.open(t)
			defer func() { must(t, d.Close()) }()
			defer func() { must(t, other.Close()) }()
			// A row that has clocks keeps the statement from being used.
			program := access.NewSession("", access.Everything, data.SystemClock())
			must(t, other.For(program, access.Exchange).Write(ctx, store.Change{}, func(t *store.Tx) error {
				return t.Derive("INSERT INTO exchange_row (tbl, row, clock, device, mine) VALUES (9999, 'x', 1, 1, 0)")
			}))
			must(t, d.Exchange.Start(ctx, "one", shared))
			must(t, other.Exchange.Start(ctx, "one", shared))
			for _, query := range []string{
				"SELECT tbl, hex(row), typeof(row), clock, device, cells IS NULL, mine FROM exchange_row WHERE tbl <> 9999 ORDER BY 1, 2",
				"SELECT tbl, hex(row), erased, clock, device FROM exchange_gone ORDER BY 1, 2",
				"SELECT entries, tombstones, own, met, sent, clock FROM exchange_state",
			} {
				if a, b := string(dumpRows(t, reader(d), query)), string(dumpRows(t, reader(other), query)); a != b || a == "" && !strings.Contains(query, "gone") {
					t.Errorf("%s:\n%s", query, difference(a, b))
				}
			}
			if a, b := strings.Join(clocksOf(t, d, true), "\n"), strings.Join(clocksOf(t, other, true), "\n"); a != b || a == "" {
				t.Errorf("other clocks:\n%s", difference(a, b))
			}
		})
	}
}
