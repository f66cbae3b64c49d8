package instrument_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"waymark/data/instrument"
)

// The page for people who write their own file is right: its example loads and
// scores as it says, and it names every field that there is.
func TestFormat_pageIsTrue(t *testing.T) {
	page, example := instrument.Guide(), instrument.Example()
	got, err := parsed(t, example).Scores(instrument.Answers{1: 2, 2: 1, 3: 0, 4: 1}, instrument.Options{})
	if s := got["our-confidence"]; err != nil || s.Value != 5 || s.Band != "high" || got["our-confidence.home"].Value != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, field := range fieldNames(reflect.TypeFor[instrument.Definition](), nil) {
		if !strings.Contains(page, "`"+field+"`") && !strings.Contains(page, `"`+field+`":`) {
			t.Errorf("the page does not name %s", field)
		}
	}
}

// The parts of the page that are no whole file are right, too.
func TestFormatPagePieces(t *testing.T) {
	for _, piece := range []string{
		`"change": {"within": 2, "small": 3, "large": 8, "note": "3 points are about one standard error of measurement."}`,
		`"comparators": [{"source": "Health Survey for England", "year": 2011, "group": "adults", "value": 51.6}]`,
		`{"kind": "none", "min": 0, "max": 0, "decimals": 0}`,
		`{"raw": 7, "value": 9.51}`,
	} {
		if !strings.Contains(instrument.Guide(), piece) {
			t.Fatalf("%s is not on the page", piece)
		}
		if strings.HasPrefix(piece, `"`) {
			piece = "{" + piece + "}"
		}
		if !json.Valid([]byte(piece)) {
			t.Errorf("%s is not JSON", piece)
		}
	}
}

// fieldNames returns the names that fields of t, and of what it holds, have in
// the file.
func fieldNames(t reflect.Type, names []string) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return fieldNames(t.Elem(), names)
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			names = fieldNames(f.Type, append(names, name))
		}
	}
	return names
}
