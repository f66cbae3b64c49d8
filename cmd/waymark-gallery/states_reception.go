package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"waymark/data"
	"waymark/data/access"
	"waymark/data/store/lists"
	"waymark/data/store/office"
	"waymark/ui/host"
)

// deskStates are what the reception of a surgery finds.
func deskStates() []state {
	full := func(ctx context.Context, s *office.Office) error {
		return fillDesk(ctx, s, morning{people: deskPeople, away: false})
	}
	return []state{
		{name: "desk-full", appearance: "light", fill: full, desk: true},
		{name: "desk-dark", appearance: "dark", fill: full, desk: true},
		{name: "desk-empty", appearance: "light", fill: func(ctx context.Context, s *office.Office) error { return fillDesk(ctx, s, morning{away: true}) }, desk: true},
		{name: "desk-none", appearance: "light", fill: func(ctx context.Context, s *office.Office) error {
			return fillDesk(ctx, s, morning{rule: data.WeeklyRule(1, data.Friday)})
		}, desk: true},
		{name: "desk-long", appearance: "light", fill: func(ctx context.Context, s *office.Office) error {
			return fillDesk(ctx, s, morning{people: longPeople, surgery: "The Featherstonehaugh Memorial Health Centre", room: "Consulting room 4, second floor"})
		}, desk: true},
		{name: "clinic-day", appearance: "light", fill: fillClinicDay, only: "today"},
		{name: "desk-twice", appearance: "light", fill: fillTwice, desk: true},
	}
}

func deskScreens() []screen {
	at := func(a host.Area) func(people) host.Route {
		return func(people) host.Route { return host.Route{Area: a} }
	}
	return []screen{
		{name: "reception", route: at(host.Reception)},
		{name: "reception-book", route: at(host.Reception), then: pressAndType("Book  Ctrl+B", "ra")},
		{name: "reception-person", route: at(host.Reception), then: pressAndType("Book  Ctrl+B", "rah", fyne.KeyReturn)},
		{name: "reception-new", route: at(host.Reception), then: pressAndType("Send through now  Ctrl+T", "bernadette o'hare", fyne.KeyUp, fyne.KeyReturn)},
		{name: "coming-clinics", route: at(host.Clinics)},
		{name: "reception-refer", route: at(host.Referral)},
	}
}

// isDesk reports whether a screen is seen by reception alone.
func isDesk(sc screen) bool {
	return slices.ContainsFunc(deskScreens(), func(d screen) bool { return d.name == sc.name })
}

// asStaff does what the reception of a surgery may not, in its database.
func asStaff(s *office.Office, do func() error) error {
	if s.Session.SignedIn() {
		who := s.Session.Identity()
		defer s.Session.SignIn(who)
		s.Session.StaffAt(who.Person)
		return do()
	}
	surgery := s.Session.Surgery()
	if surgery == "" {
		return do()
	}
	s.Session.StaffAt("")
	defer s.Session.StandIn(surgery)
	return do()
}

// pressAndType presses a button, types into what then has the keyboard, and presses keys.
func pressAndType(button, text string, keys ...fyne.KeyName) func(fyne.Window) error {
	return func(w fyne.Window) error {
		if err := press(button)(w); err != nil {
			return err
		}
		for _, r := range text {
			if f := w.Canvas().Focused(); f != nil {
				f.TypedRune(r)
			}
		}
		for _, k := range keys {
			if f := w.Canvas().Focused(); f != nil {
				f.TypedKey(&fyne.KeyEvent{Name: k})
			}
		}
		return nil
	}
}

// morning is what happens in a clinic until the picture is taken.
type morning struct {
	people        []string
	rule          string
	away          bool
	surgery, room string
	staff         string
}

var deskPeople = []string{"Joan Bracewell", "Derek Mumford", "Kwame Boateng", "Olena Kovalchuk", "Harold Pettit", "Priya Raman", "Mohammed Iqbal", "Rahima Begum"}

var longPeople = []string{"Bartholomew Featherstonehaugh-Cholmondeley", "Oluwaseun-Chukwuemeka Adébáyọ̀-Ọláwálé Jr", "Wolfeschlegelsteinhausenbergerdorff Maria", "Ng An", "Anne-Marie Élisabeth van der Berg-Okonkwo"}

// clinicAt adds a surgery, a prescriber and a clinic.
func clinicAt(ctx context.Context, s *office.Office, m morning) (*data.Clinic, error) {
	if m.surgery == "" {
		m.surgery, m.room = "Birchington Medical Centre", "Room 4"
	}
	if m.staff == "" {
		m.staff = "Siân Prŷs-Okafor"
	}
	if m.rule == "" {
		m.rule = data.WeeklyRule(1, data.Tuesday, data.Wednesday)
	}
	surgery, staff := data.Surgery{Name: m.surgery, Town: "Birchington"}, data.Staff{Name: m.staff, Role: data.RolePrescriber}
	if err := errors.Join(s.Lists.SaveSurgery(ctx, &surgery), s.Lists.SaveStaff(ctx, &staff)); err != nil {
		return nil, err
	}
	c := &data.Clinic{SurgeryID: surgery.ID, StaffID: staff.ID, Room: m.room, Rule: m.rule, From: day.AddDays(-70), Starts: "09:00", Ends: "13:00", SlotMinutes: 30}
	_, err := s.Diary.SaveClinic(ctx, c)
	return c, err
}

func atTime(clock string) { hour, minute = data.MinuteOf(clock)/60, data.MinuteOf(clock)%60 }

// fillDesk has a morning pass until 11:12, or until 8:40 if no one is booked.
func fillDesk(ctx context.Context, s *office.Office, m morning) error {
	atTime("08:10")
	c, err := clinicAt(ctx, s, m)
	if err != nil {
		return err
	}
	if err := s.SetThisPC(office.PC{Role: access.Reception, Surgery: c.SurgeryID}, ""); err != nil {
		return err
	}
	times := []string{"09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"}
	for i, name := range m.people {
		p := &data.NewPatient{FamilyName: name, BirthDate: data.MustDate("1951-03-12").AddDays(977 * i), Phone: fmt.Sprintf("07700 9001%02d", 18+i*7)}
		on := day
		if i >= len(times) {
			on = day.AddDays(6)
		}
		if _, err := s.Desk.BookNew(ctx, p, &data.Appointment{Kind: "clinic", ClinicID: c.ID, On: on, At: times[i%len(times)]}); err != nil {
			return err
		}
	}
	if m.away {
		s.Session.StaffAt(c.StaffID)
		atTime("10:58")
		err = s.Diary.SetPresence(ctx, &data.Presence{StaffID: c.StaffID, SurgeryID: c.SurgeryID, State: data.PresenceAway, BackAt: "11:40"})
		s.Session.StandIn(c.SurgeryID)
	} else if m.people != nil {
		err = passMorning(ctx, s, c)
	}
	atTime("11:12")
	return err
}

// passMorning marks who came, and sends two walk-ins through.
func passMorning(ctx context.Context, s *office.Office, c *data.Clinic) error {
	sessions, err := s.Desk.Clinics(ctx, c.SurgeryID, day, day)
	if err != nil {
		return err
	}
	var rows []data.DeskRow
	for i := range sessions {
		rows = append(rows, sessions[i].Rows()...)
	}
	for _, step := range []struct {
		at    string
		row   int
		state data.AppointmentState
	}{{"09:02", 0, data.AppointmentSeen}, {"09:34", 1, data.AppointmentSeen}, {"10:12", 2, data.AppointmentMissed}, {"10:38", 3, data.AppointmentSeen},
		{"10:58", 5, data.AppointmentArrived}, {"11:08", 4, data.AppointmentInRoom}} {
		atTime(step.at)
		if step.row < len(rows) {
			err = errors.Join(err, s.Desk.Mark(ctx, rows[step.row].ID, step.state))
		}
	}
	for i, p := range []data.NewPatient{{GivenNames: "Edith", FamilyName: "Sørensen", BirthDate: data.MustDate("1944-06-21"), Phone: "01632 960112"},
		{GivenNames: "Bernadette", FamilyName: "O’Hare", BirthDate: data.MustDate("1939-11-02"), Phone: "01632 960014"}} {
		atTime([]string{"10:14", "11:06"}[i])
		a := &data.Appointment{SurgeryID: c.SurgeryID, SentBy: "Dr Patel"}
		if err := errors.Join(err, s.Desk.SendThrough(ctx, &p, a)); err != nil {
			return err
		}
		if i == 0 {
			err = s.Desk.Mark(ctx, a.ID, data.AppointmentSeen)
		}
	}
	return err
}

// fillClinicDay is a prescriber's Today in the middle of a clinic.
func fillClinicDay(ctx context.Context, s *office.Office) error {
	if err := fillSample(ctx, s); err != nil {
		return err
	}
	sample := s.Session.Person()
	if err := fillDesk(ctx, s, morning{people: deskPeople, surgery: "Minnis Bay Surgery", room: "Room 4", staff: "Tom Adeyemi-Jones"}); err != nil {
		return err
	}
	surgery := s.Session.Surgery()
	s.Session.StaffAt(sample)
	clinics, err := s.Diary.Clinics(ctx)
	for _, c := range clinics {
		if c.SurgeryID == surgery {
			err = errors.Join(err, s.Lists.SetSetting(ctx, lists.SettingCurrentStaff, string(c.StaffID)))
			s.Session.StaffAt(c.StaffID)
		}
	}
	return err
}

// fillTwice has two people in one slot, as two PCs that book at the same moment
// leave it.
func fillTwice(ctx context.Context, s *office.Office) error {
	if err := fillDesk(ctx, s, morning{people: deskPeople}); err != nil {
		return err
	}
	surgery := s.Session.Surgery()
	s.Session.StaffAt("")
	rows, err := s.Diary.Appointments(ctx, data.AppointmentFilter{From: day, To: day, SurgeryID: surgery})
	if err != nil {
		return err
	}
	err = s.Load(ctx, "second booking", func(b *office.Bulk) error {
		second := rows[slices.IndexFunc(rows, func(r data.AppointmentRow) bool { return r.At == "11:30" })].Appointment
		second.ID, second.Stamp, second.ClientID = "", data.Stamp{}, rows[0].ClientID
		return b.Add(&second)
	})
	s.Session.StandIn(surgery)
	return err
}
