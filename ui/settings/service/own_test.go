package service

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/lists"
	"waymark/ui/kit"
)

func TestWhoUsesThisPCSignsFromThenOn(t *testing.T) {
	d := newDesk(t)
	d.Person("Ngozi Adeyemi", data.RoleCoordinator, true)
	sian := d.Person("Siân Prŷs-Okafor", data.RolePrescriber, false)
	d.Open("You and the service")
	d.own.person.Choose(string(sian.ID))
	if d.Host.Session.Person() != sian.ID || d.Setting(lists.SettingCurrentStaff) != string(sian.ID) {
		t.Errorf("actor %q, setting %q", d.Host.Session.Person(), d.Setting(lists.SettingCurrentStaff))
	}
	d.Sees("recorded under the name Siân Prŷs-Okafor")
	d.Must(d.Host.Lists.SaveSurgery(d.Ctx(), &data.Surgery{Name: "Minster Surgery"}))
	list, err := d.Host.Lists.Surgeries(d.Ctx(), false)
	d.Must(err)
	if list[0].CreatedBy != sian.ID {
		t.Errorf("a surgery was signed by %q", list[0].CreatedBy)
	}
	d.SeesNot("Ngozi Adeyemi")
}

func TestWhatIsTypedIsSavedOnlyWhenItIsRight(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	name, days := d.own.fields[0].field, d.own.fields[3].field
	test.Type(name.Entry, "Thanet  Social Prescribing ")
	test.Type(days.Entry, "soon")
	p.Reload()
	if days.Text() != "soon" {
		t.Fatal("a reload lost what was typed")
	}
	p.Save()
	if !strings.Contains(days.Error(), "from 1 to 3650") || d.Setting(lists.SettingServiceName) != "" {
		t.Fatalf("error %q, stored %q", days.Error(), d.Setting(lists.SettingServiceName))
	}
	days.Entry.SetText("120")
	d.own.prorate.SetChecked(true)
	p.Save()
	if got := d.Setting(lists.SettingServiceName); got != "Thanet Social Prescribing" {
		t.Errorf("service name %q", got)
	}
	if n, err := d.Host.Directory.CheckDays(d.Ctx()); err != nil || n != 120 {
		t.Errorf("days %d %v", n, err)
	}
	if d.Setting(lists.SettingProrate) != "yes" || d.own.dirty() || days.Error() != "" {
		t.Errorf("prorate %q, dirty %v, error %q", d.Setting(lists.SettingProrate), d.own.dirty(), days.Error())
	}
	d.Sees("Saved.")
	d.Open("You and the service")
	if d.own.fields[0].field.Text() != "Thanet Social Prescribing" || !d.own.prorate.Checked {
		t.Error("what was saved is not shown again")
	}
}

func TestUnsavedTypingIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	left := 0
	leave := func() { left++ }
	p.Leave(leave)
	if left != 1 {
		t.Fatal("nothing was typed, and leaving was not possible")
	}
	test.Type(d.own.fields[0].field.Entry, "Thanet")
	d.TurnTo("Clinics")
	d.TurnTo("You and the service")
	if d.own.fields[0].field.Text() != "Thanet" {
		t.Fatal("another section lost what was typed")
	}
	d.TurnTo("Clinics")
	p.Leave(leave)
	if left != 1 || !kit.OverlayOpen(d.Host.Window) {
		t.Fatal("unsaved typing was left without a question")
	}
	d.Press("Save")
	if left != 2 || d.Setting(lists.SettingServiceName) != "Thanet" {
		t.Errorf("left %d times, stored %q", left, d.Setting(lists.SettingServiceName))
	}
}
