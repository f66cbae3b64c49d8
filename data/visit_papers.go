package data

// VisitList is the list of a day's visits to be printed.
type VisitList struct {
	On      Date
	Printed Date // the day on which it is printed
	Visits  []VisitListItem
}

// VisitListItem is one visit of the list.
type VisitListItem struct {
	At, Client, Where, Phone, Access, People, Staff string
	Hazards                                         []string
}

// LoneSheet is a lone-working card to be printed.
type LoneSheet struct {
	Card    LoneCard
	On      Date
	At      string // "HH:MM" of the visit, or empty
	Due     string // "HH:MM" when they are expected back
	Call    []LoneContact
	Printed Date
}
