package data

import (
	"regexp"
	"strings"
	"time"
)

var (
	writtenDay = `(\d{1,2} [A-Za-z]{3,9} \d{4})`
	validSpan  = regexp.MustCompile(`(?i)` + writtenDay + `\s*(?:to|until|till|-|–)\s*` + writtenDay)
	validFrom  = regexp.MustCompile(`(?i)\b(?:from|since|starts?|starting|begins|beginning)\s+` + writtenDay)
	validUntil = regexp.MustCompile(`(?i)\b(?:until|till|to|up to|ends?|ended|ending)\s+` + writtenDay)
	validOn    = regexp.MustCompile(`(?i)\bon\s+` + writtenDay)
	seasonal   = regexp.MustCompile(`(?i)\beach year(?: in ([a-z, ]+))?`)
	yearWords  = regexp.MustCompile(`\b(19|20)\d{2}\b`)
)

// InForce returns of words such as "Mon 10:00 to 12:00 (until 25 Jun 2024); Sat
// 10:00 to 12:00" the parts that hold on a day: those with no dates, or between
// theirs. Parts end at a semicolon or a line. What is over and what has not
// begun stays in the words that people read, and does not count.
func InForce(words string, today Date) string {
	if !HasDates(words) {
		return words
	}
	var parts []string
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == ';' || r == '\n' }) {
		if from, until := validity(part); (from.IsZero() || !from.After(today)) && (until.IsZero() || !until.Before(today)) && inSeason(part, today) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ";")
}

// HasDates reports whether words may name days, so that what holds of them
// changes as time goes by.
func HasDates(words string) bool { return yearWords.MatchString(words) || seasonal.MatchString(words) }

// inSeason reports whether a part such as "Each year in Jun and Jul: Mon" holds in the
// month of a day. What is once a year counts on no day of the week.
func inSeason(part string, today Date) bool {
	m := seasonal.FindStringSubmatch(part)
	if m == nil {
		return true
	}
	return strings.Contains(strings.ToLower(m[1]), strings.ToLower(today.Month.String()[:3]))
}

// validity returns the first and the last day on which a part holds, a zero Date
// for no limit.
func validity(part string) (from, until Date) {
	if m := validSpan.FindStringSubmatch(part); m != nil {
		return dayInWords(m[1]), dayInWords(m[2])
	}
	if m := validFrom.FindStringSubmatch(part); m != nil {
		from = dayInWords(m[1])
	}
	if m := validUntil.FindStringSubmatch(part); m != nil {
		until = dayInWords(m[1])
	}
	if m := validOn.FindStringSubmatch(part); m != nil && from.IsZero() && until.IsZero() {
		from = dayInWords(m[1])
		until = from
	}
	return from, until
}

// dayInWords reads "2 Jan 2006" and "2 January 2006"; anything else is no limit.
func dayInWords(text string) Date {
	for _, layout := range []string{"2 Jan 2006", "2 January 2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return DateOf(t)
		}
	}
	return Date{}
}
