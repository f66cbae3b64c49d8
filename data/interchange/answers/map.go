package answers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/data"
)

// Map says what a list does not say itself, or says wrongly. It is a JSON file;
// every part may be left out:
//
//	{"person": "Ref", "nhs_number": "NHS No", "name": "Client", "birth_date": "DOB",
//	 "date": "Completed", "time": "Wave", "mode": "How",
//	 "times": {"pre": "baseline", "6 months": "follow_up", "pilot": "ignore"},
//	 "items": {"1": "Optimistic", "2": "Useful"},
//	 "sets": [{"time": "pre", "date": "Date 1", "items": {"1": "A1"}}, {"time": "post", "items": {"1": "B1"}}],
//	 "missing": ["-1"], "values": {"Never": 1}, "add": 1, "days": "day_first"}
//
// Columns are named by their headings; "none" says that no column is it. items names the column of each item of a
// list with one questionnaire a row; sets does so for each time of a list with
// several. times says what the list's words for a time mean. missing are cells
// that mean no answer; values says what a cell counts for, as for a list whose
// answers run the other way; add is added to every number, as 1 where the list
// counts from 0; days is month_first where they are written as Americans do.
//
//	{"dates": {"pre": "Date 1", "post": "Date 2"}}
//
// dates names the column of the day of each time that stands side by side, where
// their headings do not say it.
//
//	{"birth_days": "day_first", "within": "Surgery", "codes": "same", "names": "exact", "state": "none"}
//
// birth_days says what days does of birth dates alone. within is the column of
// the surgery at which the codes of people begin again, or "none"; codes is same
// where codes that differ only in case, spaces and marks are one person, and
// exact where they are not. names is exact where “Mr J Smith” and “Mrs J Smith”, of
// whom no more is known, are two people, and same where they are one. state is "none" to take in what the list marks as a
// test, as spam or as not complete; answers or people says of whom it speaks where it
// says “Withdrawn”: those rows are left out, or taken in.
type Map struct {
	Person string            `json:"person"`
	NHS    string            `json:"nhs_number"`
	Name   string            `json:"name"`
	Given  string            `json:"given_names"`
	Family string            `json:"family_name"`
	Birth  string            `json:"birth_date"`
	Date   string            `json:"date"`
	Time   string            `json:"time"`
	Mode   string            `json:"mode"`
	Times  map[string]string `json:"times"`
	// Dates names the column of the day of each time of several side by side.
	Dates   map[string]string `json:"dates"`
	Items   map[int]string    `json:"items"`
	Sets    []MapSet          `json:"sets"`
	Missing []Cell            `json:"missing"`
	Values  map[string]int    `json:"values"`
	Add     *int              `json:"add"`
	Days    string            `json:"days"`
	// BirthDays is Days for birth dates, where they are written differently.
	BirthDays string `json:"birth_days"`
	Within    string `json:"within"`
	Codes     string `json:"codes"`
	// Names is what Codes is for names that come with titles of two people.
	Names string `json:"names"`
	// State is "none" to take rows in that the list marks as not counting; "answers" or
	// "people" says what is withdrawn or removed.
	State string `json:"state"`
}

// Cell is the content of a cell, written as text or as a number.
type Cell string

// UnmarshalJSON takes both.
func (c *Cell) UnmarshalJSON(body []byte) error {
	var text string
	if err := json.Unmarshal(body, &text); err == nil {
		*c = Cell(text)
		return nil
	}
	var n json.Number
	err := json.Unmarshal(body, &n)
	*c = Cell(n)
	return err
}

// MapSet names the columns of one time.
type MapSet struct {
	Time  string         `json:"time"`
	Date  string         `json:"date"`
	Items map[int]string `json:"items"`
}

// monthFirst is what a Map says of days that are written as Americans do.
const monthFirst = "month_first"

// swapped is what a Map says of days of which a spreadsheet took the day for the month
// where it could, and left the others as text.
const swapped = "swapped"

// ignored is what a Map says of a time that is not to be taken in.
const ignored = "ignore"

// ParseMap reads a Map. What is wrong is a *data.Problem with a sentence.
func ParseMap(body []byte) (*Map, error) {
	var m Map
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		if key, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
			return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The file for --map cannot be read: it has " + key +
				", which there is not. There are person, nhs_number, name, given_names, family_name, birth_date, date, dates, time, mode, times, items, sets, missing, values, add, days, birth_days, within, codes, names and state."}
		}
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The file for --map is not as it should be. " +
			"Write it as in this example: {\"person\": \"Ref\", \"time\": \"Wave\", \"times\": {\"pre\": \"baseline\"}, \"items\": {\"1\": \"Optimistic\"}, \"missing\": [\"-1\"], \"values\": {\"Never\": 1}, \"add\": 1}."}
	}
	if err := m.checkChoices(); err != nil {
		return nil, err
	}
	times := make(map[string]string, len(m.Times))
	for label, stage := range m.Times {
		if !slices.Contains([]string{string(data.Baseline), string(data.StageFollowUp), ignored}, stage) {
			return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("In the file for --map, the time %q must be baseline, follow_up or ignore, not %q.", label, stage))
		}
		times[keyOf(label)] = stage
	}
	m.Times = times
	dates := make(map[string]string, len(m.Dates))
	for label, column := range m.Dates {
		dates[keyOf(label)] = column
	}
	m.Dates = dates
	return &m, nil
}

// What a Map may say where it chooses.
const (
	dayFirstWord = "day_first"
	sameCodes    = "same"
	exactCodes   = "exact"
	noColumn     = "none"
	ofAnswers    = "answers"
	ofPeople     = "people"
)

// checkChoices refuses a word for a choice that there is not.
func (m *Map) checkChoices() error {
	for _, c := range []struct {
		key, value string
		there      []string
	}{{"days", m.Days, []string{dayFirstWord, monthFirst, swapped}}, {"birth_days", m.BirthDays, []string{dayFirstWord, monthFirst, swapped}}, {"codes", m.Codes, []string{sameCodes, exactCodes}}, {"names", m.Names, []string{sameCodes, exactCodes}}, {"state", m.State, []string{noColumn, ofAnswers, ofPeople}}} {
		if c.value != "" && !slices.Contains(c.there, c.value) {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map says %q for %s, which there is not. It may be: %s.", c.value, c.key, strings.Join(c.there, ", ")))
		}
	}
	return nil
}

// named are the columns by role.
func (m *Map) named() map[role]string {
	return map[role]string{rolePerson: m.Person, roleNHS: m.NHS, roleName: m.Name, roleGiven: m.Given, roleFamily: m.Family,
		roleBirth: m.Birth, roleDate: m.Date, roleTime: m.Time, roleMode: m.Mode, roleWithin: strings.TrimPrefix(m.Within, noColumn)}
}

// leavesOut reports whether a Map says that no column is what a role stands for.
func (m *Map) leavesOut(r role) bool { return r != roleWithin && m.named()[r] == noColumn }

// namesColumns is true for a Map that names any.
func (m *Map) namesColumns() bool {
	return len(m.Items)+len(m.Sets) > 0 || slices.ContainsFunc(slices.Collect(maps.Values(m.named())), func(name string) bool { return name != "" })
}

// columnOf finds a column by its heading, whatever its case and marks.
func columnOf(header []string, name string) (int, error) {
	for _, same := range []func(string) bool{
		func(h string) bool { return h == name },
		func(h string) bool { return strings.EqualFold(data.Tidy(h), data.Tidy(name)) },
		func(h string) bool { return keyOf(h) == keyOf(name) && keyOf(h) != "" },
	} {
		if at := slices.IndexFunc(header, same); at >= 0 {
			return at, nil
		}
	}
	return 0, data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map names a column “%s”, which is not in this list. Its columns are: %s.", name, someOf(header)))
}

// someOf names the first columns.
func someOf(header []string) string {
	const shown = 30
	text := "“" + strings.Join(header[:min(shown, len(header))], "”, “") + "”"
	if len(header) > shown {
		return fmt.Sprintf("%s and %d more", text, len(header)-shown)
	}
	return text
}
