package data

// Organisation runs services in the directory.
type Organisation struct {
	ID    ID     `json:"id"`
	Name  string `json:"name"`
	Phone string `json:"phone"`
	Email string `json:"email"`
	Web   string `json:"web"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (o *Organisation) Validate() error {
	var c check
	o.Name = Tidy(o.Name)
	c.that(o.Name != "", "Name", "Please give the organisation a name.")
	c.length("Name", "The name", o.Name, MaxName)
	return c.err()
}

// Service is an entry of the directory: something local that may help.
type Service struct {
	ID             ID            `json:"id"`
	OrganisationID ID            `json:"organisation_id"`
	Organisation   string        `json:"organisation"` // its name; saving a service by this name finds or makes the organisation
	Name           string        `json:"name"`
	Description    string        `json:"description"`
	Referring      string        `json:"referring"`   // how to refer
	Eligibility    string        `json:"eligibility"` // who it is for
	Cost           string        `json:"cost"`
	Days           string        `json:"days"` // days and times, in words
	ContactName    string        `json:"contact_name"`
	Phone          string        `json:"phone"`
	Email          string        `json:"email"`
	Web            string        `json:"web"`
	Address        string        `json:"address"`
	Postcode       string        `json:"postcode"`
	Area           string        `json:"area"`    // the town or area it serves
	MinAge         int           `json:"min_age"` // 0: no lower limit
	MaxAge         int           `json:"max_age"` // 0: no upper limit
	Status         ServiceStatus `json:"status"`
	Waiting        string        `json:"waiting"` // waiting time or capacity, in words
	// LastChecked is the day somebody made sure that the entry is true, which
	// is not the day it was last edited (that is in the Stamp).
	LastChecked   Date   `json:"last_checked"`
	LastCheckedBy ID     `json:"last_checked_by"`
	CheckedHow    string `json:"checked_how"` // such as "by phone"
	Needs         []ID   `json:"needs"`       // Reason IDs that it helps with
	Categories    []ID   `json:"categories"`
	Stamp
}

// ServiceStatus is whether a service can be offered, as in Open Referral UK.
type ServiceStatus string

// The states of a service.
const (
	ServiceActive  ServiceStatus = "active"
	ServicePaused  ServiceStatus = "temporarily closed"
	ServiceDefunct ServiceStatus = "defunct"
)

// ServiceStatuses lists the states.
func ServiceStatuses() []Option[ServiceStatus] {
	return []Option[ServiceStatus]{
		{ServiceActive, "Open"}, {ServicePaused, "Closed for now"}, {ServiceDefunct, "Closed for good"},
	}
}

// Label is the state in words.
func (s ServiceStatus) Label() string { return labelOf(ServiceStatuses(), s) }

// Validate reports what is wrong as FieldErrors, or nil.
func (s *Service) Validate(today Date) error {
	var c check
	for _, t := range []*string{&s.Name, &s.Organisation, &s.Cost, &s.ContactName, &s.Phone,
		&s.Email, &s.Web, &s.Address, &s.Area, &s.Waiting, &s.CheckedHow} {
		*t = Tidy(*t)
	}
	for _, t := range []*string{&s.Description, &s.Referring, &s.Eligibility, &s.Days} {
		*t = TidyNote(*t)
	}
	c.that(s.Name != "", "Name", "Please give the service a name.")
	c.length("Name", "The name", s.Name, MaxName)
	c.length("Organisation", "The name", s.Organisation, MaxName)
	c.length("Description", "The description", s.Description, MaxDescription)
	c.length("Referring", "This text", s.Referring, MaxNote)
	c.length("Eligibility", "This text", s.Eligibility, MaxNote)
	c.that(known(ServiceStatuses(), s.Status), "Status", "Please say whether it is open.")
	if s.Postcode != "" {
		p, _, err := ParsePostcode(s.Postcode)
		if err != nil {
			c.add("Postcode", Sentence(err))
		} else {
			s.Postcode = p
		}
	}
	c.that(s.MinAge >= 0 && s.MinAge <= 120, "MinAge", "Please give the youngest age as a number from 0 to 120.")
	c.that(s.MaxAge >= 0 && s.MaxAge <= 120, "MaxAge", "Please give the oldest age as a number from 0 to 120.")
	c.that(s.MaxAge == 0 || s.MaxAge >= s.MinAge, "MaxAge", "The oldest age is below the youngest. Please check both.")
	c.that(s.LastChecked.IsZero() || !s.LastChecked.After(today), "LastChecked", "This date is in the future. Please give the day it was checked.")
	c.that(s.Email == "" || plausibleEmail(s.Email), "Email", "This does not look like an e-mail address. It needs a name, an @ and a domain.")
	return c.err()
}

// MaxDescription is the longest description of a service, in characters.
// Published directories hold long ones, so it is more than a note.
const MaxDescription = 20000

// ServiceFilter says which services a search shows. Zero fields do not filter.
type ServiceFilter struct {
	Words  string // search as you type; best first. Without words: by name
	NeedID ID
	Area   string
	Closed bool // true: also services that are closed for good
	Limit  int  // rows returned at most; 0 means 200
	Offset int
}

// ServiceRow is a service as a list shows it.
type ServiceRow struct {
	ID           ID
	Name         string
	Organisation string
	Area         string
	Cost         string
	Days         string
	Waiting      string
	Status       ServiceStatus
	LastChecked  Date
	MinAge       int
	MaxAge       int
	Needs        string // names of the needs, joined with ", "
}
