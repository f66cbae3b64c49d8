package answers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

func TestDay_timesInOtherZonesAreOfTheDayHere(t *testing.T) {
	for cell, want := range map[string]string{
		"2026-06-30T23:30:00Z": "2026-07-01", "2026-06-30T12:00:00Z": "2026-06-30", "2026-03-31T22:59:00+00:00": "2026-03-31", "2026-06-30T23:05:00.000Z": "2026-07-01",
		"2026-12-31T23:30:00Z": "2026-12-31", "2026-07-01 00:30:00 BST": "2026-07-01", "2026-07-01T00:30:00+01:00": "2026-07-01", "2026-01-01T00:30:00+02:00": "2025-12-31",
		"2026-06-30T20:00:00-05:00": "2026-07-01", "30/06/2026 11:30 PM UTC": "2026-07-01", "30/06/2026 11:30 PM": "2026-06-30", "2026/06/30 11:30:00 PM GMT+1": "2026-06-30",
		"2026-03-29T00:59:00Z": "2026-03-29", "2026-10-25T00:30:00Z": "2026-10-25", "2026-10-25T23:30:00Z": "2026-10-25", "2026-10-24T23:30:00Z": "2026-10-25",
	} {
		if got, ok := dayOf(cell, data.MustDate("2027-01-01")); !ok || got.String() != want {
			t.Errorf("%q: %v, %v, want %s", cell, got, ok, want)
		}
	}
}

// datedRows are questionnaires with these days.
// Typeform writes the zone of a column into its heading. Answers given after midnight in
// summer were of the day before.
func TestDay_zonesInHeadings(t *testing.T) {
	for heading, want := range map[string]string{
		"Submitted (GMT/BST)": "2025-06-30", "Date (UK time, not GMT)": "2025-06-30", "Submitted, local time (GMT)": "2025-06-30", "Submitted (UTC, not local time)": "2025-07-01",
		"Submit Date (UTC)": "2025-07-01", "Submitted at (GMT)": "2025-07-01", "Submitted (GMT+1)": "2025-06-30", "Submitted (UTC-05:00)": "2025-07-01", "Submitted": "2025-06-30",
	} {
		_, sets := read(t, options(t, "swemwbs"), answeredRows(t, []string{"Client ID", heading}, []string{"P1", "2025-06-30 23:30:00"}, []string{"P2", "2025-06-12 10:00:00"}))
		if got := sets[0].AnsweredOn.String(); got != want {
			t.Errorf("%s: %s, want %s", heading, got, want)
		}
	}
}

func datedRows(t *testing.T, heading []string, days ...string) [][]string {
	t.Helper()
	var rows [][]string
	for i, day := range days {
		row := slices.Repeat([]string{""}, len(heading)-2)
		rows = append(rows, append(row, fmt.Sprint("P", i), day))
	}
	return answeredRows(t, heading, rows...)
}

func TestDay_orderIsDecidedOverTheListOrAsked(t *testing.T) {
	plain := []string{"Client ID", "Date"}
	for name, c := range map[string]struct {
		heading []string
		days    []string
		first   string // day of the first row
		asked   bool
	}{
		"one with the month first":        {plain, []string{"01/05/2025", "02/13/2025"}, "2025-01-05", false},
		"one with the day first":          {plain, []string{"01/05/2025", "13/02/2025"}, "2025-05-01", false},
		"both":                            {plain, []string{"01/05/2025", "13/02/2025", "02/13/2025"}, "2025-05-01", true},
		"nothing tells":                   {plain, []string{"01/05/2025", "03/02/2025"}, "2025-05-01", false},
		"AM and PM":                       {plain, []string{"01/05/2025 10:00 AM", "03/02/2025 1:00 PM"}, "2025-01-05", true},
		"rising with the month first":     {plain, []string{"01/05/2025", "01/06/2025", "02/03/2025", "02/04/2025", "03/01/2025", "03/02/2025"}, "2025-01-05", true},
		"rising with the day first":       {plain, []string{"05/01/2025", "06/01/2025", "03/02/2025", "04/02/2025", "01/03/2025", "02/03/2025"}, "2025-01-05", false},
		"Microsoft Forms":                 {[]string{"Start time", "Completion time", "Client ID", "Date"}, []string{"5/1/25 10:00:00", "5/2/25 10:00:00"}, "2025-05-01", true},
		"the day and the month are alike": {plain, []string{"05/05/2025 1:00 PM"}, "2025-05-05", false},
		"ISO":                             {plain, []string{"2025-01-05"}, "2025-01-05", false},
	} {
		l, sets := read(t, options(t, "swemwbs"), datedRows(t, c.heading, c.days...))
		if len(l.Undecided()) > 0 != c.asked || sets[0].AnsweredOn.String() != c.first {
			t.Errorf("%s: %v, asked %+v", name, sets[0].AnsweredOn, l.Undecided())
		}
		o := options(t, "swemwbs")
		o.Map = &Map{Days: "day_first"}
		if l, _ = read(t, o, datedRows(t, c.heading, c.days...)); len(l.Undecided()) > 0 {
			t.Errorf("%s: asked again: %+v", name, l.Undecided())
		}
	}
}

// A workbook that was once a text file went through Excel on an American PC: 4 June
// came out as 6 April, 17 June stayed, and nothing was said.
func TestDay_thoseThatExcelTurnedRoundAreAsked(t *testing.T) {
	days := []string{"2025-03-05", "2025-04-05", "14/05/2025", "2025-06-04", "17/06/2025", "2025-08-06", "2025-09-06"}
	rows := datedRows(t, []string{"Client ID", "Date"}, days...)
	l, sets := read(t, options(t, "swemwbs"), rows)
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "days" || sets[3].AnsweredOn.String() != "2025-06-04" {
		t.Fatalf("%+v", asks)
	}
	o := options(t, "swemwbs")
	o.Map = &Map{Days: swapped}
	if l, sets = read(t, o, rows); len(l.Undecided()) > 0 || sets[3].AnsweredOn.String() != "2025-04-06" || sets[4].AnsweredOn.String() != "2025-06-17" {
		t.Errorf("turned back: %s and %s, %+v", sets[3].AnsweredOn, sets[4].AnsweredOn, l.Undecided())
	}
	rows[1][1] = "2025-05-23" // a spreadsheet that understood this one turned none
	if l, _ = read(t, options(t, "swemwbs"), rows); len(l.Undecided()) > 0 {
		t.Errorf("of a list with another it asks %+v", l.Undecided())
	}
}

// Excel had turned the days of the answers round, and someone said so. The dates of
// birth had 25 December and 30 July among them, so nothing had turned those, and yet
// 3 April 1950 became 4 March.
func TestDay_birthDatesThatNothingTurnedStay(t *testing.T) {
	days := []string{"2025-03-05", "2025-04-05", "14/05/2025", "2025-06-04", "17/06/2025", "2025-08-06", "2025-09-06"}
	births := []string{"1950-04-03", "1944-12-25", "1960-02-01", "1971-07-30", "1980-01-31", "1955-05-06", "1949-09-19"}
	var rows [][]string
	for i := range days {
		rows = append(rows, []string{fmt.Sprint("P", i), births[i], days[i]})
	}
	o := options(t, "swemwbs")
	o.Map = &Map{Days: swapped}
	rows = answeredRows(t, []string{"Client ID", "DOB", "Date"}, rows...)
	l, sets := read(t, o, rows)
	for i, s := range sets {
		if s.Person.BirthDate.String() != births[i] {
			t.Errorf("%s was read as %s", births[i], s.Person.BirthDate)
		}
	}
	if sets[3].AnsweredOn.String() != "2025-04-06" || len(l.Undecided()) > 0 {
		t.Errorf("the day is %s, asked %+v", sets[3].AnsweredOn, l.Undecided())
	}
	for i, birth := range days { // as the days of the answers are
		rows[i+1][1] = strings.Replace(birth, "2025", "1950", 1)
	}
	if _, sets = read(t, o, rows); sets[3].Person.BirthDate.String() != "1950-04-06" {
		t.Errorf("turned as well: %s", sets[3].Person.BirthDate)
	}
	o.Map = &Map{Days: monthFirst}
	rows[1][1], rows[2][1] = "03/04/1950", "25/12/1944"
	if _, sets = read(t, o, rows); sets[0].Person.BirthDate.String() != "1950-04-03" {
		t.Errorf("with the day first, as 25/12 can only be: %s", sets[0].Person.BirthDate)
	}
}

func TestDay_birthDatesAreNotReadLikeTheProgramsDays(t *testing.T) {
	rows := answeredRows(t, []string{"Timestamp", "Name", "Date of birth"}, []string{"05/13/2025 10:00", "Ann Lee", "01/02/1950"}, []string{"05/14/2025 10:00", "Bob Ray", "03/04/1944"})
	l, _ := read(t, options(t, "swemwbs"), rows)
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "birth_days" {
		t.Errorf("asked %+v", asks)
	}
	rows[2][2] = "25/04/1944"
	l, sets := read(t, options(t, "swemwbs"), rows)
	if sets[0].Person.BirthDate.String() != "1950-02-01" || sets[0].AnsweredOn.String() != "2025-05-13" || len(l.Undecided()) > 0 {
		t.Errorf("%+v, %+v", sets[0], l.Undecided())
	}
}

func TestDay_aStandInIsNoDay(t *testing.T) {
	heading := []string{"token", "submitdate"}
	l, sets := read(t, options(t, "swemwbs"), datedRows(t, heading, "1980-01-01 00:00:00", "1980-01-01 00:00:00"))
	if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "answered_on" || !sets[0].AnsweredOn.IsZero() {
		t.Errorf("asked %+v", asks)
	}
	o := options(t, "swemwbs")
	o.DayGiven = true
	if l, _ = read(t, o, datedRows(t, heading, "1980-01-01 00:00:00")); len(l.Undecided()) > 0 {
		t.Errorf("asked again %+v", l.Undecided())
	}
	_, sets = read(t, options(t, "swemwbs"), datedRows(t, heading, "1980-01-01 00:00:00", "2025-05-01 10:00:00", "2025-05-02 10:00:00"))
	if !sets[0].AnsweredOn.IsZero() || len(sets[0].Doubts) != 1 || sets[1].AnsweredOn.String() != "2025-05-01" {
		t.Errorf("%+v", sets[0])
	}
}

func TestDay_someThatAreNoneDoNotLoseTheOthers(t *testing.T) {
	rows := datedRows(t, []string{"record_id", "swemwbs_timestamp"}, "2025-05-01 10:00", "[not completed]", "2025-05-03 10:00", "[not completed]")
	_, sets := read(t, options(t, "swemwbs"), rows)
	if sets[0].AnsweredOn.String() != "2025-05-01" || !sets[1].AnsweredOn.IsZero() || len(sets[1].Doubts) != 1 {
		t.Errorf("%+v, %+v", sets[0], sets[1])
	}
}

func TestState_rowsThatDoNotCountAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		heading, cell, skip string
	}{
		{"Status", "Survey Preview", "preview"}, {"Response Type", "Survey Test", "preview"}, {"DistributionChannel", "preview", "preview"}, {"Status", "Spam", "spam"}, {"swemwbs_complete", "0", "not complete"},
		{"swemwbs_complete", "Incomplete", "not complete"}, {"swemwbs_complete", "2", ""}, {"swemwbs_complete", "1", ""}, {"Status", "IP Address", ""}, {"Status", "Complete", ""}, {"phq9_complete", "0", ""}, {"Status", "1", ""},
		{"Status", "Deleted", "deleted"}, {"_validation_status", "Not Approved", "not accepted"}, {"_validation_status", "Approved", ""}, {"_validation_status", "On Hold", ""},
	} {
		rows := answeredRows(t, []string{"Client ID", c.heading}, []string{"P1", c.cell}, []string{"P2", ""}, []string{"P3", ""})
		l, sets := read(t, options(t, "swemwbs"), rows)
		if got := sets[0].Skip; (got != "") != (c.skip != "") || !strings.Contains(got, c.skip) || sets[1].Skip != "" {
			t.Errorf("%s %s: %q", c.heading, c.cell, got)
		}
		if (c.skip != "") != strings.Contains(strings.Join(l.Questions, " "), "The list marks 1 row") {
			t.Errorf("%s %s: it says %q", c.heading, c.cell, l.Questions)
		}
		o := options(t, "swemwbs")
		o.Map = &Map{State: "none"}
		if _, sets = read(t, o, rows); sets[0].Skip != "" {
			t.Errorf("%s %s: left out all the same", c.heading, c.cell)
		}
	}
}

// “Withdrawn” in a service’s own list was said of the client, and the answers from before
// were left out without a question.
func TestState_withdrawnMayBeThePerson(t *testing.T) {
	for _, word := range []string{"Withdrawn", "Removed", "Excluded"} {
		rows := answeredRows(t, []string{"Client ID", "When", "Status"}, []string{"P1", "Before", word}, []string{"P1", "After", word}, []string{"P2", "Before", "Active"}, []string{"P3", "Before", "Test"})
		l, _ := read(t, options(t, "swemwbs"), rows)
		if asks := l.Undecided(); len(asks) != 1 || asks[0].Key != "state" || !l.Decisions()[0].Required {
			t.Errorf("%s: asked %+v", word, asks)
		}
		for said, left := range map[string]bool{ofAnswers: true, ofPeople: false} {
			o := options(t, "swemwbs")
			o.Map = &Map{State: said}
			l, sets := read(t, o, rows)
			if (sets[0].Skip != "") != left || sets[2].Skip != "" || sets[3].Skip == "" || len(l.Undecided()) > 0 {
				t.Errorf("%s of %s: %+v, asked %+v", word, said, sets[0], l.Undecided())
			}
		}
		rows[0][2] = "Response status" // of the survey program
		if l, sets := read(t, options(t, "swemwbs"), rows); len(l.Undecided()) > 0 || sets[0].Skip == "" {
			t.Errorf("%s of a response: %+v, asked %+v", word, sets[0], l.Undecided())
		}
	}
}

// A word for the state of a row that no one thought of passed as if it were “complete”.
func TestState_wordsThatAreNotKnownAreSaid(t *testing.T) {
	rows := answeredRows(t, []string{"Client ID", "Status"}, []string{"P1", "Complete"}, []string{"P2", "Purged"}, []string{"P3", "Complete"})
	l, sets := read(t, options(t, "swemwbs"), rows)
	if said := strings.Join(l.Questions, " "); !strings.Contains(said, "“Purged” of 1 row") || sets[1].Skip != "" {
		t.Errorf("it says %q of %+v", said, sets[1])
	}
	for i, employed := range []string{"Retired", "Working", "Retired"} {
		rows[i+1][1] = employed
	}
	if l, _ = read(t, options(t, "swemwbs"), rows); strings.Contains(strings.Join(l.Questions, " "), "Retired") {
		t.Errorf("of another kind of status it says %q", l.Questions)
	}
}

func TestState_labelsBeneathNumbersNameTheColumns(t *testing.T) {
	rows := answeredRows(t, []string{"ResponseId", "RecordedDate", "Q0"}, []string{"Response ID", "Recorded Date", "Your reference"}, []string{"R_1", "2025-05-01 10:00:00", "C01"}, []string{"R_2", "2025-05-02 10:00:00", "C02"})
	for i := range 7 {
		rows[1][3+i] = "Please tick the box - " + rows[0][3+i]
		rows[0][3+i] = fmt.Sprint("Q1_", i+1)
	}
	_, sets := read(t, options(t, "swemwbs"), rows)
	if len(sets) != 3 || sets[0].Skip == "" || sets[1].Person.Reference != "C01" || sets[1].AnsweredOn.String() != "2025-05-01" {
		t.Errorf("%d sets, %+v", len(sets), sets[1])
	}
}
