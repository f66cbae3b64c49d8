package data

import (
	"strconv"
	"strings"
	"time"
)

// Visit is a home visit: what is planned, and how far it has come. What was
// found on it are VisitFindings.
type Visit struct {
	ID            ID     `json:"id"`
	ClientID      ID     `json:"client_id"`
	AppointmentID ID     `json:"appointment_id"` // the booking in the diary, if there is one
	ContactID     ID     `json:"contact_id"`     // what came of it, once it is finished
	StaffID       ID     `json:"staff_id"`
	On            Date   `json:"on"`
	At            string `json:"at"`      // "HH:MM" local time, or empty
	Minutes       int    `json:"minutes"` // planned length; 0 for the service's own
	Position      int    `json:"position"`
	// Address and Postcode are where it takes place, if not at the client's home.
	Address  string `json:"address"`
	Postcode string `json:"postcode"`
	Access   string `json:"access"`  // how to get in: a side gate, a key safe
	People   string `json:"people"`  // who will be there
	Hazards  string `json:"hazards"` // what is known, for example a dog
	// ArrivedAt and FinishedAt are zero until then.
	ArrivedAt  time.Time `json:"arrived_at"`
	FinishedAt time.Time `json:"finished_at"`
	Words      string    `json:"words"`  // the client's own words
	Photos     YesNo     `json:"photos"` // whether the client agreed to photos on this visit; "" if not asked
	Stamp
}

// Validate tidies the plan and reports what is wrong as FieldErrors, or nil.
func (v *Visit) Validate() error {
	var c check
	for _, s := range []*string{&v.Address, &v.Access, &v.People, &v.Hazards} {
		*s = Tidy(*s)
	}
	v.Words = TidyNote(v.Words)
	c.that(v.ClientID != "", "ClientID", "Choose whom you visit.")
	c.that(!v.On.IsZero(), "On", "Enter the day of the visit, like 07/04/2026.")
	c.that(v.At == "" || IsClock(v.At), "At", "Enter the time as hours and minutes, like 9:30.")
	c.that(v.Minutes >= 0 && v.Minutes <= 12*60, "Minutes", "Enter the length in minutes, from 0 to 720.")
	if strings.TrimSpace(v.Postcode) == "" {
		v.Postcode = ""
	} else if p, _, err := ParsePostcode(v.Postcode); err != nil {
		c.add("Postcode", Sentence(err))
	} else {
		v.Postcode = p
	}
	c.length("Address", "The address", v.Address, MaxLine)
	c.length("Access", "This line", v.Access, MaxLine)
	c.length("People", "This line", v.People, MaxLine)
	c.length("Hazards", "This line", v.Hazards, MaxLine)
	c.length("Words", "This text", v.Words, MaxNote)
	return c.err()
}

// UnderWay reports whether someone is on the visit now.
func (v *Visit) UnderWay() bool { return !v.ArrivedAt.IsZero() && v.FinishedAt.IsZero() }

// VisitFinding is what was found on a visit about one room, or about one aspect
// of the home. An empty Value is not answered.
type VisitFinding struct {
	ID       ID          `json:"id"`
	VisitID  ID          `json:"visit_id"`
	ClientID ID          `json:"client_id"`
	Aspect   VisitAspect `json:"aspect"`
	Room     string      `json:"room"`  // the room's name, for AspectRoom only
	Value    string      `json:"value"` // "1" to "9" for a room, else the key of an answer
	Stamp
}

// Rating is the rating of a room, 1 to 9; 0 if it has none.
func (f *VisitFinding) Rating() int {
	if f.Aspect != AspectRoom {
		return 0
	}
	n, err := strconv.Atoi(f.Value)
	if err != nil || n < 1 || n > MaxClutter {
		return 0
	}
	return n
}

// RoomAbsent is the value of a room that this home does not have.
const RoomAbsent = "absent"

// Text is the finding in a few words, such as "Living room 7" or "Food: none".
func (f *VisitFinding) Text() string {
	if f.Aspect == AspectRoom {
		return f.Room + " " + f.Value
	}
	return f.Aspect.Label() + ": " + LowerFirst(f.Aspect.AnswerLabel(f.Value))
}

// Validate reports what is wrong as FieldErrors, or nil.
func (f *VisitFinding) Validate() error {
	var c check
	f.Room = Tidy(f.Room)
	if f.Aspect == AspectRoom {
		c.that(f.Room != "", "Room", "Enter the name of the room.")
		c.length("Room", "The name", f.Room, 60)
		c.that(f.Value == "" || f.Value == RoomAbsent || f.Rating() > 0, "Value", "Rate the room from 1 to 9.")
		return c.err()
	}
	c.that(f.Room == "" && f.Aspect.known(), "Aspect", "This question is not one that Waymark asks.")
	c.that(f.Value == "" || known(f.Aspect.Answers(), f.Value), "Value", "Choose one of the answers.")
	return c.err()
}

// VisitDecision is a decision that a finding asks for, and how it was answered.
type VisitDecision struct {
	ID       ID                `json:"id"`
	VisitID  ID                `json:"visit_id"`
	ClientID ID                `json:"client_id"`
	Kind     DecisionKind      `json:"kind"`
	Because  []DecisionBecause `json:"because"`
	State    DecisionState     `json:"state"`
	Told     string            `json:"told"`    // who was told, if it was acted on
	ToldOn   Date              `json:"told_on"` // when
	ToldAt   string            `json:"told_at"` // "HH:MM", or empty
	Why      string            `json:"why"`     // why it is not needed, or what was done
	Answered time.Time         `json:"answered_at"`
	By       ID                `json:"answered_by"`
	Stamp
}

// DecisionBecause is a finding that asks for a decision, as it was then.
type DecisionBecause struct {
	Aspect VisitAspect `json:"aspect"`
	Room   string      `json:"room,omitempty"`
	Value  string      `json:"value"`
}

// Finding is what it is because of, as a finding.
func (b DecisionBecause) Finding() VisitFinding {
	return VisitFinding{Aspect: b.Aspect, Room: b.Room, Value: b.Value}
}

// Reasons are the findings that ask for the decision, in words.
func (d *VisitDecision) Reasons() []string {
	list := make([]string, len(d.Because))
	for i, b := range d.Because {
		f := b.Finding()
		list[i] = f.Text()
	}
	return list
}

// DecisionKind is what is to be decided.
type DecisionKind string

// The kinds of decision.
const (
	DecisionSafeguarding DecisionKind = "safeguarding"
	DecisionFire         DecisionKind = "fire"
)

// DecisionKinds lists what may have to be decided.
func DecisionKinds() []Option[DecisionKind] {
	return []Option[DecisionKind]{{DecisionSafeguarding, "Safeguarding"}, {DecisionFire, "Fire safety"}}
}

// Label is the kind in words.
func (k DecisionKind) Label() string { return labelOf(DecisionKinds(), k) }

// DecisionState is how a decision was answered.
type DecisionState string

// The states of a decision.
const (
	DecisionOpen      DecisionState = "open"
	DecisionActed     DecisionState = "acted"
	DecisionNotNeeded DecisionState = "not_needed"
)

// DecisionStates lists the states of a decision.
func DecisionStates() []Option[DecisionState] {
	return []Option[DecisionState]{{DecisionOpen, "Open"}, {DecisionActed, "Acted on"}, {DecisionNotNeeded, "Not needed"}}
}

// Label is the state in words.
func (s DecisionState) Label() string { return labelOf(DecisionStates(), s) }

// Validate reports what is wrong with an answer as FieldErrors, or nil.
func (d *VisitDecision) Validate(today Date) error {
	var c check
	d.Told, d.Why = Tidy(d.Told), TidyNote(d.Why)
	switch d.State {
	case DecisionActed:
		c.that(d.Told != "", "Told", "Enter who was told, for example the council’s safeguarding team.")
		c.that(!d.ToldOn.IsZero() && !d.ToldOn.After(today), "ToldOn", "Enter the day they were told, today or in the past.")
		c.that(d.ToldAt == "" || IsClock(d.ToldAt), "ToldAt", "Enter the time as hours and minutes, like 14:30.")
	case DecisionNotNeeded:
		c.that(d.Why != "", "Why", "Say why it is not needed.")
	default:
		c.add("State", "Choose whether it was acted on or is not needed.")
	}
	c.length("Told", "This line", d.Told, MaxLine)
	c.length("Why", "This text", d.Why, MaxNote)
	return c.err()
}

// VisitPhoto is a photo taken on a visit. Body is a JPEG, and empty in lists.
type VisitPhoto struct {
	ID       ID     `json:"id"`
	VisitID  ID     `json:"visit_id"`
	ClientID ID     `json:"client_id"`
	Caption  string `json:"caption"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
	Body     []byte `json:"-"`
	Stamp
}

// MaxVisitPhotos is how many photos one visit may have.
const MaxVisitPhotos = 12

// VisitRecord is one visit with everything found on it.
type VisitRecord struct {
	Visit
	Client    Client
	Staff     string
	Findings  []VisitFinding  // rooms in their order, then the rest
	Decisions []VisitDecision // oldest first
	Photos    []VisitPhoto    // without bodies; oldest first
	Last      *VisitRecord    // the visit before this one, without a Last of its own; nil if this is the first
	Settings  VisitSettings
}

// Finding is what was found about an aspect, or about a room; nil if nothing.
func (r *VisitRecord) Finding(a VisitAspect, room string) *VisitFinding {
	if r == nil {
		return nil
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Aspect == a && f.Room == room {
			return f
		}
	}
	return nil
}

// Value is what was found about an aspect, or about a room; "" if nothing.
func (r *VisitRecord) Value(a VisitAspect, room string) string {
	if f := r.Finding(a, room); f != nil {
		return f.Value
	}
	return ""
}

// Open are the decisions that no one has answered.
func (r *VisitRecord) Open() []VisitDecision {
	var list []VisitDecision
	for _, d := range r.Decisions {
		if d.State == DecisionOpen {
			list = append(list, d)
		}
	}
	return list
}

// Where is the address of the visit, on one line.
func (r *VisitRecord) Where() string {
	return placeOf(r.Address, r.Postcode, &r.Client)
}

func placeOf(address, postcode string, c *Client) string {
	parts := []string{address, "", postcode}
	if address == "" && postcode == "" {
		parts = []string{c.Address, c.Town, c.Postcode}
	}
	var said []string
	for _, p := range parts {
		if p = Tidy(p); p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, ", ")
}

// VisitRow is a visit in a list of visits.
type VisitRow struct {
	Visit
	Client    string
	BirthDate Date
	Phone     string
	Alert     string
	Staff     string
	Where     string // one line
	Place     string // the postcode it is measured from; "" if none is known
	Latitude  float64
	Longitude float64
	Located   bool // whether the list of postcodes knows the place
	Open      int  // decisions no one has answered
	Out, Back bool // whether the lone-working card says so
}

// VisitFilter says which visits are wanted. Zero fields do not filter.
type VisitFilter struct {
	From, To Date
	StaffID  ID
	ClientID ID
}

// DecisionRow is a decision with whose it is.
type DecisionRow struct {
	VisitDecision
	Client  string
	VisitOn Date
	StaffID ID
}

// Finish is what someone says at the end of a visit.
type Finish struct {
	Minutes int // how long it took
	Note    string
	Needs   []Need // those that were confirmed: ReasonID and Note
}
