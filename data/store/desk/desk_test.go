package desk_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"waymark/data"
)

// withClinics adds a clinic on Tuesdays at both surgeries, by two prescribers.
func (s *surgeries) withClinics(t *testing.T) (own, other data.Clinic) {
	t.Helper()
	for to, at := range map[*data.Clinic]data.ID{&own: s.own, &other: s.other} {
		staff := data.Staff{Name: "Prescriber at " + string(at), Role: data.RolePrescriber}
		must(t, s.Lists.SaveStaff(context.Background(), &staff))
		*to = data.Clinic{SurgeryID: at, StaffID: staff.ID, Room: "Room 4", Rule: data.WeeklyRule(1, data.Tuesday), From: data.MustDate("2026-03-03"),
			Starts: "09:00", Ends: "13:00", SlotMinutes: 30}
		_, err := s.Diary.SaveClinic(context.Background(), to)
		must(t, err)
	}
	return own, other
}

func (s *surgeries) booked(t *testing.T, client data.ID, c data.Clinic, at, note string) data.ID {
	t.Helper()
	a := &data.Appointment{ClientID: client, Kind: "clinic", ClinicID: c.ID, On: data.MustDate("2026-04-07"), At: at, Note: note}
	must(t, s.Diary.Book(context.Background(), a))
	return a.ID
}

// Everything that the desk returns is looked through for what staff wrote.
func TestDesk_handsOutNothingThatStaffWrote(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	own, _ := s.withClinics(t)
	client := s.person(t, "Joan", "Bracewell", "1951-03-12", "07700 900118", s.own)
	id := s.booked(t, client, own, "11:00", "SECRET debt")
	_, err := s.Diary.ChangeSession(ctx, data.SessionChange{ClinicID: own.ID, Day: data.MustDate("2026-04-14"), State: data.SessionCancelled, Why: "SECRET operation"})
	must(t, err)
	_, err = s.Diary.SaveAbsence(ctx, &data.Absence{StaffID: own.StaffID, From: data.MustDate("2026-04-21"), To: data.MustDate("2026-04-21"), Kind: "sickness", Note: "SECRET flu"})
	must(t, err)
	s.Session.StandIn(s.own)
	day, err := s.Desk.Day(ctx, s.own, data.MustDate("2026-04-07"))
	must(t, err)
	coming, err := s.Desk.Clinics(ctx, s.own, data.MustDate("2026-04-07"), data.MustDate("2026-05-01"))
	must(t, err)
	tell, err := s.Desk.ToTell(ctx, s.own)
	must(t, err)
	card, _, err := s.Desk.Card(ctx, id)
	must(t, err)
	people, err := s.Desk.Find(ctx, s.own, "joan")
	must(t, err)
	taken := s.Desk.Book(ctx, &data.Appointment{ClientID: client, Kind: "clinic", ClinicID: own.ID, On: data.MustDate("2026-04-21"), At: "09:00"})
	var texts []string
	for _, v := range []any{day, coming, tell, card, people, taken} {
		texts = append(texts, strs(reflect.ValueOf(v), nil)...)
	}
	if taken == nil {
		t.Fatal("booked into a day on which the prescriber is away")
	}
	texts = append(texts, taken.Error())
	all := strings.Join(texts, "\n")
	if !strings.Contains(all, "Joan Bracewell") {
		t.Fatal("it hands out nothing at all")
	}
	for _, word := range []string{"SECRET", "ickness", "Rahsaan", "CT7"} {
		if strings.Contains(all, word) {
			t.Errorf("the desk is told %q", word)
		}
	}
}

// strs are all texts within a value.
func strs(v reflect.Value, into []string) []string {
	switch v.Kind() {
	case reflect.String:
		into = append(into, v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			into = strs(v.Elem(), into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			into = strs(v.Field(i), into)
		}
	case reflect.Slice:
		for i := range v.Len() {
			into = strs(v.Index(i), into)
		}
	}
	return into
}

func TestDesk_refusesWhatIsAnotherSurgerys(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	own, other := s.withClinics(t)
	mine := s.person(t, "Joan", "Bracewell", "1951-03-12", "", s.own)
	theirs := s.person(t, "Derek", "Mumford", "1947-10-30", "", s.other)
	s.booked(t, mine, other, "09:00", "")
	foreign, here := s.booked(t, theirs, other, "09:30", ""), s.booked(t, theirs, own, "10:30", "")
	s.Session.StandIn(s.own)
	slot := data.FreeSlot{ClinicID: own.ID, Day: data.MustDate("2026-04-14"), At: "09:00"}
	for what, err := range map[string]error{
		"the clinics": func() error { _, err := s.Desk.Clinics(ctx, s.other, slot.Day, slot.Day); return err }(),
		"all clinics": func() error { _, err := s.Desk.Clinics(ctx, "", slot.Day, slot.Day); return err }(),
		"the day":     func() error { _, err := s.Desk.Day(ctx, s.other, slot.Day); return err }(),
		"who to tell": func() error { _, err := s.Desk.ToTell(ctx, s.other); return err }(),
		"a mark":      s.Desk.Mark(ctx, foreign, data.AppointmentArrived),
		"a move":      s.Desk.Move(ctx, foreign, slot),
		"a cancel":    s.Desk.Cancel(ctx, foreign, "ill"),
		"a booking":   s.Desk.Book(ctx, &data.Appointment{ID: foreign}),
		"a card":      func() error { _, _, err := s.Desk.Card(ctx, foreign); return err }(),
		"a walk-in":   s.Desk.SendThrough(ctx, nil, &data.Appointment{ClientID: mine, SurgeryID: s.other}),
		"a change": func() error {
			_, err := s.Desk.ChangeSession(ctx, data.SessionChange{ClinicID: other.ID, Day: slot.Day, State: data.SessionCancelled})
			return err
		}(),
		"a clash": s.Desk.KeepClash(ctx, here, foreign),
	} {
		if data.CodeOf(err) != data.CodeRefused {
			t.Errorf("%s of another surgery: %v", what, err)
		}
	}
	must(t, s.Desk.Mark(ctx, here, data.AppointmentArrived)) // who comes here is seen here, wherever they are registered
	day, err := s.Desk.Day(ctx, s.own, data.MustDate("2026-04-07"))
	must(t, err)
	if rows := day.Sessions[0].Rows(); len(rows) != 1 || rows[0].Client != "Derek Mumford" {
		t.Errorf("%+v", rows)
	}
}

func TestDay_hasWalkInsWithoutAClinicAndWhoIsAway(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	own, _ := s.withClinics(t)
	client := s.person(t, "Joan", "Bracewell", "1951-03-12", "", s.own)
	must(t, s.Diary.SetPresence(ctx, &data.Presence{StaffID: own.StaffID, State: data.PresenceAway, BackAt: "11:40"}))
	_, err := s.Diary.ChangeSession(ctx, data.SessionChange{ClinicID: own.ID, Day: data.MustDate("2026-04-07"), State: data.SessionCancelled})
	must(t, err)
	s.Session.StandIn(s.own)
	must(t, s.Desk.SendThrough(ctx, nil, &data.Appointment{ClientID: client, SurgeryID: s.own, StaffID: own.StaffID}))
	day, err := s.Desk.Day(ctx, s.own, data.MustDate("2026-04-07"))
	must(t, err)
	if len(day.Sessions) != 2 || day.Sessions[1].ClinicID != "" || len(day.Sessions[1].Others) != 1 || len(day.Presence) != 1 || day.Presence[0].BackAt != "11:40" {
		t.Errorf("%+v", day)
	}
}

// Who is booked into another surgery's clinic is a patient of the one that books.
func TestBookNew_elsewhereIsAPatientOfThisSurgery(t *testing.T) {
	ctx := context.Background()
	s := openSurgeries(t)
	_, other := s.withClinics(t)
	s.Session.StandIn(s.own)
	a := &data.Appointment{Kind: "clinic", ClinicID: other.ID, On: data.MustDate("2026-04-14"), At: "09:00"}
	_, err := s.Desk.BookNew(ctx, &data.NewPatient{GivenNames: "Edith", FamilyName: "Sørensen"}, a)
	must(t, err)
	people, err := s.Desk.Find(ctx, s.own, "edith")
	if err != nil || names(people) != "Edith Sørensen; " || people[0].Surgery != "" || people[0].BookedAt != "09:00" {
		t.Errorf("%+v %v", people, err)
	}
	if a.SurgeryID != s.other {
		t.Errorf("the appointment is at %q", a.SurgeryID)
	}
}
