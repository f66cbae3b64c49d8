package mapping

import (
	"regexp"
	"slices"
	"strings"

	"waymark/data/fold"
	"waymark/data/interchange/plain"
)

// How sure a guess is. A heading that says it outweighs what the cells look
// like, except where cells can look like nothing else.
const (
	sureHeading   = 100 // less a little for each place in the list of headings
	halfHeading   = 55
	certainCells  = 60 // most cells are email addresses, postcodes or links
	likelyCells   = 35
	leastWanted   = 30
	noteFromChars = 25 // a column of such long texts is worth keeping as a note
)

// candidate is one thing that a column may hold, and how sure that is.
type candidate struct {
	column int
	field  Field
	score  int
}

// Guess says what the columns of a list hold, by their headings and by what the
// first rows have in them.
func Guess(header []string, sample [][]string) *Mapping {
	columns := make([]look, len(header))
	var all []candidate
	keys := make([]string, len(header))
	for i, h := range header {
		keys[i] = knownKey(h)
	}
	keys, others := ofThings(keys)
	for i, key := range keys {
		if columns[i] = lookAt(sample, i); !others[i] {
			all = append(all, candidatesFor(i, key, columns[i])...)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return b.score - a.score })
	fields := assign(all, len(header))
	nameOfEvent(header, columns, fields)
	nameFrom(header, columns, fields)
	nameOfContact(header, columns, fields)
	leaderOfGroup(header, columns, fields)
	dayOfEvents(header, columns, fields)
	keepTexts(header, columns, fields)
	m := &Mapping{Columns: map[string]Field{}}
	for i, f := range fields {
		if f != "" {
			m.Columns[header[i]] = f
		}
	}
	return m
}

// knownKey is the key of a heading, with the words apart that a program wrote together,
// as in “OpeningTimesMonday”, unless lists are known that write it so. Of a heading in two
// languages, such as “Ffôn / Phone”, it is the one that is known.
func knownKey(heading string) string {
	key, apart := headingKey(heading), headingKey(plain.PartCamel(heading))
	if slices.Contains(left, key) || isKnown(key) {
		return key
	}
	if parts := strings.Split(heading, " / "); len(parts) == 2 {
		for _, part := range parts {
			if isKnown(headingKey(part)) {
				return headingKey(part)
			}
		}
	}
	return apart
}

// isKnown is true for a heading that is one of those of a field, whole.
func isKnown(key string) bool {
	for _, h := range headings {
		if headingScore(key, h.names) > halfHeading {
			return true
		}
	}
	return false
}

// assign returns each column its surest field, and a field that only one column
// can hold to the surest of them.
func assign(all []candidate, columns int) []Field {
	fields := make([]Field, columns)
	taken := map[Field]bool{}
	for _, c := range all {
		option, _ := optionOf(c.field)
		if c.score < leastWanted || fields[c.column] != "" || taken[c.field] && !option.Several {
			continue
		}
		fields[c.column] = c.field
		taken[c.field] = true
	}
	return fields
}

func candidatesFor(column int, heading string, cells look) []candidate {
	if isLeft(heading, cells) || cells.filled == 0 && heading == "" || notForClients.MatchString(heading) {
		return nil
	}
	return append(byHeading(column, heading, cells), byCells(column, heading, cells)...)
}

// byHeading are what a heading alone says.
func byHeading(column int, heading string, cells look) (list []candidate) {
	ofEvent, isEvent := strings.CutPrefix(heading, "event ") // as in “Event start date”
	for _, h := range headings {
		score := headingScore(heading, h.names)
		if isEvent && score <= halfHeading {
			score = max(score, headingScore(ofEvent, h.names)-1)
		}
		if score > 0 && cells.allows(h.field) {
			list = append(list, candidate{column, h.field, score})
		}
	}
	return list
}

// byCells are what the cells look like, some of them with what the heading says.
func byCells(column int, heading string, cells look) (list []candidate) {
	for _, by := range []struct {
		field Field
		part  float64
		score int
	}{
		{Email, cells.emails, certainCells}, {Postcode, cells.postcodes, certainCells}, {Web, cells.links, certainCells}, {Phone, cells.phones, likelyCells},
		{Latitude, cells.north, likelyCells}, {Longitude, cells.east, likelyCells},
	} {
		if by.part > 0.6 {
			list = append(list, candidate{column, by.field, by.score})
		}
	}
	if toRefer.MatchString(heading) && cells.links > 0.6 { // the page of a form, not of the service
		list = append(list, candidate{column, Referring, certainCells + 1})
	}
	if heading == "closed" && cells.ticks > 0.6 {
		list = append(list, candidate{column, Status, sureHeading})
	}
	if score := hoursScore(heading, cells); score > 0 {
		list = append(list, candidate{column, Days, score})
	}
	if cells.uuids == 1 && cells.allows(ID) {
		list = append(list, candidate{column, ID, likelyCells})
	}
	return list
}

// toRefer are headings of where to refer or to book.
var toRefer = regexp.MustCompile(`\b(?:refer|referrals?|booking|book|apply|application|sign up) (?:form|link|url|page|portal|here|online)\b|^(?:how|where) to (?:refer|book|apply)\b`)

// isLeft is true for a heading that holds nothing for people. One of coordinates
// does if its cells are such.
func isLeft(heading string, cells look) bool {
	if slices.Contains(strings.Fields(heading), "fax") {
		return true
	}
	place := slices.Contains(places, heading) && max(cells.grid, cells.north, cells.east) > 0.6
	return slices.Contains(left, heading) && !place
}

// hoursScore is how sure it is that a column has hours of a day, 0 if it has none.
func hoursScore(heading string, cells look) int {
	switch {
	case ofWeekday(heading):
		return sureHeading - 30
	case cells.clocks > 0.6 && !slices.ContainsFunc(fold.Words(heading), func(w string) bool { return w == "age" || w == "ages" }) && (isBegin(heading) || isEnd(heading)):
		return certainCells
	}
	return 0
}

// headingScore is how well a heading fits one of the names, 0 when it does not.
func headingScore(heading, names string) int {
	best := 0
	if one, several := strings.CutSuffix(heading, " s"); several { // as in “Day(s)”
		heading = one
	}
	for place, name := range strings.Split(names, "|") {
		if words, half := strings.CutPrefix(name, "~"); half {
			if hasWords(heading, words) {
				best = max(best, halfHeading)
			}
			continue
		}
		if heading == name {
			return sureHeading - min(place, 30)
		}
		// "Phone (2)" is made distinct by the reader of the table.
		if rest, ok := strings.CutPrefix(heading, name+" "); ok && isNumber(rest) {
			best = max(best, sureHeading-40)
		}
	}
	return best
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// hasWords is true when every word is the beginning of a word of the heading.
func hasWords(heading, words string) bool {
	for _, w := range strings.Fields(words) {
		if !strings.Contains(" "+heading, " "+w) {
			return false
		}
	}
	return true
}

// nameFrom sees to it that something is the name: the organisation, else the
// first column of short texts that differ.
func nameFrom(header []string, columns []look, fields []Field) {
	if slices.Contains(fields, Name) {
		return
	}
	if i := slices.Index(fields, Organisation); i >= 0 {
		fields[i] = Name
		return
	}
	for i, l := range columns {
		free := fields[i] == "" && !slices.Contains(left, headingKey(header[i])) && !notForClients.MatchString(knownKey(header[i]))
		if free && l.filled > 0 && l.distinct > 0.5 && l.mean >= 3 && l.mean <= 90 && l.allows(Name) && l.phones < 0.5 && l.postcodes < 0.5 {
			fields[i] = Name
			return
		}
	}
}

// nameOfContact takes a column that is only called “Name”, and stands before a phone
// number or an email address, for the person to contact if another column is called like
// the services themselves: Group, Type, Name, Tel.
func nameOfContact(header []string, columns []look, fields []Field) {
	at := slices.Index(fields, Name)
	if at < 0 || at+1 == len(fields) || headingKey(header[at]) != "name" || slices.Contains(fields, Contact) || fields[at+1] != Phone && fields[at+1] != Email {
		return
	}
	for i := range at {
		own := slices.Contains([]string{"group", "club", "service", "activity", "organisation", "organization", "project", "session", "class", "event"}, headingKey(header[i]))
		if own && (fields[i] == "" || fields[i] == Organisation) && columns[i].filled > 0 && columns[i].distinct == 1 && columns[i].allows(Name) {
			fields[i], fields[at] = Name, Contact
			return
		}
	}
}

// leaderOfGroup takes a column of who leads a group for the person to contact. Numbers and
// addresses that stand under “Contact” beside it are how they are reached.
func leaderOfGroup(header []string, columns []look, fields []Field) {
	leads := slices.IndexFunc(header, func(h string) bool { return slices.Contains(leaders, headingKey(h)) })
	if leads < 0 || fields[leads] != "" || columns[leads].filled == 0 || !columns[leads].allows(Contact) {
		return
	}
	at := slices.Index(fields, Contact)
	if at >= 0 && columns[at].phones+columns[at].emails < 0.5 {
		return
	}
	if at >= 0 {
		fields[at] = Phone
	}
	fields[leads] = Contact
}

var leaders = []string{"convenor", "convener", "group leader", "leader", "group convenor", "group coordinator", "session leader", "facilitator", "instructor", "tutor", "led by", "run by whom", "event organizer name", "event organiser name"}

// dayOfEvents takes a column that is only called “Date” for the day of events, where
// the list has the times of day beside it. Else it may be the day of anything.
func dayOfEvents(header []string, columns []look, fields []Field) {
	timed := slices.ContainsFunc(header, func(h string) bool {
		return slices.Contains([]string{"time", "start time", "end time", "times", "time from"}, headingKey(h))
	})
	at := slices.IndexFunc(header, func(h string) bool { return headingKey(h) == "date" })
	if timed && at >= 0 && (fields[at] == "" || fields[at] == Days) && !slices.Contains(fields, On) && columns[at].allows(On) {
		fields[at] = On
	}
}

// keepTexts takes columns that fit nothing, but hold long texts, as notes.
func keepTexts(header []string, columns []look, fields []Field) {
	for i, l := range columns {
		if fields[i] == "" && l.mean >= noteFromChars && l.links < 0.5 && l.emails < 0.5 && !slices.Contains(left, fold.Text(header[i])) && !notForClients.MatchString(knownKey(header[i])) {
			fields[i] = Note
		}
	}
}
