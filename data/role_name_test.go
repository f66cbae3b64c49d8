package data

import (
	"errors"
	"testing"
)

func TestNewRoleName_readsWhatIsTyped(t *testing.T) {
	for _, c := range []struct {
		one, many string
		want      RoleName
	}{
		{"", "", DefaultRoleName},
		{"", "wizards", DefaultRoleName},
		{"Prescriber", "", DefaultRoleName},
		{" Link  Worker ", "", RoleName{"link worker", "link workers"}},
		{"SPLW", "", RoleName{"SPLW", "SPLWs"}},
		{"health coach", "", RoleName{"health coach", "health coaches"}},
		{"cydlynydd", "Cydlynwyr", RoleName{"cydlynydd", "cydlynwyr"}},
		{"Émigré worker", "", RoleName{"émigré worker", "émigré workers"}},
	} {
		if got := NewRoleName(c.one, c.many); got != c.want {
			t.Errorf("%q, %q: %+v, not %+v", c.one, c.many, got, c.want)
		}
	}
}

func TestRoleName_standsInASentence(t *testing.T) {
	n := NewRoleName("adviser", "")
	for got, want := range map[string]string{
		n.Capital(): "Adviser", n.CapitalMany(): "Advisers",
		n.Label(RolePrescriber): "Adviser", n.Label(RoleCoordinator): "Coordinator",
	} {
		if got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestRoleName_refusesWhatIsNoName(t *testing.T) {
	for _, n := range []RoleName{{"worker {1}", "workers"}, {"-", "x"}, {"a", "%s"}, {"a name of more than thirty characters", "b"}} {
		var errs FieldErrors
		if err := n.Validate(); !errors.As(err, &errs) {
			t.Errorf("%+v was accepted", n)
		}
	}
	for _, n := range RoleNames() {
		if err := n.Validate(); err != nil {
			t.Errorf("%+v: %v", n, err)
		}
	}
}

func TestPluralOf_followsTheRule(t *testing.T) {
	for one, want := range map[string]string{
		"": "", "link worker": "link workers", "body": "bodies", "key": "keys", "coach": "coaches", "spokesperson": "spokespeople",
		"handyman": "handymen", "boss": "bosses", "navigator": "navigators", "y": "ys",
	} {
		if got := PluralOf(one); got != want {
			t.Errorf("%q: %q, not %q", one, got, want)
		}
	}
}
