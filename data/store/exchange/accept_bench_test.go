package exchange_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/data/exchange/change"
	"waymark/data/store"
	"waymark/data/store/exchange"
)

// ACCEPT_CLIENTS is for another number of clients than 250 and 1000.
func acceptCounts() []int {
	if n, err := strconv.Atoi(os.Getenv("ACCEPT_CLIENTS")); err == nil {
		return []int{n}
	}
	return []int{250, 1000}
}

// BenchmarkAccept lets in the PC of a partner, that of a surgery, or a coordinator’s, in a
// service with many clients, while someone saves one thing after another at the PC that
// does so. It reports how long a save had to wait at most, and what share of the whole
// that was.
func BenchmarkAccept(b *testing.B) {
	for _, kind := range []string{"partner", "surgery", "figures"} {
		for _, clients := range acceptCounts() {
			b.Run(fmt.Sprint(kind, "/", clients), func(b *testing.B) {
				var all, longest time.Duration
				rows := 0
				for b.Loop() {
					d := caseloadOf(b, clients)
					stop := d.saveOn(b)
					begin := time.Now()
					rows = d.accept(b, kind).Changes
					all += time.Since(begin)
					longest = max(longest, stop())
				}
				b.ReportMetric(longest.Seconds()*1000, "ms-longest")
				b.ReportMetric(float64(longest)*float64(b.N)/float64(all), "of-all")
				b.ReportMetric(all.Seconds()/float64(b.N), "s-all")
				b.ReportMetric(float64(rows), "rows")
			})
		}
	}
}

// BenchmarkTakeIn has the PC of a partner, or of a surgery, that was let in take in the
// first that it is given, while someone saves one thing after another there. No one saves
// records at a coordinator’s.
func BenchmarkTakeIn(b *testing.B) {
	for _, kind := range []string{"partner", "surgery"} {
		for _, clients := range acceptCounts() {
			b.Run(fmt.Sprint(kind, "/", clients), func(b *testing.B) {
				var all, longest time.Duration
				rows := 0
				for b.Loop() {
					b.StopTimer()
					d := caseloadOf(b, clients)
					whole, err := d.Exchange.Snapshot(ctx)
					must(b, err)
					out := d.accept(b, kind)
					shared, err := d.Exchange.Shared(ctx)
					must(b, err)
					other := &device{name: "b", now: noon, path: filepath.Join(b.TempDir(), "waymark.db")}
					newDatabase(b, other.path)
					other.open(b)
					must(b, other.Exchange.Start(ctx, other.name, shared))
					h := d.lets(b, kind)
					h.Kind = map[string]string{"partner": change.HoldsPartner, "surgery": change.HoldsClinics}[kind]
					must(b, other.Exchange.Hold(ctx, h))
					for name := range whole.Parts { // the lists are those of all
						if name != string(exchange.Lists) {
							delete(whole.Parts, name)
						}
					}
					for name := range out.Parts {
						if name == string(exchange.Casework) || name == string(exchange.Figures) {
							delete(out.Parts, name)
						}
					}
					_, err = other.Exchange.Apply(ctx, exchange.Incoming{Device: "c", Number: 1, Clock: whole.Clock, Parts: whole.Parts})
					must(b, err)
					stop := other.saveOn(b)
					b.StartTimer()
					begin := time.Now()
					sum, err := other.Exchange.Apply(ctx, exchange.Incoming{Device: d.name, Number: 1, Clock: out.Clock, Parts: out.Parts})
					all += time.Since(begin)
					must(b, err)
					longest = max(longest, stop())
					rows = sum.Added
					must(b, other.Close())
				}
				b.ReportMetric(longest.Seconds()*1000, "ms-longest")
				b.ReportMetric(all.Seconds()/float64(b.N), "s-all")
				b.ReportMetric(float64(rows), "rows")
			})
		}
	}
}

// lets is what a PC holds that is let in.
func (d *device) lets(b *testing.B, kind string) change.Holding {
	b.Helper()
	switch kind {
	case "surgery":
		return change.Holding{Clinics: []change.Clinic{{Surgery: d.one(b, "SELECT surgery_id FROM client GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"), Since: 1}}}
	case "figures":
		return change.Holding{Figures: true}
	}
	return change.Holding{Partners: []change.Partner{{ID: d.one(b, "SELECT id FROM partner ORDER BY id LIMIT 1"), Since: 1}}}
}

// accept lets in the PC of a partner or surgery, or a coordinator’s, and returns what is
// handed over.
func (d *device) accept(b *testing.B, kind string) exchange.Outgoing {
	b.Helper()
	must(b, d.Exchange.Hold(ctx, d.lets(b, kind)))
	out, err := d.Exchange.Gather(ctx, d.cursor)
	must(b, err)
	return out
}

// BenchmarkNothingNew gathers where nothing is new, in a service with a partner's PC, with
// few clients and with ten times as many, in turn, and reports the ratio of the times.
func BenchmarkNothingNew(b *testing.B) {
	gather := func(clients int) func() {
		d := caseloadOf(b, clients)
		d.cursor = d.accept(b, "partner").Cursor
		return func() {
			out, err := d.Exchange.Gather(ctx, d.cursor)
			must(b, err)
			if out.Changes > 0 {
				b.Fatal(out.Changes, "rows are new")
			}
		}
	}
	inTurn(b, gather(1000), gather(100))
}

// caseloadOf is a device of a service with an invented caseload, all of which was sent.
func caseloadOf(b *testing.B, clients int) *device {
	b.Helper()
	d := &device{name: "a", now: noon, path: filepath.Join(b.TempDir(), "waymark.db")}
	newDatabase(b, d.path)
	d.open(b)
	b.Cleanup(func() { must(b, d.Close()) })
	must(b, caseload.Write(ctx, d.Office, caseload.Options{Clients: clients, Services: 100, Partners: 2, Seed: 1, Today: data.MustDate("2026-04-08")}))
	must(b, d.Exchange.Start(ctx, d.name, nil))
	out, err := d.Exchange.Found(ctx)
	must(b, err)
	d.cursor = out.Cursor
	return d
}

// saveOn has someone save one thing after another until it is called: it returns how
// long one took at most.
func (d *device) saveOn(b *testing.B) (stop func() time.Duration) {
	var ended atomic.Bool
	longest := make(chan time.Duration)
	go func() {
		var most time.Duration
		for !ended.Load() {
			begin := time.Now()
			if err := d.For(d.Session, "desk").Write(context.Background(), store.Change{}, func(*store.Tx) error { return nil }); err != nil {
				b.Error(err)
			}
			most = max(most, time.Since(begin))
			time.Sleep(time.Millisecond)
		}
		longest <- most
	}()
	return func() time.Duration { ended.Store(true); return <-longest }
}
