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
	c.that(o.Name != "", "Name", "Enter a name for the organisation.")
	c.length("Name", "The name", o.Name, MaxName)
	return c.err()
}

// Service is an entry of the directory: something local that may help.
type Service struct {
	ID             ID            `json:"id"`
	OrganisationID ID            `json:"organisation_id"`
	Organisation   string        `json:"organisation"` // its name; saving a service by this name finds or makes the organisation
	Name           string        `json:"name"`
	OtherNames     string        `json:"other_names"` // what else people call it, found by the search like the name
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
	ClosedUntil    Date          `json:"closed_until"` // closed for now: the day it opens again, when known
	Room           Room          `json:"room"`
	Waiting        string        `json:"waiting"` // waiting time, in words
	Delivery       []Delivery    `json:"delivery"`
	Wheelchair     YesNo         `json:"wheelchair"`
	Access         string        `json:"access"`    // about access, in words
	Languages      []string      `json:"languages"` // spoken beside English
	// Latitude and Longitude in degrees (WGS 84), as a source gave them; both
	// zero when it did not. The coordinates of the postcode count before them.
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
	// LastChecked is the day someone made sure that the entry is true, which
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
	s.tidy()
	c.that(s.Name != "", "Name", "Enter a name for the service.")
	c.length("Name", "The name", s.Name, MaxName)
	c.length("Organisation", "The name", s.Organisation, MaxName)
	c.length("Description", "The description", s.Description, MaxDescription)
	c.length("Referring", "This text", s.Referring, MaxNote)
	c.length("Eligibility", "This text", s.Eligibility, MaxNote)
	c.that(known(ServiceStatuses(), s.Status), "Status", "Select whether it is open.")
	if s.Postcode != "" {
		p, _, err := ParsePostcode(s.Postcode)
		if err != nil {
			c.add("Postcode", Sentence(err))
		} else {
			s.Postcode = p
		}
	}
	s.checkReach(&c)
	c.that(s.MinAge >= 0 && s.MinAge <= 120, "MinAge", "Enter the youngest age as a number from 0 to 120.")
	c.that(s.MaxAge >= 0 && s.MaxAge <= 120, "MaxAge", "Enter the oldest age as a number from 0 to 120.")
	c.that(s.MaxAge == 0 || s.MaxAge >= s.MinAge, "MaxAge", "The oldest age is below the youngest. Check both.")
	c.that(s.LastChecked.IsZero() || !s.LastChecked.After(today), "LastChecked", "This date is in the future. Enter the date it was checked.")
	c.that(s.Email == "" || plausibleEmail(s.Email), "Email", "Enter the whole email address, like name@example.org.")
	return c.err()
}

func (s *Service) tidy() {
	for _, t := range []*string{&s.Name, &s.OtherNames, &s.Organisation, &s.Cost, &s.ContactName, &s.Phone,
		&s.Email, &s.Web, &s.Address, &s.Area, &s.Waiting, &s.CheckedHow} {
		*t = Tidy(*t)
	}
	for _, t := range []*string{&s.Description, &s.Referring, &s.Eligibility, &s.Days, &s.Access} {
		*t = TidyNote(*t)
	}
	s.Languages = tidyList(s.Languages)
	s.Delivery = inOrder(DeliveryWays(), s.Delivery)
	if s.Status == ServiceActive || s.Status == ServiceDefunct {
		s.ClosedUntil = Date{}
	}
}

// checkReach checks how and by whom it can be reached.
func (s *Service) checkReach(c *check) {
	c.length("OtherNames", "This line", s.OtherNames, MaxLine)
	c.length("Cost", "This line", s.Cost, MaxNote)
	c.length("Days", "This text", s.Days, MaxNote)
	c.length("Address", "The address", s.Address, MaxLine)
	c.length("Web", "The address", s.Web, MaxNote)
	c.length("Access", "This text", s.Access, MaxNote)
	c.that(s.Room == "" || known(Rooms(), s.Room), "Room", "Select whether there is room.")
	c.that(s.Latitude >= -90 && s.Latitude <= 90 && s.Longitude >= -180 && s.Longitude <= 180, "Latitude",
		"Latitude must be between −90 and 90, and longitude between −180 and 180.")
}

// MaxDescription is the longest description of a service, in characters.
// Published directories hold long ones, so it is more than a note.
const MaxDescription = 20000
