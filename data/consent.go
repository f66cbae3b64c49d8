package data

// Consent is what a client said to one use of what is held about them. The
// latest of a kind counts; earlier ones stay as history.
type Consent struct {
	ID       ID          `json:"id"`
	ClientID ID          `json:"client_id"`
	Kind     ConsentKind `json:"kind"`
	Given    bool        `json:"given"` // false: refused or withdrawn
	On       Date        `json:"on"`
	How      ConsentHow  `json:"how"`
	Note     string      `json:"note"` // such as which organisation
	Stamp
}

// ConsentKind is the use that is agreed to.
type ConsentKind string

// The uses.
const (
	ConsentContact      ConsentKind = "contact"
	ConsentRecord       ConsentKind = "record"
	ConsentOrganisation ConsentKind = "organisation"
	ConsentSurgery      ConsentKind = "surgery"
	ConsentEvaluation   ConsentKind = "evaluation"
	ConsentStory        ConsentKind = "story"
)

// ConsentKinds lists the uses.
func ConsentKinds() []Option[ConsentKind] {
	return []Option[ConsentKind]{
		{ConsentContact, "To be contacted"},
		{ConsentRecord, "To keep a record"},
		{ConsentOrganisation, "To share with an organisation"},
		{ConsentSurgery, "To share with the surgery"},
		{ConsentEvaluation, "To use their answers in evaluation"},
		{ConsentStory, "To use their story in reports"},
	}
}

// Label is the use in words.
func (k ConsentKind) Label() string { return labelOf(ConsentKinds(), k) }

// ConsentHow is how consent was given.
type ConsentHow string

// ConsentOnReferral is what a person said to whoever referred them.
const ConsentOnReferral ConsentHow = "referral"

// ConsentHows lists how consent may be given.
func ConsentHows() []Option[ConsentHow] {
	return []Option[ConsentHow]{
		{"in_person", "In person, verbally"}, {"written", "In writing"}, {"phone", "By phone"},
		{"interpreter", "Through an interpreter"}, {"representative", "By someone authorised to act for them"},
		{ConsentOnReferral, "Told to the referrer"},
	}
}

// Label is the way in words.
func (h ConsentHow) Label() string { return labelOf(ConsentHows(), h) }

// Validate reports what is wrong as FieldErrors, or nil.
func (k *Consent) Validate(today Date) error {
	var c check
	k.Note = Tidy(k.Note)
	c.that(known(ConsentKinds(), k.Kind), "Kind", "Choose what is agreed to.")
	c.that(!k.On.IsZero() && !k.On.After(today), "On", "Date must be today or in the past.")
	c.that(known(ConsentHows(), k.How), "How", "Select how they gave consent.")
	c.length("Note", "The note", k.Note, MaxLine)
	return c.err()
}
