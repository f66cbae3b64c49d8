package answers

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"waymark/data"
	"waymark/data/interchange/table"
)

// Survey programs say of each row whether it counts: a preview of the survey,
// a test, spam, or a form that was not completed.

type rowState int

const (
	counts rowState = iota
	trial           // a preview or test of the survey
	spam
	unfinished // the survey was broken off
	openForm   // the form itself is marked as not complete
	setAside   // who keeps the survey deleted the answers, or did not accept them
	gone       // the same, or the person left the service
)

// gonePlain are headings of states that may be the person's.
var gonePlain = setOf("status", "state", "record status")

var stateHeadings = setOf("status", "response type", "response status", "survey status", "completion status", "distribution channel", "submission status", "response state", "state", "validation status", "review state", "review status", "approval status", "record status")

var finishedHeadings = setOf("finished", "complete", "is complete", "is finished", "survey complete", "survey finished", "survey completed", "completed yes no", "fully completed")

var stateWords = map[string]rowState{
	"survey preview": trial, "preview": trial, "survey test": trial, "test": trial, "test response": trial, "test data": trial, "preview response": trial, "offline survey preview": trial, "offline response preview": trial,
	"possible spam survey preview": trial, "spam": spam, "possible spam": spam, "partial": unfinished, "partial response": unfinished, "partially completed": unfinished, "partially complete": unfinished, "incomplete": unfinished,
	"in progress": unfinished, "not completed": unfinished, "not complete": unfinished, "unfinished": unfinished, "disqualified": unfinished, "terminated": unfinished, "screened out": unfinished, "abandoned": unfinished, "started": unfinished, "not submitted": unfinished, "draft": unfinished, "saved": unfinished,
	"deleted": setAside, "removed": gone, "rejected": setAside, "not approved": setAside, "validation status not approved": setAside, "invalid": setAside, "void": setAside, "voided": setAside,
	"withdrawn": gone, "excluded": gone, "do not use": setAside, "has issues": setAside, "duplicate": setAside,
}

// goodWords are how survey programs say that a row counts.
var goodWords = setOf("complete", "completed", "finished", "submitted", "sent", "ok", "valid", "accepted", "approved", "validation status approved", "on hold", "validation status on hold", "received", "active", "live", "ip address", "imported",
	"imported response", "offline response", "anonymous", "email", "gl", "qr", "sms", "social", "web", "link", "weblink", "full", "full response", "normal", "true", "yes", "published", "submitted via web", "reviewed", "edited")

// qualtrics are the numbers that Qualtrics writes for its kinds of responses.
var qualtrics = map[string]rowState{"1": trial, "2": trial, "8": spam, "9": trial, "12": spam, "17": trial, "32": trial, "40": trial, "48": spam}

// stateColumns are the columns that say whether a row counts.
type stateColumns struct {
	words, finished, forms []int
	submitted              int  // the column of the day of sending, blank for what was not sent; -1: none says so
	numbers                bool // in words, as Qualtrics has them
}

// statesOf finds them among the columns that are no items. A column of states
// has no other words than those of states.
func (l *lookout) statesOf(file *table.File, free []int, blocks []block) (s stateColumns) {
	keys := make([]string, len(file.Header))
	for i, h := range file.Header {
		keys[i] = headingKey(h)
	}
	s.submitted = submittedBy(file.Header)
	s.numbers = slices.Contains(keys, "response id") && (slices.Contains(keys, "recorded date") || slices.Contains(keys, "distribution channel"))
	for _, column := range free {
		rest, named := l.withoutNames(tokens(file.Header[column]))
		switch {
		case strings.HasPrefix(file.Header[column], "Complete?") && len(s.forms) == 0 && column > l.lastItem(blocks):
			s.forms = append(s.forms, column) // the label that REDCap gives each form's
		case stateHeadings[keys[column]]:
			s.words = append(s.words, column)
		case finishedHeadings[keys[column]]:
			s.finished = append(s.finished, column)
		case len(named) > 0 && strings.Join(rest, " ") == "complete":
			s.forms = append(s.forms, column)
		}
	}
	return s
}

// lastItem is the rightmost column of an item.
func (l *lookout) lastItem(blocks []block) int {
	last := -1
	for _, b := range blocks {
		for _, column := range b.items {
			last = max(last, column)
		}
	}
	return last
}

// state says whether a row counts.
func (l *List) state(row table.Row) rowState {
	if l.o.Map.State == noColumn {
		return counts
	}
	s := &l.columns.states
	worst := counts
	for _, column := range s.words {
		key := strings.Join(tokens(cellAt(row, column)), " ")
		state := stateWords[key]
		if state == counts && s.numbers {
			state = qualtrics[cellKey(cellAt(row, column))]
		}
		if state == gone {
			state = l.gone(column)
		}
		if state != counts && (worst == counts || state < worst) {
			worst = state
		}
	}
	if worst != counts {
		return worst
	}
	return s.ended(row)
}

// gone is what “Withdrawn” says in a column: of answers, where the survey program has
// the column, else perhaps of the person, whose answers may count all the same.
func (l *List) gone(column int) rowState {
	switch {
	case l.columns.states.numbers || !gonePlain[headingKey(l.file.Header[column])]:
		return setAside
	case l.o.Map.State == ofPeople:
		return counts
	}
	return gone
}

// ended says whether a row is of a form or a survey that was ended.
func (s *stateColumns) ended(row table.Row) rowState {
	for _, column := range s.forms {
		if key := strings.ToLower(data.Tidy(cellAt(row, column))); key == "0" || key == "0.0" || key == "incomplete" {
			return openForm
		}
	}
	for _, column := range s.finished {
		if state := finishedBy(cellAt(row, column)); state != counts {
			return state
		}
	}
	if s.submitted >= 0 && cellAt(row, s.submitted) == "" {
		return unfinished
	}
	return counts
}

// finishedBy is what a cell says that tells whether a survey was finished.
func finishedBy(cell string) rowState {
	if slices.Contains([]string{"0", "false", "no", "n", "incomplete", "partial"}, strings.ToLower(data.Tidy(cell))) {
		return unfinished
	}
	return counts
}

// leftOut is why a row of a state is not taken in, "" where it is.
func (s rowState) leftOut() string {
	switch s {
	case trial:
		return "It is a preview or test of the survey, not anyone’s answers."
	case spam:
		return "The survey program marks it as spam."
	case openForm:
		return "The form is marked as not complete."
	case setAside, gone:
		return "The list marks it as deleted, withdrawn or not accepted."
	}
	return ""
}

// tellStates says how many rows do not count, and why.
func (l *List) tellStates(found map[rowState]int) {
	for _, of := range []struct {
		state rowState
		what  string
	}{{trial, "as a preview or test of the survey"}, {spam, "as spam"}, {openForm, "as a form that is not complete"}, {setAside, "as deleted, withdrawn or not accepted"}} {
		if n := found[of.state]; n > 0 {
			l.question("The list marks %s %s, so they were left out. Is that right? If not, say {\"state\": \"none\"} with --map.", data.Plural(n, "row", "rows"), of.what)
		}
	}
	if n := found[gone]; n > 0 {
		said := fmt.Sprintf("The list marks %s as withdrawn, removed or excluded.", data.Plural(n, "row", "rows"))
		if l.o.Map.State == ofAnswers {
			l.question("%s They were left out.", said)
		} else {
			l.ask("state", said+" That may be said of the answers, which do not count then, or of people who left the service.", fmt.Sprintf(`{"state": %q}`, ofAnswers), fmt.Sprintf(`{"state": %q}`, ofPeople))
		}
	}
	if n := found[unfinished]; n > 0 {
		l.question("The list marks %s as a survey that was not finished; the answers were taken as far as they go. Is that right?", data.Plural(n, "row", "rows"))
	}
}

// strangeStates are the words of a column of states that are not known, with how many
// rows have each, and whether the column has known ones too.
type strangeStates struct {
	known bool
	rows  map[string]int
}

// surveyStates notes words for the state of a row that are not understood.
func (l *List) surveyStates(found map[int]*strangeStates, row table.Row) {
	const most = 20 // more are no words for a state
	for _, column := range l.columns.states.words {
		cell := data.Tidy(cellAt(row, column))
		if found[column] == nil {
			found[column] = &strangeStates{rows: map[string]int{}}
		}
		f := found[column]
		key := strings.Join(tokens(cell), " ")
		_, known := stateWords[key]
		switch {
		case isBlank(cell):
		case known || goodWords[key]:
			f.known = true
		case len(f.rows) < most && !isDigits(key) && len(cell) <= 60:
			f.rows[cell]++
		}
	}
}

// tellStrange says which words for the state of a row are not understood, of a column
// that has others that are.
func (l *List) tellStrange(found map[int]*strangeStates) {
	for _, column := range slices.Sorted(maps.Keys(found)) {
		if !found[column].known {
			continue // it says something else
		}
		for _, word := range slices.Sorted(maps.Keys(found[column].rows)) {
			l.question("“%s” says “%s” of %s, and it is not known whether such answers count. They were taken. Is that right?", l.file.Header[column], word, data.Plural(found[column].rows[word], "row", "rows"))
		}
	}
}

// labelled returns for columns that a survey program only numbers, such as Q0, the
// label that stands in the row beneath, where that is one of labels; nil when
// there is none.
func labelled(file *table.File, c *columns, o Options) *table.File {
	if len(file.Sample) == 0 || o.Map.namesColumns() {
		return nil
	}
	l := &List{o: o, file: file, columns: c, wording: newWording(o.Definition)}
	labels := file.Sample[0].Cells
	if !l.isHeading(labels) {
		return nil
	}
	header, taken := slices.Clone(file.Header), false
	for i, name := range header {
		words := tokens(name)
		plain := len(words) > 0 && generic[words[0]] && len(words) <= 3
		item := slices.ContainsFunc(c.blocks, func(b block) bool {
			for _, column := range b.items {
				if column == i {
					return true
				}
			}
			return false
		})
		label := data.Tidy(labels[i])
		if plain && !item && label != "" && len(label) < 200 && !slices.Contains(header, label) {
			header[i], taken = label, true
		}
	}
	if !taken {
		return nil
	}
	return file.Renamed(header)
}

// askStandIn asks for the day where the list only has a stand-in for it, or nothing
// that can be read.
func (l *List) askStandIn() {
	if l.Dated || l.o.DayGiven {
		return
	}
	sentence := ""
	switch {
	case l.columns.standIn >= 0:
		sentence = fmt.Sprintf("“%s” has a day that stands for none, such as 1980-01-01, on every row, as surveys without names have it.", l.file.Header[l.columns.standIn])
	case l.columns.unread >= 0:
		sentence = fmt.Sprintf("“%s” seems to be the day of the answers, and its cells cannot be read as days.", l.file.Header[l.columns.unread])
	case len(l.columns.undated) > 0:
		sentence = fmt.Sprintf("“%s” holds days, and nothing says which of the times side by side it is the day of.", l.file.Header[l.columns.undated[0]])
	default:
		return
	}
	sentence += " Say with --answered-on when the answers were given, or with --map which column has the day."
	l.undecided = append(l.undecided, Ask{Key: "answered_on", Sentence: sentence, Answers: []string{"--answered-on DAY", `{"date": "…"}`}})
	l.Questions = append(l.Questions, sentence)
}
