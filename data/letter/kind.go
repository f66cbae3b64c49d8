package letter

import "waymark/data"

// Kind is what a letter or text is for.
type Kind string

// The kinds, by who they go to: the client, a service that the client chose, or
// the surgery.
const (
	Reminder  Kind = "appointment_reminder"
	Missed    Kind = "missed_appointment"
	Second    Kind = "second_letter"
	FollowUp  Kind = "follow_up"
	Cancelled Kind = "session_cancelled"
	Referral  Kind = "referral"
	Surgery   Kind = "surgery"
)

// Kinds lists the kinds in the order in which Settings shows them.
func Kinds() []data.Option[Kind] {
	return []data.Option[Kind]{
		{Value: Reminder, Label: "Appointment reminder"},
		{Value: Missed, Label: "Missed appointment"},
		{Value: Second, Label: "Second letter"},
		{Value: FollowUp, Label: "Follow-up reminder"},
		{Value: Cancelled, Label: "Session cancelled"},
		{Value: Referral, Label: "Referral letter"},
		{Value: Surgery, Label: "Message to the surgery"},
	}
}

// Label is the kind in words, "Letter" for one that this program does not know.
func (k Kind) Label() string {
	for _, o := range Kinds() {
		if o.Value == k {
			return o.Label
		}
	}
	return "Letter"
}

// When says when a letter of this kind is sent.
func (k Kind) When() string {
	switch k {
	case Reminder:
		return "To a client, before an appointment."
	case Missed:
		return "To a client who did not come to an appointment."
	case Second:
		return "To a client who did not answer the first letter."
	case FollowUp:
		return "To a client whom we could not reach for a follow-up."
	case Cancelled:
		return "To a client whose session is cancelled or moved."
	case Referral:
		return "To a service that a client chose and that we contact for them."
	case Surgery:
		return "To the surgery, about a client who agreed to it."
	}
	return ""
}

// ToClient reports whether letters of this kind go to the client. Only these
// have a text message beside the letter.
func (k Kind) ToClient() bool {
	switch k {
	case Reminder, Missed, Second, FollowUp, Cancelled:
		return true
	}
	return false
}

// Known reports whether this program has letters of this kind.
func (k Kind) Known() bool {
	for _, o := range Kinds() {
		if o.Value == k {
			return true
		}
	}
	return false
}
