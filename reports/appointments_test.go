package reports_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
	"waymark/reports/disclosure"
	"waymark/reports/internal/fixture"
)

func withAppointments(t *testing.T, rule disclosure.Rule, seen, missed, cancelled, open int) *reports.Table {
	t.Helper()
	f := fixture.Pilot()
	for i, n := range []int{seen, missed, cancelled, open} {
		f.Appointments[i].N = n
	}
	f.AppointmentsWalkIn = 0
	r, err := reports.Build(f, reports.Options{AsAt: fixture.AsAt, Rule: rule})
	if err != nil {
		t.Fatal(err)
	}
	return &r.Appointments
}

// An appointment that was cancelled can be neither attended nor missed.
func TestAppointments_shareNotAttendedLeavesOutTheCancelledAndOpen(t *testing.T) {
	a := withAppointments(t, disclosure.Default, 131, 19, 80, 60)
	if missed := a.Row(string(data.AppointmentMissed)).Cell; missed != (reports.Cell{N: 19, Of: 150}) {
		t.Errorf("%+v", missed)
	}
	if seen := a.Row(string(data.AppointmentSeen)).Cell; seen != (reports.Cell{N: 131, Of: 150}) {
		t.Errorf("%+v", seen)
	}
	for _, key := range []string{string(data.AppointmentCancelled), "open"} {
		if c := a.Row(key).Cell; c.Of != 0 || c.Hidden || c.N == 0 {
			t.Errorf("%s %+v", key, c)
		}
	}
	if a.Finding != "19 of 150 appointments were not attended, leaving out those cancelled or open" || !strings.Contains(a.Note, "are of the 150 that were seen") {
		t.Errorf("%q, %q", a.Finding, a.Note)
	}
}

func TestAppointments_nothingTellsAHiddenNumberThroughTheShare(t *testing.T) {
	a := withAppointments(t, disclosure.Default, 131, 3, 40, 0)
	for _, row := range a.Rows {
		if row.Cell.Of != 0 {
			t.Errorf("%s: %+v", row.Label, row.Cell)
		}
	}
	if a.Finding != "Attendance at appointments (174 appointments)" || strings.Contains(a.Note, "Percentages") || strings.Contains(a.Note, "134") {
		t.Errorf("%q, %q", a.Finding, a.Note)
	}
}

func TestAppointments_wordsWhereNoneWasAttendedOrMissed(t *testing.T) {
	for want, n := range map[string][4]int{
		"No appointment was made for this period":                                      {},
		"No appointment was attended or missed (21 appointments)":                      {0, 0, 12, 9},
		"0 of 20 appointments were not attended, leaving out those cancelled or open":  {20, 0, 0, 0},
		"10 of 40 appointments were not attended, leaving out those cancelled or open": {30, 10, 9, 0},
		"Attendance at appointments":                                                   {1, 1, 0, 0},
	} {
		if a := withAppointments(t, disclosure.Default, n[0], n[1], n[2], n[3]); a.Finding != want {
			t.Errorf("%v: %q", n, a.Finding)
		}
	}
}
