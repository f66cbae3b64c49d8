package mapping_test

import (
	"testing"

	"waymark/data"
)

// A list of people's own making says the same thing in many ways.
func TestWordsOfManyLists(t *testing.T) {
	for _, test := range []struct{ field, cell, name, want string }{
		{"ages", "16+", "MinAge", "16"}, {"ages", "Adults 18+", "MinAge", "18"}, {"ages", "18 years and over", "MinAge", "18"},
		{"ages", "18yrs+", "MinAge", "18"}, {"ages", "Over 18s only", "MinAge", "18"}, {"ages", "65 plus", "MinAge", "65"},
		{"ages", "50 and over", "MaxAge", ""}, {"ages", "under 25s", "MaxAge", "24"}, {"ages", "5 to 11 year olds", "MaxAge", "11"},
		{"ages", "11–18", "MinAge", "11"}, {"ages", "0-5", "MaxAge", "5"}, {"ages", "between 16 and 25", "MinAge", "16"},
		{"ages", "18", "Eligibility", "Ages: 18"}, {"ages", "50 and under", "MaxAge", "50"}, {"ages", "18 or under", "MaxAge", "18"},
		{"ages", "60 years and under 80", "MaxAge", "79"}, {"ages", "Aged 16 and above", "MinAge", "16"}, {"ages", "16 upwards", "MinAge", "16"},
		{"ages", "Any age", "Eligibility", ""}, {"ages", "Women over 50", "MinAge", "50"}, {"ages", "Women over 50", "Eligibility", "Ages: Women over 50"},
		{"ages", "13-19 (25 with SEND)", "Eligibility", "Ages: 13-19 (25 with SEND)"}, {"ages", "18yrs+", "Eligibility", ""}, {"ages", "5 to 11 year olds", "Eligibility", ""},
		{"ages", "13-19 (25 with SEND)", "MaxAge", "19"}, {"ages", "999", "MinAge", ""},
		{"min_age", "16", "MinAge", "16"}, {"min_age", "16.0", "MinAge", "16"}, {"min_age", "16 years", "MinAge", "16"}, {"max_age", "-4", "MaxAge", ""},
		{"min_age", "18+", "MinAge", "18"}, {"max_age", "None", "MaxAge", ""},
		{"wheelchair", "Y", "Wheelchair", "yes"}, {"wheelchair", "TRUE", "Wheelchair", "yes"}, {"wheelchair", "1", "Wheelchair", "yes"},
		{"wheelchair", "Fully accessible", "Wheelchair", "yes"}, {"wheelchair", "none", "Wheelchair", "no"}, {"wheelchair", "No", "Wheelchair", "no"},
		{"wheelchair", "No.", "Wheelchair", "no"}, {"wheelchair", "Partially", "Wheelchair", ""}, {"wheelchair", "Not known", "Wheelchair", ""},
		{"wheelchair", "unknown", "Wheelchair", ""}, {"wheelchair", "No steps", "Wheelchair", "yes"}, {"wheelchair", "No problem", "Wheelchair", ""},
		{"wheelchair", "Inaccessible", "Wheelchair", "no"}, {"wheelchair", "Not sure", "Wheelchair", ""}, {"wheelchair", "Full of steps", "Wheelchair", ""},
		{"status", "Open", "Status", "active"}, {"status", "Active", "Status", "active"}, {"status", "INACTIVE", "Status", "defunct"},
		{"status", "Closed", "Status", "defunct"}, {"status", "temporarily closed", "Status", "temporarily closed"}, {"status", "not active", "Status", "defunct"},
		{"status", "Closed for the summer", "Status", "temporarily closed"}, {"status", "Open (closed on bank holidays)", "Status", "active"},
		{"status", "not closed", "Status", "active"}, {"status", "N", "Status", "defunct"}, {"status", "Recommended", "Status", "active"},
		{"status", "defunct", "Status", "defunct"}, {"status", "Permanently closed", "Status", "defunct"}, {"status", "Now on hold", "Status", "temporarily closed"},
		{"status", "Weekend group", "Status", "active"}, {"status", "draft", "Status", "temporarily closed"}, {"status", "attempted", "Status", "active"},
		{"checked", "07/04/2026", "LastChecked", "2026-04-07"}, {"checked", "7.4.26", "LastChecked", "2026-04-07"}, {"checked", "7th April, 2026", "LastChecked", "2026-04-07"},
		{"checked", "46119", "LastChecked", "2026-04-07"}, {"checked", "46119.5", "LastChecked", "2026-04-07"}, {"checked", "2026-04-07 13:00:00", "LastChecked", "2026-04-07"},
		{"checked", "07/04/2026 1:00 PM", "LastChecked", "2026-04-07"}, {"checked", "Tuesday, 7 April 2026", "LastChecked", "2026-04-07"},
		{"checked", "Apr-26", "LastChecked", "2026-04-01"}, {"checked", "31/02/2026", "LastChecked", ""}, {"checked", "07-APR-2026", "LastChecked", "2026-04-07"},
		{"checked", "August 2025", "LastChecked", "2025-08-01"}, {"checked", "21 August 2025", "LastChecked", "2025-08-21"}, {"checked", "1st August 2025", "LastChecked", "2025-08-01"},
		{"checked", "Sept 2025", "LastChecked", "2025-09-01"}, {"checked", "04/13/2026", "LastChecked", ""}, {"checked", "n/a", "LastChecked", ""},
		{"delivery", "Face to face", "Delivery", "person"}, {"delivery", "Telephone and Zoom", "Delivery", "phone, online"}, {"delivery", "Home visits", "Delivery", "home"},
		{"room", "Full", "Room", "full"}, {"room", "Spaces available", "Room", "room"}, {"room", "No spaces", "Room", "full"}, {"room", "limited places", "Room", "few"},
		{"room", "Not full", "Room", "room"}, {"room", "No places available", "Room", "full"},
		{"language", "English, Polish; Urdu", "Languages", "Polish, Urdu"}, {"postcode", "ct91aa", "Postcode", "CT9 1AA"}, {"postcode", "Margate CT9 1AA", "Postcode", "CT9 1AA"},
		{"name", "Knit &amp; natter", "Name", "Knit & natter"}, {"email", "n/a", "Email", ""}, {"web", "javascript:alert(1)", "Web", ""},
		{"phone", "Tel: 01843 496001", "Phone", "01843 496001"}, {"cost", "£0.00", "Cost", "£0.00"},
	} {
		pairs := []string{"name", "Club", test.field, test.cell}
		if test.field == "name" {
			pairs = pairs[2:]
		}
		e := rowOf(pairs...)
		got := ""
		for _, f := range data.ServiceFields() {
			if f.Name == test.name {
				got = f.Get(&e.Service)
			}
		}
		if got != test.want || e.Skip != "" {
			t.Errorf("%s %q: %s is %q, want %q (skip %q, doubts %v)", test.field, test.cell, test.name, got, test.want, e.Skip, e.Doubts)
		}
	}
}
