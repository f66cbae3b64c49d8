package answers

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// byContents finds whose answers they are and their day by what the cells hold,
// where no heading says so. What was found so is a question.
func (c *columns) byContents(file *table.File, free []int, o Options) {
	taken := func(column int) bool {
		for _, at := range c.roles {
			if at == column {
				return true
			}
		}
		return slices.ContainsFunc(c.blocks, func(b block) bool { return b.date == column })
	}
	var left []int
	for _, column := range free {
		if !taken(column) {
			left = append(left, column)
		}
	}
	if _, told := c.roles[rolePerson]; !c.roles.person() && !told {
		if at := slices.IndexFunc(left, func(column int) bool { return namesPeople(file, column) }); at >= 0 {
			c.roles[rolePerson] = left[at]
			c.asks = append(c.asks, fmt.Sprintf("Does the column “%s” identify the person?", file.Header[left[at]]))
			left = slices.Delete(left, at, at+1)
		}
	}
	dated := slices.ContainsFunc(c.blocks, func(b block) bool { return b.date >= 0 })
	if _, known := c.roles[roleDate]; known || dated || len(c.blocks) != 1 {
		return
	}
	if at := dayColumn(file, left, o.Today); at >= 0 {
		c.roles[roleDate] = at
		c.asks = append(c.asks, fmt.Sprintf("The column “%s” was taken for the day of the answers. Is that right?", file.Header[at]))
	}
}

// codeWords are words in the heading of a column that says whose a row is.
var codeWords = setOf("id", "ids", "code", "codes", "ref", "refno", "reference", "identifier", "initials", "token", "pseudonym", "participant", "client", "patient", "respondent", "mrn", "serial", "caseid")

// namesPeople is true for a column with a code on nearly every row that is not
// the same on many, under a heading that speaks of one.
func namesPeople(file *table.File, column int) bool {
	words := tokens(file.Header[column])
	if !slices.ContainsFunc(words, func(w string) bool { return codeWords[w] }) || slices.Contains(words, "postcode") {
		return false
	}
	filled, different := 0, map[string]bool{}
	for _, row := range file.Sample {
		if cell := data.Tidy(row.Cells[column]); cell != "" {
			filled++
			different[cell] = true
			if len(cell) > 60 {
				return false
			}
		}
	}
	return filled*10 >= len(file.Sample)*9 && len(different)*3 >= filled
}

// dayColumn is the column of days that is most likely when a questionnaire was
// answered, or -1: of several, the one whose heading speaks of its end.
func dayColumn(file *table.File, columns []int, today data.Date) int {
	best, rank := -1, -1
	for _, column := range columns {
		words := tokens(file.Header[column])
		if slices.ContainsFunc(words, func(w string) bool {
			return w == "birth" || w == "dob" || w == "born" || w == "referral" || w == "referred"
		}) || !holdsDays(file, column, today) {
			continue
		}
		now := 0
		for i, part := range []string{"date", "time", "answer", "submit", "complet", "end"} {
			if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(w, part) }) {
				now = i + 1
			}
		}
		if now > rank {
			best, rank = column, now
		}
	}
	return best
}

// holdsDays is true where nearly all cells are days, written as days.
func holdsDays(file *table.File, column int, today data.Date) bool {
	filled, days := 0, 0
	for _, row := range file.Sample {
		cell := strings.TrimSpace(row.Cells[column])
		if isBlank(cell) {
			continue
		}
		filled++
		if day, ok := dayOf(cell, today); (ok && !standIn(day) || american(cell)) && strings.ContainsAny(cell, "-/. ") {
			days++
		}
	}
	least := 9 // tenths, under a heading that says nothing
	if slices.ContainsFunc(tokens(file.Header[column]), func(w string) bool { return strings.Contains(w, "date") || strings.Contains(w, "time") || w == "day" }) {
		least = 6
	}
	return days > 0 && days*10 >= filled*least
}

// ownDay takes the day of a heading with the name of the questionnaire, such as
// swemwbs_timestamp, before those that other parts of a list have.
func (l *lookout) ownDay(c *columns, file *table.File, free []int, o Options) {
	if len(c.blocks) != 1 {
		return
	}
	names := namesOf(roleDate)
	for _, column := range free {
		rest, named := l.withoutNames(tokens(file.Header[column]))
		if len(named) > 0 && names[strings.Join(rest, " ")] && allowed(roleDate, file, column, o.Today) {
			if o.Map.Date == "" {
				c.roles[roleDate] = column
			}
			return
		}
	}
}

var monthAlone = regexp.MustCompile(`(?i)^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -.]*\d{2,4}|\d{1,2}[/-]\d{4}|\d{4}-\d{2})$`)

// holdsMonths is true where every cell is a month of a year, which is no day.
func holdsMonths(file *table.File, column int) bool {
	filled := 0
	for _, row := range file.Sample {
		cell := strings.TrimSpace(row.Cells[column])
		if isBlank(cell) {
			continue
		}
		if filled++; !monthAlone.MatchString(cell) {
			return false
		}
	}
	return filled > 1
}

// onlyStandIns notes a column that is called the day and only has stand-ins, or
// nothing that can be read as a day.
func (c *columns) onlyStandIns(file *table.File, free []int, today data.Date) {
	if _, known := c.roles[roleDate]; known || slices.ContainsFunc(c.blocks, func(b block) bool { return b.date >= 0 }) {
		return
	}
	for _, column := range free {
		if holdsMonths(file, column) {
			c.unread = column
		}
		if !namesOf(roleDate)[headingKey(file.Header[column])] || slices.Contains(slices.Collect(maps.Values(c.roles)), column) {
			continue
		}
		filled, stand := 0, 0
		for _, row := range file.Sample {
			if cell := row.Cells[column]; !isBlank(cell) {
				filled++
				if day, ok := dayOf(cell, today); ok && standIn(day) {
					stand++
				}
			}
		}
		switch {
		case filled > 0 && stand == filled:
			c.standIn = column
			return
		case filled > 0 && c.unread < 0:
			c.unread = column
		}
	}
}

// askForTime are words in a heading that asks which time it was.
var askForTime = setOf("first", "follow", "followup", "before", "after", "baseline", "time", "stage", "point", "review", "visit", "when", "pre", "post", "initial", "which", "start", "end")

// timeByContents finds the time under a heading of many words, as in "Is this
// the first or the follow-up questionnaire?", by its cells.
func (c *columns) timeByContents(file *table.File, free []int) {
	if _, known := c.roles[roleTime]; known || len(c.blocks) > 1 {
		return
	}
	for _, column := range free {
		taken := slices.ContainsFunc(slices.Collect(maps.Values(c.roles)), func(at int) bool { return at == column })
		if taken || !slices.ContainsFunc(tokens(file.Header[column]), func(w string) bool { return askForTime[w] }) || !holdsTimes(file, column) {
			continue
		}
		c.roles[roleTime] = column
		c.asks = append(c.asks, fmt.Sprintf("The column “%s” was taken to say which time it was. Is that right?", file.Header[column]))
		return
	}
}

// holdsTimes is true where every cell is a time in words, of two or a few.
func holdsTimes(file *table.File, column int) bool {
	different := map[string]bool{}
	for _, row := range file.Sample {
		cell := row.Cells[column]
		if blanks[cellKey(cell)] {
			continue
		}
		m, ok := timeOf(timeTokens(cell))
		if !ok || m.kind == noTime || m.kind == numbered && isDigits(cellKey(cell)) {
			return false
		}
		different[m.label] = true
	}
	const few = 6
	return len(different) >= 2 && len(different) <= few
}
