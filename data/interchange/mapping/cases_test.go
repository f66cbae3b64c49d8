package mapping_test

import (
	"strings"
	"testing"

	"waymark/data"
	"waymark/data/interchange/mapping"
)

func rowOf(pairs ...string) *data.SourceEntry {
	m := &mapping.Mapping{Columns: map[string]mapping.Field{}}
	var header, cells []string
	for i := 0; i < len(pairs); i += 2 {
		heading := pairs[i] + " " + string(rune('a'+i/2))
		m.Columns[heading] = mapping.Field(pairs[i])
		header, cells = append(header, heading), append(cells, pairs[i+1])
	}
	return m.Entry(header, cells, 9, "list.csv", listsToday)
}

func TestDays_readAsPeopleWriteThem(t *testing.T) {
	for _, test := range []struct {
		headings, cells []string
		want            string
	}{
		{[]string{"Monday", "Tuesday", "Sun"}, []string{"9–5", "closed", "10-2"}, "Monday 9–5; Sun 10-2"},
		{[]string{"Monday opens", "Monday closes", "Tuesday opens", "Tuesday closes"}, []string{"09:00", "17:00", "", ""}, "Monday 09:00–17:00"},
		{[]string{"Opening hours Monday", "Opening hours Friday"}, []string{"9-5", "n/a"}, "Monday 9-5"},
		{[]string{"Mon-Fri", "Saturday"}, []string{"9-5", "10-1"}, "Mon-Fri 9-5; Saturday 10-1"},
		{[]string{"Mon", "Tue", "Wed"}, []string{"Y", "N", "x"}, "Mon; Wed"},
		{[]string{"Monthly", "When"}, []string{"First Friday", "2-4pm"}, "First Friday; 2-4pm"},
		{[]string{"Monday", "Monday (2)"}, []string{"9-12", "2-5"}, "Monday 9-12, 2-5"},
	} {
		m := &mapping.Mapping{Columns: map[string]mapping.Field{"Name": mapping.Name}}
		for _, h := range test.headings {
			m.Columns[h] = mapping.Days
		}
		e := m.Entry(append([]string{"Name"}, test.headings...), append([]string{"Club"}, test.cells...), 2, "f", listsToday)
		if e.Service.Days != test.want {
			t.Errorf("%q %q: %q, want %q", test.headings, test.cells, e.Service.Days, test.want)
		}
	}
}

func TestPlace(t *testing.T) {
	for _, test := range []struct {
		pairs []string
		want  map[string]string
		doubt string
	}{
		{[]string{"address", "The Hall,\nHigh Street,", "town", "Deal", "address", "Kent"}, map[string]string{"Address": "The Hall, High Street, Deal, Kent", "Area": "Deal"}, ""},
		{[]string{"address", "1 Dealers Row", "town", "Deal"}, map[string]string{"Address": "1 Dealers Row, Deal"}, ""},
		{[]string{"address", "High Street, Deal, CT14 6AA", "town", "Deal", "postcode", "N/A"}, map[string]string{"Address": "High Street, Deal, CT14 6AA", "Postcode": "CT14 6AA"}, ""},
		{[]string{"description", "We meet at CT14 6AA or at CT14 6AB."}, map[string]string{"Postcode": ""}, ""},
		{[]string{"description", "We meet at ct14 6aa."}, map[string]string{"Postcode": "CT14 6AA"}, ""},
		{[]string{"latitude", "51.38", "longitude", "1.39"}, map[string]string{"Latitude": "51.38", "Longitude": "1.39"}, ""},
		{[]string{"latitude", "1.39", "longitude", "51.38"}, map[string]string{"Latitude": "51.38", "Longitude": "1.39"}, "Latitude"},
		{[]string{"latitude", "51.38", "longitude", ""}, map[string]string{"Latitude": "", "Longitude": ""}, "Longitude"},
		{[]string{"latitude", "NaN", "longitude", "1.39"}, map[string]string{"Latitude": "", "Longitude": ""}, "Latitude"},
		{[]string{"latitude", "635400", "longitude", "170000"}, map[string]string{"Latitude": "", "Longitude": ""}, "Longitude"},
		{[]string{"latitude", "n/a", "longitude", "-"}, map[string]string{"Latitude": "", "Longitude": ""}, ""},
	} {
		e := rowOf(append([]string{"name", "Club"}, test.pairs...)...)
		expect(t, e, test.want)
		if test.doubt == "" && len(e.Doubts) > 0 || test.doubt != "" && len(doubtsAbout(e, test.doubt)) != 1 {
			t.Errorf("%q: doubts %v, want one about %q", test.pairs, e.Doubts, test.doubt)
		}
	}
}

func TestTextsThatAreTooLong(t *testing.T) {
	long := strings.Repeat("knitting ", 60)
	e := rowOf("name", long, "description", "Wool.", "address", strings.Repeat("Long Lane ", 90), "cost", strings.Repeat("a pound ", 900))
	if n := len(e.Service.Name); n > data.MaxName || n < data.MaxName/2 || !strings.HasSuffix(e.Service.Name, "knitting") {
		t.Errorf("the name is %d long: %q", n, e.Service.Name)
	}
	if want := strings.TrimSpace(long) + "\n\nWool."; e.Service.Description != want {
		t.Errorf("description %q, want %q", e.Service.Description, want)
	}
	for _, field := range []string{"Name", "Address", "Cost"} {
		if len(doubtsAbout(e, field)) != 1 {
			t.Errorf("doubts about %s: %v", field, e.Doubts)
		}
	}
	other := rowOf("name", long+"of another kind")
	if other.Key == e.Key {
		t.Error("two names that differ after the cut have one key")
	}
}

func TestKeyOfAnIDThatSaysNothing(t *testing.T) {
	if e := rowOf("id", "N/A", "name", "Club", "organisation", "Trust"); e.Key != rowOf("name", "Club", "organisation", "Trust").Key {
		t.Errorf("key %q", e.Key)
	}
}

func TestMapping_ignoresColumns(t *testing.T) {
	m, err := mapping.Parse([]byte(`{"columns": {"A": "name", "B": "ignore", "C": ""}}`))
	if err != nil || len(m.Columns) != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	if err := m.Validate([]string{"A"}); err != nil {
		t.Errorf("a column that is left out and is not there: %v", err)
	}
}

func TestSourceInTheMappingFile(t *testing.T) {
	header, rows := fixture(t, "nhs.txt")
	m := mapping.Guess(header, rows)
	m.Source = "A “list” & more"
	back, err := mapping.Parse(m.JSON())
	if err != nil || string(back.JSON()) != string(m.JSON()) || back.Source != m.Source {
		t.Errorf("it came back as %+v, %v", back, err)
	}
	_, err = mapping.Parse([]byte(`{"colums": {"A": "name"}}`))
	if err == nil || !strings.Contains(err.Error(), `"colums"`) {
		t.Errorf("a key that there is not: %v", err)
	}
}

// An id that most rows lack, or that repeats, would make one service of many.
func TestIDsThatAreNone(t *testing.T) {
	header := []string{"Ref", "Name"}
	for what, refs := range map[string][]string{"mostly blank": {"1", "", "", ""}, "all the same": {"7", "7", "7", "7"}} {
		var rows [][]string
		for i, ref := range refs {
			rows = append(rows, []string{ref, "Club " + string(rune('A'+i))})
		}
		if f := mapping.Guess(header, rows).Columns["Ref"]; f != "" {
			t.Errorf("%s: taken for %q", what, f)
		}
	}
	uuids := [][]string{{"5b1c2d3e-0000-4000-8000-000000000001", "Choir"}, {"5b1c2d3e-0000-4000-8000-000000000002", "Band"}}
	if f := mapping.Guess([]string{"Thing", "Name"}, uuids).Columns["Thing"]; f != mapping.ID {
		t.Errorf("ids by their looks: taken for %q", f)
	}
}

// Whatever the headings and cells are, a guessed list gives rows that can be
// kept or that say why they cannot.
func FuzzGuessedRow(f *testing.F) {
	for _, name := range []string{"council.csv", "cvs.csv", "libraries.csv"} {
		header, rows := fixture(f, name)
		f.Add(strings.Join(header, "\t"), strings.Join(rows[0], "\t"))
	}
	f.Add("Name\tAges\tMax age\tStatus\tMon\tMon opens", "\x00\xff<b>\t999-1\t-5\tclosed\t;\t ")
	f.Fuzz(func(t *testing.T, headings, text string) {
		header, cells := strings.Split(headings, "\t"), strings.Split(text, "\t")
		m := mapping.Guess(header, [][]string{cells})
		e := m.Entry(header, cells, 1, "f", listsToday)
		if e.Skip != "" {
			return
		}
		if err := e.Service.Validate(listsToday); err != nil || e.Key == "" {
			t.Errorf("it was taken with the key %q, and cannot be kept: %v", e.Key, err)
		}
		if again := m.Entry(header, cells, 99, "g", listsToday); again.Key != e.Key {
			t.Errorf("the key depends on where the row stands: %q, %q", e.Key, again.Key)
		}
	})
}
