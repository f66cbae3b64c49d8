package service

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"waymark/data"
	"waymark/data/store/lists"
)

func TestRoleName_isChosenOrTyped(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	role := d.own.role
	if role.choice.Selected() != "prescriber" {
		t.Fatalf("%q is chosen at first", role.choice.Selected())
	}
	role.choice.Choose("link worker")
	p.Save()
	if got := d.Host.Role(); got.One != "link worker" || got.Many != "link workers" {
		t.Fatalf("the role is called %+v", got)
	}
	d.Open("You and the service")
	again := d.own.role
	if again.choice.Selected() != "link worker" || again.one.Text() != "link worker" {
		t.Errorf("shown again: %q, %q", again.choice.Selected(), again.one.Text())
	}
}

func TestRoleName_anotherWordHasItsOwnPlural(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	role := d.own.role
	role.choice.Choose(ownWord)
	test.Type(role.one.Entry, "Health coach")
	if role.choice.Selected() != ownWord {
		t.Errorf("%q is chosen", role.choice.Selected())
	}
	p.Save()
	if got := d.Host.Role(); got.Many != "health coaches" {
		t.Errorf("by rule: %+v", got)
	}
	test.Type(role.many.Entry, "Coaches for health")
	p.Save()
	if got := d.Host.Role(); got != (data.RoleName{One: "health coach", Many: "coaches for health"}) {
		t.Errorf("with a plural of its own: %+v", got)
	}
}

func TestRoleName_refusesWhatIsNoName(t *testing.T) {
	d := newDesk(t)
	p := d.Open("You and the service")
	test.Type(d.own.role.one.Entry, "worker %s")
	p.Save()
	if d.own.role.one.Error() != "Use letters, spaces and hyphens only." || d.Setting(lists.SettingRoleName) != "" {
		t.Errorf("error %q, stored %q", d.own.role.one.Error(), d.Setting(lists.SettingRoleName))
	}
}
