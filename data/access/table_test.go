package access

import (
	"maps"
	"testing"

	"waymark/data"
)

// What each role may do, told again by role: one word in the table lets someone see
// whom they must not, and nothing else would notice.
func TestTable_whatEachRoleMay(t *testing.T) {
	everything := map[Capability]Extent{
		SeeNames: All, SeeRecords: All, SeeScores: All, RecordWork: All, ChangeClients: Yes, BookClinics: All, SearchServices: Yes, KeepServices: Yes,
		MakeReports: Yes, MoveRecords: Yes, AnswerRights: Yes, ReadAudit: Yes, SetUp: Yes, RunService: Yes, OwnSeat: Yes,
	}
	for role, want := range map[Role]map[Capability]Extent{
		Reception:   {SeeNames: OwnSurgery, BookClinics: OwnSurgery, OwnSeat: Yes},
		Volunteer:   {SeeNames: Assigned, SeeRecords: Assigned, SeeScores: Assigned, RecordWork: Assigned, SearchServices: Yes, OwnSeat: Yes},
		Prescriber:  {SeeNames: All, SeeRecords: All, SeeScores: All, RecordWork: All, ChangeClients: Yes, BookClinics: All, SearchServices: Yes, KeepServices: Yes, MakeReports: Yes, OwnSeat: Yes},
		Coordinator: {SeeScores: WithoutNames, SearchServices: Yes, KeepServices: Yes, MakeReports: Yes, OwnSeat: Yes},
		Manager:     everything,
		Everything:  everything,
		Nobody:      {},
	} {
		got := map[Capability]Extent{}
		for _, row := range Table {
			if extent := role.Extent(row.Capability); extent != No {
				got[row.Capability] = extent
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s may %v, want %v", role, got, want)
		}
	}
	if Coordinator.Can(SeeScores) {
		t.Error("a coordinator sees the scores of a person")
	}
}

// A PC that has less than everything lets no one do what needs the rest, not even a
// manager.
func TestSession_whereLessThanEverythingIsHeld(t *testing.T) {
	for held, lacks := range map[Held][]Capability{
		HeldAll:     nil,
		HeldFigures: {SeeNames, SeeRecords, SeeScores, RecordWork, ChangeClients, BookClinics, AnswerRights},
		HeldClinics: {SeeRecords, SeeScores, RecordWork, ChangeClients, MakeReports, AnswerRights},
	} {
		s := NewSession("", Everything, data.SystemClock())
		s.In(func() Held { return held })
		want := map[Capability]bool{}
		for _, c := range lacks {
			want[c] = true
		}
		for _, row := range Table {
			if c := row.Capability; s.Can(c) == want[c] || (s.Extent(c) == No) != want[c] {
				t.Errorf("held %d: %s: %v, %q", held, c, s.Can(c), s.Extent(c))
			}
		}
	}
}

func TestSession_followsTheOneWhoIsSignedIn(t *testing.T) {
	s := NewSession("", Everything, data.SystemClock())
	s.SignIn(Identity{Person: "p", Role: Prescriber})
	s.Follow(Identity{Person: "q", Role: Manager})
	if who := s.Identity(); who.Person != "p" || who.Role != Prescriber {
		t.Errorf("what another may do came over: %+v", who)
	}
	s.Lock()
	s.Follow(Identity{Person: "p", Role: Volunteer})
	if !s.Locked() {
		t.Error("a change of role unlocks the window")
	}
	if s.Unlock(); s.Role() != Volunteer || !s.SignedIn() {
		t.Errorf("what they may do now did not come over: %+v", s.Identity())
	}
	s.Lock()
	s.SignIn(Identity{Person: "q", Role: Manager})
	if s.Locked() || s.Person() != "q" {
		t.Error("someone who signs in at a locked window finds it locked")
	}
}
