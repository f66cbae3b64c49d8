package table

import (
	"encoding/json"
	"strings"
	"testing"
)

// Lists in JSON that stand within something, or have objects in their rows, were
// refused, or lost what did not stand where Open Referral has it: telephone numbers
// and postcodes.
func TestLook_listsWithinJSON(t *testing.T) {
	const one = `{"Name":"Lunch club","Contact":{"Phone":"0113 496 0001"},"hours":[{"day":"Monday","opens":"09:00","closes":"12:00"},{"day":"Tuesday","opens":"","closes":""}]}`
	const two = `{"Name":"Walkers","Contact":{"Phone":"0113 496 0002"}}`
	const rows = `[` + one + `,` + two + `]`
	const want = "Name|Contact Phone|hours\nLunch club|0113 496 0001|Monday 09:00–12:00; Tuesday\nWalkers|0113 496 0002|"
	for name, body := range map[string]string{
		"alone":         rows,
		"CKAN":          `{"success":true,"result":{"fields":[{"id":"Name","type":"text"}],"records":` + rows + `,"total":2}}`,
		"OData":         `{"@odata.context":"x","value":` + rows + `}`,
		"Elasticsearch": `{"hits":{"total":{"value":2},"hits":[{"_source":` + one + `},{"_source":` + two + `}]}}`,
		"GraphQL":       `{"data":{"groups":{"edges":[{"node":` + one + `},{"node":` + two + `}]}}}`,
		"another list":  `{"filters":[{"id":1,"label":"x"}],"tags":[{"id":1,"label":"x"}],"groups":` + rows + `}`,
	} {
		if !json.Valid([]byte(body)) {
			t.Fatalf("%s: %s", name, body)
		}
		path := write(t, "list.json", []byte(body))
		f, err := Look(path, Overrule{})
		if err != nil || !IsObjects(path) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := strings.Join(f.Header, "|")
		for _, r := range all(t, f) {
			got += "\n" + strings.Join(r.Cells, "|")
		}
		if got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A program wrote how it went behind its list, and the list was refused as a whole. What
// may be a row or a list of its own is not dropped without a word.
func TestLook_valuesBehindAListInJSON(t *testing.T) {
	const rows = `[{"Name":"Lunch club","Phone":"0113 496 0001"},{"Name":"Walkers","Phone":"0113 496 0002"}]`
	for body, whole := range map[string]bool{
		rows + "\n" + `{"status":"ok","count":2}`: true,
		rows + ` null`:  true,
		rows + ` "end"`: true,
		`{"records":` + rows + `} {"took":{"seconds":3},"links":[]}`:                true,
		rows + `{"Name":"Chess","Phone":"0113 496 0003"}`:                           false,
		`{"records":` + rows + `} {"sessions":[{"Name":"Chess","Phone":"0113 9"}]}`: false,
		rows + `{"error":"timed out"}`:                                              false,
		rows + `{"status":`:                                                         false,
		`{"status":"ok"}`:                                                           false,
	} {
		f, err := Look(write(t, "list.json", []byte(body)), Overrule{})
		if !whole {
			if err == nil {
				t.Errorf("%s: read", body)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", body, err)
		} else if got := all(t, f); len(got) != 2 || strings.Join(f.Header, "|") != "Name|Phone" {
			t.Errorf("%s: %q, %v", body, f.Header, got)
		}
	}
}

// What Open Referral publishes is read as that; flat rows with a number to ring are not.
func TestIsObjects_tellsFeedsFromLists(t *testing.T) {
	for body, want := range map[string]bool{
		`[{"id":"1","name":"A","description":"x","status":"active"}]`:                           false,
		`{"contents":[{"id":"1","name":"A","organization":{"name":"B"},"phone":"1"}]}`:          false,
		`[{"id":"1","service":{"name":"A"},"location":{"name":"B"}}]`:                           false,
		`{"id":"o","name":"Org","services":[{"id":"1","name":"A"}]}`:                            false,
		`{"id":"1","name":"A","schedules":[{"byday":"MO","opens_at":"09:00"}]}`:                 false,
		`[{"contents":[{"id":"1","name":"A"}]},{"contents":[{"id":"2","name":"B"}]}]`:           false,
		`[{"id":"1","name":"A","phone":"0113 496 0001","postcode":"LS1 4AP"}]`:                  true,
		`{"total_count":1,"results":[{"name":"A","phone":"0113 496 0001","geo":{"lat":53.8}}]}`: true,
		`{"services":[{"serviceName":"A","contactTelephone":"0113 496 0001"}]}`:                 true,
	} {
		if got := IsObjects(write(t, "list.json", []byte(body))); got != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}
