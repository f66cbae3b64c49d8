package answers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"waymark/data"
	"waymark/data/interchange/plain"
	"waymark/data/interchange/table"
)

// Survey programs write columns of their own beside those of the answers, and say
// in places of their own what a column means.

// quizColumn is true for a column that Microsoft Forms adds for a question of a
// quiz: its points, and what the reader wrote on it.
func quizColumn(header []string, column int) bool {
	heading := data.Tidy(header[column])
	for _, prefix := range []string{"Points - ", "Feedback - "} {
		if question, ok := strings.CutPrefix(heading, prefix); ok {
			return slices.ContainsFunc(header, func(h string) bool { return keyOf(h) == keyOf(question) })
		}
	}
	return false
}

// limeHeading takes apart how LimeSurvey writes its own columns if both codes and
// texts are exported: “id. Response ID”.
var limeHeading = regexp.MustCompile(`^(?:id|submitdate|lastpage|startlanguage|seed|startdate|datestamp|token|ipaddr|refurl)\. (\S.*)$`)

// ownHeading is the text of a column of LimeSurvey’s own, or the heading as it is.
func ownHeading(heading string) string {
	if m := limeHeading.FindStringSubmatch(heading); m != nil {
		return m[1]
	}
	return heading
}

// submittedBy is the column of LimeSurvey with the day on which answers were sent,
// which it leaves blank for those that were not; -1 in any other list.
func submittedBy(header []string) int {
	has := func(keys ...string) int {
		return slices.IndexFunc(header, func(h string) bool { return slices.Contains(keys, headingKey(ownHeading(h))) })
	}
	if has("last page", "lastpage") < 0 || has("start language", "startlanguage") < 0 {
		return -1
	}
	return has("date submitted", "submitdate")
}

// armOfTrial is the name that REDCap adds to the label of an event.
var armOfTrial = regexp.MustCompile(`(?i)\(arm (\d+):[^)]*\)`)

// begunHeadings are those of the time at which a questionnaire was begun.
var begunHeadings = setOf("start date", "startdate", "start time", "time started", "startzeit", "heure de debut", "hora de inicio", "started", "started at", "date started", "begun")

// begun is the column with the time at which a questionnaire was begun, or -1. It is
// the day of one that was never ended.
func begun(header []string) int {
	return slices.IndexFunc(header, func(h string) bool { return begunHeadings[headingKey(h)] })
}

// zoneInHeading finds the zone of times in the third line of headings of Qualtrics.
var zoneInHeading = regexp.MustCompile(`"timeZone"\s*:\s*"([A-Za-z]+(?:/[A-Za-z_+\-0-9]+)*)"`)

// zoneOfHeading finds the zone that a heading itself names, as Typeform writes it:
// “Submit Date (UTC)”, “Created GMT+2”.
var zoneOfHeading = regexp.MustCompile(`(?i)\b(?:utc|gmt)(?:\s*([+-]\d{1,2}(?::?\d{2})?))?(?:\W|$)`)

// notOfZone is what a heading says that a zone is not: “not GMT”.
var notOfZone = regexp.MustCompile(`(?i)\bnot\s+(?:in\s+|the\s+)*\w+`)

// timeOfHere is how a heading says that its times are those of the clocks here,
// whatever it calls them in winter: “GMT/BST”.
var timeOfHere = regexp.MustCompile(`(?i)\b(?:bst|uk|local|london|british)\b`)

// zoneNamed is the zone that a heading names; nil for none and for that of here.
func zoneNamed(heading string) *time.Location {
	heading = notOfZone.ReplaceAllString(heading, "")
	m := zoneOfHeading.FindStringSubmatch(heading)
	if m == nil || timeOfHere.MatchString(heading) {
		return nil
	}
	offset, _ := plain.Offset(m[1])
	return time.FixedZone("", int(offset/time.Second))
}

// zonesOf are the zones in which the times of columns are written, where the list
// says so. The lines of labels are among the first rows.
func zonesOf(file *table.File) map[int]*time.Location {
	zones := map[int]*time.Location{}
	for column, heading := range file.Header {
		if zone := zoneNamed(heading); zone != nil {
			zones[column] = zone
		}
	}
	const lines = 3
	for _, row := range file.Sample[:min(lines, len(file.Sample))] {
		for column, cell := range row.Cells {
			m := zoneInHeading.FindStringSubmatch(cell)
			if m == nil {
				continue
			}
			if zone, err := time.LoadLocation(m[1]); err == nil {
				zones[column] = zone
			}
		}
	}
	return zones
}

// datesInOrder gives several times side by side their days, where the list has as
// many columns of days as times and numbers both, as in “Date 1” and “Date 2”
// beside “Pre” and “Post”.
func (l *lookout) datesInOrder(c *columns, file *table.File, free []int, today data.Date) {
	if len(c.blocks) < 2 || slices.ContainsFunc(c.blocks, func(b block) bool { return b.date >= 0 }) || c.roles.of(roleDate) >= 0 && !numberedDay(file.Header[c.roles.of(roleDate)]) {
		return
	}
	var days []int
	for _, column := range free {
		if numberedDay(file.Header[column]) && holdsDays(file, column, today) {
			days = append(days, column)
		}
	}
	if len(days) != len(c.blocks) {
		c.undated = days
		return
	}
	slices.SortStableFunc(days, func(a, b int) int { return dayNumber(file.Header[a]) - dayNumber(file.Header[b]) })
	delete(c.roles, roleDate)
	var names []string
	for i := range c.blocks {
		c.blocks[i].date = days[i]
		names = append(names, "“"+file.Header[days[i]]+"”")
	}
	c.asks = append(c.asks, "The columns "+data.JoinAnd(names)+" were taken for the days of the times that stand side by side, in this order. Is that right?")
}

// numberedDay is true for a heading of a day, with or without a number: “Date 2”,
// “2nd date”, “Date”.
func numberedDay(heading string) bool {
	var rest []string
	for _, w := range tokens(heading) {
		if !isDigits(w) && ordinals[w] == 0 {
			rest = append(rest, w)
		}
	}
	return namesOf(roleDate)[strings.Join(rest, " ")]
}

// dayNumber is the number in such a heading, 0 for none.
func dayNumber(heading string) int {
	for _, w := range tokens(heading) {
		if n, ok := number(w); ok {
			return n
		}
		if ordinals[w] > 0 {
			return ordinals[w]
		}
	}
	return 0
}

// tellDates has times side by side take the days that a Map names for them.
func (c *columns) tellDates(m *Map, header []string) error {
	for label, name := range m.Dates {
		i := slices.IndexFunc(c.blocks, func(b block) bool { return keyOf(b.when.label) == label })
		if i < 0 {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map names the day of a time “%s”, which this list does not have side by side with others.", label))
		}
		c.blocks[i].date = -1
		if name == noColumn {
			continue
		}
		at, err := columnOf(header, name)
		if err != nil {
			return err
		}
		c.blocks[i].date = at
	}
	return nil
}
