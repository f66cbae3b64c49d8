package data

import (
	"fmt"
	"strings"
)

// Suiting is what a search needs to know about a person to say what suits them.
type Suiting struct {
	ClientID ID
	Age      int // 0: not known
	Needs    []ID
	// Words are those by which a description shows that a service may help with the
	// needs, for entries on which no one has marked what they help with.
	Words      []string
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

// Known returns what the entry says in favour of a service for the person, by what
// is recorded of both. What no one has recorded is not in favour: see Unknown.
func (s *Suiting) Known(r *ServiceRow) []string {
	var known []string
	add := func(is bool, text string) {
		if is {
			known = append(known, text)
		}
	}
	add(r.Meets, "meets a need")
	add(!r.Meets && r.Mentions, "mentions a need")
	if span := AgeSpan(r.MinAge, r.MaxAge); span != "" && s.Age >= max(r.MinAge, 1) && (r.MaxAge == 0 || s.Age <= r.MaxAge) {
		known = append(known, span)
	}
	add(s.Wheelchair && r.Wheelchair == Yes, "step-free")
	add(r.Room == HasRoom || r.Room == FewLeft, "has places")
	if days := Tidy(r.Days); days != "" {
		known = append(known, "open "+days)
	}
	return known
}

// Unknown returns what bears on the person and no one has recorded of the service,
// or of the person: "step-free: not known". It is never a match.
func (s *Suiting) Unknown(r *ServiceRow) []string {
	var unknown []string
	add := func(is bool, text string) {
		if is {
			unknown = append(unknown, text+": not known")
		}
	}
	add(s.Wheelchair && r.Wheelchair == "", "step-free")
	add(s.Age == 0 && (r.MinAge > 0 || r.MaxAge > 0), "the client’s age")
	add(r.Room == "", "places")
	add(Tidy(r.Days) == "", "days")
	return unknown
}

// Matches reports whether a service is known to help with a need of the person and
// everything that they need is known: they fit its ages, and it is step-free if
// they need that.
func (s *Suiting) Matches(r *ServiceRow) bool {
	return r.Meets && len(s.Against(r)) == 0 && (!s.Wheelchair || r.Wheelchair == Yes) && (s.Age > 0 || r.MinAge == 0 && r.MaxAge == 0)
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
