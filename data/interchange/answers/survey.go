package answers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

const (
	// mostRows keeps a list of any length from filling the memory.
	mostRows = 200_000
	// mostTimes is how many different words for a time a list has at most;
	// a column with more holds something else.
	mostTimes = 40
)

// survey is what only the whole list can tell.
type survey struct {
	rows     int
	times    map[string]moment // of the time column, by keyOf
	onScale  int
	beneath  bool // a number just under the scale was used
	top      bool // the highest answer was used
	american bool // a day that only exists with the month first
}

// survey reads the list once for what a single row cannot tell.
func (l *List) survey(ctx context.Context) (*survey, error) {
	s := &survey{times: map[string]moment{}}
	when := l.columns.roles.of(roleTime)
	for row, err := range l.file.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		if s.rows++; s.rows > mostRows {
			return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("This list has more than %d rows. Please part it and import one after the other.", mostRows))
		}
		if when >= 0 && len(s.times) <= mostTimes && !l.isHeading(row.Cells) {
			if cell := cellAt(row, when); !blanks[cellKey(cell)] {
				s.addTime(cell)
			}
		}
		if at := l.columns.roles.of(roleDate); at >= 0 {
			s.american = s.american || american(cellAt(row, at))
		}
		for _, b := range l.columns.blocks {
			s.american = s.american || b.date >= 0 && american(cellAt(row, b.date))
			l.surveyItems(s, row, b)
		}
	}
	return s, nil
}

func (s *survey) addTime(cell string) {
	words := tokens(cell)
	m, ok := timeOf(words)
	if !ok || m.kind == noTime {
		m = moment{label: strings.Join(words, " "), kind: unknown}
	}
	s.times[strings.Join(words, " ")] = m
}

func (l *List) surveyItems(s *survey, row table.Row, b block) {
	for item, column := range b.items {
		scale := l.scales[item]
		cell := cellAt(row, column)
		value, kind := scale.read(cell)
		least, most := scale.ends()
		switch kind {
		case answered:
			s.onScale++
			s.top = s.top || value == most
		case strange:
			n, whole, ok := numeral(cell)
			s.beneath = s.beneath || ok && whole && n == least-1
		}
	}
}

// judge refuses a list that cannot be read without guessing.
func (l *List) judge(s *survey) error {
	d := l.o.Definition
	shifts := l.o.Map.Add != nil
	least, most := l.scales[d.Items[0].Number].ends()
	switch {
	case s.rows == 0:
		return data.NewProblem(data.CodeInvalid, "There is no row beneath the headings. Please check that it is the right file.")
	case s.onScale == 0:
		return data.NewProblem(data.CodeInvalid, fmt.Sprintf("No answer in this list is on the scale of %s, from %d to %d. Please check the file, or say with --map what its values mean: {\"values\": {\"…\": %d}}.", d.ShortName, least, most, least))
	case s.beneath && !s.top && !shifts:
		return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The answers begin at %d and never reach %d, so they may have been counted from %d. "+
			"Please say with --map which is right: {\"add\": 1} if they were, or {\"add\": 0} if %d is no answer of the scale.", least-1, most, least-1, least-1))
	}
	if s.american {
		l.Questions = append(l.Questions, "Some days in this list exist only with the month first, as in American dates; all were read with the day first. Please check them.")
	}
	return l.settleTimes(s)
}

// settleTimes decides which stage each time of the list is.
func (l *List) settleTimes(s *survey) error {
	var all []moment
	column := l.columns.roles.of(roleTime)
	switch {
	case column >= 0 && len(s.times) > mostTimes:
		if l.o.Map.Time != "" {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The column “%s” has too many different values to be the time. Please name another one in the map.", l.file.Header[column]))
		}
		l.Questions = append(l.Questions, fmt.Sprintf("The column “%s” has too many different values to say which time it was, so it was left out.", l.file.Header[column]))
		delete(l.columns.roles, roleTime)
	case column >= 0:
		l.times = s.times
		for _, m := range s.times {
			if !slices.Contains(all, m) {
				all = append(all, m)
			}
		}
	default:
		for _, b := range l.columns.blocks {
			all = append(all, b.when)
		}
	}
	if l.columns.roles.of(roleTime) < 0 && len(all) == 0 {
		all = append(all, l.columns.blocks[0].when)
	}
	if len(all) == 1 && all[0].kind == noTime {
		if m, ok := timeInName(l.name + " " + l.file.Dialect.Sheet); ok {
			l.columns.blocks[0].when, all[0] = m, m
			l.Questions = append(l.Questions, fmt.Sprintf("Nothing in the list says which time it was, but its name has “%s”, so all answers were taken for that. Is that right?", m.label))
		}
	}
	slices.SortFunc(all, byRank)
	var ask string
	if l.stages, ask = stages(all, l.o.Map.Times); ask != "" {
		return data.NewProblem(data.CodeInvalid, ask)
	}
	return nil
}
