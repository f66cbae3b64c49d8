package attack_test

import (
	"testing"

	"waymark/data"
	"waymark/data/caseload"
	"waymark/reports/disclosure"
)

// A service that has just begun has hardly any number that is not small. Nothing that
// is left on the page tells what is not.
func TestAttack_reportOfASmallServiceTellsNothing(t *testing.T) {
	for _, clients := range []int{2, 6, 10, 12, 16} {
		s := sampleOf(t, caseload.Options{Only: clients})
		for _, f := range []data.FigureFilter{{From: first(t, s), To: today}, {From: data.MustDate("2026-06-01"), To: data.MustDate("2026-08-31")}} {
			_, p, truth := printed(t, s, f, disclosure.Default)
			who := newReader(disclosure.Default.Minimum, []*page{p}, []*page{truth})
			list, hidden := who.solve()
			t.Logf("%d clients, %s: %d of %d hidden or guarded numbers are told, %d ends unsure", clients, p, len(list), hidden, who.unsure)
			for _, one := range list {
				t.Errorf("%d clients, %s: %v", clients, p, one)
			}
		}
	}
}
