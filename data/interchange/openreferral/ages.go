package openreferral

import (
	"cmp"
	"encoding/json"
	"math"
	"strconv"
)

// oldest is the highest age that data.Service keeps.
const oldest = 120

// takeEligible adds the eligibilities of version 1 to the record. Of several
// ranges of ages it keeps the widest, since each lets someone in.
func (r *record) takeEligible() {
	words := []string{r.Eligibility}
	for _, e := range r.eligible {
		words = append(words, e.words)
		switch {
		case e.low == "" && e.high == "":
		case r.MinimumAge == "" && r.MaximumAge == "":
			r.MinimumAge, r.MaximumAge = e.low, e.high
		default:
			r.MinimumAge = wider(r.MinimumAge, e.low, -1)
			r.MaximumAge = wider(r.MaximumAge, e.high, 1)
		}
	}
	r.Eligibility = lines(words...)
}

// wider is the age of the two that lets more people in; a blank one is no
// limit. Direction is -1 for the youngest and 1 for the oldest age.
func wider(a, b json.Number, direction int) json.Number {
	if a == "" || b == "" {
		return ""
	}
	x, errA := a.Float64()
	y, errB := b.Float64()
	if errA == nil && errB == nil && cmp.Compare(y, x) == direction {
		return b
	}
	return a
}

// takeAges sets the ages that can be true and doubts the others.
func (e *entry) takeAges(r *record) {
	e.Service.MinAge = e.age("MinAge", "youngest", r.MinimumAge)
	e.Service.MaxAge = e.age("MaxAge", "oldest", r.MaximumAge)
	if e.Service.MaxAge != 0 && e.Service.MaxAge < e.Service.MinAge {
		e.Service.MinAge, e.Service.MaxAge = 0, 0
		e.doubt("MinAge", "The maximum age is lower than the minimum age, so both were left out.")
	}
}

// age is 0 for no limit. Feeds write ages as 18, 18.0 and "18".
func (e *entry) age(field, which string, given json.Number) int {
	if given == "" {
		return 0
	}
	years, err := strconv.ParseFloat(given.String(), 64)
	if err != nil || years < 0 || years > oldest || years != math.Trunc(years) {
		e.doubt(field, "The "+which+" age is given as “"+short(given.String())+"”, which is not a number from 0 to 120. It was left out.")
		return 0
	}
	return int(years)
}
