package instrument_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"waymark/data/instrument"
)

const tiny = `{
  "format": 1, "id": "tiny", "version": "1", "name": "Tiny scale", "short_name": "Tiny", "rights": "free",
  "items": [
    {"number": 1, "text": "I am well"},
    {"number": 2, "text": "I sleep well"}
  ],
  "answers": [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}],
  "scoring": {"kind": "sum", "min": 0, "max": 2, "decimals": 0},
  "bands": [{"label": "low", "below": 1}, {"label": "high"}],
  "band_note": "a prompt"
}`

func TestParse(t *testing.T) {
	d, err := instrument.Parse(strings.NewReader(tiny))
	if err != nil {
		t.Fatal(err)
	}
	// a true zero counts, a blank does not
	if s, err := d.Score(instrument.Answers{1: 0, 2: 0}, instrument.Options{}); err != nil || !s.Valid || s.Value != 0 || s.Band != "low" {
		t.Errorf("%+v, %v", s, err)
	}
	if d.Label(1) != "yes" || d.Label(7) != "" {
		t.Errorf("labels %q, %q", d.Label(1), d.Label(7))
	}
}

func TestParseSaysWhereItIsWrong(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"text": "I sleep well"}`, `"text": "I sleep well"`, "line 6"},
		{`"number": 2`, `"number": "two"`, "line 5: items.number is a string where a int is expected"},
		{`"band_note"`, `"bandnote"`, `unknown field "bandnote"`},
		{`"format": 1`, `"format": 2`, "format is 2"},
		{`"id": "tiny"`, `"id": " "`, "id is empty"},
		{`"rights": "free"`, `"rights": ""`, "rights is empty"},
		{`"I sleep well"`, `""`, "items[1].text is empty"},
		{`"number": 2`, `"number": 3`, "items[1].number is 3"},
		{`"number": 2`, `"number": 2, "source": 4`, "items[1].source"},
		{`"value": 1`, `"value": 0`, "answers[1].value"},
		{`, {"value": 1, "label": "yes"}`, ``, "answers has fewer than two"},
		{`"max": 2`, `"max": 3`, "scoring.max is 3; the answers add up to at most 2"},
		{`"min": 0`, `"min": 1`, "scoring.min is 1"},
		{`"sum"`, `"mean"`, `scoring.kind is "mean"`},
		{`"sum"`, `"table"`, "scoring.table has 0 rows; there are 3 possible sums"},
		{`"decimals": 0`, `"decimals": 0, "table": [{"raw": 0, "value": 1}]`, "scoring.table is only for"},
		{`"decimals": 0`, `"decimals": 0, "prorate_blanks": 2`, "scoring.prorate_blanks"},
		{`"a prompt"`, `""`, "band_note is empty"},
		{`{"label": "high"}`, `{"label": "high", "below": 2}`, "bands[1] is the last"},
		{`{"label": "low", "below": 1}`, `{"label": "low"}`, "bands[0] is to have either"},
		{`{"label": "low", "below": 1}`, `{"label": "low", "below": 1}, {"label": "mid", "at_most": 1}`, "bands[1] does not end above"},
		{`"a prompt"`, `"a prompt", "change": {"within": 3, "small": 3, "large": 8, "note": "n"}`, "change is to have within below small"},
		{`"a prompt"`, `"a prompt", "comparators": [{"source": "", "year": 2011, "group": "adults", "value": 1}]`, "comparators[0].source is empty"},
		{`"a prompt"`, `"a prompt", "comparators": [{"source": "s", "year": 2011, "group": "adults", "value": 51}]`, "comparators[0].value is outside"},
	} {
		if strings.Count(tiny, c.old) == 0 {
			t.Fatalf("%q is not in the sample", c.old)
		}
		d, err := instrument.Parse(strings.NewReader(strings.Replace(tiny, c.old, c.new, 1)))
		if err == nil || d != nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: %v, want an error with %q", c.new, c.old, err, c.want)
		}
	}
	for content, want := range map[string]string{"": "line 1", "[]": "line 1", tiny + "\n{}": "line 12: there is something after", "{\n\n": "line 3"} {
		if _, err := instrument.Parse(strings.NewReader(content)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want an error with %q", content, err, want)
		}
	}
}

// What is parsed and written again is the same.
func TestDefinitionsSurviveARoundTrip(t *testing.T) {
	for _, d := range instrument.All() {
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		back, err := instrument.Parse(strings.NewReader(string(written)))
		if err != nil || !reflect.DeepEqual(back, d) {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(tiny)
	f.Add(`{"format":1,"items":[{}],"answers":[{},{}],"scoring":{"kind":"table"}}`)
	f.Fuzz(func(t *testing.T, content string) {
		d, err := instrument.Parse(strings.NewReader(content))
		if err != nil {
			return
		}
		a := instrument.Answers{}
		for _, item := range d.Items {
			a[item.Number] = d.Choices[len(d.Choices)-1].Value
		}
		s, err := d.Score(a, instrument.Options{})
		if err != nil || s.Valid != (d.Scoring.Kind != instrument.None) || s.Valid && s.Value > d.Scoring.Max {
			t.Errorf("%+v, %v", s, err)
		}
	})
}
