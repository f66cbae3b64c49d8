package agenda

import (
	"cmp"
	"slices"

	"waymark/data"
)

// Sources is what the store knows of a stretch of days; Compose makes an Agenda
// of it.
type Sources struct {
	Filter Filter
	Today  data.Date
	// Sessions have their slots filled with their appointments.
	Sessions []data.Session
	// Appointments are all of those days, in clinics or not, cancelled ones too.
	Appointments []data.AppointmentRow
	Absences     []data.AbsenceRow
	FollowUps    []data.FollowUpRow
	Overdue      []data.FollowUpRow
	Contacts     []data.ContactRow
	ToTell       []data.ToTell
	Holidays     *data.Holidays
	Staff        []data.Staff
	Surgeries    []data.Surgery
	// SessionChanges is how often a session was changed, and when last, by the
	// Key of its entry.
	SessionChanges map[string]Revision
	// Addresses are of the clients who are visited.
	Addresses map[data.ID]string
}

// Compose puts everything where it stands. An appointment that stands in a slot
// of a clinic is not an entry of its own, and neither is the contact that came
// of an appointment.
func Compose(s Sources) *Agenda {
	a := &Agenda{From: s.Filter.From, To: s.Filter.To, Holidays: s.Holidays}
	s.addPeople(a)
	for i := range s.Absences {
		a.Entries = append(a.Entries, s.absence(&s.Absences[i])...)
	}
	Sort(a.Entries)
	for i := range s.Overdue {
		a.Overdue = append(a.Overdue, followUpEntry(&s.Overdue[i], s.Today))
	}
	slices.SortStableFunc(a.Overdue, func(x, y Entry) int { return cmp.Or(x.Day.Compare(y.Day), cmp.Compare(x.Client, y.Client)) })
	for _, p := range s.Staff {
		if p.Role.SeesClients() && !p.Retired {
			a.Staff = append(a.Staff, Person{p.ID, p.Name})
		}
	}
	for _, p := range s.Surgeries {
		if !p.Retired {
			a.Surgeries = append(a.Surgeries, Person{p.ID, p.Name})
		}
	}
	return a
}

// addPeople adds clinics, appointments, contacts and follow-ups.
func (s *Sources) addPeople(a *Agenda) {
	inSession, contacts := map[data.ID]bool{}, map[data.ID]bool{}
	for i := range s.Sessions {
		a.Entries = append(a.Entries, s.session(&s.Sessions[i], inSession))
	}
	for i := range s.Appointments {
		r := &s.Appointments[i]
		if r.ContactID != "" {
			contacts[r.ContactID] = true
		}
		if !inSession[r.ID] {
			a.Entries = append(a.Entries, s.appointment(r))
		}
	}
	for i := range s.Contacts {
		if r := &s.Contacts[i]; !contacts[r.ID] && r.Outcome != "planned" && !a.withClinic(r) {
			a.Entries = append(a.Entries, contactEntry(r))
		}
	}
	for i := range s.FollowUps {
		a.Entries = append(a.Entries, followUpEntry(&s.FollowUps[i], s.Today))
	}
}

// withClinic puts someone who came to a clinic without a booking into the slot
// at whose time they came.
func (a *Agenda) withClinic(r *data.ContactRow) bool {
	if r.At == "" || r.StaffID == "" || r.Kind != "clinic" && r.Kind != data.WalkIn {
		return false
	}
	_, slot := a.SlotAt(r.On, r.StaffID, Minutes(r.At))
	if slot == nil {
		return false
	}
	b := Booking{ClientID: r.ClientID, Client: r.Client, State: r.Outcome.Label(), WalkIn: true, Gone: true, At: Minutes(r.At), Minutes: r.Minutes,
		Contact: r.Kind, Modified: r.UpdatedAt}
	if r.Outcome == data.ContactAttended {
		b.State, b.Mood = data.AppointmentSeen.Label(), Done
	}
	slot.Booked = append(slot.Booked, b)
	return true
}

// session is a clinic on one day. It notes which appointments stand in it.
func (s *Sources) session(v *data.Session, inSession map[data.ID]bool) Entry {
	e := Entry{Kind: Clinic, ID: v.ClinicID, Day: v.Day, Last: v.Day, From: Minutes(v.Starts), To: Minutes(v.Ends),
		StaffID: v.StaffID, Staff: v.Staff, SurgeryID: v.SurgeryID, Surgery: v.Surgery, Room: v.Room, About: v.Why, Contact: "clinic"}
	if v.State != data.SessionOn {
		e.State, e.Mood, e.Closed = "Cancelled", Cancelled, true
	}
	for i := range v.Slots {
		slot := Slot{From: Minutes(v.Slots[i].At), Blocked: v.Slots[i].Taken && len(v.Slots[i].Appointments) == 0}
		slot.To = slot.From + v.Slots[i].Minutes
		for j := range v.Slots[i].Appointments {
			r := &v.Slots[i].Appointments[j]
			inSession[r.ID] = true
			slot.Booked = append(slot.Booked, s.booking(r))
		}
		e.Slots = append(e.Slots, slot)
	}
	for i := range v.Others {
		r := &v.Others[i]
		at := slices.IndexFunc(e.Slots, func(slot Slot) bool { m := Minutes(r.At); return slot.From <= m && m < slot.To })
		if at < 0 { // outside the hours: an entry of its own
			continue
		}
		inSession[r.ID] = true
		e.Slots[at].Booked = append(e.Slots[at].Booked, s.booking(r))
	}
	for i := range s.ToTell {
		if r := &s.ToTell[i].Appointment; r.ClinicID == v.ClinicID && r.On == v.Day {
			e.Tell++
		}
	}
	change := s.SessionChanges[e.Key()]
	e.Changes, e.Modified = change.Count, change.Last
	return e
}

func (s *Sources) booking(r *data.AppointmentRow) Booking {
	b := Booking{ID: r.ID, ClientID: r.ClientID, Client: r.Client, WalkIn: r.Kind == data.WalkIn, At: Minutes(r.At), Minutes: r.Minutes,
		Contact: r.Kind, Note: r.Note, Changes: r.Sequence, Modified: r.UpdatedAt}
	b.State, b.Mood, b.Gone = stateOf(r, s.Today)
	return b
}

// stateOf says how an appointment stands. One whose day has passed without a
// word asks for it.
func stateOf(r *data.AppointmentRow, today data.Date) (state string, mood Mood, gone bool) {
	state = r.State.Label()
	switch r.State {
	case data.AppointmentArrived:
		mood = Due
	case data.AppointmentInRoom:
		mood = Underway
	case data.AppointmentSeen:
		mood = Done
	case data.AppointmentCancelled:
		mood, gone = Cancelled, true
	case data.AppointmentMissed:
		gone = true
	}
	if r.State.Open() && r.On.Before(today) {
		state, mood = "What came of it?", Due
	}
	return state, mood, gone
}

func (s *Sources) appointment(r *data.AppointmentRow) Entry {
	e := Entry{Kind: Appointment, ID: r.ID, Day: r.On, Last: r.On, From: NoHour, To: NoHour, ClientID: r.ClientID, Client: r.Client,
		StaffID: r.StaffID, Staff: r.Staff, SurgeryID: r.SurgeryID, Surgery: r.Surgery, Room: r.Room, About: r.Kind.Label(), Note: r.Note,
		Contact: r.Kind, Clash: r.Clash, Changes: r.Sequence, Modified: r.UpdatedAt, AppointmentContact: r.ContactID, NewPatient: r.New}
	if r.Kind == "home_visit" {
		e.Kind, e.Address = Visit, s.Addresses[r.ClientID]
	}
	if from := Minutes(r.At); from >= 0 {
		minutes := r.Minutes
		if minutes <= 0 {
			minutes = UsualMinutes
		}
		e.From, e.To = from, min(from+minutes, 24*60)
	}
	e.State, e.Mood, e.Closed = stateOf(r, s.Today)
	e.Closed = e.Closed || e.Mood == Done
	e.Movable = r.State == data.AppointmentBooked || r.State == data.AppointmentHeld || r.State == data.AppointmentArrived
	if e.Client == "" {
		e.Client = r.State.Label()
	}
	return e
}

// UsualMinutes is how long an appointment is taken to last of which no one has said.
const UsualMinutes = 30

func contactEntry(r *data.ContactRow) Entry {
	e := Entry{Kind: Contact, ID: r.ID, Day: r.On, Last: r.On, From: NoHour, To: NoHour, ClientID: r.ClientID, Client: r.Client,
		StaffID: r.StaffID, Staff: r.Staff, SurgeryID: r.SurgeryID, Surgery: r.Surgery, About: r.Kind.Label(), Contact: r.Kind,
		State: r.Outcome.Label(), Closed: true, Modified: r.UpdatedAt}
	if from := Minutes(r.At); from >= 0 {
		minutes := r.Minutes
		if minutes <= 0 {
			minutes = UsualMinutes
		}
		e.From, e.To = from, min(from+minutes, 24*60)
	}
	if r.Outcome == data.ContactAttended {
		e.Mood = Done
	}
	return e
}

func followUpEntry(r *data.FollowUpRow, today data.Date) Entry {
	e := Entry{Kind: FollowUp, ID: r.ID, Day: r.DueOn, From: NoHour, To: NoHour, ClientID: r.ClientID, Client: r.Client, StaffID: r.StaffID,
		Staff: r.Staff, SurgeryID: r.SurgeryID, Surgery: r.Surgery, About: r.Service, Number: r.Number, Asks: data.DueWords(r.Asks)}
	switch {
	case r.Status != data.FollowUpOpen:
		e.Day, e.Closed, e.State = r.ClosedOn, true, r.Status.Label()
		if r.Status == data.FollowUpDone {
			e.Mood = Done
		}
	case r.DueOn.Before(today):
		e.State, e.Mood, e.Movable = data.Plural(today.Sub(r.DueOn), "day", "days")+" overdue", Overdue, true
	case r.DueOn == today:
		e.State, e.Mood, e.Movable = "Due today", Due, true
	default:
		e.State, e.Movable = "Due", true
	}
	e.Last = e.Day
	return e
}

// absence is one entry for what takes whole days, or one for each day of an
// absence that begins or ends within a day.
func (s *Sources) absence(r *data.AbsenceRow) []Entry {
	e := Entry{Kind: Away, ID: r.ID, Day: r.From, Last: r.To, From: NoHour, To: NoHour, StaffID: r.StaffID, Staff: r.Staff,
		About: r.Kind.Label(), Note: r.Note, Modified: r.UpdatedAt}
	for i := range s.ToTell {
		if a := &s.ToTell[i].Appointment; a.StaffID == r.StaffID && e.On(a.On) {
			e.Tell++
		}
	}
	if r.FromAt == "" && r.ToAt == "" {
		return []Entry{e}
	}
	var parts []Entry
	first, last := r.From, r.To
	if first.Before(s.Filter.From) {
		first = s.Filter.From
	}
	if last.After(s.Filter.To) {
		last = s.Filter.To
	}
	for d := first; !d.After(last); d = d.AddDays(1) {
		from, to, ok := r.On(d)
		if !ok {
			continue
		}
		part := e
		part.Day, part.Last, part.Part = d, d, true
		if from > 0 || to < 24*60 {
			part.From, part.To = from, to
		}
		parts = append(parts, part)
	}
	return parts
}
