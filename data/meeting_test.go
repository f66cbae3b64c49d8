package data

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func meetingFacts(contacts ...Contact) MeetingFacts {
	day := MustDate("2026-04-07")
	for i := range contacts {
		k := &contacts[i]
		if k.On.IsZero() {
			k.On = day
		}
		k.ID, k.ClientID = ID(fmt.Sprint("k", i)), "c"
	}
	return MeetingFacts{ClientID: "c", On: day, Today: day, Now: "10:00", Staff: "sian", SurgeryID: "s", Contacts: contacts}
}

// booked adds an appointment to the facts, and returns them.
func booked(f MeetingFacts, kind ContactKind, at string) MeetingFacts {
	f.Appointments = append(f.Appointments, Appointment{ID: ID(fmt.Sprint("a", len(f.Appointments))), ClientID: "c", On: f.On, Kind: kind, At: at,
		StaffID: "sian", State: AppointmentBooked})
	return f
}

func TestPropose(t *testing.T) {
	seen := func(kind ContactKind, at string, staff ID) Contact {
		return Contact{Kind: kind, Outcome: ContactAttended, At: at, StaffID: staff}
	}
	planned := func(kind ContactKind, at string) MeetingFacts { return booked(meetingFacts(), kind, at) }
	with := func(f MeetingFacts, change func(*MeetingFacts)) MeetingFacts {
		change(&f)
		return f
	}
	call := func(f *MeetingFacts) { f.Likely = "phone" }
	yesterday := func(f *MeetingFacts) { f.Today = f.Today.AddDays(1) }
	for name, c := range map[string]struct {
		facts MeetingFacts
		join  ID
		kind  ContactKind
		also  int
	}{
		"nothing is known, so it asks":                     {meetingFacts(), "", "", 0},
		"a day entered later, so it asks":                  {with(meetingFacts(), yesterday), "", "", 0},
		"a call is a phone contact":                        {with(meetingFacts(), call), "", "phone", 0},
		"the one that took place":                          {meetingFacts(seen("clinic", "09:30", "sian")), "k0", "", 1},
		"the one that was planned":                         {planned("clinic", "10:30"), "a0", "", 1},
		"planned without a time":                           {planned("clinic", ""), "a0", "", 1},
		"one that took place before one planned":           {booked(meetingFacts(seen("phone", "08:00", "sian")), "clinic", "10:00"), "k0", "", 2},
		"the nearest of several":                           {meetingFacts(seen("clinic", "08:00", "sian"), seen("phone", "09:50", "sian")), "k1", "", 2},
		"a planned visit of this afternoon is not it":      {planned("home_visit", "16:00"), "", "", 1},
		"entered later, the planned one of the afternoon":  {with(planned("home_visit", "16:00"), yesterday), "a0", "", 1},
		"entered later, the last one of the day":           {with(meetingFacts(seen("clinic", "09:00", "sian"), seen("phone", "16:00", "sian")), yesterday), "k1", "", 2},
		"a call is not the planned clinic":                 {with(planned("clinic", "10:30"), call), "", "phone", 1},
		"a call is the planned call":                       {with(planned("phone", "10:30"), call), "a0", "", 1},
		"a second follow-up in one call":                   {with(meetingFacts(seen("phone", "09:58", "sian")), call), "k0", "", 1},
		"a follow-up during the clinic":                    {with(meetingFacts(seen("clinic", "09:30", "sian")), call), "k0", "", 1},
		"what took place with someone else is only listed": {meetingFacts(seen("clinic", "09:30", "tom")), "", "", 1},
		"recorded without saying with whom":                {meetingFacts(seen("clinic", "09:30", "")), "k0", "", 1},
		"keyed from paper, so it asks":                     {with(meetingFacts(), func(f *MeetingFacts) { f.Remote = true }), "", "", 0},
		"keyed from paper, the contact of that day":        {with(meetingFacts(seen("clinic", "09:30", "sian")), func(f *MeetingFacts) { f.Remote = true }), "k0", "", 1},
		"keyed from paper, what was planned is listed":     {with(planned("clinic", "10:30"), func(f *MeetingFacts) { f.Remote = true }), "", "", 1},
		"did not attend":                                   {meetingFacts(Contact{Kind: "clinic", Outcome: ContactMissed}), "", "", 0},
		"cancelled":                                        {meetingFacts(Contact{Kind: "clinic", Outcome: ContactCancelled}), "", "", 0},
		"another day":                                      {meetingFacts(Contact{Kind: "clinic", Outcome: ContactAttended, On: MustDate("2026-04-06")}), "", "", 0},
	} {
		p := c.facts.Propose()
		if p.Meeting.ContactID+p.Meeting.AppointmentID != c.join || p.Meeting.Kind != c.kind || len(p.Contacts)+len(p.Appointments) != c.also {
			t.Errorf("%s: proposed %+v of %d contacts and %d appointments, want %q %q of %d", name, p.Meeting, len(p.Contacts), len(p.Appointments), c.join, c.kind, c.also)
		}
	}
}

func TestSettle(t *testing.T) {
	f := meetingFacts(Contact{Kind: "phone", Outcome: ContactAttended, At: "09:58", StaffID: "sian"},
		Contact{Kind: "clinic", Outcome: ContactCancelled})
	f = booked(booked(booked(f, "home_visit", "10:30"), "clinic", "16:00"), "video", "10:00")
	f.Appointments[2].State, f.Appointments[2].ContactID = AppointmentSeen, "k0"
	for name, c := range map[string]struct {
		said    Meeting
		join    ID
		refused bool
	}{
		"a phone contact was recorded meanwhile": {Meeting{Kind: "phone"}, "k0", false},
		"a second call":                          {Meeting{Kind: "phone", Separate: true}, "", false},
		"another kind":                           {Meeting{Kind: "venue"}, "", false},
		"the one that was chosen":                {Meeting{ContactID: "k0"}, "k0", false},
		"the appointment that was proposed":      {Meeting{AppointmentID: "a0"}, "a0", false},
		"an appointment of that kind":            {Meeting{Kind: "home_visit"}, "a0", false},
		"a clinic, hours before the one booked":  {Meeting{Kind: "clinic"}, "", false},
		"a contact came of it meanwhile":         {Meeting{AppointmentID: "a2"}, "k0", false},
		"the appointment was moved meanwhile":    {Meeting{AppointmentID: "gone"}, "", true},
		"it was cancelled meanwhile":             {Meeting{ContactID: "k1"}, "", true},
		"it was removed meanwhile":               {Meeting{ContactID: "gone"}, "", true},
	} {
		now, err := f.Settle(c.said)
		var got ID
		switch {
		case now.Contact != nil:
			got = now.Contact.ID
		case now.Appointment != nil:
			got = now.Appointment.ID
		}
		if got != c.join || (err != nil) != c.refused {
			t.Errorf("%s: joins %q, %v", name, got, err)
		}
	}
}

// Whatever the contacts of a day, only a joinable one of that person and day is
// ever proposed or listed, and what is proposed can be settled.
func TestPropose_onlyJoinableContactsOfThatPersonAndDay(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	for range 5000 {
		f := meetingFacts()
		f.Now, f.Likely = pick("00:05", "10:00", "23:59"), ContactKind(pick("", "phone"))
		f.Today = f.On.AddDays(r.IntN(3))
		for i := range r.IntN(5) {
			f.Contacts = append(f.Contacts, Contact{ID: ID(fmt.Sprint(i)), ClientID: ID(pick("c", "c", "other")), On: f.On.AddDays(r.IntN(2)),
				Kind: ContactKind(pick("clinic", "phone")), At: pick("", "00:00", "09:59", "23:59"), StaffID: ID(pick("", "sian", "tom")),
				Outcome: ContactOutcome(pick("attended", "did_not_attend", "cancelled"))})
		}
		for i := range r.IntN(4) {
			f.Appointments = append(f.Appointments, Appointment{ID: ID(fmt.Sprint("a", i)), ClientID: ID(pick("c", "c", "other")), On: f.On.AddDays(r.IntN(2)),
				Kind: ContactKind(pick("clinic", "phone")), At: pick("", "09:59", "23:59"), StaffID: ID(pick("", "sian", "tom")),
				State: AppointmentState(pick("held", "booked", "arrived", "in_room", "seen", "did_not_attend", "cancelled"))})
		}
		p := f.Propose()
		for _, k := range p.Contacts {
			if k.ClientID != "c" || k.On != f.On || !k.Joinable() {
				t.Fatalf("%+v lists %+v", f, k)
			}
		}
		for _, a := range p.Appointments {
			if a.ClientID != "c" || a.On != f.On || !a.State.Open() && a.State != AppointmentSeen {
				t.Fatalf("%+v lists %+v", f, a)
			}
		}
		if p.Meeting.ContactID != "" && p.Meeting.ContactID != p.Contacts[0].ID {
			t.Fatalf("%+v proposes %q, which is not the likeliest", f, p.Meeting.ContactID)
		}
		if _, err := f.Settle(p.Meeting); p.Meeting.Said() && err != nil {
			t.Fatalf("%+v proposes what cannot be settled: %v", f, err)
		}
	}
}

func TestContactParts_text(t *testing.T) {
	for want, p := range map[string]ContactParts{
		"":         {},
		"2 offers": {Offers: 2},
		"1 offer, 1 questionnaire and 3 follow-ups": {Offers: 1, Responses: 1, FollowUps: 3},
	} {
		if p.Text() != want || p.Any() != (want != "") {
			t.Errorf("%+v is %q", p, p.Text())
		}
	}
}
