package openreferral

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"waymark/data"
)

// tables is a package of version 3 as others publish it, with its ids.
var tables = map[string]string{
	"services.csv": "\ufeffid,organization_id,name,status,minimum_age,fees_description,url\n" +
		"1,o1,Tea club,active,18,,https://tea.example.org\n,,,,,,\n2,o2,'=Sum,defunct,,Free,\n3,,\"Long, \"\"quoted\"\"\nname\",active,,,\n4,o1,Short\n",
	"organizations.csv":       "id,name,email\no1,Age Margate,office@example.org\no2,Łódź Club,\n",
	"locations.csv":           "id,name,latitude,longitude,location_type\nl1,Hall,51.4,1.4,physical\nl2,Hub,,,physical\n",
	"addresses.csv":           "id,location_id,address_1,city,postal_code\na1,l1,1 High Street,Margate,CT9 1AA\na2,l2,2 Low Road,Dover,\n",
	"accessibility.csv":       "id,location_id,description\nx,l1,Not suitable for wheelchairs\n",
	"service_at_location.csv": "id,service_id,location_id\ns1,1,l1\ns2,1,l2\ns3,2,gone\n",
	"contacts.csv":            "id,service_id,service_at_location_id,name\nc1,,s1,Jo\n",
	"phones.csv":              "id,service_id,contact_id,organization_id,number\np1,,c1,,01843 496001\np2,1,,,'+44 1843 496002\np3,,,o2,01843 496003\n",
	"schedules.csv":           "id,service_id,byday,opens_at,closes_at,freq\nh1,1,\"MO,TU\",10:00,12:00,WEEKLY\n",
	"service_areas.csv":       "id,service_id,name\n1,1,Thanet\n",
	"languages.csv":           "id,service_id,name,code\n1,1,Polish,pl\n",
	"cost_options.csv":        "id,service_id,amount,option,amount_description\n1,1,2,,a cup\n",
	"attributes.csv":          "id,link_id,taxonomy_term_id,link_entity\n1,1,t1,service\n2,1,,service\n3,2,gone,service\n",
	"taxonomy_terms.csv":      "id,name,taxonomy\nt1,Social,LGA\n,Blank,LGA\n",
	"taxonomies.csv":          "id,name\nx,LGA\n",
	"notes.txt":               "not a table",
}

func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, body := range files {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func zipOf(t *testing.T, files map[string]string, prefix string) string {
	t.Helper()
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, body := range files {
		w, err := z.Create(prefix + name)
		if err == nil {
			_, err = io.WriteString(w, body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return writeFile(t, "package.zip", packed.Bytes())
}

func TestPackageIsJoinedByItsIDs(t *testing.T) {
	inFolder := map[string]string{}
	for name, body := range tables {
		inFolder["csv/"+name] = body
	}
	for what, path := range map[string]string{
		"folder": folderOf(t, tables), "folder in a folder": folderOf(t, inFolder),
		"zip": zipOf(t, tables, ""), "zip with a folder": zipOf(t, tables, "hsds/"), "zip of Windows": zipOf(t, tables, `hsds\`),
	} {
		if !IsPackage(path) {
			t.Fatalf("%s is no package", what)
		}
		checkTea(t, what, collect(t, readPackage(context.Background(), path, noon)))
	}
}

func checkTea(t *testing.T, what string, got []*data.SourceEntry) {
	t.Helper()
	if len(got) != 4 {
		t.Fatalf("%s: %d services", what, len(got))
	}
	want := data.Service{
		Name: "Tea club", Organisation: "Age Margate", Status: data.ServiceActive, MinAge: 18, Cost: "£2 a cup",
		Web: "https://tea.example.org", Email: "office@example.org", Days: "Mon, Tue 10:00 to 12:00", ContactName: "Jo",
		Phone: "+44 1843 496002 / 01843 496001", Area: "Thanet", Languages: []string{"Polish"}, Latitude: 51.4, Longitude: 1.4,
		Address: "1 High Street, Margate / 2 Low Road, Dover", Postcode: "CT9 1AA", Access: "Not suitable for wheelchairs",
		Wheelchair: data.No, Delivery: []data.Delivery{data.InPerson},
	}
	if !reflect.DeepEqual(got[0].Service, want) {
		t.Errorf("%s:\ngot  %#v\nwant %#v", what, got[0].Service, want)
	}
	if !reflect.DeepEqual(got[0].Categories, []string{"Social"}) || got[0].At != (data.Place{File: "services.csv", Row: 1}) {
		t.Errorf("%s: categories %q at %v", what, got[0].Categories, got[0].At)
	}
	if s := got[1].Service; s.Name != "=Sum" || s.Organisation != "Łódź Club" || s.Status != data.ServiceDefunct || s.Phone != "01843 496003" || got[1].Categories != nil {
		t.Errorf("%s: the second is %#v", what, got[1])
	}
	if got[2].Service.Name != `Long, "quoted" name` || got[3].Service.Name != "Short" || doubtsOf(got[3]) != "row" || doubtsOf(got[2]) != "" {
		t.Errorf("%s: the others are %+v, %+v", what, got[2], got[3])
	}
}

func TestPackageOfVersion1(t *testing.T) {
	path := folderOf(t, map[string]string{
		"services.csv":             "id;organization_id;name;status\ns;o;Yoga;active\n",
		"organizations.csv":        "id,name\no,Caf\xe9\n", // Windows-1252
		"locations.csv":            "id,name\nl,\n",
		"physical_addresses.csv":   "id,location_id,address_1,city,postal_code\na,l,Hall,Margate,CT9 1AA\n",
		"service_at_locations.csv": "id,service_id,location_id\nx,s,l\n",
		"regular_schedules.csv":    "id,service_id,service_at_location_id,byday,opens_at,closes_at\nx,,x,SA,09:00,10:00\n",
		"eligibilitys.csv":         "id,service_id,eligibility,minimum_age\nx,s,Adults,18\n",
		"service_taxonomys.csv":    "id,service_id,taxonomy_id\nx,s,t\n",
		"taxonomys.csv":            "id,name,vocabulary\nt,Exercise,esd\n",
	})
	got := collect(t, readPackage(context.Background(), path, noon))[0]
	want := data.Service{Name: "Yoga", Organisation: "Café", Status: data.ServiceActive, Address: "Hall, Margate", Postcode: "CT9 1AA",
		Area: "Margate", Days: "Sat 09:00 to 10:00", Eligibility: "Adults", MinAge: 18}
	if !reflect.DeepEqual(got.Service, want) || !reflect.DeepEqual(got.Categories, []string{"Exercise"}) {
		t.Errorf("got  %#v\nwant %#v\ncategories %q", got.Service, want, got.Categories)
	}
}

// A package without the table that joins services and places dropped every place, and
// rows of things that are not there, without a word.
func TestPackageThatDoesNotSayWhichServicesAreWhere(t *testing.T) {
	path := folderOf(t, map[string]string{
		"services.csv":      "id,organization_id,name,status\n1,o1,Tea,active\n2,o2,Walk,active\n3,,Choir,active\n4,o3,Swim,active\n5,,Chess,active\n",
		"organizations.csv": "id,name\no1,Trust\no2,Club\no3,Pool\n",
		"locations.csv":     "id,name,organization_id,service_id\nl1,Hall,o1,\nl2,Hub,o2,\nl3,Barn,o2,\nl4,Nave,,3\n",
		"addresses.csv":     "id,location_id,service_id,address_1,city,postal_code\na,l1,,1 High Street,Margate,CT9 1AA\nb,l2,,2 Low Road,Dover,\nc,l4,,3 Hill,Deal,\nd,,5,4 Dell,Deal,\ne,gone,,5 Way,Deal,\n",
		"phones.csv":        "id,service_id,number\np,1,01843 496001\nq,,01843 496002\nr,,01843 496003\n",
		"schedules.csv":     "id,service_id,byday,freq\nh,99,MO,WEEKLY\n",
	})
	got := collect(t, readPackage(context.Background(), path, noon))
	if len(got) != 7 {
		t.Fatalf("%d entries", len(got))
	}
	for i, want := range []struct {
		address, doubt string
		unsaid         bool
	}{{"Hall, 1 High Street, Margate", "The only place of its organisation was taken", false}, {"", "None was taken", true}, {"Nave, 3 Hill, Deal", "", false}, {"", "None was taken", true}, {"4 Dell, Deal", "", false}} {
		said := ""
		for _, d := range got[i].Doubts {
			said += d.Sentence
		}
		if e := got[i]; !strings.HasSuffix(want.address, e.Service.Address) || (e.Service.Address == "") != (want.address == "") || !strings.Contains(said, want.doubt) || (want.doubt == "") != (said == "") || (len(e.Unsaid) > 0) != want.unsaid {
			t.Errorf("%s is at %q, doubts %q, unsaid %q", e.Service.Name, e.Service.Address, said, e.Unsaid)
		}
	}
	if s := got[5].Skip; !strings.Contains(s, "1 row of addresses.csv and 2 rows of phones.csv") {
		t.Errorf("of rows that hang on nothing it says %q", s)
	}
	if s := got[6].Skip; !strings.Contains(s, "1 service that other tables name") {
		t.Errorf("of services that are not there it says %q", s)
	}
}

func TestPackagesThatAreRefused(t *testing.T) {
	sized := func(name string, packed uint64) string {
		var file bytes.Buffer
		z := zip.NewWriter(&file)
		if _, err := z.CreateRaw(&zip.FileHeader{Name: "services.csv", Method: zip.Deflate, CompressedSize64: packed, UncompressedSize64: mostUnpacked + 1}); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return writeFile(t, name, file.Bytes())
	}
	whole, err := os.ReadFile(zipOf(t, tables, ""))
	if err != nil {
		t.Fatal(err)
	}
	for path, sentence := range map[string]string{
		sized("huge.zip", mostUnpacked/10):                    "more than 500 MB",
		sized("bomb.zip", mostUnpacked/2000):                  "more than 200 times",
		writeFile(t, "cut.zip", whole[:len(whole)/2]):         "neither a folder nor a zip",
		folderOf(t, map[string]string{"people.csv": "id\n1"}): "no table of services",
	} {
		if got := firstError(t, path, true); data.CodeOf(got) != data.CodeInvalid || !strings.Contains(got.Error(), sentence) {
			t.Errorf("%s: %v", filepath.Base(path), got)
		}
	}
}

// A zip that says less about its size than it holds is not read beyond that.
func TestZipThatLiesAboutItsSize(t *testing.T) {
	whole, err := os.ReadFile(zipOf(t, map[string]string{"services.csv": "id,name\n" + strings.Repeat("1,A\n", 5000)}, ""))
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(whole, []byte("PK\x01\x02")) // the directory's entry
	copy(whole[at+24:], []byte{16, 0, 0, 0})
	n, last := 0, error(nil)
	for _, err := range readPackage(context.Background(), writeFile(t, "lie.zip", whole), noon) {
		n++
		last = err
	}
	if n > 5 || data.CodeOf(last) != data.CodeInvalid {
		t.Errorf("%d services came out of it, then %v", n, last)
	}
}

func TestReadingAPackageStopsAndCancels(t *testing.T) {
	path := folderOf(t, tables)
	for _, err := range readPackage(context.Background(), path, noon) {
		if err != nil {
			t.Fatal(err)
		}
		break // a reader that went on would panic
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range readPackage(ctx, path, noon) {
		cancel()
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("it ended with %v", last)
	}
}

func TestWrittenPackageIsADataPackage(t *testing.T) {
	e := &data.SourceEntry{Key: "k", Categories: []string{"=Social"}, Service: data.Service{
		Name: "@symes Community Building", Phone: "+44 1843 496001", Organisation: "=1+1", Address: "Hall", Status: data.ServiceActive, Longitude: -3.5}}
	skipped := &data.SourceEntry{Skip: "no"}
	var packed bytes.Buffer
	if err := WritePackage(&packed, all([]*data.SourceEntry{e, skipped})); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	about, err := z.Open("datapackage.json")
	if err != nil {
		t.Fatal(err)
	}
	var described struct {
		Resources []struct {
			Path   string
			Schema struct{ Fields []struct{ Name string } }
		}
	}
	if err := json.NewDecoder(about).Decode(&described); err != nil {
		t.Fatal(err)
	}
	if len(described.Resources) != len(z.File)-1 {
		t.Errorf("%d tables described of %d", len(described.Resources), len(z.File)-1)
	}
	for _, r := range described.Resources {
		f, err := z.Open(r.Path)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(f).ReadAll() // strict: every line as long as its heading
		if err != nil || len(lines[0]) != len(r.Schema.Fields) {
			t.Errorf("%s: %v, heading %q", r.Path, err, lines)
		}
		for _, cell := range lines[len(lines)-1] {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=@+") || strings.HasPrefix(cell, "-") && cell != "-3.5" {
				t.Errorf("%s: a spreadsheet would run %q", r.Path, cell)
			}
		}
		if r.Path == "services.csv" && len(lines) != 2 {
			t.Errorf("%d lines of services", len(lines))
		}
	}
}

func TestErrorsOfTheEntriesEndTheWriting(t *testing.T) {
	broken := errors.New("the store broke")
	entries := func(yield func(*data.SourceEntry, error) bool) {
		_ = yield(&data.SourceEntry{Key: "1"}, nil) && yield(nil, broken)
	}
	if err := WriteJSON(io.Discard, entries); !errors.Is(err, broken) {
		t.Errorf("JSON: %v", err)
	}
	if err := WritePackage(io.Discard, entries); !errors.Is(err, broken) {
		t.Errorf("package: %v", err)
	}
	if err := WriteJSON(full{}, all([]*data.SourceEntry{{Key: "1"}})); !errors.Is(err, errNoRoom) {
		t.Errorf("a full disk: %v", err)
	}
}

var errNoRoom = errors.New("no room")

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errNoRoom }

// A large package is read in parts, and gives what it gives in one.
// One row that hangs on nothing “have” no service.
func TestPackage_saysWhichRowsHangOnNothing(t *testing.T) {
	const none = "no service, place or organisation in the package"
	for want, rows := range map[string][2]string{
		"1 row of phones.csv has " + none + ", and was left out.":                              {"p1,,01843 496001\n", ""},
		"2 rows of phones.csv have " + none + ", and were left out.":                           {"p1,,01843 496001\np2,,01843 496002\n", ""},
		"1 row of languages.csv and 1 row of phones.csv have " + none + ", and were left out.": {"p1,,01843 496001\n", "l1,,Polish\n"},
	} {
		got := collect(t, readPackage(t.Context(), folderOf(t, map[string]string{"services.csv": "id,name\ns1,Tea club\n",
			"phones.csv": "id,service_id,number\n" + rows[0], "languages.csv": "id,service_id,name\n" + rows[1]}), noon))
		if len(got) != 2 || got[1].Skip != want {
			t.Errorf("%+v, want %q", got[len(got)-1], want)
		}
	}
}

func TestPackage_inPartsIsTheSame(t *testing.T) {
	files := map[string]string{}
	for name, body := range tables {
		files[name] = body
	}
	var services, phones strings.Builder
	services.WriteString("id,organization_id,name\n")
	phones.WriteString("id,service_id,location_id,number\n")
	for n := range 40 {
		fmt.Fprintf(&services, "s%d,o%d,Club %d\n", n, n%7, n)
		fmt.Fprintf(&phones, "p%d,s%d,,0113 496 %04d\n", n, n, n)
	}
	files["services.csv"], files["phones.csv"] = services.String(), phones.String()
	files["organizations.csv"] = "id,name\no0,A\no1,B\no2,C\no3,D\no4,E\no5,F\n"
	path := folderOf(t, files)
	whole := collect(t, readPackage(t.Context(), path, noon))
	whole = slices.DeleteFunc(whole, func(e *data.SourceEntry) bool { return e.Skip != "" }) // what hangs on nothing is only told of the whole
	a, err := openArchive(path)
	if err != nil {
		t.Fatal(err)
	}
	a.part = 300
	if portions, err := a.portions(t.Context()); err != nil || len(portions) < 3 {
		t.Fatalf("%v, %v", portions, err)
	}
	parts := collect(t, func(yield func(*data.SourceEntry, error) bool) {
		if err := a.read(t.Context(), noon.Today(), yield); err != nil {
			yield(nil, err)
		}
	})
	if len(whole) != 40 || !reflect.DeepEqual(parts, whole) {
		t.Errorf("%d services in parts, %d in one", len(parts), len(whole))
	}
}
