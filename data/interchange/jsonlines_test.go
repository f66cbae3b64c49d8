package interchange

import (
	"context"
	"slices"
	"testing"

	"waymark/data/interchange/mapping"
)

// A list with an object on each line was taken for services of Open Referral, and of
// pages one after the other only the first was read.
func TestOpen_objectsAndPagesOneAfterTheOther(t *testing.T) {
	flat := `{"title":"Lunch club","phone":"0113 496 0001","postcode":"LS1 4AP"}` + "\n" + `{"title":"Choir","phone":"0113 496 0002","postcode":"LS1 4AB"}` + "\n"
	for text, want := range map[string]Kind{
		flat: List,
		`{"results":[{"title":"Lunch club","phone":"0113 496 0001"}]}` + "\n" + `{"results":[{"title":"Choir","phone":"0113 496 0002"}]}`: List,
		`{"id":"1","name":"Lunch club","schedules":[]}` + "\n" + `{"id":"2","name":"Choir","schedules":[]}`:                               OpenReferralJSON,
		`{"id":"1","name":"Lunch club"}` + "\n" + `{"id":"2","name":"Choir","organization":{"name":"Trust"}}`:                             OpenReferralJSON,
	} {
		f, err := Open(t.Context(), saved(t, "list.json", []byte(text)), Options{})
		if err != nil || f.Kind != want {
			t.Errorf("%s is read as %v, %v, want %s", text, f, err, want)
			continue
		}
		var names []string
		for e, err := range f.Entries(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, e.Service.Name)
		}
		if !slices.Equal(names, []string{"Lunch club", "Choir"}) {
			t.Errorf("%s\nhas %q", text, names)
		}
	}
	if _, err := Open(t.Context(), saved(t, "list.json", []byte(flat+`{"title":`)), Options{}); err != nil {
		t.Fatal(err)
	}
}

// What someone had chosen for the columns of a list in JSON was forgotten when names such
// as “serviceName” became two words, and a file for --map that named them was refused.
func TestOpen_columnsOfJSONAreRememberedUnderTheNamesItWrites(t *testing.T) {
	path := saved(t, "list.json", []byte(`[{"serviceName":"Lunch club","whoFor":"Carers","phoneNo":"0113 496 0001"},{"serviceName":"Choir","whoFor":"All","phoneNo":"0113 496 0002"}]`))
	chosen := &mapping.Mapping{Columns: map[string]mapping.Field{"serviceName": mapping.Name, "whoFor": mapping.Description}}
	for _, names := range [][]string{{"serviceName", "whoFor", "phoneNo"}, {"service Name", "who For", "phone No"}} {
		kept := mapping.Shape(names)
		f, err := Open(t.Context(), path, Options{Remembered: func(_ context.Context, shape string) ([]byte, error) {
			if shape == kept {
				return chosen.JSON(), nil
			}
			return nil, nil
		}})
		if err != nil || !f.Remembered || f.Sample()[0].Service.Description != "Carers" {
			t.Errorf("kept under %q: %+v, %v", names, f.Mapping, err)
		}
	}
	if f, err := Open(t.Context(), path, Options{Mapping: chosen}); err != nil || f.Mapping.Validate(f.Table.Header) != nil || f.Sample()[1].Service.Name != "Choir" {
		t.Errorf("a mapping with the names of the file: %v", err)
	}
}
