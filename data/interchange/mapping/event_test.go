package mapping_test

import (
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

// Lists of events as calendars and web sites write them. What was TRUE or a time of day
// became the name of a service, the hours were lost, and a group of every week was closed
// for good on the day of its first time.
func TestEntry_eventsOfCalendars(t *testing.T) {
	today := data.MustDate("2026-11-29")
	for name, test := range map[string]struct {
		header, cells, service, days string
		status                       data.ServiceStatus
	}{
		"Outlook": {"Subject|Start Date|Start Time|End Date|End Time|All day event|Reminder on/off|Categories|Description|Location|Private",
			"Chair yoga|07/12/2026|10:00:00|07/12/2026|11:00:00|False|False|Wellbeing|Gentle yoga|Kirkgate Centre, Shipley BD18 3EH|False", "Chair yoga", "10:00 to 11:00 (on 7 Dec 2026)", data.ServiceActive},
		"Google": {"Subject|Start Date|Start Time|End Date|End Time|All Day Event|Description|Location|Private",
			"Health fair|19/12/2026||19/12/2026||True|All welcome|Victoria Hall|False", "Health fair", "On 19 Dec 2026", data.ServiceActive},
		"WordPress": {"EVENT NAME|EVENT VENUE NAME|EVENT START DATE|EVENT START TIME|EVENT END DATE|EVENT END TIME|ALL DAY EVENT|EVENT CATEGORY|EVENT COST|EVENT DESCRIPTION",
			"Crafts|Airedale Hub|2026-12-07|10:00:00|2026-12-07|12:00:00|FALSE|Arts|0|Come and make things", "Crafts", "10:00 to 12:00 (on 7 Dec 2026)", data.ServiceActive},
		"tickets":   {"Event ID|Event Name|Event Status|Start|End|Venue", "99001|Debt drop-in|live|2026-12-07 10:00:00|2026-12-07 12:30:00|Town Hall", "Debt drop-in", "10:00 to 12:30 (on 7 Dec 2026)", data.ServiceActive},
		"cancelled": {"Event ID|Event Name|Event Status|Start|End|Venue", "99001|Debt drop-in|cancelled|2026-12-07 10:00:00|2026-12-07 12:30:00|Town Hall", "Debt drop-in", "10:00 to 12:30 (on 7 Dec 2026)", data.ServicePaused},
		"over":      {"Event ID|Event Name|Event Status|Start|End|Venue", "99001|Debt drop-in|completed|2025-12-07 10:00:00|2025-12-07 12:30:00|Town Hall", "Debt drop-in", "10:00 to 12:30 (on 7 Dec 2025)", data.ServiceDefunct},
		"months":    {"Course|Day|Start date|End date", "Tai chi|Monday|11/01/2027 10:00|29/03/2027 12:00", "Tai chi", "Monday 10:00 to 12:00 (11 Jan 2027 to 29 Mar 2027)", data.ServicePaused},
		"weekend":   {"Event|Start|End", "Festival|11/12/2026 18:00|13/12/2026 16:00", "Festival", "11 Dec 2026 to 13 Dec 2026", data.ServicePaused},
		"weekly": {"UID|SUMMARY|LOCATION|DTSTART|DTEND|RRULE|DESCRIPTION",
			"a1@x|Knit and natter|Village Hall|20240108T100000|20240108T120000|FREQ=WEEKLY;BYDAY=MO|Friendly", "Knit and natter", "Mon 10:00 to 12:00", data.ServiceActive},
		"monthly": {"UID|SUMMARY|LOCATION|DTSTART|DTEND|RRULE|DESCRIPTION",
			"a1@x|Memory cafe|Church|20260611T130000Z|20260611T143000Z|FREQ=MONTHLY;BYDAY=2TH|Tea", "Memory cafe", "second Thu of the month 14:00 to 15:30", data.ServiceActive},
		"ended": {"UID|SUMMARY|LOCATION|DTSTART|DTEND|RRULE|DESCRIPTION",
			"a1@x|Memory cafe|Church|20240613T140000|20240613T153000|FREQ=WEEKLY;UNTIL=20251231T235959Z|Tea", "Memory cafe", "Thu 14:00 to 15:30 (until 31 Dec 2025)", data.ServiceDefunct},
		"whole days": {"SUMMARY|DTSTART|DTEND", "Health week|20261207|20261212", "Health week", "7 Dec 2026 to 11 Dec 2026", data.ServicePaused},
		"next day":   {"Event name|Start|End", "Night walk|2026-06-20T23:30:00Z|2026-06-21T01:00:00Z", "Night walk", "00:30 to 02:00 (on 21 Jun 2026)", data.ServiceDefunct},
	} {
		e := guessedRow(test.header, test.cells, today)
		if v := e.Service; v.Name != test.service || v.Days != test.days || v.Status != test.status {
			t.Errorf("%s: %q, %q, %q", name, v.Name, v.Days, v.Status)
		}
	}
}

// A capacity of 40 became a waiting time of “40”.
func TestEntry_placesAreNoWait(t *testing.T) {
	for _, test := range []struct {
		heading, cell, described, waiting string
		room                              data.Room
	}{
		{"Capacity", "40", "Capacity: 40", "", ""}, {"Spaces available", "0", "", "", data.Full}, {"Vacancies", "6", "", "", data.HasRoom},
		{"Capacity", "Full", "", "", data.Full}, {"Places available", "ask in June", "", "ask in June", ""},
	} {
		v := guessedRow("Group|"+test.heading, "Choir|"+test.cell, today).Service
		if v.Room != test.room || v.Waiting != test.waiting || v.Description != test.described {
			t.Errorf("%s %s: room %q, waiting %q, %q", test.heading, test.cell, v.Room, v.Waiting, v.Description)
		}
	}
}

// Without a column that is called like a name the first short texts are taken for it,
// but not what is ticked, a day or a time.
func TestGuess_whatIsTickedOrADayIsNoName(t *testing.T) {
	header, rows := list("Published?|Added on|Begins at|Thing\nTRUE|2026-01-04|20260907T100000|Choir\nFALSE|2026-01-05|20260908T110000|Bingo", "|")
	if got := mapping.Guess(header, rows).Columns["Thing"]; got != mapping.Name {
		t.Errorf("the name is in none of %v", mapping.Guess(header, rows).Columns)
	}
}

// Lists as other programs write them: “NonPublicPhone” was printed beside the public one,
// closed food banks were offered, and a morning was said as “Y”.
func TestEntry_headingsOfPrograms(t *testing.T) {
	e := guessedRow("ServiceId|ServiceName|OpeningTimesMonday|OpeningTimesTuesday|PublicPhone|NonPublicPhone|Internal notes|Postcode",
		"1000|Minor Injuries|08:00-20:00|09:00-12:00|0113 496 0001|0113 496 0999|Ring the back office, and never give this number to anyone at all|LS21 2LY", today)
	if v := e.Service; e.Key != "1000" || v.Name != "Minor Injuries" || v.Days != "OpeningTimesMonday 08:00-20:00; OpeningTimesTuesday 09:00-12:00" && v.Days != "Monday 08:00-20:00; Tuesday 09:00-12:00" || v.Phone != "0113 496 0001" || v.Description != "" {
		t.Errorf("%q: %q, %q, %q, %q", e.Key, v.Name, v.Days, v.Phone, v.Description)
	}
	if v := guessedRow("name|closed|phone", "Bath|TRUE|01225 496001", today).Service; v.Status != data.ServiceDefunct {
		t.Errorf("closed is read as %q", v.Status)
	}
	if v := guessedRow("name|closed|phone", "Bath|FALSE|01225 496001", today).Service; v.Status != data.ServiceActive {
		t.Errorf("not closed is read as %q", v.Status)
	}
	if v := guessedRow("Name|Mon AM|Mon PM|Tue AM|Tue PM|Phone", "Hub|Y|N|Y|Y|01943 555021", today).Service; v.Days != "Monday morning; Tuesday morning, afternoon" {
		t.Errorf("the days are %q", v.Days)
	}
	header, rows := list("Group|Convenor|Contact|When\nBirds|Ann Lee|01943 555014|Mon 10am\nBooks|Bob Ray|bob@example.org|Tue 2pm\nCards|Cy Fox|01943 555016|Wed 2pm\nLatin|Di Orr|see website|Fri 9am", "|")
	m := mapping.Guess(header, rows)
	if v := m.Entry(header, rows[1], 3, "list.csv", today).Service; v.ContactName != "Bob Ray" || v.Email != "bob@example.org" {
		t.Errorf("%q, %q by %v", v.ContactName, v.Email, m.Columns)
	}
	if v := guessedRow("Name|Referral form|Capacity status (RAG)", "Youth Hub|https://example.org/refer.pdf|RED", today).Service; v.Referring != "https://example.org/refer.pdf" || v.Web != "" || v.Room != data.Full {
		t.Errorf("referring %q, web %q, room %q", v.Referring, v.Web, v.Room)
	}
	if v := guessedRow("Name|Phone|Fax No", "Age Hub|01943 555014|01943 555099", today).Service; v.Phone != "01943 555014" {
		t.Errorf("with a fax the phone is %q", v.Phone)
	}
	v := guessedRow("Activity|Day|Start|Finish|Term time only?|Ages from|Ages to|Parking?|£|Price from|lat_lng|Enw'r / Venue",
		"Health walk|Tues|10.30|11.30|Y|16|99|Y|2|01/01/2026|53.81, -1.55|Roundhay Park", today).Service
	if v.Days != "Tues 10.30 to 11.30; Term time only" || v.MinAge != 16 || v.MaxAge != 99 || v.Access != "Parking" || v.Cost != "£2" || v.Latitude != 53.81 || v.Longitude != -1.55 || v.Address != "Roundhay Park" {
		t.Errorf("a council’s list is read as %q, %d to %d, %q, %q, %v %v, %q", v.Days, v.MinAge, v.MaxAge, v.Access, v.Cost, v.Latitude, v.Longitude, v.Address)
	}
	for words, want := range map[string]int{"Parents of 0-5s": 0, "Families with under 5s": 0, "5-12": 12, "Adults with a learning disability, 18 to 65": 65, "Anyone who cares for someone under 25": 0} {
		if v := guessedRow("Name|Ages", "Group|"+words, today).Service; v.MaxAge != want {
			t.Errorf("%q: up to %d", words, v.MaxAge)
		}
	}
	if v := guessedRow("Name|Status|Languages", "Tai chi|Full - waiting list|All languages", today).Service; v.Status != data.ServiceActive || v.Room != data.Full || len(v.Languages) > 0 {
		t.Errorf("%q, %q, %q", v.Status, v.Room, v.Languages)
	}
	if e := guessedRow("Service|Telephone|Details", "BENEFITS & DEBT||", today); e.Skip == "" && len(e.Doubts) == 0 {
		t.Error("a heading between services is one, without a word")
	}
}

// Without a name, the notes of a directory's own staff are none.
func TestGuess_whatIsNotForClientsIsNoName(t *testing.T) {
	header, rows := list("Internal|Thing\nring Ann first|Choir\nowes rent|Bingo", "|")
	if m := mapping.Guess(header, rows); m.Columns["Internal"] != "" || m.Columns["Thing"] != mapping.Name {
		t.Errorf("%v", m.Columns)
	}
}
