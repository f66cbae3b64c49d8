package mapping_test

import (
	"strings"
	"testing"

	"waymark/data"
)

// Services that a volunteer marked as closed in their names were offered.
func TestEntry_nameThatSaysClosed(t *testing.T) {
	for name, want := range map[string]data.ServiceStatus{
		"Yoga (CLOSED)": data.ServiceDefunct, "Yoga [closed until further notice]": data.ServicePaused, "Temporarily closed - Bingo": data.ServicePaused, "CLOSED: Bingo": data.ServiceDefunct,
		"Choir – no longer running": data.ServiceDefunct, "*CLOSED* Art group": data.ServiceDefunct, "Art group (suspended)": data.ServicePaused, "Tea dance - cancelled": data.ServicePaused,
		"Closed Door Theatre": data.ServiceActive, "Carers (closed group for women)": data.ServiceActive, "Tea (closed for August)": data.ServiceDefunct, "Disclosed": data.ServiceActive,
	} {
		e := guessedRow("Name|Phone", name+"|0113 496 0101", listsToday)
		if e.Service.Status != want || (len(e.Doubts) > 0) != (want != data.ServiceActive) {
			t.Errorf("%q is %s, %v", name, e.Service.Status, e.Doubts)
		}
	}
}

func TestEntry_emailAmongPhones(t *testing.T) {
	e := guessedRow("Name|Tel|Cost", "A|info@example.org|Free", listsToday)
	if e.Service.Email != "info@example.org" || e.Service.Phone != "" || len(e.Doubts) > 0 {
		t.Errorf("%+v", e)
	}
}

// The people to ring became the services.
func TestGuess_nameOfTheContact(t *testing.T) {
	for header, want := range map[string]string{
		"Group|Type|Name|Tel":   "Choir, Ann",
		"Service|Name|Email":    "Choir, ",
		"Group|Name|Town|Phone": "Ann, ",
	} {
		cells := map[string]string{"Group": "Choir", "Service": "Choir", "Type": "Music", "Name": "Ann", "Tel": "0113 496 0101", "Phone": "0113 496 0101", "Email": "a@example.org", "Town": "Leeds"}
		var row []string
		for _, h := range strings.Split(header, "|") {
			row = append(row, cells[h])
		}
		e := guessedRow(header, strings.Join(row, "|"), listsToday)
		if got := e.Service.Name + ", " + e.Service.ContactName; got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
}

// A price of 1 became the words “Ticket price”, and one of 0 was lost.
func TestEntry_pricesAsNumbers(t *testing.T) {
	for cells, want := range map[string]string{"Ticket price|1": "£1", "Ticket price|0": "Free", "Ticket price|2.50": "£2.50", "Price|£3": "£3", "Is there a charge?|1": "Not free", "Cost|0.00": "Free", "Free|TRUE": "Free", "Price|Pay what you can": "Pay what you can"} {
		heading, cell, _ := strings.Cut(cells, "|")
		if e := guessedRow("Name|"+heading+"|Phone", "A|"+cell+"|0113 496 0101", listsToday); e.Service.Cost != want {
			t.Errorf("%s: %q, want %q", cells, e.Service.Cost, want)
		}
	}
}
