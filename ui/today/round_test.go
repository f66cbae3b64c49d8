package today

import (
	"testing"

	"waymark/data"
	"waymark/ui/host"
)

func TestToday_leadsToTheRoundAndSaysWhatIsNotShown(t *testing.T) {
	p := newPlace(t)
	sian := data.Staff{Name: "Siân", Role: data.RolePrescriber}
	p.Must(p.Store.Lists.SaveStaff(p.Ctx(), &sian))
	p.prescribe("Ash") // of no one, due Tue 7 Apr
	p.SetDay("2026-04-08")
	page := p.show()
	p.SeesNot("not shown", "working days") // it may still be done on time
	p.Press("Follow-up round")
	p.WentTo(host.Route{Area: host.Clients, View: host.ViewRound})
	p.Store.Session.SwitchTo(sian.ID)
	page.whose.Tap(1)
	p.Sees("1 overdue follow-up of other staff is not shown.", "No follow-ups are due in the next 7 days")
	p.Press("Follow-up round")
	p.WentTo(host.Route{Area: host.Clients, View: host.ViewRound, Record: sian.ID})
	p.Press("Show all (Ctrl+M)")
	if len(page.followUps.list) != 1 || page.whose.Selected() != 0 {
		t.Errorf("shown are %+v", page.followUps.list)
	}
	p.SeesNot("not shown")
	p.SetDay("2026-04-20")
	page.Reload()
	p.Sees("The one follow-up due in the last 3 months was not done within 5 working days.")
}
