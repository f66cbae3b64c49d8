package data

// Episode is the time from a referral to its closure. Everything that is done
// with a client hangs on one.
type Episode struct {
	ID          ID            `json:"id"`
	ClientID    ID            `json:"client_id"`
	OpenedOn    Date          `json:"opened_on"`
	Status      EpisodeStatus `json:"status"`
	PausedOn    Date          `json:"paused_on"`
	ClosedOn    Date          `json:"closed_on"`
	CloseReason CloseReason   `json:"close_reason"`
	CloseNote   string        `json:"close_note"`
	SurgeryID   ID            `json:"surgery_id"`
	Prescriber  ID            `json:"prescriber_id"`
	Stamp
}

// Died reports whether the episode was closed because its client died.
func (e *Episode) Died() bool { return e.Status == EpisodeClosed && e.CloseReason == CloseDied }

// EpisodeStatus is where an episode stands.
type EpisodeStatus string

// The states of an episode.
const (
	EpisodeOpen   EpisodeStatus = "open"
	EpisodePaused EpisodeStatus = "paused"
	EpisodeClosed EpisodeStatus = "closed"
)

// EpisodeStatuses lists the states.
func EpisodeStatuses() []Option[EpisodeStatus] {
	return []Option[EpisodeStatus]{{EpisodeOpen, "Open"}, {EpisodePaused, "Paused"}, {EpisodeClosed, "Closed"}}
}

// Label is the state in words.
func (s EpisodeStatus) Label() string { return labelOf(EpisodeStatuses(), s) }

// CloseReason is why an episode ended. It is empty where a list that was imported
// does not say: that is not recorded, and is no reason of its own.
type CloseReason string

// CloseDied says that the client died.
const CloseDied CloseReason = "died"

// CloseReasons lists why an episode may end.
func CloseReasons() []Option[CloseReason] {
	return []Option[CloseReason]{
		{"goals_met", "Support complete"},
		{"moved_on", "Managing without support"},
		{"declined", "Did not want the service"},
		{"no_contact", "Could not be reached"},
		{"moved_away", "Moved away or changed surgery"},
		{"other_care", "Passed to other care"},
		{CloseDied, "Died"},
		{"other", "Another reason"},
	}
}

// Label is the reason in words.
func (r CloseReason) Label() string { return labelOf(CloseReasons(), r) }

// Validate reports what is wrong as FieldErrors, or nil. Whoever closes an episode says
// why; see ValidateImported for a list.
func (e *Episode) Validate(today Date) error {
	c := e.check(today)
	c.that(e.Status != EpisodeClosed || e.CloseReason != "", "CloseReason", "Enter why it is closed.")
	return c.err()
}

// ValidateImported is Validate for an episode of a list, which may not say why it ended.
func (e *Episode) ValidateImported(today Date) error { return e.check(today).err() }

func (e *Episode) check(today Date) *check {
	var c check
	e.CloseNote = TidyNote(e.CloseNote)
	c.that(e.ClientID != "", "ClientID", "Choose the client first.")
	c.that(!e.OpenedOn.IsZero(), "OpenedOn", "Enter the start date.")
	c.that(known(EpisodeStatuses(), e.Status), "Status", "Choose open, paused or closed.")
	if e.Status == EpisodeClosed {
		c.that(e.CloseReason == "" || known(CloseReasons(), e.CloseReason), "CloseReason", "Enter why it is closed.")
		c.that(!e.ClosedOn.IsZero(), "ClosedOn", "Enter the date it was closed.")
		c.that(e.ClosedOn.IsZero() || !e.ClosedOn.Before(e.OpenedOn), "ClosedOn", "It cannot be closed before it began. Check the date.")
		c.that(e.ClosedOn.IsZero() || !e.ClosedOn.After(today), "ClosedOn", "This date is in the future. Enter the date it was closed.")
	}
	c.length("CloseNote", "The note", e.CloseNote, MaxNote)
	return &c
}

// Referral says that someone sent a client to the service.
type Referral struct {
	ID         ID     `json:"id"`
	EpisodeID  ID     `json:"episode_id"`
	ClientID   ID     `json:"client_id"`
	ReceivedOn Date   `json:"received_on"`
	Source     Source `json:"source"`
	Referrer   string `json:"referrer"` // such as "Dr Patel"
	SurgeryID  ID     `json:"surgery_id"`
	ReasonID   ID     `json:"reason_id"`       // the one primary reason; empty when not recorded
	Further    []ID   `json:"further_reasons"` // other reasons given at the time
	Note       string `json:"note"`            // what the referrer wrote
	Prescriber ID     `json:"prescriber_id"`   // who takes it on
	Stamp
}

// Source is who sent the client.
type Source string

// Sources lists who may send a client.
func Sources() []Option[Source] {
	return []Option[Source]{
		{"gp", "GP"},
		{"nurse", "Nurse"},
		{"reception", "Receptionist"},
		{"self", "Self-referral"},
		{"family", "Family or friend"},
		{"social_care", "Adult social care"},
		{"hospital", "Hospital"},
		{"voluntary", "Voluntary organisation"},
		{"other", "Someone else"},
	}
}

// Label is the source in words.
func (s Source) Label() string { return labelOf(Sources(), s) }

// Validate reports what is wrong as FieldErrors, or nil. A reason may be
// missing: the report counts it as not recorded.
func (r *Referral) Validate(today Date) error {
	var c check
	r.Referrer, r.Note = Tidy(r.Referrer), TidyNote(r.Note)
	c.that(!r.ReceivedOn.IsZero(), "ReceivedOn", "Enter the date the referral came in.")
	c.that(r.ReceivedOn.IsZero() || !r.ReceivedOn.After(today), "ReceivedOn", "This date is in the future. Enter the date the referral came in.")
	c.that(r.Source == "" || known(Sources(), r.Source), "Source", "Choose from the list.")
	for _, f := range r.Further {
		c.that(f != r.ReasonID || f == "", "Further", "You have chosen the same main and further reason. Remove one of them.")
	}
	c.length("Referrer", "The name", r.Referrer, MaxName)
	c.length("Note", "The note", r.Note, MaxNote)
	return c.err()
}

// Need is something found after the referral: the reason beneath the reason.
type Need struct {
	ID        ID     `json:"id"`
	EpisodeID ID     `json:"episode_id"`
	ClientID  ID     `json:"client_id"`
	ReasonID  ID     `json:"reason_id"`
	FoundOn   Date   `json:"found_on"`
	Note      string `json:"note"`
	VisitID   ID     `json:"visit_id"` // the home visit on which it was found, if it was
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (n *Need) Validate(today Date) error {
	var c check
	n.Note = TidyNote(n.Note)
	c.that(n.ReasonID != "", "ReasonID", "Choose the need.")
	c.that(!n.FoundOn.IsZero() && !n.FoundOn.After(today), "FoundOn", "Enter the date it was found, today or earlier.")
	c.length("Note", "The note", n.Note, MaxNote)
	return c.err()
}
