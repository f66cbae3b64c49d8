package office_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/office"
)

// BenchmarkManyPCs has PCs with 20 clients each meet through a folder. It reports how long
// a meeting takes in which nothing is new, for each of the others, and how long one takes
// for each client who is new on the others: with one on each, and with ten. The ratio of
// the two is about 1 or less if a meeting costs what is new. DEVICES is for another number
// of PCs than 4 and 12.
func BenchmarkManyPCs(b *testing.B) {
	counts := []int{4, 12}
	if n, err := strconv.Atoi(os.Getenv("DEVICES")); err == nil {
		counts = []int{n}
	}
	for _, n := range counts {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			e := manyPCs(b, n)
			var idle, few, many time.Duration
			for b.Loop() {
				e.settle()
				idle += e.timed(e.all[0])
				e.everyoneAdds(1)
				few += e.timed(e.all[0])
				e.settle()
				e.everyoneAdds(10)
				many += e.timed(e.all[0])
			}
			others := float64(n-1) * float64(b.N)
			b.ReportMetric(idle.Seconds()*1000/others, "ms-idle/PC")
			b.ReportMetric(few.Seconds()*1000/others, "ms/client")
			b.ReportMetric(float64(many)/10/float64(few), "ratio-of-10")
		})
	}
}

// manyPCs is a service of so many PCs with 20 clients each, that have all met.
func manyPCs(b *testing.B, n int) *exchanged {
	b.Helper()
	e := newExchanged(b)
	manager := e.pc()
	_, err := manager.Devices.Begin(context.Background(), "PC 1", e.at)
	must(b, err)
	e.meet(manager)
	for i := range n - 1 {
		e.join(manager, fmt.Sprint("PC ", i+2), access.Prescriber)
	}
	e.everyoneAdds(20)
	e.settle()
	return e
}

// everyoneAdds has each PC but the first have so many new clients, who are no one that
// another has, and leave them in the store.
func (e *exchanged) everyoneAdds(n int) {
	e.t.Helper()
	ctx := context.Background()
	for pc, s := range e.all[1:] {
		for i := range n {
			c := data.Client{GivenNames: "Ada", FamilyName: fmt.Sprint("Archer ", pc, " ", e.now.Unix(), " ", i)}
			must(e.t, s.Casework.SaveClientAsAnother(ctx, &c))
			must(e.t, s.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-04-01"), Source: "gp", Note: "Lives alone"}))
		}
		e.meet(s)
	}
}

// timed is how long a meeting takes.
func (e *exchanged) timed(s *office.Office) time.Duration {
	e.t.Helper()
	begin := time.Now()
	e.meet(s)
	return time.Since(begin)
}
