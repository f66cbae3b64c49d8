package reports_test

import (
	"os"
	"strings"
	"testing"

	"waymark/data"
	"waymark/reports"
)

// A report that the third edition saved is known again by its fingerprint, and
// shown with the sentences and the staff that it was handed over with.
func TestThaw_ofTheThirdEdition(t *testing.T) {
	body, err := os.ReadFile("testdata/saved_edition3.json")
	if err != nil {
		t.Fatal(err)
	}
	saved := &data.Frozen{Edition: 3, Body: body, Hash: "50e8962be0e50224c04ec858a99382dc414956c0b3f352021e65fc2fe29a8574"}
	r, err := reports.Thaw(saved, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, one := range r.Tables() {
		found = found || one.Key == "prescribers" && len(one.Rows) > 2
	}
	if !found {
		t.Error("the table of prescribers is gone")
	}
	list := r.ToFirstContact.Days()
	if len(list) != 3 || list[1].Text() != "16" || !strings.Contains(list[1].Label, "those who got there") {
		t.Errorf("the wait of those who got there: %+v", list)
	}
	if o := r.Outcomes[0]; len(o.Changes) != 4 || o.Later != nil {
		t.Errorf("%+v", o.Changes)
	}
	saved.Body = []byte(strings.Replace(string(body), `"N": 19`, `"N": 20`, 1))
	if _, err := reports.Thaw(saved, nil); data.CodeOf(err) != data.CodeRefused {
		t.Errorf("a changed one is shown: %v", err)
	}
}
