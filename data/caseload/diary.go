package caseload

import (
	"fmt"
	"time"

	"waymark/data"
	"waymark/data/diary"
	"waymark/data/store/office"
)

// slotMinutes is how long the sample's slots are. Its contacts begin on this grid.
const slotMinutes = 20

// clinicDays are the days of each surgery's clinics, in the order of the surgeries:
// on every working day there is one somewhere, and no one holds two on one day.
var clinicDays = [][]data.Weekday{
	{data.Monday, data.Wednesday}, {data.Tuesday, data.Thursday}, {data.Thursday, data.Friday}, {data.Wednesday, data.Friday},
}

// writeClinics sets up a clinic at each surgery, and who will be away.
func (g *generator) writeClinics(b *office.Bulk) error {
	for i := range g.surgeries {
		by := g.staff[i%len(g.staff)].ID
		c := data.Clinic{ID: g.diaryID(g.start), SurgeryID: g.surgeries[i].ID, StaffID: by, Room: fmt.Sprintf("Room %d", 1+i),
			Rule: data.WeeklyRule(1, clinicDays[i%len(clinicDays)]...), From: g.start.AddDays(-30), Starts: "09:00", Ends: "12:40",
			SlotMinutes: slotMinutes, Breaks: []data.ClinicBreak{{From: "10:40", To: "11:00"}}, Stamp: g.morning(g.start, by)}
		if i == len(g.surgeries)-1 {
			c.Rule = data.WeeklyRule(2, clinicDays[i%len(clinicDays)]...)
		}
		if err := b.Add(&c); err != nil {
			return err
		}
		g.clinics = append(g.clinics, c)
	}
	leave := data.Absence{ID: g.diaryID(g.start), StaffID: g.staff[0].ID, From: g.soon(8), To: g.soon(12), Kind: "leave", Stamp: g.morning(g.today, g.staff[0].ID)}
	training := data.Absence{ID: g.diaryID(g.start), StaffID: g.staff[len(g.staff)-1].ID, From: g.soon(3), To: g.soon(3), FromAt: "11:00", Kind: "training",
		Stamp: g.morning(g.today, g.staff[0].ID)}
	for _, a := range []*data.Absence{&leave, &training} {
		g.plan.Absences = append(g.plan.Absences, *a)
		if err := b.Add(a); err != nil {
			return err
		}
	}
	return nil
}

// diaryID is the ID of a row of the diary. It takes from a stream of its own, so
// that the rest of the sample stays as it was before there was a diary.
func (g *generator) diaryID(on data.Date) data.ID {
	return makeID(g.booking, on.Time().Add(8*time.Hour))
}

// morning signs a row of the diary early on a day.
func (g *generator) morning(on data.Date, by data.ID) data.Stamp {
	at := g.past(on.Time().Add(8 * time.Hour))
	return data.Stamp{CreatedAt: at, CreatedBy: by, UpdatedAt: at, UpdatedBy: by}
}

// session is the session of a surgery on a day, nil if there is none.
func (g *generator) session(surgery data.ID, on data.Date) *data.Session {
	for i := range g.clinics {
		if g.clinics[i].SurgeryID != surgery {
			continue
		}
		list, err := diary.Sessions(&g.clinics[i], on, on, &g.plan)
		if err == nil && len(list) == 1 && list[0].State == data.SessionOn {
			return &list[0]
		}
	}
	return nil
}

// takes books a time of a member of staff; false if it is taken.
func (g *generator) takes(staff data.ID, on data.Date, at string) bool {
	key := string(staff) + on.String() + at
	if g.busy[key] {
		return false
	}
	g.busy[key] = true
	return true
}

// cameOf writes the appointment that a contact came of. A call was mostly not
// booked; nor was what falls on a time that is taken already.
func (s *story) cameOf(k *data.Contact) {
	if k.Kind == "phone" || k.At == "" || !s.takes(k.StaffID, k.On, k.At) {
		return
	}
	state := map[data.ContactOutcome]data.AppointmentState{
		data.ContactAttended: data.AppointmentSeen, data.ContactMissed: data.AppointmentMissed, data.ContactCancelled: data.AppointmentCancelled,
	}[k.Outcome]
	made := s.morning(k.On.AddDays(-7), s.by)
	at := s.morning(k.On, s.by).CreatedAt
	made.UpdatedAt = at
	a := data.Appointment{ID: s.diaryID(k.On), ClientID: k.ClientID, SurgeryID: k.SurgeryID, StaffID: k.StaffID, Kind: k.Kind, On: k.On, At: k.At,
		Minutes: slotMinutes, State: state, StateAt: at, ContactID: k.ID, Stamp: made}
	switch k.Kind {
	case data.WalkIn:
		a.SentBy = "Reception"
	case "clinic":
		if v := s.session(k.SurgeryID, k.On); v != nil && v.StaffID == k.StaffID && v.Holds(k.At, slotMinutes) {
			a.ClinicID = v.ClinicID
		}
	}
	s.add(&a)
}

// book writes an appointment to come: in the clinic of the client's surgery if it
// has one soon, at the first free slot from the time on.
func (s *story) book(on data.Date, at string, kind data.ContactKind) {
	a := data.Appointment{ID: s.diaryID(s.today), ClientID: s.client.ID, StaffID: s.by, Kind: kind, On: on, At: at, Minutes: slotMinutes,
		State: data.AppointmentBooked, Stamp: s.morning(s.today, s.by)}
	a.StateAt = a.CreatedAt
	if kind == "clinic" {
		a.SurgeryID = s.client.SurgeryID
		if !on.Before(s.today) && s.intoClinic(&a) {
			s.add(&a)
			return
		}
	}
	for !s.takes(a.StaffID, a.On, a.At) {
		a.At = data.ClockOf(data.MinuteOf(a.At) + slotMinutes)
	}
	s.add(&a)
}

// clinicWithin is how many days ahead a place in a clinic is looked for.
const clinicWithin = 14

func (s *story) intoClinic(a *data.Appointment) bool {
	for day := a.On; day.Sub(a.On) < clinicWithin; day = day.AddDays(1) {
		v := s.session(a.SurgeryID, day)
		if v == nil {
			continue
		}
		for _, slot := range diary.Slots(v) {
			if slot.At >= a.At && s.takes(v.StaffID, day, slot.At) {
				a.ClinicID, a.StaffID, a.On, a.At = v.ClinicID, v.StaffID, day, slot.At
				return true
			}
		}
	}
	return false
}
