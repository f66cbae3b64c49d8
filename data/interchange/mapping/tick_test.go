package mapping

import (
	"testing"

	"waymark/data"
)

// A spreadsheet with tick boxes once said that a class on Monday was “Monday;
// Tuesday FALSE”, and open on both days.
func TestEntry_tickBoxesAreAnswersAndNoTexts(t *testing.T) {
	header := []string{"Name", "Monday", "Tuesday", "Free", "Online", "Women only", "Referral needed", "Wheelchair accessible"}
	m := Guess(header, [][]string{{"Yoga", "TRUE", "FALSE", "TRUE", "FALSE", "FALSE", "TRUE", "TRUE"}})
	today := data.MustDate("2026-11-29")
	v := m.Entry(header, []string{"Yoga", "TRUE", "FALSE", "TRUE", "FALSE", "FALSE", "TRUE", "TRUE"}, 2, "x.csv", today).Service
	if v.Days != "Monday" || v.Cost != "Free" || len(v.Delivery) > 0 || v.Eligibility != "" || v.Referring != "Referral needed" || v.Wheelchair != data.Yes {
		t.Errorf("%+v", v)
	}
	v = m.Entry(header, []string{"Choir", "☐", "x", "FALSE", "TRUE", "yes", "n", "FALSE"}, 3, "x.csv", today).Service
	if v.Days != "Tuesday" || data.FreeOfCharge(v.Cost) != data.No || len(v.Delivery) != 1 || v.Eligibility != "Women only" || v.Referring != "" || v.Wheelchair != data.No {
		t.Errorf("%+v", v)
	}
}

func TestEntry_agesThatBecameDatesAreReadAndDoubted(t *testing.T) {
	header := []string{"Name", "Age group"}
	m := Guess(header, nil)
	for cell, want := range map[string][2]int{
		"2025-12-05": {5, 12}, "2026-05-12": {5, 12}, "5-Dec": {5, 12}, "8-Nov": {8, 11}, "2025-11-08 00:00:00": {8, 11},
	} {
		e := m.Entry(header, []string{"Art", cell}, 2, "x.csv", data.MustDate("2026-11-29"))
		if v := e.Service; v.MinAge != want[0] || v.MaxAge != want[1] || v.Eligibility != "" || len(e.Doubts) != 1 {
			t.Errorf("%s: %d to %d, %q, doubts %v", cell, v.MinAge, v.MaxAge, v.Eligibility, e.Doubts)
		}
	}
}

// The register of charities has the removed ones, and the funds of a charity as
// rows of their own.
func TestEntry_rowsOfTheRegisterOfCharitiesSayWhetherTheyCount(t *testing.T) {
	header := []string{"organisation_number", "registered_charity_number", "linked_charity_number", "charity_name", "charity_registration_status", "charity_activities"}
	rows := [][]string{
		{"200001", "200001", "0", "BEFRIENDERS", "Registered", "Lunch"},
		{"200002", "200002", "0", "CLOSED", "Removed", ""},
		{"200003", "200001", "1", "FUND", "Registered", ""},
	}
	m := Guess(header, rows)
	for i, want := range []struct {
		key    string
		status data.ServiceStatus
		skip   bool
	}{{"200001", data.ServiceActive, false}, {"200002", data.ServiceDefunct, false}, {"200003", data.ServiceActive, true}} {
		e := m.Entry(header, rows[i], i+2, "x.txt", data.MustDate("2026-11-29"))
		if e.Key != want.key || e.Service.Status != want.status || (e.Skip != "") != want.skip {
			t.Errorf("%s: key %s, %s, skip %q", e.Service.Name, e.Key, e.Service.Status, e.Skip)
		}
	}
	if d := m.Entry(header, rows[0], 2, "x.txt", data.MustDate("2026-11-29")).Service.Description; d != "Lunch" {
		t.Errorf("described as %q", d)
	}
}

// A draft that a directory did not show yet was read as closed for good.
func TestEntry_whatADirectoryDoesNotShowIsNotClosedForGood(t *testing.T) {
	for _, heading := range []string{"Published", "Is published", "Visible"} {
		for cell, want := range map[string]data.ServiceStatus{"FALSE": data.ServicePaused, "no": data.ServicePaused, "TRUE": data.ServiceActive} {
			header := []string{"Name", heading}
			e := Guess(header, [][]string{{"Art", cell}}).Entry(header, []string{"Art", cell}, 2, "x.csv", data.MustDate("2026-11-29"))
			if e.Service.Status != want || (len(e.Doubts) > 0) != (want == data.ServicePaused) {
				t.Errorf("%s %s: %s, doubts %v", heading, cell, e.Service.Status, e.Doubts)
			}
		}
	}
}

func TestReadStatus_wordsOfPublishedLists(t *testing.T) {
	for words, want := range map[string]data.ServiceStatus{
		"ACTIVE": data.ServiceActive, "A": data.ServiceActive, "Registered": data.ServiceActive, "Open": data.ServiceActive,
		"C": data.ServiceDefunct, "Closed": data.ServiceDefunct, "Removed": data.ServiceDefunct, "Deregistered": data.ServiceDefunct, "Inactive": data.ServiceDefunct,
		"Proposed": data.ServicePaused, "Temporarily closed": data.ServicePaused, "Hidden": data.ServicePaused, "Visible": data.ServiceActive, "Up-to-date": data.ServiceActive,
		"true": data.ServiceActive, "FALSE": data.ServiceDefunct, "expired": data.ServiceDefunct, "draft": data.ServicePaused,
	} {
		if got, known := readStatus(words); got != want || !known {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
}
