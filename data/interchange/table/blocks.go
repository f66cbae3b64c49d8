package table

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

// Some lists give each entry lines of its own, one for each thing that is said, with
// its name before it:
//
//	NAME: Lunch club
//	TEL: 0113 496 0000
//
//	NAME: Walkers
//
// The name may also stand in the first of two columns, and the first line of an entry
// may be its name alone.

// The limits of such a list: it was made by hand.
const (
	blockLines  = 50_000
	blockLabels = 60
	longLabel   = 40
)

// labelled is a line that begins with the name of what it says. A web address is none.
var labelled = regexp.MustCompile(`^\s*([\p{L}][\p{L}\p{N} /'’&().-]*?)\s*:(?:\s+(.*)|\s*|([^/\s].*))$`)

// rule is a line of marks between two entries.
var rule = regexp.MustCompile(`^[-=_*~#+–—. ]{3,}$`)

// blockLine is one line of such a list.
type blockLine struct {
	at           int
	label, value string // label "" for a line without one
	apart        bool   // a blank line or a rule stands before it
}

// blocks is the list with each entry made a row, if it has lines in place of columns;
// else it is f.
func (f *File) blocks(first []record) (*File, error) {
	b := newBlocks(f, first)
	if b == nil {
		return f, nil
	}
	n := 0
	var lines []blockLine
	apart := false
	for rec, err := range f.read(context.Background()) {
		if err != nil {
			return nil, err
		}
		if n++; n > blockLines {
			return f, nil
		}
		lines, apart = b.line(lines, rec, apart)
	}
	return b.made(f, lines), nil
}

// blockList is how such a list is written.
type blockList struct {
	between string // what divided the cells of a line, which are one here
	columns bool   // the label stands in a column of its own
	start   string // the label with which each entry begins, "" if it is a bare line
	asWords string // that label as it is written
}

// newBlocks judges by the first rows; it is nil for any other list.
func newBlocks(f *File, first []record) *blockList {
	for _, columns := range []bool{true, false} {
		b := &blockList{columns: columns, between: ","}
		if f.Dialect.Delimiter != 0 {
			b.between = string(f.Dialect.Delimiter)
		}
		var lines []blockLine
		apart := false
		for _, rec := range first {
			lines, apart = b.line(lines, rec, apart)
		}
		if b.judge(lines) {
			return b
		}
	}
	return nil
}

// line adds a record to the lines; apart is whether a gap stands before the next one.
func (b *blockList) line(lines []blockLine, rec record, apart bool) ([]blockLine, bool) {
	cells := rec.cells[:trimmed(rec.cells)]
	whole := strings.TrimSpace(strings.Join(cells, b.between))
	if whole == "" || rule.MatchString(whole) {
		return lines, true
	}
	if n := len(lines); n > 0 && rec.line > lines[n-1].at+1 && !strings.Contains(lines[n-1].value, "\n") {
		apart = true // blank lines are not always given
	}
	l := blockLine{at: rec.line, value: whole, apart: apart}
	if b.columns {
		if label := heading(cells[0]); len(cells) > 1 && label != "" && len(label) <= longLabel {
			l.label, l.value = strings.TrimSpace(strings.TrimSuffix(label, ":")), strings.TrimSpace(strings.Join(cells[1:], b.between))
		}
	} else if m := labelled.FindStringSubmatch(whole); m != nil && len(m[1]) <= longLabel {
		l.label, l.value = m[1], strings.TrimSpace(m[2]+m[3])
	}
	return append(lines, l), false
}

// blockSigns are what the lines of a list show.
type blockSigns struct {
	times      map[string]int // of each label
	labels     []string       // as they stand first
	said       int            // lines with a label
	gaps, bare int            // gaps before a line, and before one without a label
}

func signsOf(lines []blockLine) *blockSigns {
	s := &blockSigns{times: map[string]int{}}
	for i, l := range lines {
		if l.apart && i > 0 {
			s.gaps++
			if l.label == "" {
				s.bare++
			}
		}
		if l.label == "" {
			continue
		}
		s.said++
		if key := strings.ToLower(l.label); s.times[key] == 0 {
			s.labels = append(s.labels, l.label)
		}
		s.times[strings.ToLower(l.label)]++
	}
	return s
}

// few reports whether there are a few labels that stand again and again.
func (s *blockSigns) few(lines int) bool {
	return s.said*2 >= lines && len(s.labels) >= 2 && len(s.labels) <= blockLabels && len(s.labels)*2 <= s.said && knownShare(s.labels) >= 0.5
}

// judge reports whether lines are those of entries, and finds what begins each.
func (b *blockList) judge(lines []blockLine) bool {
	s := signsOf(lines)
	if !s.few(len(lines)) {
		return false
	}
	b.asWords = s.labels[0]
	b.start = strings.ToLower(b.asWords)
	if len(s.labels) == 2 && s.gaps*3 < s.times[b.start] { // as in “Advice: debt”, “Support: carers”
		return false
	}
	if b.columns && (knownShare(s.labels) < 0.6 || headerlike(s.labels) < 0.9 || widerThanTwo(lines, b.between)) {
		return false
	}
	if s.gaps > 0 && s.bare*3 >= s.gaps*2 && !b.columns {
		b.start = "" // most entries begin with a line that is their name
		return true
	}
	return s.times[b.start] > 1 && b.eachOnce(lines)
}

// eachOnce reports whether no more than one in ten entries say a thing twice, as the
// rows of a list with two columns do.
func (b *blockList) eachOnce(lines []blockLine) bool {
	entries, twice := 0, 0
	seen := map[string]bool{}
	for _, l := range lines {
		key := strings.ToLower(l.label)
		if key == b.start {
			entries++
			clear(seen)
		}
		if key != "" && seen[key] {
			twice++
		}
		seen[key] = true
	}
	return twice*10 <= entries && entries*2 <= len(lines)
}

// widerThanTwo reports whether the lines have values in further columns.
func widerThanTwo(lines []blockLine, between string) bool {
	wide := 0
	for _, l := range lines {
		if strings.Contains(l.value, between) {
			wide++
		}
	}
	return wide*2 > len(lines)
}

// begins reports whether an entry begins with this line.
func (b *blockList) begins(l *blockLine, first bool) bool {
	if b.start == "" {
		return l.label == "" && (l.apart || first)
	}
	return strings.ToLower(l.label) == b.start
}

// bareName is the column of lines without a name that begin an entry.
const bareName = "Name"

// entries are the rows of such a list while they are made.
type entries struct {
	header []string
	column map[string]int // of each label
	rows   []Row
	said   map[int]bool // columns that the last entry has
	last   int          // the column of the line before, -1 at the beginning of an entry
}

// add takes in one line.
func (e *entries) add(l *blockLine, begins bool) {
	label := l.label
	if begins && label == "" {
		label = bareName
	}
	at := e.last
	if label != "" {
		at = e.of(label)
	}
	if begins = begins || len(e.rows) > 0 && label != "" && l.apart && e.said[at]; begins {
		e.rows, e.said = append(e.rows, Row{Line: l.at}), map[int]bool{}
	}
	if len(e.rows) == 0 || at < 0 { // a title
		return
	}
	row := &e.rows[len(e.rows)-1]
	if label != "" && e.said[at] {
		row.Doubt = fmt.Sprintf("“%s” stands twice in this entry. Check that it is not two that ran together.", label)
	}
	row.put(at, l.value)
	e.said[at], e.last = true, at
}

// of is the column of a label.
func (e *entries) of(label string) int {
	key := strings.ToLower(label)
	i, known := e.column[key]
	if !known {
		i = len(e.header)
		e.column[key], e.header = i, append(e.header, label)
	}
	return i
}

// made is the list of the entries.
func (b *blockList) made(f *File, lines []blockLine) *File {
	e := entries{column: map[string]int{}, last: -1}
	for i := range lines {
		e.add(&lines[i], b.begins(&lines[i], i == 0))
	}
	for i := range e.rows {
		for len(e.rows[i].Cells) < len(e.header) {
			e.rows[i].Cells = append(e.rows[i].Cells, "")
		}
	}
	other := *f
	other.Header, other.made = columnNames(e.header, len(e.header)), e.rows
	ask := fmt.Sprintf("Each entry of this list has lines of its own and begins with “%s”, so each was read as a row. Is that right?", b.asWords)
	if b.start == "" {
		ask = "Each entry of this list has lines of its own and begins with its name, so each was read as a row. Is that right?"
	}
	other.Questions = []string{ask}
	other.Sample = e.rows[:min(len(e.rows), sampleRows)]
	return &other
}

// put adds a text to a cell of a row; further lines stand beneath the first.
func (r *Row) put(column int, text string) {
	for len(r.Cells) <= column {
		r.Cells = append(r.Cells, "")
	}
	r.Cells[column] = strings.TrimSpace(r.Cells[column] + "\n" + text)
}
