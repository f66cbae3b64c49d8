package data

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// Nation is a part of the United Kingdom that has bank holidays of its own, by
// the name that GOV.UK publishes them under.
type Nation string

// The nations.
const (
	NationEnglandWales    Nation = "england-and-wales"
	NationScotland        Nation = "scotland"
	NationNorthernIreland Nation = "northern-ireland"
)

// Nations lists the nations.
func Nations() []Option[Nation] {
	return []Option[Nation]{
		{NationEnglandWales, "England and Wales"}, {NationScotland, "Scotland"}, {NationNorthernIreland, "Northern Ireland"},
	}
}

// Label is the nation's name.
func (n Nation) Label() string { return labelOf(Nations(), n) }

// KnownNation returns the nation that a setting names; England and Wales if it
// names none.
func KnownNation(setting string) Nation {
	if n := Nation(setting); known(Nations(), n) {
		return n
	}
	return NationEnglandWales
}

// publishedHolidays is the list that comes with the program, in the form in which
// GOV.UK publishes it. 2028 is worked out by the law's own rule, and Scotland has
// 15 June 2026 by royal proclamation.
//
//go:embed bank_holidays.json
var publishedHolidays []byte

var embeddedHolidays = sync.OnceValue(func() map[Nation][]Holiday {
	all, err := ParseBankHolidays(publishedHolidays)
	if err != nil {
		panic("data: the embedded list of bank holidays: " + err.Error())
	}
	return all
})

// BankHolidays is the list of a nation that comes with the program, earliest
// first, from 1 January 2024 to 31 December 2028. It is where a service's own list
// begins; the service may load a newer one, and edit it.
func BankHolidays(n Nation) []Holiday { return slices.Clone(embeddedHolidays()[n]) }

// EnglandAndWales is the list of England and Wales that comes with the program.
func EnglandAndWales() []Holiday { return BankHolidays(NationEnglandWales) }

// substitute is what GOV.UK notes of a day that stands in for one at a weekend.
const substitute = "Substitute day"

// longestHolidays bounds the published file: it is some 20 kB.
const longestHolidays = 1 << 20

// ParseBankHolidays reads the JSON file of bank holidays that GOV.UK publishes:
// every nation's list, earliest first. A file of any other form is refused whole,
// with CodeInvalid and a sentence that says what is wrong with it.
func ParseBankHolidays(body []byte) (map[Nation][]Holiday, error) {
	type event struct {
		Title string `json:"title"`
		Date  string `json:"date"`
		Notes string `json:"notes"`
	}
	var file map[string]struct {
		Division string  `json:"division"`
		Events   []event `json:"events"`
	}
	if len(body) > longestHolidays {
		return nil, holidaysWrong("it is too long")
	}
	if err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\ufeff")), &file); err != nil {
		return nil, holidaysWrong("it cannot be read as JSON")
	}
	all := map[Nation][]Holiday{}
	for name, division := range file {
		nation := Nation(name)
		if !known(Nations(), nation) || division.Division != name {
			return nil, holidaysWrong(fmt.Sprintf("it has a list for “%s”", shortened(name)))
		}
		for _, e := range division.Events {
			on, err := ParseDate(e.Date)
			title := Tidy(e.Title)
			if err != nil || on.IsZero() || title == "" || len([]rune(title)) > MaxName-len(substitute) {
				return nil, holidaysWrong(fmt.Sprintf("“%s” on “%s” is not a holiday", shortened(e.Title), shortened(e.Date)))
			}
			if e.Notes == substitute {
				title += " (substitute day)"
			}
			all[nation] = append(all[nation], Holiday{On: on, Title: title, Source: "GOV.UK"})
		}
	}
	return all, checkNations(all)
}

// checkNations refuses lists of which one is missing, too short or has a day twice.
func checkNations(all map[Nation][]Holiday) error {
	for _, n := range Nations() {
		list := all[n.Value]
		slices.SortFunc(list, func(a, b Holiday) int { return a.On.Compare(b.On) })
		if NewHolidays(list).LastDay().IsZero() {
			return holidaysWrong("it has no full year for " + n.Label)
		}
		for i := 1; i < len(list); i++ {
			if list[i].On == list[i-1].On {
				return holidaysWrong(fmt.Sprintf("%s is in the list of %s twice", list[i].On.Short(), n.Label))
			}
		}
	}
	return nil
}

func holidaysWrong(why string) error {
	return NewProblem(CodeInvalid, "This is not the bank holidays file of GOV.UK: "+why+
		". Nothing was changed. Save www.gov.uk/bank-holidays.json as a file and load that.")
}

// shortened is a text from a file, short enough for a sentence.
func shortened(text string) string {
	const most = 40
	if r := []rune(Tidy(text)); len(r) > most {
		return string(r[:most]) + "…"
	}
	return Tidy(text)
}

// WithPublished returns the list of a nation once a newer one was loaded: the
// loaded list counts for the years that it covers, the one that came with the
// program for the others.
func WithPublished(embedded, loaded []Holiday) []Holiday {
	covered := NewHolidays(loaded)
	list := slices.DeleteFunc(slices.Clone(embedded), func(h Holiday) bool { return covered.Covers(h.On) })
	for _, h := range loaded {
		if covered.Covers(h.On) {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(a, b Holiday) int { return a.On.Compare(b.On) })
	return list
}
