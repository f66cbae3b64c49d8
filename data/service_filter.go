package data

import "fmt"

// ServiceFilter says which services a search shows. Zero fields do not filter.
type ServiceFilter struct {
	// Words are searched as typed, best first; "in quotes" means these words
	// side by side. Without words: by name.
	Words  string
	Exact  bool // look for the words as they stand: no nearest words, no words of the same meaning
	Closed bool // true: also services that are closed for good

	NeedID      ID
	Area        string
	CategoryID  ID
	Free        bool
	Delivery    Delivery
	Day         Weekday // 0: any
	Part        DayPart // 0: any
	Wheelchair  bool
	Language    string
	Age         int  // the age it must suit; 0: any
	HasRoom     bool // room, or a few places left
	CheckedFrom Date // checked on that day or later
	CheckedTo   Date // checked before that day or never

	// For is the person it is looked for with: what suits them comes first.
	For *Suiting
	// SuitsOnly leaves out what does not suit For.
	SuitsOnly bool
	// Favourites keeps to those that this member of staff marked.
	Favourites ID
	// Near sorts by distance from there, nearest first; without a place last.
	Near *Coordinates

	Limit  int // rows returned at most; 0 means 200
	Offset int
}

// Coordinates are degrees of latitude and longitude (WGS 84).
type Coordinates struct{ Latitude, Longitude float64 }

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
	ClosedUntil  Date
	Room         Room
	Phone        string
	LastChecked  Date
	MinAge       int
	MaxAge       int
	Wheelchair   YesNo
	Needs        string // names of the needs, joined with ", "
	Favourite    bool   // marked by who is asked for
	// Miles from ServiceFilter.Near, else from the home of For; less than 0 when either place is not known.
	Miles float64
	// Reasons says why it does not suit ServiceFilter.For; empty: it suits.
	Reasons []string
	// Meets is true when it helps with a need that ServiceFilter.For has.
	Meets bool
	// Mentions is true when its name, categories or description has a word of such
	// a need (see NeedWords).
	Mentions bool
	// Before is what was said when it was put before the person last, "" never.
	Before   Decision
	BeforeOn Date
}

// ServiceSearch is the answer to a ServiceFilter.
type ServiceSearch struct {
	Rows  []ServiceRow
	Total int
	// Instead tells which typed words found nothing and what was looked for
	// in their place.
	Instead []WordInstead
	// AnyWord is true when no service has all the words, and those with any of
	// them are given.
	AnyWord bool
	// Also are the words of the same meaning that were looked for, too.
	Also []string
	// Shown is what the search looked for, for highlighting: the words as
	// they were used, with those of the same meaning.
	Shown string
}

// CountText says how many of all the services were found: "14 of 1,204
// services", and how many of them are listed when that is fewer.
func (s *ServiceSearch) CountText(all int) string {
	services := Plural(all, "service", "services")
	switch {
	case s.Total < all && len(s.Rows) < s.Total:
		return fmt.Sprintf("%s of %s, the first %d listed", Count(s.Total), services, len(s.Rows))
	case s.Total < all:
		return fmt.Sprintf("%s of %s", Count(s.Total), services)
	case len(s.Rows) < s.Total:
		return fmt.Sprintf("%s, the first %d listed", Plural(s.Total, "service", "services"), len(s.Rows))
	}
	return Plural(s.Total, "service", "services")
}

// WordInstead is a typed word that found nothing, and the nearest that does.
type WordInstead struct{ Typed, Used string }

// ServiceCounts says, for the services that a filter finds, how many each
// further filter would leave.
type ServiceCounts struct {
	Total      int
	Free       int
	Wheelchair int
	HasRoom    int
	Checked    int // checked recently, by the service's own rule
	Suits      int // nothing known speaks against it for ServiceFilter.For
	Favourites int
	Delivery   map[Delivery]int
	Days       map[Weekday]int
	Parts      map[DayPart]int
	Needs      []Tally // by reason, most first; Key is the ID
	Areas      []Tally
	Languages  []Tally
	Categories []Tally
}
