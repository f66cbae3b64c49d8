package data

import "time"

// RingRow is a service that is due a check, with what the call needs.
type RingRow struct {
	ServiceRow
	ContactName   string
	LastCheckedBy string // name of who checked it last
	CheckedHow    string
	Used          int  // times it was offered in the last twelve months
	GoneFrom      Date // the day its source no longer had it; blank when it has
}

// DuplicatePair is two entries of the directory that may be the same service.
type DuplicatePair struct {
	A, B   ServiceRow
	Reason string // why they look alike: a sentence
}

// Merge is one entry of the directory taken into another, which can be undone.
type Merge struct {
	ID             ID
	KeptID, GoneID ID
	Kept, Gone     string // names of the services
	At             time.Time
	By             string // name of who merged them
}

// Synonym says that people who use one word may mean another: a search for
// Word also looks for Means.
type Synonym struct {
	Word  string
	Means string // one or more terms, each between commas
	Own   bool   // added or changed by the service, not from the starting list
}

// Validate reports what is wrong as FieldErrors, or nil.
func (s *Synonym) Validate() error {
	var c check
	s.Word, s.Means = Tidy(s.Word), Tidy(s.Means)
	c.that(s.Word != "", "Word", "Enter the word that people use.")
	c.that(s.Means != "", "Means", "Enter what it means in the directory, such as “money advice”.")
	c.length("Word", "The word", s.Word, MaxName)
	c.length("Means", "The meaning", s.Means, MaxLine)
	return c.err()
}

// Gap is a need for which nothing suitable was found in the directory. It
// counts in the report. ClientID is empty when it is about no one.
type Gap struct {
	ID       ID     `json:"id"`
	ClientID ID     `json:"client_id"`
	ReasonID ID     `json:"reason_id"` // the need
	Reason   string `json:"reason"`    // its name, for display
	FoundOn  Date   `json:"found_on"`
	Area     string `json:"area"` // where it was wanted
	Note     string `json:"note"` // what was looked for
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (g *Gap) Validate(today Date) error {
	var c check
	g.Area, g.Note = Tidy(g.Area), TidyNote(g.Note)
	c.that(g.ReasonID != "", "ReasonID", "Select the need.")
	c.that(!g.FoundOn.IsZero() && !g.FoundOn.After(today), "FoundOn", "Date must be today or in the past.")
	c.length("Area", "The area", g.Area, MaxName)
	c.length("Note", "The note", g.Note, MaxNote)
	return c.err()
}

// NoNewsRow is a prescription of which no one has heard for a while.
type NoNewsRow struct {
	PrescriptionID ID
	ClientID       ID
	Client         string // their name
	Service        string
	ServicePhone   string
	Status         PrescriptionStatus
	MadeOn         Date
	LastWord       Date // when anything was last heard, else MadeOn
	Slip           string
	FollowUpDue    Date // its open follow-up, blank when there is none
}

// OfferSheet is what a person takes home: what they chose, what happens next
// and who to ring, with a reply slip for each prescription.
type OfferSheet struct {
	ServiceName string // of the social prescribing service
	Person      string // the name they like to be called by
	On          Date
	Prescriber  string
	Phone       string // the prescriber's or the service's number
	Items       []OfferSheetItem
}

// OfferSheetItem is one prescription on the sheet.
type OfferSheetItem struct {
	Kind         PrescriptionKind
	Service      Service
	Slip         string // the reference to type in when the slip comes back
	FollowUpOn   Date   // when the prescriber will ask how it went
	Words        string // what the person said when they chose it
	PersonMayAsk bool   // consent to pass their name to the organisation is recorded
	Contact      OfferSheetContact
}

// OfferSheetContact is what came of contacting a service for a person.
type OfferSheetContact struct {
	On        Date   // when we contacted it; zero: no one has
	How       string // such as "By phone"; "" if that is not known
	Began     bool   // the person went at least once
	NotNeeded bool   // we agreed not to contact it
}

// DirectorySource is somewhere that services of the directory were imported from.
type DirectorySource struct {
	Name     string
	Services int
	LastOn   Date
	Feed     *SourceFeed // nil for one that comes as files
}

// PostcodePlace is where a postcode is.
type PostcodePlace struct {
	Postcode string // in its usual form, CT9 1AA
	Coordinates
}
