package data

import "strings"

// Client is a person whom the service helps.
type Client struct {
	ID          ID     `json:"id"`
	GivenNames  string `json:"given_names"`
	FamilyName  string `json:"family_name"`
	KnownAs     string `json:"known_as"` // what they like to be called
	BirthDate   Date   `json:"birth_date"`
	Sex         Sex    `json:"sex"`
	NHSNumber   string `json:"nhs_number"` // 10 digits or empty: not everyone has one
	Address     string `json:"address"`
	Town        string `json:"town"`
	Postcode    string `json:"postcode"`
	Phone       string `json:"phone"`
	OtherPhone  string `json:"other_phone"`
	Email       string `json:"email"`
	ContactBy   string `json:"contact_by"`   // how and when they like to be reached, in words
	Language    string `json:"language"`     // empty: English
	Interpreter YesNo  `json:"interpreter"`  // whether they need one
	AccessNeeds string `json:"access_needs"` // such as "Large print", "Step-free"
	LivesAlone  YesNo  `json:"lives_alone"`
	SurgeryID   ID     `json:"surgery_id"`
	Prescriber  ID     `json:"prescriber_id"` // the Staff who looks after them
	// Matters is what to know at a glance, in the person's own terms.
	Matters string `json:"matters"`
	// Alert is a warning for the next visit, such as "Two-person visits".
	Alert string `json:"alert"`
	// Other is someone to know about: a daughter, a carer, and whether to ring them.
	Other string `json:"other"`
	// Reads is the code of the language, such as "ur", of what they read: printed
	// sheets, letters and the pad. Empty: as Language says, else English.
	Reads string `json:"reads"`
	Stamp
}

// Sex as recorded for the report. Empty means not recorded.
type Sex string

// What may be recorded as sex.
const (
	SexFemale Sex = "female"
	SexMale   Sex = "male"
	SexOther  Sex = "other"
)

// Sexes lists what may be recorded, in report order.
func Sexes() []Option[Sex] {
	return []Option[Sex]{{SexFemale, "Female"}, {SexMale, "Male"}, {SexOther, "Self-described"}}
}

// Label is the word for it, "Not recorded" when empty.
func (s Sex) Label() string { return labelOf(Sexes(), s) }

// Name is how a client is written in lists: given names, then family name.
func (c *Client) Name() string { return Tidy(c.GivenNames + " " + c.FamilyName) }

// Called is what the client is called: the name they like, else given names.
func (c *Client) Called() string {
	if c.KnownAs != "" {
		return c.KnownAs
	}
	if c.GivenNames != "" {
		return c.GivenNames
	}
	return c.Name()
}

// Validate tidies the fields and reports what is wrong as FieldErrors, or nil.
// today bounds the birth date. Only a name is required: a record begun at the
// door must be possible to save.
func (c *Client) Validate(today Date) error {
	var k check
	for _, s := range []*string{&c.GivenNames, &c.FamilyName, &c.KnownAs, &c.Address, &c.Town,
		&c.Email, &c.ContactBy, &c.Language, &c.Reads, &c.AccessNeeds, &c.Alert, &c.Other} {
		*s = Tidy(*s)
	}
	c.Matters = TidyNote(c.Matters)
	k.that(c.FamilyName != "" || c.GivenNames != "", "FamilyName", "Enter at least one name.")
	c.checkLengths(&k)
	c.checkIdentifiers(&k)
	k.that(c.Sex == "" || known(Sexes(), c.Sex), "Sex", "Choose from the list.")
	if !c.BirthDate.IsZero() {
		age := Age(c.BirthDate, today)
		k.that(!c.BirthDate.After(today), "BirthDate", "This date is in the future. Check the year.")
		k.that(age <= 120, "BirthDate", "Check the year: this date makes them over 120.")
	}
	k.that(c.Email == "" || plausibleEmail(c.Email), "Email",
		"Enter the whole email address, like name@example.org.")
	return k.err()
}

func (c *Client) checkLengths(k *check) {
	k.length("GivenNames", "The name", c.GivenNames, MaxName)
	k.length("FamilyName", "The name", c.FamilyName, MaxName)
	k.length("KnownAs", "The name", c.KnownAs, MaxName)
	k.length("Address", "The address", c.Address, MaxLine)
	k.length("Town", "The town", c.Town, MaxName)
	k.length("ContactBy", "This line", c.ContactBy, MaxLine)
	k.length("Language", "The language", c.Language, MaxName)
	k.length("Reads", "The language", c.Reads, 40)
	k.length("AccessNeeds", "This line", c.AccessNeeds, MaxLine)
	k.length("Alert", "The alert", c.Alert, MaxLine)
	k.length("Other", "This line", c.Other, MaxLine)
	k.length("Matters", "This note", c.Matters, MaxNote)
}

func (c *Client) checkIdentifiers(k *check) {
	if strings.TrimSpace(c.NHSNumber) == "" {
		c.NHSNumber = ""
	} else if n, err := ParseNHSNumber(c.NHSNumber); err != nil {
		k.add("NHSNumber", Sentence(err))
	} else {
		c.NHSNumber = n
	}
	if strings.TrimSpace(c.Postcode) == "" {
		c.Postcode = ""
	} else if p, _, err := ParsePostcode(c.Postcode); err != nil {
		k.add("Postcode", Sentence(err))
	} else {
		c.Postcode = p
	}
	for _, f := range []struct {
		name string
		text *string
	}{{"Phone", &c.Phone}, {"OtherPhone", &c.OtherPhone}} {
		if strings.TrimSpace(*f.text) == "" {
			*f.text = ""
		} else if p, err := NormalisePhone(*f.text); err != nil {
			k.add(f.name, Sentence(err))
		} else {
			*f.text = p
		}
	}
}

func plausibleEmail(s string) bool {
	name, domain, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(strings.Trim(domain, "."), ".") && !strings.ContainsAny(s, " ,;<>")
}

// ClientFilter says which clients a list shows. Zero fields do not filter.
type ClientFilter struct {
	Words      string // any part of name, birth date, NHS number, postcode, phone
	SurgeryID  ID
	Prescriber ID
	Status     EpisodeStatus // of the latest episode
	Overdue    bool          // only those with an overdue follow-up
	Limit      int           // rows returned at most; 0 means 200
	Offset     int
}

// ClientRow is a client as a list shows it.
type ClientRow struct {
	ID         ID
	Name       string
	KnownAs    string
	BirthDate  Date
	Postcode   string
	Phone      string
	NHSNumber  string
	Surgery    string
	Prescriber string
	Status     EpisodeStatus // of the latest episode; empty when there is none
	Reason     string        // primary reason of the latest referral
	NextDue    Date          // the earliest open follow-up
	NextMeet   Date          // the earliest appointment that is open
	NextMeetAt string        // its time, "HH:MM", or empty
	LastSeen   Date          // the latest attended contact
}

// Similar is a client who may be the same person as one being entered, and why.
type Similar struct {
	ClientRow
	Why  string // such as "same birth date and a similar name"
	Rank int    // the lower, the likelier
}
