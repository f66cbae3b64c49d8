package people

import "slices"

// Field is what a column of a list becomes.
type Field string

// The fields.
const (
	Reference   Field = "reference"
	NHSNumber   Field = "nhs_number"
	Name        Field = "name" // whole, with or without a title
	Title       Field = "title"
	Given       Field = "given_names"
	Family      Field = "family_name"
	KnownAs     Field = "known_as"
	Birth       Field = "birth_date"
	Age         Field = "age"
	Sex         Field = "sex"
	Address     Field = "address"
	Town        Field = "town"
	Postcode    Field = "postcode"
	Phone       Field = "phone"
	OtherPhone  Field = "other_phone"
	Email       Field = "email"
	ContactBy   Field = "contact_by"
	Language    Field = "language"
	Interpreter Field = "interpreter"
	AccessNeeds Field = "access_needs"
	LivesAlone  Field = "lives_alone"
	Alert       Field = "alert"
	OtherPerson Field = "other"
	Surgery     Field = "surgery"
	Prescriber  Field = "prescriber"

	ReferredOn   Field = "referral_date"
	ReferredFrom Field = "referral_source"
	Referrer     Field = "referrer"
	MainReason   Field = "main_reason"
	Further      Field = "further_reasons"
	ReferralNote Field = "referral_note"
	ClosedOn     Field = "closed_on"
	CloseReason  Field = "close_reason"
	Status       Field = "status"

	ContactOn      Field = "contact_date"
	ContactKind    Field = "contact_kind"
	ContactOutcome Field = "contact_outcome"
	ContactMinutes Field = "contact_minutes"
	ContactNote    Field = "contact_note"

	Score   Field = "score"     // a total without its answers
	Item    Field = "answer"    // belongs to a questionnaire
	Consent Field = "consent"   // a note only: consent is never assumed
	Note    Field = "note"      // kept as a note
	LeftOut Field = "leave_out" // not taken
)

// fieldInfo is what is known of a field.
type fieldInfo struct {
	field Field
	label string
	// names are headings without asking words, surest first, divided by |.
	names string
	// numbered: a list may have several, as Contact 1 and Contact 2.
	numbered bool
}

// fields are in the order in which columns are given to them: what is told from
// few headings alone comes before what has a common name.
var fields = []fieldInfo{
	{NHSNumber, "NHS number", "nhs number|nhs no|nhs num|nhs|nhsnumber|nhsno|nhs id|nhs nr", false},
	{Birth, "Date of birth", "dob|date of birth|birth date|birthdate|birthday|dateofbirth|birth|d o b|born|date birth|dob age|age dob|dob or age|date of birth age|year of birth|birth year", false},
	{Age, "Age", "age|age years|age referral|age at referral|age group|age band|current age", false},
	{Title, "Title", "title|salutation|prefix", false},
	{Given, "First names", "given names|given name|first name|firstname|forename|forenames|first names|fore name|christian name|first|name given|name first|name forename", false},
	{Family, "Last name", "family name|surname|last name|lastname|familyname|second name|sur name|last|name family|name last|name surname", false},
	{KnownAs, "Preferred name", "known as|preferred name|likes to be called|knownas|nickname|prefers|called|preferred", false},
	{Name, "Name", "name|full name|client|patient|client name|patient name|name client|name patient|name surname|forename surname|first name surname|surname forename|surname first name|surname and forename|fullname|surname first|last name first name|last first|family name given name|person|service user|participant|participant name|service user name", false},
	{Sex, "Sex", "sex|gender|m f|male female|gender identity", false},
	{Postcode, "Postcode", "postcode|post code|full postcode|postal code|pcode|zip|zip code", false},
	{Town, "Town", "town|city|town city|locality|village", false},
	{Address, "Address", "address|home address|address 1|address line 1|street|full address|address line|addr|house name|house number|house name number|house no|flat|number and street|number street|street name|road|address 2|address line 2|address 3|address line 3|address 4|address line 4", false},
	{OtherPhone, "Other phone", "mobile|mobile telephone|mobile tel|mobile telephone number|other phone|mobile number|mobile no|mobile phone|second phone|phone 2|tel 2|alternative phone|other number|mob|work phone|alternative number|telephone 2", false},
	{Phone, "Phone", "phone|telephone|tel|phone number|phone no|tel no|telephone number|telephone no|contact number|contact no|home phone|landline|landline number|tel number|phone 1|tel 1|home tel|home telephone|home telephone number|home phone number|contact telephone|contact phone", false},
	{Email, "Email", "email|e mail|email address|e mail address|mail", false},
	{ContactBy, "Contact preferences", "contact preference|preferred contact|contact by|best time call|preferred contact method|how contact|contact method preferred|best time to call", false},
	{Language, "Language", "language|first language|main language|preferred language|language spoken|spoken language", false},
	{Interpreter, "Interpreter", "interpreter|interpreter needed|interpreter required|needs interpreter", false},
	{AccessNeeds, "Access needs", "access needs|accessibility|access|communication needs|reasonable adjustments|disability|accessibility needs", false},
	{LivesAlone, "Lives alone", "lives alone|living alone|live alone", false},
	{Alert, "Alert", "alert|alerts|risk|risks|warning|warnings|lone working risk|safety", false},
	{OtherPerson, "Family, carer or other contact", "next kin|next of kin|nok|carer|emergency contact|carer name|key contact|family contact|next kin details", false},
	{Surgery, "Surgery", "surgery|gp surgery|surgery name|practice|gp practice|practice name|gp|registered surgery|registered practice|referring practice|medical centre|referring surgery|surgery code|practice code|gp surgery name|registered gp|registered gp practice|registered gp surgery|registered gp practice name|usual gp practice|usual gp organisation|usual gp s organisation|usual gps organisation|usual gp organisation name|registered organisation|gp practice name|gp practice surgery|patients gp practice|organisation practice|gp code|gp practice code|practice ods code|gp ods code|gppractice|surgery pcn", false},
	{Prescriber, "Prescriber", "prescriber|link worker|social prescriber|worker|splw|key worker|keyworker|allocated|allocated worker|allocated to|assigned to|assigned worker|assigned splw|assigned link worker|splw name|social prescribing link worker|lead worker|case holder|caseholder|case worker|caseworker|navigator|assigned|staff|advisor|adviser|link worker name|social prescriber name|sp|lw|seen by|staff name|staff member", false},
	{ReferredOn, "Referral date", "referral date|date referral|ref date|date ref|date referred|referred|referred date|date of referral|referral received|date received|received|received date|referral received date|date referral received|date of ref|date refd|date ref d|refd|ref d|start date|opened|date opened|intake date|referred on|date start|referral created date|referral created|referral created on|referral made|referral made on|referral start date|referral accepted date|referral submitted|referral submitted date|referral opened|ref rec d|ref recd|ref rcvd|ref received|rec d|recd|rcvd|date rec d|date recd|date rcvd|referral rec d|referral recd|opened date|opened on|joined|date joined|joined on|join date|date of joining", false},
	{ReferredFrom, "Who referred", "referral source|source|source referral|referred by|source of referral|referred from|referrer type|referral from|ref source|who referred|referring organisation|referrer organisation|referring service|referring team", false},
	{Referrer, "Referrer", "referrer|name of referrer|referrer name|referring gp|referring clinician|referring professional|gp name|name referrer|referring person|referrers name", false},
	{MainReason, "Main reason", "reason|referral reason|reason referral|reason for referral|main reason|primary reason|primary concern|main concern|presenting concern|primary reason referral|why referred|presenting issue|presenting need|presenting problem|primary need|main need|issue|reason ref|reason referred|why|main issue|presenting reason|need|reason 1|referred for|primary referral reason|main referral reason|referral reason code|reason code|reasons|referral reasons|reasons for referral|reasons referral", false},
	{Further, "Further reasons", "further reasons|other reasons|secondary reason|secondary concern|other concerns|secondary need|other needs|other issues|additional reasons|reason 2|second reason|further reason|other reason|secondary reasons|additional needs|secondary needs|other need|further needs|needs|secondary referral reason|secondary referral reasons|other referral reasons|additional referral reasons", false},
	{ReferralNote, "Note on the referral", "referral note|referral notes|background|referral details|details|referral information|referral info|reason details|summary|history", false},
	{ClosedOn, "Date closed", "closed|date closed|closed date|closure date|end date|discharge date|date discharged|discharged|date of closure|case closed|date of discharge|closed on|exit date|date case closed|date ended|ended|ended on|left|date left|left on|leaving date|leave date|date of exit|date of leaving|case closed date|case end date|closing date|closed at|referral ended|referral closed|referral end date|referral closed date|support ended|support end date", false},
	{CloseReason, "Why closed", "close reason|closure reason|reason closure|reason for closure|reason closed|discharge reason|reason discharge|reason for discharge|case outcome|end reason|final outcome|closing reason|outcome at closure|outcome closure|exit reason|leaving reason|reason left|reason leaving|reason for leaving|why ended|why closed|why left|reason ended|reason for ending|reason for closing|referral end reason|case closed reason|discharge outcome|closure outcome|outcome at discharge", false},
	{Status, "Open or closed", "status|referral status|case status|open closed|state|active|open or closed|current status|live", false},
	{ContactOn, "Contact date", "contact date|date contact|date of contact|appointment date|date appointment|session date|visit date|date seen|seen|call date|date of visit|date of session|date of appointment|date session|date visit|first contact|first contact date|date first contact|first appointment|last contact|date last contact|contact", true},
	{ContactKind, "Kind of contact", "contact type|type contact|type of contact|contact kind|contact method|appointment type|session type|how seen|method of contact|mode of contact|method contact|type of appointment", true},
	{ContactOutcome, "What came of the contact", "contact outcome|attendance|attended|outcome of contact|appointment outcome|appointment status|attendance status|session status|contact status|dna|session outcome|attended dna|outcome contact|seen|seen y n|attended y n|did they attend", true},
	{ContactMinutes, "Minutes", "minutes|duration|length|time spent|mins|contact minutes|duration minutes|length of contact", true},
	{ContactNote, "Note of the contact", "contact note|contact notes|session notes|case notes|visit notes|call notes|appointment notes|notes of contact|action taken|actions|progress notes", true},
	{Consent, "Note only", "consent|consent given|consent y n|gdpr|gdpr consent|consented|permission|consent share|consent to share|consent form|data consent|consent signed|permission to share|consent obtained", true},
	{Reference, "Reference", "ref|reference|client id|id|client ref|case id|our ref|client no|client number|case no|case number|unique id|person id|record id|patient id|ref no|reference number|reference no|client code|service user id|our reference|no|number|client reference|id number|unique reference|urn|case ref|sp id|row id|emis number|emis no|system id|participant id|identifier|code|uid|id no|id nr|ref id|unique no|unique ref|unique ref no|unique reference number", false},
}

// inContacts are headings that mean a contact where each row of a sheet is one.
var inContacts = map[string]Field{
	"date": ContactOn, "day": ContactOn, "when": ContactOn, "type": ContactKind, "kind": ContactKind, "how": ContactKind, "method": ContactKind, "mode": ContactKind,
	"outcome": ContactOutcome, "result": ContactOutcome, "status": ContactOutcome, "notes": ContactNote, "note": ContactNote, "comments": ContactNote, "comment": ContactNote,
	"details": ContactNote, "summary": ContactNote, "activity": ContactNote, "time": ContactMinutes,
	"what happened": ContactNote, "description": ContactNote, "narrative": ContactNote, "entry": ContactNote, "discussion": ContactNote, "content": ContactNote,
}

// inReferrals are headings that mean a referral where each row of a sheet is one.
var inReferrals = map[string]Field{
	"date": ReferredOn, "day": ReferredOn, "when": ReferredOn, "notes": ReferralNote, "note": ReferralNote, "comments": ReferralNote, "from": ReferredFrom, "type": MainReason,
}

// Label is what the field is called on screens.
func (f Field) Label() string {
	for _, i := range fields {
		if i.field == f {
			return i.label
		}
	}
	switch f {
	case Score:
		return "Scores without answers"
	case Item:
		return "Questionnaire"
	case LeftOut:
		return "Left out"
	default:
		return "Note"
	}
}

// Known reports whether a Map may name the field.
func (f Field) Known() bool {
	return f == Score || f == Note || f == LeftOut || slices.ContainsFunc(fields, func(i fieldInfo) bool { return i.field == f })
}

// Fields lists what a column may become, in the order in which it is offered.
func Fields() []Field {
	list := make([]Field, 0, len(fields)+3)
	for _, i := range fields {
		list = append(list, i.field)
	}
	return append(list, Score, Note, LeftOut)
}

// isDay is true for the fields that hold a day.
func (f Field) isDay() bool {
	return f == Birth || f == ReferredOn || f == ClosedOn || f == ContactOn
}

// identifies is true for the fields by which a row says who someone is.
func (f Field) identifies() bool {
	return f == NHSNumber || f == Name || f == Given || f == Family
}

// ofContact is true for the fields of an encounter.
func (f Field) ofContact() bool {
	return f == ContactOn || f == ContactKind || f == ContactOutcome || f == ContactMinutes || f == ContactNote
}
