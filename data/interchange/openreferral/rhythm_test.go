package openreferral

import (
	"strings"
	"testing"

	"waymark/data"
)

// What feeds write of when something takes place, as it is on 29 November 2026.
// 4 PM was once read as 04:00, and what ended years ago as still open.
func TestReadJSON_schedulesAreReadWhole(t *testing.T) {
	for schedule, want := range map[string]string{
		`"freq":"WEEKLY","byday":"MO","opens_at":"1:00 PM","closes_at":"4:00 PM"`:                             "Mon 13:00 to 16:00",
		`"freq":"WEEKLY","byday":"WE","opens_at":"7:30pm","closes_at":"9pm"`:                                  "Wed 19:30 to 21:00",
		`"freq":"WEEKLY","byday":"TH","opens_at":"12:00 PM","closes_at":"1.30 p.m."`:                          "Thu 12:00 to 13:30",
		`"freq":"WEEKLY","byday":"FR","opens_at":"10:00 PM","closes_at":"12:30 AM"`:                           "Fri 22:00 to 00:30",
		`"freq":"WEEKLY","byday":"SU","opens_at":"2026-03-02T13:00:00Z","closes_at":"14:00:00+01:00"`:         "Sun 13:00 to 14:00",
		`"freq":"week","weekday":"Thursday","byday":"TH","interval":2,"opens_at":"09:30","closes_at":"10:30"`: "Thu 09:30 to 10:30 every 2 weeks",
		`"freq":"FORTNIGHTLY","byday":"TH"`:                                                                   "Thu every 2 weeks",
		`"freq":"MONTHLY","byday":"-1FR"`:                                                                     "last Fri of the month",
		`"freq":"MONTHLY","byday":"-2TU"`:                                                                     "second last Tue of the month",
		`"freq":"MONTHLY","byday":"MO","bysetpos":3`:                                                          "third Mon of the month",
		`"freq":"MONTHLY","byday":"2TU,4TU"`:                                                                  "second Tue of the month, fourth Tue of the month",
		`"freq":"MONTHLY","bymonthday":"-1"`:                                                                  "on the last day of the month",
		`"freq":"WEEKLY","byday":"TU","dtstart":"2024-01-02","until":"2024-06-25"`:                            "Tue (until 25 Jun 2024)",
		`"freq":"WEEKLY","byday":"FR","valid_from":"2027-02-01"`:                                              "Fri (from 1 Feb 2027)",
		`"freq":"WEEKLY","byday":"FR","valid_from":"2027-02-01","valid_to":"2027-03-05"`:                      "Fri (1 Feb 2027 to 5 Mar 2027)",
		`"freq":"WEEKLY","byday":"TU","dtstart":"2026-11-03","count":6`:                                       "Tue (until 8 Dec 2026)",
		`"freq":"DAILY","dtstart":"2026-12-12","count":1,"opens_at":"14:00","closes_at":"16:00"`:              "Sat 14:00 to 16:00 on 12 Dec 2026",
		`"freq":"YEARLY","byday":"SU","bymonth":"12","opens_at":"10:00","closes_at":"12:00"`:                  "Each year in Dec: Sun 10:00 to 12:00",
		`"freq":"WEEKLY","byday":"MO","bymonth":[6,7,8]`:                                                      "Each year in Jun, Jul and Aug: Mon",
		`"freq":"YEARLY","dtstart":"2020-12-25"`:                                                              "Each year on 25 Dec",
		`"freq":"YEARLY","bymonth":"5","bymonthday":"1","until":"2020-01-01"`:                                 "",
		`"freq":"WEEKLY","opens_at":"10:00","closes_at":"12:00"`:                                              "10:00 to 12:00 every week",
		`"freq":"WEEKLY","dtstart":"2026-09-07","opens_at":"10:00","closes_at":"12:00"`:                       "Mon 10:00 to 12:00",
		`"freq":"WEEKLY","byday":"TU","byweekno":"1,3"`:                                                       "Tue in weeks 1,3 of the year",
		`"freq":"WEEKLY","byday":"TU","schedule_link":"https://example.org/times"`:                            "Tue\nSee https://example.org/times",
		`"freq":"WEEKLY","byday":"MO","opens_at":"T10:00","closes_at":"T12:00"`:                               "Mon 10:00 to 12:00",
		`"freq":"DAILY","interval":3,"dtstart":"2026-11-01","opens_at":"09:00"`:                               "from 09:00 every 3 days",
		`"freq":"WEEKLY","byday":"1,3","opens_at":"10:00","closes_at":"11:00"`:                                "Mon, Wed 10:00 to 11:00",
	} {
		feed := `[{"id":"1","name":"A","status":"active","schedules":[{` + schedule + `}]}]`
		var days string
		w := &walker{ctx: t.Context(), today: data.MustDate("2026-11-29"), yield: func(e *data.SourceEntry, _ error) bool { days = e.Service.Days; return true }}
		if err := w.read(strings.NewReader(feed)); err != nil || days != want {
			t.Errorf("%s\n is read as %q, want %q, %v", schedule, days, want, err)
		}
	}
}

// What is over comes after what is on, and does not count for today.
func TestReadJSON_whatIsOverComesLastAndDoesNotCount(t *testing.T) {
	feed := `[{"id":"1","name":"A","schedules":[{"freq":"WEEKLY","byday":"MO","valid_to":"2025-09-30"},{"freq":"WEEKLY","byday":"SA"}],
		"cost_options":[{"amount":5.5,"valid_to":"2024-03-31"},{"amount":6,"valid_from":"2024-04-01"},{"amount":7,"valid_from":"2027-04-01"}]}]`
	today := data.MustDate("2026-11-29")
	var v data.Service
	w := &walker{ctx: t.Context(), today: today, yield: func(e *data.SourceEntry, _ error) bool { v = e.Service; return true }}
	if err := w.read(strings.NewReader(feed)); err != nil {
		t.Fatal(err)
	}
	if v.Days != "Sat; Mon (until 30 Sep 2025)" || v.Cost != "£6; £7 (from 1 Apr 2027)" {
		t.Errorf("%q, %q", v.Days, v.Cost)
	}
	if got := data.ReadTimes(data.InForce(v.Days, today)); got != data.At(data.Saturday, 0) {
		t.Errorf("open on %b", got)
	}
}

// A feed with the parts of a place, the phone of a contact and the price in
// the objects themselves, as Outpost writes it.
func TestReadJSON_flatPartsAreRead(t *testing.T) {
	feed := `{"content":[{"id":101,"name":"Playtime","free":true,"locations":[{"name":"Hub","address_1":"1 High Street","city":"Burnham","postal_code":"SL1 7JZ",
		"geometry":{"type":"Point","coordinates":[-0.66,51.54]},"accessibilities":[{"name":"Wheelchair accessible"}]}],
		"contacts":[{"name":"A Person","phone":"01628 000000"}],"suitabilities":[{"name":"Autism"}]}]}`
	var v data.Service
	w := &walker{ctx: t.Context(), today: data.MustDate("2026-11-29"), yield: func(e *data.SourceEntry, _ error) bool { v = e.Service; return true }}
	if err := w.read(strings.NewReader(feed)); err != nil {
		t.Fatal(err)
	}
	if v.Address != "1 High Street, Burnham" || v.Postcode != "SL1 7JZ" || v.Phone != "01628 000000" || v.Latitude != 51.54 || v.Longitude != -0.66 ||
		v.Cost != "Free" || v.Wheelchair != data.Yes || v.Eligibility != "For: Autism" {
		t.Errorf("%+v", v)
	}
}

// A feed had the two times of a club the wrong way round, and it was open all night.
func TestReadJSON_timesThatEndBeforeTheyBeginAreDoubtful(t *testing.T) {
	for schedule, want := range map[string]bool{
		`"opens_at":"14:00","closes_at":"12:00"`: true, `"opens_at":"22:00","closes_at":"02:00"`: false, `"opens_at":"09:00","closes_at":"17:00"`: false,
		`"opens_at":"18:00","closes_at":"06:00"`: false, `"opens_at":"noon","closes_at":"9"`: false,
	} {
		feed := `[{"id":"1","name":"A","status":"active","schedules":[{"freq":"WEEKLY","byday":"TU",` + schedule + `}],"cost_options":[{"amount":3}]}]`
		doubts := 0
		w := &walker{ctx: t.Context(), today: data.MustDate("2026-11-29"), yield: func(e *data.SourceEntry, _ error) bool { doubts = len(e.Doubts); return true }}
		if err := w.read(strings.NewReader(feed)); err != nil || (doubts > 0) != want {
			t.Errorf("%s: %d doubts, %v", schedule, doubts, err)
		}
	}
}

// Version 1 says when a place is open beside when the service is, and when it is
// closed: both were left out without a word.
func TestReadJSON_timesOfPlacesAlertsAndClosures(t *testing.T) {
	feed := `[{"id":"1","name":"A","alert":"Moved to the hall","description":"Lunch","regular_schedules":[{"id":"a","freq":"WEEKLY","byday":"MO","opens_at":"10:00","closes_at":"12:00"}],
		"holiday_schedules":[{"closed":true,"start_date":"2026-12-24","end_date":"2027-01-02"},{"closed":true,"start_date":"2025-12-24","end_date":"2026-01-02"}],
		"service_at_locations":[{"regular_schedule":[{"id":"b","freq":"WEEKLY","byday":"MO","opens_at":"10:00","closes_at":"12:00"},{"freq":"WEEKLY","byday":"WE","opens_at":"14:00","closes_at":"16:00"}]}]}]`
	var v data.Service
	w := &walker{ctx: t.Context(), today: data.MustDate("2026-11-29"), yield: func(e *data.SourceEntry, _ error) bool { v = e.Service; return true }}
	if err := w.read(strings.NewReader(feed)); err != nil {
		t.Fatal(err)
	}
	if v.Days != "Mon 10:00 to 12:00; Wed 14:00 to 16:00\nClosed 24 Dec 2026 to 2 Jan 2027" || v.Description != "Alert: Moved to the hall\nLunch" {
		t.Errorf("days %q, description %q", v.Days, v.Description)
	}
}
