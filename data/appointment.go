package data

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Appointment is a time set aside to see a client. It is not a contact: a
// contact is what came of it.
type Appointment struct {
	ID        ID               `json:"id"`
	ClientID  ID               `json:"client_id"`  // empty only while the slot is held
	ClinicID  ID               `json:"clinic_id"`  // empty outside clinics
	SurgeryID ID               `json:"surgery_id"` // where, when at a surgery
	StaffID   ID               `json:"staff_id"`   // who sees the client
	Kind      ContactKind      `json:"kind"`
	On        Date             `json:"on"`
	At        string           `json:"at"`      // "HH:MM" local time; empty: no hour yet
	Minutes   int              `json:"minutes"` // 0 when no one has said
	State     AppointmentState `json:"state"`
	StateAt   time.Time        `json:"state_at"` // since when
	Note      string           `json:"note"`     // what was typed on booking
	// BySurgery is true if the note was typed by someone who may not read
	// records. Only such a note is read back to the surgery.
	BySurgery bool   `json:"by_surgery"`
	Why       string `json:"why"`        // why it was cancelled
	SentBy    string `json:"sent_by"`    // who sent a walk-in, such as a GP
	ContactID ID     `json:"contact_id"` // what came of it
	Stamp
}

// AppointmentState is how far an appointment has come.
type AppointmentState string

// The states of an appointment.
const (
	AppointmentHeld      AppointmentState = "held"
	AppointmentBooked    AppointmentState = "booked"
	AppointmentArrived   AppointmentState = "arrived"
	AppointmentInRoom    AppointmentState = "in_room"
	AppointmentSeen      AppointmentState = "seen"
	AppointmentMissed    AppointmentState = "did_not_attend"
	AppointmentCancelled AppointmentState = "cancelled"
)

// AppointmentStates lists the states.
func AppointmentStates() []Option[AppointmentState] {
	return []Option[AppointmentState]{
		{AppointmentHeld, "Held"}, {AppointmentBooked, "Booked"}, {AppointmentArrived, "Arrived"}, {AppointmentInRoom, "In the room"},
		{AppointmentSeen, "Seen"}, {AppointmentMissed, "Did not attend"}, {AppointmentCancelled, "Cancelled"},
	}
}

// Label is the state in words.
func (s AppointmentState) Label() string { return labelOf(AppointmentStates(), s) }

// Open reports whether no one has said yet what came of it.
func (s AppointmentState) Open() bool {
	return s == AppointmentBooked || s == AppointmentArrived || s == AppointmentInRoom
}

// Occupies reports whether an appointment takes up its time: it is held, still
// to come, or took place.
func (s AppointmentState) Occupies() bool {
	return s != AppointmentMissed && s != AppointmentCancelled
}

// WalkIn is the kind of someone who was sent through without a booking. They
// wait, and take up no slot.
const WalkIn ContactKind = "walk_in"

// AtTheirHome is the kind of a home visit. It has a plan and findings of its own.
const AtTheirHome ContactKind = "home_visit"

// Occupies reports whether no one else can be booked at this time with the same
// prescriber or in the same clinic.
func (a *Appointment) Occupies() bool {
	return a.State.Occupies() && a.Kind != WalkIn && a.At != ""
}

// Overlaps reports whether two appointments share a minute of one day. One of
// unknown length takes up its first minute.
func (a *Appointment) Overlaps(b *Appointment) bool {
	return a.On == b.On && a.At != "" && b.At != "" &&
		MinuteOf(a.At) < MinuteOf(b.At)+max(b.Minutes, 1) && MinuteOf(b.At) < MinuteOf(a.At)+max(a.Minutes, 1)
}

// Collides reports whether two appointments cannot both take place: they overlap
// and have the prescriber, the clinic or the client in common.
func (a *Appointment) Collides(b *Appointment) bool {
	same := func(x, y ID) bool { return x != "" && x == y }
	return a.ID != b.ID && a.Occupies() && b.Occupies() && a.Overlaps(b) &&
		(same(a.StaffID, b.StaffID) || same(a.ClinicID, b.ClinicID) || same(a.ClientID, b.ClientID))
}

// Validate reports what is wrong as FieldErrors, or nil.
func (a *Appointment) Validate() error {
	var c check
	a.Note, a.Why, a.SentBy = TidyNote(a.Note), Tidy(a.Why), Tidy(a.SentBy)
	c.that(known(AppointmentStates(), a.State), "State", "Choose the state from the list.")
	c.that(a.ClientID != "" || a.State == AppointmentHeld || a.State == AppointmentCancelled, "ClientID", "Choose the client.")
	c.that(known(ContactKinds(), a.Kind), "Kind", "Choose how you will meet, for example in the clinic or by phone")
	c.that(!a.On.IsZero(), "On", "Enter the day.")
	c.that(a.At == "" || IsClock(a.At), "At", "Enter a time, like 9:30.")
	c.that(a.At != "" || a.ClinicID == "", "At", "Choose a time of the clinic.")
	c.that(a.Minutes >= 0 && a.Minutes <= dayMinutes, "Minutes", "Enter the minutes as a number from 0 to 1440.")
	c.length("Note", "The note", a.Note, MaxNote)
	c.length("Why", "The reason", a.Why, MaxLine)
	c.length("SentBy", "The name", a.SentBy, MaxName)
	return c.err()
}

// Words names an appointment in a sentence, such as "clinic appointment of
// today at 9:30" or "home visit of 7 Apr 2026".
func (a *Appointment) Words(today Date) string {
	words := strings.ToLower(a.Kind.Label())
	switch a.Kind {
	case "home_visit", WalkIn:
	default:
		words += " appointment"
	}
	if a.On == today {
		words = fmt.Sprintf("%s of today", words)
	} else {
		words = fmt.Sprintf("%s of %s", words, a.On.Short())
	}
	if a.At != "" {
		words = fmt.Sprintf("%s at %s", words, Hour(a.At))
	}
	return words
}

// AppointmentRow is an appointment as lists show it.
type AppointmentRow struct {
	Appointment
	Client    string
	BirthDate Date
	Phone     string
	Surgery   string
	Staff     string
	Room      string // of the clinic
	New       bool   // the client has no episode yet
	Clash     bool   // it collides with another one, and no one has said that it may
	Sequence  int    // how often its state, day or time has changed
}

// AppointmentFilter says which appointments are wanted. Zero fields do not filter.
type AppointmentFilter struct {
	From, To  Date // inclusive
	SurgeryID ID
	StaffID   ID
	ClientID  ID
	ClinicID  ID
	Cancelled bool // with those cancelled
	Limit     int  // 0 means 5,000
}

// Clash is a pair of appointments that collide.
type Clash struct{ A, B AppointmentRow }

// Clashes returns the pairs of a list that collide, by day and time.
func Clashes(list []AppointmentRow) []Clash {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b AppointmentRow) int {
		if c := a.On.Compare(b.On); c != 0 {
			return c
		}
		return strings.Compare(a.At, b.At)
	})
	var pairs []Clash
	for i := range sorted {
		a := &sorted[i].Appointment
		if !a.Occupies() {
			continue
		}
		for j := i + 1; j < len(sorted); j++ {
			b := &sorted[j].Appointment
			if b.On != a.On || MinuteOf(b.At) >= MinuteOf(a.At)+max(a.Minutes, 1) {
				break
			}
			if a.Collides(b) {
				pairs = append(pairs, Clash{sorted[i], sorted[j]})
			}
		}
	}
	return pairs
}

// SlotTaken says that a time cannot be booked, and which is the next that can.
// The sentence names no client.
type SlotTaken struct {
	Sentence string
	Next     *FreeSlot // nil: none within a year, or outside clinics
}

// Error is the plain sentence.
func (s *SlotTaken) Error() string { return Sentence(s.Unwrap()) }

// Unwrap returns the Problem, with CodeConflict.
func (s *SlotTaken) Unwrap() error {
	sentence := s.Sentence
	if s.Next != nil {
		sentence += " The next free time is " + s.Next.Words() + "."
	}
	return NewProblem(CodeConflict, sentence)
}

// NewPatient is what is known of someone who is booked before they have a
// record; the rest is filled in later.
type NewPatient struct {
	GivenNames string
	FamilyName string
	BirthDate  Date
	Phone      string
}

// ToTell is someone who has to be told that their appointment cannot stay as it
// was booked.
type ToTell struct {
	ID          ID
	Because     string
	Since       time.Time
	Appointment AppointmentRow // as it is now
}

// Presence is whether a prescriber can see someone now.
type Presence struct {
	ID            ID
	StaffID       ID
	SurgeryID     ID
	State         PresenceState
	On            Date
	At            time.Time
	BackAt        string // "HH:MM", or empty
	AppointmentID ID     // with whom
	Staff         string // name, when read
}

// PresenceState is where a prescriber is.
type PresenceState string

// The states of a prescriber.
const (
	PresenceFree PresenceState = "free"
	PresenceWith PresenceState = "with_someone"
	PresenceAway PresenceState = "away"
)

// PresenceStates lists the states.
func PresenceStates() []Option[PresenceState] {
	return []Option[PresenceState]{{PresenceFree, "Free"}, {PresenceWith, "With someone"}, {PresenceAway, "Away"}}
}

// Label is the state in words.
func (s PresenceState) Label() string { return labelOf(PresenceStates(), s) }

// Validate reports what is wrong as FieldErrors, or nil.
func (p *Presence) Validate() error {
	var c check
	c.that(p.StaffID != "", "StaffID", "Choose who it is.")
	c.that(known(PresenceStates(), p.State), "State", "Choose from the list.")
	c.that(p.BackAt == "" || IsClock(p.BackAt), "BackAt", "Enter a time, like 11:40.")
	return c.err()
}

// IsClock reports whether a text is a time of day as it is stored, "HH:MM". It is
// asked for every appointment of a year, so it takes no regular expression.
func IsClock(text string) bool {
	if len(text) != 5 || text[2] != ':' {
		return false
	}
	for _, i := range []int{0, 1, 3, 4} {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text[:2] < "24" && text[3:] < "60"
}

// MinuteOf is the minute of the day of an "HH:MM" time, 0 if it is not one.
func MinuteOf(clock string) int {
	if !IsClock(clock) {
		return 0
	}
	digit := func(i int) int { return int(clock[i] - '0') }
	return 60*(10*digit(0)+digit(1)) + 10*digit(3) + digit(4)
}

// ClockOf is the "HH:MM" time of a minute of the day, counted from midnight.
func ClockOf(minute int) string {
	minute = min(max(minute, 0), dayMinutes-1)
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	return two(minute/60) + ":" + two(minute%60)
}
