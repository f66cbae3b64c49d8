package people

import (
	"fmt"
	"strings"

	"waymark/data"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/fullname"
)

// share counts the filled cells of a sample, and those for which ok is true.
func (s *sheet) share(c *Column, ok func(string) bool) (good, filled int) {
	for _, row := range s.file.Sample {
		cell := data.Tidy(c.at(row))
		if isBlank(cell) {
			continue
		}
		filled++
		if ok(cell) {
			good++
		}
	}
	return good, filled
}

// mayHold reports whether at least half of the cells of a sample can be the field.
func (s *sheet) mayHold(f Field, c *Column) bool {
	check, ok := looks[f]
	if !ok {
		return true
	}
	good, filled := s.share(c, check)
	return filled == 0 || good*2 >= filled
}

// looks says of what can be told from a cell whether it can be the field.
var looks = map[Field]func(string) bool{
	NHSNumber: func(t string) bool { n := len(digitsOf(t)); return n == 10 || n == 9 || scientific.MatchString(t) },
	Birth: func(t string) bool {
		_, age := readAge(t)
		return age || yearAlone(t) || serialDay.MatchString(t) || looksLikeDay(t)
	},
	Age:            func(t string) bool { return len(digitsOf(t)) > 0 && len(t) < 12 },
	Phone:          func(t string) bool { return len(digitsOf(t)) >= 6 || scientific.MatchString(t) },
	OtherPhone:     func(t string) bool { return len(digitsOf(t)) >= 6 || scientific.MatchString(t) },
	Email:          func(t string) bool { return strings.Contains(t, "@") },
	Postcode:       isPostcode,
	Sex:            func(t string) bool { _, ok := sexes.read(t); return ok },
	ReferredOn:     looksLikeDay,
	ClosedOn:       looksLikeDay,
	ContactOn:      looksLikeDay,
	ContactMinutes: func(t string) bool { return len(digitsOf(t)) > 0 },
	Status:         func(t string) bool { return len(t) <= 40 }, // other words are asked about
	Name:           func(t string) bool { return !looksLikeDay(t) && len(digitsOf(t))*2 < len(t) },
	Family:         func(t string) bool { return len(digitsOf(t))*2 < len(t) },
	Given:          func(t string) bool { return len(digitsOf(t))*2 < len(t) },
	Surgery:        func(t string) bool { return !looksLikeDay(t) },
	Title:          fullname.IsTitle,
	OtherPerson:    func(t string) bool { _, yes := yesWords.read(t); return !yes }, // “Carer” with yes and no
	Reference:      func(t string) bool { return !looksLikeDay(t) && len(t) <= 40 },
}

func isPostcode(t string) bool {
	_, _, err := data.ParsePostcode(t)
	return err == nil
}

var farDay = data.MustDate("2199-12-31")

// looksLikeDay is true for what is a day with the day or the month first.
func looksLikeDay(t string) bool {
	if _, _, ok := answers.DayAndMonth(t); ok || isoDay.MatchString(t) {
		return true
	}
	_, ok := answers.ReadDay(t, farDay, false)
	return ok
}

// byContents finds what nearly every cell of a column shows, whatever it is called.
func (s *sheet) byContents() {
	const few = 3
	for _, f := range []Field{NHSNumber, Email, Postcode} {
		if s.has(f) {
			continue
		}
		ok := looks[f]
		if f == NHSNumber {
			ok = func(t string) bool { n, _, _ := readNHS(t); return n != "" }
		}
		for _, c := range s.columns {
			if c.Field != "" && c.Field != Reference {
				continue
			}
			if good, filled := s.share(c, ok); filled >= few && good*10 >= filled*8 {
				c.Field, c.Sign = f, fmt.Sprintf("%d of the first %d cells are valid", good, filled)
				break
			}
		}
	}
}
