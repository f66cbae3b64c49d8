package people

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// groups are the numbers of the contacts that the columns of a row have.
func (r *rowReader) groups() []int {
	var groups []int
	for _, c := range r.s.columns {
		if c.Field.ofContact() && !slices.Contains(groups, c.group) {
			groups = append(groups, c.group)
		}
	}
	return groups
}

// contact reads one contact of a row.
func (r *rowReader) contact(group int) {
	l := r.b.l
	at := func(f Field) (string, *Column) {
		c := r.s.inGroup(f, group)
		if c == nil || isBlank(c.at(r.row)) {
			return "", c
		}
		return data.TidyNote(c.at(r.row)), c
	}
	k := data.ListContact{At: r.at}
	date, column := at(ContactOn)
	for _, c := range r.s.columns { // a list may have notes and actions
		if text := data.TidyNote(c.at(r.row)); c.Field == ContactNote && c.group == group && !isBlank(text) {
			k.Note = joinLines(k.Note, text)
		}
	}
	if date == "" {
		r.noteContact(group, "Contact without a date")
		return
	}
	day, why := l.day(column, date)
	if why != "" {
		r.left(column, date, why)
		r.noteContact(group, "Contact of "+date)
		return
	}
	k.On = day
	kind, _ := at(ContactKind)
	outcome, _ := at(ContactOutcome)
	value, out := fixed(kind, kinds, l.o.Map.Kinds)
	k.Kind = data.ContactKind(value)
	value, out2 := fixed(outcome, outcomes, l.o.Map.Outcomes)
	k.Outcome = data.ContactOutcome(value)
	if out || out2 {
		r.left(column, date, "The list does not say how this contact took place or what came of it. Add it by hand.")
		r.noteContact(group, "Contact of "+date)
		return
	}
	if text, c := at(ContactMinutes); text != "" {
		k.Minutes = r.minutes(c, text)
	}
	r.p.Contacts = append(r.p.Contacts, k)
}

// noteContact keeps as a note what the row says of a contact that is not made.
func (r *rowReader) noteContact(group int, of string) {
	said, dated, noted := "", false, false
	for _, c := range r.s.columns {
		text := data.TidyNote(c.at(r.row))
		switch {
		case c.group != group || !c.Field.ofContact():
		case c.Field == ContactOn:
			dated = true
		case isBlank(text) || !saysSomething(r.s, c, text):
		case c.Field == ContactNote:
			said, noted = joinLines(said, text), true
		default:
			said = joinLines(said, fmt.Sprintf("%s: %s.", c.Heading, strings.TrimSuffix(text, ".")))
		}
	}
	switch {
	case said == "":
	case dated || noted:
		r.note("%s: %s", of, said)
	default: // “Seen” alone may be yes or no
		r.note("%s", strings.TrimSuffix(said, "."))
	}
}

// minutes reads how long a contact took; 0 if that cannot be read.
func (r *rowReader) minutes(c *Column, text string) int {
	n, ok := readMinutes(text)
	if !ok || n > 24*60 {
		r.left(c, text, "This is not a number of minutes.")
		return 0
	}
	return n
}

var (
	hoursAndMinutes = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::\d{2})?$`) // as a spreadsheet shows how long something took
	hoursInWords    = regexp.MustCompile(`^(?:(\d{1,2}(?:\.\d+)?)\s*(?:h|hr|hrs|hour|hours)\b)?\s*(?:(\d{1,3})\s*(?:m|min|mins|minute|minutes)?)?\.?$`)
)

// readMinutes reads how long something took: “20”, “20 mins”, “0:20”, “1 hr 5”.
func readMinutes(text string) (minutes int, ok bool) {
	text = strings.ToLower(strings.TrimSuffix(strings.TrimSpace(text), ".0"))
	if m := hoursAndMinutes.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[1])
		rest, _ := strconv.Atoi(m[2])
		return hours*60 + rest, rest < 60
	}
	m := hoursInWords.FindStringSubmatch(text)
	if m == nil || text == "" {
		return 0, false
	}
	hours, _ := strconv.ParseFloat(m[1], 64)
	rest, _ := strconv.Atoi(m[2])
	return int(math.Round(hours*60)) + rest, true
}
