package data

// ListPerson is one person as a list from elsewhere has them: everything that its
// rows say. Names of surgeries, staff and reasons are those of this service, or of
// new ones that someone decided to add.
type ListPerson struct {
	At    ListPlace   // the first row about them
	Rows  []ListPlace // every row about them, the first among them
	Names []string    // sheets and rows as a person says them
	// Reference is the list's own for them, with the place at which it begins
	// again where it does; "" where the list has none.
	Reference string
	// Client is who they are, without IDs.
	Client     Client
	Surgery    string
	Prescriber string
	Referrals  []ListReferral // earliest first
	Contacts   []ListContact
	Answers    []ListAnswers
	// Notes is what the list says and no field holds, one line each.
	Notes []string
	Left  []LeftOver
	// SameAs is the one of an earlier row who they seem to be, while no one has said
	// whether rows of one NHS number, or name and date of birth, are one person.
	SameAs *ListPerson
}

// ListPlace is a row of a list. Sheet is "" where it has one alone.
type ListPlace struct {
	Sheet string `json:"sheet,omitempty"`
	Row   int    `json:"row"`
}

// ListReferral is a referral as a list has it.
type ListReferral struct {
	At          ListPlace
	ReceivedOn  Date
	Source      Source
	Referrer    string
	Reason      string
	Further     []string
	Note        string
	Closed      bool
	ClosedOn    Date        // zero: open, or the list does not say when
	CloseReason CloseReason // empty where the list does not say
	CloseNote   string
}

// ListContact is an encounter as a list has it.
type ListContact struct {
	At      ListPlace
	On      Date
	Kind    ContactKind
	Outcome ContactOutcome
	Minutes int
	Note    string
}

// ListAnswers is a questionnaire as a list has it.
type ListAnswers struct {
	Instrument string
	Set        *AnswerSet
}

// LeftOver is something in a list that could not be read, for someone to work
// through. Text is what the cell says; it is personal.
type LeftOver struct {
	At     ListPlace `json:"at"`
	Column string    `json:"column"`
	Text   string    `json:"text"`
	Why    string    `json:"why"`
}

// ListOutcome is what an import of people does with one row of a list.
type ListOutcome string

// What becomes of a row.
const (
	ListNew       ListOutcome = "new"       // a client who was not here
	ListMore      ListOutcome = "more"      // more about someone of an earlier row
	ListKnown     ListOutcome = "known"     // someone who is here; something was added or changed
	ListUnchanged ListOutcome = "unchanged" // someone who is here, and nothing new
	ListLater     ListOutcome = "later"     // decided later: not imported
	ListAsked     ListOutcome = "asked"     // may be someone else's: an answer is needed
	ListLeft      ListOutcome = "left"      // cannot be read: in the list to work through
	ListNothing   ListOutcome = "empty"     // empty, or only a number without a person
	ListTotals    ListOutcome = "totals"    // a line of totals
	ListHeading   ListOutcome = "heading"   // the headings once more
	ListHidden    ListOutcome = "hidden"    // hidden in the workbook and left out
)

// ListRow says what becomes of one row. It names no one.
type ListRow struct {
	ListPlace
	Outcome ListOutcome `json:"outcome"`
	Why     string      `json:"why,omitempty"`
}

// Twin is two people who may be one: one of a list, and one who is here or stands
// elsewhere in the list.
type Twin struct {
	// Key names the pair for good, such as "118/42" or "118/" and an ID.
	Key    string
	Person *ListPerson
	// Other is the one elsewhere in the list; nil for one who is here.
	Other *ListPerson
	// Known is the one who is here; its ID is "" for one of the list.
	Known Client
	// Since and Until are the years in which Known was with the service.
	Since, Until int
	Surgery      string // of Known
	Why          string // such as "the same NHS number"
}

// TwinAnswer is what someone decided about two people who may be one.
type TwinAnswer string

// The answers. Empty is not decided yet.
const (
	TwinSame      TwinAnswer = "same"
	TwinDifferent TwinAnswer = "different"
	TwinLater     TwinAnswer = "later"
)

// TwinAnswers lists the answers in the order in which they are offered.
func TwinAnswers() []Option[TwinAnswer] {
	return []Option[TwinAnswer]{{TwinSame, "Same"}, {TwinDifferent, "Different"}, {TwinLater, "Later"}}
}

// ListResult counts an import of people. The rows of a list are all in one of the
// counts of Rows.
type ListResult struct {
	ImportID  ID                  `json:"import_id,omitempty"`
	Source    string              `json:"source"`
	Read      int                 `json:"read"` // rows
	Rows      map[ListOutcome]int `json:"rows"`
	People    int                 `json:"people"`
	New       int                 `json:"new"`
	Changed   int                 `json:"changed"`
	Unchanged int                 `json:"unchanged"`
	Later     int                 `json:"later"` // people left for later
	Asked     int                 `json:"asked"` // who may be someone else: an answer is needed
	Referrals int                 `json:"referrals"`
	Contacts  int                 `json:"contacts"`
	Responses int                 `json:"questionnaires"`
	Left      int                 `json:"to_work_through"`
	Added     []string            `json:"added_to_lists"` // surgeries, reasons and staff that are new
}

// ClientImport is one import of people, as the list of imports shows it.
type ClientImport struct {
	ID      ID     `json:"id"`
	Source  string `json:"source"`
	On      Date   `json:"on"`
	By      string `json:"by"`
	New     int    `json:"new"`
	Changed int    `json:"changed"`
	Left    int    `json:"to_work_through"` // that is still open
	Undone  bool   `json:"undone"`
}

// LeftRow is something of a list that is still to be worked through.
type LeftRow struct {
	ID       ID
	ImportID ID
	ClientID ID     // "" where no one was imported
	Client   string // their name
	Source   string
	LeftOver
}
