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
	for _, clients := range []int{2, 6, 10, 16} {
		s := sampleOf(t, caseload.Options{Only: clients})
		_, p, truth := printed(t, s, data.FigureFilter{From: first(t, s), To: today}, disclosure.Default)
		who := newReader(disclosure.Default.Minimum, []*page{p}, []*page{truth})
		list, hidden := who.solve()
		t.Logf("%d clients: %d of %d hidden or guarded numbers are told, %d ends unsure", clients, len(list), hidden, who.unsure)
		for _, f := range list {
			t.Errorf("%d clients: %v", clients, f)
		}
	}
}
