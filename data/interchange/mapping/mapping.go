package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
)

// Mapping says what the columns of a list hold.
type Mapping struct {
	// Columns gives for a heading what its column holds; a heading that is not
	// in it is left out.
	Columns map[string]Field `json:"columns"`
	// Source is what the source is called; "" when the mapping does not say.
	Source string `json:"source,omitempty"`
	// Days is whether the day or the month is first in its dates in numbers; ""
	// when the list itself tells.
	Days string `json:"days,omitempty"`
}

// The ways that Days may name.
const (
	DaysDayFirst   = "day_first"
	DaysMonthFirst = "month_first"
)

// ignored is what a mapping written by hand may say of a column to leave it out.
const ignored = "ignore"

// Parse reads a mapping from its file format. What is wrong is a *data.Problem
// that says where.
func Parse(body []byte) (*Mapping, error) {
	var m Mapping
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		if key, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
			return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "The mapping has an unknown field " + key + ". Use: columns, source and days."}
		}
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: fmt.Sprintf(
			"The mapping cannot be read: line %d is not as it should be. Compare it with the example in the documentation.", lineOf(body, err))}
	}
	if m.Days != "" && m.Days != DaysDayFirst && m.Days != DaysMonthFirst {
		return nil, data.NewProblem(data.CodeInvalid, "“"+m.Days+"”, given for days, is not known. Use day_first or month_first.")
	}
	if len(m.Columns) == 0 {
		return nil, data.NewProblem(data.CodeInvalid, "The mapping names no columns. Add columns, with at least the one for the name.")
	}
	for _, heading := range slices.Sorted(maps.Keys(m.Columns)) {
		field := m.Columns[heading]
		if field == ignored || field == "" {
			delete(m.Columns, heading)
			continue
		}
		if _, ok := optionOf(field); !ok {
			return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf(
				"“%s”, given for the column “%s”, is not a field. Use one of: %s.", field, heading, fieldNames()))
		}
	}
	return &m, nil
}

// lineOf is the line at which reading broke off, from 1.
func lineOf(body []byte, err error) int {
	at := int64(len(body))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	return 1 + bytes.Count(body[:min(at, int64(len(body)))], []byte("\n"))
}

func fieldNames() string {
	names := make([]string, len(fieldOptions))
	for i, o := range fieldOptions {
		names[i] = string(o.Field)
	}
	return strings.Join(names, ", ")
}

// JSON is the mapping in its file format.
func (m *Mapping) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	_ = e.Encode(m) // texts always encode
	return b.Bytes()
}

// Shape is a short key for lists with these headings, in any order, under which
// a mapping is remembered.
func Shape(header []string) string {
	folded := make([]string, len(header))
	for i, h := range header {
		folded[i] = headingKey(h)
	}
	slices.Sort(folded)
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(strings.Join(folded, "\n"))) // never fails
	return fmt.Sprintf("%d-%016x", len(header), sum.Sum64())
}

// headingKey is a heading as it is compared; one of marks alone stays itself.
func headingKey(heading string) string {
	if folded := fold.Text(heading); folded != "" {
		return folded
	}
	return strings.TrimSpace(heading)
}

// nameKey is a heading as those of a mapping are compared with it: however its words are
// put together, as “postCode”, “Post code” and “post_code”.
func nameKey(heading string) string { return strings.ReplaceAll(headingKey(heading), " ", "") }

// fields returns what each column holds, "" for those left out.
func (m *Mapping) fields(header []string) []Field {
	var byKey map[string]Field // made for a heading that is written otherwise
	fields := make([]Field, len(header))
	for i, h := range header {
		if f, ok := m.Columns[h]; ok {
			fields[i] = f
			continue
		}
		if byKey == nil {
			byKey = make(map[string]Field, len(m.Columns))
			for heading, field := range m.Columns {
				if !slices.Contains(header, heading) { // else it has its own column
					byKey[nameKey(heading)] = field
				}
			}
		}
		fields[i] = byKey[nameKey(h)]
	}
	return fields
}

// Validate says in sentences what keeps a list with these headings from being
// read: no name, a column that is not there, or one thing held by two columns.
func (m *Mapping) Validate(header []string) error {
	var wrong []string
	keys := make([]string, len(header))
	for i, h := range header {
		keys[i] = nameKey(h)
	}
	for _, heading := range slices.Sorted(maps.Keys(m.Columns)) {
		if !slices.Contains(keys, nameKey(heading)) {
			wrong = append(wrong, fmt.Sprintf("There is no column “%s” in this list.", heading))
		}
	}
	holders := map[Field][]string{}
	for i, f := range m.fields(header) {
		holders[f] = append(holders[f], header[i])
	}
	for _, o := range fieldOptions {
		if h := holders[o.Field]; len(h) > 1 && !o.Several {
			wrong = append(wrong, fmt.Sprintf("“%s” and “%s” are both given as %s, which can be only one column.", h[0], h[1], o.Label))
		}
	}
	if len(holders[Name]) == 0 {
		wrong = append(wrong, "Say which column holds the name of the service.")
	}
	if len(wrong) == 0 {
		return nil
	}
	return data.NewProblem(data.CodeInvalid, strings.Join(wrong, " "))
}
