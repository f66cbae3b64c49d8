package moving

import (
	"strings"
	"testing"

	"waymark/data"
)

// Up to 0.13 nothing was kept of whether a list said that someone needs an interpreter
// or lives alone. Read again, such a list does not undo what was changed here since.
func TestUpdate_anOlderImportDoesNotUndoWhatWasChangedHere(t *testing.T) {
	says := data.Client{GivenNames: "Adaeze", FamilyName: "Obi", Phone: "01632 960111", LivesAlone: data.Yes, Interpreter: data.Yes}
	now := hashes(&says)
	var before []string
	for _, part := range strings.SplitAfter(now, ";") {
		if !strings.HasPrefix(part, "interpreter=") && !strings.HasPrefix(part, "lives_alone=") {
			before = append(before, part)
		}
	}
	held := says
	held.Interpreter, held.LivesAlone = "", ""
	newer := says
	newer.LivesAlone = data.No
	for name, c := range map[string]struct {
		said       string
		held, list data.Client
		changed    int
	}{
		"unchanged since, an older import": {strings.Join(before, ""), held, says, 0},
		"unchanged since":                  {now, held, says, 0},
		"a newer list":                     {now, says, newer, 1},
		"a newer list, an older import":    {strings.Join(before, ""), says, newer, 0},
		"the list said nothing before":     {hashes(&held), held, says, 2},
	} {
		s := &step{origin: &origin{said: c.said}, p: &data.ListPerson{}}
		changed, left := (&importer{}).update(s, &c.held, &c.list)
		if len(changed) != c.changed || len(left) != 0 {
			t.Errorf("%s: %d changed, left %+v", name, len(changed), left)
		}
	}
}
