package openreferral

import (
	"context"
	"errors"
	"strings"
	"testing"

	"waymark/data"
)

// A feed written in Windows-1252 gave "Caf�" and "O�Brien", and no one was told.
func TestRead_jsonInWindows1252(t *testing.T) {
	got := readAll(t, "feed.json", `[{"id":"1","name":"Caf`+"\xe9"+` O`+"\x92"+`Brien","fees_description":"`+"\xa3"+`2"},{"id":"2","name":"Łódź"}]`)
	if got[0].Service.Name != "Café O’Brien" || got[0].Service.Cost != "£2" || got[1].Service.Name != "Łódź" {
		t.Errorf("%q for %q, %q", got[0].Service.Name, got[0].Service.Cost, got[1].Service.Name)
	}
	long := strings.Repeat("é", 70000) + "\xe9"
	if got := readAll(t, "long.json", `[{"id":"1","name":"x","description":"`+long+`"}]`); strings.ContainsRune(got[0].Service.Description, '\uFFFD') {
		t.Error("a character was torn where the buffer ends")
	}
}

// The answer of a website that wants a password was taken for a directory of
// one service without a name, and every service of the source for gone.
func TestJSONThatIsNoDirectory(t *testing.T) {
	for _, body := range []string{
		`{"error":"Unauthorized","status":401}`,
		`{"message":"Not found"}`,
		`{"type":"FeatureCollection","features":[]}`,
		`{}`,
	} {
		var last error
		n := 0
		for _, err := range readJSON(context.Background(), writeFile(t, "feed.json", []byte(body)), noon) {
			n++
			last = err
		}
		var problem *data.Problem
		if !errors.As(last, &problem) || n != 1 {
			t.Errorf("%s: %d values, the last with error %v, want a problem alone", body, n, last)
		}
	}
	if got := readAll(t, "lines.json", `{"id":"1"}`+"\n"+`{"id":"2","name":"Tea"}`); len(got) != 2 || got[0].Skip == "" || got[1].Skip != "" {
		t.Errorf("a service without a name among others: %+v", got)
	}
}

// A service whose organisation was left out of the package lost it silently.
func TestOrganisationThatThePackageLacks(t *testing.T) {
	files := map[string]string{
		"services.csv":      "id,organization_id,name\n1,o1,Tea\n2,o9,Cake\n3,,Milk\n",
		"organizations.csv": "id,name\no1,Age Margate\n",
	}
	got := collect(t, readPackage(context.Background(), folderOf(t, files), noon))
	if doubtsOf(got[0]) != "" || doubtsOf(got[1]) != "Organisation" || doubtsOf(got[2]) != "" {
		t.Errorf("doubts %q, %q, %q", doubtsOf(got[0]), doubtsOf(got[1]), doubtsOf(got[2]))
	}
}
