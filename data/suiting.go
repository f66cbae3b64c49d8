package data

import (
	"fmt"
	"strings"
)

// Suiting is what a search needs to know about a person to say what suits them.
type Suiting struct {
	ClientID   ID
	Age        int // 0: not known
	Needs      []ID
	Area       string       // their town
	Language   string       // "": English
	Wheelchair bool         // they need a way in without steps
	Home       *Coordinates // where they live, to measure distances from; nil: not known
}

// SuitingOf gathers it from a client's record and the reasons and needs of
// their open episode.
func SuitingOf(c *Client, needs []ID, today Date) *Suiting {
	s := &Suiting{ClientID: c.ID, Needs: needs, Area: c.Town, Language: c.Language}
	if strings.EqualFold(s.Language, "english") {
		s.Language = ""
	}
	s.Age = max(Age(c.BirthDate, today), 0)
	access := strings.ToLower(c.AccessNeeds)
	for _, word := range []string{"step-free", "step free", "wheelchair", "stairs", "lift"} {
		s.Wheelchair = s.Wheelchair || strings.Contains(access, word)
	}
	return s
}

// Against says in a few words each why a service does not suit the person;
// nothing means that nothing known speaks against it.
func (s *Suiting) Against(r *ServiceRow) []string {
	var why []string
	if s.Age > 0 && (s.Age < r.MinAge || r.MaxAge > 0 && s.Age > r.MaxAge) {
		why = append(why, "Not for their age ("+AgeSpan(r.MinAge, r.MaxAge)+")")
	}
	if s.Wheelchair && r.Wheelchair == No {
		why = append(why, "No step-free way in")
	}
	switch {
	case r.Status == ServicePaused && !r.ClosedUntil.IsZero():
		why = append(why, "Closed until "+r.ClosedUntil.Short())
	case r.Status == ServicePaused:
		why = append(why, "Closed for now")
	case r.Status == ServiceDefunct:
		why = append(why, "Closed for good")
	}
	if r.Room == Full {
		why = append(why, "Full")
	}
	return why
}

// AgeSpan is the ages that a service is for, in words; "" for all. 0 is no limit.
func AgeSpan(youngest, oldest int) string {
	switch {
	case youngest > 0 && oldest > 0:
		return fmt.Sprintf("ages %d to %d", youngest, oldest)
	case youngest > 0:
		return fmt.Sprintf("from age %d", youngest)
	case oldest > 0:
		return fmt.Sprintf("up to age %d", oldest)
	}
	return ""
}
