package people

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/instrument"
	"waymark/data/interchange/answers"
	"waymark/data/interchange/table"
)

// mostRows keeps a list of any length from filling the memory. No service has as
// many clients.
const mostRows = 100_000

// Options says how a list of people is opened.
type Options struct {
	Today    data.Date
	Overrule table.Overrule // how the file is read, where it is detected wrongly
	Map      *Map           // nil: the list speaks for itself
	// Surgeries, Reasons and Staff are the names in this service's lists.
	Surgeries, Reasons, Staff []string
	// Practices finds GP practices of the national list that a text may mean, the
	// likeliest first; nil: there is no such list here.
	Practices func(text string) []data.Practice
	// Catalogue has the questionnaires; nil: none is looked for.
	Catalogue *instrument.Catalogue
	// Tell is called for each row that is looked through: how many were, and of how
	// many, 0 while no one knows; nil: no one is told.
	Tell func(done, of int)
}

// List is a list of people, opened and looked through.
type List struct {
	// Name is the file's, without folders.
	Name string
	// Rows counts the rows beneath the headings.
	Rows int
	// Doubts are sentences about the list as a whole, for someone to know.
	Doubts []string

	o       Options
	path    string
	sheets  []*sheet
	columns []*Column
	asks    []Ask
	within  *Column // references begin again at each of its values
	bySheet bool    // references begin again on each sheet
	split   bool    // a reference under another name is someone else
	join    bool    // rows without a reference that say they are the same person are
	repeats bool    // no one has said so, and it is asked
	hidden  int     // rows that the workbook hides
	blank   int     // rows without anything

	closedUndated int           // people who are closed without a date
	contacts      map[Field]int // of which the list does not say the field
}

// tell says how many rows were looked through.
func (l *List) tell(done, of int) {
	if l.o.Tell != nil {
		l.o.Tell(done, of)
	}
}

// sheet is one sheet of a list, or the list itself.
type sheet struct {
	name    string
	file    *table.File
	columns []*Column
	people  bool // its rows say who someone is
	contact bool // each row is an encounter
	scored  bool // each row is a score
	answers []sheetAnswers
	items   []*instrument.Definition // in its columns
	looked  bool                     // items was looked for
}

type sheetAnswers struct {
	instrument *instrument.Definition
	list       *answers.List
}

// Column is a column of a list, with what it becomes.
type Column struct {
	Sheet   string
	Heading string
	Field   Field
	// Sign is one sign of why, or of what was found in it.
	Sign string

	index int
	group int // of the fields that a list may have several times
	asked bool
	told  bool // someone said what it becomes
	// closes is true where yes says closed, as under “Closed?”, and crossed where a cross
	// says yes and the other cells are empty.
	closes, crossed bool
	again           Field  // another column is that field, by which a row says who someone is
	warns           string // the alert that its cells give to someone; "" for most columns
	order           order
	days            *dayStats
	words           *spellings
	n               counts
	// from1904 is true in a workbook that counts its days from 1904.
	from1904 bool
}

// counts are what the cells of a column showed.
type counts struct{ filled, valid, restored int }

// State is how sure it is what a column becomes.
type State string

// The states.
const (
	Clear     State = "clear"
	Question  State = "question"
	ByRule    State = "by_rule"
	AsNote    State = "note"
	IsLeftOut State = "left_out"
)

// State says how sure it is what the column becomes.
func (c *Column) State() State {
	switch {
	case c.asked:
		return Question
	case c.Field == Consent || c.Field == Age || c.Field == Score:
		return ByRule
	case c.Field == Note:
		return AsNote
	case c.Field == LeftOut:
		return IsLeftOut
	}
	return Clear
}

// key names the column in a Map.
func (c *Column) key() string {
	if c.Sheet == "" {
		return c.Heading
	}
	return c.Sheet + "!" + c.Heading
}

// Key names the column in a Map.
func (c *Column) Key() string { return c.key() }

func (c *Column) at(row table.Row) string {
	if c.index >= len(row.Cells) {
		return ""
	}
	if cell := row.Cells[c.index]; !c.crossed || !isCross(cell) {
		return cell
	}
	return "Yes"
}

// Open finds out what the columns of a list are and looks it through once.
func Open(ctx context.Context, path string, o Options) (*List, error) {
	if o.Map == nil {
		o.Map = &Map{}
	}
	l := &List{Name: filepath.Base(path), o: o, path: path, contacts: map[Field]int{}}
	if err := l.openSheets(); err != nil {
		return nil, err
	}
	if err := l.openAnswers(ctx); err != nil {
		return nil, err
	}
	s, err := l.survey(ctx)
	if err != nil {
		return nil, err
	}
	l.settleReference(s)
	l.askNameless(s)
	l.settleDays()
	l.tell1904()
	l.settleStandIns()
	l.settleAges()
	l.settleTables()
	l.settleFixed()
	l.settleRest()
	l.gatherAsks()
	l.signs()
	return l, nil
}

// openSheets chooses the sheets that are read, and gives their columns fields.
func (l *List) openSheets() error {
	first, err := table.Look(l.path, l.o.Overrule)
	if err != nil {
		return err
	}
	names := []string{first.Dialect.Sheet}
	if l.o.Overrule.Sheet == "" && len(first.Sheets) > 1 {
		names = first.Sheets
	}
	hidden, err := first.HiddenSheets()
	if err != nil {
		return err
	}
	for _, name := range names {
		file := first
		if name != first.Dialect.Sheet {
			o := l.o.Overrule
			o.Sheet = name
			if file, err = table.Look(l.path, o); err != nil {
				continue // a sheet without a row
			}
		}
		l.addSheet(name, file, len(names) > 1, slices.Contains(hidden, name))
	}
	if !slices.ContainsFunc(l.sheets, func(s *sheet) bool { return s.people }) {
		return l.noPeople(first)
	}
	for _, s := range l.sheets {
		l.columns = append(l.columns, s.columns...)
	}
	slices.SortStableFunc(l.sheets, func(a, b *sheet) int { return boolFirst(a.people, b.people) })
	return l.checkMap()
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

func (l *List) addSheet(name string, file *table.File, several, hidden bool) {
	s := &sheet{name: name, file: file}
	if !several {
		s.name = ""
	}
	told := l.o.Map.Sheets[name]
	if told == "leave_out" {
		l.Doubts = append(l.Doubts, fmt.Sprintf("The sheet “%s” is left out, as you said.", name))
		return
	}
	asked := len(l.asks)
	s.guess(l)
	useful := s.people || s.has(Reference) && (s.contact || s.has(ReferredOn) || len(l.itemsIn(s)) > 0)
	switch {
	case !useful && told == "":
		l.asks = l.asks[:asked] // nothing of it is read
		if s.scored {
			l.Doubts = append(l.Doubts, fmt.Sprintf("The sheet “%s” has scores without their answers, so it is left out. Enter what is needed of it by hand, or import the answers.", name))
			return
		}
		l.Doubts = append(l.Doubts, fmt.Sprintf("The sheet “%s” has neither people nor anything with their reference, so it is left out.", name))
		return
	case hidden && told == "":
		l.ask(Ask{Key: "sheets/" + name, Title: fmt.Sprintf("Is the hidden sheet “%s” wanted?", name), Evidence: "The workbook hides it, and it looks like a list of people or of what was done with them.",
			Answers: []Answer{{"Leave it out", "Only what Excel shows is imported.", said("sheets", name, "leave_out")}, {"Read it", "It is imported like the others.", said("sheets", name, "read")}}})
		return
	}
	for _, q := range file.Questions {
		if !strings.HasPrefix(q, "Only the sheet") { // all sheets are read here
			l.Doubts = append(l.Doubts, q)
		}
	}
	l.sheets = append(l.sheets, s)
}

func (l *List) noPeople(f *table.File) error {
	shown := f.Header[:min(len(f.Header), 12)]
	return data.NewProblem(data.CodeInvalid, fmt.Sprintf("No column with names, NHS numbers or references of people was found. The columns are: %s. Check that it is the right file, or say with a map what they are, such as {\"columns\": {%q: \"name\"}}.",
		strings.Join(shown, ", "), f.Header[0]))
}

// checkMap returns an error if the map names a column that is not there.
func (l *List) checkMap() error {
	for name := range l.o.Map.Columns {
		if !slices.ContainsFunc(l.columns, func(c *Column) bool { return c.key() == name || c.Heading == name }) {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The map names a column “%s”, which this list does not have.", name))
		}
	}
	return nil
}

func (s *sheet) has(f Field) bool { return s.column(f) != nil }

func (s *sheet) column(f Field) *Column {
	for _, c := range s.columns {
		if c.Field == f {
			return c
		}
	}
	return nil
}

// Columns are those of all sheets that are read, in their order.
func (l *List) Columns() []*Column { return l.columns }

// Sheets names the sheets that are read; none for a list without sheets.
func (l *List) Sheets() []string {
	var names []string
	for _, s := range l.sheets {
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	return names
}

// openAnswers opens the questionnaires that stand in the sheets.
func (l *List) openAnswers(ctx context.Context) error {
	for _, s := range l.sheets {
		for _, d := range l.itemsIn(s) {
			o := l.answerOptions(d, s)
			if body := l.o.Map.Questionnaires[d.ID]; len(body) > 0 && string(body) != "{}" {
				m, err := answers.ParseMap(body)
				if err != nil {
					return err
				}
				o.Map = m
			}
			list, err := answers.Open(ctx, l.path, o)
			if err != nil {
				if data.CodeOf(err) == "" {
					return err
				}
				l.askAnswers(d, data.Sentence(err))
				continue
			}
			for _, a := range list.Undecided() {
				l.askList(d, a)
			}
			s.answers = append(s.answers, sheetAnswers{d, list})
		}
	}
	return nil
}

func (l *List) answerOptions(d *instrument.Definition, s *sheet) answers.Options {
	o := answers.Options{Catalogue: l.o.Catalogue, Definition: d, Map: &answers.Map{}, Overrule: l.o.Overrule, Today: l.o.Today}
	o.Overrule.Sheet = s.file.Dialect.Sheet
	if line := s.file.Dialect.HeaderRow; line > 0 {
		o.Overrule.HeaderRow = &line
	}
	return o
}

// askAnswers asks about a questionnaire that cannot be read without help.
func (l *List) askAnswers(d *instrument.Definition, why string) {
	l.ask(Ask{Key: "questionnaires/" + d.ID, Title: fmt.Sprintf("What do the answers to %s mean?", d.ShortName), Evidence: why,
		Answers: []Answer{{"Leave them out", "People are imported without these answers.", `{"questionnaires": {` + quoted(d.ID) + `: null}}`}}})
}

// askList passes on a question of the reader of answers.
func (l *List) askList(d *instrument.Definition, a answers.Ask) {
	ask := Ask{Key: "questionnaires/" + d.ID + "/" + a.Key, Title: fmt.Sprintf("%s: how are its answers written?", d.ShortName), Evidence: strings.Split(a.Sentence, " Say with --map")[0]}
	for _, answer := range a.Answers {
		ask.Answers = append(ask.Answers, Answer{answerLabel(answer), "", `{"questionnaires": {` + quoted(d.ID) + `: ` + answer + `}}`})
	}
	l.ask(ask)
}

// answerLabel is the fragment of a map as a label: {"days": "day_first"} becomes
// Days: day first.
func answerLabel(fragment string) string {
	var m map[string]any
	if json.Unmarshal([]byte(fragment), &m) != nil || len(m) != 1 {
		return fragment
	}
	for k, v := range m {
		return data.Capital(strings.ReplaceAll(fmt.Sprintf("%s: %v", k, v), "_", " "))
	}
	return fragment
}

func quoted(text string) string {
	body, _ := json.Marshal(text) // text alone
	return string(body)
}
