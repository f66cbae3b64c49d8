package store_test

import (
	"strings"
	"testing"
	"time"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/fold"
	"waymark/data/store/flags"
	"waymark/data/store/overview"
)

// flagged sets a flag of the kind with that name.
func flagged(t *testing.T, s *flags.Flags, client data.ID, kind, note, review string) data.Flag {
	t.Helper()
	f := data.Flag{ClientID: client, Note: note, Why: "seen on a visit", ReviewOn: d(review)}
	for _, k := range flagKinds(t, s) {
		if k.Name == kind {
			f.KindID = k.ID
		}
	}
	must(t, s.Set(bg, &f, false))
	return f
}

func flagKinds(t *testing.T, s *flags.Flags) []data.FlagKind {
	t.Helper()
	kinds, err := s.Kinds(bg, true)
	must(t, err)
	return kinds
}

func TestFlagKinds_beginWithThoseOfThePlan(t *testing.T) {
	s := open(t, on("2026-04-07"))
	kinds := flagKinds(t, s.Flags)
	if len(kinds) < 4 || kinds[0].Name != "Two-person visits only" || kinds[1].Name != "Dog" || kinds[2].Name != "Oxygen" || kinds[3].Name != "Fire risk" {
		t.Errorf("%+v", kinds)
	}
	for _, k := range kinds {
		if countRows(t, s, "flag_kind WHERE id = '"+string(k.ID)+"' AND name_fold = '"+fold.Text(k.Name)+"'") != 1 {
			t.Errorf("%q is not folded as %q", k.Name, fold.Text(k.Name))
		}
	}
	again := data.FlagKind{Name: "DOG"}
	if errs := data.FieldErrorsOf(s.Flags.SaveKind(bg, &again)); errs.For("Name") == "" {
		t.Error("a second kind of that name is kept")
	}
	own := data.FlagKind{Name: "Steep stairs"}
	must(t, s.Flags.SaveKind(bg, &own))
	if own.Position != len(kinds)+1 {
		t.Errorf("the new kind is at %d", own.Position)
	}
}

func TestFlags_areSetRenewedLiftedAndKept(t *testing.T) {
	now := d("2026-04-07")
	s := open(t, func() time.Time { return now.Time().Add(9 * time.Hour) })
	staff := data.Staff{Name: "Siân Prŷs", Role: data.RolePrescriber}
	must(t, s.Lists.SaveStaff(bg, &staff))
	s.Session.SwitchTo(staff.ID)
	c, other := data.Client{FamilyName: "Ash"}, data.Client{FamilyName: "Birch"}
	must(t, s.Casework.SaveClient(bg, &c))
	must(t, s.Casework.SaveClient(bg, &other))
	dog := flagged(t, s.Flags, c.ID, "Dog", "in the yard", "2026-05-07")
	flagged(t, s.Flags, c.ID, "Two-person visits only", "", "2026-10-07")

	by, err := s.Flags.Of(bg, c.ID, other.ID)
	must(t, err)
	if len(by) != 1 || len(by[c.ID]) != 2 || by[c.ID][0].Kind != "Two-person visits only" || by[c.ID][1].SetByName != "Siân Prŷs" || by[c.ID][1].SetOn != now {
		t.Fatalf("%+v", by)
	}
	today := func() string {
		list, err := s.Overview.AttentionList(bg, now, "")
		must(t, err)
		for _, a := range list {
			if a.Kind == overview.KindFlag {
				return a.Sentence
			}
		}
		return ""
	}
	if got := today(); got != "" {
		t.Errorf("before its review Today says %q", got)
	}
	now = d("2026-05-07")
	if got := today(); got != "Dog: in the yard (Ash): review was due on Thu 7 May 2026. Renew or remove it" {
		t.Errorf("Today says %q", got)
	}
	if errs := data.FieldErrorsOf(s.Flags.Renew(bg, dog.ID, now)); errs.For("ReviewOn") == "" {
		t.Error("it is renewed until today")
	}
	must(t, s.Flags.Renew(bg, dog.ID, d("2026-06-07")))
	if got := today(); got != "" {
		t.Errorf("once renewed, Today says %q", got)
	}
	if errs := data.FieldErrorsOf(s.Flags.Lift(bg, dog.ID, " ")); errs.For("LiftedWhy") == "" {
		t.Error("it is lifted without a reason")
	}
	must(t, s.Flags.Lift(bg, dog.ID, "The dog has gone"))
	if err := s.Flags.Renew(bg, dog.ID, d("2026-12-07")); data.CodeOf(err) != data.CodeConflict {
		t.Errorf("a lifted flag is renewed: %v", err)
	}
	by, err = s.Flags.Of(bg, c.ID)
	must(t, err)
	if len(by[c.ID]) != 1 {
		t.Errorf("still counting: %+v", by[c.ID])
	}
	history, err := s.Flags.History(bg, c.ID)
	must(t, err)
	if len(history) != 2 || history[1].ID != dog.ID || history[1].LiftedName != "Siân Prŷs" || history[1].LiftedWhy != "The dog has gone" || history[1].RenewedOn != now {
		t.Errorf("history %+v", history)
	}
}

func TestFlags_ofAnAlert(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c := data.Client{FamilyName: "Ash", Alert: "Two-person visits"}
	must(t, s.Casework.SaveClient(bg, &c))
	by, err := s.Flags.Of(bg, c.ID)
	must(t, err)
	if len(by[c.ID]) != 1 || !by[c.ID][0].IsAlert() || by[c.ID][0].Label() != "Two-person visits" {
		t.Fatalf("the alert is shown as %+v", by[c.ID])
	}
	f := data.Flag{ClientID: c.ID, KindID: flagKinds(t, s.Flags)[0].ID, Why: "told by the surgery", ReviewOn: d("2026-10-07")}
	must(t, s.Flags.Set(bg, &f, true))
	by, err = s.Flags.Of(bg, c.ID)
	must(t, err)
	stored, err := s.Casework.Client(bg, c.ID)
	must(t, err)
	if len(by[c.ID]) != 1 || by[c.ID][0].ID != f.ID || stored.Alert != "" {
		t.Errorf("flags %+v, alert %q", by[c.ID], stored.Alert)
	}
}

func TestFlags_receptionNeverSeesThem(t *testing.T) {
	s := open(t, on("2026-04-07"))
	surgery := data.Surgery{Name: "Birchington"}
	must(t, s.Lists.SaveSurgery(bg, &surgery))
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	flagged(t, s.Flags, c.ID, "Dog", "", "2026-10-07")
	s.Session.StandIn(surgery.ID)
	defer s.Session.StaffAt("")
	if by, err := s.Flags.Of(bg, c.ID); data.CodeOf(err) != data.CodeRefused || len(by) != 0 {
		t.Errorf("reception reads %+v, %v", by, err)
	}
	if err := access.Reception.May(access.Flags, access.Write); err == nil {
		t.Error("reception may write flags")
	}
}

func TestFlags_areErasedWithTheClient(t *testing.T) {
	s := open(t, on("2026-04-07"))
	c := data.Client{FamilyName: "Ash"}
	must(t, s.Casework.SaveClient(bg, &c))
	f := flagged(t, s.Flags, c.ID, "Dog", strings.Repeat("Alsatian ", 3), "2026-10-07")
	_, err := s.Casework.EraseClient(bg, c.ID)
	must(t, err)
	if n := countRows(t, s, "flag WHERE id = '"+string(f.ID)+"'"); n != 0 {
		t.Error("the flag is still there")
	}
}
