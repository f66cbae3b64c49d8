package data

import "slices"

// SentLetter is something written to or about a client: what, to whom, when, and
// how it left the service. Every one stays in the client's story.
type SentLetter struct {
	ID        ID         `json:"id"`
	ClientID  ID         `json:"client_id"`
	Kind      string     `json:"kind"` // a kind of package letter
	Form      LetterForm `json:"form"`
	Recipient string     `json:"recipient"`  // the surgery, the service or the client, in words
	SurgeryID ID         `json:"surgery_id"` // of a message to a surgery
	AboutID   ID         `json:"about_id"`   // the service referral, appointment or follow-up
	Occasion  Occasion   `json:"occasion"`   // of a message to a surgery
	MadeOn    Date       `json:"made_on"`
	Body      string     `json:"body"`        // word for word
	HandedOn  Date       `json:"handed_on"`   // zero: it was only made so far
	HandedHow string     `json:"handed_how"`  // such as "By post"
	Note      string     `json:"note"`        // such as what was ticked
	Client    string     `json:"client_name"` // for display
	Stamp
}

// LetterForm is what a letter is sent as.
type LetterForm string

// The forms.
const (
	FormLetter LetterForm = "letter"
	FormEmail  LetterForm = "email"
	FormText   LetterForm = "text"
	FormList   LetterForm = "list"
)

// LetterForms lists the forms.
func LetterForms() []Option[LetterForm] {
	return []Option[LetterForm]{{FormLetter, "Letter"}, {FormEmail, "Email"}, {FormText, "Text message"}, {FormList, "Line in a list"}}
}

// Label is the form in words.
func (f LetterForm) Label() string { return labelOf(LetterForms(), f) }

// Occasion is why a surgery is written to about a client.
type Occasion string

// The occasions.
const (
	OccasionFirst   Occasion = "first_contact"
	OccasionClosure Occasion = "closure"
	OccasionDemand  Occasion = "on_demand"
	OccasionPeriod  Occasion = "period"
)

// Occasions lists the occasions.
func Occasions() []Option[Occasion] {
	return []Option[Occasion]{{OccasionFirst, "First contact"}, {OccasionClosure, "Closure"}, {OccasionDemand, "On request"}, {OccasionPeriod, "Batch over a period"}}
}

// Label is the occasion in words.
func (o Occasion) Label() string { return labelOf(Occasions(), o) }

// HandedHows lists ways in which a letter leaves the service. Another way may be
// typed.
func HandedHows() []string {
	return []string{"By post", "By secure email", "By email", "By text message", "By hand", "Read out by phone"}
}

// Validate reports what is wrong as FieldErrors, or nil.
func (l *SentLetter) Validate(today Date) error {
	var c check
	l.Recipient, l.HandedHow, l.Note = Tidy(l.Recipient), Tidy(l.HandedHow), TidyNote(l.Note)
	c.that(l.ClientID != "", "ClientID", "Choose the client.")
	c.that(l.Kind != "", "Kind", "Choose the kind of letter.")
	c.that(slices.ContainsFunc(LetterForms(), func(o Option[LetterForm]) bool { return o.Value == l.Form }), "Form", "Choose letter, email or text.")
	c.that(l.Recipient != "", "Recipient", "Say who it is for.")
	c.that(!l.MadeOn.IsZero() && !l.MadeOn.After(today), "MadeOn", "Enter the day it was made, today or earlier.")
	if !l.HandedOn.IsZero() || l.HandedHow != "" {
		c.that(!l.HandedOn.IsZero() && !l.HandedOn.After(today), "HandedOn", "Enter the day it was handed over, today or earlier.")
		c.that(l.HandedOn.IsZero() || !l.HandedOn.Before(l.MadeOn), "HandedOn", "It was made on "+l.MadeOn.Short()+". Enter that day or a later one.")
		c.that(l.HandedHow != "", "HandedHow", "Say how it was handed over, for example by post.")
	}
	c.length("Recipient", "The name", l.Recipient, MaxLine)
	c.length("HandedHow", "How it was handed over", l.HandedHow, MaxName)
	c.length("Note", "The note", l.Note, MaxNote)
	c.length("Body", "The letter", l.Body, 4*MaxNote)
	return c.err()
}
