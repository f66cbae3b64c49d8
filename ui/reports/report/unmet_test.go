package report

import (
	"context"
	"fmt"
	"testing"

	"waymark/data"
	"waymark/ui/host"
)

// The default rule for small numbers is on: the banner is for staff and says
// the number, the figures that become files do not.
func TestReport_withoutContactsSaysWhatThereIs(t *testing.T) {
	e := newEnv(t)
	var went host.Route
	e.Host.Go = func(r host.Route) { went = r }
	ctx := context.Background()
	for i := range 3 {
		c := &data.Client{GivenNames: "Ann", FamilyName: fmt.Sprint("Client ", i)}
		e.Must(e.Host.Casework.SaveClient(ctx, c))
		e.Must(e.Host.Casework.AddReferral(ctx, &data.Referral{ClientID: c.ID, ReceivedOn: data.MustDate("2026-04-02"), Source: "gp"}))
	}
	e.open()
	e.page.choices.period.Choose("all")
	e.Sees("3 referrals, no attended contact in this period.", "choose “Record a contact”", "no attended contact")
	if s := e.page.report.Unmet.Sentence; s == "" || e.page.report.Unmet.Referrals.N != 0 {
		t.Errorf("the files say %q of %+v", s, e.page.report.Unmet)
	}
	e.Press("Go to Clients")
	if went.Area != host.Clients {
		t.Errorf("went to %+v", went)
	}
}
