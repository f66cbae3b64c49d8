package tally

// AgeOn is the age that a report which ends on a day counts.
func AgeOn(born, to Day) int { return (&Count{to: to}).ageOf(born) }

// Codes visits every word of the facts.
func (f *Facts) Codes(visit func(*Code)) { f.codes(visit) }

// Services visits every service of the facts.
func (f *Facts) Services(visit func(*int64)) { f.services(visit) }
