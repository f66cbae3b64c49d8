package instrument_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"waymark/data/instrument"
)

// wrong changes one place of a sample and gives the error of parsing it.
func wrong(t *testing.T, sample, old, changed string) error {
	t.Helper()
	if !strings.Contains(sample, old) {
		t.Fatalf("%q is not in the sample", old)
	}
	d, err := instrument.Parse(strings.NewReader(strings.Replace(sample, old, changed, 1)))
	if err == nil || d != nil {
		t.Errorf("%q for %q was taken", changed, old)
		return errors.New("")
	}
	return err
}

func TestParseSaysWhereItIsWrong(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`"text": "I sleep well"}`, `"text": "I sleep well"`, "line 6: invalid character ']'"},
		{`"number": 2`, `"number": "two"`, `line 5: items[1].number is the text "two"; a whole number is expected`},
		{`"number": 2`, `"number": 2.5`, "line 5: items[1].number is the number 2.5; a whole number is expected"},
		{`"text": "I sleep well"`, `"text": null`, "line 5: items[1].text is null; a text in quotation marks is expected"},
		{`"text": "I sleep well"`, `"text": {"a": [1]}`, "line 5: items[1].text is an object in { }"},
		{`{"number": 2, "text": "I sleep well"}`, `[]`, "line 5: items[1] is a list in [ ]; an object in { } is expected"},
		{`"max": 2`, `"max": true`, "line 8: scoring.max is true or false; a number is expected"},
		{`"max": 2`, `"max": 1e999`, "line 8: scoring.max is the number 1e999"},
		{`"band_note"`, `"bandnote"`, `line 10: has an unknown field "bandnote"`},
		{`"text": "I sleep well"`, `"Text": "I sleep well"`, `line 5: items[1] has an unknown field "Text"`},
		{`"text": "I sleep well"`, `"text": "I sleep well", "text": "I eat"`, "line 5: items[1].text appears twice"},
		{`"format": 1`, `"format": 2`, "line 2: format is 2"},
		{`"id": "tiny"`, `"id": " "`, "line 2: id is empty"},
		{`"id": "tiny"`, `"id": "Tiny.1"`, `line 2: id is "Tiny.1"`},
		{`"version": "1", `, ``, "line 1: version is empty"},
		{`"rights": "free"`, `"rights": ""`, "line 2: rights is empty"},
		{`"I sleep well"`, `""`, "line 5: items[1].text is empty"},
		{`, "text": "I sleep well"`, ``, "line 5: items[1].text is empty"},
		{`"I sleep well"`, `"` + strings.Repeat("é", 1001) + `"`, "line 5: items[1].text is longer than 1000 letters"},
		{`"I sleep well"`, `"I sleep\nwell"`, "line 5: items[1].text has a line break"},
		{`"number": 2`, `"number": 3`, "line 5: items[1].number is 3"},
		{`"number": 2`, `"number": 2, "source": 4`, "line 5: items[1].source"},
		{`"value": 1`, `"value": 0`, "line 7: answers[1].value"},
		{`"value": 1`, `"value": 1001`, "line 7: answers[1].value is 1001"},
		{`"label": "yes"`, `"label": "no"`, "line 7: answers[1].label is the same"},
		{`, {"value": 1, "label": "yes"}`, ``, "line 7: answers has fewer than two"},
		{`"max": 2`, `"max": 3`, "line 8: scoring.max is 3; the answers add up to at most 2"},
		{`"min": 0`, `"min": 1`, "line 8: scoring.min is 1"},
		{`"sum"`, `"mean"`, `line 8: scoring.kind is "mean"`},
		{`"sum"`, `"none"`, "line 8: scoring.kind is \"none\"; then there are no bands"},
		{`"sum"`, `"table"`, "line 8: scoring.table has 0 rows; there are 3 possible sums"},
		{`"decimals": 0`, `"decimals": 0, "table": [{"raw": 0, "value": 1}]`, "line 8: scoring.table is only for"},
		{`"decimals": 0`, `"decimals": 5`, "line 8: scoring.decimals is 5"},
		{`"decimals": 0`, `"decimals": 0, "prorate_blanks": 2`, "line 8: scoring.prorate_blanks"},
		{`"decimals": 0`, `"decimals": 0, "valid_blanks": 2`, "line 8: scoring.valid_blanks is 2"},
		{`"decimals": 0`, `"decimals": 0, "items": []`, "line 8: scoring.items is empty"},
		{`"decimals": 0`, `"decimals": 0, "items": [1, 2, 1]`, "line 8: scoring.items has 3; there may be at most 2"},
		{`"decimals": 0`, `"decimals": 0, "items": [3]`, "line 8: scoring.items[0] is 3; there is no such item"},
		{`"decimals": 0`, `"decimals": 0, "derived_from": "tiny"`, "line 4: items[0].source"},
		{`"a prompt"`, `""`, "line 10: band_note is empty"},
		{`{"label": "high"}`, `{"label": "high", "below": 2}`, "line 9: bands[1] is the last"},
		{`{"label": "low", "below": 1}`, `{"label": "low"}`, "line 9: bands[0] must have either"},
		{`{"label": "low", "below": 1}`, `{"label": "low", "below": 1}, {"label": "mid", "at_most": 1}`, "line 9: bands[1] does not end above"},
		{`"a prompt"`, `"a prompt", "change": {"within": 3, "small": 3, "large": 8, "note": "n"}`, "line 10: change is to have within below small"},
		{`"a prompt"`, `"a prompt", "higher": "up"`, `line 10: higher is "up"`},
		{`"a prompt"`, `"a prompt", "comparators": [{"source": "", "year": 2011, "group": "adults", "value": 1}]`, "line 10: comparators[0].source is empty"},
		{`"a prompt"`, `"a prompt", "comparators": [{"source": "s", "year": 2011, "group": "adults", "value": 51}]`, "line 10: comparators[0].value is outside"},
	} {
		if err := wrong(t, tiny, c.old, c.new); !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: %v, want an error with %q", c.new, c.old, err, c.want)
		}
	}
}

func TestParseChecksTheRestOfTheFormat(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{`[0, 1, 2]`, `[0, 1]`, "line 11: items[2].points has 2 numbers for 3 answers"},
		{`[0, 1, 2]`, `[0, 1, -2]`, "line 11: items[2].points[2] is -2"},
		{`"points": [0, 2]`, `"points": [1, 2]`, "line 16: scoring.valid_blanks is only for"},
		{`"points": [2, 0]`, `"points": [3, 0]`, "line 16: scoring.prorate_blanks can only be used"},
		{`[1, 2], "min"`, `[1, 1], "min"`, "line 16: scoring.items[1] is 1, which is in the list already"},
		{`"id": "sleep"`, `"id": "my sleep"`, `line 25: scales[0].id is "my sleep"`},
		{`"items": [3]`, `"items": [4]`, "line 25: scales[0].items[0] is 4"},
		{`"items": [3], `, ``, "line 24: scales[0].items is empty"},
		{`"kind": "table"`, `"kind": "none"`, "line 26: scales[0].scoring.kind is \"none\"; a scale"},
		{`"decimals": 1`, `"decimals": 1, "items": [1]`, "line 26: scales[0].scoring.items is only for the total"},
		{`"decimals": 1`, `"decimals": 1, "derived_from": "x"`, "line 26: scales[0].scoring.derived_from is only for"},
		{`"value": 2.5`, `"value": 1`, "line 27: scales[0].scoring.table[1].value is not larger"},
		{`"raw": 2`, `"raw": 3`, "line 27: scales[0].scoring.table[2].raw is 3: it must be 2"},
		{`"cy"`, `"Welsh"`, "line 35: translations.Welsh must be the code"},
		{`"made for this test"`, `""`, "line 40: translations.cy.source is empty"},
		{`"Rwy’n poeni", `, ``, "line 37: translations.cy.items has 2 texts for 3 items"},
		{`"na", "ydw"`, `"na"`, "line 38: translations.cy.answers has 1 labels for 2 answers"},
		{`"na", "ydw"`, `"na", "na"`, "line 38: translations.cy.answers[1] is the same"},
		{`{"3": [`, `{"2": ["a", "b"], "3": [`, "line 39: translations.cy.item_answers has item 2, which has no answers of its own"},
		{`{"3": [`, `{"three": [], "3": [`, `line 39: translations.cy.item_answers has an unknown field "three"`},
	} {
		if err := wrong(t, full, c.old, c.new); !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: %v, want an error with %q", c.new, c.old, err, c.want)
		}
	}
}

func TestParseRefusesWhatIsNoQuestionnaire(t *testing.T) {
	for content, want := range map[string]string{
		"":                           "line 1: the file is empty",
		"[]":                         "line 1: is a list in [ ]; an object in { } is expected",
		tiny + "\n{}":                "line 12: there is something after",
		"{\n\n":                      "line 3: the file ends too early",
		"{\"name\": \"ab":            "line 1: the file ends too early",
		"{\n\"id\": \"caf\xe9\"\n}":  "line 2: there is a letter that is not UTF-8",
		strings.Repeat(" ", 1<<20+1): "larger than 1 MB",
		strings.Repeat("[", 20000):   "exceeded max depth",
	} {
		if _, err := instrument.Parse(strings.NewReader(content)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %v, want an error with %q", content, err, want)
		}
	}
}

// All that is wrong is said at once, each with its line.
func TestFaultsAreAllSaid(t *testing.T) {
	content := strings.NewReplacer(`"I am well"`, `""`, `"I sleep well"`, `""`, `"label": "yes"`, `"label": ""`).Replace(tiny)
	_, err := instrument.Parse(strings.NewReader(content))
	var faults instrument.Faults
	if !errors.As(err, &faults) || len(faults) != 3 {
		t.Fatalf("%v", err)
	}
	want := instrument.Fault{Line: 4, Field: "items[0].text", What: "is empty"}
	if faults[0] != want || faults[1].Line != 5 || faults[2].Line != 7 {
		t.Errorf("%+v", faults)
	}
	if got := err.Error(); got != "line 4: items[0].text is empty; line 5: items[1].text is empty; line 7: answers[1].label is empty" {
		t.Error(got)
	}
}

func TestParse_limits(t *testing.T) {
	var items, answers []string
	for i := range 201 {
		items = append(items, fmt.Sprintf(`{"number": %d, "text": "t"}`, i+1))
		answers = append(answers, fmt.Sprintf(`{"value": %d, "label": "%d"}`, i, i))
	}
	start := strings.Index(tiny, `{"number": 1`)
	end := strings.Index(tiny, "\n  ],")
	long := tiny[:start] + strings.Join(items, ",\n") + tiny[end:]
	if err := wrong(t, long, `"tiny"`, `"tiny"`); err.Error() != "line 3: items has 201; there may be at most 200" {
		t.Error(err)
	}
	old := `{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}`
	if err := wrong(t, tiny, old, strings.Join(answers[:31], ",")); err.Error() != "line 7: answers has 31; there may be at most 30" {
		t.Error(err)
	}
	if err := wrong(t, strings.ReplaceAll(long, `"t"`, `""`), `"tiny"`, `"tiny"`); strings.Count(err.Error(), ";") > 27 || !strings.HasSuffix(err.Error(), "more") {
		t.Error(err)
	}
	d := parsed(t, tiny)
	d.Items[0].Text = ""
	if err := d.Validate(); err == nil || err.Error() != "items[0].text is empty" {
		t.Errorf("a definition that is in no file: %v", err)
	}
}
