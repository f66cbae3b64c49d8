package access

import (
	"slices"
	"testing"

	"waymark/data"
)

func TestMay_everythingIsOpenToTheStaffOfAServiceWithoutSignIn(t *testing.T) {
	for area := range needs {
		for _, act := range []Act{Read, Write, Read | Write} {
			for _, role := range []Role{Everything, Manager} {
				if err := role.May(area, act); err != nil {
					t.Errorf("%s: %s %d: %v", role, area, act, err)
				}
			}
		}
	}
}

func TestMay_whatTheTableDoesNotNameIsClosed(t *testing.T) {
	for _, role := range []Role{"visitor", Nobody, ""} {
		for area := range needs {
			if err := role.May(area, Read); data.CodeOf(err) != data.CodeRefused {
				t.Errorf("%q may read %s: %v", role, area, err)
			}
		}
	}
	if err := Everything.May("cellar", Write); data.CodeOf(err) != data.CodeRefused {
		t.Error("an area that is not in the table may be written", err)
	}
	for _, act := range []Act{Write, Read | Write} {
		if err := Volunteer.May(Directory, act); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("who may only read may do %d: %v", act, err)
		}
	}
}

// TestTable_namesEachCapabilityOnce: a second row would be shown and not enforced.
func TestTable_namesEachCapabilityOnce(t *testing.T) {
	seen := map[Capability]bool{}
	for _, row := range Table {
		if seen[row.Capability] {
			t.Errorf("%s twice", row.Capability)
		}
		seen[row.Capability] = true
		if row.For(Manager) == No {
			t.Errorf("no manager may %s", row.Words)
		}
		if !slices.Contains(row.in, HeldAll) {
			t.Errorf("to %s comes to nothing even where everything is held", row.Words)
		}
	}
	for area, need := range needs {
		if !seen[need.read] || !seen[need.write] {
			t.Errorf("%s needs what no row has", area)
		}
	}
}

func TestSession_lockedMayNothingAndGoesOnAsItWas(t *testing.T) {
	s := NewSession("", Everything, data.SystemClock())
	s.SignIn(Identity{Person: "p", Role: Manager})
	s.Lock()
	if err := s.May(Lists, Read); data.CodeOf(err) != data.CodeRefused {
		t.Error("a locked session reads", err)
	}
	s.SwitchTo("q")
	if s.Unlock(); s.May(Lists, Write) != nil || s.Person() != "p" {
		t.Error("an unlocked session is another", s.Person())
	}
}

func TestSession_scopeIsThatOfTheRole(t *testing.T) {
	s := NewSession("", Everything, data.SystemClock())
	for _, c := range []struct {
		who      Identity
		narrowed bool
	}{
		{Identity{Person: "p", Role: Volunteer}, true},
		{Identity{Person: "p", Role: Prescriber}, false},
		{Identity{Person: "p", Role: Prescriber, OwnOnly: true}, true},
		{Identity{Person: "p", Role: Manager, OwnOnly: true}, false},
		{Identity{Person: "p", Role: Prescriber, OnePartner: true, Partner: "thanet"}, true},
		{Identity{Person: "p", Role: Manager, OnePartner: true}, true},
		{Identity{Person: "p", Role: Coordinator, OnePartner: true}, false},
		{Identity{Person: "p", Role: Prescriber, Partner: "thanet"}, false},
	} {
		s.SignIn(c.who)
		if _, narrowed := s.Scope(); narrowed != c.narrowed {
			t.Errorf("%+v: %v", c.who, narrowed)
		}
	}
}

// Who sees the clients of one partner does nothing that is about those of all.
func TestSession_ofOnePartnerRunsNoService(t *testing.T) {
	s := NewSession("", Everything, data.SystemClock())
	s.SignIn(Identity{Person: "p", Role: Manager, OnePartner: true, Partner: "thanet"})
	for _, area := range []Area{Whole, Bulk, Backups, People, Devices, Trail, Soundness} {
		if err := s.May(area, Read); data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s: %v", area, err)
		}
	}
	for _, area := range []Area{Casework, Clients, Lists, Rights, Erasing, Figures} {
		if err := s.May(area, Read|Write); err != nil {
			t.Errorf("%s: %v", area, err)
		}
	}
	if s.Extent(SeeRecords) != OwnPartner || s.Can(MoveRecords) || s.Extent(RunService) != No {
		t.Error(s.Extent(SeeRecords), s.Extent(RunService))
	}
	s.SignIn(Identity{Person: "p", Role: Manager, Partner: "thanet"})
	if err := s.May(Whole, Read); err != nil || s.Extent(SeeRecords) != All {
		t.Error("who sees all partners:", err)
	}
}

// TestTable_whatHasNoRowIsClosed: a capability that was forgotten in the lists of what
// comes to nothing, and of what is over everything, was open on a surgery's PC and to
// the manager of one partner.
func TestTable_whatHasNoRowIsClosed(t *testing.T) {
	const forgotten Capability = "forgotten"
	s := NewSession("", Everything, data.SystemClock())
	s.SignIn(Identity{Person: "p", Role: Manager})
	for _, held := range []Held{HeldAll, HeldFigures, HeldClinics} {
		s.In(func() Held { return held })
		if !s.lacks(forgotten) || s.Can(forgotten) || s.Extent(forgotten) != No {
			t.Errorf("open where %d is held", held)
		}
	}
	if !OfWhole(forgotten) {
		t.Error("open to who sees the clients of one partner")
	}
}

// TestSession_comesToNothingWhereLessIsHeld is the table of what the PC of a
// coordinator and that of a surgery hold, written once more.
func TestSession_comesToNothingWhereLessIsHeld(t *testing.T) {
	lacking := map[Held][]Capability{
		HeldAll:     nil,
		HeldFigures: {SeeNames, SeeRecords, SeeScores, RecordWork, ChangeClients, BookClinics, AnswerRights},
		HeldClinics: {SeeRecords, SeeScores, RecordWork, ChangeClients, MakeReports, AnswerRights},
	}
	s := NewSession("", Everything, data.SystemClock())
	for held, lacks := range lacking {
		s.In(func() Held { return held })
		for _, row := range Table {
			if s.lacks(row.Capability) != slices.Contains(lacks, row.Capability) {
				t.Errorf("%s where %d is held: %t", row.Capability, held, s.lacks(row.Capability))
			}
		}
	}
}
