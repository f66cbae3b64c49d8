package settings

import (
	"testing"

	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store/lists"
	"waymark/ui/host"
)

func TestMissed_isStoredAtOnceAndProposed(t *testing.T) {
	d := newDesk(t)
	p := New(d.Host, host.Route{Area: host.Settings, View: host.ViewClinics}).(*page)
	d.Show(p)
	d.Sees("Missed appointments", "After the 2nd in a row")
	if first := p.clinics.missed.steps[0].Selected(); first != string(rule.MissedBook) {
		t.Errorf("after the first time %q", first)
	}
	p.clinics.missed.steps[1].Choose(string(rule.MissedCall))
	setting, err := d.Store.Lists.Setting(d.Ctx(), lists.SettingMissed)
	d.Must(err)
	if setting != "book,call,close" {
		t.Errorf("stored %q", setting)
	}
	if step, _ := rule.AfterMissed(2, setting); step != rule.MissedCall {
		t.Errorf("proposed %q after two", step)
	}
	p.clinics.missed.steps[2].Choose("")
	if setting, _ = d.Store.Lists.Setting(d.Ctx(), lists.SettingMissed); setting != "book,call,call" {
		t.Errorf("without a third step: %q", setting)
	}
}

// A prescriber sets up clinics and no rules of the service: what would be refused is
// not offered.
func TestMissed_isNotOfferedToWhoMayNotSetIt(t *testing.T) {
	d := newDesk(t)
	d.Store.Session.SignIn(access.Identity{Person: d.Store.Session.Person(), Role: access.Prescriber})
	d.open(clinicsTitle)
	d.Sees("Add a clinic")
	d.SeesNot("Missed appointments")
}
