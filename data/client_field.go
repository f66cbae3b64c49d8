package data

// ClientField is one thing that a record says of a client.
type ClientField struct {
	// Name is the field of Client, as a FieldError names it.
	Name string
	// Column is what files and the table client call it.
	Column string
	// Label is what screens, questions and copies for the client call it.
	Label string
	// in points to where a client has it: *string, *Date, *Sex, *YesNo, *YesNoNumber or *ID.
	in func(*Client) any
}

// clientFields are all that a record says of a client, in the order of the table
// client. What is added here is saved, read, taken from lists and given a name in
// copies of the record.
var clientFields = []ClientField{
	{"GivenNames", "given_names", "First names", func(c *Client) any { return &c.GivenNames }},
	{"FamilyName", "family_name", "Last name", func(c *Client) any { return &c.FamilyName }},
	{"KnownAs", "known_as", "Preferred name", func(c *Client) any { return &c.KnownAs }},
	{"BirthDate", "birth_date", "Date of birth", func(c *Client) any { return &c.BirthDate }},
	{"Sex", "sex", "Sex", func(c *Client) any { return &c.Sex }},
	{"NHSNumber", "nhs_number", "NHS number", func(c *Client) any { return &c.NHSNumber }},
	{"Address", "address", "Address", func(c *Client) any { return &c.Address }},
	{"Town", "town", "Town", func(c *Client) any { return &c.Town }},
	{"Postcode", "postcode", "Postcode", func(c *Client) any { return &c.Postcode }},
	{"Phone", "phone", "Phone", func(c *Client) any { return &c.Phone }},
	{"OtherPhone", "other_phone", "Other phone number", func(c *Client) any { return &c.OtherPhone }},
	{"Email", "email", "Email address", func(c *Client) any { return &c.Email }},
	{"ContactBy", "contact_by", "Contact preferences", func(c *Client) any { return &c.ContactBy }},
	{"Language", "language", "Language", func(c *Client) any { return &c.Language }},
	{"Interpreter", "interpreter", "Needs an interpreter", func(c *Client) any { return (*YesNoNumber)(&c.Interpreter) }},
	{"AccessNeeds", "access_needs", "Access needs", func(c *Client) any { return &c.AccessNeeds }},
	{"LivesAlone", "lives_alone", "Lives alone", func(c *Client) any { return &c.LivesAlone }},
	{"SurgeryID", "surgery_id", "Surgery", func(c *Client) any { return &c.SurgeryID }},
	{"Prescriber", "prescriber_id", "Looked after by", func(c *Client) any { return &c.Prescriber }},
	{"Matters", "matters", "What matters to them", func(c *Client) any { return &c.Matters }},
	{"Alert", "alert", "Alert", func(c *Client) any { return &c.Alert }},
	{"Other", "other", "Family, carer or other contact", func(c *Client) any { return &c.Other }},
	{"Reads", "reads", "Language they read", func(c *Client) any { return &c.Reads }},
}

// ClientFields lists all that a record says of a client. The caller may not change it.
func ClientFields() []ClientField { return clientFields }

// ClientFieldOf finds a field by the name that a FieldError gives it; false where a
// client has no such field.
func ClientFieldOf(name string) (ClientField, bool) {
	for _, f := range clientFields {
		if f.Name == name {
			return f, true
		}
	}
	return ClientField{}, false
}

// ClientLabel is what a column of the table client is called on screens; "" where it
// holds nothing that a record says of a client.
func ClientLabel(column string) string {
	for _, f := range clientFields {
		if f.Column == column {
			return f.Label
		}
	}
	return ""
}

// In points to the field in c: *string, *Date, *Sex, *YesNo, *YesNoNumber or *ID.
func (f ClientField) In(c *Client) any { return f.in(c) }

// Text is what c says, as files have it: 2006-01-02 for a date, "yes" or "no", "" for
// what is not recorded.
func (f ClientField) Text(c *Client) string {
	switch v := f.in(c).(type) {
	case *string:
		return *v
	case *Date:
		if !v.IsZero() {
			return v.String()
		}
	case *Sex:
		return string(*v)
	case *YesNo:
		return string(*v)
	case *YesNoNumber:
		return string(*v)
	case *ID:
		return string(*v)
	}
	return ""
}

// Words is what c says as people read it: 7 April 2026, Female, Yes. It is "" for what
// is not recorded, and for the ID of a surgery or of staff.
func (f ClientField) Words(c *Client) string {
	switch v := f.in(c).(type) {
	case *ID:
		return ""
	case *Date:
		return v.Long()
	case *Sex:
		if *v != "" {
			return v.Label()
		}
	case *YesNo, *YesNoNumber:
		return Capital(f.Text(c))
	}
	return f.Text(c)
}

// SetText makes c say what Text gave; a date that is none leaves it not recorded.
func (f ClientField) SetText(c *Client, text string) {
	switch v := f.in(c).(type) {
	case *string:
		*v = text
	case *Date:
		*v, _ = ParseDate(text) // the zero date where it is none
	case *Sex:
		*v = Sex(text)
	case *YesNo:
		*v = YesNo(text)
	case *YesNoNumber:
		*v = YesNoNumber(text)
	case *ID:
		*v = ID(text)
	}
}
