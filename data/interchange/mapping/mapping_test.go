package mapping_test

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

var today = data.MustDate("2026-04-08")

// list is a small list: headings, then rows.
func list(text, delimiter string) (header []string, rows [][]string) {
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := strings.Split(line, delimiter)
		if i == 0 {
			header = cells
			continue
		}
		rows = append(rows, cells)
	}
	return header, rows
}

// Headings as councils, health services, voluntary councils, libraries and
// clubs write them.
func TestGuess(t *testing.T) {
	for what, test := range map[string]struct {
		text, delimiter string
		want            map[string]mapping.Field
	}{
		"council": {`Unique ID,Service Name,Provider,Description,Tel No,E-mail address,Website,Address 1,Address 2,Town,Post Code,Ward,Cost,Last Updated
1,Lunch club,Age Hub,A hot meal and a chat for everyone,01843 555014,lunch@example.org,www.example.org,The Hall,High St,Margate,CT9 1AA,Central,£3,2026-01-01
2,Choir,Age Hub,Singing for pleasure each week,01843 555015,choir@example.org,www.example.com,Church,Low St,Ramsgate,CT11 8QL,East,Free,2026-01-02`, ",",
			map[string]mapping.Field{"Unique ID": "id", "Service Name": "name", "Provider": "organisation", "Description": "description", "Tel No": "phone",
				"E-mail address": "email", "Website": "web", "Address 1": "address", "Address 2": "address", "Town": "town", "Post Code": "postcode", "Ward": "area", "Cost": "cost"}},
		"health service": {`OrganisationID¬OrganisationCode¬OrganisationType¬SubType¬Sector¬OrganisationStatus¬IsPimsManaged¬OrganisationName¬Address1¬City¬County¬Postcode¬Latitude¬Longitude¬ParentODSCode¬ParentName¬Phone¬Email¬Website¬Fax
17970¬NDA07¬Hospital¬Hospital¬Independent Sector¬Visible¬True¬Walton Community Hospital¬Rodney Road¬Walton¬Surrey¬KT12 3LD¬51.379¬-0.406¬NDA¬Virgin Care Services Ltd¬01932 414205¬¬¬01932 253674
17981¬NDA18¬Hospital¬Hospital¬Independent Sector¬Visible¬True¬Woking Community Hospital¬Heathside Road¬Woking¬Surrey¬GU22 7HS¬51.315¬-0.556¬NDA¬Virgin Care Services Ltd¬01483 715911¬¬¬`, "¬",
			map[string]mapping.Field{"OrganisationID": "id", "OrganisationName": "name", "Sector": "category", "OrganisationStatus": "status", "Address1": "address", "City": "town", "County": "address",
				"Postcode": "postcode", "Latitude": "latitude", "Longitude": "longitude", "ParentName": "organisation", "Phone": "phone", "Email": "email", "Website": "web"}},
		"voluntary council": {`Name of group|Name of organisation|What we do|Who is it for|When|Venue|Contact person|Telephone|Mobile|Charges|How to refer|Age range
Knit and natter|St Ossyth|Knitting for anyone who likes wool|Adults|Mon 2-4|Village hall, CT12 4AA|Ann Lee|01843 555014|07700 900123|£1|Just come|18+
Tea dance|Church Hall|Dancing in the afternoon|Over 50s|Tue 2-4|Church|Bob Ray|01843 555016|07700 900124|£2|Ring|50 and over`, "|",
			map[string]mapping.Field{"Name of group": "name", "Name of organisation": "organisation", "What we do": "description", "Who is it for": "eligibility", "When": "days", "Venue": "address",
				"Contact person": "contact", "Telephone": "phone", "Mobile": "phone", "Charges": "cost", "How to refer": "referring", "Age range": "ages"}},
		"libraries": {`Library,Street,Postal Code,Monday,Tuesday,Wheelchair Access,Lat,Lng,Easting,UPRN
Margate Library,Cecil Square,CT9 1RE,9-5,Closed,Yes,51.38,1.38,635400,10022960
Newington Library,Royal Harbour,CT12 6NB,9-1,9-5,No,51.34,1.39,636400,10022961`, ",",
			map[string]mapping.Field{"Library": "name", "Street": "address", "Postal Code": "postcode", "Monday": "days", "Tuesday": "days", "Wheelchair Access": "wheelchair", "Lat": "latitude", "Lng": "longitude"}},
		"organisation only": {`Organisation;Telephone;Comments
Age Hub;01843 555014;They have a minibus and collect people from their own front door
Food Hub;01843 555015;Bring a bag, come early, and ring the bell at the side of the house`, ";",
			map[string]mapping.Field{"Organisation": "name", "Telephone": "phone", "Comments": "note"}},
		"no helpful headings": {`A,B,C,D
Lunch club,01843 555014,lunch@example.org,CT9 1AA
Choir,01843 555015,choir@example.org,CT11 8QL`, ",",
			map[string]mapping.Field{"A": "name", "B": "phone", "C": "email", "D": "postcode"}},
	} {
		header, rows := list(test.text, test.delimiter)
		m := mapping.Guess(header, rows)
		if !maps.Equal(m.Columns, test.want) {
			for h, f := range m.Columns {
				if test.want[h] != f {
					t.Errorf("%s: %q is %q, want %q", what, h, f, test.want[h])
				}
			}
			for h, f := range test.want {
				if m.Columns[h] == "" {
					t.Errorf("%s: %q is left out, want %q", what, h, f)
				}
			}
		}
		if err := m.Validate(header); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func entryOf(columns map[string]mapping.Field, cells map[string]string) *data.SourceEntry {
	m := &mapping.Mapping{Columns: columns}
	var header, row []string
	for _, h := range slices.Sorted(maps.Keys(columns)) {
		header, row = append(header, h), append(row, cells[h])
	}
	return m.Entry(header, row, 5, "list.csv", today)
}

func TestEntry(t *testing.T) {
	e := entryOf(map[string]mapping.Field{
		"a id": "id", "b": "name", "c": "organisation", "d": "description", "e1": "address", "e2": "address", "f": "town", "g": "phone", "g2": "phone", "h": "email", "i": "web",
		"j": "ages", "k": "checked", "monday": "days", "tuesday": "days", "m": "wheelchair", "n": "category", "o": "language", "p": "delivery", "q": "status", "Parking": "note",
	}, map[string]string{
		"a id": " 77 ", "b": "Café  Zoë", "c": "Hub", "d": "<p>Soup &amp; talk</p><ul><li>one</li><li>two</li></ul>", "e1": "The Hall", "e2": "High Street, CT9 1AA", "f": "Margate",
		"g": "1843555014", "g2": "07700 900123", "h": " Zoe@Example.org.", "i": "www.example.org", "j": "50 and over", "k": "1/3/2026", "monday": "9-5", "tuesday": "Closed",
		"m": "Yes, by the side door", "n": "Food; Company", "o": "English, Polish", "p": "In person or by phone", "q": "Temporarily closed", "Parking": "Behind the hall",
	})
	v := e.Service
	if e.Skip != "" || len(e.Doubts) > 0 || e.Key != "77" || e.At.Row != 5 {
		t.Fatalf("skip %q, doubts %+v, key %q, at %+v", e.Skip, e.Doubts, e.Key, e.At)
	}
	for what, pair := range map[string][2]string{
		"name": {v.Name, "Café Zoë"}, "organisation": {v.Organisation, "Hub"}, "address": {v.Address, "The Hall, High Street, CT9 1AA, Margate"}, "postcode": {v.Postcode, "CT9 1AA"},
		"area": {v.Area, "Margate"}, "phone": {v.Phone, "01843 555014 / 07700 900123"}, "web": {v.Web, "https://www.example.org"}, "days": {v.Days, "monday 9-5"},
		"categories": {strings.Join(e.Categories, "|"), "Food|Company"}, "languages": {strings.Join(v.Languages, "|"), "Polish"}, "status": {string(v.Status), "temporarily closed"},
		"checked": {v.LastChecked.String(), "2026-03-01"}, "access": {v.Access, "Yes, by the side door"}, "wheelchair": {string(v.Wheelchair), "yes"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, want %q", what, pair[0], pair[1])
		}
	}
	if !strings.EqualFold(v.Email, "zoe@example.org") || v.MinAge != 50 || len(v.Delivery) != 2 {
		t.Errorf("email %q, from age %d, delivery %v", v.Email, v.MinAge, v.Delivery)
	}
	if !strings.HasPrefix(v.Description, "Soup & talk") || !strings.Contains(v.Description, "• one") || !strings.HasSuffix(v.Description, "Parking: Behind the hall") {
		t.Errorf("description %q", v.Description)
	}
}

func TestWhatCannotBeUnderstoodIsADoubt(t *testing.T) {
	e := entryOf(map[string]mapping.Field{"a": "name", "b": "postcode", "c": "checked", "d": "min_age", "e": "latitude", "f": "email"},
		map[string]string{"a": "Choir", "b": "QA1 1AA", "c": "1/3/2030", "d": "many", "e": "north", "f": "not an address"})
	fields := map[string]bool{}
	for _, d := range e.Doubts {
		fields[d.Field] = true
	}
	for _, f := range []string{"Postcode", "LastChecked", "MinAge", "Latitude", "Email"} {
		if !fields[f] {
			t.Errorf("no doubt about %s: %+v", f, e.Doubts)
		}
	}
	if e.Service.Address != "QA1 1AA" || e.Service.Postcode != "" {
		t.Errorf("address %q, postcode %q", e.Service.Address, e.Service.Postcode)
	}
	if e := entryOf(map[string]mapping.Field{"a": "name", "b": "phone"}, map[string]string{"b": "01843 555014"}); e.Skip != "The row has no name." {
		t.Errorf("without a name: %q", e.Skip)
	}
}

// A key must not come from where the row stands: a row put in above would make
// every service another one.
func TestKeyWithoutAnID(t *testing.T) {
	columns := map[string]mapping.Field{"a": "name", "b": "organisation", "c": "postcode"}
	one := entryOf(columns, map[string]string{"a": "Lunch Club", "b": "O’Brien Trust", "c": "ct91aa"})
	two := entryOf(columns, map[string]string{"a": "lunch club", "b": "O'Brien trust", "c": "CT9 1AA"})
	other := entryOf(columns, map[string]string{"a": "Lunch club", "b": "O'Brien trust", "c": "CT9 1AB"})
	if one.Key != two.Key || one.Key == other.Key {
		t.Errorf("keys %q, %q, %q", one.Key, two.Key, other.Key)
	}
}

func TestAges(t *testing.T) {
	for words, want := range map[string][2]int{"16+": {16, 0}, "50 and over": {50, 0}, "Over 50s": {50, 0}, "11-18": {11, 18}, "11 – 18 years": {11, 18}, "under 25": {0, 24},
		"All ages": {0, 0}, "up to 12": {0, 12}, "18 to 65": {18, 65}, "Aged 60 or over": {60, 0}} {
		e := entryOf(map[string]mapping.Field{"a": "name", "b": "ages"}, map[string]string{"a": "x", "b": words})
		if got := [2]int{e.Service.MinAge, e.Service.MaxAge}; got != want || e.Service.Eligibility != "" {
			t.Errorf("%q: %v, want %v; who for %q", words, got, want, e.Service.Eligibility)
		}
	}
	e := entryOf(map[string]mapping.Field{"a": "name", "b": "ages"}, map[string]string{"a": "x", "b": "Seniors"})
	if e.Service.Eligibility != "Ages: Seniors" {
		t.Errorf("words that are no age: %q", e.Service.Eligibility)
	}
}

func TestDates(t *testing.T) {
	for words, want := range map[string]string{"2026-03-01": "2026-03-01", "01/03/2026": "2026-03-01", "1 March 2026": "2026-03-01", "1st Mar 2026": "2026-03-01", "46082": "2026-03-01",
		"2026-03-01T10:30:45.123Z": "2026-03-01", "Sun 1 Mar 2026": "2026-03-01", "01.03.2026 09:00": "2026-03-01"} {
		e := entryOf(map[string]mapping.Field{"a": "name", "b": "checked"}, map[string]string{"a": "x", "b": words})
		if e.Service.LastChecked.String() != want {
			t.Errorf("%q: %s, %+v", words, e.Service.LastChecked, e.Doubts)
		}
	}
}

func TestParse_mappingFile(t *testing.T) {
	m, err := mapping.Parse([]byte(`{"source": "County", "columns": {"SERVICE  name": "name", "Tél": "phone"}}`))
	if err != nil {
		t.Fatal(err)
	}
	back, err := mapping.Parse(m.JSON())
	if err != nil || !maps.Equal(back.Columns, m.Columns) || back.Source != "County" {
		t.Errorf("it came back as %+v, %v", back, err)
	}
	if err := m.Validate([]string{"Service Name", "tel", "Other"}); err != nil {
		t.Errorf("headings that differ in capitals and accents: %v", err)
	}
	for what, test := range map[string]struct{ body, says string }{
		"no JSON":       {"{\n\"columns\": {\n\"a\": name}}", "line 3"},
		"another field": {`{"columns": {"a": "title"}}`, "“title”"},
		"no columns":    {`{}`, "names no columns"},
		"unknown key":   {`{"column": {"a": "name"}}`, "unknown field"},
	} {
		if _, err := mapping.Parse([]byte(test.body)); data.CodeOf(err) != data.CodeInvalid || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, test := range map[string]struct {
		columns map[string]mapping.Field
		says    string
	}{
		"no name":   {map[string]mapping.Field{"A": "phone"}, "holds the name"},
		"not there": {map[string]mapping.Field{"A": "name", "Z": "phone"}, "no column “Z”"},
		"twice":     {map[string]mapping.Field{"A": "name", "B": "name"}, "only one column"},
	} {
		if err := (&mapping.Mapping{Columns: test.columns}).Validate([]string{"A", "B"}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestShapeIsThatOfTheHeadings(t *testing.T) {
	one := mapping.Shape([]string{"Name", "Phone"})
	if one != mapping.Shape([]string{"phone ", "NAME"}) || one == mapping.Shape([]string{"Name", "Phone", "Web"}) {
		t.Error("the order of columns counts, or their number does not")
	}
}

// Whatever stands in a list, each row is one that can be kept, or is skipped
// with a reason.
func FuzzEntry(f *testing.F) {
	fields := mapping.Fields()
	f.Add("Café", "<p>x", "=1+1", uint16(0))
	f.Add("\x00\xff", "QA1 1AA", "9999999999", uint16(700))
	f.Fuzz(func(t *testing.T, a, b, c string, which uint16) {
		m := &mapping.Mapping{Columns: map[string]mapping.Field{"a": "name", "b": fields[int(which)%len(fields)].Field, "c": fields[int(which/64)%len(fields)].Field}}
		e := m.Entry([]string{"a", "b", "c"}, []string{a, b, c}, 2, "f", today)
		if e.Skip != "" {
			return
		}
		if err := e.Service.Validate(today); err != nil {
			t.Errorf("it was taken, and cannot be kept: %v", err)
		}
		if e.Key == "" {
			t.Error("it has no key")
		}
	})
}

// Lists of councils say where a place is in metres of the National Grid.
func TestEntry_readsEastingsAndNorthings(t *testing.T) {
	for _, header := range [][]string{{"Site", "Easting", "Northing"}, {"Site", "X", "Y"}, {"Site", "GeoX", "GeoY"}} {
		rows := [][]string{{"Caister Water Tower", "651409.903", "313177.270"}, {"The Hub", "639500", "167000"}}
		m := mapping.Guess(header, rows)
		e := m.Rows(header, "sites.csv", data.Date{Year: 2026, Month: 11, Day: 30}).Entry(rows[0], 2)
		if v := e.Service; v.Name != rows[0][0] || math.Abs(v.Latitude-52.657979) > 1e-5 || math.Abs(v.Longitude-1.716052) > 1e-4 || len(e.Doubts) > 0 {
			t.Errorf("%q: %v, %v, doubts %v", header, v.Latitude, v.Longitude, e.Doubts)
		}
	}
	header := []string{"Site", "Latitude", "Longitude", "Easting", "Northing"}
	m := mapping.Guess(header, [][]string{{"The Hub", "51.35", "1.41", "639500", "167000"}})
	if m.Columns["Latitude"] != mapping.Latitude || m.Columns["Easting"] != "" {
		t.Errorf("%v", m.Columns)
	}
}

// FuzzParse checks that a mapping that is understood is the same when it is written and
// read again, and can be used with any headings.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"columns": {"Name": "name", "Last seen": "checked"}, "source": "Council", "days": "month_first"}`), "Name|Last seen")
	f.Add([]byte(`{"columns": {"Name": "ignore", "name": "name"}}`), "NAME|name|")
	f.Fuzz(func(t *testing.T, body []byte, headings string) {
		m, err := mapping.Parse(body)
		if err != nil {
			return
		}
		again, err := mapping.Parse(m.JSON())
		if len(m.Columns) == 0 { // all of them were left out
			return
		}
		if err != nil || !maps.Equal(m.Columns, again.Columns) || m.Source != again.Source || m.Days != again.Days {
			t.Fatalf("%s became %s, %v", m.JSON(), again.JSON(), err)
		}
		header := strings.Split(headings, "|")
		_ = m.Validate(header)
		signs := mapping.NewDaySigns(header, listsToday)
		signs.Add(header)
		rows := m.Rows(header, "list.csv", listsToday)
		rows.Look(m.DayOrder(header, signs))
		if e := rows.Entry(header, 2); e == nil {
			t.Error("nothing is told of a row")
		}
		if s := m.Sessions(header); s != nil {
			s.Key(header)
		}
	})
}
