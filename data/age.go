package data

import "fmt"

// Age is how many full years old someone born on one day is on another, or
// -1 when either day is not recorded or the birth is the later one. Someone
// born on 29 February is a year older on 1 March of a year without that day,
// as the law of England and Wales has it (Family Law Reform Act 1969, s. 9).
func Age(born, on Date) int {
	if born.IsZero() || on.IsZero() || on.Before(born) {
		return -1
	}
	years := on.Year - born.Year
	if on.Month < born.Month || on.Month == born.Month && on.Day < born.Day {
		years--
	}
	return years
}

const ageNotRecorded = "Not recorded"

// ageBands are ten-year bands from 50, because the pilot's service was for
// residents over 50 (pilot report). Each holds the ages under its limit.
var ageBands = []struct {
	under int
	label string
}{
	{50, "Under 50"}, {60, "50–59"}, {70, "60–69"}, {80, "70–79"}, {90, "80–89"},
}

const oldestBand = "90 and over"

// AgeBandOf is the band that an age in full years falls into; a negative age,
// as Age gives for an unknown one, is "Not recorded".
func AgeBandOf(age int) string {
	if age < 0 {
		return ageNotRecorded
	}
	for _, b := range ageBands {
		if age < b.under {
			return b.label
		}
	}
	return oldestBand
}

// AgeBands lists every band that AgeBandOf can give, youngest first and "Not
// recorded" last.
func AgeBands() []string {
	labels := make([]string, 0, len(ageBands)+2)
	for _, b := range ageBands {
		labels = append(labels, b.label)
	}
	return append(labels, oldestBand, ageNotRecorded)
}

// DefaultMinimumAge is the age from which the service is for people, until it
// sets its own: the pilot was for residents over 50 (pilot report).
const DefaultMinimumAge = 50

// UnderAgeNote says that someone is younger than the people a service is for,
// such as "Age 47. This service is for people aged 50 and over."; "" if they are
// not, or their age is not known. It is said, and never refused. least 0 is for
// any age.
func UnderAgeNote(born, on Date, least int) string {
	if age, under := UnderAge(born, on, least); under {
		return fmt.Sprintf("Age %d. This service is for people aged %d and over.", age, least)
	}
	return ""
}

// UnderAge reports whether someone is known to be younger than least, and how
// old they are.
func UnderAge(born, on Date, least int) (age int, under bool) {
	age = Age(born, on)
	return age, age >= 0 && age < least
}
