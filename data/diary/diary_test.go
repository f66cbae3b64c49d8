package diary

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"waymark/data"
)

func date(iso string) data.Date { return data.MustDate(iso) }

// tuesdays is a clinic on Tuesday mornings with a break.
func tuesdays() data.Clinic {
	return data.Clinic{ID: "tu", SurgeryID: "w", StaffID: "sian", Rule: data.WeeklyRule(1, data.Tuesday), From: date("2026-03-03"),
		Starts: "09:00", Ends: "12:30", SlotMinutes: 30, Breaks: []data.ClinicBreak{{From: "10:45", To: "11:00"}}}
}

func plan() *Plan { return &Plan{Holidays: data.NewHolidays(data.EnglandAndWales())} }

func days(t *testing.T, c data.Clinic, from, to string) []string {
	t.Helper()
	list, err := Days(&c, date(from), date(to))
	if err != nil {
		t.Fatal(err)
	}
	words := make([]string, len(list))
	for i, d := range list {
		words[i] = d.String()
	}
	return words
}

func TestDays_alternateWeeksCountFromTheFirstWeek(t *testing.T) {
	c := tuesdays()
	c.Rule = data.WeeklyRule(2, data.Tuesday, data.Thursday)
	if got, want := days(t, c, "2026-01-01", "2026-04-03"), []string{"2026-03-03", "2026-03-05", "2026-03-17", "2026-03-19", "2026-03-31", "2026-04-02"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	c.Until = date("2026-03-18")
	if got, want := days(t, c, "2026-03-05", "2027-01-01"), []string{"2026-03-05", "2026-03-17"}; !slices.Equal(got, want) {
		t.Errorf("until: got %v, want %v", got, want)
	}
}

func TestDays_firstAndThirdTuesdayOfTheMonth(t *testing.T) {
	c := tuesdays()
	c.Rule = "FREQ=MONTHLY;BYDAY=1TU,3TU"
	if err := c.Validate(); err != nil {
		t.Fatal(err)
	}
	if got, want := days(t, c, "2026-03-01", "2026-04-30"), []string{"2026-03-03", "2026-03-17", "2026-04-07", "2026-04-21"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func states(t *testing.T, c data.Clinic, p *Plan, from, to string) map[string]string {
	t.Helper()
	list, err := Sessions(&c, date(from), date(to), p)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range list {
		got[s.Day.String()] = string(s.State) + " " + s.Why
	}
	return got
}

func TestSessions_skipBankHolidaysAndAbsences(t *testing.T) {
	c := tuesdays()
	c.Rule = data.WeeklyRule(1, data.Monday, data.Friday)
	p := plan()
	p.Absences = []data.Absence{
		{StaffID: "sian", From: date("2026-04-10"), To: date("2026-04-13"), ToAt: "12:30", Kind: "leave"},
		{StaffID: "another", From: date("2026-04-17"), To: date("2026-04-17"), Kind: "leave"},
	}
	got := states(t, c, p, "2026-03-30", "2026-04-17")
	for day, want := range map[string]string{"2026-03-30": "on ", "2026-04-03": "off Good Friday", "2026-04-06": "off Easter Monday",
		"2026-04-10": "off Leave", "2026-04-13": "off Leave", "2026-04-17": "on "} {
		if got[day] != want {
			t.Errorf("%s: got %q, want %q", day, got[day], want)
		}
	}
}

func TestSessions_followWhatTheServiceMadeOfTheHolidays(t *testing.T) {
	c := tuesdays()
	c.Rule = data.WeeklyRule(1, data.Friday)
	p := plan()
	p.Holidays = data.NewHolidays([]data.Holiday{{On: date("2026-04-10"), Title: "Training day"}})
	got := states(t, c, p, "2026-04-03", "2026-04-10")
	if got["2026-04-03"] != "on " || got["2026-04-10"] != "off Training day" {
		t.Error(got)
	}
}

func TestSessions_eachCanBeChanged(t *testing.T) {
	c, p := tuesdays(), plan()
	p.Absences = []data.Absence{{StaffID: "sian", From: date("2026-03-17"), To: date("2026-03-17"), Kind: "sickness"}}
	p.Changes = []data.SessionChange{
		{ClinicID: "tu", Day: date("2026-03-10"), State: data.SessionCancelled, Why: "Room flooded"},
		{ClinicID: "tu", Day: date("2026-03-17"), State: data.SessionOn, StaffID: "tom"},
		{ClinicID: "tu", Day: date("2026-03-24"), State: data.SessionOn, Ends: "11:00"},
		{ClinicID: "tu", Day: date("2026-03-26"), State: data.SessionOn},
		{ClinicID: "other", Day: date("2026-03-03"), State: data.SessionCancelled},
	}
	list, err := Sessions(&c, date("2026-03-03"), date("2026-03-26"), p)
	if err != nil || len(list) != 5 {
		t.Fatal(len(list), err)
	}
	if s := list[1]; s.State != data.SessionCancelled || s.Why != "Room flooded" || Slots(&s) != nil {
		t.Errorf("cancelled: %+v", s)
	}
	if s := list[2]; s.State != data.SessionOn || s.StaffID != "tom" {
		t.Errorf("held by another prescriber: %+v", s)
	}
	if s := list[3]; len(Slots(&s)) != 3 {
		t.Errorf("shortened: %+v", Slots(&s))
	}
	if s := list[4]; s.Day != date("2026-03-26") || s.State != data.SessionOn || list[0].State != data.SessionOn {
		t.Errorf("an extra one: %+v", s)
	}
}

func times(slots []data.Slot) (list []string) {
	for _, s := range slots {
		list = append(list, s.At)
	}
	return list
}

func TestSlots_beginAnewAfterABreak(t *testing.T) {
	c := tuesdays()
	s := session(&c, date("2026-03-03"), nil, plan())
	if got, want := times(Slots(&s)), []string{"09:00", "09:30", "10:00", "11:00", "11:30", "12:00"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	p := plan()
	p.Absences = []data.Absence{{StaffID: "sian", From: date("2026-03-03"), To: date("2026-03-03"), FromAt: "11:45", Kind: "training"}}
	s = session(&c, date("2026-03-03"), nil, p)
	if got, want := times(Slots(&s)), []string{"09:00", "09:30", "10:00", "11:00"}; !slices.Equal(got, want) {
		t.Errorf("away from 11:45: got %v, want %v", got, want)
	}
}

func TestFill_aPrescriberIsInOnePlace(t *testing.T) {
	c := tuesdays()
	s := session(&c, date("2026-03-03"), nil, plan())
	row := func(id data.ID, clinic, staff data.ID, kind data.ContactKind, at string, minutes int, state data.AppointmentState) data.AppointmentRow {
		return data.AppointmentRow{Appointment: data.Appointment{ID: id, ClinicID: clinic, StaffID: staff, Kind: kind, On: s.Day, At: at, Minutes: minutes, State: state}}
	}
	Fill(&s, []data.AppointmentRow{
		row("booked", "tu", "sian", "clinic", "09:00", 30, data.AppointmentBooked),
		row("missed", "tu", "sian", "clinic", "09:30", 30, data.AppointmentMissed),
		row("cancelled", "tu", "sian", "clinic", "10:00", 30, data.AppointmentCancelled),
		row("walk-in", "tu", "sian", data.WalkIn, "10:05", 0, data.AppointmentArrived),
		row("visit", "", "sian", "home_visit", "11:15", 60, data.AppointmentBooked),
		row("elsewhere", "", "tom", "home_visit", "09:30", 60, data.AppointmentBooked),
	})
	var free []string
	for _, slot := range s.Slots {
		if slot.Free() {
			free = append(free, slot.At)
		}
	}
	if want := []string{"09:30", "10:00"}; !slices.Equal(free, want) {
		t.Errorf("free %v, want %v", free, want)
	}
	if len(s.Slots[0].Appointments) != 1 || len(s.Slots[1].Appointments) != 1 || len(s.Slots[2].Appointments) != 0 {
		t.Errorf("%+v", s.Slots)
	}
	if len(s.Others) != 1 || s.Others[0].ID != "walk-in" {
		t.Errorf("others %+v", s.Others)
	}
}

// TestSessions_years tries patterns at random over years in which clocks go on and
// back: every session is on a day of the pattern at the clinic's own hours, none
// is on a holiday or while the prescriber is away, and no day of the pattern is lost.
func TestSessions_years(t *testing.T) {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("this system has no time zones")
	}
	r := rand.New(rand.NewPCG(11, 1))
	p := plan()
	for range 300 {
		c := tuesdays()
		every := 1 + r.IntN(4)
		day := data.Weekday(1 + r.IntN(7))
		c.Rule = data.WeeklyRule(every, day)
		c.From = date("2024-01-01").AddDays(r.IntN(700))
		c.Starts, c.Ends = data.ClockOf(r.IntN(12*60)), data.ClockOf(13*60+r.IntN(10*60))
		c.SlotMinutes, c.Breaks = 5+r.IntN(56), nil
		away := data.Absence{StaffID: "sian", Kind: "leave", From: c.From.AddDays(r.IntN(900))}
		away.To = away.From.AddDays(r.IntN(30))
		p.Absences = []data.Absence{away}
		list, err := Sessions(&c, date("2024-01-01"), date("2027-12-31"), p)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		week := c.From.AddDays(-(int(c.From.Weekday()) + 6) % 7)
		for d := c.From; !d.After(date("2027-12-31")); d = d.AddDays(1) {
			named := (int(d.Weekday())+6)%7 == int(day)-1 && d.Sub(week)/7%every == 0
			if !named {
				continue
			}
			if at >= len(list) || list[at].Day != d {
				t.Fatalf("%s from %v: no session on %v", c.Rule, c.From, d)
			}
			s := list[at]
			at++
			_, holiday := p.Holidays.On(d)
			absent := !d.Before(away.From) && !d.After(away.To)
			if (s.State == data.SessionOn) != (!holiday && !absent) {
				t.Fatalf("%v is %s, holiday %t, away %t", d, s.State, holiday, absent)
			}
			checkSlots(t, &s, london)
		}
		if at != len(list) {
			t.Fatalf("%s: %d sessions too many, the first on %v", c.Rule, len(list)-at, list[at].Day)
		}
	}
}

// checkSlots reads the slots back on a clock of London: none is skipped or comes
// twice, whatever the clocks did in the night.
func checkSlots(t *testing.T, s *data.Session, zone *time.Location) {
	t.Helper()
	slots := Slots(s)
	if s.State != data.SessionOn {
		if len(slots) > 0 {
			t.Fatalf("%v is %s and has slots", s.Day, s.State)
		}
		return
	}
	if want := (data.MinuteOf(s.Ends) - data.MinuteOf(s.Starts)) / s.SlotMinutes; len(slots) != want {
		t.Fatalf("%v: %d slots, want %d", s.Day, len(slots), want)
	}
	for _, slot := range slots {
		minute := data.MinuteOf(slot.At)
		if minute < 3*60 {
			continue // an hour that clocks may skip
		}
		if got := time.Date(s.Day.Year, s.Day.Month, s.Day.Day, minute/60, minute%60, 0, 0, zone).Format("2006-01-02 15:04"); got != s.Day.String()+" "+slot.At {
			t.Fatalf("%v %s reads %s", s.Day, slot.At, got)
		}
	}
}

// Free, which looks at nothing but stretches of time, says the same as Fill.
func TestFree_saysTheSameAsFill(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	c := tuesdays()
	for range 500 {
		s := session(&c, date("2026-03-03"), nil, plan())
		var rows []data.AppointmentRow
		var busy []Busy
		for i := range r.IntN(6) {
			a := data.AppointmentRow{Appointment: data.Appointment{ID: data.ID(string(rune('a' + i))), On: s.Day, At: data.ClockOf(8*60 + 10*r.IntN(30)), Minutes: 15 * r.IntN(5), State: data.AppointmentBooked,
				ClinicID: []data.ID{"", "tu", "we"}[r.IntN(3)], StaffID: []data.ID{"", "sian", "tom"}[r.IntN(3)], Kind: "clinic"}}
			rows = append(rows, a)
			from := data.MinuteOf(a.At)
			busy = append(busy, Busy{From: from, To: from + max(a.Minutes, 1), Clinic: a.ClinicID, Staff: a.StaffID})
		}
		var want []string
		for Fill(&s, rows); len(s.Slots) > 0; s.Slots = s.Slots[1:] {
			if s.Slots[0].Free() {
				want = append(want, s.Slots[0].At)
			}
		}
		s = session(&c, date("2026-03-03"), nil, plan())
		if got := times(Free(&s, busy)); !slices.Equal(got, want) {
			t.Fatalf("%+v: free %v, by Fill %v", busy, got, want)
		}
	}
}
