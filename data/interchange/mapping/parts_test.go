package mapping_test

import (
	"testing"

	"waymark/data/interchange/mapping"
)

// The list of active locations of the Care Quality Commission tells of places and of
// their providers. Each place was once read as its provider, so that all the homes of
// one provider became one service.
func TestGuess_rowsThatArePlacesOfAProvider(t *testing.T) {
	header := []string{"Location ID", "Dormant (Y/N)", "Location Name", "Location Telephone Number", "Location Street Address", "Location City", "Location Postal Code",
		"Provider ID", "Provider Name", "Provider Telephone Number", "Provider Street Address", "Provider Postal Code"}
	rows := [][]string{
		{"1-1", "N", "The Elms", "0113 496 0001", "1 High Street", "Leeds", "LS1 4AP", "1-9", "Elms Group", "0113 496 0009", "9 Low Road", "LS2 4AP"},
		{"1-2", "Y", "The Oaks", "0113 496 0002", "2 High Street", "Leeds", "LS1 4AP", "1-9", "Elms Group", "0113 496 0009", "9 Low Road", "LS2 4AP"},
	}
	m := mapping.Guess(header, rows)
	for i, want := range []string{"1-1 The Elms, Elms Group, 0113 496 0001, 1 High Street, Leeds, LS1 4AP, active", "1-2 The Oaks, Elms Group, 0113 496 0002, 2 High Street, Leeds, LS1 4AP, defunct"} {
		e := m.Entry(header, rows[i], i+2, "list.csv", listsToday)
		v := e.Service
		if got := e.Key + " " + v.Name + ", " + v.Organisation + ", " + v.Phone + ", " + v.Address + ", " + v.Postcode + ", " + string(v.Status); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A list of services with their places stays what it is.
func TestGuess_servicesWithTheirPlaces(t *testing.T) {
	header := []string{"Service name", "Location name", "Location address", "Location town", "Location postcode"}
	rows := [][]string{{"Lunch club", "Old Hall", "1 High Street", "Leeds", "LS1 4AP"}}
	if v := mapping.Guess(header, rows).Entry(header, rows[0], 2, "list.csv", listsToday).Service; v.Name != "Lunch club" || v.Address != "Old Hall, 1 High Street, Leeds" {
		t.Errorf("%s at %s", v.Name, v.Address)
	}
}

// Whom to contact often stands in one cell with the number and the address.
func TestEntry_contactWithNumberAndAddress(t *testing.T) {
	for cell, want := range map[string]string{
		"Jo Lee 0113 496 0001 jo@example.org":            "Jo Lee|0113 496 0001|jo@example.org",
		"Jo Lee, Tel: 0113 496 0001":                     "Jo Lee|0113 496 0001|",
		"jo@example.org (Jo)":                            "Jo||jo@example.org",
		"Jo Lee":                                         "Jo Lee||",
		"Ring Jo on 07700 900123 or Sam on 07700 900124": "Ring Jo on 07700 900123 or Sam on 07700 900124|07700 900123|",
	} {
		v := rowOf("name", "Club", "contact", cell).Service
		if got := v.ContactName + "|" + v.Phone + "|" + v.Email; got != want {
			t.Errorf("%s: %s, want %s", cell, got, want)
		}
	}
	if v := rowOf("name", "Club", "contact", "Jo 0113 496 0001", "phone", "0113 496 0002").Service; v.ContactName != "Jo 0113 496 0001" || v.Phone != "0113 496 0002" {
		t.Errorf("%s, %s", v.ContactName, v.Phone)
	}
}

// A word for open or closed that is not known was read as open without a word.
func TestEntry_anUnknownStatusIsDoubted(t *testing.T) {
	if e := rowOf("name", "Club", "status", "Gone fishing"); len(e.Doubts) != 1 || e.Doubts[0].Field != "Status" {
		t.Errorf("%v", e.Doubts)
	}
}
