package agenda_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"waymark/data"
	"waymark/data/agenda"
)

var monday = data.MustDate("2026-04-06")

// week makes a random week as the store would read it, with how many appointments
// there are in it.
func week(random *rand.Rand) (agenda.Sources, map[data.ID]bool) {
	s := agenda.Sources{Filter: agenda.Filter{From: monday, To: monday.AddDays(6)}, Today: monday.AddDays(random.IntN(7)), Holidays: data.NewHolidays(data.EnglandAndWales())}
	all := map[data.ID]bool{}
	for i := range 1 + random.IntN(4) {
		id := data.ID(fmt.Sprint("staff", i))
		s.Staff = append(s.Staff, data.Staff{ID: id, Name: fmt.Sprint("Prescriber ", i), Role: data.RolePrescriber})
	}
	staff := func() data.ID {
		if random.IntN(9) == 0 {
			return ""
		}
		return s.Staff[random.IntN(len(s.Staff))].ID
	}
	row := func(day data.Date, at string, clinic data.ID) data.AppointmentRow {
		r := data.AppointmentRow{Client: fmt.Sprint("Client ", len(all))}
		r.ID, r.ClientID, r.ClinicID, r.StaffID = data.ID(fmt.Sprint("a", len(all))), "c", clinic, staff()
		r.On, r.At, r.Minutes, r.Kind = day, at, random.IntN(70), "phone"
		states := data.AppointmentStates()
		r.State = states[random.IntN(len(states))].Value
		if random.IntN(6) == 0 {
			r.Kind = data.WalkIn
		}
		all[r.ID] = true
		return r
	}
	for i := range random.IntN(6) {
		v := data.Session{ClinicID: data.ID(fmt.Sprint("clinic", i)), Day: monday.AddDays(random.IntN(7)), StaffID: staff(), Starts: "09:00", Ends: "11:00", SlotMinutes: 30, State: data.SessionOn}
		for j := range 4 {
			slot := data.Slot{At: data.ClockOf(540 + 30*j), Minutes: 30}
			for range random.IntN(3) {
				r := row(v.Day, slot.At, v.ClinicID)
				slot.Appointments = append(slot.Appointments, r)
				s.Appointments = append(s.Appointments, r)
			}
			v.Slots = append(v.Slots, slot)
		}
		for range random.IntN(3) {
			r := row(v.Day, data.ClockOf(500+random.IntN(240)), v.ClinicID)
			v.Others = append(v.Others, r)
			s.Appointments = append(s.Appointments, r)
		}
		s.Sessions = append(s.Sessions, v)
	}
	for range random.IntN(8) {
		at := ""
		if random.IntN(3) > 0 {
			at = data.ClockOf(random.IntN(24 * 60))
		}
		s.Appointments = append(s.Appointments, row(monday.AddDays(random.IntN(7)), at, ""))
	}
	for i := range random.IntN(4) {
		from := monday.AddDays(random.IntN(9) - 4)
		a := data.AbsenceRow{Absence: data.Absence{ID: data.ID(fmt.Sprint("away", i)), StaffID: staff(), From: from, To: from.AddDays(random.IntN(5)), Kind: "leave"}}
		if random.IntN(2) == 0 {
			a.FromAt = "13:00"
		}
		s.Absences = append(s.Absences, a)
	}
	return s, all
}

func TestCompose_everyAppointmentStandsExactlyOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 500 {
		s, all := week(random)
		a := agenda.Compose(s)
		seen := map[data.ID]int{}
		for _, e := range a.Entries {
			if e.Kind == agenda.Appointment || e.Kind == agenda.Visit {
				seen[e.ID]++
			}
			for _, slot := range e.Slots {
				for _, b := range slot.Booked {
					seen[b.ID]++
				}
			}
		}
		for id := range all {
			if seen[id] != 1 {
				t.Fatalf("%s stands %d times", id, seen[id])
			}
		}
		keys := map[string]bool{}
		for _, e := range a.Entries {
			if keys[e.Key()] {
				t.Fatalf("two entries are called %q", e.Key())
			}
			keys[e.Key()] = true
		}
	}
}

func TestColumns_haveAPlaceForEverythingOnADay(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 6))
	for range 500 {
		s, _ := week(random)
		a := agenda.Compose(s)
		for d, day := range a.ByDay() {
			if d.Before(a.From) || d.After(a.To) || len(day) != len(a.Day(d)) {
				t.Fatalf("%s: %d entries, %d", d, len(day), len(a.Day(d)))
			}
			columns := a.Columns(day, "")
			for _, e := range day {
				if !slices.ContainsFunc(columns, func(p agenda.Person) bool { return p.ID == e.StaffID }) {
					t.Fatalf("%s of %q has no column among %v", e.Kind, e.StaffID, columns)
				}
				from, to := agenda.Hours(day)
				if e.HasHour() && (e.From < 60*from || e.To > 60*to) {
					t.Fatalf("%d to %d is outside %d to %d o’clock", e.From, e.To, from, to)
				}
			}
		}
	}
}

func TestFreeAt_isNeverTaken(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 7))
	for range 500 {
		s, _ := week(random)
		a := agenda.Compose(s)
		day := a.Day(monday.AddDays(random.IntN(7)))
		from, minutes := 540+random.IntN(300), 10+random.IntN(60)
		at := agenda.FreeAt(day, "staff0", from, minutes)
		if at == agenda.NoHour {
			continue
		}
		if by, taken := agenda.Taken(day, "staff0", at, minutes, ""); taken || at < from {
			t.Fatalf("%d from %d on is taken by %+v", at, from, by)
		}
	}
}

func TestDays_haveNoWeekendUnlessSomethingIsOnIt(t *testing.T) {
	a := &agenda.Agenda{From: monday, To: monday.AddDays(6)}
	if n := len(a.Days(monday, monday)); n != 5 {
		t.Errorf("an empty week has %d days", n)
	}
	if n := len(a.Days(monday, monday.AddDays(6))); n != 7 {
		t.Errorf("Sunday was asked for, and there are %d days", n)
	}
	a.Entries = []agenda.Entry{{Kind: agenda.Visit, Day: monday.AddDays(5)}}
	if n := len(a.Days(monday, monday)); n != 6 {
		t.Errorf("with a visit on Saturday there are %d days", n)
	}
}

func TestSummary_saysWhatADayHolds(t *testing.T) {
	day := []agenda.Entry{
		{Kind: agenda.Clinic, From: 540, To: 600, Slots: []agenda.Slot{{Booked: []agenda.Booking{{ID: "a"}, {WalkIn: true}}}, {}, {Blocked: true}}},
		{Kind: agenda.Visit}, {Kind: agenda.FollowUp}, {Kind: agenda.FollowUp}, {Kind: agenda.Appointment, Mood: agenda.Cancelled},
	}
	if got, want := agenda.Summary(day), "1 of 2 booked · 1 walk-in · 1 visit · 2 follow-ups"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := agenda.Summary([]agenda.Entry{{Kind: agenda.Away, About: "Leave", From: agenda.NoHour}}); got != "On leave" {
		t.Errorf("%q", got)
	}
}
