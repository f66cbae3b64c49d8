package office_test

import (
	"context"
	"reflect"
	"testing"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/data/store/people"
)

func TestPartners_oneThatIsInUseIsNotRetired(t *testing.T) {
	ctx := context.Background()
	s, _, _, _ := withManager(t)
	thanet := data.Partner{Name: "Thanet Mind"}
	must(t, s.Lists.SavePartner(ctx, &thanet))
	if err := s.Lists.SavePartner(ctx, &data.Partner{Name: "thanet  mind"}); data.FieldErrorsOf(err).For("Name") == "" {
		t.Errorf("a second of the same name: %v", err)
	}
	hill := data.Surgery{Name: "Hill Surgery", PartnerID: thanet.ID}
	must(t, s.Lists.SaveSurgery(ctx, &hill))
	thanet.Retired = true
	if err := s.Lists.SavePartner(ctx, &thanet); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a partner with a surgery was retired: %v", err)
	}
	hill.Retired = true
	must(t, s.Lists.SaveSurgery(ctx, &hill))
	must(t, s.Lists.SavePartner(ctx, &thanet))
	if list, err := s.Lists.Partners(ctx, false); err != nil || len(list) != 0 {
		t.Errorf("still offered: %+v %v", list, err)
	}
	list, err := s.Lists.Surgeries(ctx, true)
	if err != nil || len(list) != 1 || list[0].PartnerID != thanet.ID {
		t.Errorf("the surgery is of %+v %v", list, err)
	}
}

// Whoever manages a service when it becomes a partnership goes on seeing all of it,
// and someone always does.
func TestPartners_someoneAlwaysSeesAll(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	other := people.Person{Name: "Ngozi Adeyemi", Role: access.Manager}
	must(t, s.People.Save(ctx, &other))
	thanet := data.Partner{Name: "Thanet Mind"}
	must(t, s.Lists.SavePartner(ctx, &thanet))
	list, err := s.People.List(ctx)
	must(t, err)
	for i := range list {
		if !list[i].AllPartners {
			t.Errorf("%s sees only some", list[i].Name)
		}
	}
	worker := people.Person{Name: "Siân Prŷs", Role: access.Prescriber}
	if err := s.People.Save(ctx, &worker); data.FieldErrorsOf(err).For("Partner") == "" {
		t.Errorf("someone of no partner: %v", err)
	}
	worker.Partner = thanet.ID
	must(t, s.People.Save(ctx, &worker))
	if staff, err := s.Lists.Staff(ctx, false); err != nil || len(staff) != 3 || staff[2].PartnerID != thanet.ID {
		t.Errorf("%+v %v", staff, err)
	}
	other.Partner, other.AllPartners = thanet.ID, false
	must(t, s.People.Save(ctx, &other))
	boss.Partner, boss.AllPartners = thanet.ID, false
	if err := s.People.Save(ctx, &boss); data.FieldErrorsOf(err).For("Role") == "" {
		t.Errorf("no one sees all partners any more: %v", err)
	}
}

// Signing in narrows to the partner, and the right to see all of them takes that away.
func TestPartners_signingInNarrowsToOne(t *testing.T) {
	ctx := context.Background()
	s, boss, _, _ := withManager(t)
	thanet := data.Partner{Name: "Thanet Mind"}
	must(t, s.Lists.SavePartner(ctx, &thanet))
	worker := people.Person{Name: "Siân Prŷs", Role: access.Prescriber, Partner: thanet.ID}
	must(t, s.People.Save(ctx, &worker))
	for _, all := range []bool{false, true} {
		must(t, s.SignIn(ctx, boss.ID, bossPhrase))
		worker.AllPartners = all
		must(t, s.People.Save(ctx, &worker))
		code, err := s.People.NewCode(ctx, worker.ID)
		must(t, err)
		must(t, s.SignInWithCode(ctx, worker.ID, code, workerPhrase))
		scope, narrowed := s.Session.Scope()
		if narrowed == all || narrowed && scope.Partner != thanet.ID {
			t.Errorf("sees all %v: %+v %v", all, scope, narrowed)
		}
	}
	must(t, s.SignIn(ctx, boss.ID, bossPhrase))
	if _, narrowed := s.Session.Scope(); narrowed {
		t.Error("the manager who began the partnership is narrowed")
	}
}

// What narrows prescribers and managers is nothing to the others: their windows shut
// when it changed.
func TestPartners_othersAreWhoTheyWere(t *testing.T) {
	ctx := context.Background()
	s, _, _, _ := withManager(t)
	worker := people.Person{Name: "Jo Penn", Role: access.Volunteer}
	must(t, s.People.Save(ctx, &worker))
	code, err := s.People.NewCode(ctx, worker.ID)
	must(t, err)
	boss := s.Session.Person()
	must(t, s.SignInWithCode(ctx, worker.ID, code, workerPhrase))
	was := s.Session.Identity()
	must(t, s.SignIn(ctx, boss, bossPhrase))
	thanet := data.Partner{Name: "Thanet Mind"}
	must(t, s.Lists.SavePartner(ctx, &thanet))
	worker.Partner = thanet.ID
	must(t, s.People.Save(ctx, &worker))
	must(t, s.Lists.SetSetting(ctx, lists.SettingPrescribersSee, lists.OwnClients))
	must(t, s.SignIn(ctx, worker.ID, workerPhrase))
	if now := s.Session.Identity(); !reflect.DeepEqual(now, was) {
		t.Errorf("they were %+v and are %+v", was, now)
	}
}
