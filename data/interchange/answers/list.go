package answers

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// List is a list of answers, opened and looked through.
type List struct {
	// Questions are sentences about the list as a whole, for a person to check.
	Questions []string
	// Dated is false when the list has no days at all.
	Dated bool
	// Modes is false when the list does not say how it was filled in.
	Modes bool
	// Known is false when the list does not say whose answers they are.
	Known bool

	o       Options
	file    *table.File
	name    string // of the file
	code    string // stands for the file in references made up for rows without one
	columns *columns
	wording *wording
	scales  map[int]*scale
	times   map[string]moment
	stages  map[moment]data.Stage
	// monthFirst is true where days are written as Americans do.
	monthFirst, birthMonthFirst bool
	// turned is true where a spreadsheet turned those of its days round that it could.
	turned, birthTurned bool
	dayWhy              string           // why the day or the month is first; "" where it makes no difference
	asked               map[moment][]int // items that have a column, by time
	summaries           map[string]bool  // words of lines of totals that the list has
	undecided           []Ask
	within              bool              // a code is a person's only together with the surgery
	spelled             map[string]string // how each code is written first, by its key; nil: as it stands
	records             map[string]record // of an export of REDCap, by their numbers
	couples             map[string]couple // names that two people seem to share
}

// Open finds out what the columns of a list hold and looks it through once. A
// list that cannot be read without guessing is a *data.Problem that says what
// to tell in a Map.
func Open(ctx context.Context, path string, o Options) (*List, error) {
	if o.Map == nil {
		o.Map = &Map{}
	}
	if err := o.Map.checkItems(o.Definition); err != nil {
		return nil, err
	}
	l := &List{o: o, name: filepath.Base(path), scales: map[int]*scale{}, asked: map[moment][]int{}, wording: newWording(o.Definition)}
	for _, item := range o.Definition.Items {
		l.scales[item.Number] = newScale(o.Definition, item.Number, o.Map)
	}
	var err error
	if l.file, l.columns, err = open(ctx, path, o); err != nil {
		var lost *itemsNotFound
		if o.Guide && errors.As(err, &lost) && len(lost.file.Header) >= len(o.Definition.Items) {
			return l.withoutItems(lost.file), nil
		}
		return nil, err
	}
	if slices.ContainsFunc(l.file.Questions, func(q string) bool { return strings.HasSuffix(q, table.AskShifted) }) {
		return nil, data.NewProblem(data.CodeInvalid, "The rows of this list have more columns than its headings, so the answers may stand beneath the wrong ones. Enter every column a heading, also that of row names, and save it again.")
	}
	l.code = codeOf(l.name + l.file.Dialect.Sheet)
	l.Questions = append(append(l.Questions, l.file.Questions...), l.columns.asks...)
	s, err := l.survey(ctx)
	if err != nil {
		return nil, err
	}
	if err := l.judge(s); err != nil {
		return nil, err
	}
	l.settlePeople(s)
	if err := l.readRecords(ctx); err != nil {
		return nil, err
	}
	for _, b := range l.columns.blocks {
		l.asked[b.when] = slices.Sorted(maps.Keys(b.items))
	}
	l.Dated = l.columns.roles.of(roleDate) >= 0
	for _, b := range l.columns.blocks {
		l.Dated = l.Dated || b.date >= 0
	}
	l.askStandIn()
	l.ask1904()
	l.tellStates(s.states)
	l.tellStrange(s.strange)
	l.tellMedia(s.media)
	l.Modes = l.columns.roles.of(roleMode) >= 0
	l.Known = l.columns.roles.person()
	return l, nil
}

// Sheet is the sheet of a workbook that is read, "" for a list of text.
func (l *List) Sheet() string { return l.file.Dialect.Sheet }

// codeOf is three letters that stand for a file's name, so that the rows
// without a person of two files are not taken for the same people.
func codeOf(name string) string {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(strings.ToLower(name))) // never fails
	const letters = "BCDFGHJKLMNPQRSTVWXZ"
	n := sum.Sum32()
	code := make([]byte, 3)
	for i := range code {
		code[i] = letters[n%uint32(len(letters))]
		n /= uint32(len(letters))
	}
	return string(code)
}

// Sets reads the questionnaires one after the other. It may be called again.
func (l *List) Sets(ctx context.Context) iter.Seq2[*data.AnswerSet, error] {
	return func(yield func(*data.AnswerSet, error) bool) {
		if l.Unmapped() {
			return
		}
		for row, err := range l.file.Rows(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, b := range l.columns.blocks {
				if l.stages[b.when] == ignored && l.columns.roles.of(roleTime) < 0 {
					continue
				}
				if !yield(l.set(row, b), nil) {
					return
				}
			}
		}
	}
}

func cellAt(row table.Row, column int) string {
	if column < 0 || column >= len(row.Cells) {
		return ""
	}
	return row.Cells[column]
}

// set makes a questionnaire of a row and a time.
func (l *List) set(row table.Row, b block) *data.AnswerSet {
	s := &data.AnswerSet{At: data.Place{File: l.name, Row: row.Line}, Sheet: l.file.Dialect.Sheet, Asked: l.asked[b.when], Answers: make(map[int]int, len(b.items))}
	if l.isHeading(row.Cells) {
		s.Skip = "It repeats the headings."
		return s
	}
	if l.isSummary(row) {
		s.Skip = "It is a line of totals, not anyone’s answers."
		return s
	}
	state := l.state(row)
	if s.Skip = state.leftOut(); s.Skip != "" {
		if state == openForm && !l.answersIn(row) { // the first row of a record
			l.person(s, row)
			s.Skip, s.Empty, s.Doubts = noAnswer, true, nil
		}
		return s
	}
	if row.Doubt != "" {
		s.Doubts = append(s.Doubts, data.Doubt{Sentence: row.Doubt})
	}
	l.person(s, row)
	l.when(s, row, b)
	if s.Skip != "" {
		return s
	}
	l.answers(s, row, b)
	if s.Skip != "" {
		if s.Doubts = nil; row.Doubt != "" { // it may be why
			s.Skip, s.Empty, s.Unread = s.Skip+" "+row.Doubt, false, true
		}
		return s
	}
	if state == unfinished && len(s.Answers) < len(l.asked[b.when]) {
		l.doubt(s, -1, "The survey was not finished.")
	}
	l.day(s, row, b)
	l.mode(s, row)
	l.compare(s, row, b)
	return s
}

const noAnswer = "There is no answer in it."

// answers reads the items. Those that are not on the scale are told by their
// columns, and never by what stands there.
func (l *List) answers(s *data.AnswerSet, row table.Row, b block) {
	off := 0
	for _, item := range l.o.Definition.Items {
		column, ok := b.items[item.Number]
		if !ok {
			continue
		}
		scale := l.scales[item.Number]
		switch value, kind := scale.read(cellAt(row, column)); kind {
		case answered:
			s.Answers[item.Number] = value
		case strange:
			off++
			least, most := scale.ends()
			s.Doubts = append(s.Doubts, data.Doubt{Field: l.file.Header[column],
				Sentence: fmt.Sprintf("The value is not an answer from %d to %d, so question %d was left blank.", least, most, item.Number)})
		}
	}
	switch {
	case len(s.Answers) > 0:
	case off > 0:
		s.Skip, s.Unread = "None of its answers is on the scale.", true
	default:
		s.Skip, s.Empty = noAnswer, true
	}
}

// isHeading is true for a further row of headings, as survey programs write
// them: labels beneath names.
func (l *List) isHeading(cells []string) bool {
	repeats, n := 0, 0
	for _, b := range l.columns.blocks {
		for _, column := range b.items {
			cell := ""
			if column < len(cells) {
				cell = strings.TrimSpace(cells[column])
			}
			n++
			if cell == "" {
				continue
			}
			if len(cell) > 12 && l.wording.mentions(cell) || strings.EqualFold(cell, l.file.Header[column]) || strings.HasPrefix(cell, `{"ImportId"`) {
				repeats++
			}
		}
	}
	return n > 0 && repeats*2 > n
}
