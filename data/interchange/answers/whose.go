package answers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/interchange/table"
)

// A heading alone does not say who the person is: a survey program numbers its
// responses under "ID" or "Respondent ID", and writes the member of staff who
// was signed in under "Name". What the cells hold decides as well.

// responseNumbers are headings under which programs number their rows.
var responseNumbers = setOf("id", "no", "nr", "number", "index", "s n", "key", "row id", "instance id", "instanceid", "meta instance id", "uuid", "serial", "serial number", "serialno",
	"response id", "responseid", "respondent id", "respondentid", "respondent", "resp id", "respid", "submission id", "submissionid", "user no", "userno", "user id", "userid", "unique response number", "unique id", "uniqueid", "network id", "networkid", "device id", "deviceid", "browser id", "session id")

// whose finds the columns that say whose answers they are.
type whose struct {
	file *table.File
	free []int
	c    *columns
	o    Options
}

// staffColumns are the email and name of who was signed in, in exports of
// Microsoft Forms; none for other lists.
func staffColumns(header []string) (email, name int) {
	at := func(key string) int {
		return slices.IndexFunc(header, func(h string) bool { return headingKey(h) == key })
	}
	start, end := at("start time"), at("completion time")
	email, name = at("email"), at("name")
	if start < 0 || end != start+1 || email != end+1 || name != email+1 {
		return -1, -1
	}
	return email, name
}

// settle decides who the person is, after the headings were read.
func (w *whose) settle() {
	w.signedIn()
	w.byNHS()
	w.ownCode()
	w.nameOfStaff()
	w.record()
}

func (w *whose) heading(column int) string { return w.file.Header[column] }

func (w *whose) taken(column int) bool {
	for _, at := range w.c.roles {
		if at == column {
			return true
		}
	}
	return false
}

func (w *whose) say(format string, args ...any) {
	w.c.asks = append(w.c.asks, fmt.Sprintf(format, args...))
}

// signedIn leaves the name of who was signed in out, where the list asks for
// the person as well; else that is a question.
func (w *whose) signedIn() {
	_, name := staffColumns(w.file.Header)
	if name < 0 || w.c.roles.of(roleName) != name {
		return
	}
	delete(w.c.roles, roleName)
	for _, column := range w.free {
		if column != name && roleName.isCalled(w.heading(column), namesOf(roleName)) && !w.taken(column) {
			w.c.roles[roleName] = column
			break
		}
	}
	number := w.c.roles.of(rolePerson)
	numbered := number >= 0 && responseNumbers[headingKey(w.heading(number))]
	if number >= 0 && !numbered || w.described() || w.nhsColumn() >= 0 || len(w.codes(number)) > 0 {
		return
	}
	w.c.signedIn = name
	w.c.roles[roleName] = name
	if numbered {
		delete(w.c.roles, rolePerson)
	}
}

// described is true where the person has an NHS number or a name.
func (w *whose) described() bool {
	return slices.ContainsFunc([]role{roleNHS, roleName, roleGiven, roleFamily}, func(r role) bool { return w.c.roles.of(r) >= 0 })
}

// byNHS finds NHS numbers under any heading.
func (w *whose) byNHS() {
	if w.c.roles.of(roleNHS) >= 0 || w.o.Map.leavesOut(roleNHS) {
		return
	}
	column := w.nhsColumn()
	if column < 0 {
		return
	}
	w.say("The column “%s” holds valid NHS numbers, so it was taken for them. Is that right?", w.heading(column))
	if w.c.roles.of(rolePerson) == column {
		delete(w.c.roles, rolePerson)
	}
	w.c.roles[roleNHS] = column
}

func (w *whose) nhsColumn() int {
	for _, column := range w.free {
		if w.taken(column) && w.c.roles.of(rolePerson) != column || slices.ContainsFunc(tokens(w.heading(column)), func(t string) bool {
			return strings.HasPrefix(t, "tel") || strings.HasPrefix(t, "phone") || t == "mobile"
		}) {
			continue
		}
		filled, valid := 0, 0
		for _, row := range w.file.Sample {
			cell := data.Tidy(row.Cells[column])
			if blanks[cellKey(cell)] {
				continue
			}
			filled++
			if _, err := data.ParseNHSNumber(cell); err == nil {
				valid++
			}
		}
		if valid >= 2 && valid*5 >= filled*4 {
			return column
		}
	}
	return -1
}

// codes are the columns with a code of the person's own, besides the one given.
func (w *whose) codes(besides int) []int {
	names := namesOf(rolePerson)
	var found []int
	for _, column := range w.free {
		key := headingKey(w.heading(column))
		plain, _ := plainKeys(w.heading(column))
		called := names[key] || names[plain]
		if column == besides || w.taken(column) || responseNumbers[key] || responseNumbers[plain] || strings.Contains(key, "collector") {
			continue
		}
		if (called || namesPeople(w.file, column)) && w.tellsPeople(column) {
			found = append(found, column)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(w.rank(a), w.rank(b)) })
	return found
}

// rank puts codes that some rows share before those that are another on every
// row, as the further numbers of a program are.
func (w *whose) rank(column int) int {
	filled, different := w.spread(column)
	if filled > different {
		return 0
	}
	return 1
}

// tellsPeople is true for a column that is filled on most rows and does not
// have the same few values on all.
func (w *whose) tellsPeople(column int) bool {
	filled, different := w.spread(column)
	return filled*2 >= len(w.file.Sample) && different*3 >= filled && (different > 1 || filled == 1)
}

func (w *whose) spread(column int) (filled, different int) {
	values := map[string]bool{}
	for _, row := range w.file.Sample {
		if cell := data.Tidy(row.Cells[column]); !blanks[cellKey(cell)] {
			filled++
			values[fold.Code(cell)] = true
		}
	}
	return filled, len(values)
}

// ownCode prefers a code of the person's own over the program's number of the
// response, or over one that only a few people share, such as a user of the
// program.
func (w *whose) ownCode() {
	column := w.c.roles.of(rolePerson)
	if column < 0 {
		return
	}
	filled, different := w.spread(column)
	numbered := responseNumbers[headingKey(w.heading(column))] && different == filled
	shared := filled >= 8 && different*4 <= filled
	if !numbered && !shared {
		return
	}
	codes := w.codes(column)
	switch {
	case len(codes) > 0:
		w.c.roles[rolePerson] = codes[0]
		why := "is another one on every row"
		if shared {
			why = "is the same on many rows"
		}
		w.say("The column “%s” %s, so “%s” was taken to say whose answers they are. Is that right?", w.heading(column), why, w.heading(codes[0]))
	case numbered && filled > 1 && w.knownOtherwise():
		delete(w.c.roles, rolePerson)
		w.say("The column “%s” numbers the responses, so the people are known by their NHS number or name. Is that right?", w.heading(column))
	}
}

// knownOtherwise is true where most rows have an NHS number, or some name
// is on several rows, so that a number that no two rows share is not the
// person's.
func (w *whose) knownOtherwise() bool {
	if nhs := w.c.roles.of(roleNHS); nhs >= 0 {
		filled, _ := w.spread(nhs)
		return filled*2 > len(w.file.Sample)
	}
	filled, seen := 0, map[string]bool{}
	for _, row := range w.file.Sample {
		var key string
		for _, r := range []role{roleName, roleGiven, roleFamily, roleBirth} {
			key += strings.ToLower(data.Tidy(cellAt(row, w.c.roles.of(r)))) + "|"
		}
		if strings.Trim(key, "|") != "" {
			filled++
			seen[key] = true
		}
	}
	_, staff := staffColumns(w.file.Header)
	return filled*10 >= len(w.file.Sample)*9 && (len(seen) < filled || staff >= 0)
}

// nameOfStaff leaves a name out that many people share.
func (w *whose) nameOfStaff() {
	name, id := w.c.roles.of(roleName), w.c.roles.of(rolePerson)
	if nhs := w.c.roles.of(roleNHS); nhs >= 0 {
		id = nhs
	}
	if name < 0 || id < 0 {
		return
	}
	names, ids := map[string]bool{}, map[string]bool{}
	for _, row := range w.file.Sample {
		n, i := data.Tidy(row.Cells[name]), fold.Code(row.Cells[id])
		if n != "" && i != "" {
			names[strings.ToLower(n)], ids[i] = true, true
		}
	}
	if len(ids) >= 3 && len(names)*2 <= len(ids) {
		delete(w.c.roles, roleName)
		w.say("The column “%s” has the same name for different people of “%s”, so it was taken for a member of staff and left out. Is that right?", w.heading(name), w.heading(id))
	}
}
