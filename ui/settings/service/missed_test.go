package service

import (
	"testing"

	"waymark/data/access"
	"waymark/data/rule"
	"waymark/data/store/lists"
)

func TestMissed_isStoredAtOnceAndProposed(t *testing.T) {
	d := newDesk(t)
	d.Open(ClinicsTitle)
	d.Sees("Missed appointments", "After the 2nd in a row")
	if first := d.clinics.missed.steps[0].Selected(); first != string(rule.MissedBook) {
		t.Errorf("after the first time %q", first)
	}
	d.clinics.missed.steps[1].Choose(string(rule.MissedCall))
	setting, err := d.Store.Lists.Setting(d.Ctx(), lists.SettingMissed)
	d.Must(err)
	if setting != "book,call,close" {
		t.Errorf("stored %q", setting)
	}
	if step, _ := rule.AfterMissed(2, setting); step != rule.MissedCall {
		t.Errorf("proposed %q after two", step)
	}
	d.clinics.missed.steps[2].Choose("")
	if setting, _ = d.Store.Lists.Setting(d.Ctx(), lists.SettingMissed); setting != "book,call,call" {
		t.Errorf("without a third step: %q", setting)
	}
}

// A prescriber sets up clinics and no rules of the service: what would be refused is
// not offered.
func TestMissed_isNotOfferedToWhoMayNotSetIt(t *testing.T) {
	d := newDesk(t)
	d.Store.Session.SignIn(access.Identity{Person: d.Store.Session.Person(), Role: access.Prescriber})
	d.Open(ClinicsTitle)
	d.Sees("Add a clinic")
	d.SeesNot("Missed appointments")
}
