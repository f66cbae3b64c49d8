package people

import (
	"encoding/json"
	"fmt"

	"waymark/data"
)

// askSecond asks about columns that say once more who someone is, as where a couple
// stands in one row: the second of them would be a note about the first.
func (s *sheet) askSecond(l *List) {
	var headings []string
	fields := map[Field]bool{}
	note, out := map[string]string{}, map[string]string{}
	for _, c := range s.columns {
		if c.again == "" {
			continue
		}
		fields[c.again] = true
		headings = append(headings, "“"+c.Heading+"”")
		note[c.key()], out[c.key()] = string(Note), string(LeftOut)
	}
	if len(fields) < 2 { // one may be a former name
		return
	}
	var first *Column
	for _, c := range s.columns {
		if c.again != "" {
			c.asked = true
			if first == nil {
				first = c
			}
		}
	}
	become := func(columns map[string]string) string {
		body, _ := json.Marshal(map[string]map[string]string{"columns": columns}) // strings alone
		return string(body)
	}
	l.ask(Ask{Key: "columns/" + first.key(), Column: first.Heading, Title: "Is there a second person in each row?",
		Evidence: fmt.Sprintf("%s say once more who someone is. If they are other people, give each a row of their own and open the list again.", data.JoinAnd(headings)),
		Answers: []Answer{
			{"Keep as a note", "What these columns say stands in the note on the first person’s referral.", become(note)},
			{"Leave out", "Only the first person of each row is imported.", become(out)},
		}})
}
