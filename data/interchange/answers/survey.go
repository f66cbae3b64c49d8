package answers

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
	"waymark/data/fold"
	"waymark/data/instrument"
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
	rows         int
	times        map[string]moment // of the time column, by keyOf
	onScale      int
	beneath      int                     // cells with the number just under the scale
	top          int                     // with the highest answer
	filled       int                     // with anything but a blank
	words        map[string]*unknownWord // in cells of items, by cellKey
	summaries    map[string]bool
	people       map[string]int // rows, by the person's cell
	codes        []*codes       // for each column at which they may begin again
	days, births daySigns       // of answers, and of people
	states       map[rowState]int
	strange      map[int]*strangeStates
	couples      map[string]couple // titles, by the name that has no other sign of whose it is
	media        map[string]int    // rows, by a word of the column that tells how they were filled in
}

// unknownWord is a text that is no answer of the questionnaire.
type unknownWord struct {
	text        string
	cells, rows int
	last        int // line
}

// mostWords keeps a list of free text from filling the memory.
const mostWords = 500

// survey reads the list once for what a single row cannot tell.
func (l *List) survey(ctx context.Context) (*survey, error) {
	s := &survey{times: map[string]moment{}, words: map[string]*unknownWord{}, summaries: map[string]bool{}, people: map[string]int{}, codes: l.newCodes(), states: map[rowState]int{}, strange: map[int]*strangeStates{}, couples: map[string]couple{}, media: map[string]int{}}
	when := l.columns.roles.of(roleTime)
	for row, err := range l.file.Rows(ctx) {
		if err != nil {
			return nil, err
		}
		if s.rows++; s.rows > mostRows {
			return nil, data.NewProblem(data.CodeInvalid, fmt.Sprintf("This list has more than %d rows. Split it into smaller files and import them one by one.", mostRows))
		}
		if l.o.Tell != nil {
			l.o.Tell(s.rows)
		}
		state := l.state(row)
		if state != counts && l.answersIn(row) {
			s.states[state]++
		}
		if state.leftOut() != "" {
			continue
		}
		if l.answersIn(row) && !l.isHeading(row.Cells) {
			l.surveyStates(s.strange, row)
			l.surveyMedia(s.media, row)
		}
		if when >= 0 && len(s.times) <= mostTimes {
			l.surveyTime(s, row, when)
		}
		if word := l.summaryWord(row); word != "" {
			s.summaries[word] = true
			continue
		}
		if who := data.Tidy(cellAt(row, l.columns.roles.of(rolePerson))); who != "" {
			s.people[fold.Code(who)]++
		}
		for _, c := range s.codes {
			l.surveyCode(c, row)
		}
		l.surveyTitle(s.couples, row)
		l.surveyBlocks(s, row)
	}
	return s, nil
}

// surveyBlocks notes the days of a row and what it answers.
func (l *List) surveyBlocks(s *survey, row table.Row) {
	date, birth := l.columns.roles.of(roleDate), l.columns.roles.of(roleBirth)
	s.days.add(date, cellAt(row, date), l.o.Today)
	s.births.add(birth, cellAt(row, birth), l.o.Today)
	for _, b := range l.columns.blocks {
		if b.date >= 0 {
			s.days.add(b.date, cellAt(row, b.date), l.o.Today)
		}
		l.surveyItems(s, row, b)
	}
}

// surveyTime notes which time the answers of a row are of.
func (l *List) surveyTime(s *survey, row table.Row, column int) {
	if cell := cellAt(row, column); !blanks[cellKey(cell)] && l.answersIn(row) && !l.isHeading(row.Cells) {
		s.addTime(cell)
	}
}

func (s *survey) addTime(cell string) {
	words := timeTokens(cell)
	m, ok := timeOf(words)
	if !ok || m.kind == noTime {
		m = moment{label: strings.Join(words, " "), kind: unknown}
	}
	s.times[strings.Join(words, " ")] = m
}

func (s *survey) addWord(cell string, line int) {
	key := cellKey(cell)
	w := s.words[key]
	if w == nil {
		if len(s.words) == mostWords || len(cell) > 80 {
			return
		}
		w = &unknownWord{text: data.Tidy(cell)}
		s.words[key] = w
	}
	if w.cells++; w.last != line {
		w.rows, w.last = w.rows+1, line
	}
}

// often are the texts that many cells have, so that they are an answer, or no
// answer, in other words; most used first.
func (s *survey) often() []*unknownWord {
	var often []*unknownWord
	for _, w := range s.words {
		if w.cells >= 5 && w.rows >= 3 && w.cells*50 >= s.filled {
			often = append(often, w)
		}
	}
	slices.SortFunc(often, func(a, b *unknownWord) int { return cmp.Or(b.cells-a.cells, strings.Compare(a.text, b.text)) })
	return often
}

// askWords says which texts a map has to explain, "" when none.
func (s *survey) askWords(d *instrument.Definition) string {
	often := s.often()
	if len(often) == 0 {
		return ""
	}
	var told []string
	for _, w := range often[:min(len(often), 5)] {
		told = append(told, fmt.Sprintf("“%s” in %d", w.text, w.cells))
	}
	return fmt.Sprintf("Many cells of this list hold what is no answer of %s: %s. Say with --map what it means, such as {\"values\": {%q: 1}}, or {\"missing\": [%q]} if it means that there is none.",
		d.ShortName, strings.Join(told, ", "), often[0].text, often[0].text)
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
			s.filled++
			if value == most {
				s.top++
			}
		case strange:
			s.filled++
			switch n, whole, ok := numeral(cell); {
			case !ok:
				s.addWord(cell, row.Line)
			case whole && n == least-1:
				s.beneath++
			}
		}
	}
}

// judge refuses a list that cannot be read without guessing, or asks, if someone is
// there to answer.
func (l *List) judge(s *survey) error {
	d := l.o.Definition
	least, most := l.scales[d.Items[0].Number].ends()
	often, codes := s.often(), s.codesInOrder(d)
	switch {
	case s.rows == 0:
		return data.NewProblem(data.CodeInvalid, "There is no row beneath the headings. Check that it is the right file.")
	case s.onScale == 0 && len(often) == 0 && codes == nil:
		return data.NewProblem(data.CodeInvalid, fmt.Sprintf("No answer in this list is on the scale of %s, from %d to %d. Check the file, or say with --map what its values mean: {\"values\": {\"…\": %d}}.", d.ShortName, least, most, least))
	}
	if s.beneath > 0 && s.beneath > 4*s.top && l.o.Map.Add == nil {
		begins := fmt.Sprintf("The answers begin at %d and hardly ever reach %d, so they may have been counted from %d.", least-1, most, least-1)
		if !l.o.Guide {
			return data.NewProblem(data.CodeInvalid, fmt.Sprintf("%s Say with --map which is right: {\"add\": 1} if they were, or {\"add\": 0} if %d is no answer of the scale.", begins, least-1))
		}
		l.ask("add", begins, `{"add": 1}`, `{"add": 0}`)
	}
	if err := l.judgeWords(s, often, codes); err != nil {
		return err
	}
	l.summaries = s.summaries
	l.settleDays(s)
	return l.settleTimes(s)
}

// judgeWords asks about words that many cells have and that are no answers, or about
// codes of answers where there is nothing else, however few.
func (l *List) judgeWords(s *survey, often []*unknownWord, codes map[string]int) error {
	switch {
	case codes != nil && (s.onScale == 0 || len(often) > 0):
		l.askOrder(codes)
	case len(often) == 0:
	case l.o.Guide:
		l.guideWords(often)
	default:
		return data.NewProblem(data.CodeInvalid, s.askWords(l.o.Definition))
	}
	return nil
}

// dropTime leaves out a column of times that has too many different ones.
func (l *List) dropTime(column int) error {
	if l.o.Map.Time != "" {
		return data.NewProblem(data.CodeInvalid, fmt.Sprintf("The column “%s” has too many different values to be the time. Name another one in the map.", l.file.Header[column]))
	}
	l.Questions = append(l.Questions, fmt.Sprintf("The column “%s” has too many different values to say which time it was, so it was left out.", l.file.Header[column]))
	delete(l.columns.roles, roleTime)
	return nil
}

// timeOfName takes the time from the name of the sheet or the file, where the
// list has none.
func (l *List) timeOfName(all []moment) {
	if len(all) != 1 || all[0].kind != noTime {
		return
	}
	m, ok := timeInName(l.file.Dialect.Sheet)
	if !ok {
		m, ok = timeInName(l.name + " " + l.file.Dialect.Sheet)
	}
	if ok {
		l.columns.blocks[0].when, all[0] = m, m
		l.Questions = append(l.Questions, fmt.Sprintf("Nothing in the list says which time it was, but its name has “%s”, so all answers were taken for that. Is that right?", m.label))
	}
}

// countsSomething is true where a column of times has nothing but numbers, and
// no one has two rows: it may be the month of the year.
func (s *survey) countsSomething() bool {
	if len(s.times) < 2 || len(s.people) < 8 {
		return false
	}
	for _, rows := range s.people {
		if rows > 1 {
			return false
		}
	}
	for _, m := range s.times {
		if m.kind != numbered || m.label != strconv.Itoa(m.n) {
			return false
		}
	}
	return true
}

// settleTimes decides which stage each time of the list is.
func (l *List) settleTimes(s *survey) error {
	var all []moment
	column := l.columns.roles.of(roleTime)
	switch {
	case column >= 0 && len(s.times) > mostTimes:
		if err := l.dropTime(column); err != nil {
			return err
		}
	case column >= 0 && l.o.Map.Time == "" && s.countsSomething():
		l.Questions = append(l.Questions, fmt.Sprintf("Everyone has one row, so that the numbers in “%s” do not say which time it was, and were left out. Is that right? If not, say {\"time\": %q} with --map.", l.file.Header[column], l.file.Header[column]))
		delete(l.columns.roles, roleTime)
		all = append(all, l.columns.blocks[0].when)
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
	l.timeOfName(all)
	slices.SortFunc(all, byRank)
	var ask string
	if l.stages, ask = stages(all, l.o.Map.Times); ask != "" && !l.guideTimes(all) {
		return data.NewProblem(data.CodeInvalid, ask)
	}
	return nil
}
