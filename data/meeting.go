package data

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Meeting says how staff and client met for a piece of work: an offer, a
// questionnaire or a follow-up. The zero Meeting means that no one has said.
type Meeting struct {
	ContactID ID // the contact on record that the work was part of
	// AppointmentID is the appointment that took place, for its contact to be recorded.
	AppointmentID ID
	Kind          ContactKind // otherwise how they met, for a contact to be recorded
	// Separate records a contact of its own although another one of that day
	// would fit.
	Separate bool
	// NotMet is true if they did not meet, as when a questionnaire was posted.
	// No contact is recorded then.
	NotMet bool
}

// Said reports whether someone, or a proposal, has said how they met.
func (m Meeting) Said() bool {
	return m.ContactID != "" || m.AppointmentID != "" || m.Kind != "" || m.NotMet
}

// MeetingFacts is what is known when a Meeting is proposed.
type MeetingFacts struct {
	ClientID  ID
	On        Date      // the day of the work
	Today     Date      // the day now, which may be later
	Now       string    // "HH:MM" now
	Staff     ID        // who works with the client; "" if no one has said
	SurgeryID ID        // of the client
	Contacts  []Contact // of the client on that day; removed ones are left out
	// Appointments of the client on that day that no contact came of yet.
	Appointments []Appointment
	MeetingHint
}

// MeetingHint is what the work itself says about how they met.
type MeetingHint struct {
	// Likely is a kind that the work suggests, such as phone for a follow-up
	// call; "" if it suggests none.
	Likely ContactKind
	// Remote is true for work that is often done without meeting, such as keying
	// a questionnaire that may have come by post. No new contact is proposed.
	Remote bool
}

// MeetingProposal is what a form proposes, and what else it may have been.
type MeetingProposal struct {
	// Meeting is proposed without asking; if it is not Said, the form asks.
	Meeting Meeting
	// Contacts are the day's contacts that the work may have been part of, the
	// likeliest first.
	Contacts []Contact
	// Appointments are those of the day that may have taken place, the likeliest
	// first.
	Appointments []Appointment
}

// Propose decides which contact a piece of work belongs to. Offers, a
// questionnaire, a follow-up and a note from one sitting make one contact:
//
//   - one that took place that day is joined; among several, the nearest in
//     time;
//   - otherwise an appointment of that day took place, and makes the contact;
//   - otherwise the kind is the likely one, unless the work is often done without
//     meeting.
//
// Otherwise nothing is proposed, and the form asks: how the one before was met says
// nothing of this client.
//
// A contact that was missed or cancelled is never joined. Nor is one proposed
// that took place with someone else, nor an appointment that is a good deal later
// today or of another kind than the work suggests; but the form lists those, so
// that a person can choose them.
func (f MeetingFacts) Propose() MeetingProposal {
	var p MeetingProposal
	for _, k := range f.Contacts {
		if k.ClientID == f.ClientID && k.On == f.On && k.Joinable() {
			p.Contacts = append(p.Contacts, k)
		}
	}
	slices.SortStableFunc(p.Contacts, func(a, b Contact) int {
		return cmp.Or(f.rank(a)-f.rank(b), f.away(a.At)-f.away(b.At))
	})
	p.Appointments = f.couldBe()
	switch {
	case len(p.Contacts) > 0 && f.rank(p.Contacts[0]) == tookPlace:
		p.Meeting.ContactID = p.Contacts[0].ID
	case len(p.Appointments) > 0 && f.fits(p.Appointments[0]):
		p.Meeting.AppointmentID = p.Appointments[0].ID
	case f.Remote:
	case f.Likely != "":
		p.Meeting.Kind = f.Likely
	}
	return p
}

// couldBe lists the appointments of the day that the contact may come from, the
// likeliest first.
func (f MeetingFacts) couldBe() []Appointment {
	var list []Appointment
	for _, a := range f.Appointments {
		if a.ClientID == f.ClientID && a.On == f.On && a.ContactID == "" && (a.State.Open() || a.State == AppointmentSeen) {
			list = append(list, a)
		}
	}
	slices.SortStableFunc(list, func(a, b Appointment) int {
		return cmp.Or(boolRank(f.fits(a))-boolRank(f.fits(b)), f.away(a.At)-f.away(b.At))
	})
	return list
}

// boolRank puts what is true first.
func boolRank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// Joinable reports whether work can be part of the contact: it took place.
func (k *Contact) Joinable() bool { return k.Outcome == ContactAttended }

// How well a contact fits. What is listedOnly is not proposed.
const (
	tookPlace = iota
	listedOnly
)

func (f MeetingFacts) rank(k Contact) int {
	if k.StaffID == f.Staff || k.StaffID == "" || f.Staff == "" {
		return tookPlace
	}
	return listedOnly
}

// fits reports whether an appointment is likely to be the one that took place.
func (f MeetingFacts) fits(a Appointment) bool {
	if a.State == AppointmentSeen || a.State == AppointmentInRoom {
		return !f.Remote
	}
	return (f.Likely == "" || a.Kind == f.Likely) && !f.Remote && !f.muchLater(a)
}

// early is how many minutes before its time an appointment may begin and still be
// taken for the one that was booked.
const early = 120

func (f MeetingFacts) muchLater(a Appointment) bool {
	if f.On != f.Today || a.At == "" {
		return false
	}
	return MinuteOf(a.At)-MinuteOf(f.Now) > early
}

// away is how many minutes lie between a time and now. On an earlier day there is
// no now, and what was last on that day comes first.
func (f MeetingFacts) away(at string) int {
	switch {
	case at == "":
		return 24 * 60
	case f.On != f.Today:
		return 24*60 - MinuteOf(at)
	}
	d := MinuteOf(at) - MinuteOf(f.Now)
	return max(d, -d)
}

// NewContact is the contact to record for a kind of meeting. Only on the day
// itself is its time known.
func (f MeetingFacts) NewContact(kind ContactKind) Contact {
	k := Contact{ClientID: f.ClientID, Kind: kind, Outcome: ContactAttended, On: f.On, StaffID: f.Staff}
	if f.On == f.Today {
		k.At = f.Now
	}
	if kind == "clinic" || kind == "walk_in" {
		k.SurgeryID = f.SurgeryID
	}
	return k
}

// Settled is what becomes of what a person said: work joins a contact, or an
// appointment makes one, or, if both are nil, a new one is recorded.
type Settled struct {
	Contact     *Contact
	Appointment *Appointment
}

// Settle turns what a person said, perhaps a while ago, into what there is by now.
// What a form proposed as a new contact joins one of the same kind that was
// recorded meanwhile, or the appointment of that kind, unless the person asked for
// a separate one.
func (f MeetingFacts) Settle(m Meeting) (Settled, error) {
	if m.ContactID != "" {
		for _, k := range f.Contacts {
			if k.ID == m.ContactID && k.ClientID == f.ClientID && k.Joinable() {
				return Settled{Contact: &k}, nil
			}
		}
		return Settled{}, NewProblem(CodeConflict,
			"The contact that this was part of has since been changed or removed. Nothing was saved. Say again how you met.")
	}
	if m.AppointmentID != "" {
		return f.settleAppointment(m.AppointmentID)
	}
	if m.Separate {
		return Settled{}, nil
	}
	f.MeetingHint = MeetingHint{Likely: m.Kind}
	p := f.Propose()
	if p.Meeting.ContactID != "" && p.Contacts[0].Kind == m.Kind {
		return Settled{Contact: &p.Contacts[0]}, nil
	}
	for _, a := range p.Appointments {
		if a.Kind == m.Kind && f.fits(a) {
			return Settled{Appointment: &a}, nil
		}
	}
	return Settled{}, nil
}

// settleAppointment finds an appointment that was to make a contact, or the
// contact that has come of it meanwhile.
func (f MeetingFacts) settleAppointment(id ID) (Settled, error) {
	for _, a := range f.Appointments {
		if a.ID != id || a.ClientID != f.ClientID {
			continue
		}
		if a.ContactID == "" && (a.State.Open() || a.State == AppointmentSeen) {
			return Settled{Appointment: &a}, nil
		}
		for _, k := range f.Contacts {
			if k.ID == a.ContactID && k.Joinable() {
				return Settled{Contact: &k}, nil
			}
		}
	}
	return Settled{}, NewProblem(CodeConflict,
		"The appointment has since been moved, cancelled or marked. Nothing was saved. Say again how you met.")
}

// Unwritten is the contact of that day and kind that took place with the same
// member of staff and has no note yet, such as the call that a follow-up
// recorded; nil if there is none. A note about it belongs there.
func (f MeetingFacts) Unwritten(kind ContactKind) *Contact {
	for _, k := range f.Contacts {
		if k.ClientID == f.ClientID && k.On == f.On && k.Kind == kind && k.Note == "" && k.Joinable() && f.rank(k) == tookPlace {
			return &k
		}
	}
	return nil
}

// ContactParts counts what was recorded as part of a contact.
type ContactParts struct{ Offers, Responses, FollowUps, Visits int }

// Any reports whether there is anything.
func (p ContactParts) Any() bool { return p.Offers+p.Responses+p.FollowUps+p.Visits > 0 }

// Text lists the parts, such as "2 offers and 1 questionnaire".
func (p ContactParts) Text() string {
	var parts []string
	add := func(n int, one, many string) {
		if n > 0 {
			parts = append(parts, Plural(n, one, many))
		}
	}
	add(p.Offers, "offer", "offers")
	add(p.Responses, "questionnaire", "questionnaires")
	add(p.FollowUps, "follow-up", "follow-ups")
	add(p.Visits, "home visit", "home visits")
	return JoinAnd(parts)
}

// Words names a contact in a sentence, such as "clinic contact of today at 9:30".
func (k *Contact) Words(today Date) string {
	day := "today"
	if k.On != today {
		day = k.On.Short()
	}
	words := fmt.Sprintf("%s contact of %s", strings.ToLower(k.Kind.Label()), day)
	if k.At != "" {
		words = fmt.Sprintf("%s at %s", words, Hour(k.At))
	}
	return words
}
