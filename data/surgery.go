package data

// Surgery is a GP practice that refers people to the service.
type Surgery struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	Town string `json:"town"`
	// PartnerID is the organisation of a partnership that it belongs to, "" for none.
	PartnerID ID `json:"partner_id"`
	// Retired surgeries stay in history but are no longer offered in forms.
	Retired bool `json:"retired"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (s *Surgery) Validate() error {
	var c check
	s.Name, s.Town = Tidy(s.Name), Tidy(s.Town)
	c.that(s.Name != "", "Name", "Enter a name for the surgery.")
	c.length("Name", "The name", s.Name, MaxName)
	c.length("Town", "The town", s.Town, MaxName)
	return c.err()
}

// Staff is someone who works for the service or refers to it.
type Staff struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Role    Role   `json:"role"`
	Retired bool   `json:"retired"` // has left: stays in history
	// PartnerID is the organisation of a partnership that they work for, "" for none.
	PartnerID ID `json:"partner_id"`
	Stamp
}

// Role is what someone does in the service.
type Role string

// The roles of design.md.
const (
	RolePrescriber  Role = "prescriber"
	RoleCoordinator Role = "coordinator"
	RoleReception   Role = "reception"
)

// Roles lists the roles in the order they are offered.
func Roles() []Option[Role] {
	return []Option[Role]{
		{RolePrescriber, "Prescriber"},
		{RoleCoordinator, "Coordinator"},
		{RoleReception, "Reception, nurse or GP"},
	}
}

// Label is the role in words.
func (r Role) Label() string { return labelOf(Roles(), r) }

// SeesClients reports whether someone in this role can look after clients, hold
// clinics and make visits.
func (r Role) SeesClients() bool { return r == RolePrescriber || r == RoleCoordinator }

// Validate reports what is wrong as FieldErrors, or nil.
func (s *Staff) Validate() error {
	var c check
	s.Name = Tidy(s.Name)
	c.that(s.Name != "", "Name", "Enter the person’s name.")
	c.length("Name", "The name", s.Name, MaxName)
	c.that(known(Roles(), s.Role), "Role", "Choose what this person does.")
	return c.err()
}

// Reason is why someone is referred, and equally a need found later: one
// list serves both, so that they can be held against each other. The service
// edits the list in Settings.
type Reason struct {
	ID       ID     `json:"id"`
	Name     string `json:"name"`
	Position int    `json:"position"` // order in lists and charts, from 1
	Retired  bool   `json:"retired"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (r *Reason) Validate() error {
	var c check
	r.Name = Tidy(r.Name)
	c.that(r.Name != "", "Name", "Enter a name for the reason.")
	c.length("Name", "The name", r.Name, MaxName)
	return c.err()
}

// Category is a kind of service in the directory, such as "Lunch club".
type Category struct {
	ID      ID     `json:"id"`
	Name    string `json:"name"`
	Retired bool   `json:"retired"`
	Stamp
}

// Validate reports what is wrong as FieldErrors, or nil.
func (k *Category) Validate() error {
	var c check
	k.Name = Tidy(k.Name)
	c.that(k.Name != "", "Name", "Enter a name for the category.")
	c.length("Name", "The name", k.Name, MaxName)
	return c.err()
}
