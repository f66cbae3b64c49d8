package answers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"waymark/data"
)

// Decision is one thing that was decided about a list, or that only a person can
// decide, with what else it may be.
type Decision struct {
	// Key is the part of a Map that it is; for the column of a question “items.3”.
	Key      string
	Sentence string // what is asked or was decided, or the name of what has a column
	Required bool   // nothing is written until someone chooses
	Taken    string // the answer by which the list is read now; "" if it is not among Choices
	Choices  []Choice
}

// Choice is one answer to a Decision.
type Choice struct {
	Answer string // for Map.With
	Words  string
}

// With is the map with a further answer, as a Decision has it or as a person would
// write it into a map. The map itself stays as it is; nil is an empty one.
func (m *Map) With(answer string) (*Map, error) {
	if m == nil {
		m = &Map{}
	}
	body, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var changed Map
	if err := json.Unmarshal(body, &changed); err != nil {
		return nil, err
	}
	missing := changed.Missing
	changed.Missing = nil
	d := json.NewDecoder(bytes.NewReader([]byte(answer)))
	d.DisallowUnknownFields()
	if err := d.Decode(&changed); err != nil {
		return nil, &data.Problem{Code: data.CodeInvalid, Cause: err, Sentence: "This answer cannot be understood. Choose another."}
	}
	changed.Missing = append(missing, changed.Missing...)
	return &changed, changed.checkChoices()
}

// alternative is how a question says what a map has to say if it was decided wrongly.
var alternative = regexp.MustCompile(`(?s)^(.*?) (?:Is that right\? )?If not, say (\{.*\}) with --map\.$`)

// Decisions are those that a person may look at and change: first what only a
// person can decide, then what was decided by the contents, then the columns.
func (l *List) Decisions() []Decision {
	var list []Decision
	for _, a := range l.undecided {
		d := Decision{Key: a.Key, Sentence: Plain(a.Sentence), Required: true}
		for _, answer := range a.Answers {
			if json.Valid([]byte(answer)) && !strings.Contains(answer, "…") {
				d.Choices = append(d.Choices, Choice{answer, l.wordsOf(answer)})
			}
		}
		list = append(list, d)
	}
	for _, q := range l.Questions {
		if parts := alternative.FindStringSubmatch(q); parts != nil {
			list = append(list, Decision{Key: keyIn(parts[2]), Sentence: parts[1], Choices: []Choice{{"", "That is right"}, {parts[2], l.wordsOf(parts[2])}}})
		}
	}
	list = append(list, l.columnDecisions()...)
	list = append(list, l.timeDecisions()...)
	return append(list, l.itemDecisions()...)
}

// Remarks are the questions about the list that no single choice answers.
func (l *List) Remarks() []string {
	var list []string
	for _, q := range l.Questions {
		asked := slices.ContainsFunc(l.undecided, func(a Ask) bool { return a.Sentence == q })
		if !asked && !alternative.MatchString(q) {
			list = append(list, Plain(q))
		}
	}
	return list
}

// keyIn is the first part of a map in an answer.
func keyIn(answer string) string {
	d := json.NewDecoder(strings.NewReader(answer))
	_, _ = d.Token() // the brace
	key, _ := d.Token()
	name, _ := key.(string)
	return name
}

// columnNames are what has a column, in the order of a form.
var columnNames = []struct {
	role role
	name string
}{
	{rolePerson, "Person’s code"}, {roleNHS, "NHS number"}, {roleName, "Name"}, {roleGiven, "Given names"}, {roleFamily, "Family name"},
	{roleBirth, "Date of birth"}, {roleDate, "Date of the answers"}, {roleTime, "First or follow-up"}, {roleMode, "How it was filled in"},
}

func (l *List) columnDecisions() []Decision {
	var list []Decision
	for _, c := range columnNames {
		d := Decision{Key: string(c.role), Sentence: c.name, Choices: l.columnChoices(func(heading string) any { return map[string]string{string(c.role): heading} })}
		d.Taken = d.Choices[len(d.Choices)-1].Answer
		if at := l.columns.roles.of(c.role); at >= 0 {
			d.Taken = d.Choices[at].Answer
		}
		list = append(list, d)
	}
	return list
}

// timeDecisions are, of a list with several times side by side, the column of the day
// of each and which time it is.
func (l *List) timeDecisions() []Decision {
	if len(l.columns.blocks) < 2 {
		return nil
	}
	var list []Decision
	for _, b := range l.columns.blocks {
		label, name := keyOf(b.when.label), "“"+b.when.label+"”"
		if label == "" {
			name = "the columns without a time"
		}
		d := Decision{Key: "dates." + label, Sentence: "Date of " + name, Choices: l.columnChoices(func(heading string) any {
			return map[string]any{"dates": map[string]string{label: heading}}
		})}
		d.Taken = d.Choices[len(d.Choices)-1].Answer
		if b.date >= 0 {
			d.Taken = d.Choices[b.date].Answer
		}
		list = append(list, d)
		key := "times." + label
		if slices.ContainsFunc(l.undecided, func(a Ask) bool { return a.Key == key }) {
			continue
		}
		stage := Decision{Key: key, Sentence: "Which time is " + name}
		for _, is := range []string{string(data.Baseline), string(data.StageFollowUp), ignored} {
			answer := fragment(map[string]any{"times": map[string]string{label: is}})
			stage.Choices = append(stage.Choices, Choice{answer, l.wordsOf(answer)})
			if string(l.stages[b.when]) == is {
				stage.Taken = answer
			}
		}
		list = append(list, stage)
	}
	return list
}

// itemDecisions are the columns of the questions, of a list with one questionnaire
// in a row.
func (l *List) itemDecisions() []Decision {
	if len(l.columns.blocks) != 1 {
		return nil
	}
	var list []Decision
	for _, item := range l.o.Definition.Items {
		n := strconv.Itoa(item.Number)
		d := Decision{Key: "items." + n, Sentence: n + ". " + item.Text,
			Choices: l.columnChoices(func(heading string) any { return map[string]any{"items": map[string]string{n: heading}} })}
		d.Taken = d.Choices[len(d.Choices)-1].Answer
		if at, ok := l.columns.blocks[0].items[item.Number]; ok {
			d.Taken = d.Choices[at].Answer
		}
		list = append(list, d)
	}
	return list
}

// columnChoices are the columns of the list, and last none of them.
func (l *List) columnChoices(answer func(heading string) any) []Choice {
	choices := make([]Choice, 0, len(l.file.Header)+1)
	add := func(heading, words string) {
		body, err := json.Marshal(answer(heading))
		if err != nil {
			body = nil // a text can always be written
		}
		choices = append(choices, Choice{string(body), words})
	}
	for _, heading := range l.file.Header {
		add(heading, heading)
	}
	add(noColumn, "No column")
	return choices
}

// wordsOf is an answer for people.
func (l *List) wordsOf(answer string) string {
	var m Map
	if json.Unmarshal([]byte(answer), &m) != nil {
		return answer
	}
	if words := l.wordsOfValue(&m); words != "" {
		return words
	}
	order := map[string]string{dayFirstWord: "The day is first, like 07/04/2026", monthFirst: "The month is first, like 04/07/2026", swapped: "Day and month of some were turned round"}
	switch {
	case m.Days != "":
		return order[m.Days]
	case m.BirthDays != "":
		return order[m.BirthDays]
	case m.Within == noColumn:
		return "A code is the same person everywhere"
	case m.Within != "":
		return fmt.Sprintf("A code is another person at each “%s”", m.Within)
	case m.Codes == sameCodes, m.Names == sameCodes:
		return "They are the same person"
	case m.Codes == exactCodes, m.Names == exactCodes:
		return "They are different people"
	case m.State == noColumn:
		return "Import these rows, too"
	case m.State == ofAnswers:
		return "The answers do not count: leave these rows out"
	case m.State == ofPeople:
		return "It is about the person: import these rows"
	case m.Name != "":
		return fmt.Sprintf("“%s” is the person’s name", m.Name)
	case m.Person != "":
		return fmt.Sprintf("“%s” is the person’s code", m.Person)
	case m.Time != "":
		return fmt.Sprintf("“%s” says which time it was", m.Time)
	}
	return answer
}

// wordsOfValue is an answer about what a cell means, "" for other answers.
func (l *List) wordsOfValue(m *Map) string {
	least, _ := l.scales[l.o.Definition.Items[0].Number].ends()
	switch {
	case m.Add != nil && *m.Add == 0:
		return fmt.Sprintf("%d is no answer", least-1)
	case m.Add != nil:
		return fmt.Sprintf("They were counted from %d, so 1 is added to each", least-1)
	case len(m.Missing) > 0:
		return "It means that there is no answer"
	}
	if len(m.Values) > 1 {
		return l.wordsOfOrder(m.Values)
	}
	for _, value := range m.Values {
		return fmt.Sprintf("%d: %s", value, l.o.Definition.LabelOf(l.o.Definition.Items[0], value))
	}
	for _, stage := range m.Times {
		if stage == ignored {
			return "Leave these answers out"
		}
		return data.Stage(stage).Label()
	}
	return ""
}

// ofCommand is where a sentence begins to speak of the command line.
var ofCommand = regexp.MustCompile(`(?s)[^.?!]*--[a-z].*$`)

// Plain is a sentence about a list without what only helps on the command line.
func Plain(sentence string) string {
	sentence = strings.TrimSpace(ofCommand.ReplaceAllString(strings.ReplaceAll(sentence, ": is that what to import, with --", ". --"), ""))
	if sentence == "" {
		return "This list cannot be read."
	}
	return sentence
}

// InShort says in a few words what was decided about the list, and why.
func (l *List) InShort() string {
	say := []string{l.itemsInShort()}
	var who []string
	for _, c := range columnNames[:6] {
		if at := l.columns.roles.of(c.role); at >= 0 && c.role != roleBirth {
			who = append(who, fmt.Sprintf("“%s” (%s)", l.file.Header[at], l.whyColumn(c.role, at)))
		}
	}
	switch {
	case len(who) == 0:
		say = append(say, "No column says whose answers they are, so each row is another person.")
	case l.within:
		say = append(say, fmt.Sprintf("Whose they are: %s, at each “%s” anew.", strings.Join(who, ", "), l.file.Header[l.columns.roles.of(roleWithin)]))
	default:
		say = append(say, fmt.Sprintf("Whose they are: %s.", strings.Join(who, ", ")))
	}
	if at := l.columns.roles.of(roleDate); at >= 0 {
		say = append(say, fmt.Sprintf("When: “%s” (%s).", l.file.Header[at], l.whyColumn(roleDate, at)))
	} else if !l.Dated {
		say = append(say, "When: no column says.")
	}
	say = append(say, l.modeInShort())
	if l.Dated && l.dayWhy != "" {
		first := "day"
		if l.monthFirst {
			first = "month"
		}
		say = append(say, fmt.Sprintf("In dates the %s is first: %s.", first, l.dayWhy))
	}
	return strings.Join(say, " ")
}

func (l *List) itemsInShort() string {
	of := len(l.o.Definition.Items)
	if n := len(l.columns.blocks); n > 1 {
		return fmt.Sprintf("%s, %d times side by side in each row.", l.o.Definition.ShortName, n)
	}
	return fmt.Sprintf("%s, with columns for %d of %d questions.", l.o.Definition.ShortName, l.columns.items(), of)
}

// modeInShort says which column has how the questionnaires were filled in.
func (l *List) modeInShort() string {
	if at := l.columns.roles.of(roleMode); at >= 0 {
		return fmt.Sprintf("How they were completed: “%s” (%s).", l.file.Header[at], l.whyColumn(roleMode, at))
	}
	return "How they were completed: no column says, so that is not recorded."
}

// whyColumn is why a column was taken for what it is.
func (l *List) whyColumn(r role, at int) string {
	if l.o.Map.named()[r] != "" {
		return "you chose it"
	}
	for _, h := range headings {
		if h.role == r && slices.Contains(strings.Split(h.names, "|"), headingKey(l.file.Header[at])) {
			return "by its heading"
		}
	}
	return "by what it holds"
}
