package mapping_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

// guessedRow reads a row of cells under headings, as they are guessed.
func guessedRow(header, cells string, today data.Date) *data.SourceEntry {
	h, c := strings.Split(header, "|"), strings.Split(cells, "|")
	return mapping.Guess(h, [][]string{c}).Entry(h, c, 2, "list.csv", today)
}

// “End date” was named as not read, and groups that ended were still offered.
func TestEntry_firstAndLastDayAreApplied(t *testing.T) {
	today := data.MustDate("2026-11-29")
	for cells, want := range map[string]struct {
		days   string
		status data.ServiceStatus
		counts bool
	}{
		"Winter warmers|Mon 10am-12pm|01/10/2025|31/03/2026": {"Mon 10am-12pm (until 31 Mar 2026)", data.ServiceDefunct, false},
		"Summer walks|Tue 2-4pm|01/05/2027|30/09/2027":       {"Tue 2-4pm (1 May 2027 to 30 Sep 2027)", data.ServicePaused, false},
		"Choir|Wed 7pm to 9pm|13/01/2020|":                   {"Wed 7pm to 9pm", data.ServiceActive, true},
		"Advice|Thu 9-5; Fri 9-1||31/12/2027":                {"Thu 9-5 (until 31 Dec 2027); Fri 9-1 (until 31 Dec 2027)", data.ServiceActive, true},
		"Knit|Fri 1pm-3pm|05/01/2026|ongoing":                {"Fri 1pm-3pm", data.ServiceActive, true},
		"Sewing|||31/12/2027":                                {"Until 31 Dec 2027", data.ServiceActive, false},
	} {
		e := guessedRow("Group|Day and time|Start date|End date", cells, today)
		if v := e.Service; v.Days != want.days || v.Status != want.status {
			t.Errorf("%s\n is %q, %q", cells, v.Days, v.Status)
		}
		if counts := data.ReadTimes(data.InForce(e.Service.Days, today)) != 0; counts != want.counts {
			t.Errorf("%s counts: %v", cells, counts)
		}
		if said := len(e.Doubts) > 0; said != (want.status == data.ServiceDefunct) {
			t.Errorf("%s: doubts %v", cells, e.Doubts)
		}
	}
	e := guessedRow("Event name|Date|Start time|End time", "Carols|20/12/2026|18:00|20:00", today)
	if e.Service.Days != "18:00 to 20:00 (on 20 Dec 2026)" || e.Service.Status != data.ServiceActive {
		t.Errorf("an event is %q, %q", e.Service.Days, e.Service.Status)
	}
}

func TestEntry_hoursInColumnsOfTheirOwnAreOneSpan(t *testing.T) {
	for cells, want := range map[string]string{
		"Yoga|Monday|10:30|12:00":     "Monday 10:30 to 12:00",
		"Pilates|Tuesday|0.75|0.8125": "Tuesday 18:00 to 19:30",
		"Tai chi|Wednesday|10am|noon": "Wednesday 10am to noon",
		"Shop|M-F 9-5, Sat 9-12||":    "Mon-Fri 9-5, Sat 9-12",
	} {
		if e := guessedRow("Group|Day|Start time|End time", cells, listsToday); e.Service.Days != want {
			t.Errorf("%s: %q, want %q", cells, e.Service.Days, want)
		}
	}
}

func TestEntry_hoursOfEachDayInTwoColumns(t *testing.T) {
	header := "Library|Monday open|Monday close|Tuesday open|Tuesday close|Sunday"
	if e := guessedRow(header, "Main|09:00|17:00|Closed|Closed|-", listsToday); e.Service.Days != "Monday 09:00–17:00" {
		t.Errorf("%q", e.Service.Days)
	}
	if e := guessedRow(header, "Branch|0.375|0.5|10am|1pm|11-3", listsToday); e.Service.Days != "Monday 09:00–12:00; Tuesday 10am–1pm; Sunday 11-3" {
		t.Errorf("%q", e.Service.Days)
	}
}

// “No - stairs” was read as “no stairs”, and the place as one without steps.
func TestEntry_noBeforeTheReasonIsNo(t *testing.T) {
	for cell, want := range map[string]data.YesNo{"No - stairs": data.No, "No, steps at the door": data.No, "No steps": data.Yes, "N – stairs": data.No, "No stairs": data.Yes} {
		if e := guessedRow("Name|Wheelchair accessible", "A|"+cell, listsToday); e.Service.Wheelchair != want {
			t.Errorf("%q is %q", cell, e.Service.Wheelchair)
		}
	}
}

// Days of American lists were read row by row: 12/25/2025 was left out, and 06/07/2026
// became 6 July.
func TestRows_daysAreReadOneWayInAList(t *testing.T) {
	header := []string{"Name", "Last checked", "End date"}
	read := func(rows ...[]string) []*data.SourceEntry {
		m := mapping.Guess(header, rows)
		l := m.Rows(header, "list.csv", listsToday)
		signs := mapping.NewDaySigns(header, listsToday)
		for _, r := range rows {
			signs.Add(r)
		}
		l.Look(m.DayOrder(header, signs))
		var all []*data.SourceEntry
		for i, r := range rows {
			all = append(all, l.Entry(r, i+2))
		}
		return all
	}
	e := read([]string{"A", "03/31/2026", "04/30/2027"}, []string{"B", "04/06/2026", "05/06/2027"})
	if a, b := e[0].Service, e[1].Service; a.LastChecked.String() != "2026-03-31" || b.LastChecked.String() != "2026-04-06" || b.Days != "Until 6 May 2027" {
		t.Errorf("%s, %s, %q", a.LastChecked, b.LastChecked, b.Days)
	}
	e = read([]string{"A", "03/31/2026", ""}, []string{"B", "31/03/2026", ""}, []string{"C", "04/06/2026", ""})
	if e[0].Service.LastChecked.String() != "2026-03-31" || e[1].Service.LastChecked.String() != "2026-03-31" || !e[2].Service.LastChecked.IsZero() || len(e[2].Doubts) != 1 {
		t.Errorf("mixed: %+v", e[2])
	}
}

// The numbers of the CQC were dialled, and an address with number 1 lost it.
func TestEntry_numbersAreTakenForWhatTheyAre(t *testing.T) {
	e := guessedRow("Name|House number|Street|Phone number|CQC Location ID (for office use only)|CQC Provider ID (for office use only)", "The Elms|1|Low Road|01134960002|1-100000002|1-100000020", listsToday)
	if v := e.Service; v.Phone != "0113 496 0002" || v.Address != "1, Low Road" || e.Key != "1-100000002" {
		t.Errorf("%q, %q, %q", v.Phone, v.Address, e.Key)
	}
	e = guessedRow("Charity Name|Objectives|Beneficiaries", "Walkers|To walk|'Older People','Children'", listsToday)
	if v := e.Service; v.Description != "To walk" || v.Eligibility != "Older People; Children" {
		t.Errorf("%q, %q", v.Description, v.Eligibility)
	}
}
