package letter

import "slices"

// Field is a name that is replaced when a template is filled, as it is typed
// between braces.
type Field string

// The fields. FieldsOf says which of them a kind has.
const (
	Name         Field = "name"
	FirstName    Field = "first name"
	Today        Field = "today"
	Staff        Field = "staff"
	OurService   Field = "our service"
	OurPhone     Field = "our phone"
	Appointment  Field = "appointment"
	Day          Field = "day"
	Time         Field = "time"
	Place        Field = "place"
	ReplyBy      Field = "reply by"
	NewDay       Field = "new day"
	NewTime      Field = "new time"
	Services     Field = "services"
	Service      Field = "service"
	Organisation Field = "organisation"
	ContactName  Field = "contact name"
	ChosenOn     Field = "chosen on"
	BirthDate    Field = "birth date"
	ClientPhone  Field = "client phone"
	ClientHome   Field = "client address"
	Reach        Field = "how to reach"
	Language     Field = "language"
	Note         Field = "note"
	SurgeryName  Field = "surgery"
	NHSNumber    Field = "nhs number"
	ReferredOn   Field = "referred on"
	ReferredBy   Field = "referred by"
	Reasons      Field = "reasons"
	Agreed       Field = "agreed"
	Outcomes     Field = "outcomes"
	NextStep     Field = "next step"
	Scores       Field = "scores"
	Notes        Field = "notes"
)

// FieldInfo is a field of a kind: what it stands for, and an invented value for
// the preview.
type FieldInfo struct {
	Field  Field
	What   string
	Sample string
}

// Values holds what a template is filled with. A field that is not there, or is
// blank, has no value.
type Values map[Field]string

// FieldsOf lists the fields of a kind, in the order in which Settings shows them.
func FieldsOf(k Kind) []FieldInfo {
	var fields []FieldInfo
	switch k {
	case Referral:
		fields = referralFields
	case Surgery:
		fields = surgeryFields
	case FollowUp:
		fields = slices.Concat(personFields, []FieldInfo{
			{Day, "the day we plan to ring", "Thursday 7 May 2026"},
			{Services, "the services they chose", "Thanet Lunch Club and Seaside Walks"},
		})
	case Reminder:
		fields = slices.Concat(personFields, appointmentFields)
	case Missed, Second:
		fields = slices.Concat(personFields, appointmentFields, []FieldInfo{
			{ReplyBy, "the day by which we hope to hear from them", "Friday 24 April 2026"},
		})
	case Cancelled:
		fields = slices.Concat(personFields, appointmentFields, []FieldInfo{
			{NewDay, "the day it moved to", "Thursday 16 April 2026"},
			{NewTime, "the time it moved to", "10:30am"},
		})
	}
	return slices.Concat(fields, ourFields)
}

// SampleOf returns the invented person, whom the preview in Settings shows.
func SampleOf(k Kind) Values {
	v := Values{}
	for _, f := range FieldsOf(k) {
		v[f.Field] = f.Sample
	}
	return v
}

var personFields = []FieldInfo{
	{Name, "the client’s name", "Rosalind Featherstone"},
	{FirstName, "what they like to be called", "Rosalind"},
}

var appointmentFields = []FieldInfo{
	{Appointment, "appointment, home visit, phone call or video call", "appointment"},
	{Day, "the day of the appointment", "Tuesday 7 April 2026"},
	{Time, "when it begins", "10:30am"},
	{Place, "the surgery, or another place", "Westgate Surgery, room 4"},
}

var ourFields = []FieldInfo{
	{Staff, "who writes", "Sam Hartley"},
	{OurService, "the name of our service, from Settings", "Thanet Social Prescribing"},
	{OurPhone, "our phone number, from Settings", "01843 000 123"},
	{Today, "the day of the letter", "Monday 30 March 2026"},
}

var referralFields = []FieldInfo{
	{Name, "the client’s name", "Rosalind Featherstone"},
	{Service, "the service they chose", "Thanet Lunch Club"},
	{Organisation, "who runs it", "Thanet Community Trust"},
	{ContactName, "who to ask for there", "Priya Nair"},
	{ChosenOn, "the day they chose it", "Monday 30 March 2026"},
	{ClientPhone, "their phone number, if ticked", "01843 000 456"},
	{ClientHome, "their address, if ticked", "12 Invented Road, Margate, CT9 9ZZ"},
	{BirthDate, "their date of birth, if ticked", "3 May 1948"},
	{Reach, "how they like to be reached, if ticked", "In the morning, by phone"},
	{Language, "their language and whether they need an interpreter, if ticked", "Polish, with an interpreter"},
	{Note, "what you add", "Rosalind would like to come on Tuesdays."},
}

var surgeryFields = []FieldInfo{
	{SurgeryName, "the surgery", "Westgate Surgery"},
	{Name, "the client’s name", "Rosalind Featherstone"},
	{BirthDate, "their date of birth", "3 May 1948"},
	{NHSNumber, "their NHS number", "943 476 5919"},
	{ReferredOn, "the day they were referred", "9 March 2026"},
	{ReferredBy, "who referred them", "Dr Invented"},
	{Reasons, "why they were referred", "Housing; also Befriending/Isolation"},
	{Agreed, "what was agreed, as a list", "- 30 March 2026: referral to Thanet Lunch Club\n- 30 March 2026: signpost to Seaside Walks"},
	{Outcomes, "what came of it, as a list", "- Thanet Lunch Club: started, 14 April 2026\n- Seaside Walks: no news yet"},
	{NextStep, "what happens next", "Follow-up call, 5 May 2026"},
	{Scores, "questionnaire scores, if ticked", "- WEMWBS: 32 on 30 March 2026"},
	{Notes, "notes of contacts, if ticked", "- 30 March 2026: Came to the clinic."},
}
