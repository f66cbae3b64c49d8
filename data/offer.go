package data

// Offer is a service put before a client, and what they said to it.
type Offer struct {
	ID         ID            `json:"id"`
	EpisodeID  ID            `json:"episode_id"`
	ClientID   ID            `json:"client_id"`
	ServiceID  ID            `json:"service_id"`
	OfferedOn  Date          `json:"offered_on"`
	Decision   Decision      `json:"decision"`
	Why        DeclineReason `json:"why"`        // "" when chosen, or not said
	Words      string        `json:"words"`      // why, in the client's own words
	Confidence *int          `json:"confidence"` // 0 to 10 that they will go; nil when not asked
	StaffID    ID            `json:"staff_id"`
	ContactID  ID            `json:"contact_id,omitempty"` // the contact it was part of
	Stamp
}

// Decision is what a client said to an offer.
type Decision string

// What a client may say.
const (
	Chosen   Decision = "chosen"
	NotNow   Decision = "not_now"
	Declined Decision = "declined"
)

// Decisions lists what a client may say.
func Decisions() []Option[Decision] {
	return []Option[Decision]{{Chosen, "Chosen"}, {NotNow, "Not now"}, {Declined, "Declined"}}
}

// Label is the decision in words.
func (d Decision) Label() string { return labelOf(Decisions(), d) }

// Validate reports what is wrong as FieldErrors, or nil.
func (o *Offer) Validate(today Date) error {
	var c check
	o.Words = TidyNote(o.Words)
	c.that(o.ServiceID != "", "ServiceID", "Choose a service.")
	c.that(!o.OfferedOn.IsZero() && !o.OfferedOn.After(today), "OfferedOn", "Enter the date it was offered, today or earlier.")
	c.that(known(Decisions(), o.Decision), "Decision", "Enter what the person said: chosen, not now, or declined.")
	c.that(o.Confidence == nil || (*o.Confidence >= 0 && *o.Confidence <= 10), "Confidence", "Confidence is a number from 0 to 10.")
	if o.Decision == Chosen {
		o.Why = ""
	}
	c.that(o.Why == "" || known(DeclineReasons(), o.Why), "Why", "Choose one of the reasons, or none.")
	c.length("Words", "The words", o.Words, MaxNote)
	return c.err()
}

// Prescription is a chosen offer passed on, and what came of it.
type Prescription struct {
	ID        ID                 `json:"id"`
	OfferID   ID                 `json:"offer_id"`
	EpisodeID ID                 `json:"episode_id"`
	ClientID  ID                 `json:"client_id"`
	ServiceID ID                 `json:"service_id"`
	Kind      PrescriptionKind   `json:"kind"`
	MadeOn    Date               `json:"made_on"`
	Status    PrescriptionStatus `json:"status"`
	StatusOn  Date               `json:"status_on"`
	Note      string             `json:"note"`    // the last word about it
	Service   string             `json:"service"` // name of the service, for display
	Stamp
}

// PrescriptionKind tells a referral, which the service makes on the client's
// behalf, from a signpost, which leaves the step to the client.
type PrescriptionKind string

// The two kinds.
const (
	ReferralOn PrescriptionKind = "referral"
	Signpost   PrescriptionKind = "signpost"
)

// PrescriptionKinds lists the kinds.
func PrescriptionKinds() []Option[PrescriptionKind] {
	return []Option[PrescriptionKind]{{ReferralOn, "Referral"}, {Signpost, "Signpost"}}
}

// Label is the kind in words.
func (k PrescriptionKind) Label() string { return labelOf(PrescriptionKinds(), k) }

// PrescriptionStatus is what came of a prescription.
type PrescriptionStatus string

// What may come of a prescription, in the order it usually happens.
const (
	StatusMade        PrescriptionStatus = "made"
	StatusContacted   PrescriptionStatus = "contacted"
	StatusStarted     PrescriptionStatus = "started"
	StatusAttending   PrescriptionStatus = "attending"
	StatusCompleted   PrescriptionStatus = "completed"
	StatusDidNotStart PrescriptionStatus = "did_not_start"
	StatusStopped     PrescriptionStatus = "stopped"
)

// PrescriptionStatuses lists what may come of a prescription.
func PrescriptionStatuses() []Option[PrescriptionStatus] {
	return []Option[PrescriptionStatus]{
		{StatusMade, "Referred or signposted"}, {StatusContacted, "Contacted"}, {StatusStarted, "Started"},
		{StatusAttending, "Attending"}, {StatusCompleted, "Completed"},
		{StatusDidNotStart, "Did not start"}, {StatusStopped, "Stopped"},
	}
}

// Label is the status in words.
func (s PrescriptionStatus) Label() string { return labelOf(PrescriptionStatuses(), s) }

// Began reports whether the client went at least once.
func (s PrescriptionStatus) Began() bool {
	return s == StatusStarted || s == StatusAttending || s == StatusCompleted || s == StatusStopped
}

// Validate reports what is wrong as FieldErrors, or nil.
func (p *Prescription) Validate(today Date) error {
	var c check
	p.Note = TidyNote(p.Note)
	c.that(known(PrescriptionKinds(), p.Kind), "Kind", "Select whether it is a referral or a signpost.")
	c.that(known(PrescriptionStatuses(), p.Status), "Status", "Enter what came of it.")
	c.that(!p.MadeOn.IsZero() && !p.MadeOn.After(today), "MadeOn", "Enter the date it was made, today or earlier.")
	c.that(p.StatusOn.IsZero() || !p.StatusOn.After(today), "StatusOn", "This date is in the future. Check it.")
	c.length("Note", "The note", p.Note, MaxNote)
	return c.err()
}
