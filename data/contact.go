package data

// Contact is one encounter with a client, with its note. One that is still to come
// is an Appointment.
type Contact struct {
	ID        ID             `json:"id"`
	EpisodeID ID             `json:"episode_id"`
	ClientID  ID             `json:"client_id"`
	Kind      ContactKind    `json:"kind"`
	Outcome   ContactOutcome `json:"outcome"`
	On        Date           `json:"on"`
	At        string         `json:"at"`      // "HH:MM" local time, or empty
	Minutes   int            `json:"minutes"` // 0 when not recorded
	StaffID   ID             `json:"staff_id"`
	SurgeryID ID             `json:"surgery_id"` // where, when at a surgery
	Note      string         `json:"note"`
	Stamp
}

// ContactKind is where or how a contact took place.
type ContactKind string

// ContactKinds lists the kinds.
func ContactKinds() []Option[ContactKind] {
	return []Option[ContactKind]{
		{"clinic", "Clinic"},
		{"walk_in", "Walk-in"},
		{"phone", "Phone"},
		{"video", "Video"},
		{"home_visit", "Home visit"},
		{"venue", "Community venue"},
	}
}

// Label is the kind in words.
func (k ContactKind) Label() string { return labelOf(ContactKinds(), k) }

// ContactOutcome is what came of a contact.
type ContactOutcome string

// What may come of a contact.
const (
	ContactAttended  ContactOutcome = "attended"
	ContactMissed    ContactOutcome = "did_not_attend"
	ContactCancelled ContactOutcome = "cancelled"
)

// ContactOutcomes lists what may come of a contact.
func ContactOutcomes() []Option[ContactOutcome] {
	return []Option[ContactOutcome]{
		{ContactAttended, "Attended"},
		{ContactMissed, "Did not attend"},
		{ContactCancelled, "Cancelled"},
	}
}

// Label is the outcome in words.
func (o ContactOutcome) Label() string { return labelOf(ContactOutcomes(), o) }

// Validate reports what is wrong as FieldErrors, or nil.
func (k *Contact) Validate(today Date) error {
	var c check
	k.Note = TidyNote(k.Note)
	c.that(known(ContactKinds(), k.Kind), "Kind", "Select the type of contact")
	c.that(known(ContactOutcomes(), k.Outcome), "Outcome", "Select whether they attended.")
	c.that(!k.On.IsZero(), "On", "Enter the date.")
	if !k.On.IsZero() && k.On.After(today) {
		c.that(k.Outcome == ContactCancelled, "On", "This day is still to come. Check the date, or book an appointment.")
	}
	c.that(k.At == "" || IsClock(k.At), "At", "Enter the time as hours and minutes, such as 9:30.")
	c.that(k.Minutes >= 0 && k.Minutes <= 24*60, "Minutes", "Enter the minutes as a number from 0 to 1440.")
	c.length("Note", "The note", k.Note, MaxNote)
	return c.err()
}
