package answers

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// A stacked list has a row for each answer, as in "id, item, resp": archives of
// item answers publish them so. It is read by putting the answers of one
// questionnaire beside each other.
type stacked struct {
	file        *table.File
	item, value int
	scale       int   // names the questionnaire of the item, or -1
	keys        []int // columns that tell one questionnaire from another
	day         int   // column of the day among keys, or -1

	header  []string
	columns map[string]int // by item
	rows    []table.Row
	at      map[string][]int        // rows of a questionnaire, by its key
	filled  map[int]map[string]bool // items of a row
}

const (
	mostItems   = 400
	mostAnswers = 3_000_000
)

// The headings of a stacked list.
var (
	itemHeadings = strings.Split("item|item id|itemid|item name|item number|item no|item code|item key|question|question id|question number|question no|question code|question name|variable|variable name|statement", "|")
	answerHeads  = strings.Split("resp|response|response value|answer|answer value|answered|value|item response|item score|score|rating|choice|result", "|")
	scaleHeads   = strings.Split("scale|questionnaire|instrument|measure|scale name|questionnaire name|instrument name|measure name", "|")
)

// unstacked reads a stacked list as one with a column for each item. No columns
// and no error: it is none, or not of this questionnaire.
func unstacked(ctx context.Context, file *table.File, o Options) (*table.File, *columns, error) {
	s := newStacked(file, o)
	if s == nil {
		return nil, nil, nil
	}
	n := 0
	for row, err := range file.Rows(ctx) {
		if err != nil {
			return nil, nil, err
		}
		if n++; n > mostAnswers {
			return nil, nil, data.NewProblem(data.CodeInvalid, "Split it into smaller files and import them one by one.")
		}
		if s.add(row); len(s.columns) > mostItems {
			return nil, nil, nil
		}
	}
	if len(s.rows) == 0 {
		return nil, nil, nil
	}
	for i := range s.rows {
		s.rows[i].Cells = append(s.rows[i].Cells, make([]string, len(s.header)-len(s.rows[i].Cells))...)
	}
	made := file.Rearranged(s.header, s.rows)
	c, err := columnsOf(made, o)
	return made, c, err
}

// newStacked is nil for a list without the headings of a stacked one.
func newStacked(file *table.File, o Options) *stacked {
	s := &stacked{file: file, item: headed(file, itemHeadings), value: headed(file, answerHeads), scale: headed(file, scaleHeads), day: -1,
		columns: map[string]int{}, at: map[string][]int{}, filled: map[int]map[string]bool{}}
	if s.item < 0 || s.value < 0 {
		return nil
	}
	found := s.roles(o)
	if !found.person() {
		return nil
	}
	if _, known := found[roleDate]; !known {
		if at := dayColumn(file, s.others(found), o.Today); at >= 0 {
			found[roleDate] = at // known by its contents; it is asked about once the rows are made
		}
	}
	for _, column := range found { // with the surgery, of which a code may be
		if column >= 0 {
			s.keys = append(s.keys, column)
		}
	}
	for _, column := range s.others(found) { // what says whether an answer counts
		if key := headingKey(file.Header[column]); stateHeadings[key] || finishedHeadings[key] {
			s.keys = append(s.keys, column)
		}
	}
	slices.Sort(s.keys)
	s.day = found.of(roleDate)
	for _, column := range s.keys {
		s.header = append(s.header, file.Header[column])
	}
	return s
}

// others are the columns that are no part of an answer and have no role.
func (s *stacked) others(found roles) []int {
	taken := slices.Collect(maps.Values(found))
	var others []int
	for column := range s.file.Header {
		if column != s.item && column != s.value && column != s.scale && !slices.Contains(taken, column) {
			others = append(others, column)
		}
	}
	return others
}

// headed is the column with one of the headings, surest first, or -1.
func headed(file *table.File, names []string) int {
	for _, name := range names {
		if at := slices.IndexFunc(file.Header, func(h string) bool { return headingKey(h) == name }); at >= 0 {
			return at
		}
	}
	return -1
}

// roles finds whose and when the answers are.
func (s *stacked) roles(o Options) roles {
	found := rolesOf(s.file.Header, s.others(nil), func(r role, column int) bool { return allowed(r, s.file, column, o.Today) })
	if told, err := o.Map.roles(s.file.Header); err == nil {
		maps.Copy(found, told)
	}
	return found
}

// add puts an answer into the row of its questionnaire. An item that a
// questionnaire has already begins a second one of the same person and time.
func (s *stacked) add(row table.Row) {
	item := data.Tidy(cellAt(row, s.item))
	if item == "" {
		return
	}
	if scale := data.Tidy(cellAt(row, s.scale)); scale != "" {
		item = scale + " " + item
	}
	column, known := s.columns[item]
	if !known {
		column = len(s.header)
		s.columns[item] = column
		s.header = append(s.header, s.free(item))
	}
	at := s.rowFor(row, item)
	cells := s.rows[at].Cells
	for len(cells) <= column {
		cells = append(cells, "")
	}
	cells[column] = cellAt(row, s.value)
	s.rows[at].Cells = cells
}

// free is a heading for an item that no other column has.
func (s *stacked) free(item string) string {
	heading := item
	for n := 2; slices.Contains(s.header, heading); n++ {
		heading = item + " (" + strconv.Itoa(n) + ")"
	}
	return heading
}

// rowFor finds the row of a questionnaire that does not have the item yet.
func (s *stacked) rowFor(row table.Row, item string) int {
	var key strings.Builder
	cells := make([]string, 0, len(s.header))
	for _, column := range s.keys {
		cell := cellAt(row, column)
		cells = append(cells, cell)
		if column == s.day {
			cell = clock.ReplaceAllString(strings.TrimSpace(cell), "") // not the minute of each answer
		}
		key.WriteString(cell + "\x00")
	}
	for _, at := range s.at[key.String()] {
		if !s.filled[at][item] {
			s.filled[at][item] = true
			return at
		}
	}
	at := len(s.rows)
	s.rows = append(s.rows, table.Row{Line: row.Line, Cells: cells})
	s.at[key.String()] = append(s.at[key.String()], at)
	s.filled[at] = map[string]bool{item: true}
	return at
}
