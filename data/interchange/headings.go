package interchange

import (
	"fmt"
	"regexp"
	"strings"

	"waymark/data"
	"waymark/data/interchange/mapping"
	"waymark/data/interchange/table"
)

// joinedBy is how many more fields must be known by headings of two lines joined.
const joinedBy = 2

// joinedHeadings is the list with its headings joined from two lines, as where
// “Post” stands over “code”, if more is known by them than by the line that was
// found alone; else it is f. It asks about that.
func joinedHeadings(f *table.File, o table.Overrule) (*table.File, error) {
	line := f.Dialect.HeaderRow
	if o.HeaderRow != nil || line == 0 || len(f.Sample) < 2 {
		return f, nil
	}
	if beneath := f.Sample[0]; beneath.Line == line+1 {
		if joined, err := joinedAt(f, o, f.Header, beneath.Cells, beneath.Line); joined != nil || err != nil {
			return joined, err
		}
	}
	if line == 1 {
		return f, nil
	}
	above := line - 1
	o.HeaderRow, o.Sheet = &above, f.Dialect.Sheet
	upper, err := table.Look(f.Path, o)
	if err != nil || upper.Dialect.HeaderRow != above {
		return f, nil // there is no row above
	}
	if joined, err := joinedAt(f, o, upper.Header, f.Header, line); joined != nil || err != nil {
		return joined, err
	}
	return f, nil
}

// filled counts the cells that say something.
func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" && !unnamedColumn.MatchString(c) {
			n++
		}
	}
	return n
}

// unnamedColumn is how a column without a heading is called.
var unnamedColumn = regexp.MustCompile(`^Column \d+$`)

// joinedAt is the list with headings joined from a line and the one beneath; nil
// if no more is known by them.
func joinedAt(f *table.File, o table.Overrule, upper, lower []string, line int) (*table.File, error) {
	header := make([]string, min(len(upper), len(lower)))
	for i := range header {
		header[i] = joinedHeading(upper[i], lower[i])
	}
	sample, more := cellsOf(f.Header, f.Sample), joinedBy
	if filled(upper)*2 <= filled(lower) { // it stands over groups of columns
		more = 1
	}
	if fieldsBy(header, sample) < fieldsBy(f.Header, sample)+more {
		return nil, nil
	}
	o.HeaderRow, o.Sheet = &line, f.Dialect.Sheet
	below, err := table.Look(f.Path, o)
	if err != nil || len(below.Header) > len(header) {
		return nil, err
	}
	below = below.Renamed(header[:len(below.Header)])
	below.Questions = []string{fmt.Sprintf("The headings were joined from lines %d and %d, such as “%s”. Is that right?", line-1, line, header[0])}
	return below, nil
}

// joinedHeading is a heading of two lines, of which the upper may end in a hyphen.
func joinedHeading(upper, lower string) string {
	upper, lower = data.Tidy(upper), data.Tidy(lower)
	if first, divided := strings.CutSuffix(upper, "-"); divided {
		return first + lower
	}
	return data.Tidy(upper + " " + lower)
}

// fieldsBy is how many fields are known by headings.
func fieldsBy(header []string, sample [][]string) int {
	known := map[mapping.Field]bool{}
	for _, field := range mapping.Guess(header, sample).Columns {
		if field != "" && field != mapping.Note {
			known[field] = true
		}
	}
	return len(known)
}
