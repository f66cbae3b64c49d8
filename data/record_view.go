package data

import "time"

// ClientRecord is everything about one client that the record screen shows.
type ClientRecord struct {
	Client        Client
	Surgery       string   // name
	Prescriber    string   // name
	Episode       *Episode // the latest, nil when there is none yet
	Episodes      int
	Died          bool                   // whichever episode says so
	Referrals     []Referral             // of the latest episode, newest first
	Needs         []Need                 // of the latest episode
	Consents      []Consent              // the latest of each kind
	Prescriptions []Prescription         // of the latest episode, newest first
	FollowUps     []FollowUp             // open ones of the latest episode, earliest first
	Responses     []Response             // of all episodes, oldest first
	Timeline      []Entry                // of all episodes, newest first
	Asks          []Ask                  // questionnaires of the latest episode, as package rule says
	Refusals      []QuestionnaireRefusal // of all episodes, oldest first
	Appointments  []AppointmentRow       // open ones, earliest first
	Missed        Missed                 // appointments of the latest episode, since they were last met
	MissedSteps   string                 // the service's setting; see rule.AfterMissed
	Imported      bool                   // they came from a list, so consent is to be confirmed
}

// Missed is how many appointments in a row a client did not attend.
type Missed struct {
	N    int
	Last Date // the day of the last one
}

// Entry is one thing in a client's story.
type Entry struct {
	On     Date
	At     time.Time // when it was written, which orders entries of one day
	Kind   EntryKind
	ID     ID       // of the record behind it
	Title  string   // what happened, in a few words
	Detail string   // the note, or the client's words
	Tags   []string // short facts, such as "Chosen", "confidence 4 of 10"
	Staff  string
}

// EntryKind is what kind of record an Entry stands for.
type EntryKind string

// The kinds of entries.
const (
	EntryReferral     EntryKind = "referral"
	EntryNeed         EntryKind = "need"
	EntryContact      EntryKind = "contact"
	EntryAppointment  EntryKind = "appointment" // one that was cancelled; what came of the others is a contact
	EntryOffer        EntryKind = "offer"
	EntryPrescription EntryKind = "prescription" // a change of status
	EntryFollowUp     EntryKind = "follow_up"    // closed follow-up
	EntryAttempt      EntryKind = "attempt"
	EntryResponse     EntryKind = "questionnaire"
	EntryConsent      EntryKind = "consent"
	EntryEpisode      EntryKind = "episode" // opened again, paused or closed
	EntryTask         EntryKind = "task"    // closed task
	EntryLetter       EntryKind = "letter"  // written to or about the client
)

// ContactRow is a contact as Today and the calendar show it.
type ContactRow struct {
	Contact
	Client  string
	Staff   string
	Surgery string
	Reason  string // primary reason of the latest referral
}

// ContactFilter says which contacts are wanted. Zero fields do not filter.
type ContactFilter struct {
	From, To   Date // inclusive
	Prescriber ID
	SurgeryID  ID
	Limit      int // 0 means 500
}

// Attention is something on Today that someone should look at, which is not
// a follow-up.
type Attention struct {
	Kind     string // a word for a chip: "Directory", "Questionnaire", "Consent", "No next step", "Holidays"
	Sentence string
	ClientID ID // set when it is about one client
	VisitID  ID // set when it is about one home visit
	RightsID ID // set when it is about one request about rights
	Count    int
}
