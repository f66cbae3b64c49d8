package answers

import (
	"context"
	"fmt"
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
	states      []stackedState
	aside       string // what the Map says of states

	header  []string
	columns map[string]int // by item
	rows    []table.Row
	at      map[string][]int        // rows of a questionnaire, by its key
	filled  map[int]map[string]bool // items of a row
	guessed *guessedDay             // nil where a heading, or a Map, says which the day is
}

// stackedState is a column that says whether an answer counts.
type stackedState struct {
	column int
	words  bool // such as “Deleted”; else whether the survey was finished
}

// read is what a cell of it says.
func (s stackedState) read(cell string) rowState {
	if s.words {
		return stateWords[strings.Join(tokens(cell), " ")]
	}
	return finishedBy(cell)
}

// guessedDay is a day that was found by its contents. It may be that of each answer, as
// where one was edited later, and then it does not tell questionnaires apart.
type guessedDay struct {
	groups map[string]*dayGroup // by the keys without the day
}

// dayGroup is what stands under one person and time.
type dayGroup struct {
	days  map[string]bool
	items map[string]int
}

// add notes an answer.
func (g *guessedDay) add(key, day, item string) {
	if g == nil {
		return
	}
	of := g.groups[key]
	if of == nil {
		of = &dayGroup{map[string]bool{}, map[string]int{}}
		g.groups[key] = of
	}
	of.days[day] = true
	of.items[item]++
}

// ofAnswers is true where someone has more days than questionnaires at one time.
func (g *guessedDay) ofAnswers() bool {
	if g == nil {
		return false
	}
	for _, of := range g.groups {
		most := 0
		for _, n := range of.items {
			most = max(most, n)
		}
		if len(of.days) > most {
			return true
		}
	}
	return false
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
	var none []int // columns of days that are those of single answers
	for {
		s := newStacked(file, o, none)
		if s == nil {
			return nil, nil, nil
		}
		if err := s.read(ctx); err != nil || len(s.rows) == 0 {
			return nil, nil, err
		}
		if s.guessed.ofAnswers() {
			none = append(none, s.day)
			continue
		}
		made := file.Rearranged(s.header, s.rows)
		c, err := columnsOf(made, o)
		if c != nil && s.day < 0 && len(none) > 0 {
			c.asks = append(c.asks, fmt.Sprintf("“%s” has several days within one questionnaire, so it was not taken for the day of the answers. Is that right? If not, say {\"date\": %q} with --map.", file.Header[none[0]], file.Header[none[0]]))
		}
		return made, c, err
	}
}

// read puts all answers into rows; there are none if it is no stacked list.
func (s *stacked) read(ctx context.Context) error {
	n := 0
	for row, err := range s.file.Rows(ctx) {
		if err != nil {
			return err
		}
		if n++; n > mostAnswers {
			return data.NewProblem(data.CodeInvalid, "Split it into smaller files and import them one by one.")
		}
		if s.add(row); len(s.columns) > mostItems {
			s.rows = nil
			return nil
		}
	}
	for i := range s.rows {
		s.rows[i].Cells = append(s.rows[i].Cells, make([]string, len(s.header)-len(s.rows[i].Cells))...)
	}
	return nil
}

// newStacked is nil for a list without the headings of a stacked one. The columns of
// notDays are not those of a day.
func newStacked(file *table.File, o Options, notDays []int) *stacked {
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
		others := slices.DeleteFunc(s.others(found), func(column int) bool { return slices.Contains(notDays, column) })
		if at := dayColumn(file, others, o.Today); at >= 0 {
			found[roleDate] = at // known by its contents; it is asked about once the rows are made
			s.guessed = &guessedDay{groups: map[string]*dayGroup{}}
		}
	}
	for _, column := range found { // with the surgery, of which a code may be
		if column >= 0 {
			s.keys = append(s.keys, column)
		}
	}
	s.aside = o.Map.State
	for _, column := range s.others(found) {
		if key := headingKey(file.Header[column]); stateHeadings[key] || finishedHeadings[key] {
			s.states = append(s.states, stackedState{column, stateHeadings[key]})
		}
	}
	slices.Sort(s.keys)
	s.day = found.of(roleDate)
	s.header = s.headCells(table.Row{Cells: file.Header})
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
	key := s.keyOf(row, item)
	for _, at := range s.at[key] {
		if !s.filled[at][item] {
			s.filled[at][item] = true
			s.worsen(s.rows[at].Cells, row)
			return at
		}
	}
	at := len(s.rows)
	s.rows = append(s.rows, table.Row{Line: row.Line, Cells: s.headCells(row)})
	s.at[key] = append(s.at[key], at)
	s.filled[at] = map[string]bool{item: true}
	return at
}

// keyOf is what the answers of one questionnaire have in common. That one of them was
// edited makes no other questionnaire of it; one that was deleted is no part of it.
func (s *stacked) keyOf(row table.Row, item string) string {
	var key strings.Builder
	day := ""
	for _, column := range s.keys {
		cell := cellAt(row, column)
		if column == s.day {
			day = clock.ReplaceAllString(strings.TrimSpace(cell), "") // not the minute of each answer
			continue
		}
		key.WriteString(cell + "\x00")
	}
	for _, of := range s.states {
		if state := of.read(cellAt(row, of.column)); s.aside != noColumn && state.leftOut() != "" && (state != gone || s.aside != ofPeople) {
			key.WriteString(strconv.Itoa(int(state)))
		}
		key.WriteString("\x00")
	}
	s.guessed.add(key.String(), day, item)
	return key.String() + day
}

// headCells are those of a line that every answer of a questionnaire has: whose and when
// it is, and whether it counts.
func (s *stacked) headCells(line table.Row) []string {
	cells := make([]string, 0, len(s.keys)+len(s.states))
	for _, column := range s.keys {
		cells = append(cells, cellAt(line, column))
	}
	for _, of := range s.states {
		cells = append(cells, cellAt(line, of.column))
	}
	return cells
}

// worsen gives a questionnaire the worst state of its answers.
func (s *stacked) worsen(cells []string, row table.Row) {
	for i, of := range s.states {
		had, cell := &cells[len(s.keys)+i], cellAt(row, of.column)
		was, is := of.read(*had), of.read(cell)
		if isBlank(*had) || is != counts && (was == counts || is < was) {
			*had = cell
		}
	}
}
