package mapping_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

var listsToday = data.MustDate("2026-06-01")

// fixture reads a small list as a source would publish it.
func fixture(t testing.TB, name string) (header []string, rows [][]string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	if filepath.Ext(name) == ".txt" {
		r.Comma = '¬'
	}
	r.LazyQuotes = true
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[0], all[1:]
}

// entriesOf reads all rows of a list as it is guessed.
func entriesOf(t *testing.T, name string) []*data.SourceEntry {
	t.Helper()
	header, rows := fixture(t, name)
	m := mapping.Guess(header, rows)
	var list []*data.SourceEntry
	for i, cells := range rows {
		e := m.Entry(header, cells, i+2, name, listsToday)
		if err := e.Service.Validate(listsToday); e.Skip == "" && err != nil {
			t.Errorf("%s row %d: %v", name, i+2, err)
		}
		list = append(list, e)
	}
	return list
}

func TestGuessOfRealLists(t *testing.T) {
	for name, want := range map[string]map[string]mapping.Field{
		"council.csv": {
			"Unique ID": mapping.ID, "Service Name": mapping.Name, "Organisation Name": mapping.Organisation,
			"Service Description": mapping.Description, "Category": mapping.Category, "Address 1": mapping.Address,
			"Address 2": mapping.Address, "Town": mapping.Town, "County": mapping.Address, "Post Code": mapping.Postcode,
			"Ward": mapping.Area, "Telephone": mapping.Phone, "E-mail address": mapping.Email, "Website": mapping.Web,
			"Cost": mapping.Cost, "Opening Times": mapping.Days, "Who is it for": mapping.Eligibility,
			"How to refer": mapping.Referring, "Age range": mapping.Ages, "Last Checked": mapping.Checked,
		},
		"nhs.txt": {
			"OrganisationID": mapping.ID, "OrganisationName": mapping.Name, "ParentName": mapping.Organisation, "Sector": mapping.Category,
			"Address1": mapping.Address, "Address2": mapping.Address, "Address3": mapping.Address, "City": mapping.Town, "County": mapping.Address,
			"Postcode": mapping.Postcode, "Latitude": mapping.Latitude, "Longitude": mapping.Longitude, "Phone": mapping.Phone,
			"Email": mapping.Email, "Website": mapping.Web, "OrganisationStatus": mapping.Status,
		},
		"cvs.csv": {
			"Name of group": mapping.Name, "What we do": mapping.Description, "Contact": mapping.Contact, "Tel No": mapping.Phone,
			"Email": mapping.Email, "Web Address": mapping.Web, "Venue": mapping.Address, "Postcode": mapping.Postcode, "When": mapping.Days,
			"Target group": mapping.Eligibility, "Charges": mapping.Cost, "Wheelchair access": mapping.Wheelchair, "Facilities": mapping.Access,
		},
		"clubs.csv": {
			"Club Name": mapping.Name, "Sport": mapping.Category, "Club Contact": mapping.Contact, "Club Email": mapping.Email,
			"Mobile": mapping.Phone, "Age Group": mapping.Ages, "Session Times": mapping.Days, "Fees": mapping.Cost, "Venue Name": mapping.Address,
			"Venue Address": mapping.Address, "Venue Postcode": mapping.Postcode,
		},
		"libraries.csv": {
			"Library name": mapping.Name, "Address": mapping.Address, "Monday": mapping.Days, "Tuesday": mapping.Days, "Wednesday": mapping.Days,
			"Thursday": mapping.Days, "Friday": mapping.Days, "Saturday": mapping.Days, "Sunday": mapping.Days,
			"Telephone number": mapping.Phone, "Email address": mapping.Email, "URL": mapping.Web,
		},
		"wordpress.csv": {
			"ID": mapping.ID, "Title": mapping.Name, "Content": mapping.Description, "Categories": mapping.Category, "Tags": mapping.Category,
			"Status": mapping.Status, "_listing_phone": mapping.Phone, "_listing_email": mapping.Email, "_listing_website": mapping.Web,
			"_listing_location": mapping.Address,
		},
		"bare.csv": {
			"Col A": mapping.Name, "Col B": mapping.Email, "Col C": mapping.Postcode, "Col D": mapping.Phone, "Col E": mapping.Web,
			"Col F": mapping.Latitude, "Col G": mapping.Longitude,
		},
	} {
		header, rows := fixture(t, name)
		m := mapping.Guess(header, rows)
		for _, h := range header {
			if m.Columns[h] != want[h] {
				t.Errorf("%s: %q is taken for %q, want %q", name, h, m.Columns[h], want[h])
			}
		}
		if err := m.Validate(header); err != nil {
			t.Errorf("%s: the guess does not stand: %v", name, err)
		}
	}
}

// Columns of lists as charities and councils keep them, which were not read.
func TestGuess_headingsOfOtherLists(t *testing.T) {
	for _, c := range []struct {
		header, row string
		want        string
	}{
		{"Organisation|What we offer|Day(s)|Start time|End time|Post Code|Contact No.", "Age UK|Lunch|Tuesday|12:00|14:00|CT14 6AG|01304 555012", "name|description|days|days|days|postcode|phone"},
		{"Name of venue|Address|Opening times", "Birchington Library|Alpha Road, CT7 9EG|Mon 9-6", "name|address|days"},
		{"Charity name|Reg. No.|Beneficiary group|Support offered|Geographic reach", "Sands|299679|Bereaved parents|Helpline, groups|UK-wide", "name|id|eligibility|description|area"},
		{"Service Name|Weekday|Time|Booking required|Contact details|Verified on", "Coffee|Tuesday|10.30am - 12 noon|No|01843 555001 / jo@x.org|2026-03-05", "name|days|days|referring|note|checked"},
		{"Name of group|Please describe your group|When do you meet?|Is there a charge?", "Chess|Chess for all|Thursdays, 7pm onwards|No", "name|description|days|cost"},
		{"Service|Mode|Open to new referrals|Waiting list (weeks)", "Talk|Online|Y|4", "name|delivery|room|waiting"},
		{"service_name|schedule_byday|schedule_opens_at|schedule_closes_at", "Walk|MO,WE|10:00|12:00", "name|days|days|days"},
		{"@id|id|name|operator", "node/1|node/1|Hub|Diocese", "id||name|organisation"},
		{"Service|Day|Opens|Closes", "Cafe|Monday|10:00|12:00", "name|days|days|days"},
		{"Club|Day|From|To", "Cafe|Monday|10am|12pm", "name|days|days|days"},
		{"Name|Price|From|To", "Summer club|£5|01/07/2026|31/08/2026", "name|cost|from|until"},
		{"Service Name|Status|Reopening", "Pool|Temporarily closed|05/01/2027", "name|status|closed_until"},
		{"name|addr:street|addr:city|addr:postcode|opening_hours", "Hub|High St|Margate|CT9 1AA|Mo-Fr 09:00-17:00", "name|address|town|postcode|days"},
	} {
		header := strings.Split(c.header, "|")
		m := mapping.Guess(header, [][]string{strings.Split(c.row, "|")})
		var got []string
		for _, h := range header {
			got = append(got, string(m.Columns[h]))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %s", c.header, strings.Join(got, "|"))
		}
	}
}

func TestRows_unitsAndNotesOfShortLists(t *testing.T) {
	e := guessedRow("Service|Waiting list (weeks)|Is there a charge?|Open to new referrals", "Talk|4|No|N", listsToday)
	if v := e.Service; v.Waiting != "4 weeks" || v.Cost != "Free" || v.Room != data.Full {
		t.Errorf("%q, %q, %q", v.Waiting, v.Cost, v.Room)
	}
	for name, skipped := range map[string]bool{"* over 50s only": true, "Source: Thanet CVS 2026": true, "Walking football": false, "KNIT": false} {
		if e := guessedRow("Group|Contact number", name+"|", listsToday); (e.Skip != "") != skipped {
			t.Errorf("%q: %q", name, e.Skip)
		}
	}
	e = guessedRow("service_name|schedule_byday|schedule_opens_at|schedule_closes_at", "Walk|MO,WE|10:00|12:00", listsToday)
	if times := data.ReadTimes(e.Service.Days); times != data.At(data.Monday, data.Morning)|data.At(data.Wednesday, data.Morning) {
		t.Errorf("%q: %b", e.Service.Days, times)
	}
}
