package agenda

import "slices"

// Kind is what an entry is.
type Kind string

// The kinds. What each means wherever it is shown is a row of Kinds.
const (
	Away        Kind = "away"        // leave, training and other absence of one member of staff
	Clinic      Kind = "clinic"      // a session at a surgery, with its slots
	Appointment Kind = "appointment" // with one client, outside a clinic
	Visit       Kind = "visit"       // an appointment at a client's home
	Contact     Kind = "contact"     // an encounter that no one had booked
	FollowUp    Kind = "follow_up"
)

// KindRow is what is the same about a kind wherever it is shown.
type KindRow struct {
	Kind Kind
	// Name is what an entry is called that has neither a client nor words of its own.
	Name string
	// Binds: it takes up its hours, so nothing else of its prescriber fits in them.
	Binds bool
	// One and Many are what Summary counts; "" where it says it in another way.
	One, Many string
}

// Kinds are all of them, in the order in which they stand where they begin together.
var Kinds = []KindRow{
	{Away, "Away", true, "", ""},     // “On leave”
	{Clinic, "Clinic", true, "", ""}, // “7 of 8 booked”
	{Appointment, "Appointment", true, "appointment", "appointments"},
	{Visit, "Home visit", true, "visit", "visits"},
	{Contact, "Contact", true, "contact", "contacts"},
	{FollowUp, "Follow-up", false, "follow-up", "follow-ups"},
}

// rank is where a kind stands among those that begin together: what has no row, last.
func (k Kind) rank() int {
	if i := slices.IndexFunc(Kinds, func(r KindRow) bool { return r.Kind == k }); i >= 0 {
		return i
	}
	return len(Kinds)
}

func (k Kind) row() KindRow {
	if i := k.rank(); i < len(Kinds) {
		return Kinds[i]
	}
	return KindRow{Kind: k, Name: "Other", Binds: true}
}

// Name is the kind in words, never empty.
func (k Kind) Name() string { return k.row().Name }

// Title is whom an entry is with; where it is with no one, what it is. It is never
// empty.
func (e *Entry) Title() string {
	switch {
	case e.Client != "":
		return e.Client
	case e.About != "":
		return e.About
	}
	return e.Kind.Name()
}
