package openreferral

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"waymark/data"
)

func readAll(t *testing.T, name, body string) []*data.SourceEntry {
	t.Helper()
	return collect(t, readJSON(context.Background(), writeFile(t, name, []byte(body)), noon))
}

func doubtsOf(e *data.SourceEntry) string {
	var fields []string
	for _, d := range e.Doubts {
		fields = append(fields, d.Field)
	}
	return strings.Join(fields, " ")
}

func TestRead_version1(t *testing.T) {
	got := collect(t, readJSON(context.Background(), filepath.Join("testdata", "v1.json"), noon))
	if len(got) != 2 {
		t.Fatalf("%d services", len(got))
	}
	want := data.Service{
		Name: "Chair yoga", Organisation: "Thanet Active", Description: "<p>Gentle yoga &amp; tea</p>",
		Web: "https://yoga.example.org", Email: "yoga@example.org", Status: data.ServiceActive,
		Referring: "Drop-in", LastChecked: data.MustDate("2026-03-07"), Eligibility: "Adults\nOlder people\nRetired", MinAge: 18,
		Days:        "Mon, Wed 10:00 to 12:00; first Fri of the month 09:30 to 11:00\nNot in August",
		Cost:        "Free (Members); £3.50 a session (Others)",
		ContactName: "Jo Bloggs", Phone: "01843 496001", Languages: []string{"Polish", "Urdu"}, Area: "Thanet, Dover",
		Address: "1 High Street, Margate / 2 Low Road, Broadstairs CT10 1LX", Postcode: "CT9 1AA",
		Latitude: 51.3891, Longitude: 1.3868, Access: "Ramp; wheelchair users welcome", Wheelchair: data.Yes,
		Delivery: []data.Delivery{data.InPerson},
	}
	if !reflect.DeepEqual(got[0].Service, want) {
		t.Errorf("got  %#v\nwant %#v", got[0].Service, want)
	}
	if got[0].Key != "4711" || doubtsOf(got[0]) != "" || !reflect.DeepEqual(got[0].Categories, []string{"Exercise"}) {
		t.Errorf("key %q, doubts %v, categories %q", got[0].Key, got[0].Doubts, got[0].Categories)
	}
	if got[0].At != (data.Place{File: "v1.json", Row: 1}) || got[1].At.Row != 2 {
		t.Errorf("they stand at %v and %v", got[0].At, got[1].At)
	}
	s := got[1].Service
	if s.Status != data.ServicePaused || s.Organisation != "Café Ltd" || s.Phone != "1843496002 ext 12" ||
		s.Address != "Somewhere, nowhere" || s.Postcode != "" || s.Latitude != 0 || s.MinAge != 0 || !s.LastChecked.IsZero() {
		t.Errorf("got %#v", s)
	}
	if doubtsOf(got[1]) != "MinAge MaxAge LastChecked Postcode" {
		t.Errorf("doubts %v", got[1].Doubts)
	}
}

const v3 = `{"id":"b1","name":"Counselling","alternate_name":"Talk","status":"inactive","description":"Talking.",
 "application_process":"Ask your GP","fees_description":"Ask us.","wait_time":"6 weeks","eligibility_description":"Anyone",
 "minimum_age":16,"maximum_age":99,"assured_date":"2025-11-30","interpretation_services":"Sign language",
 "organization":{"id":"o","name":"Mind","website":"https://mind.example.org","email":"hello@example.org"},
 "cost_options":[{"option":"Under 18s","currency":"gbp","amount":35,"amount_description":"per 1 hour session"}],
 "schedules":[{"freq":"WEEKLY","interval":2,"byday":"TH,FR","opens_at":"18:00:00","closes_at":"20:30:00","attending_type":"in person or by video"}],
 "languages":[{"name":"Urdu","code":"ur"},{"code":"cy"}],
 "attributes":[{"value":"x","taxonomy_term":{"name":"Mental health","taxonomy":"LGA"}}],
 "service_at_locations":[{"location":{"location_type":"virtual","name":"Zoom"}}]}`

func TestRead_version3(t *testing.T) {
	got := readAll(t, "one.json", "\ufeff"+v3)
	if len(got) != 1 {
		t.Fatalf("%d services", len(got))
	}
	want := data.Service{
		Name: "Counselling", OtherNames: "Talk", Organisation: "Mind", Description: "Talking.", Status: data.ServiceDefunct,
		Referring: "Ask your GP", Cost: "Ask us; £35 per 1 hour session (Under 18s)", Waiting: "6 weeks", Eligibility: "Anyone",
		MinAge: 16, MaxAge: 99, LastChecked: data.MustDate("2025-11-30"), Access: "Sign language",
		Web: "https://mind.example.org", Email: "hello@example.org", Days: "Thu, Fri 18:00 to 20:30 every 2 weeks",
		Languages: []string{"Urdu", "Welsh"}, Delivery: []data.Delivery{data.InPerson, data.Online},
	}
	if !reflect.DeepEqual(got[0].Service, want) {
		t.Errorf("got  %#v\nwant %#v", got[0].Service, want)
	}
	if !reflect.DeepEqual(got[0].Categories, []string{"Mental health"}) || doubtsOf(got[0]) != "" {
		t.Errorf("categories %q, doubts %v", got[0].Categories, got[0].Doubts)
	}
	evenings := data.At(4, data.Evening) | data.At(5, data.Evening)
	if data.ReadTimes(got[0].Service.Days) != evenings {
		t.Errorf("%q is not understood as Thursday and Friday evening", got[0].Service.Days)
	}
}

func TestShapesOfFeeds(t *testing.T) {
	const a, b = `{"id":1,"name":"A","status":"active"}`, `{"id":2,"name":"B","status":"active"}`
	for name, body := range map[string]string{
		"array":                `[` + a + `,` + b + `]`,
		"content":              `{"page":1,"content":[` + a + `,` + b + `],"last":true}`,
		"contents":             `{"contents":[` + a + `,` + b + `]}`,
		"services":             `{"name":"Feed","services":[` + a + `,` + b + `]}`,
		"data":                 `{"data":[` + a + `,` + b + `]}`,
		"nested data":          `{"ok":true,"data":{"items":[` + a + `,` + b + `]},"links":{}}`,
		"items":                `{"items":[` + a + `,` + b + `]}`,
		"results":              `{"results":[` + a + `,` + b + `]}`,
		"array of pages":       `[{"content":[` + a + `]},{"content":[` + b + `]}]`,
		"array of arrays":      `[[` + a + `],[` + b + `]]`,
		"pages after another":  `{"content":[` + a + `]}` + "\n" + `{"content":[` + b + `]}`,
		"arrays after another": `[` + a + `]` + `[` + b + `]`,
		"a service a line":     a + "\n" + b + "\n",
		"organisation":         `{"id":"o","name":"O","services":[` + a + `,` + b + `]}`,
		"organisations":        `[{"id":"o","name":"O","legal_status":"x","services":[` + a + `]},{"id":"p","name":"P","services":[` + b + `]}]`,
		"in a field":           `{"organizations":[{"id":"o","name":"O","services":[` + a + `,` + b + `]}]}`,
		"at locations":         `[{"id":"x","service":` + a + `},{"id":"y","service":` + b + `,"location":{}}]`,
	} {
		got := readAll(t, "f.json", body)
		if len(got) != 2 || got[0].Key != "1" || got[1].Key != "2" || got[0].Service.Name != "A" || got[0].Skip+got[1].Skip != "" {
			t.Errorf("%s: got %d entries: %+v", name, len(got), got)
		}
		runs := got[0].Service.Organisation
		if want := map[bool]string{true: "O"}[strings.Contains(body, `"O"`)]; runs != want {
			t.Errorf("%s: its organisation is %q", name, runs)
		}
	}
}

func TestPlaceOfARecordAtALocationComesFirst(t *testing.T) {
	got := readAll(t, "f.json", `{"id":"y","location":{"addresses":[{"address_1":"2 Low Road"}]},
	 "service":{"id":"1","name":"A","service_at_locations":[{"id":"x","location":{"addresses":[{"address_1":"1 High Street"}]}},{"id":"y"}]}}`)
	if got[0].Service.Address != "2 Low Road / 1 High Street" {
		t.Errorf("address %q", got[0].Service.Address)
	}
}

func TestWhatIsNoService(t *testing.T) {
	got := readAll(t, "f.json", `[{"id":"1"},"text",{"id":"o","name":"Org","tax_status":"x"},{"id":"t","name":"Term","taxonomy":"LGA"},
	  {"id":"l","name":"Hall","location_type":"physical"},{"name":"Named", "organization": {"name": "Org"}, "status": "Closed?"}]`)
	for i, sentence := range []string{"no name", "single value", "organisation", "taxonomy", "place"} {
		if !strings.Contains(got[i].Skip, sentence) {
			t.Errorf("entry %d: %q", i+1, got[i].Skip)
		}
	}
	last := got[5]
	if last.Skip != "" || last.Key != "named|org" || doubtsOf(last) != "Status id" || last.Service.Status != data.ServiceActive {
		t.Errorf("the service without an id: %+v", last)
	}
}

func TestBrokenFilesSayWhere(t *testing.T) {
	for body, sentence := range map[string]string{
		``:                                 "is empty",
		"\ufeff  \n":                       "is empty",
		`[{"id":1,"name":"A"},{"id":2,"na`: "ends unexpectedly after service 1",
		`[{"id":1,"name":"A"},`:            "ends unexpectedly after service 1",
		`[{"id":1,"name":"A"}`:             "ends unexpectedly after service 1",
		`{"content":[{"id":1,"name":"A"}]`: "ends unexpectedly after service 1",
		`{"content"`:                       "ends unexpectedly at its beginning",
		`[{"id":1,"name":"A"},{id:2}]`:     "not valid JSON after service 1",
		`{"content":[]}}`:                  "not valid JSON at its beginning",
		`<html>`:                           "not valid JSON at its beginning",
		strings.Repeat(`{"data":`, 20):     "too many layers",
		strings.Repeat(`[`, 20000):         "more than 200 deep",
	} {
		var last error
		for _, err := range readJSON(context.Background(), writeFile(t, "f.json", []byte(body)), noon) {
			last = err
		}
		var problem *data.Problem
		if !errors.As(last, &problem) || !strings.Contains(problem.Sentence, sentence) {
			t.Errorf("%.40q gave %v", body, last)
		}
	}
}

func TestReadingStopsAndCancels(t *testing.T) {
	path := writeFile(t, "f.json", []byte(`[{"id":1,"name":"A"},{"id":2,"name":"B"},{"id":3,"name":"C"}]`))
	n := 0
	for _, err := range readJSON(context.Background(), path, noon) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range readJSON(ctx, path, noon) {
		cancel()
		last = err
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d entries, then %v", n, last)
	}
}

func TestFilesThatAreNotThere(t *testing.T) {
	gone := filepath.Join(t.TempDir(), "gone.json")
	for name, entries := range map[string]error{
		"json":    firstError(t, gone, false),
		"package": firstError(t, gone, true),
	} {
		if data.CodeOf(entries) == "" {
			t.Errorf("%s: %v", name, entries)
		}
	}
	if IsJSON(gone) || IsPackage(gone) {
		t.Error("a file that is not there was recognised")
	}
}

func firstError(t *testing.T, path string, asPackage bool) error {
	t.Helper()
	read := ReadJSON
	if asPackage {
		read = ReadPackage
	}
	for _, err := range read(context.Background(), path) {
		return err
	}
	return nil
}

func TestIsJSON(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, r := range `[{"id": "1", "name": "A"}]` {
		utf16 = append(utf16, byte(r), 0)
	}
	for body, want := range map[string]bool{
		`[{"id":1}]`: true, "\ufeff\n { \"content\": []}": true, `[]`: true, `{}`: true, string(utf16): true,
		`[Name],[Phone]`: false, `{Name},x`: false, `name,phone`: false, ``: false, `<html>`: false, `"text"`: false,
	} {
		path := writeFile(t, "any.txt", []byte(body))
		if IsJSON(path) != want {
			t.Errorf("%q: %v", body, !want)
		}
	}
	if got := collect(t, ReadJSON(context.Background(), writeFile(t, "f.json", utf16))); got[0].Service.Name != "A" {
		t.Errorf("UTF-16 was read as %+v", got[0])
	}
}

func TestTextsThatAreTooLongAreCutAtAWord(t *testing.T) {
	word := "word "
	long := strings.Repeat(word, 6000)
	got := readAll(t, "f.json", fmt.Sprintf(`{"id":1,"name":%q,"description":%q,"url":%q,"wait_time":"<b>x</b>%s"}`,
		strings.Repeat("é", 300), long, "http://"+strings.Repeat("x", 5000), long))[0]
	s := got.Service
	if len([]rune(s.Name)) != data.MaxName || len(s.Description) != data.MaxDescription-1 || !strings.HasSuffix(s.Description, "word") || s.Web != "" {
		t.Errorf("name %d, description %d, web %q", len([]rune(s.Name)), len(s.Description), s.Web)
	}
	if doubtsOf(got) != "Name Description Web" || len(s.Waiting) <= data.MaxNote {
		t.Errorf("doubts %v, waiting %d", got.Doubts, len(s.Waiting))
	}
	got.Shorten(nil)
	if len(got.Service.Waiting) > data.MaxNote || doubtsOf(got) != "Name Description Web Waiting" {
		t.Errorf("after its markup was dealt with: %d, %v", len(got.Service.Waiting), got.Doubts)
	}
}

func TestManyPlacesStayInOneLine(t *testing.T) {
	var places []string
	for i := range 40 {
		places = append(places, fmt.Sprintf(`{"location":{"addresses":[{"address_1":"%d A Rather Long Street Name"}]}}`, i))
	}
	got := readAll(t, "f.json", `{"id":1,"name":"A","service_at_locations":[`+strings.Join(places, ",")+`]}`)[0]
	if len(got.Service.Address) > data.MaxLine || !strings.Contains(got.Service.Address, "0 A Rather Long Street Name / 1 A Rather") ||
		doubtsOf(got) != "Address" {
		t.Errorf("address %q, doubts %v", got.Service.Address, got.Doubts)
	}
}
