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

// full uses all that the format has.
const full = `{
  "format": 1, "id": "full-2", "version": "2026", "name": "Full scale", "short_name": "Full", "rights": "free",
  "registration": "none", "registration_reference": true, "instruction": "Tick.", "recall_period": "this week",
  "items": [
    {"number": 1, "text": "I am well", "points": [0, 2]},
    {"number": 2, "text": "I worry", "points": [2, 0]},
    {
      "number": 3,
      "text": "How is your sleep?",
      "answers": [{"value": 1, "label": "bad"}, {"value": 2, "label": "fair"}, {"value": 3, "label": "good"}],
      "points": [0, 1, 2]
    }
  ],
  "answers": [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}],
  "scoring": {
    "kind": "sum", "items": [1, 2], "min": 0, "max": 4, "decimals": 0, "valid_blanks": 1, "prorate_blanks": 1
  },
  "higher": "better",
  "bands": [{"label": "low", "below": 1}, {"label": "middle", "at_most": 3}, {"label": "high"}],
  "band_note": "a prompt",
  "change": {"within": 0, "small": 1, "large": 2, "note": "points"},
  "comparators": [{"source": "a survey", "year": 2020, "group": "adults", "value": 3}],
  "scales": [
    {
      "id": "sleep", "name": "Sleep", "short_name": "Sleep", "items": [3], "higher": "worse",
      "scoring": {"kind": "table", "min": 1, "max": 5, "decimals": 1,
        "table": [{"raw": 0, "value": 1}, {"raw": 1, "value": 2.5}, {"raw": 2, "value": 5}]},
      "bands": [{"label": "poor", "at_most": 2.5}, {"label": "rested"}],
      "band_note": "a prompt",
      "change": {"within": 0.5, "small": 1, "large": 2, "note": "points"},
      "comparators": [{"source": "a survey", "year": 2020, "group": "adults", "value": 3}]
    }
  ],
  "translations": {
    "cy": {
      "name": "Graddfa lawn",
      "items": ["Rwy’n dda", "Rwy’n poeni", "Sut mae eich cwsg?"],
      "answers": ["na", "ydw"],
      "item_answers": {"3": ["gwael", "gweddol", "da"]},
      "source": "made for this test"
    }
  }
}`

func parsed(t testing.TB, content string) *instrument.Definition {
	t.Helper()
	d, err := instrument.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t testing.TB, d *instrument.Definition) string {
	t.Helper()
	content, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// What is parsed and written again is the same.
func TestDefinitionsSurviveARoundTrip(t *testing.T) {
	all := append(instrument.All(), parsed(t, full), parsed(t, tiny))
	for _, d := range all {
		if back := parsed(t, written(t, d)); !reflect.DeepEqual(back, d) {
			t.Errorf("%s: %+v", d.ID, back)
		}
	}
}

func TestParseReadsAFileOfWindows(t *testing.T) {
	if d := parsed(t, "\xef\xbb\xbf"+strings.ReplaceAll(tiny, "\n", "\r\n")); d.ID != "tiny" {
		t.Errorf("%+v", d)
	}
}
