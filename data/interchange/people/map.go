package people

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
)

// Map says what a list does not say itself, or says wrongly: the answers to its
// questions. It is a JSON file; every part may be left out. Columns are named by
// their headings, or by sheet and heading, as "Clients!Ref", where two sheets have
// the same heading.
type Map struct {
	// Source is the name under which a newer file updates these people.
	Source string `json:"source,omitempty"`
	// Sheets says of each sheet "read" or "leave_out".
	Sheets map[string]string `json:"sheets,omitempty"`
	// EachSheet has a question that several sheets raise asked of each apart.
	EachSheet bool `json:"each_sheet,omitempty"`
	// Columns says what a column becomes: one of Fields.
	Columns map[string]string `json:"columns,omitempty"`
	// Days says of a column of days "day_first" or "month_first", and "swapped"
	// where Excel took the day for the month of those it understood.
	Days map[string]string `json:"days,omitempty"`
	// StandIn says whether a birth date that many rows share is "real" or "none".
	StandIn map[string]string `json:"stand_in,omitempty"`
	// Ages says what to do with ages under dates of birth: "note" or "leave_out".
	Ages string `json:"ages,omitempty"`
	// Within is the column at whose values references begin again; "none": they do not.
	Within string `json:"within,omitempty"`
	// Reference is "by_name" where a reference under another name is someone else,
	// and "same" where it is always one person.
	Reference string `json:"reference,omitempty"`
	// The tables of what a spelling stands for: a name, "new" or "leave_out".
	Surgeries   map[string]string `json:"surgeries,omitempty"`
	Reasons     map[string]string `json:"reasons,omitempty"`
	Prescribers map[string]string `json:"prescribers,omitempty"`
	// The tables of words with a fixed meaning here; "" stands for a blank cell.
	Kinds    map[string]string `json:"contact_kinds,omitempty"`
	Outcomes map[string]string `json:"contact_outcomes,omitempty"`
	// Statuses says whether a word means that someone is "open" or "closed", and
	// "leave_out" where it means neither.
	Statuses map[string]string `json:"statuses,omitempty"`
	// Closed says of people who are closed without a date: "last_day" or "open".
	Closed string `json:"closed_without_date,omitempty"`
	// HiddenRows is "read" or "leave_out".
	HiddenRows string `json:"hidden_rows,omitempty"`
	// Undated says of answers without a day: "by_referral" or "leave_out".
	Undated string `json:"answers_without_date,omitempty"`
	// Questionnaires has a map of package answers for each questionnaire.
	Questionnaires map[string]json.RawMessage `json:"questionnaires,omitempty"`
	// Repeats says of rows with the same NHS number, or name and date of birth:
	// "same" or "ask".
	Repeats string `json:"repeats,omitempty"`
	// Nameless says of rows that do not say who they are about: "above" where they are
	// about the person above, or "leave_out".
	Nameless string `json:"nameless_rows,omitempty"`
	// Twins says of each pair who may be one person, by its key: "same",
	// "different" or "later". "*" stands for all others.
	Twins map[string]data.TwinAnswer `json:"duplicates,omitempty"`
}

// choicesOf are the parts of a Map that have fixed answers.
func (m *Map) choicesOf() []choice {
	return []choice{
		{"ages", []string{m.Ages}, []string{"note", "leave_out"}},
		{"reference", []string{m.Reference}, []string{"by_name", "same"}},
		{"closed_without_date", []string{m.Closed}, []string{"last_day", "open"}},
		{"contact_kinds", values(m.Kinds), keysOf(data.ContactKinds())},
		{"contact_outcomes", values(m.Outcomes), keysOf(data.ContactOutcomes())},
		{"statuses", values(m.Statuses), []string{"open", "closed", leaveOut}},
		{"hidden_rows", []string{m.HiddenRows}, []string{"read", "leave_out"}},
		{"answers_without_date", []string{m.Undated}, []string{"by_referral", "leave_out"}},
		{"repeats", []string{m.Repeats}, []string{"same", "ask"}},
		{"nameless_rows", []string{m.Nameless}, []string{"above", "leave_out"}},
		{"sheets", values(m.Sheets), []string{"read", "leave_out"}},
		{"days", values(m.Days), []string{"day_first", "month_first", "swapped"}},
		{"stand_in", values(m.StandIn), []string{"real", "none"}},
		{"duplicates", values(m.Twins), []string{"same", "different", "later"}},
	}
}

// keysOf are the answers that a map may give where a form offers a list.
func keysOf[T ~string](list []data.Option[T]) []string {
	keys := make([]string, 0, len(list)+1)
	for _, o := range list {
		keys = append(keys, string(o.Value))
	}
	return append(keys, leaveOut)
}

type choice struct {
	part        string
	said, known []string
}

func values[T ~string](m map[string]T) []string {
	list := make([]string, 0, len(m))
	for _, v := range m {
		list = append(list, string(v))
	}
	slices.Sort(list)
	return list
}

// ParseMap reads a Map. What it does not know is an error that names it.
func ParseMap(body []byte) (*Map, error) {
	m := &Map{}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: fmt.Sprintf("The map cannot be read: %s. Check its JSON.", strings.TrimPrefix(err.Error(), "json: "))}
	}
	for _, c := range m.choicesOf() {
		for _, s := range c.said {
			if s != "" && !slices.Contains(c.known, s) {
				return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map says %q under %q. It can say %s.", s, c.part, strings.Join(c.known, ", ")))
			}
		}
	}
	for heading, f := range m.Columns {
		if !Field(f).Known() {
			return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map makes the column “%s” into %q, which is nothing that a column can become. See “waymark help import clients”.", heading, f))
		}
	}
	return m, nil
}

// With returns the map with the answer to a question: a fragment of the same JSON,
// which goes before what the map says already.
func (m *Map) With(fragment string) (*Map, error) {
	was, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var into, more map[string]any
	if err := json.Unmarshal(was, &into); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(fragment), &more); err != nil {
		return nil, err
	}
	merge(into, more)
	body, err := json.Marshal(into)
	if err != nil {
		return nil, err
	}
	return ParseMap(body)
}

func merge(into, more map[string]any) {
	for key, value := range more {
		if part, ok := value.(map[string]any); ok {
			if held, ok := into[key].(map[string]any); ok {
				merge(held, part)
				continue
			}
		}
		into[key] = value
	}
}

// JSON is the map as ParseMap reads it.
func (m *Map) JSON() []byte {
	body, _ := json.MarshalIndent(m, "", "  ") // strings alone: it cannot fail
	return body
}

// of reads a part of the map that is by column: under sheet and heading, else
// under the heading alone.
func of(part map[string]string, c *Column) string {
	if v, ok := part[c.key()]; ok {
		return v
	}
	return part[c.Heading]
}

// inTable reads what a spelling stands for, whatever its case and spaces.
func inTable(part map[string]string, text string) (string, bool) {
	if v, ok := part[text]; ok {
		return v, true
	}
	for key, v := range part {
		if valueKey(key) == valueKey(text) {
			return v, true
		}
	}
	return "", false
}
